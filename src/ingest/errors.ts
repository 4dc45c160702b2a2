import { ident, type Engine } from '../engine/engine'
import { mayBegin, type Extent } from './extent'
import type { Mapping } from './mapping'
import { noteUnread, required, type UnreadCells } from './refused'
import { columnName, type Plan } from './scan'
import { ERROR_STARTS, errorSql } from './value/words'

/**
 * Error cells of a spreadsheet (#REF!, ####) among texts say nothing: they become empty, and are counted. Columns of
 * numbers and dates cannot hold them. Columns are looked at only where what is known of their texts leaves room for one;
 * nothing is written where there are none.
 */
export async function clearErrors(
  engine: Engine,
  table: string,
  plan: Plan,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
  extents: ReadonlyMap<string, Extent>,
  signal?: AbortSignal,
): Promise<void> {
  const texts = plan.filter(
    ({ column, native }) =>
      native === 'VARCHAR' &&
      !column.dropped &&
      ERROR_STARTS.some((start) => mayBegin(extents.get(columnName(column)), start)),
  )
  if (!texts.length) return
  const names = texts.map(({ column }) => ident(columnName(column)))
  const counts = names.map((name, i) => `count_if(${errorSql(name)}) AS n${i}`)
  const [found] = await engine.query<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${ident(table)}`,
    [],
    signal,
  )
  for (const [i, { column }] of texts.entries()) {
    const n = Number(found?.[`n${i}`] ?? 0)
    if (!n) continue
    const name = names[i]!
    const examples = await engine.query<{ cell: string }>(
      `SELECT DISTINCT ${name} AS cell FROM ${ident(table)} WHERE ${errorSql(name)} ORDER BY 1 LIMIT 3`,
    )
    // A row that cannot stand without the cell is set aside, which says it.
    if (!required(column, mapping))
      examples.forEach(({ cell }, k) => noteUnread(unread, column.header, cell, k ? 0 : n))
    await engine.run(`UPDATE ${ident(table)} SET ${name} = NULL WHERE ${errorSql(name)}`, signal)
  }
}
