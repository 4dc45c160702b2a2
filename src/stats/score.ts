import { interpolate, type Anchors } from './interpolate'

/** One column of a scheme: weights of all sum to 1; `median` stands in for a missing value. */
export interface ScoredIndicator extends Anchors {
  weight: number
  median: number
}

/**
 * Raw scores 0…100 of all customers: Σ weight × points, on typed arrays, for dragging (what-if) and for proposing a
 * calibration. NaN is a missing value. A test holds it equal to the SQL for every customer.
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
