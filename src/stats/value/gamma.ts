const HALF_LOG_TWO_PI = 0.9189385332046727
/** From here on Stirling's series is exact to the last digits of a double. */
const LARGE = 10

/**
 * ln Γ(x) for x > 0: Stirling's series (Abramowitz & Stegun, 6.1.41) from 10 on, smaller values are brought there by
 * Γ(x + 1) = x Γ(x).
 */
export function logGamma(x: number): number {
  let product = 1
  while (x < LARGE) product *= x++
  const square = 1 / (x * x)
  const series =
    (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188))))) / x
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series - Math.log(product)
}

/** ψ(x), the derivative of ln Γ(x), for x > 0: Abramowitz & Stegun, 6.3.18, smaller values by ψ(x + 1) = ψ(x) + 1 ÷ x. */
export function digamma(x: number): number {
  let less = 0
  while (x < LARGE) less += 1 / x++
  const square = 1 / (x * x)
  const series =
    square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132)))))
  return Math.log(x) - 1 / (2 * x) - series - less
}
