import type { TierDimension, TierIndicator } from '../../model/scheme'
import { interpolate } from '../../stats/interpolate'

/** What one indicator brings to a customer's score. */
export interface Part {
  indicator: TierIndicator
  dimension: TierDimension
  /** null: the customer has none, and counts as the median does. Points where the field holds words. */
  value: number | null
  /** Words that stand for these points. */
  words: string[]
  /** Share of the others with a value who do strictly worse, 0…1; null without a value. */
  standing: number | null
  points: number
  weight: number
  /** Weight × points. */
  contribution: number
}

export function partOf(column: Float64Array, indicator: TierIndicator, at: number): Part {
  const { dimension, weight, median, table = [] } = indicator
  const own = column[at]!
  const value = Number.isNaN(own) ? null : own
  const others = othersOf(column, at)
  const points = interpolate(value === null ? median : positionOf(value, others, indicator), indicator)
  return {
    indicator,
    dimension,
    value,
    words: value === null ? [] : table.filter((each) => each.points === value).map((each) => each.value),
    standing: value === null ? null : standingOf(value, others, indicator),
    points,
    weight,
    contribution: weight * points,
  }
}

/** Values of the other customers, rising. */
export const othersOf = (column: Float64Array, at: number): Float64Array =>
  column.filter((value, i) => i !== at && !Number.isNaN(value)).sort()

/** Where a value stands on the anchors of its indicator: itself, or the share of the others strictly below. */
export const positionOf = (value: number, others: Float64Array, { relative }: TierIndicator): number =>
  relative ? below(others, value) / Math.max(1, others.length) : value

/** More is better where the last anchor gives at least as many points as the first. */
const rises = ({ points }: TierIndicator): boolean => points.at(-1)! >= points[0]!

/** Share of the others that do strictly worse; nobody to compare with is 0. */
export function standingOf(value: number, others: Float64Array, indicator: TierIndicator): number {
  const worse = rises(indicator) ? below(others, value) : others.length - upTo(others, value)
  return others.length ? worse / others.length : 0
}

/** How many of rising values are strictly below. */
const below = (sorted: Float64Array, value: number): number => count(sorted, (other) => other < value)
const upTo = (sorted: Float64Array, value: number): number => count(sorted, (other) => other <= value)

function count(sorted: Float64Array, first: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (first(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
