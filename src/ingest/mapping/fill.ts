import { isMissing } from '../value'
import type { ColumnMapping } from '../mapping'
import type { Sheet } from './sheet'

/** What an order says once, on its first line, where the following ones leave it blank. */
const ONCE = ['orders.ordered_at', 'orders.amount', 'orders.customer_id', 'orders.status', 'orders.currency']

/**
 * Values of an order stand on its first line only: lines after it say what was bought, with the order's id again or
 * without it, and leave blank what the first line says.
 */
export function isFilled(sheet: Sheet, columns: ColumnMapping[]): boolean {
  const at = (target: string) => columns.find((c) => c.target === target)?.index
  const id = at('orders.order_id') ?? at('order_lines.order_id')
  const once = ONCE.map(at).filter((index) => index !== undefined)
  const lines = columns
    .filter((c) => c.target?.startsWith('order_lines.') && c.index !== id)
    .map((c) => c.index)
  if (id === undefined || !once.length || !lines.length) return false
  const empty = (row: string[], index: number) => isMissing(row[index] ?? '')
  let order: { id: string; says: boolean[] } | null = null
  let [following, lost] = [0, 0]
  for (const row of sheet.rows) {
    const same = order !== null && (empty(row, id) || row[id] === order.id)
    if (!same) {
      order = { id: row[id] ?? '', says: once.map((index) => !empty(row, index)) }
      continue
    }
    const bought = lines.some((index) => !empty(row, index))
    const blanks = once.filter((index, i) => order!.says[i] && empty(row, index)).length
    if (bought && (blanks || empty(row, id))) following++
    else if (empty(row, id)) lost++
  }
  return following > lost
}
