import type { Session } from '../analysis/session'
import type { Choices, LoadStep, SourceReport } from '../ingest/load'
import { countsAlike, readsAlike } from '../ingest/preview'
import { AppError } from '../model/error'
import { useDrafts } from './drafts'
import { failure } from './failure'
import { passHash } from './hashes'
import { dropOrigins, originOf, passOrigin } from './origins'
import { idle } from './progress'
import { useReceipt } from './receipt'
import { useRecipe } from './recipe'
import { screened } from './screen'
import type { useWorkspace } from './workspace'

type Workspace = ReturnType<typeof useWorkspace>

/**
 * Reads one file with other choices; whoever calls it settles the figures. Returns whether they change: choices that say
 * what was read already are only written down.
 */
export async function readAgain(
  workspace: Workspace,
  active: Session,
  id: number,
  choices: Choices,
  signal: AbortSignal,
): Promise<boolean> {
  const old = workspace.sources.find((source) => source.id === id)
  if (!old) return false
  const learn = workspace.sample ? () => {} : useRecipe().learn
  if (readsAlike(old, choices, { zone: active.zone, today: active.today, file: old.file })) {
    const said = active.say(id, choices)
    if (said) learn(old, said)
    return !countsAlike(old.choices, choices)
  }
  const source = await readAnew(workspace, active, old, choices, signal, 'workspace.unkept')
  if (source) learn(old, source)
  return source !== null
}

/**
 * Files that others of their export show to be read otherwise are read again. Returns the ids of a drop as they are then.
 */
export async function readAlike(
  workspace: Workspace,
  active: Session,
  ids: number[],
  signal: AbortSignal,
): Promise<number[]> {
  const now = [...ids]
  for (const old of active.unlike) {
    if (signal.aborted) break
    const source = await readAnew(workspace, active, old, old.choices, signal, 'workspace.unlike')
    const at = now.indexOf(old.id)
    if (source && at >= 0) now[at] = source.id
  }
  return now
}

/**
 * Files whose kept tables were damaged are read again from their texts, and that is told.
 * @throws AppError `workspace.damaged` where one cannot be: all are taken out, and what is kept stays as it lies
 */
export async function readBack(workspace: Workspace, active: Session, ids: number[]): Promise<void> {
  for (const id of ids) {
    const old = active.sources.find((source) => source.id === id)!
    const { signal } = new AbortController()
    const read = await readAnew(workspace, active, old, old.choices, signal, 'workspace.unkept')
    if (!read) {
      for (const source of active.sources) await active.remove(source.id)
      dropOrigins()
      throw new AppError('workspace.damaged', { detail: old.file })
    }
    workspace.failures.push(failure(old.file, new AppError('workspace.rebuilt')))
  }
}

/** A source is read again from its text. What hangs on the file goes with it. Null, and told, where its text is not there or it cannot be read. */
export async function readAnew(
  workspace: Workspace,
  active: Session,
  old: SourceReport,
  choices: Choices,
  signal: AbortSignal,
  unkept: 'workspace.unkept' | 'workspace.unlike',
): Promise<SourceReport | null> {
  const { id } = old
  const origin = originOf(id)
  const text = await origin?.text()
  if (!origin || !text) {
    workspace.failures.push(failure(old.file, new AppError(unkept)))
    return null
  }
  const { size } = text
  const progress = { ...idle(), file: old.file, size, bytes: size }
  const onStep = (step: LoadStep) => {
    workspace.progress = { ...progress, step }
  }
  try {
    const source = await screened(active, await active.reload(id, text, choices, { signal, onStep }))
    passOrigin(id, source.id)
    passHash(id, source.id, old.sha256)
    useReceipt().pass(id, source.id)
    useDrafts().pass(id, source.id, source.choices)
    workspace.landed(source, origin, 'again')
    return source
  } catch (cause) {
    workspace.failures.push(failure(old.file, cause))
    return null
  }
}
