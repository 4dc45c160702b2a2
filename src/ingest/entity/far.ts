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

/** What has days of its own that may be far from all others: where they stand, and what its rows go by. */
const DATED = {
  orders: { target: 'orders.ordered_at', subject: '@ordered_at', key: orderId },
  tickets: { target: 'tickets.opened_at', subject: '@opened_at', key: keyOf('tickets.ticket_id') },
  feedback: { target: 'feedback.submitted_at', subject: '@submitted_at', key: keyOf('feedback.response_id') },
} as const
type Dated = keyof typeof DATED
export const isDatedEntity = (name: string): name is Dated => name in DATED
function keyOf(target: string) {
  return (source: SourceTable): string =>
    has(source, target) ? `${ident(target)}::VARCHAR` : 'NULL::VARCHAR'
}

/** `far_day`: rows whose day is so far from all others that it is not taken for one. */
export const CLEAR_FAR =
  'CREATE OR REPLACE TABLE far_day (subject VARCHAR, id VARCHAR, day DATE, source INTEGER)'

/**
 * Days far from all others (9999-12-31, a mistyped year) would move the last day and the first: the rows on them keep
 * their place without a day. `far_day` holds them for whoever tells of them. One pass over the days of the files.
 */
export async function setFarApart<T extends SourceTable>(
  engine: Engine,
  name: Dated,
  sources: T[],
): Promise<T[]> {
  const { target, subject, key } = DATED[name]
  const dated = sources.filter((s) => has(s, target))
  if (!dated.length) return sources
  const at = `${ident(target)}::DATE`
  const days = dated.map((s) => `SELECT ${at} AS day FROM ${ident(s.table)}`)
  const rows = await engine.query<{ day: number; n: number }>(
    `SELECT date_diff('day', DATE '1970-01-01', day)::DOUBLE AS day, count(*)::DOUBLE AS n
     FROM (${days.join(' UNION ALL ')}) WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1`,
  )
  const bulk = rows.length ? bulkOf(rows.map(({ day, n }) => [day, n])) : null
  if (!bulk) return sources
  const span: [string, string] = [isoOf(bulk[0]), isoOf(bulk[1])]
  for (const s of dated)
    await engine.run(`INSERT INTO far_day SELECT ${literal(subject)}, ${key(s)}, ${at}, ${s.id} FROM ${ident(s.table)}
      WHERE ${at} NOT BETWEEN ${span.map((day) => `DATE ${literal(day)}`).join(' AND ')}`)
  return sources.map((s) => (dated.includes(s) ? { ...s, spans: { ...s.spans, [target]: span } } : s))
}

/** Says how many rows were left without a day, and of orders what they come to. After the entity is built. */
export async function tellFar(engine: Engine, name: Dated, sources: SourceTable[]): Promise<void> {
  const { target, subject } = DATED[name]
  if (!sources.some(({ spans }) => spans?.[target])) return
  const header = sources
    .flatMap(({ mapping }) => mapping.columns)
    .find((column) => column.target === target)?.header
  const far = `SELECT * FROM far_day WHERE subject = ${literal(subject)}`
  const sum =
    name === 'orders'
      ? `|| ' = ' || (SELECT coalesce(round(sum(amount), 2), 0)::DECIMAL(18, 2) FROM orders
          WHERE ordered_at IS NULL AND order_id IN (SELECT id FROM (${far})))`
      : ''
  await engine.run(`INSERT INTO told
    SELECT 'far_dates', NULL, ${header === undefined ? 'NULL' : literal(header)}, f.n, (SELECT count(*) FROM ${name}), f.days ${sum}
    FROM (SELECT ${name === 'orders' ? 'count(DISTINCT id)' : 'count(*)'} AS n,
      array_to_string(list(DISTINCT day::VARCHAR ORDER BY day::VARCHAR DESC)[:4], ', ') AS days FROM (${far})) AS f
    WHERE f.n > 0`)
}
