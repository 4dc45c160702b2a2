import type { Sheet } from './sheet'

/** Orders of several rows that must bear it out. */
const LEAST = 3

/** A value that is the order's: the same on each of its lines, while the lines differ in what they say otherwise. */
export function isRepeated(sheet: Sheet, id: number, index: number): boolean {
  const orders = new Map<string, { value: string; row: string; lines: number; differ: boolean }>()
  for (const row of sheet.rows) {
    const key = row[id] ?? ''
    const value = row[index] ?? ''
    if (!key || !value) continue
    const order = orders.get(key)
    const rest = row.join('\u0001')
    if (!order) orders.set(key, { value, row: rest, lines: 1, differ: false })
    else if (order.value !== value) return false
    else {
      order.lines++
      order.differ ||= order.row !== rest
    }
  }
  return [...orders.values()].filter(({ lines, differ }) => lines > 1 && differ).length >= LEAST
}

/** Several articles in one cell: `2× A, 1× B`, or by a name that says so. */
const PACKED =
  /^(全部商品名称|全部商品|宝贝标题|products?s|products|productdetails|商品明细|商品清单|lineitems|orderitems)$/
const JOINED = /\d\s*[×x*]\s?\S.*[,;；、，\n].*\d\s*[×x*]/
export const isPackedName = (whole: string): boolean => PACKED.test(whole)
export function isPacked(sheet: Sheet, index: number): boolean {
  const cells = sheet.present(index, 500)
  return cells.filter((cell) => JOINED.test(cell)).length > cells.length * 0.1
}
