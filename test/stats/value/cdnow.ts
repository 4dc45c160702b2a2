import { readFileSync } from 'node:fs'

/** CDNOW's cohort of 1997, a sample of 2,357 (Fader & Hardie; as the lifetimes package, MIT, has it), to 1997-09-30. */
export function cdnow() {
  const [, ...lines] = readFileSync('test/fixtures/cdnow.csv', 'utf8').trim().split('\n')
  const rows = lines.map((line) => line.split(',').map(Number))
  const column = (at: number, by = 1) => Float64Array.from(rows, (row) => row[at]! / by)
  return {
    frequency: column(0),
    recency: column(1, 7),
    age: column(2, 7),
    mean: column(3),
    later: column(4),
  }
}
