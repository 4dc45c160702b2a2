import { ident, literal, type Engine } from '../engine/engine'
import { ENTITIES, entity, type EntityName, type Field } from '../model/entities'
import { attributeName } from './scan'
import type { Mapping } from './mapping'

/** A file that was read into a table of the engine. */
export interface SourceTable {
  id: number
  table: string
  mapping: Mapping
  /** An order id never repeats in it: each row is an order, whatever it says about products. */
  ordersUnique: boolean
}

const SQL_TYPE: Record<Field['type'], string> = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  money: 'DECIMAL(18, 4)',
  quantity: 'DECIMAL(18, 3)',
  number: 'DOUBLE',
  share: 'DOUBLE',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  boolean: 'BOOLEAN',
}
const has = (source: SourceTable, target: string): boolean =>
  source.mapping.columns.some((c) => c.target === target)
const holds = (name: EntityName) => (source: SourceTable) => source.mapping.entities.includes(name)

/** A field of the source in the model's type, or NULL; ids that entities of one file share are found under any. */
function cell(source: SourceTable, owner: EntityName, name: string, type: Field['type']): string {
  const owners: EntityName[] =
    name === 'customer_id' || name === 'order_id' || name === 'region'
      ? [owner, 'orders', 'order_lines', 'customers']
      : [owner]
  const target = owners.map((o) => `${o}.${name}`).find((t) => has(source, t))
  return target ? `${ident(target)}::${SQL_TYPE[type]}` : `NULL::${SQL_TYPE[type]}`
}
const cells = (source: SourceTable, owner: EntityName, skip: string[] = []): string[] =>
  entity(owner)
    .fields.filter((f) => !skip.includes(f.name))
    .map((f) => `${cell(source, owner, f.name, f.type)} AS ${f.name}`)

const orderId = (source: SourceTable): string =>
  has(source, 'orders.order_id') || has(source, 'order_lines.order_id')
    ? cell(source, 'orders', 'order_id', 'id')
    : `${literal(`${source.id}:`)} || rowid`

/** What a row says was charged: the line's amount, else quantity × price, else the order's. */
function amount(source: SourceTable): string {
  const product =
    has(source, 'order_lines.quantity') && has(source, 'order_lines.unit_price')
      ? '("order_lines.quantity" * "order_lines.unit_price")::DECIMAL(18, 4)'
      : null
  const line = has(source, 'order_lines.amount') ? '"order_lines.amount"' : null
  if (line || product) return line && product ? `coalesce(${line}, ${product})` : (line ?? product)!
  return cell(source, 'orders', 'amount', 'money')
}
const pricedByLine = (source: SourceTable): boolean =>
  has(source, 'order_lines.amount') ||
  (has(source, 'order_lines.quantity') && has(source, 'order_lines.unit_price'))

/**
 * The revenue rule on one row: `sold` is a purchase (positive, not cancelled), `refunded` what went back (≤ 0);
 * what is neither stays in `amount` and shows in the reconcile table.
 */
function classified(source: SourceTable): string {
  const positive = has(source, 'order_lines.quantity') ? 'amount > 0 AND quantity > 0' : 'amount > 0'
  return `CASE WHEN ${positive} AND state <> 'cancelled' THEN amount ELSE 0 END::DECIMAL(18, 4) AS sold,
    CASE WHEN amount < 0 THEN amount WHEN ${positive} AND state = 'returned' THEN -amount ELSE 0 END::DECIMAL(18, 4) AS refunded`
}

const LINE_CELLS = entity('order_lines').fields.filter(
  (f) => !['order_id', 'amount', 'status'].includes(f.name),
)

/** Every row of an order file with its order's fields, its amount and the state that its status means. */
function rowsView(source: SourceTable): string {
  const status = has(source, 'orders.status')
    ? '"orders.status"'
    : has(source, 'order_lines.status')
      ? '"order_lines.status"'
      : null
  const state = status ? "coalesce(s.state, 'completed')" : `'completed'`
  const join = status ? `LEFT JOIN order_state s ON s.status = ${status}` : ''
  return `CREATE OR REPLACE VIEW rows_${source.id} AS WITH named AS (
    SELECT ${orderId(source)} AS order_id, ${cells(source, 'orders', ['order_id', 'amount']).join(', ')},
      ${[...LINE_CELLS].map((f) => `${cell(source, 'order_lines', f.name, f.type)} AS ${f.name}`).join(', ')},
      ${amount(source)} AS amount, ${state} AS state
    FROM ${ident(source.table)} ${join})
    SELECT *, ${classified(source)} FROM named`
}

const ORDER_FIELDS = [
  'status',
  'channel',
  'region',
  'campaign',
  'currency',
  'due_at',
  'paid_at',
  'delivered_at',
]

/** Rows → orders: as they are where an order is one row, summed where it has several. */
function ordersOf(source: SourceTable): string {
  if (source.ordersUnique)
    return `SELECT order_id, customer_id, ordered_at, amount, sold, refunded, state, discount, ${ORDER_FIELDS.join(', ')}, ${source.id} AS source FROM rows_${source.id}`
  // An order's own total is repeated on each of its rows; a line's amount is not.
  const total = (column: string) =>
    pricedByLine(source)
      ? `sum(${column})`
      : `CASE WHEN max(${column}) > 0 THEN max(${column}) ELSE min(${column}) END`
  return `SELECT order_id, customer_id, min(ordered_at) AS ordered_at, ${total('amount')}::DECIMAL(18, 4) AS amount,
    ${total('sold')}::DECIMAL(18, 4) AS sold, ${total('refunded')}::DECIMAL(18, 4) AS refunded, max(state) AS state,
    max(discount) AS discount, ${ORDER_FIELDS.map((f) => `max(${f}) AS ${f}`).join(', ')}, ${source.id} AS source
    FROM rows_${source.id} GROUP BY order_id, customer_id`
}

/** An order file without amounts takes them from the lines of another file. */
const needsLines = (source: SourceTable): boolean => !pricedByLine(source) && !has(source, 'orders.amount')

/**
 * Entities over the source tables. Orders stay views where a row is an order, so that nothing is copied; they become
 * a table where rows must be summed or several files overlap (the newest file's order wins).
 * Returns how many orders of older files were replaced.
 */
export async function buildSales(
  engine: Engine,
  sources: SourceTable[],
  signal?: AbortSignal,
): Promise<number> {
  const replaced = await buildOrders(engine, sources, signal)
  await engine.run(linesView(sources.filter(holds('order_lines'))))
  return replaced
}

async function buildOrders(engine: Engine, sources: SourceTable[], signal?: AbortSignal): Promise<number> {
  const files = sources.filter(holds('orders'))
  await buildStates(engine, files)
  for (const source of files) await engine.run(rowsView(source))
  await engine.run(
    'DROP VIEW IF EXISTS orders; DROP TABLE IF EXISTS orders_table; DROP TABLE IF EXISTS orders_union',
  )
  if (!files.length) {
    await engine.run(`CREATE VIEW orders AS ${emptyOrders()}`)
    return 0
  }
  const body = files.map(ordersOf).join(' UNION ALL ')
  const lines = sources.filter((s) => holds('order_lines')(s) && !holds('orders')(s))
  const priced = files.some(needsLines) && lines.length > 0
  if (files.length === 1 && files[0]!.ordersUnique && !priced) {
    await engine.run(`CREATE VIEW orders AS ${body}`)
    return 0
  }
  await engine.run(`CREATE TABLE orders_table AS ${body}`, signal)
  let replaced = 0
  if (files.length > 1) {
    const older = `source < (SELECT max(n.source) FROM orders_table n WHERE n.order_id = orders_table.order_id)`
    const [row] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM orders_table WHERE ${older}`)
    replaced = row?.n ?? 0
    if (replaced) await engine.run(`DELETE FROM orders_table WHERE ${older}`)
  }
  if (priced) await priceFromLines(engine, lines)
  await engine.run('CREATE VIEW orders AS SELECT * FROM orders_table')
  return replaced
}

async function priceFromLines(engine: Engine, lines: SourceTable[]): Promise<void> {
  const union = lines
    .map((s) => `SELECT ${orderId(s)} AS order_id, ${amount(s)} AS amount FROM ${ident(s.table)}`)
    .join(' UNION ALL ')
  await engine.run(`CREATE TABLE priced AS SELECT order_id, sum(amount)::DECIMAL(18, 4) AS amount,
      coalesce(sum(amount) FILTER (WHERE amount > 0), 0)::DECIMAL(18, 4) AS plus,
      coalesce(sum(amount) FILTER (WHERE amount < 0), 0)::DECIMAL(18, 4) AS minus
    FROM (${union}) GROUP BY order_id;
    UPDATE orders_table SET amount = p.amount,
      sold = CASE WHEN state = 'cancelled' THEN 0 ELSE p.plus END,
      refunded = CASE WHEN state = 'returned' THEN p.minus - p.plus ELSE p.minus END
    FROM priced p WHERE p.order_id = orders_table.order_id AND orders_table.amount IS NULL;
    DROP TABLE priced`)
}

/** Status words of all files → completed, cancelled, returned; a small table instead of a test on every row. */
async function buildStates(engine: Engine, files: SourceTable[]): Promise<void> {
  const statuses = files.flatMap((s) =>
    ['orders.status', 'order_lines.status']
      .filter((t) => has(s, t))
      .map((t) => `SELECT DISTINCT ${ident(t)} AS status FROM ${ident(s.table)}`),
  )
  const from = statuses.length ? statuses.join(' UNION ') : 'SELECT NULL::VARCHAR AS status WHERE false'
  await engine.run(`CREATE OR REPLACE TABLE order_state AS SELECT status, CASE
    WHEN regexp_matches(lower(status), 'partial|部分') THEN 'completed'
    WHEN regexp_matches(lower(status), 'refund|return|退货|退貨|退款|已退') THEN 'returned'
    WHEN regexp_matches(lower(status), 'cancel|void|取消|关闭|關閉|作废|作廢|不成立') THEN 'cancelled'
    ELSE 'completed' END AS state FROM (${from}) WHERE status IS NOT NULL`)
}

const emptyOrders = (): string =>
  `SELECT NULL::VARCHAR AS order_id, NULL::VARCHAR AS customer_id, NULL::TIMESTAMP AS ordered_at,
   ${['amount', 'sold', 'refunded'].map((n) => `NULL::DECIMAL(18, 4) AS ${n}`).join(', ')}, NULL::VARCHAR AS state,
   NULL::DECIMAL(18, 4) AS discount,
   ${ORDER_FIELDS.map((f) => `NULL::${SQL_TYPE[entity('orders').fields.find((x) => x.name === f)!.type]} AS ${f}`).join(', ')},
   NULL::INTEGER AS source WHERE false`

/** The other entities as views, lines and customers included; every one exists, empty where no file holds it. */
export async function buildOthers(
  engine: Engine,
  sources: SourceTable[],
  signal?: AbortSignal,
): Promise<void> {
  await buildCustomers(engine, sources.filter(holds('customers')), signal)
  for (const { name, fields } of ENTITIES) {
    if (['orders', 'order_lines', 'customers'].includes(name)) continue
    const parts = sources
      .filter(holds(name))
      .map((s) => `SELECT ${cells(s, name).join(', ')} FROM ${ident(s.table)}`)
    const empty = `SELECT ${fields.map((f) => `NULL::${SQL_TYPE[f.type]} AS ${f.name}`).join(', ')} WHERE false`
    await engine.run(`CREATE OR REPLACE VIEW ${name} AS ${parts.length ? parts.join(' UNION ALL ') : empty}`)
  }
}

/** Lines with their order's customer, day and sale: from the row itself in a flat file, else through the order. */
function linesView(files: SourceTable[]): string {
  const names = LINE_CELLS.map((f) => f.name).join(', ')
  const parts = files.map((s) =>
    holds('orders')(s)
      ? `SELECT order_id, customer_id, ordered_at, ${names}, amount, sold FROM rows_${s.id}`
      : `SELECT l.order_id, o.customer_id, o.ordered_at, ${names}, l.amount,
          CASE WHEN l.amount > 0 AND o.sold > 0 THEN l.amount ELSE 0 END AS sold
         FROM (SELECT ${orderId(s)} AS order_id, ${LINE_CELLS.map((f) => `${cell(s, 'order_lines', f.name, f.type)} AS ${f.name}`).join(', ')}, ${amount(s)} AS amount FROM ${ident(s.table)}) AS l
         LEFT JOIN orders AS o USING (order_id)`,
  )
  const empty = `SELECT NULL::VARCHAR AS order_id, NULL::VARCHAR AS customer_id, NULL::TIMESTAMP AS ordered_at,
    ${LINE_CELLS.map((f) => `NULL::${SQL_TYPE[f.type]} AS ${f.name}`).join(', ')},
    NULL::DECIMAL(18, 4) AS amount, NULL::DECIMAL(18, 4) AS sold WHERE false`
  return `CREATE OR REPLACE VIEW order_lines AS ${parts.length ? parts.join(' UNION ALL ') : empty}`
}

/** Attributes that a customer file carries beside the model's fields: header → DuckDB type. */
export const customerAttributes = (sources: SourceTable[]): { header: string; type: string }[] => {
  const seen = new Map<string, string>()
  for (const source of sources.filter(
    (s) => s.mapping.entities.includes('customers') && !s.mapping.entities.includes('orders'),
  ))
    for (const column of source.mapping.columns)
      if (!column.target && !seen.has(column.header)) seen.set(column.header, column.type)
  return [...seen].map(([header, type]) => ({ header, type }))
}

/**
 * One row per customer. Customer files come first, the newest that says something of a field wins, then what order
 * files say of their buyers. Only columns that a file carries are summed up; the others are NULL throughout.
 */
async function buildCustomers(engine: Engine, files: SourceTable[], signal?: AbortSignal): Promise<void> {
  const fields = entity('customers').fields.filter((f) => f.name !== 'customer_id')
  const attributes = customerAttributes(files).map((a) => ({ name: attributeName(a.header), type: a.type }))
  const columns = [...fields.map((f) => ({ name: f.name, type: SQL_TYPE[f.type] })), ...attributes]
  const said = new Set(files.flatMap((s) => saidOf(s).map((c) => c.name)))
  const union = files.map(customersOf).join(' UNION ALL BY NAME ')
  const select = columns.map(({ name, type }) =>
    said.has(name) ? `arg_max(${ident(name)}, rank) AS ${ident(name)}` : `NULL::${type} AS ${ident(name)}`,
  )
  const body = files.length
    ? `SELECT customer_id, ${select.join(', ')} FROM (${union}) WHERE customer_id IS NOT NULL GROUP BY customer_id`
    : `SELECT NULL::VARCHAR AS customer_id, ${select.join(', ')} WHERE false`
  await engine.run(`CREATE OR REPLACE TABLE customers AS ${body}`, signal)
}

/** Columns of a file that say something of a customer. In an order file the region is the order's, not the customer's. */
function saidOf(source: SourceTable): { name: string; value: string }[] {
  const flat = holds('orders')(source)
  const fields = entity('customers').fields.filter(
    (f) => f.name !== 'customer_id' && has(source, `customers.${f.name}`) && !(flat && f.name === 'region'),
  )
  const own = fields.map((f) => ({ name: f.name, value: cell(source, 'customers', f.name, f.type) }))
  if (flat) return own
  const extra = source.mapping.columns.filter((c) => !c.target).map((c) => attributeName(c.header))
  return [...own, ...extra.map((name) => ({ name, value: ident(name) }))]
}

/** A file's customers, one row each; `rank` says which file is newer, order files stand last. */
function customersOf(source: SourceTable): string {
  const flat = holds('orders')(source)
  const named = !flat && !has(source, 'customers.customer_id') && has(source, 'customers.name')
  const id = named ? '"customers.name"' : cell(source, 'customers', 'customer_id', 'id')
  const values = saidOf(source).map(({ name, value }) => `, max(${value}) AS ${ident(name)}`)
  return `SELECT ${id} AS customer_id, ${flat ? 0 : source.id} AS rank${values.join('')} FROM ${ident(source.table)} GROUP BY 1, 2`
}
