import { ident, type Engine } from '../engine/engine'
import type { QualityDecisions } from '../model/quality'
import type { SourceTable } from './entities'
import { columnName } from './scan'

/** Rows of these have no key of their own: the same row twice may be one thing said twice. */
const KEYLESS = ['order_lines', 'feedback', 'touches', 'points', 'events']
export const isKeyless = ({ mapping }: SourceTable): boolean =>
  mapping.entities.some((name) => KEYLESS.includes(name))

/**
 * Source tables as the entities read them: where lines count once, each in a table of its own, so that what was read
 * stays and the decision can be undone. Without it they are the tables as they are, and nothing is done.
 */
export async function applyDecisions<T extends SourceTable>(
  engine: Engine,
  sources: T[],
  { identicalOnce }: QualityDecisions,
  signal?: AbortSignal,
): Promise<T[]> {
  const out: T[] = []
  for (const source of sources) {
    await dropCleaned(engine, source.id)
    const once = identicalOnce && isKeyless(source)
    out.push(once ? { ...source, table: await linesOnce(engine, source, signal) } : source)
  }
  return out
}

/** Each line once; of equal lines the first of the file stays. */
async function linesOnce(engine: Engine, { id, table, mapping }: SourceTable, signal?: AbortSignal) {
  const columns = mapping.columns.map((column) => ident(columnName(column))).join(', ')
  const name = `once_${id}`
  await engine.run(
    `CREATE TABLE ${name} AS SELECT * FROM ${ident(table)} WHERE rowid IN (
       SELECT min(rowid) FROM ${ident(table)} GROUP BY ${columns}) ORDER BY rowid`,
    signal,
  )
  return name
}

/** What was made of a source by the reader's decisions goes with it. */
export const dropCleaned = (engine: Engine, id: number): Promise<void> =>
  engine.run(`DROP TABLE IF EXISTS once_${id}`)
