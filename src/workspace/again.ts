import type { Session } from '../analysis/session'
import type { Choices, LoadStep } from '../ingest/load'
import { saysNothingNew } from '../ingest/preview'
import { AppError } from '../model/error'
import { useDrafts } from './drafts'
import { failure } from './failure'
import { passHash } from './hashes'
import { dropOrigin, originOf } from './origins'
import { idle } from './progress'
import { useReceipt } from './receipt'
import { useRecipe } from './recipe'
import { screened } from './screen'
import type { useWorkspace } from './workspace'

/**
 * Reads one file with other choices; whoever calls it settles the figures. Returns whether rows were read: choices that
 * say what was read already are only written down.
 */
export async function readAgain(
  workspace: ReturnType<typeof useWorkspace>,
  active: Session,
  id: number,
  choices: Choices,
  signal: AbortSignal,
): Promise<boolean> {
  const old = workspace.sources.find((source) => source.id === id)
  if (!old) return false
  const learn = workspace.sample ? () => {} : useRecipe().learn
  if (saysNothingNew(old, choices)) {
    const said = active.say(id, choices)
    if (said) learn(old, said)
    return false
  }
  const origin = originOf(id)
  const text = await origin?.text()
  if (!origin || !text) {
    workspace.failures.push(failure(old.file, new AppError('workspace.unkept')))
    return false
  }
  const { size } = text
  const progress = { ...idle(), file: old.file, size, bytes: size }
  const onStep = (step: LoadStep) => {
    workspace.progress = { ...progress, step }
  }
  try {
    const source = await screened(active, await active.reload(id, text, choices, { signal, onStep }))
    dropOrigin(id)
    learn(old, source)
    passHash(id, source.id, old.sha256)
    useReceipt().pass(id, source.id)
    useDrafts().pass(id, source.id, source.choices)
    workspace.landed(source, origin, 'again')
    return true
  } catch (cause) {
    workspace.failures.push(failure(old.file, cause))
    return false
  }
}
