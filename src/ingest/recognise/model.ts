/**
 * A multinomial logistic model over named features (Berkson 1944; as fitted by `test/recognise`). Its weights are data:
 * feature → class → weight. Classes that cannot be are left out of the sum, so that one set of weights serves every kind
 * of file.
 */
export interface Weights {
  classes: string[]
  /** Feature → pairs of class and weight, flat. */
  features: Record<string, number[]>
  /** What it weighs that a class is meant by the very name. */
  known: number
}

/** Log probabilities of the classes that can be, by their places; `known` says how well a class is named outright. */
export function logProbabilities(
  weights: Weights,
  found: string[],
  can: number[],
  known?: (place: number) => number,
): Float64Array {
  const sums = new Float64Array(weights.classes.length)
  for (const feature of found) {
    const pairs = weights.features[feature]
    if (pairs) for (let i = 0; i < pairs.length; i += 2) sums[pairs[i]!]! += pairs[i + 1]!
  }
  const scores = Float64Array.from(can, (place) => sums[place]! + (known ? weights.known * known(place) : 0))
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity)
  const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0)) + most
  return scores.map((score) => score - total)
}
