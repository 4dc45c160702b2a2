import type { Row } from '../../model/row'
import { beyondChance, drawnByLot } from '../../stats/chance'
import { wilson } from '../../stats/wilson'

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
    }
  })
  const found = beyondChance(
    rows.map((row) => {
      const all = Number(row.all_customers)
      const base = Number(row.base_customers) / all
      return drawnByLot(Number(row.customers), Number(row.group_customers), base, all)
    }),
  )
  return cells.map((cell, at) => ({ ...cell, difference: found[at]! }))
}
