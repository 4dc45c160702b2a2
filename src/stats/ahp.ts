/** A pair whose judgement lies far from what all others together imply. */
interface Doubt {
  /** Places of the two that are compared. */
  first: number
  second: number
  /** What was said, and the ratio of the two weights. */
  said: number
  implied: number
  /** How many times one is the other, ≥ 1. */
  apart: number
}
interface Priorities {
  /** Of each compared thing, in their order; they sum to 1. */
  weights: number[]
  lambda: number
  /** (λmax − n) / (n − 1), and its ratio to that of random judgements; 0 up to two things. */
  index: number
  ratio: number
  /** Largest deviation first; those that fit exactly are left out. */
  doubts: Doubt[]
}

/** Mean consistency index of random matrices of 1 … 15 rows (Saaty 1980, as used in Saaty 1990). */
const RANDOM = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59]
const MOST_COMPARED = RANDOM.length
/** Judgements above this consistency ratio should be looked at again. */
export const CONSISTENT = 0.1

/** How many pairs so many things have. */
export const pairsOf = (n: number): number => (n * (n - 1)) / 2

/** Place of a pair (first < second) in the upper triangle, row by row. */
export const pairAt = (n: number, first: number, second: number): number =>
  first * n - pairsOf(first + 1) + second - first - 1

/**
 * Weights from pairwise comparison: the principal eigenvector of the reciprocal matrix (Saaty, How to make a decision:
 * the analytic hierarchy process, EJOR 48, 1990), by power iteration. `upper`: how much more the first of each pair
 * counts, row by row of the upper triangle. Which judgement to revisit is told as in Saaty, Decision-making with the
 * AHP: why is the principal eigenvector necessary, EJOR 145, 2003: the one farthest from the ratio of the weights.
 * @throws RangeError where `upper` does not fit `n`, or a judgement is not above 0
 */
export function prioritize(n: number, upper: number[]): Priorities {
  if (n < 1 || n > MOST_COMPARED || upper.length !== pairsOf(n) || upper.some((x) => !(x > 0)))
    throw new RangeError(`${upper.length} judgements for ${n}`)
  const matrix = matrixOf(n, upper)
  let weights: number[] = Array.from({ length: n }, () => 1 / n)
  let lambda = n
  for (let round = 0; round < 1000; round++) {
    const product = matrix.map((row) => row.reduce((sum, x, k) => sum + x * weights[k]!, 0))
    // The weights sum to 1, so the sum of the product is the eigenvalue once they stand.
    lambda = product.reduce((sum, x) => sum + x, 0)
    const next = product.map((x) => x / lambda)
    const moved = Math.max(...next.map((x, k) => Math.abs(x - weights[k]!)))
    weights = next
    if (moved < 1e-13) break
  }
  // Consistent judgements give n but for rounding.
  const index = n > 2 ? Math.max(0, (lambda - n) / (n - 1)) : 0
  const random = RANDOM[n - 1]!
  return { weights, lambda, index, ratio: random ? index / random : 0, doubts: doubtsOf(n, upper, weights) }
}

function doubtsOf(n: number, upper: number[], weights: number[]): Doubt[] {
  const doubts: Doubt[] = []
  for (let first = 0; first < n; first++)
    for (let second = first + 1; second < n; second++) {
      const said = upper[pairAt(n, first, second)]!
      const implied = weights[first]! / weights[second]!
      const apart = Math.max(said / implied, implied / said)
      if (apart > 1 + 1e-9) doubts.push({ first, second, said, implied, apart })
    }
  return doubts.sort((a, b) => b.apart - a.apart || a.first - b.first || a.second - b.second)
}

function matrixOf(n: number, upper: number[]): number[][] {
  const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(1))
  for (let i = 0; i < n; i++)
    for (let k = i + 1; k < n; k++) {
      matrix[i]![k] = upper[pairAt(n, i, k)]!
      matrix[k]![i] = 1 / matrix[i]![k]!
    }
  return matrix
}
