import type { Row } from '../../model/row'
import { holm } from '../../stats/holm'
import { twoSided } from '../../stats/normal'
import { wilson } from '../../stats/wilson'

/** From this adjusted probability down a difference is no chance. */
const LEVEL = 0.05
/** Where chance alone would put fewer, the normal approximation says nothing. */
const LEAST_EXPECTED = 5

/**
 * Adds to each cell its share of the group and of the base, its index (100: the share in the base) with a Wilson
 * interval, and whether the group differs: `up` or `down`. It differs where a group drawn by lot from the base would hardly
 * be as far off (hypergeometric variance, normal approximation), corrected by Holm for all cells that were looked at.
 */
export function compute(rows: Row[]): Row[] {
  const cells = rows.map((row) => {
    const [hits, n] = [Number(row.customers), Number(row.group_customers)]
    const base = Number(row.base_customers) / Number(row.all_customers)
    const [low, high] = wilson(hits, n)
    return {
      ...row,
      share_group: hits / n,
      share_base: base,
      index: (100 * hits) / n / base,
      index_low: (100 * low) / base,
      index_high: (100 * high) / base,
      expected: n * base,
      deviation: deviationOf(hits, n, base, Number(row.all_customers)),
    }
  })
  const tested = cells.filter(({ deviation }) => deviation !== null)
  const adjusted = holm(tested.map(({ deviation }) => twoSided(deviation!)))
  const found = new Map(tested.map((cell, at) => [cell, adjusted[at]! <= LEVEL]))
  return cells.map((cell) => {
    const { deviation, ...row } = cell
    return { ...row, difference: found.get(cell) ? (deviation! > 0 ? 'up' : 'down') : null }
  })
}

/** Standard deviations from what a group drawn by lot would have; null: too few to say. */
function deviationOf(hits: number, n: number, base: number, all: number): number | null {
  const expected = n * base
  if (expected < LEAST_EXPECTED || n - expected < LEAST_EXPECTED || n >= all) return null
  const variance = expected * (1 - base) * ((all - n) / (all - 1))
  return (hits - expected) / Math.sqrt(variance)
}
