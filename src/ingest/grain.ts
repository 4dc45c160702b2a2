import { ident, type Engine } from '../engine/engine'
import { splitCells } from './cells'
import type { ColumnMapping, Mapping } from './mapping'
import { columnName } from './scan'
import { spansOf, type Cutting } from './walk'

/**
 * Where the rows stood that the engine did not read in passing: `before` counts the rows that it had taken until
 * then. `kept` were read again and now stand at the end of the table, in this order.
 */
export interface Order {
  taken: number
  kept: { at: number; before: number }[]
  /** Rows that are set aside and may have begun an order: what follows them must not be filled from above them. */
  breaks: { at: number; before: number }[]
}

/** Said once per order: where an export leaves it out on following lines, it is that of the line above. */
const ofOrder = ({ target, wide }: ColumnMapping): boolean =>
  !!target && !wide && /^(orders|customers)\./.test(target)
const isOrderId = ({ target }: ColumnMapping): boolean =>
  target === 'orders.order_id' || target === 'order_lines.order_id'

/** A set-aside line can begin an order unless it visibly goes on with one: its order id is blank. */
export function mayBeginOrder(text: string, cutting: Cutting, mapping: Mapping): boolean {
  const id = mapping.columns.find(isOrderId)
  if (!id) return true
  const bytes = new TextEncoder().encode(text)
  if (spansOf(bytes, cutting, 2).some(({ broken }) => broken)) return true
  const cells = splitCells(text, cutting)
  return cells.length <= id.index || cells[id.index]!.trim() !== ''
}

/**
 * Brings the rows of a file into the grain that the entities expect, before rows that lack a cell are taken out:
 * blanks after the first line of an order take the order's value (`mapping.fill`). An order id that is blank is that
 * of the line above, and no value goes from one order to another. Rows keep their numbers.
 */
export async function reshape(
  engine: Engine,
  table: string,
  mapping: Mapping,
  order: Order,
  signal?: AbortSignal,
): Promise<void> {
  const id = mapping.columns.find(isOrderId)
  const filled = mapping.columns.filter(ofOrder).filter((column) => column !== id)
  if (!mapping.fill || !id) return
  await putStands(engine, order)
  const name = ident(columnName(id))
  const value = (column: ColumnMapping) => {
    const cell = ident(columnName(column))
    return `last_value(${cell} IGNORE NULLS) OVER lines AS ${cell}`
  }
  const kept = mapping.columns.filter((column) => column !== id && !filled.includes(column))
  const marked = mapping.marked === undefined ? [] : [ident('orders.currency')]
  const columns = [...mapping.columns.map((column) => ident(columnName(column))), ...marked].join(', ')
  await engine.run(
    `CREATE TABLE reshaped AS
    WITH placed AS (
      SELECT t.rowid AS "row", coalesce(s.place, t.rowid) AS "place", coalesce(s.turn, 1e18) AS "turn", t.*
      FROM ${ident(table)} AS t LEFT JOIN stands AS s ON s."row" = t.rowid
      UNION ALL BY NAME SELECT NULL AS "row", place AS "place", turn AS "turn" FROM stands WHERE "row" IS NULL
    ),
    grouped AS (
      SELECT *, count(CASE WHEN "row" IS NULL OR ${name} IS NOT NULL THEN 1 END) OVER (ORDER BY "place", "turn") AS "part"
      FROM placed
    ),
    named AS (SELECT * REPLACE (max(${name}) OVER (PARTITION BY "part") AS ${name}) FROM grouped)
    SELECT ${columns} FROM (
      SELECT "row", ${[name, ...kept.map((c) => ident(columnName(c))), ...filled.map(value), ...marked].join(', ')}
      FROM named WHERE "row" IS NOT NULL
      WINDOW lines AS (PARTITION BY ${name}, CASE WHEN ${name} IS NULL THEN "row" END ORDER BY "place", "turn" ROWS UNBOUNDED PRECEDING)
    ) ORDER BY "row";
    DROP TABLE stands;
    DROP TABLE ${ident(table)};
    ALTER TABLE reshaped RENAME TO ${ident(table)}`,
    signal,
  )
}

/** `stands`: place among the taken rows and turn among those of one place; a row of NULL is a break. */
async function putStands(engine: Engine, { taken, kept, breaks }: Order): Promise<void> {
  const stands = [
    ...kept.map(({ at, before }, i) => ({ row: taken + i, before, at })),
    ...breaks.map(({ at, before }) => ({ row: null, before, at })),
  ]
  await engine.run('CREATE OR REPLACE TABLE stands ("row" BIGINT, place BIGINT, turn DOUBLE)')
  if (!stands.length) return
  await engine.put('stand_rows', {
    row: stands.map(({ row }) => row),
    place: Float64Array.from(stands, ({ before }) => before),
    turn: Float64Array.from(stands, ({ at }) => at),
  })
  await engine.run('INSERT INTO stands SELECT * FROM stand_rows; DROP TABLE stand_rows')
}
