import type { TierIndicator, TierScheme } from '../model/scheme'
import { levelsOf, pointsOf, scaleOf, type Beside, type Grades } from './score'

type Levels = Pick<Grades, 'score' | 'level' | 'plain' | 'decided'>

/**
 * Grades the same customers again and again while a scheme is being changed: points of an indicator are worked out once
 * and kept until its own anchors change, so that a weight costs one multiplication a customer. `columns` as for `grade`,
 * and the same result to the last digit. An indicator without a column says nothing.
 */
export function dragger(
  columns: Record<string, Float64Array>,
): (scheme: TierScheme, beside?: Beside) => Levels {
  const size = Object.values(columns)[0]?.length ?? 0
  const kept = new Map<string, { of: TierIndicator; points: Float64Array }>()
  const raw = new Float64Array(size)
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
    raw.fill(0)
    for (const indicator of scheme.indicators) {
      const of = points(indicator)
      const { weight } = indicator
      if (of) for (let i = 0; i < size; i++) raw[i]! += weight * of[i]!
    }
    return levelsOf(raw, scheme, beside)
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
  const square = () => Array.from({ length: levels }, () => new Array<number>(levels).fill(0))
  const moved = { customers: square(), revenue: square() }
  const shift: Shift = {
    customers: new Array<number>(levels).fill(0),
    revenue: new Array<number>(levels).fill(0),
    moved,
    risen: 0,
    fallen: 0,
  }
  for (let i = 0; i < now.length; i++) {
    const to = now[i]! - 1
    shift.customers[to]!++
    shift.revenue[to]! += revenue[i]!
    const from = before[i]! - 1
    if (from < 0) continue
    moved.customers[from]![to]!++
    moved.revenue[from]![to]! += revenue[i]!
    if (to < from) shift.risen++
    else if (to > from) shift.fallen++
  }
  return shift
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
