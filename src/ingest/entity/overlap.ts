import type { Engine } from '../../engine/engine'
import { normalise } from '../../model/header'
import { holds, names, ORDER_FIELDS, wide, type SourceTable } from './source'
import { settleTwins } from './twins'

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
/** What the columns mean tells an export, whatever they are called; by its name only what has no meaning here. */
const family = ({ mapping }: SourceTable): string =>
  mapping.columns
    .map(({ header, target, wide }) => (target && !wide ? target : normalise(header)))
    .sort()
    .join('\n')

/** Oldest first: by the last date that a file holds, of equal dates by the order in which they came. */
export async function byAge(
  engine: Engine,
  files: SourceTable[],
  dateOf: (source: SourceTable) => string,
): Promise<SourceTable[]> {
  return (await agesOf(engine, files, dateOf)).map(({ source }) => source)
}
/** The same with how old each is: files that end on the same date are of one age. */
export async function agesOf(
  engine: Engine,
  files: SourceTable[],
  dateOf: (source: SourceTable) => string,
): Promise<{ source: SourceTable; age: number }[]> {
  if (files.length < 2) return files.map((source) => ({ source, age: 0 }))
  const parts = files.map((s) => `SELECT ${s.id} AS id, (${dateOf(s)}) AS last`)
  const rows = await engine.query<{ id: number; age: number }>(
    `SELECT id, dense_rank() OVER (ORDER BY last NULLS FIRST)::INTEGER AS age FROM (${parts.join(' UNION ALL ')})`,
  )
  const ages = new Map(rows.map(({ id, age }) => [id, age]))
  return files
    .map((source, at) => ({ source, at, age: ages.get(source.id)! }))
    .sort((a, b) => a.age - b.age || a.at - b.at)
}

/** An order has several rows that belong together; a row of months is an order for each of them. */
const isLined = (s: SourceTable): boolean =>
  holds('order_lines')(s) || (!s.ordersUnique && !wide(s, 'orders.amount').length)

const LINE = 'product_id, product_name, quantity, unit_price, line'

/** What tells a line from the others of its order: its product, or all of it where no product is named. */
const THING =
  'CASE WHEN product_id IS NULL AND product_name IS NULL THEN hash(line, own) ELSE hash(product_id, product_name) END'

/**
 * Finds the orders that several files hold. `order_lost(order_id, buyer, source)` says whose rows do not count;
 * `order_mixed` holds the rows of orders that no one file says whole: those cut by the edge of a file (of identical
 * lines the larger count) or by its end, and those of which one export has the lines and another the amount.
 * Returns what each file brought, and whether anything overlaps. `aged` stands oldest first.
 */
export async function settleOrders(
  engine: Engine,
  aged: { source: SourceTable; age: number }[],
): Promise<{ changes: Map<number, Change>; overlaps: boolean }> {
  const changes = new Map<number, Change>()
  const files = aged.map(({ source }) => source)
  if (files.length < 2) return { changes, overlaps: false }
  const families = [...new Set(files.map(family))]
  const each = (select: (source: SourceTable, rank: number) => string) =>
    files.map(select).join(' UNION ALL ')
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_shared AS
    SELECT order_id FROM (${each((s) => `SELECT DISTINCT order_id FROM named_${s.id}`)}) GROUP BY order_id HAVING count(*) > 1`)
  const edges = files.flatMap((s) => s.edges ?? [])
  await engine.put('order_edge', { order_id: edges.length ? edges : [null] })
  // A digest says whether two files say the same of an order, in whatever order its lines come.
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE order_said AS ${each(
      (
        s,
        rank,
      ) => `SELECT order_id, customer_id AS buyer, ${s.id} AS source, ${rank} AS loaded, ${aged[rank]!.age} AS age, ${families.indexOf(family(s))} AS family,
      ${isLined(s)} AS lined, sum(hash(customer_id, ordered_at, own, status, state, discount, ${LINE})) AS digest,
      list(DISTINCT ${THING}) AS things, max(progress) AS progress, min(ordered_at)::DATE AS day,
      any_value(number) IN (SELECT order_id FROM order_edge) AS edge
      FROM named_${s.id} SEMI JOIN order_shared USING (order_id) GROUP BY order_id, customer_id`,
    )}`,
  )
  // Two shops may number alike: what differs in its buyer, or in both its columns and its day, is another order.
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_versions AS
    WITH buyers AS (
      SELECT order_id, count(DISTINCT family) AS families, count(DISTINCT buyer) AS buyers, count(*) > count(DISTINCT source) AS within
      FROM order_said GROUP BY order_id
    ),
    parted AS (
      SELECT s.*, CASE WHEN b.within OR (b.families = 1 AND b.buyers > 1) THEN coalesce(s.buyer, '') ELSE '' END
        || CASE WHEN b.families > 1 THEN coalesce(s.day::VARCHAR, '') ELSE '' END AS part
      FROM order_said AS s JOIN buyers AS b USING (order_id)
    ),
    -- Of files that end on the same day the later state is the newer.
    ranked AS (
      SELECT *, row_number() OVER (PARTITION BY order_id, part ORDER BY age, progress, loaded) AS rank FROM parted
    ),
    led AS (
      SELECT *, first_value(family) OVER (PARTITION BY order_id, part ORDER BY lined DESC, rank DESC) AS lead_family FROM ranked
    )
    SELECT *, lag(digest) OVER older = digest AS same, lag(rank) OVER older IS NOT NULL AS known,
      row_number() OVER (PARTITION BY order_id, part ORDER BY lined AND family = lead_family DESC, rank DESC) AS place,
      count(*) OVER (PARTITION BY order_id, part) AS versions,
      count(DISTINCT family) OVER (PARTITION BY order_id, part) AS families
    FROM led WINDOW older AS (PARTITION BY order_id, part ORDER BY rank)`)
  // Files of which most shared orders have no line in common do not overlap: they are one file, cut.
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_cut AS
    WITH said AS (
      SELECT order_id, part, len(list_distinct(flatten(list(things)))) = len(flatten(list(things))) AS apart
      FROM order_versions WHERE versions > 1 AND lined AND families = 1 GROUP BY order_id, part
    )
    SELECT order_id, part FROM said, (SELECT count_if(apart) * 2 > count(*) AS most FROM said) WHERE apart AND most;
    CREATE OR REPLACE TEMP TABLE order_mix AS
    SELECT v.order_id, v.part, bool_or(v.edge) OR count(c.part) > 0 AS cut,
      max(v.rank) FILTER (WHERE v.lined AND v.family = v.lead_family) AS lead_rank
    FROM order_versions AS v LEFT JOIN order_cut AS c ON c.order_id = v.order_id AND c.part = v.part
    WHERE v.versions > 1 AND (v.families > 1 OR (v.lined AND (v.edge OR c.part IS NOT NULL)))
    GROUP BY v.order_id, v.part;
    CREATE OR REPLACE TABLE order_lost AS
    SELECT v.order_id, v.buyer, v.source FROM order_versions AS v
    WHERE v.versions > 1 AND (v.place > 1 OR EXISTS (
      SELECT 1 FROM order_mix AS m WHERE m.order_id = v.order_id AND m.part = v.part));
    INSERT INTO told
    SELECT 'status_conflict', '', NULL, count(*), NULL, min(order_id) FROM (
      SELECT order_id FROM order_versions WHERE families = 1 GROUP BY order_id, part, age HAVING count(*) > 1 AND min(progress) <> max(progress))
    HAVING count(*) > 0;
    INSERT INTO told
    SELECT 'overlap', '', NULL, count(*), NULL, array_to_string(list(order_id ORDER BY order_id)[:3], ', ')
    FROM (SELECT DISTINCT order_id FROM order_versions WHERE known AND same) HAVING count(*) > 0`)
  await mix(engine, files)
  const twins = await settleTwins(engine, aged, family)
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
    const [unchanged, changed] = [(found?.unchanged ?? 0) + (twins.get(source) ?? 0), found?.changed ?? 0]
    changes.set(source, {
      added: Math.max(0, n - unchanged - changed),
      unchanged,
      changed,
      replaced: found?.replaced ?? 0,
    })
  }
  await engine.run(
    'DROP TABLE order_shared; DROP TABLE order_said; DROP TABLE order_versions; DROP TABLE order_mix; DROP TABLE order_cut; DROP TABLE order_edge',
  )
  return { changes, overlaps: rows.length > 0 || twins.size > 0 }
}

/** Rows of the orders in `order_mix`: lines from the files of the leading export, the order's own values from all. */
async function mix(engine: Engine, files: SourceTable[]): Promise<void> {
  const parts = files.map(
    (s) => `SELECT n.*, v.rank, v.source, v.part,
        v.lined AND v.family = v.lead_family AND (m.cut OR v.rank = m.lead_rank) AS leads
      FROM named_${s.id} AS n JOIN order_versions AS v ON v.order_id = n.order_id AND v.buyer IS NOT DISTINCT FROM n.customer_id AND v.source = ${s.id}
      JOIN order_mix AS m ON m.order_id = v.order_id AND m.part = v.part`,
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
