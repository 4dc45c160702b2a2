import { ident, type Engine } from '../../engine/engine'
import type { Found } from './found'
import type { Sales, SalesFiles } from './orders'
import { keptRows, MIXED } from './orders'
import { labelled } from './reference'
import { lineAmount, orderId, priced } from './rows'
import { cell, holds, LINE_FIELDS, names, nulls, type SourceTable } from './source'

const LINE = 'product_id, product_name, quantity, unit_price, line'
const MONEY = 'DECIMAL(18, 4)'

/**
 * `line_rows`: the lines of files that hold nothing else. They have no key, so the order is the unit: the newest
 * file's lines stand for all of an order; of one cut by the edge of a file each identical line counts as often as in
 * the file that has it most often. A flat order file's own lines stand before them.
 */
export async function buildLineRows(engine: Engine, { orders, lines }: SalesFiles): Promise<void> {
  if (!lines.length) return
  const edges = lines.flatMap((s) => s.edges ?? [])
  await engine.put('line_edge', { order_id: edges.length ? edges : [null] })
  const union = lines.map(
    (
      s,
    ) => `SELECT ${orderId(s)} AS order_id, ${LINE_FIELDS.map((f) => `${cell(s, 'order_lines', f)} AS ${f.name}`).join(', ')},
      ${lineAmount(s)} AS line, ${s.id} AS rank FROM ${ident(s.table)}`,
  )
  const flat = orders
    .filter(holds('order_lines'))
    .map((s) => `ANTI JOIN named_${s.id} USING (order_id)`)
    .join(' ')
  const settled =
    lines.length === 1
      ? `SELECT * EXCLUDE (rank) FROM (${union[0]}) ${flat}`
      : `SELECT * EXCLUDE (rank, newest, copy, choice) FROM (
          SELECT *, row_number() OVER (PARTITION BY order_id, ${LINE}, copy ORDER BY rank DESC) AS choice FROM (
            SELECT *, max(rank) OVER (PARTITION BY order_id) AS newest,
              row_number() OVER (PARTITION BY order_id, rank, ${LINE}) AS copy
            FROM (${union.join(' UNION ALL ')}))
          WHERE rank = newest OR order_id IN (SELECT order_id FROM line_edge)
        ) ${flat} WHERE choice = 1`
  await engine.run(`CREATE OR REPLACE TABLE line_rows AS ${settled}; DROP TABLE line_edge`)
}

/** Lines with their order's customer, day and sale: from the row itself in a flat file, else through the order. */
export async function buildLines(
  engine: Engine,
  { orders, lines }: SalesFiles,
  { home }: Sales,
  overlaps: boolean,
  found: Found,
  signal?: AbortSignal,
): Promise<void> {
  const columns = `order_id, customer_id, ordered_at, ${names(LINE_FIELDS)}, amount, sold, refunded`
  const flat = orders.filter(holds('order_lines'))
  const parts = flat.map((s: SourceTable) => `SELECT ${columns} FROM ${keptRows(s, overlaps)}`)
  if (overlaps && flat.length) parts.push(`SELECT ${columns} FROM ${MIXED}`)
  await engine.run('DROP TABLE IF EXISTS lines_table')
  if (lines.length) {
    const named = `(SELECT l.order_id, o.customer_id, o.ordered_at, ${LINE_FIELDS.map((f) => `l.${f.name}`).join(', ')},
        o.own, l.line, o.state, NULL::${MONEY} AS refund, o.currency
      FROM line_rows AS l LEFT JOIN (
        SELECT order_id, max(customer_id) AS customer_id, min(ordered_at) AS ordered_at, sum(amount)::${MONEY} AS own,
          CASE WHEN sum(returned) > 0 AND sum(sold) = 0 THEN 'returned' ELSE max(state) END AS state, max(currency) AS currency
        FROM orders GROUP BY order_id) AS o ON o.order_id = l.order_id)`
    await engine.run(
      `CREATE TABLE lines_table AS SELECT * REPLACE (CASE WHEN ordered_at IS NULL THEN 0 ELSE sold END AS sold) FROM (SELECT ${columns} FROM (${priced(named, { grain: 'share', home })}));
       DROP TABLE line_rows`,
      signal,
    )
    parts.push(`SELECT ${columns} FROM lines_table`)
  }
  const empty = `SELECT NULL::VARCHAR AS order_id, NULL::VARCHAR AS customer_id, NULL::TIMESTAMP AS ordered_at,
    ${nulls(LINE_FIELDS)}, NULL::${MONEY} AS amount, NULL::${MONEY} AS sold, NULL::${MONEY} AS refunded WHERE false`
  const lined = parts.length ? parts.join(' UNION ALL ') : empty
  await engine.run(`CREATE OR REPLACE VIEW order_lines AS ${found.labelled ? labelled(lined) : lined}`)
}
