import { whole } from '../../model/header'
import type { ColumnMapping } from '../mapping'
import { headingOf } from '../recognise/heading'
import type { RoleGuess } from '../recognise/read'
import type { Sheet } from './sheet'

/** Orders of several rows that must bear it out. */
const LEAST = 3

/** A value that is the order's: the same on each of its lines, while the lines differ in what they say otherwise. */
function isRepeated(sheet: Sheet, id: number, index: number): boolean {
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
function isPacked(sheet: Sheet, index: number): boolean {
  const cells = sheet.present(index, 500)
  return cells.filter((cell) => JOINED.test(cell)).length > cells.length * 0.1
}
function isPackedName(name: string): boolean {
  if (PACKED.test(whole(name))) return true
  const { concepts, notes } = headingOf(name)
  return concepts.includes('pack') || (concepts.includes('product') && notes.includes('pack'))
}

/** All articles of an order in one cell: no line can be made of it. */
export function packed(sheet: Sheet, columns: ColumnMapping[]): boolean {
  const at = (target: string) => columns.find((column) => column.target === target)?.index ?? -1
  const id = at('orders.order_id')
  if (id < 0) return false
  const named = sheet.header.some(isPackedName)
  const articles = at('order_lines.product_name')
  if (!named && !(articles >= 0 && isPacked(sheet, articles))) return false
  const ids = sheet.cells(id).filter(Boolean)
  return new Set(ids).size === ids.length
}

/** Columns whose amount stands on each line of its order and is the order's own. */
export function orderOwn(sheet: Sheet, guesses: RoleGuess[][]): Set<number> {
  const may = (index: number, target: string, least: number) =>
    guesses[index]!.some((guess) => guess.target === target && guess.probability > least)
  const ids = sheet.header.flatMap((_, index) =>
    may(index, 'orders.order_id', 0.3) || may(index, 'order_lines.order_id', 0.3) ? [index] : [],
  )
  const own = new Set<number>()
  const [id] = ids
  if (id === undefined) return own
  sheet.header.forEach((_, index) => {
    if (
      may(index, 'order_lines.amount', 0.004) &&
      may(index, 'orders.amount', 0.004) &&
      isRepeated(sheet, id, index)
    )
      own.add(index)
  })
  return own
}
