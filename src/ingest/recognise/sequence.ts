import type { Sheet } from '../mapping/sheet'
import { canonical } from '../value'

/** So many rows are looked at. */
const LOOK = 200
/** As many columns of days at most are held against each other. */
const MOST = 12
const ENOUGH = 4

/**
 * How columns of days and times stand to each other, by column: `early` is before all others of its row and `late` after
 * them, as an order is before its payment and both before the delivery; `inorder` goes along with the rows of the file.
 */
export function sequenceOf(sheet: Sheet): Map<number, string[]> {
  const columns = sheet.header
    .flatMap((_, index) => {
      const days = daysOf(sheet, index)
      return days ? [{ index, days }] : []
    })
    .slice(0, MOST)
  const found = new Map(columns.map(({ index }) => [index, [] as string[]]))
  for (const { index, days } of columns) {
    if (isInOrder(days)) found.get(index)!.push('inorder')
    if (columns.length < 2) continue
    const others = columns.filter((column) => column.index !== index)
    const before = others.map((other) => precedes(days, other.days))
    const after = others.map((other) => precedes(other.days, days))
    if (before.every(Boolean)) found.get(index)!.push('early')
    if (after.every(Boolean)) found.get(index)!.push('late')
  }
  return found
}

/** The days of a column as texts that sort, or null where it holds none. */
function daysOf(sheet: Sheet, index: number): (string | null)[] | null {
  const { fit, reading, type } = sheet.as(index, 'datetime')
  if (fit < 0.9 || (type !== 'DATE' && type !== 'TIMESTAMP')) return null
  const cells = sheet.cells(index).slice(0, LOOK)
  if (!cells.some((cell) => /\D/.test(cell.trim()) || /^(?:19|20)\d{6}$/.test(cell.trim()))) return null
  return cells.map((cell) => canonical(cell, reading) || null)
}

/** The one day is not after the other in nearly all rows, and before it in some. */
function precedes(a: (string | null)[], b: (string | null)[]): boolean {
  let [n, held, strict] = [0, 0, 0]
  a.forEach((x, i) => {
    const y = b[i] ?? null
    if (x === null || y === null) return
    // A day without a time of it is as early as any time of that day.
    const [left, right] = x.length === y.length ? [x, y] : [x.slice(0, 10), y.slice(0, 10)]
    n++
    if (left <= right) held++
    if (left < right) strict++
  })
  return n >= ENOUGH && held >= 0.95 * n && strict > 0
}

function isInOrder(days: (string | null)[]): boolean {
  const known = days.filter((day) => day !== null)
  if (new Set(known).size < ENOUGH) return false
  const steps = known.slice(1).map((day, i) => (day === known[i] ? 0 : day > known[i]! ? 1 : -1))
  const up = steps.filter((step) => step > 0).length
  const down = steps.filter((step) => step < 0).length
  return Math.min(up, down) <= 0.05 * (up + down)
}
