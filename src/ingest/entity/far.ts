import { ident, literal, type Engine } from '../../engine/engine'
import { has, type SourceTable } from './source'
import { orderId } from './rows'

/** A day since 1970-01-01 and how many rows fall on it. */
export type DayCount = [day: number, n: number]
/** First and last day of the bulk. */
export type Span = [first: number, last: number]

const DAY = 864e5
const dayOf = (iso: string): number => Date.parse(iso) / DAY
const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
const YEAR = 365
/** No company sells on these: what programs write for "no date", and years that nobody means. */
const [EARLIEST, LATEST] = [dayOf('1950-01-01'), dayOf('2099-01-01')]
const PLACEHOLDERS: Span[] = [
  [dayOf('1969-12-31'), dayOf('1970-01-02')],
  [dayOf('2038-01-18'), dayOf('2038-01-20')],
]
const isPlaceholder = (day: number): boolean =>
  day < EARLIEST || day >= LATEST || PLACEHOLDERS.some(([first, last]) => day >= first && day <= last)
/** Fewer rows, and one that stands apart may as well be one of a few. */
const ENOUGH = 10
/** At most so large a share of the rows may stand apart on either side. */
const FEW = 0.05
/** So long after and before the bulk, or as long as the bulk itself, is far; a longer bulk asks no more than the latter. */
const LATE: Span = [YEAR + 1, 3 * YEAR]
const EARLY: Span = [3 * YEAR, 10 * YEAR]

/**
 * First and last day of the bulk, where days stand far from it; null where none does. Days rise. Placeholders are far
 * wherever other days stand, however many they are; of other days only a few, after a gap that no sales explain.
 */
export function bulkOf(days: DayCount[]): Span | null {
  const real = days.filter(([day]) => !isPlaceholder(day))
  if (!real.length) return null
  const total = real.reduce((sum, [, n]) => sum + n, 0)
  const few = Math.max(1, total * FEW)
  let [from, to] = [0, real.length - 1]
  if (total >= ENOUGH) {
    const span = () => real[to]![0] - real[from]![0]
    const isGap = (gap: number, [least, most]: Span) => gap > Math.max(least, Math.min(span(), most))
    // From the outside in: the last gap behind which only a few days stand.
    for (let at = to, n = 0; at > from && (n += real[at]![1]) <= few; at--) {
      const end = to
      to = at - 1
      if (!isGap(real[at]![0] - real[to]![0], LATE)) to = end
    }
    for (let at = from, n = 0; at < to && (n += real[at]![1]) <= few; at++) {
      const start = from
      from = at + 1
      if (!isGap(real[from]![0] - real[at]![0], EARLY)) from = start
    }
  }
  const [first, last] = [real[from]![0], real[to]![0]]
  return days[0]![0] < first || days.at(-1)![0] > last ? [first, last] : null
}

/**
 * Days far from all others (9999-12-31, a mistyped year) would move the last day and the first: the orders on them keep
 * their place without a day. `far_order` holds them for whoever tells of them. One pass over the days of the files.
 */
export async function setFarApart(engine: Engine, sources: SourceTable[]): Promise<SourceTable[]> {
  await engine.run('CREATE OR REPLACE TABLE far_order (order_id VARCHAR, ordered_at DATE, source INTEGER)')
  const dated = sources.filter((s) => has(s, 'orders.ordered_at'))
  if (!dated.length) return sources
  const days = dated.map((s) => `SELECT "orders.ordered_at"::DATE AS day FROM ${ident(s.table)}`)
  const rows = await engine.query<{ day: number; n: number }>(
    `SELECT date_diff('day', DATE '1970-01-01', day)::DOUBLE AS day, count(*)::DOUBLE AS n
     FROM (${days.join(' UNION ALL ')}) WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1`,
  )
  const bulk = rows.length ? bulkOf(rows.map(({ day, n }) => [day, n])) : null
  if (!bulk) return sources
  const between: [string, string] = [isoOf(bulk[0]), isoOf(bulk[1])]
  for (const s of dated)
    await engine.run(`INSERT INTO far_order SELECT ${orderId(s)}, "orders.ordered_at"::DATE, ${s.id} FROM ${ident(s.table)}
      WHERE "orders.ordered_at"::DATE NOT BETWEEN ${between.map((day) => `DATE ${literal(day)}`).join(' AND ')}`)
  return sources.map((s) => (dated.includes(s) ? { ...s, between } : s))
}

/** Says how many orders were left without a day, and what they come to. After the orders are built. */
export const tellFar = (engine: Engine, sources: SourceTable[]): Promise<void> => {
  const header = sources
    .flatMap(({ mapping }) => mapping.columns)
    .find(({ target }) => target === 'orders.ordered_at')?.header
  return engine.run(`INSERT INTO told
    SELECT 'far_dates', NULL, ${header === undefined ? 'NULL' : literal(header)}, f.n, t.n, f.days || ' = ' || coalesce(m.amount, 0)
    FROM (SELECT count(DISTINCT order_id) AS n, array_to_string(list(DISTINCT ordered_at::VARCHAR ORDER BY ordered_at::VARCHAR DESC)[:4], ', ') AS days FROM far_order) AS f,
      (SELECT count(*) AS n FROM orders) AS t,
      (SELECT round(sum(amount), 2)::DECIMAL(18, 2) AS amount FROM orders WHERE ordered_at IS NULL AND order_id IN (SELECT order_id FROM far_order)) AS m
    WHERE f.n > 0`)
}
