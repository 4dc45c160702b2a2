import type { Engine } from '../../engine/engine'
import { orderNumber } from './rows'
import { isDated, wide, type SourceTable } from './source'

/** So many rows, and so large a share of what both files hold of the days that they share, are no chance. */
const LEAST = 10
const MOST = 0.8

/**
 * Orders without a number that two exports of one kind both hold: rows that agree in buyer, time, amount and thing, where
 * nearly all that the two say of the days they share agrees. The newer file's go to `order_lost`. Where fewer agree, as two
 * purchases of one day may, all count and are told of. Returns how many of each file do not count. `aged` oldest first.
 */
export async function settleTwins(
  engine: Engine,
  aged: { source: SourceTable }[],
  familyOf: (source: SourceTable) => string,
): Promise<Map<number, number>> {
  const files = aged
    .map(({ source }, rank) => ({ source, rank }))
    .filter(({ source }) => !orderNumber(source) && isDated(source) && !wide(source, 'orders.amount').length)
  if (files.length < 2) return new Map()
  const families = [...new Set(files.map(({ source }) => familyOf(source)))]
  const rows = files.map(
    ({ source, rank }) => `SELECT order_id, customer_id AS buyer, ${source.id} AS source, ${rank} AS rank,
      ${families.indexOf(familyOf(source))} AS family, ordered_at::DATE AS day,
      hash(customer_id, ordered_at, own, line, discount, product_id, product_name, quantity) AS digest
    FROM named_${source.id} WHERE ordered_at IS NOT NULL`,
  )
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_twin AS
    WITH said AS (${rows.join(' UNION ALL ')}),
    copies AS (SELECT *, row_number() OVER (PARTITION BY source, digest ORDER BY order_id) AS copy FROM said)
    SELECT *, first_value(source) OVER same AS older FROM copies WINDOW same AS (PARTITION BY family, digest, copy ORDER BY rank);
    CREATE OR REPLACE TEMP TABLE order_twins AS
    WITH spans AS (SELECT source, family, min(day) AS first, max(day) AS last FROM order_twin GROUP BY source, family),
    pairs AS (
      SELECT o.source AS older, n.source AS newer, greatest(o.first, n.first) AS first, least(o.last, n.last) AS last
      FROM spans AS o JOIN spans AS n ON n.family = o.family AND n.source <> o.source
    ),
    shared AS (
      SELECT p.older, p.newer, count_if(t.source = p.older) AS of_older, count_if(t.source = p.newer) AS of_newer,
        count_if(t.source = p.newer AND t.older = p.older) AS alike
      FROM pairs AS p JOIN order_twin AS t ON t.source IN (p.older, p.newer) AND t.day BETWEEN p.first AND p.last
      GROUP BY p.older, p.newer
    )
    SELECT older, newer, alike, alike >= ${LEAST} AND alike >= ${MOST} * least(of_older, of_newer) AS one
    FROM shared WHERE alike > 0;
    INSERT INTO order_lost
    SELECT t.order_id, t.buyer, t.source FROM order_twin AS t JOIN order_twins AS p ON p.older = t.older AND p.newer = t.source AND p.one;
    INSERT INTO told
    SELECT CASE WHEN p.one THEN 'overlap' ELSE 'alike_rows' END, '', NULL, count(*), NULL,
      array_to_string(list(DISTINCT concat_ws(' · ', t.day, t.buyer) ORDER BY concat_ws(' · ', t.day, t.buyer))[:3], ', ')
    FROM order_twin AS t JOIN order_twins AS p ON p.older = t.older AND p.newer = t.source GROUP BY p.one`)
  const lost = await engine.query<{ source: number; n: number }>(
    `SELECT t.source, count(*)::DOUBLE AS n FROM order_twin AS t JOIN order_twins AS p ON p.older = t.older AND p.newer = t.source AND p.one GROUP BY t.source`,
  )
  await engine.run('DROP TABLE order_twin; DROP TABLE order_twins')
  return new Map(lost.map(({ source, n }) => [source, n]))
}
