import type { Sheet } from '../mapping/sheet'
import { parseNumber } from '../value'

/** How columns of numbers hang together, by column. */
interface Relations {
  /** Column → what it is beside others: `product` of two, `factor` of such a product, `sum` within … */
  of: Map<number, Set<string>>
  /** `x + y = z` in nearly all rows in which y is not nothing. */
  sums: { x: number; y: number; z: number }[]
}

const ENOUGH = 4
/** As many columns of numbers at most are multiplied with each other. */
const MOST = 14

/**
 * Products and differences among the columns of numbers: which of them is quantity × price, and which is another one
 * less a discount. Only rows tell in which not all factors are one.
 */
export function relationsOf(sheet: Sheet): Relations {
  const of = new Map<number, Set<string>>()
  const note = (index: number, what: string) => of.set(index, (of.get(index) ?? new Set()).add(what))
  const columns = sheet.header
    .map((_, index) => ({ index, values: valuesOf(sheet, index) }))
    .filter(({ values }) => values !== null)
    .slice(0, MOST) as { index: number; values: (number | null)[] }[]
  for (const total of columns)
    for (const a of columns)
      for (const b of columns) {
        if (a.index >= b.index || total === a || total === b) continue
        const { share, telling } = hold(total.values, a.values, b.values)
        if (telling < ENOUGH || share < 0.7) continue
        note(total.index, 'product')
        note(a.index, 'factor')
        note(b.index, 'factor')
      }
  for (const a of columns)
    for (const b of columns) {
      if (a === b) continue
      const { less, same } = compare(a.values, b.values)
      if (less > 0.95) {
        note(a.index, 'smaller')
        note(b.index, 'larger')
      }
      if (same) note(a.index, 'twin')
    }
  return { of, sums: sumsOf(columns) }
}

function valuesOf(sheet: Sheet, index: number): (number | null)[] | null {
  const cells = sheet.cells(index).slice(0, 400)
  const { reading } = sheet.as(index, 'money')
  const decimal = reading.as === 'number' ? reading.decimal : '.'
  const values: (number | null)[] = []
  let [filled, unread] = [0, 0]
  for (const cell of cells) {
    const text = cell.trim()
    const value = text === '' ? null : parseNumber(text, decimal)
    values.push(value)
    if (text !== '') filled++
    // Most columns hold no numbers, which their first cells tell.
    if (text !== '' && value === null && ++unread > 0.1 * cells.length) return null
  }
  return filled >= ENOUGH && filled - unread >= 0.9 * filled ? values : null
}

function hold(total: (number | null)[], a: (number | null)[], b: (number | null)[]) {
  let [telling, held] = [0, 0]
  total.forEach((t, i) => {
    const [x, y] = [a[i] ?? null, b[i] ?? null]
    if (t === null || x === null || y === null || t === 0) return
    // One times something is that something: nothing is told by it.
    if (Math.abs(x) === 1 || Math.abs(y) === 1 || x === 0 || y === 0) return
    telling++
    if (Math.abs(x * y - t) <= 0.011 + Math.abs(t) * 1e-4) held++
  })
  return { telling, share: telling ? held / telling : 0 }
}

/** Additions among columns of numbers: a subtotal and its freight, an amount and what was let off it. */
function sumsOf(columns: { index: number; values: (number | null)[] }[]): Relations['sums'] {
  const found: Relations['sums'] = []
  for (const z of columns)
    for (const x of columns)
      for (const y of columns) {
        if (x === y || x === z || y === z) continue
        let [telling, held] = [0, 0]
        z.values.forEach((total, i) => {
          const [a, b] = [x.values[i] ?? null, y.values[i] ?? null]
          if (total === null || a === null || b === null || b === 0 || a === 0) return
          if (Math.abs(b) > Math.abs(a)) return
          telling++
          if (Math.abs(a + Math.abs(b) - total) <= 0.011) held++
        })
        if (telling >= 3 && held >= 0.9 * telling) found.push({ x: x.index, y: y.index, z: z.index })
      }
  return found
}

function compare(a: (number | null)[], b: (number | null)[]) {
  let [n, less, same] = [0, 0, 0]
  a.forEach((x, i) => {
    const y = b[i] ?? null
    if (x === null || y === null) return
    n++
    if (x <= y && x >= 0) less++
    if (x === y) same++
  })
  return { less: n > ENOUGH && same < n ? less / n : 0, same: n > ENOUGH && same === n }
}
