import { quantile } from './interpolate'
import { seeded } from './random'

/**
 * Statistics of samples drawn with replacement from n units (Efron & Tibshirani, An Introduction to the Bootstrap, 1993,
 * ch. 6). `statistic` gets how often each unit was drawn; the answer has one array a statistic, a value a resample. The
 * same seed gives the same answer.
 */
export function bootstrap(
  n: number,
  statistic: (drawn: Uint16Array) => number[],
  { resamples, seed }: { resamples: number; seed: number },
): Float64Array[] {
  const random = seeded(seed)
  const drawn = new Uint16Array(n)
  const values: number[][] = []
  for (let b = 0; b < resamples; b++) {
    drawn.fill(0)
    for (let i = 0; i < n; i++) drawn[Math.floor(random() * n)]!++
    values.push(statistic(drawn))
  }
  return (values[0] ?? []).map((_, k) => Float64Array.from(values, (row) => row[k]!))
}

/** Percentile interval (ch. 13) of resampled values; what could not be worked out is left aside. */
export function interval(values: Float64Array, level = 0.95): [low: number, high: number] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)]
}
