import type { TierScheme } from '../model/scheme'
import { interpolate, type Anchors } from './interpolate'

/** One column of a scheme: weights of all sum to 1; `median` stands in for a missing value. */
export interface ScoredIndicator extends Anchors {
  weight: number
  median: number
}

/**
 * Raw scores 0…100 of all customers: Σ weight × points, on typed arrays. NaN is a missing value. A test holds it equal
 * to plain SQL for every customer.
 */
export function rawScores(columns: Float64Array[], indicators: ScoredIndicator[]): Float64Array {
  const raw = new Float64Array(columns[0]?.length ?? 0)
  indicators.forEach((indicator, k) => {
    const column = columns[k]!
    const missing = indicator.weight * interpolate(indicator.median, indicator)
    for (let i = 0; i < raw.length; i++) {
      const value = column[i]!
      raw[i]! += Number.isNaN(value) ? missing : indicator.weight * interpolate(value, indicator)
    }
  })
  return raw
}

/** What grading says of each customer, in the order of the columns. */
export interface Grades extends Record<string, Float64Array> {
  raw: Float64Array
  /** 0…100 on the calibration line, six digits. */
  score: Float64Array
  /** Place of the tier in the scheme's levels, 1 = top. */
  level: Float64Array
  /** How many indicators the customer has no value for. */
  missing: Float64Array
}

/**
 * Grades all customers by a scheme; one array of `columns` an indicator. By score: the first level whose threshold is
 * reached. By quota: the share of customers strictly better decides, so a quota never cuts between equal scores.
 */
export function grade(columns: Record<string, Float64Array>, scheme: TierScheme): Grades {
  const used = scheme.indicators.map((indicator) => columns[indicator.name]!)
  const raw = rawScores(used, scheme.indicators)
  const score = raw.map((value) => Math.round(interpolate(value, scheme.calibration) * 1e6) / 1e6)
  const missing = new Float64Array(raw.length)
  for (const column of used) column.forEach((value, i) => Number.isNaN(value) && missing[i]!++)
  const lowest = scheme.levels.length
  const byScore = (value: number) =>
    scheme.levels.findIndex((level) => value >= level.threshold) + 1 || lowest
  const byQuota = (better: number) => scheme.levels.findIndex((level) => better < level.quota) + 1 || lowest
  if (scheme.mode === 'score') return { raw, score, level: score.map(byScore), missing }
  const better = shareBetter(score)
  return { raw, score, level: score.map((value) => byQuota(better.get(value)!)), missing }
}

/** Score → share of customers with a higher one. */
function shareBetter(score: Float64Array): Map<number, number> {
  const sorted = score.slice().sort().reverse()
  const share = new Map<number, number>()
  sorted.forEach((value, i) => {
    if (!share.has(value)) share.set(value, i / sorted.length)
  })
  return share
}
