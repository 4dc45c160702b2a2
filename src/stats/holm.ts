/** Probabilities adjusted for how many were looked at (Holm 1979); as many, in the same order. */
export function holm(probabilities: number[]): number[] {
  const adjusted = new Array<number>(probabilities.length)
  let largest = 0
  probabilities
    .map((p, at) => ({ p, at }))
    .sort((a, b) => a.p - b.p || a.at - b.at)
    .forEach(({ p, at }, rank) => {
      largest = Math.max(largest, Math.min(1, p * (probabilities.length - rank)))
      adjusted[at] = largest
    })
  return adjusted
}
