/** 95 % interval of a share of `n` (Wilson 1927; Newcombe 1998, Statistics in Medicine 17, method 3). NaN for nobody. */
export function wilson(hits: number, n: number, z = 1.959964): [low: number, high: number] {
  const share = hits / n
  const middle = share + z ** 2 / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  const whole = 1 + z ** 2 / n
  return [Math.max(0, (middle - reach) / whole), Math.min(1, (middle + reach) / whole)]
}
