/**
 * Mean silhouette width, −1…1: how much nearer points are to their own group than to the next one (Rousseeuw 1987,
 * doi 10.1016/0377-0427(87)90125-7). A point alone in its group counts 0. NaN for fewer than two groups. Time grows
 * with the square of the points.
 */
export function silhouette(points: number[][], labels: Uint8Array): number {
  const groups = labels.reduce((most, label) => Math.max(most, label + 1), 0)
  const sizes = new Float64Array(groups)
  for (const label of labels) sizes[label]!++
  if (sizes.filter((size) => size > 0).length < 2) return NaN

  // Sum of the distances of each point to those of each group.
  const sums = new Float64Array(points.length * groups)
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) {
      const distance = apart(points[i]!, points[j]!)
      sums[i * groups + labels[j]!]! += distance
      sums[j * groups + labels[i]!]! += distance
    }
  let total = 0
  for (let i = 0; i < points.length; i++) {
    const own = labels[i]!
    if (sizes[own] === 1) continue
    const within = sums[i * groups + own]! / (sizes[own]! - 1)
    let next = Infinity
    for (let group = 0; group < groups; group++)
      if (group !== own && sizes[group]) next = Math.min(next, sums[i * groups + group]! / sizes[group]!)
    const wider = Math.max(within, next)
    total += wider ? (next - within) / wider : 0
  }
  return total / points.length
}

function apart(a: number[], b: number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum)
}
