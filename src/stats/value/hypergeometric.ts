const MOST_TERMS = 20_000
const EXACT = 1e-15

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) for c > 0 and z < 1 by its series (Abramowitz & Stegun, 15.1.1). Below 0
 * it is brought into 0…1 by Pfaff's transformation (15.3.4), and where c < a + b, so that the series would converge badly,
 * Euler's is summed instead (15.3.3).
 *
 * @throws RangeError where z is 1 or more, or the series does not come to an end
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (z < 0) return (1 - z) ** -a * hypergeometric(a, c - b, c, z / (z - 1))
  if (!(z < 1)) throw new RangeError(`the hypergeometric series does not converge at ${z}`)
  return c < a + b ? (1 - z) ** (c - a - b) * summed(c - a, c - b, c, z) : summed(a, b, c, z)
}

/** Its logarithm for 0 ≤ z < 1 and a, b ≤ c, where it may be too large for a number: always by Euler's transformation. */
export const logHypergeometric = (a: number, b: number, c: number, z: number): number =>
  (c - a - b) * Math.log1p(-z) + Math.log(summed(c - a, c - b, c, z))

function summed(a: number, b: number, c: number, z: number): number {
  let [term, sum] = [1, 1]
  for (let n = 0; n < MOST_TERMS; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    sum += term
    if (Math.abs(term) <= EXACT * Math.abs(sum) * (1 - z)) return sum
  }
  throw new RangeError(`the hypergeometric series did not come to an end at ${z}`)
}
