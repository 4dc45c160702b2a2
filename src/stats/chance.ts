import { holm } from './holm'
import { twoSided } from './normal'

/** From this adjusted probability down a difference is no chance. */
const LEVEL = 0.05
/** Where chance alone would put fewer, the normal approximation says nothing. */
export const LEAST_EXPECTED = 5

export type Difference = 'up' | 'down' | null

/**
 * Which of all deviations that were looked at lie beyond chance, and to which side. `deviations`: in standard deviations of
 * what chance alone would give, normally distributed; null: too few to say. Corrected for their number (Holm 1979), so
 * that of many panels without any difference one in twenty claims one.
 */
export function beyondChance(deviations: (number | null)[]): Difference[] {
  const tested = deviations.flatMap((deviation, at) => (deviation === null ? [] : [{ deviation, at }]))
  const adjusted = holm(tested.map(({ deviation }) => twoSided(deviation)))
  const found: Difference[] = deviations.map(() => null)
  tested.forEach(({ deviation, at }, i) => {
    if (adjusted[i]! <= LEVEL) found[at] = deviation > 0 ? 'up' : 'down'
  })
  return found
}

/**
 * Standard deviations of `hits` among `n` drawn by lot from `all`, of whom the share `base` would hit: hypergeometric
 * variance. Null: too few to say, or nobody is left to differ from.
 */
export function drawnByLot(hits: number, n: number, base: number, all: number): number | null {
  const expected = n * base
  if (expected < LEAST_EXPECTED || n - expected < LEAST_EXPECTED || n >= all) return null
  return (hits - expected) / Math.sqrt(expected * (1 - base) * ((all - n) / (all - 1)))
}

/**
 * Standard deviations of a ratio of sums over customers, part ÷ whole, from the ratio `base`: Σ (part − base × whole), each
 * customer one draw whatever the number of orders (linearised variance of a ratio, Cochran 1977, Sampling Techniques, 6.4).
 * Its variance is that of the share `drawn` of the customers of the base drawn by lot, or that of these customers themselves
 * where it is larger: so neither a group without the few who spend most nor one with a single such customer stands out by
 * that. Null: nothing varies.
 */
export function ratioDeviation(
  own: RatioSums & Totals,
  all: RatioSums,
  base: number,
  drawn: number,
): number | null {
  const spread = ({ squares, products, wholes }: RatioSums): number =>
    squares - 2 * base * products + base ** 2 * wholes
  const variance = Math.max(spread(own), drawn * spread(all)) * (1 - drawn)
  return drawn < 1 && variance > 0 ? (own.part - base * own.whole) / Math.sqrt(variance) : null
}

/** Sums over customers of part², part × whole and whole². */
export interface RatioSums {
  squares: number
  products: number
  wholes: number
}
interface Totals {
  part: number
  whole: number
}
