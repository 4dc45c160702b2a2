import { insertRows, type Engine } from '../engine/engine'
import { PLACE_LEVELS, placeForms, type PlaceLevel } from '../model/region'

const NAMED = `SELECT level, raw, sum(n)::DOUBLE AS n FROM (
    SELECT 'country' AS level, country AS raw, count(*) AS n FROM customers GROUP BY ALL
    UNION ALL SELECT 'province', province, count(*) FROM customers GROUP BY ALL
    UNION ALL SELECT 'city', city, count(*) FROM customers GROUP BY ALL
    UNION ALL SELECT 'region', region, count(*) FROM customers GROUP BY ALL
    UNION ALL SELECT 'region', coalesce(region, place), count(*) FROM orders GROUP BY ALL)
  WHERE raw IS NOT NULL GROUP BY level, raw ORDER BY level, raw`

const FORMED = PLACE_LEVELS.map(
  (level) =>
    `UPDATE customers SET ${level} = f.form FROM region_form AS f WHERE f.level = '${level}' AND f.raw = customers.${level};`,
).join('\n')

/**
 * Names of places in one form: writes `region_form` (level, raw, form, n, applied) and, for how many rows,
 * `region_named`, and applies it to the customers. The region
 * of an order is brought to its form where a customer's profile is made of it, so that a million orders are not touched.
 * Returns how many spellings were changed. With `apply` off the table only says what would change.
 */
export async function formRegions(engine: Engine, apply: boolean, signal?: AbortSignal): Promise<number> {
  await engine.run(
    'CREATE OR REPLACE TABLE region_form (level VARCHAR, raw VARCHAR, form VARCHAR, n DOUBLE, applied BOOLEAN)',
  )
  const named = await engine.query<{ level: PlaceLevel; raw: string; n: number }>(NAMED, [], signal)
  await engine.run('CREATE OR REPLACE TABLE region_named (level VARCHAR, n DOUBLE)')
  const totals = PLACE_LEVELS.flatMap((level): [string, number][] => {
    const own = named.filter((row) => row.level === level)
    return own.length ? [[level, own.reduce((sum, { n }) => sum + n, 0)]] : []
  })
  await insertRows(engine, 'region_named', totals)
  const rows = PLACE_LEVELS.flatMap((level) => {
    const counts = new Map(named.filter((row) => row.level === level).map(({ raw, n }) => [raw, n]))
    return [...placeForms(counts, level)].map(([raw, form]) => [level, raw, form, counts.get(raw)!, apply])
  })
  await insertRows(engine, 'region_form', rows)
  if (rows.length && apply) await engine.run(FORMED)
  return rows.length
}
