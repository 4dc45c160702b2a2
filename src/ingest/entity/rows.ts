import { ident, literal } from '../../engine/engine'
import type { ColumnMapping } from '../mapping'
import { columnName } from '../scan'
import { cell, has, LINE_FIELDS, names, ORDER_FIELDS, orderedAt, wide, type SourceTable } from './source'
import { who } from './who'

export const orderId = (source: SourceTable): string =>
  has(source, 'orders.order_id') || has(source, 'order_lines.order_id')
    ? cell(source, 'orders', { name: 'order_id', type: 'id' })
    : `${literal(`${source.id}:`)} || ${ident(source.table)}.rowid`

const MONEY = 'DECIMAL(18, 4)'
const own = (source: SourceTable): boolean => has(source, 'orders.amount')
const product = (source: SourceTable): boolean =>
  has(source, 'order_lines.quantity') && has(source, 'order_lines.unit_price')

/** What the file says was charged for a line: its amount, else quantity × price. */
export const pricedByLine = (source: SourceTable): boolean =>
  has(source, 'order_lines.amount') || product(source) || (own(source) && !!source.amountByLine)
export function lineAmount(source: SourceTable): string {
  const said = [
    ...(has(source, 'order_lines.amount') ? [`"order_lines.amount"::${MONEY}`] : []),
    ...(own(source) && source.amountByLine ? [`"orders.amount"::${MONEY}`] : []),
    ...(product(source) ? [`("order_lines.quantity" * "order_lines.unit_price")::${MONEY}`] : []),
  ]
  return said.length > 1 ? `coalesce(${said.join(', ')})` : (said[0] ?? `NULL::${MONEY}`)
}
/** What was charged for the order as a whole, on each of its rows. */
const ownAmount = (source: SourceTable): string =>
  own(source) && !source.amountByLine ? `"orders.amount"::${MONEY}` : `NULL::${MONEY}`

/**
 * How the amount of a row comes about: it is the line's; it is the order's, which has one row; or the order's own
 * amount, said on each of its rows, is taken once and its lines share it.
 */
export type Grain = 'line' | 'order' | 'share'
export function grainOf(source: SourceTable): Grain {
  if (wide(source, 'orders.amount').length || !own(source) || source.amountByLine) return 'line'
  return source.ordersUnique ? 'order' : 'share'
}

/** `named_N`: every row of an order file with its order's fields, both amounts and the state its status means. */
export function namedView(source: SourceTable, masters: boolean): string {
  const months = wide(source, 'orders.amount')
  const body = months.length
    ? months.map((month) => monthRows(source, month, masters)).join(' UNION ALL ')
    : lineRows(source, masters)
  return `CREATE OR REPLACE VIEW named_${source.id} AS ${body}`
}

function lineRows(source: SourceTable, masters: boolean): string {
  const status = statusOf(source)
  const state = status ? "coalesce(s.state, 'completed')" : `'completed'`
  const { id, join } = who(source, 'orders', masters)
  return `SELECT ${orderId(source)} AS order_id, ${id} AS customer_id,
      ${orderedAt(source)} AS ordered_at,
      ${cell(source, 'orders', { name: 'discount', type: 'money' })} AS discount,
      ${ORDER_FIELDS.map((f) => `${cell(source, 'orders', f)} AS ${f.name}`).join(', ')},
      ${LINE_FIELDS.map((f) => `${cell(source, 'order_lines', f)} AS ${f.name}`).join(', ')},
      ${ownAmount(source)} AS own, ${lineAmount(source)} AS line, ${state} AS state
    FROM ${ident(source.table)} ${status ? `LEFT JOIN order_state AS s ON s.status = ${status}` : ''} ${join}`
}

/** A column of months: what a customer spent in the month is one order on its last day. */
function monthRows(source: SourceTable, month: ColumnMapping, masters: boolean): string {
  const at = month.wide && 'at' in month.wide ? month.wide.at : ''
  const amount = ident(columnName(month))
  const { id, join } = who(source, 'orders', masters)
  // Made of customer and month, so that the next export names the same order.
  return `SELECT coalesce(${id}, ${literal(`${source.id}:`)} || ${ident(source.table)}.rowid) || ${literal(`:${at.slice(0, 7)}`)} AS order_id,
      ${id} AS customer_id, ${literal(at)}::TIMESTAMP AS ordered_at, NULL::${MONEY} AS discount,
      ${ORDER_FIELDS.map((f) => `${cell(source, 'orders', f)} AS ${f.name}`).join(', ')},
      ${LINE_FIELDS.map((f) => `${cell(source, 'order_lines', f)} AS ${f.name}`).join(', ')},
      NULL::${MONEY} AS own, ${amount}::${MONEY} AS line, 'completed' AS state
    FROM ${ident(source.table)} ${join} WHERE ${amount} <> 0`
}

export const statusOf = (source: SourceTable): string | null =>
  has(source, 'orders.status')
    ? '"orders.status"'
    : has(source, 'order_lines.status')
      ? '"order_lines.status"'
      : null

/**
 * Named rows → rows with `amount` and the revenue rule on it: `sold` is a purchase (positive, not cancelled),
 * `refunded` what went back (≤ 0); what is neither stays in `amount` and shows in the reconcile table.
 */
export function priced(relation: string, grain: Grain, quantities = false, lined = true): string {
  if (grain === 'share')
    return classified(
      shared(relation),
      'coalesce(paid, amount) > 0 AND (paid > 0 OR coalesce(quantity, 1) > 0)',
      ' EXCLUDE (paid)',
    )
  const amount = grain === 'line' ? 'line' : lined ? 'coalesce(own, line)' : 'own'
  const positive = quantities && grain === 'line' ? 'amount > 0 AND quantity > 0' : 'amount > 0'
  return classified(`SELECT *, ${amount} AS amount FROM ${relation}`, positive)
}

const classified = (rows: string, positive: string, exclude = ''): string =>
  `SELECT *${exclude},
    CASE WHEN ${positive} AND state <> 'cancelled' THEN amount ELSE 0 END::${MONEY} AS sold,
    CASE WHEN ${positive} AND state = 'returned' THEN -amount WHEN ${positive} THEN 0 WHEN amount < 0 THEN amount ELSE 0 END::${MONEY} AS refunded
   FROM (${rows})`

/** Lines of one order that cannot be told apart stand next to each other, so that their order does not matter. */
const TURN = 'weight DESC, product_id, product_name, quantity, unit_price, line, state'

/**
 * An order's own amount (what was paid: after discounts, with postage) is the truth about it, and its lines share it
 * by their amounts, else their quantities, so that products add up to revenue; cut so that the shares add up exactly.
 */
const shared = (relation: string): string =>
  `SELECT * EXCLUDE (weight, weights, upto), CASE WHEN paid IS NULL THEN line
      ELSE (round(paid::DOUBLE * upto / weights, 4) - round(paid::DOUBLE * (upto - weight) / weights, 4))::${MONEY} END AS amount
   FROM (SELECT *, sum(weight) OVER o AS weights, sum(weight) OVER (PARTITION BY order_id ORDER BY ${TURN} ROWS UNBOUNDED PRECEDING) AS upto
     FROM (SELECT * REPLACE (CASE WHEN max(own) OVER o IS NULL THEN customer_id ELSE max(customer_id) OVER o END AS customer_id),
         CASE WHEN max(own) OVER o > 0 THEN max(own) OVER o ELSE min(own) OVER o END AS paid,
         CASE WHEN sum(line) OVER o <> 0 THEN coalesce(line, 0)::DOUBLE
           WHEN sum(quantity) OVER o > 0 THEN coalesce(quantity, 0)::DOUBLE ELSE 1 END AS weight
       FROM ${relation} WINDOW o AS (PARTITION BY order_id))
     WINDOW o AS (PARTITION BY order_id))`

/** `rows_N`: the rows of an order file, priced. */
export const rowsView = (source: SourceTable): string =>
  `CREATE OR REPLACE VIEW rows_${source.id} AS ${priced(`named_${source.id}`, grainOf(source), has(source, 'order_lines.quantity'), pricedByLine(source))}`

/** Priced rows → orders: as they are where an order is one row, summed where it has several. */
export function ordersOf(rows: string, source: number | string, unique: boolean): string {
  const fields = names(ORDER_FIELDS)
  if (unique)
    return `SELECT order_id, customer_id, ordered_at, amount, sold, refunded, state, discount, ${fields}, ${source} AS source FROM ${rows}`
  const total = (column: string) => `sum(${column})::${MONEY} AS ${column}`
  return `SELECT order_id, customer_id, min(ordered_at) AS ordered_at, ${['amount', 'sold', 'refunded'].map(total).join(', ')},
    max(state) AS state, max(discount) AS discount, ${ORDER_FIELDS.map((f) => `max(${f.name}) AS ${f.name}`).join(', ')}, ${source} AS source
    FROM ${rows} GROUP BY order_id, customer_id`
}
