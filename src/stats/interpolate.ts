/** A piecewise linear curve: rising `values`, and the `points` at them. */
export interface Anchors {
  values: number[]
  points: number[]
}

/** Points at `x`: linear between the anchors, flat outside. The same rule as the SQL macro `linear_points`. */
export function interpolate(x: number, { values, points }: Anchors): number {
  if (x <= values[0]!) return points[0]!
  for (let i = 1; i < values.length; i++) {
    const left = values[i - 1]!
    const right = values[i]!
    if (x <= right) return points[i - 1]! + ((x - left) / (right - left)) * (points[i]! - points[i - 1]!)
  }
  return points.at(-1)!
}

/**
 * Anchors through (quantile → points) of a sample. Equal quantiles are one anchor with the highest of their
 * points, so the curve stays a function and equal values get equal points.
 */
export function anchorsAt(sorted: Float64Array, shares: number[], points: number[]): Anchors {
  const anchors: Anchors = { values: [], points: [] }
  shares.forEach((share, i) => {
    const value = quantile(sorted, share)
    const last = anchors.points.length - 1
    if (value === anchors.values[last]) anchors.points[last] = Math.max(anchors.points[last]!, points[i]!)
    else {
      anchors.values.push(value)
      anchors.points.push(points[i]!)
    }
  })
  return anchors
}

/** Quantile of ascending values by linear interpolation (Hyndman & Fan type 7, the default of R and of DuckDB's quantile_cont). */
export function quantile(sorted: Float64Array, share: number): number {
  if (!sorted.length) return NaN
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const left = sorted[low]!
  const right = sorted[Math.min(low + 1, sorted.length - 1)]!
  return left + (right - left) * (at - low)
}
