import type { Sheet } from '../mapping/sheet'
import { numbersOf } from './relations'

/** Things that are sold in several quantities, as many as must bear it out. */
const LEAST = 3
/** As much closer together the one must lie than the other. */
const CLOSER = 0.5
const APART = 0.05

export interface Pieces {
  prices: number[]
  quantities: number[]
  products: number[]
}

/**
 * Whether prices are of one piece (`each`) or of all pieces together (`scales`), by column: where one thing is sold in
 * several quantities, either the price stays or it grows with the quantity.
 */
export function piecesOf(sheet: Sheet, { prices, quantities, products }: Pieces): Map<number, string> {
  const found = new Map<number, string>()
  for (const product of products)
    for (const quantity of quantities) {
      const counts = numbersOf(sheet, quantity)
      if (!counts) continue
      const things = groupsOf(sheet, product, counts)
      if (things.length < LEAST) continue
      for (const price of prices) {
        if (price === quantity || found.has(price)) continue
        const values = numbersOf(sheet, price)
        if (!values) continue
        const whole = spread(things, (row) => values[row] ?? null)
        const single = spread(things, (row) => (values[row] === null ? null : values[row]! / counts[row]!))
        if (single < CLOSER * whole && whole > APART) found.set(price, 'scales')
        else if (whole < CLOSER * single && single > APART) found.set(price, 'each')
      }
    }
  return found
}

/** Rows of each thing that stands there with more than one quantity. */
function groupsOf(sheet: Sheet, product: number, counts: (number | null)[]): number[][] {
  const groups = new Map<string, number[]>()
  sheet
    .cells(product)
    .slice(0, counts.length)
    .forEach((cell, row) => {
      const key = cell.trim()
      if (key && (counts[row] ?? 0) > 0) groups.set(key, [...(groups.get(key) ?? []), row])
    })
  return [...groups.values()].filter((rows) => new Set(rows.map((row) => counts[row])).size > 1)
}

/** How far apart the values of one thing lie, by their mean, over all things. */
function spread(things: number[][], at: (row: number) => number | null): number {
  const spreads = things.flatMap((rows) => {
    const values = rows.map(at).filter((value): value is number => value !== null && value > 0)
    if (values.length < 2) return []
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    return [(Math.max(...values) - Math.min(...values)) / mean]
  })
  return spreads.length < LEAST ? Infinity : spreads.reduce((a, b) => a + b, 0) / spreads.length
}
