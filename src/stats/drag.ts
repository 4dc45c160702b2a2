import type { TierIndicator, TierScheme } from '../model/scheme'
import { cutsOf, totalScale } from './cuts'
import { picker } from './pick'
import { levelsOf, place, pointsOf, scaleOf, type Beside } from './score'

/**
 * Grades the same customers again and again while a scheme is being changed, with nothing made anew: points of an
 * indicator are worked out once and kept until its own anchors change, totals until a weight does, and tiers are cut from
 * the totals, so that nobody's score need be worked out. `columns` as for `grade`, and the same levels (1 = top) for
 * everybody; the next call writes over them. An indicator without a column says nothing.
 */
export function dragger(
  columns: Record<string, Float64Array>,
): (scheme: TierScheme, beside?: Beside) => Float64Array {
  const size = Object.values(columns)[0]?.length ?? 0
  const kept = new Map<string, { of: TierIndicator; points: Float64Array }>()
  const [raw, level] = [new Float64Array(size), new Float64Array(size)]
  const pick = picker(size)
  let added: { points: Float64Array; weight: number }[] = []
  function points(indicator: TierIndicator): Float64Array | null {
    const column = columns[indicator.name]
    if (!column) return null
    const old = kept.get(indicator.name)
    if (old && alike(old.of, indicator)) return old.points
    const worked = pointsOf(scaleOf(column, indicator), indicator)
    kept.set(indicator.name, { of: indicator, points: worked })
    return worked
  }
  return (scheme, beside = {}) => {
    const parts = scheme.indicators.flatMap((indicator) => {
      const of = points(indicator)
      return of ? [{ points: of, weight: indicator.weight }] : []
    })
    const same = parts.every((part, k) => part.points === added[k]?.points && part.weight === added[k].weight)
    if (!same || parts.length !== added.length) addUp(parts, raw)
    added = parts
    const scale = totalScale(scheme.calibration)
    if (!scale) level.set(levelsOf(raw, scheme, beside).level)
    else {
      const nth = scheme.mode === 'quota' ? pick(raw) : () => NaN
      place(raw, cutsOf(scheme, size, scale, nth, !!beside.before), scheme, beside, { level })
    }
    return level
  }
}

/** Σ weight × points, four columns at a time, added in their order so that rounding is that of one after the other. */
function addUp(parts: { points: Float64Array; weight: number }[], sums: Float64Array): void {
  const none = { points: sums, weight: 0 }
  sums.fill(0)
  for (let k = 0; k < parts.length; k += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((by) => parts[k + by] ?? none) as [
      typeof none,
      typeof none,
      typeof none,
      typeof none,
    ]
    const [p, q, r, s] = [a.points, b.points, c.points, d.points]
    const [u, v, w, x] = [a.weight, b.weight, c.weight, d.weight]
    for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + u * p[i]! + v * q[i]! + w * r[i]! + x * s[i]!
  }
}

const alike = (one: TierIndicator, other: TierIndicator): boolean =>
  one.values === other.values &&
  one.points === other.points &&
  one.median === other.median &&
  !one.relative === !other.relative

/** What of a change can be told at once: customers and revenue of each level, and who goes from where to where. */
export interface Shift {
  /** Place 0 is the top level. */
  customers: number[]
  revenue: number[]
  /** From (row; the present level) to (column). */
  moved: { customers: number[][]; revenue: number[][] }
  risen: number
  fallen: number
}

/** Counts by present level (`before`, 1 = top, 0 unknown) and the new one. */
export function shiftOf(
  levels: number,
  before: Float64Array,
  now: Float64Array,
  revenue: Float64Array,
): Shift {
  // Row 0 is of those who had no level.
  const [counts, sums] = [new Float64Array((levels + 1) * levels), new Float64Array((levels + 1) * levels)]
  for (let i = 0; i < now.length; i++) {
    const cell = before[i]! * levels + now[i]! - 1
    counts[cell]!++
    sums[cell]! += revenue[i]!
  }
  const rows = (cells: Float64Array) =>
    Array.from({ length: levels + 1 }, (_, from) => [...cells.subarray(from * levels, (from + 1) * levels)])
  const columns = (cells: number[][]) =>
    Array.from({ length: levels }, (_, to) => cells.reduce((sum, row) => sum + row[to]!, 0))
  const [customers, money] = [rows(counts), rows(sums)]
  const moved = { customers: customers.slice(1), revenue: money.slice(1) }
  const moves = (way: (from: number, to: number) => boolean) =>
    moved.customers.reduce(
      (sum, row, from) => sum + row.reduce((n, each, to) => n + (way(from, to) ? each : 0), 0),
      0,
    )
  return {
    customers: columns(customers),
    revenue: columns(money),
    moved,
    risen: moves((from, to) => to < from),
    fallen: moves((from, to) => to > from),
  }
}

/** Rows whose level changes, the largest moves first: by levels, then by revenue, then by their order. */
export function movers(
  before: Float64Array,
  now: Float64Array,
  revenue: Float64Array,
  most: number,
): number[] {
  const larger = (a: number, b: number): boolean => {
    const steps = Math.abs(before[a]! - now[a]!) - Math.abs(before[b]! - now[b]!)
    return steps > 0 || (steps === 0 && (revenue[a]! > revenue[b]! || (revenue[a] === revenue[b] && a < b)))
  }
  const first: number[] = []
  for (let i = 0; i < now.length; i++) {
    if (!before[i] || before[i] === now[i]) continue
    if (first.length === most && !larger(i, first[most - 1]!)) continue
    let at = first.length
    while (at > 0 && larger(i, first[at - 1]!)) at--
    first.splice(at, 0, i)
    if (first.length > most) first.pop()
  }
  return first
}

/** Median of a column within each level; null where nobody has a value. */
export function mediansBy(levels: number, now: Float64Array, column: Float64Array): (number | null)[] {
  return Array.from({ length: levels }, (_, at) => {
    const of = column.filter((value, i) => now[i] === at + 1 && !Number.isNaN(value)).sort()
    const half = of.length >> 1
    return of.length ? (of.length % 2 ? of[half]! : (of[half - 1]! + of[half]!) / 2) : null
  })
}
