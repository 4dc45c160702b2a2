/**
 * Probability that a standard normal deviate lies at least so far from 0, on either side: erfc(|z| / √2) by the Chebyshev
 * fit of Press et al., Numerical Recipes, 6.2 (relative error below 1.2e-7).
 */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ]
  return t * Math.exp(-x * x + terms.reduceRight((sum, term) => sum * t + term, 0))
}
