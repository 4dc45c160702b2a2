import type { Engine } from '../../engine/engine'
import { normalise } from '../../model/header'
import { holds, names, ORDER_FIELDS, type SourceTable } from './source'

/** What a file brought beside the files before it. Orders for order files, else rows. */
export interface Change {
  /** In no older file. */
  added: number
  /** In an older file too: saying the same, and saying something else. */
  unchanged: number
  changed: number
  /** Superseded by a newer file: what of this file no longer counts. */
  replaced: number
}

/** Files of one export, month after month, have the same columns. */
export const sameColumns = (a: SourceTable, b: SourceTable): boolean => family(a) === family(b)
const family = ({ mapping }: SourceTable): string =>
  mapping.columns
    .map(({ header }) => normalise(header))
    .sort()
    .join('\n')

/** Oldest first: by the last date that a file holds, of equal dates by the order in which they came. */
export async function byAge(
  engine: Engine,
  files: SourceTable[],
  dateOf: (source: SourceTable) => string,
): Promise<SourceTable[]> {
  if (files.length < 2) return files
  const parts = files.map((s) => `SELECT ${s.id} AS id, (${dateOf(s)}) AS last`)
  const rows = await engine.query<{ id: number; day: string | null }>(
    `SELECT id, last::VARCHAR AS day FROM (${parts.join(' UNION ALL ')})`,
  )
  const last = new Map(rows.map(({ id, day }) => [id, day ?? '']))
  return [...files].sort((a, b) => {
    const [x, y] = [last.get(a.id)!, last.get(b.id)!]
    return x < y ? -1 : x > y ? 1 : files.indexOf(a) - files.indexOf(b)
  })
}

const LINE = 'product_id, product_name, quantity, unit_price, line'

/**
 * Finds the orders that several files hold. `order_lost(order_id, source)` says whose rows do not count;
 * `order_mixed` holds the rows of orders that no one file says whole: those cut by the edge of a file (of identical
 * lines the larger count), and those of which one export has the lines and another the amount.
 * Returns what each file brought, and whether anything overlaps. `files` stand oldest first.
 */
export async function settleOrders(
  engine: Engine,
  files: SourceTable[],
): Promise<{ changes: Map<number, Change>; overlaps: boolean }> {
  const changes = new Map<number, Change>()
  if (files.length < 2) return { changes, overlaps: false }
  const families = [...new Set(files.map(family))]
  const each = (select: (source: SourceTable, rank: number) => string) =>
    files.map(select).join(' UNION ALL ')
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_shared AS
    SELECT order_id FROM (${each((s) => `SELECT DISTINCT order_id FROM named_${s.id}`)}) GROUP BY order_id HAVING count(*) > 1`)
  // A digest says whether two files say the same of an order, in whatever order its lines come.
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE order_said AS ${each(
      (
        s,
        rank,
      ) => `SELECT order_id, ${s.id} AS source, ${rank} AS rank, ${families.indexOf(family(s))} AS family,
      ${holds('order_lines')(s) || !s.ordersUnique} AS lined, sum(hash(customer_id, ordered_at, own, status, state, discount, ${LINE})) AS digest,
      max(customer_id) AS customer_id, min(ordered_at)::DATE AS day
      FROM named_${s.id} SEMI JOIN order_shared USING (order_id) GROUP BY order_id`,
    )}`,
  )
  // Two shops may number alike: what differs in both its columns and its day is another order.
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_versions AS
    SELECT *, lag(digest) OVER older = digest AS same, lag(rank) OVER older IS NOT NULL AS known,
      row_number() OVER (PARTITION BY order_id, part ORDER BY lined AND family = lead_family DESC, rank DESC) AS place,
      count(*) OVER (PARTITION BY order_id, part) AS versions,
      count(DISTINCT family) OVER (PARTITION BY order_id, part) AS families
    FROM (SELECT *, CASE WHEN families > 1 THEN day END AS part,
        first_value(family) OVER (PARTITION BY order_id, CASE WHEN families > 1 THEN day END ORDER BY lined DESC, rank DESC) AS lead_family
      FROM (SELECT *, count(DISTINCT family) OVER (PARTITION BY order_id) AS families FROM order_said))
    WINDOW older AS (PARTITION BY order_id, part ORDER BY rank)`)
  const edges = files.flatMap((s) => s.edges ?? [])
  await engine.put('order_edge', { order_id: edges.length ? edges : [null] })
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_mix AS
    SELECT order_id, part, bool_or(order_id IN (SELECT order_id FROM order_edge)) AS cut,
      max(rank) FILTER (WHERE lined AND family = lead_family) AS lead_rank
    FROM order_versions WHERE versions > 1
      AND (families > 1 OR (lined AND order_id IN (SELECT order_id FROM order_edge)))
    GROUP BY order_id, part;
    CREATE OR REPLACE TABLE order_lost AS
    SELECT v.order_id, v.source FROM order_versions AS v
    WHERE v.versions > 1 AND (v.place > 1 OR EXISTS (
      SELECT 1 FROM order_mix AS m WHERE m.order_id = v.order_id AND m.part IS NOT DISTINCT FROM v.part))`)
  await mix(engine, files)
  const rows = await engine.query<{ source: number } & Record<string, number>>(
    `SELECT source, count_if(known AND same) AS unchanged, count_if(known AND NOT same) AS changed,
       count_if(rank < newest) AS replaced
     FROM (SELECT *, max(rank) OVER (PARTITION BY order_id, part) AS newest FROM order_versions) GROUP BY source`,
  )
  const totals = await engine.query<{ source: number; n: number }>(
    each((s) => `SELECT ${s.id} AS source, count(DISTINCT order_id) AS n FROM named_${s.id}`),
  )
  for (const { source, n } of totals) {
    const found = rows.find((row) => row.source === source)
    const [unchanged, changed] = [found?.unchanged ?? 0, found?.changed ?? 0]
    changes.set(source, {
      added: n - unchanged - changed,
      unchanged,
      changed,
      replaced: found?.replaced ?? 0,
    })
  }
  await engine.run(
    'DROP TABLE order_shared; DROP TABLE order_said; DROP TABLE order_versions; DROP TABLE order_mix; DROP TABLE order_edge',
  )
  return { changes, overlaps: rows.length > 0 }
}

/** Rows of the orders in `order_mix`: lines from the files of the leading export, the order's own values from all. */
async function mix(engine: Engine, files: SourceTable[]): Promise<void> {
  const parts = files.map(
    (s) => `SELECT n.*, v.rank, v.source, v.part,
        v.lined AND v.family = v.lead_family AND (m.cut OR v.rank = m.lead_rank) AS leads
      FROM named_${s.id} AS n JOIN order_versions AS v ON v.order_id = n.order_id AND v.source = ${s.id}
      JOIN order_mix AS m ON m.order_id = v.order_id AND m.part IS NOT DISTINCT FROM v.part`,
  )
  const latest = (value: string) => `last_value(${value} IGNORE NULLS) OVER said`
  const fields = [...names(ORDER_FIELDS).split(', '), 'own', 'discount'].map((f) => `${latest(f)} AS ${f}`)
  await engine.run(`CREATE OR REPLACE TABLE order_mixed AS
    WITH versions AS (${parts.join(' UNION ALL BY NAME ')}),
    merged AS (
      SELECT * REPLACE (${fields.join(', ')}, coalesce(customer_id, ${latest('customer_id')}) AS customer_id,
          coalesce(${latest('CASE WHEN status IS NOT NULL THEN state END')}, state) AS state),
        count_if(leads) OVER (PARTITION BY order_id, part) AS lined_rows
      FROM versions
      WINDOW said AS (PARTITION BY order_id, part ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    ),
    -- Where no export has lines each has one row, and the newest stands for the order.
    counted AS (
      SELECT *, CASE WHEN lined_rows > 0 THEN row_number() OVER (PARTITION BY order_id, part, source, ${LINE} ORDER BY ordered_at) ELSE 0 END AS copy
      FROM merged WHERE leads OR lined_rows = 0
    ),
    picked AS (
      SELECT *, row_number() OVER (PARTITION BY order_id, part, copy,
        CASE WHEN lined_rows > 0 THEN hash(${LINE}) END ORDER BY rank DESC) AS choice
      FROM counted
    )
    SELECT * EXCLUDE (source, rank, part, leads, lined_rows, copy, choice) FROM picked WHERE choice = 1`)
}
