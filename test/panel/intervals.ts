import type { Row } from '../../src/model/row'

/** Wilson's interval as Agresti & Coull (1998) print it, 97.5 % quantile to six digits. */
export function wilson(hits: number, n: number): [number, number] {
  const [p, z] = [hits / n, 1.959964]
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [p + (z * z) / (2 * n) - half, p + (z * z) / (2 * n) + half].map(
    (end) => end / (1 + (z * z) / n),
  ) as [number, number]
}
/**
 * Kaplan & Meier: the share that is left is what each day leaves of it; `reach` of the interval: Greenwood's variance, log(−log).
 */
export function kaplanMeier(rows: Row[], events: string): { day: number; left: number; reach: number }[] {
  let [left, variance] = [1, 0]
  return rows.map((row) => {
    const [at, hits] = [Number(row.followed), Number(row[events])]
    if (hits) [left, variance] = [left * (1 - hits / at), variance + hits / (at * (at - hits))]
    return { day: Number(row.days), left, reach: (1.959964 * Math.sqrt(variance)) / Math.log(left) }
  })
}
