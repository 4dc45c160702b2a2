import { ident, literal } from '../../engine/engine'
import { isDestroyedSql } from '../value/text'
import type { ColumnMapping } from '../mapping'
import { columnName } from '../scan'
import { currencyOf, isHome } from './currencies'
import {
  cell,
  has,
  isDated,
  LINE_FIELDS,
  names,
  orderCell,
  ORDER_FIELDS,
  orderedAt,
  wide,
  type SourceTable,
} from './source'
import { stateJoin, statusKey } from './states'
import { who } from './who'

const rowName = (source: SourceTable): string => `${literal(`${source.id}:`)} || ${ident(source.table)}.rowid`

/** The order's number as the file writes it; NULL where a spreadsheet has destroyed it. */
export function orderNumber(source: SourceTable): string | null {
  if (!has(source, 'orders.order_id') && !has(source, 'order_lines.order_id')) return null
  const number = cell(source, 'orders', { name: 'order_id', type: 'id' })
  return source.damagedIds ? `CASE WHEN NOT ${isDestroyedSql(number)} THEN ${number} END` : number
}
/** The order of a file that knows it by its number alone, such as one of lines or payments. */
export const orderId = (source: SourceTable): string => orderNumber(source) ?? rowName(source)

/** What makes a row's order one: its number and what stands beside it, or who bought when. `buyer` is SQL. */
export function orderKey(source: SourceTable, buyer: string): string {
  const number = orderNumber(source)
  const unit = number ? (source.unit ?? 'id') : 'row'
  const day = `strftime(${dayOf(source)}, '%Y-%m-%d')`
  const then = `${buyer} || ' · ' || strftime(${dayOf(source)}, '%Y-%m-%d %H:%M:%S')`
  if (unit === 'row' || !number) return rowName(source)
  if (unit === 'buyer_time') return `coalesce(${then}, ${rowName(source)})`
  const whole =
    unit === 'id_shop'
      ? `${number} || ' · ' || coalesce(${cell(source, 'orders', { name: 'channel', type: 'text' })}, '')`
      : unit === 'id_day'
        ? `${number} || ' · ' || coalesce(${day}, '')`
        : unit === 'id_buyer'
          ? `${number} || ' · ' || coalesce(${buyer}, '')`
          : number
  return source.damagedIds ? `coalesce(${whole}, ${then}, ${rowName(source)})` : whole
}
/** When the order of a row was made, or paid where the file says no more. */
export const dayOf = (source: SourceTable): string =>
  cell(source, 'orders', { name: isDated(source) ? 'ordered_at' : 'paid_at', type: 'datetime' })

const MONEY = 'DECIMAL(18, 4)'
const own = (source: SourceTable): boolean => has(source, 'orders.amount')
const product = (source: SourceTable): boolean => has(source, 'order_lines.unit_price')
/** A line with a price and no quantity is one piece. */
const times = (source: SourceTable): string =>
  has(source, 'order_lines.quantity')
    ? 'coalesce("order_lines.quantity", 1) * "order_lines.unit_price"'
    : '"order_lines.unit_price"'

/** What the file says was charged for a line: its amount, else quantity × price. */
export const pricedByLine = (source: SourceTable): boolean =>
  has(source, 'order_lines.amount') || product(source) || (own(source) && !!source.amountByLine)
export function lineAmount(source: SourceTable): string {
  const said = [
    ...(has(source, 'order_lines.amount') ? [`"order_lines.amount"::${MONEY}`] : []),
    ...(own(source) && source.amountByLine ? [`"orders.amount"::${MONEY}`] : []),
    ...(product(source) ? [`(${times(source)})::${MONEY}`] : []),
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
type Grain = 'line' | 'order' | 'share'
function grainOf(source: SourceTable): Grain {
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
  const { id, join } = who(source, 'orders', masters)
  const fields = ORDER_FIELDS.map((f) =>
    f.name === 'currency'
      ? `${currencyOf(source) ?? 'NULL::VARCHAR'} AS currency`
      : `${orderCell(source, f)} AS ${f.name}`,
  )
  const left = source.merged
    ? `WHERE ${ident(source.table)}.rowid NOT IN (SELECT row FROM order_repeat WHERE source = ${source.id})`
    : ''
  return `SELECT ${orderKey(source, id)} AS order_id, ${orderNumber(source) ?? 'NULL::VARCHAR'} AS number, ${id} AS customer_id, ${orderedAt(source)} AS ordered_at,
      ${cell(source, 'orders', { name: 'discount', type: 'money' })} AS discount, ${fields.join(', ')},
      ${LINE_FIELDS.map((f) => `${cell(source, 'order_lines', f)} AS ${f.name}`).join(', ')},
      ${ownAmount(source)} AS own, ${lineAmount(source)} AS line, ${refundOf(source)} AS refund, ${stateSql(source)} AS state,
      ${statusKey(source) ? 'coalesce(s.progress, 1)' : '1'} AS progress
    FROM ${ident(source.table)} ${stateJoin(source)} ${join} ${left}`
}

/** What was paid back, as a plain amount; a net amount has it taken off already. */
const NET = /net ?sales|net ?revenue|净销售|净额|净收|淨額|淨銷|淨收/i
function refundOf(source: SourceTable): string {
  const net = source.mapping.columns.some(
    ({ target, header }) => target === 'orders.amount' && NET.test(header),
  )
  return has(source, 'orders.refund') && !net ? `nullif(abs("orders.refund"), 0)::${MONEY}` : `NULL::${MONEY}`
}

/** What the status words come to; an order with a day of cancelling was cancelled, whatever else is said of it. */
const OF_CANCELLING = /cancel|annul|storn|取消|作废|作廢|キャンセル|취소/i
function stateSql(source: SourceTable): string {
  const key = statusKey(source)
  const state = key ? "coalesce(s.state, 'completed')" : "'completed'"
  const column = source.mapping.columns.find(({ target }) => target === 'orders.cancelled_at')
  if (!column) return state
  const kept = [
    ...(key ? ["coalesce(s.state, '') = 'returned'"] : []),
    // An order that is over is closed on some day as well.
    ...(key && !OF_CANCELLING.test(column.header) ? ['coalesce(s.finished, false)'] : []),
  ]
  return `CASE WHEN "orders.cancelled_at" IS NULL ${kept.map((sql) => `OR ${sql}`).join(' ')} THEN ${state} ELSE 'cancelled' END`
}

/** A column of months: what a customer spent in the month is one order on its last day. */
function monthRows(source: SourceTable, month: ColumnMapping, masters: boolean): string {
  const at = month.wide && 'at' in month.wide ? month.wide.at : ''
  const amount = ident(columnName(month))
  const { id, join } = who(source, 'orders', masters)
  // Made of customer and month, so that the next export names the same order.
  return `SELECT coalesce(${id}, ${literal(`${source.id}:`)} || ${ident(source.table)}.rowid) || ${literal(`:${at.slice(0, 7)}`)} AS order_id, NULL::VARCHAR AS number,
      ${id} AS customer_id, ${literal(at)}::TIMESTAMP AS ordered_at, NULL::${MONEY} AS discount,
      ${ORDER_FIELDS.map((f) => `${orderCell(source, f)} AS ${f.name}`).join(', ')},
      ${LINE_FIELDS.map((f) => `${cell(source, 'order_lines', f)} AS ${f.name}`).join(', ')},
      NULL::${MONEY} AS own, ${amount}::${MONEY} AS line, NULL::${MONEY} AS refund, 'completed' AS state, 1 AS progress
    FROM ${ident(source.table)} ${join} WHERE ${amount} <> 0`
}

/** How rows become money: see `Grain`; and what is known of the files beside it. */
interface Pricing {
  grain: Grain
  /** Rows say how many. */
  quantities?: boolean
  /** Rows say what a line cost. */
  lined?: boolean
  /** What was paid back is the order's, said on its rows: it is taken off once. */
  refundOnce?: boolean
  /** Rows can say that what they sold came back. */
  givenBack?: boolean
  /** What was called off was sold or taken back: a return that was called off takes back nothing. */
  voids?: boolean
  /** Words for the currency that the figures are of; null: there is only one. */
  home?: string[] | null
}

/**
 * Named rows → rows with `amount` and the revenue rule on it: `sold` is a purchase (positive, neither cancelled nor
 * still open, in the currency of the figures), `refunded` what went back (≤ 0), `returned` what of `sold` came back in
 * whole; what is neither stays in `amount` and shows in the reconcile table.
 */
export function priced(relation: string, pricing: Pricing): string {
  const { grain, quantities = false, lined = true } = pricing
  if (grain === 'share')
    return classified(
      shared(relation),
      'coalesce(paid, amount) > 0 AND (paid > 0 OR coalesce(quantity, 1) > 0)',
      { ...pricing, refundOnce: true },
      ' EXCLUDE (paid)',
    )
  const amount = grain === 'line' ? 'line' : lined ? 'coalesce(own, line)' : 'own'
  const positive = quantities && grain === 'line' ? 'amount > 0 AND coalesce(quantity, 1) > 0' : 'amount > 0'
  return classified(`SELECT *, ${amount} AS amount FROM ${relation}`, positive, pricing)
}

const classified = (
  rows: string,
  positive: string,
  { refundOnce, givenBack = true, voids = false, home }: Pricing,
  exclude = '',
): string =>
  `SELECT *${exclude},
    CASE WHEN ${positive} AND state NOT IN ('cancelled', 'pending') AND ${isHome(home ?? null)} THEN amount ELSE 0 END::${MONEY} AS sold,
    CASE WHEN NOT ${isHome(home ?? null)} THEN 0
      WHEN ${positive} AND state = 'returned' THEN -CASE WHEN refund < amount THEN refund ELSE amount END
      WHEN ${positive} AND state = 'completed' THEN -CASE WHEN refund < amount THEN refund WHEN refund >= amount THEN amount ELSE 0 END
      WHEN ${positive} THEN 0 WHEN amount < 0 AND state NOT IN (${voids ? "'cancelled', " : ''}'pending') THEN amount ELSE 0 END::${MONEY} AS refunded,
    ${givenBack ? 'CASE WHEN refunded = -sold THEN sold ELSE 0 END' : '0'}::${MONEY} AS returned
   FROM (${refundOnce ? refundedOnce(rows) : rows})`

/** What was paid back of an order is taken from its rows one after the other, until none of it is left. */
const refundedOnce = (rows: string): string =>
  `SELECT * EXCLUDE (given, upto) REPLACE (CASE WHEN given > 0 THEN greatest(0, least(amount, given - upto)) END AS refund)
   FROM (SELECT *, max(refund) OVER (PARTITION BY order_id) AS given,
       coalesce(sum(greatest(amount, 0)) OVER (PARTITION BY order_id ORDER BY ${TURN} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS upto
     FROM (${rows}))`

/** Lines of one order that cannot be told apart stand next to each other, so that their order does not matter. */
const TURN = 'product_id, product_name, quantity, unit_price, line, state'

/**
 * An order's own amount (what was paid: after discounts, with postage) is the truth about it, and its lines share it
 * by their amounts, else their quantities, so that products add up to revenue; cut so that the shares add up exactly.
 */
const shared = (relation: string): string =>
  `SELECT * EXCLUDE (weight, weights, upto), CASE WHEN paid IS NULL THEN line
      ELSE (round(paid::DOUBLE * upto / weights, 4) - round(paid::DOUBLE * (upto - weight) / weights, 4))::${MONEY} END AS amount
   FROM (SELECT *, sum(weight) OVER o AS weights, sum(weight) OVER (PARTITION BY order_id ORDER BY weight DESC, ${TURN} ROWS UNBOUNDED PRECEDING) AS upto
     FROM (SELECT * REPLACE (CASE WHEN max(own) OVER o IS NULL THEN customer_id ELSE max(customer_id) OVER o END AS customer_id),
         CASE WHEN max(own) OVER o > 0 THEN max(own) OVER o ELSE min(own) OVER o END AS paid,
         CASE WHEN sum(line) OVER o <> 0 THEN coalesce(line, 0)::DOUBLE
           WHEN sum(quantity) OVER o > 0 THEN coalesce(quantity, 0)::DOUBLE ELSE 1 END AS weight
       FROM ${relation} WINDOW o AS (PARTITION BY order_id))
     WINDOW o AS (PARTITION BY order_id))`

/** `rows_N`: the rows of an order file, priced. */
export const rowsView = (source: SourceTable, home: string[] | null, voids: boolean): string =>
  `CREATE OR REPLACE VIEW rows_${source.id} AS ${priced(`named_${source.id}`, {
    grain: grainOf(source),
    quantities: has(source, 'order_lines.quantity'),
    lined: pricedByLine(source),
    refundOnce: source.refundOnce,
    givenBack: statusKey(source) !== null || has(source, 'orders.refund'),
    voids,
    home,
  })}`

/**
 * Priced rows → orders: as they are where an order is one row, summed where it has several. An order of which everything
 * came back is no purchase: it sold nothing and refunded nothing, and `returned` alone says what it was. It was placed on
 * the day of its first row; `last_at` is when the last one was, by which the data end.
 */
export function ordersOf(rows: string, source: number | string, unique: boolean): string {
  const fields = names(ORDER_FIELDS)
  if (unique)
    return `SELECT order_id, customer_id, ordered_at, ordered_at AS last_at, amount, sold - returned AS sold, refunded + returned AS refunded, returned,
      state, discount, ${fields}, ${source} AS source FROM ${rows}`
  const whole = 'CASE WHEN sum(returned) = sum(sold) THEN sum(sold) ELSE 0 END'
  const total = (sql: string, column: string) => `(${sql})::${MONEY} AS ${column}`
  return `SELECT order_id, customer_id, min(ordered_at) AS ordered_at, max(ordered_at) AS last_at, ${total('sum(amount)', 'amount')},
    ${total(`sum(sold) - ${whole}`, 'sold')}, ${total(`sum(refunded) + ${whole}`, 'refunded')}, ${total(whole, 'returned')},
    coalesce(max(state) FILTER (state <> 'pending'), max(state)) AS state, max(discount) AS discount, ${ORDER_FIELDS.map((f) => `max(${f.name}) AS ${f.name}`).join(', ')}, ${source} AS source
    FROM ${rows} GROUP BY order_id, customer_id`
}
