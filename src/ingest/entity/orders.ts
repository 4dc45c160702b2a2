import { ident, type Engine } from '../../engine/engine'
import { homeCurrency, isHome, tellCurrencies } from './currencies'
import type { Found } from './found'
import { identify } from './identity'
import { agesOf, settleOrders, type Change } from './overlap'
import { lineAmount, namedView, ordersOf, orderId, priced, pricedByLine, rowsView } from './rows'
import { cell, has, holds, isDated, nulls, ORDER_FIELDS, type SourceTable } from './source'
import { buildStates } from './states'

/** Order files that stand for orders, those that only say what was paid for them, and files of lines alone. */
export interface SalesFiles {
  orders: SourceTable[]
  payments: SourceTable[]
  lines: SourceTable[]
}
export function salesFiles(sources: SourceTable[]): SalesFiles {
  const files = sources.filter(holds('orders'))
  const dated = files.filter(isDated)
  return {
    orders: dated.length ? dated : files,
    payments: dated.length ? files.filter((s) => !isDated(s)) : [],
    lines: sources.filter((s) => holds('order_lines')(s) && !holds('orders')(s)),
  }
}

/** Whose file says what orders come to that name no amount: what was paid goes before the prices of the lines. */
export function tellAmounts({ orders, payments, lines }: SalesFiles, found: Found): void {
  if (!orders.some((s) => !pricedByLine(s) && !has(s, 'orders.amount'))) return
  const [code, files] = payments.length
    ? (['revenue_paid', payments] as const)
    : (['revenue_lines', lines.filter(isPriced)] as const)
  for (const { file = '' } of files) found.notices.push({ code, file, params: {} })
}
const isPriced = (s: SourceTable): boolean => has(s, 'order_lines.amount') || has(s, 'order_lines.unit_price')

const MONEY = 'DECIMAL(18, 4)'

/** What is known of all order files together before any of them is summed up. */
export interface Sales {
  masters: boolean
  /** Words for the currency of the figures; null: there is no other. */
  home: string[] | null
}

/** Looks over all order files: what their statuses mean, what one order is, and of which currency the figures are. */
export async function lookOver(
  engine: Engine,
  files: SalesFiles,
  masters: boolean,
  found: Found,
  currency?: string,
): Promise<{ files: SalesFiles; sales: Sales }> {
  await buildStates(engine, files.orders, found)
  const alone = files.lines.length > 0 || files.payments.length > 0
  const orders = await identify(engine, files.orders, alone, masters, found)
  return {
    files: { ...files, orders },
    sales: { masters, home: await homeCurrency(engine, orders, masters, currency) },
  }
}
export const tellSales = (engine: Engine, { home }: Sales, found: Found): Promise<void> =>
  tellCurrencies(engine, home, found)

/** The rows of a file that count: all of them, or without the orders that another file says. */
export const keptRows = (source: SourceTable, overlaps: boolean): string =>
  overlaps
    ? `(SELECT r.* FROM rows_${source.id} AS r ANTI JOIN (SELECT order_id, buyer FROM order_lost WHERE source = ${source.id}) AS x
      ON x.order_id = r.order_id AND x.buyer IS NOT DISTINCT FROM r.customer_id)`
    : `rows_${source.id}`
/** The rows of orders that several files make up together. */
export const MIXED = 'rows_mixed'

/**
 * Orders of all files. They stay a view where a row is an order, so that nothing is copied; they become a table
 * where rows must be summed, several files overlap or another file says what was paid.
 */
export async function buildOrders(
  engine: Engine,
  { orders, payments, lines }: SalesFiles,
  { masters, home }: Sales,
  signal?: AbortSignal,
): Promise<{ changes: Map<number, Change>; overlaps: boolean }> {
  for (const source of orders) await engine.run(namedView(source, masters))
  const voids = await callsOffBoth(engine, orders)
  for (const source of orders) await engine.run(rowsView(source, home, voids))
  await engine.run('DROP VIEW IF EXISTS orders; DROP TABLE IF EXISTS orders_table')
  const [only] = orders
  const unpriced = orders.some((s) => !pricedByLine(s) && !has(s, 'orders.amount'))
  const completed = payments.length > 0 || (unpriced && lines.length > 0)
  if (!only) await engine.run(`CREATE VIEW orders AS ${emptyOrders()}`)
  else if (orders.length === 1 && only.ordersUnique && !completed)
    await engine.run(`CREATE VIEW orders AS ${ordersOf(`rows_${only.id}`, only.id, true)}`)
  if (!only || (orders.length === 1 && only.ordersUnique && !completed))
    return { changes: new Map(), overlaps: false }
  const aged = await agesOf(engine, orders, (s) => `SELECT max(ordered_at) FROM named_${s.id}`)
  const { changes, overlaps } = await settleOrders(engine, aged)
  const parts = aged.map(({ source: s }) => ordersOf(keptRows(s, overlaps), s.id, s.ordersUnique))
  if (overlaps) {
    await engine.run(`CREATE OR REPLACE VIEW ${MIXED} AS ${priced('order_mixed', { grain: 'share', home })}`)
    parts.push(ordersOf(MIXED, aged.at(-1)!.source.id, false))
  }
  await engine.run(`CREATE TABLE orders_table AS ${parts.join(' UNION ALL ')}`, signal)
  if (payments.length) await completeFromPayments(engine, payments, home)
  if (unpriced && lines.length) await priceFromLines(engine, home)
  await engine.run('CREATE VIEW orders AS SELECT * FROM orders_table')
  return { changes, overlaps }
}

/**
 * Whether sales are called off under their own amounts: a negative amount that is called off is then a return that was
 * none. Where all of them are negative they are what calls the sale off, and count against it.
 */
async function callsOffBoth(engine: Engine, orders: SourceTable[]): Promise<boolean> {
  const files = await engine.query<{ source: number }>(
    `SELECT DISTINCT source FROM order_state WHERE state = 'cancelled'`,
  )
  const named = orders.filter(({ id }) => files.some(({ source }) => source === id))
  if (!named.length) return false
  const amounts = named.map(
    ({ id }) => `SELECT coalesce(own, line) AS amount FROM named_${id} WHERE state = 'cancelled'`,
  )
  const [found] = await engine.query<{ sold: number; back: number }>(
    `SELECT count_if(amount > 0) AS sold, count_if(amount < 0) AS back FROM (${amounts.join(' UNION ALL ')})`,
  )
  return !!found && found.back > 0 && found.sold >= found.back
}

/** What `sold`, `refunded` and `returned` become with an amount that another file says. */
const price = (home: string[] | null): string =>
  `sold = CASE WHEN state = 'completed' AND ${isHome(home)} THEN p.plus ELSE 0 END,
  refunded = CASE WHEN state <> 'pending' AND ${isHome(home)} THEN p.minus ELSE 0 END,
  returned = CASE WHEN state = 'returned' AND ${isHome(home)} THEN p.plus ELSE 0 END`
const signs = (amount: string) =>
  `greatest(${amount}, 0)::${MONEY} AS plus, least(${amount}, 0)::${MONEY} AS minus`

/** Several payments of an order are summed, the last one is when it was paid; a row that two files repeat counts once. */
async function completeFromPayments(
  engine: Engine,
  payments: SourceTable[],
  home: string[] | null,
): Promise<void> {
  const rows = payments.map((s) => {
    const amount = has(s, 'orders.amount')
      ? cell(s, 'orders', { name: 'amount', type: 'money' })
      : lineAmount(s)
    const paid = cell(s, 'orders', { name: 'paid_at', type: 'datetime' })
    return `SELECT order_id, amount, paid_at, row_number() OVER (PARTITION BY order_id, amount, paid_at) AS copy
      FROM (SELECT ${orderId(s)} AS order_id, ${amount} AS amount, ${paid} AS paid_at FROM ${ident(s.table)})`
  })
  await engine.run(`CREATE TABLE paid AS
    SELECT order_id, sum(amount)::${MONEY} AS amount, max(paid_at) AS paid_at, ${signs('sum(amount)')}
    FROM (${rows.join(' UNION ')}) GROUP BY order_id;
    UPDATE orders_table SET paid_at = p.paid_at FROM paid AS p
    WHERE p.order_id = orders_table.order_id AND orders_table.paid_at IS NULL;
    UPDATE orders_table SET amount = p.amount, ${price(home)} FROM paid AS p
    WHERE p.order_id = orders_table.order_id AND orders_table.amount IS NULL AND p.amount IS NOT NULL;
    DROP TABLE paid`)
}

/** An order header without an amount gets it from the lines of other files. */
async function priceFromLines(engine: Engine, home: string[] | null): Promise<void> {
  await engine.run(`CREATE TABLE line_sum AS SELECT order_id, sum(line)::${MONEY} AS amount,
      coalesce(sum(line) FILTER (WHERE line > 0), 0)::${MONEY} AS plus,
      coalesce(sum(line) FILTER (WHERE line < 0), 0)::${MONEY} AS minus
    FROM line_rows GROUP BY order_id;
    UPDATE orders_table SET amount = p.amount, ${price(home)} FROM line_sum AS p
    WHERE p.order_id = orders_table.order_id AND orders_table.amount IS NULL AND p.amount IS NOT NULL;
    DROP TABLE line_sum`)
}

const emptyOrders = (): string =>
  `SELECT NULL::VARCHAR AS order_id, NULL::VARCHAR AS customer_id, NULL::TIMESTAMP AS ordered_at, NULL::TIMESTAMP AS last_at,
   ${['amount', 'sold', 'refunded', 'returned'].map((n) => `NULL::${MONEY} AS ${n}`).join(', ')}, NULL::VARCHAR AS state,
   NULL::${MONEY} AS discount, ${nulls(ORDER_FIELDS)}, NULL::INTEGER AS source WHERE false`
