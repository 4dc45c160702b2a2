import { numberOrNull, type Row } from '../../model/row'
import { kaplanMeier, survivalAt } from '../../stats/survival'

/** Beyond the day on which fewer are still followed, a curve says more about them than about customers. */
const FOLLOWED = 10
/** A cohort of fewer customers has no curve of its own. */
const LEAST = 25
const COHORTS = 6
/** Days of which the numbers at risk are told. */
const STEPS = [7, 14, 30, 60, 90, 180, 365]
const TICKS = 8

/** Days between two figures under the picture. */
export const tickOf = (last: number): number => STEPS.find((step) => last / step <= TICKS) ?? 730

export const lastOf = (rows: Row[]): number => Number(rows.at(-1)?.days ?? 0)
/** How a curve stands at a day. */
export const standing = (rows: Row[], day: number): Row | undefined =>
  rows.findLast((row) => Number(row.days) <= day)
/** Points worth keeping before others: those of the days that a sentence names. */
export const rankBy =
  (days: number[]) =>
  (row: Row): number => {
    const place = days.indexOf(Number(row.days))
    return place < 0 ? days.length : place
  }

/** The points of a curve as a picture has them. */
export const pointsOf = (rows: Row[]) =>
  rows.map((row) => ({
    x: Number(row.days),
    y: Number(row.share ?? 0),
    low: numberOrNull(row.low),
    high: numberOrNull(row.high),
    followed: Number(row.followed ?? 0),
  }))

/**
 * Rows of how many took how long, as SQL counts them → the curve of each cohort: one row per day on which somebody bought
 * again and per tick, with the share (0…1) who had bought again by then, its 95 % interval, and how many were still followed.
 */
export function curves(rows: Row[]): Row[] {
  const cohorts = [...new Set(rows.map((row) => row.cohort ?? null))]
    .map((cohort) => {
      const own = rows.filter((row) => (row.cohort ?? null) === cohort)
      const numbers = (name: string) => own.map((row) => Number(row[name]))
      const events = own.map((row) => !!row.happened)
      return {
        cohort,
        curve: kaplanMeier(numbers('days'), events, numbers('customers')),
        unknown: own[0]!.unknown,
      }
    })
    .filter(({ cohort, curve }) => cohort === null || curve.n >= LEAST)
    .slice(-COHORTS)
  return cohorts.flatMap(({ cohort, curve, unknown }) => {
    const followed = curve.steps.filter(({ atRisk }) => atRisk >= FOLLOWED)
    const last = followed.at(-1)?.time ?? 0
    const tick = tickOf(last)
    const days = new Set([0, ...followed.filter(({ events }) => events).map(({ time }) => time), last])
    for (let day = tick; day < last; day += tick) days.add(day)
    const bought = new Map(curve.steps.map(({ time, events }) => [time, events]))
    let then = 0
    const past = (day: number | null) => (day !== null && day <= last ? day : null)
    return [...days]
      .sort((a, b) => a - b)
      .map((day): Row => {
        const { survival, low, high, atRisk } = survivalAt(curve, day)
        return {
          cohort,
          days: day,
          followed: atRisk,
          bought: bought.get(day) ?? 0,
          bought_by_then: (then += bought.get(day) ?? 0),
          share: 1 - survival,
          low: high === null ? null : 1 - high,
          high: low === null ? null : 1 - low,
          n: curve.n,
          median: past(curve.median),
          unknown: unknown ?? 0,
        }
      })
  })
}
