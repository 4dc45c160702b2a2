import type { Sheet } from '../mapping/sheet'
import type { ColumnFeatures } from './features'

/** Orders of several rows that must bear it out. */
const LEAST = 3

/**
 * What stands once for an order and what differs between its lines, by column, where a column of order numbers repeats:
 * `once` or `differs`.
 */
export function levelsOf(sheet: Sheet, names: Pick<ColumnFeatures, 'found'>[]): Map<number, string> {
  const levels = new Map<number, string>()
  const id = names.findIndex(({ found }, index) => isOrderNumber(found) && repeats(sheet.cells(index)))
  if (id < 0) return levels
  const orders = new Map<string, number[]>()
  sheet.cells(id).forEach((key, row) => {
    if (!key.trim()) return
    const rows = orders.get(key)
    if (rows) rows.push(row)
    else orders.set(key, [row])
  })
  const several = [...orders.values()].filter((rows) => rows.length > 1)
  if (several.length < LEAST) return levels
  sheet.header.forEach((_, index) => {
    if (index === id || sheet.blank(index)) return
    const cells = sheet.cells(index)
    const same = several.filter((rows) => rows.every((row) => cells[row] === cells[rows[0]!])).length
    if (same === several.length) levels.set(index, 'once')
    else if (same <= 0.7 * several.length) levels.set(index, 'differs')
  })
  return levels
}

const isOrderNumber = (found: string[]): boolean =>
  ['c:order', 'c:invoice', 'c:receipt', 'c:transaction'].some((word) => found.includes(word)) &&
  (found.includes('c:id') || found.some((feature) => feature.startsWith('o:'))) &&
  !['c:line', 'c:refund', 'v:date', 'v:moment', 'c:customer', 'v:few', 'v:cents'].some((word) =>
    found.includes(word),
  )

const repeats = (cells: string[]): boolean => {
  const present = cells.filter((cell) => cell.trim())
  return new Set(present).size < present.length
}
