import { ident, type Engine } from '../engine/engine'
import type { ColumnMapping, Mapping } from './mapping'
import type { Told } from './notice'
import { noteUnread, type UnreadCells } from './refused'
import { columnName } from './scan'
import { DESTROYED, isDestroyed } from './value/text'
import { matches } from './value/sql'
import { dirtySql, hintFor, keyOf, keySql, type Key, type Known } from './value/key'

/** A number that a spreadsheet rounded is nobody's in such a column. */
const isBuyer = ({ target }: Pick<ColumnMapping, 'target'>): boolean =>
  !!target && /\.(customer_id|master_id|phone)$/.test(target)

const lostHint = (cell: string): string => `(contains(${cell}, 'E+') OR contains(${cell}, 'e+'))`

/** Some number of a buyer may be one that a spreadsheet rounded: it has a plus. */
const mayBeLost = (column: ColumnMapping, { rare }: Known): boolean =>
  isBuyer(column) && (!rare || rare.has('+'))

interface Look {
  column: ColumnMapping
  key: Key
  cell: string
  lost: boolean
}

/**
 * Brings the keys of every row into their form, wherever in the file they stand, and empties those that a spreadsheet
 * destroyed. The look costs some hundredths of a second a million rows and column, and less the more is known; only
 * columns in which it finds something are touched, and of them only these cells.
 */
export async function tidyKeys(
  engine: Engine,
  table: string,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
  known: Known,
  signal?: AbortSignal,
): Promise<void> {
  const looks = mapping.columns.flatMap((column): Look[] => {
    const key = keyOf(column)
    return key ? [{ column, key, cell: ident(columnName(column)), lost: mayBeLost(column, known) }] : []
  })
  if (!looks.length) return
  const counts = looks.flatMap(({ column, key, cell, lost }, i) => [
    `count_if(${hintFor(key, columnName(column), known)})::DOUBLE AS d${i}`,
    ...(lost ? [`count_if(${lostHint(cell)})::DOUBLE AS l${i}`] : []),
  ])
  const name = ident(table)
  const [row] = await engine.query<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${name}`,
    [],
    signal,
  )
  for (const [i, { column, key, cell }] of looks.entries()) {
    if (row?.[`d${i}`])
      await engine.run(
        `UPDATE ${name} SET ${cell} = ${keySql(key, cell)} WHERE ${dirtySql(key, cell)}`,
        signal,
      )
    if (row?.[`l${i}`]) await emptyLost(engine, name, column, cell, unread, signal)
  }
}

async function emptyLost(
  engine: Engine,
  name: string,
  { header }: ColumnMapping,
  cell: string,
  unread: Map<string, UnreadCells>,
  signal?: AbortSignal,
): Promise<void> {
  const lost = `${lostHint(cell)} AND ${matches(cell, DESTROYED)}`
  const cells = await engine.query<{ cell: string; n: number }>(
    `SELECT ${cell} AS cell, count(*)::DOUBLE AS n FROM ${name} WHERE ${lost} GROUP BY 1 ORDER BY n DESC, 1`,
    [],
    signal,
  )
  if (!cells.length) return
  for (const { cell, n } of cells) noteUnread(unread, header, cell, n)
  await engine.run(`UPDATE ${name} SET ${cell} = NULL WHERE ${lost}`, signal)
}

/**
 * The cells that could not be read of a column are numbers that a spreadsheet destroyed, and are told of as such: those
 * of buyers with their file, those of orders when orders are built. Saying so once is enough.
 */
export const isToldAsDamaged = (
  { examples }: UnreadCells,
  column: Pick<ColumnMapping, 'target'>,
  { columns }: Pick<Mapping, 'columns'>,
): boolean =>
  examples.length > 0 &&
  examples.every(isDestroyed) &&
  (isBuyer(column) ||
    (column.target === 'orders.order_id' && columns.some(({ target }) => target === 'orders.ordered_at')))

/** What of buyers' numbers a spreadsheet destroyed, told by column. */
export function lostIn(unread: UnreadCells[], mapping: Mapping, rows: number): Told[] {
  return unread.flatMap(({ column, count, examples }): Told[] => {
    const own = mapping.columns.find(({ header }) => header === column)
    const [example] = examples
    if (!own || !isBuyer(own) || example === undefined || !isDestroyed(example)) return []
    return [{ code: 'damaged_ids', column, params: { n: count, total: rows, example } }]
  })
}
