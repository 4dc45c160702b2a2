import { twoSided } from './normal'

/**
 * Probability that a chi-square deviate of `freedom` degrees (whole, 1 or more) is `value` or more. By the recurrence
 * Q(k + 2) = Q(k) + (x/2)^(k/2) e^(−x/2) / Γ(k/2 + 1) from one degree (a normal deviate squared) or two (exponential);
 * Abramowitz & Stegun 26.4.8. Relative error below 1.2e-7, that of `twoSided`.
 */
export function chiSquareAbove(value: number, freedom: number): number {
  if (!(value > 0)) return 1
  const half = value / 2
  const odd = freedom % 2 === 1
  let chance = odd ? twoSided(Math.sqrt(value)) : Math.exp(-half)
  let term = odd ? 2 * Math.sqrt(half / Math.PI) * Math.exp(-half) : half * Math.exp(-half)
  for (let k = odd ? 1 : 2; k < freedom; k += 2) {
    chance += term
    term *= half / (k / 2 + 1)
  }
  return Math.min(1, chance)
}
