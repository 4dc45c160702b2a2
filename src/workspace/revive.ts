import type { Session } from '../analysis/session'
import { AppError } from '../model/error'
import { readAnew } from './again'
import { failure } from './failure'
import { folder } from './folder'
import { bring, readManifest } from './keep'
import { useKeeping } from './keeping'
import { beforeOthers } from './lane'
import type { StoredSource } from './manifest'
import { originOf } from './origins'
import { saving } from './saving'
import { idle, useWorkspace } from './workspace'

/** An engine that ends again so soon after it came back, ms, is not started again unasked: what it is given ends it. */
const SOON = 60_000
let back = -Infinity
let coming: Promise<void> | null = null

/** Starts another engine whenever one ended, with all that stood in it. Once, before the first is started. */
export function followEngine(): void {
  const workspace = useWorkspace()
  workspace.$onAction(({ name, after }) => {
    if (name === 'ended') after(() => performance.now() - back > SOON && void revive())
  })
}

/** Starts the engine again, after the turn that runs and before all that wait. Never throws: a failure is a state of the workspace. */
export function revive(): Promise<void> {
  coming ??= beforeOthers(bringBack)
    .catch((cause: unknown) => {
      const workspace = useWorkspace()
      workspace.ended()
      if (AppError.from(cause).code !== 'engine.ended') workspace.failures.push(failure('', cause))
    })
    .finally(() => {
      useWorkspace().progress = null
      coming = null
    })
  return coming
}

async function bringBack(): Promise<void> {
  const workspace = useWorkspace()
  workspace.progress = { ...idle(), step: 'restore' }
  const { decisions, config } = await workspace.start()
  saving.interrupt()
  await saving.settled()
  await workspace.reopen()
  back = performance.now()
  const keeping = useKeeping()
  if (keeping.phase === 'opening') return keeping.recall(keeping.id)
  if (!workspace.sources.length) return
  if (await isHalfErased()) return bringKept()
  const active = await workspace.ready()
  Object.assign(active, { decisions, config })
  const { currency } = workspace
  const lost = await bringFiles(active)
  await workspace.settle(active, idle(), workspace.scheme)
  // The invented company names its currency itself.
  if (workspace.sample) workspace.currency = currency
  workspace.failures = workspace.failures.filter(({ code, file }) => code !== 'engine.ended' || file)
  workspace.failures.push(...lost, failure('', new AppError('engine.back')))
  back = performance.now()
}

/** Somebody was being erased: the table with them is not counted as kept any more, and the one without is gone. */
async function isHalfErased(): Promise<boolean> {
  const keeping = useKeeping()
  const texts = await Promise.all(
    useWorkspace().sources.map(({ id }) => saving.stored.has(id) || originOf(id)?.text()),
  )
  return keeping.keeps && texts.some((text) => !text) && (await readManifest(folder(keeping.id))) !== null
}

/** The workspace as it was kept last. */
async function bringKept(): Promise<void> {
  const keeping = useKeeping()
  keeping.stop('opening')
  await keeping.clear()
  await keeping.recall(keeping.id)
}

const NOT_KEPT = { columns: [], table: { name: '', size: 0, pieces: [] }, original: null }

/** The files of the page, under the ids that they have: from what is kept, else from their texts. Returns what is lost. */
async function bringFiles(active: Session) {
  const workspace = useWorkspace()
  const { sources } = workspace
  const kept = folder(useKeeping().id)
  const from = (name: string) => (name ? kept.read(name) : Promise.resolve(null))
  const stored = sources.map((report): StoredSource => ({
    ...NOT_KEPT,
    ...saving.stored.get(report.id),
    report,
  }))
  const ids = sources.map(({ id }) => id)
  const onTable = (file: string) => void (workspace.progress = { ...idle(), step: 'restore', file })
  const again: number[] = []
  const rescue = ({ report }: StoredSource) => Promise.resolve(again.push(report.id) > 0)
  const brought = await bring(active.engine, { sources: stored }, from, () => ids.shift()!, onTable, rescue)
  active.adopt(brought.map(({ report }) => report))
  return readTexts(active, again)
}

async function readTexts(active: Session, ids: number[]) {
  const workspace = useWorkspace()
  const lost = []
  for (const id of ids) {
    const { file, choices } = active.sources.find((source) => source.id === id)!
    const old = workspace.sources.find((source) => source.id === id)!
    const text = await originOf(id)?.text()
    if (
      text &&
      (await readAnew(workspace, active, old, choices, new AbortController().signal, 'workspace.unkept'))
    )
      continue
    await workspace.takeOut(active, id)
    lost.push(failure(file, new AppError('engine.lost', { file })))
  }
  return lost
}
