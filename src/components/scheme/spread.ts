/** Where values lie: counts of equally wide bins. */
interface Spread {
  from: number
  to: number
  counts: number[]
  /** Values to the right of what is drawn. */
  above: number
}

/**
 * A histogram that a few giants cannot flatten: from the smallest to the 98th percentile, widened to the anchors that lie
 * near it. Null where nobody has a value.
 */
export function spreadOf(column: Float64Array, anchors: number[], bins = 36): Spread | null {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort()
  if (!sorted.length) return null
  const most = sorted[Math.floor((sorted.length - 1) * 0.98)]!
  const near = anchors.filter((value) => value <= most + (most - sorted[0]!) * 0.25)
  const from = Math.min(sorted[0]!, ...near)
  const to = Math.max(most, ...near)
  if (to === from) return { from, to: from + 1, counts: [sorted.length], above: 0 }
  const counts = new Array<number>(bins).fill(0)
  let above = 0
  for (const value of sorted) {
    if (value > to) above++
    else counts[Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins))]!++
  }
  return { from, to, counts, above }
}
