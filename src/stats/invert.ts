import { interpolate, type Anchors } from './interpolate'

/**
 * The x nearest to `from` whose points are at least `points` (linear between the anchors, flat outside); `from` itself
 * where it has them already, null where no x does. Anchors may rise or fall.
 */
export function invert(points: number, from: number, anchors: Anchors): number | null {
  if (interpolate(from, anchors) >= points) return from
  let best: number | null = null
  const take = (x: number) => {
    if (best === null || Math.abs(x - from) < Math.abs(best - from)) best = x
  }
  const { values } = anchors
  values.forEach((right, i) => {
    const high = anchors.points[i]!
    if (high >= points) take(right)
    if (!i) return
    const [left, low] = [values[i - 1]!, anchors.points[i - 1]!]
    // A crossing inside the piece lies nearer than the anchor behind it.
    if (low < points !== high < points) take(left + ((points - low) / (high - low)) * (right - left))
  })
  return best
}
