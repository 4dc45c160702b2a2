/** Mean, standard deviation (of a whole, not of a sample of it) and skewness g₁ = m₃ / m₂^1.5; 0 where nothing varies. */
export function moments(values: Float64Array): { mean: number; deviation: number; skewness: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  let [second, third] = [0, 0]
  for (const value of values) {
    second += (value - mean) ** 2
    third += (value - mean) ** 3
  }
  const deviation = Math.sqrt(second / n)
  // What is left of adding up equal values is no variation.
  if (!(deviation > 1e-12 * Math.abs(mean))) return { mean, deviation: 0, skewness: 0 }
  return { mean, deviation, skewness: third / n / deviation ** 3 }
}
