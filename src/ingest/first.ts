import type { OrderUnit } from '../model/sale'
import type { ColumnMapping, Mapping } from './mapping'
import { dayOf } from './mapping/parts'
import type { Sample } from './sample'
import { orderKey, repeatsIn, unitOf, type OrderFacts } from './unit'
import { canonical, isMissing } from './value'

/** An order as a reading of a file understands it. */
export interface FirstOrder {
  /** Null: the row names nobody, or no column says who it is. */
  customer: string | null
  /** `YYYY-MM-DD`. Null: it is missing or cannot be read. */
  day: string | null
  amount: number | null
  /** Rows of the sample that make it up. */
  rows: number
}

/** What tells buyers apart, the best first. */
const WHO = [
  'orders.customer_id',
  'customers.customer_id',
  'customers.email',
  'customers.phone',
  'customers.name',
]
const WHEN = ['orders.ordered_at', 'orders.paid_at']

/**
 * The first orders of a file's sample as this mapping reads them, in the order of the rows. What one order is follows
 * from the rows where nobody has chosen it.
 */
export function firstOrders(
  { rows }: Pick<Sample, 'rows'>,
  { columns, fill }: Pick<Mapping, 'columns' | 'fill'>,
  chosen?: OrderUnit,
  most = 5,
): FirstOrder[] {
  const column = (...targets: string[]) =>
    targets.map((target) => columns.find((c) => c.target === target && !c.wide)).find(Boolean)
  const [who, when, id, shop] = [
    column(...WHO),
    column(...WHEN),
    column('orders.order_id', 'order_lines.order_id'),
    column('orders.channel'),
  ]
  const cell = (row: string[], c: ColumnMapping | undefined): string | null =>
    c ? (canonical(row[c.index] ?? '', c.reading) ?? null) : null
  const number = (row: string[], target: string): number | null => {
    const text = cell(row, column(target))
    return text === null || Number.isNaN(Number(text)) ? null : Number(text)
  }
  const lineOf = (row: string[]): number | null => {
    const own = number(row, 'order_lines.amount')
    const price = number(row, 'order_lines.unit_price')
    return own ?? (price === null ? null : price * (number(row, 'order_lines.quantity') ?? 1))
  }
  let before: string[] = []
  const read = rows.map((given) => {
    const row = fill ? filled(given, before, [who, when, id]) : given
    before = row
    const facts: OrderFacts = {
      id: cell(row, id),
      buyer: cell(row, who),
      day: (when && dayOf(row, when)?.slice(0, 10)) ?? null,
      shop: cell(row, shop),
    }
    return { row, facts }
  })
  const unit = chosen ?? unitOf(repeatsIn(read.map(({ facts }) => facts)), false)
  const found = new Map<string, { order: FirstOrder; own: number[]; lines: number[] }>()
  for (const [place, { row, facts }] of read.entries()) {
    const key = orderKey(unit, facts, place)
    if (!found.has(key)) {
      if (found.size === most) {
        // Further lines of the orders shown may still come, but rarely far below.
        if (!id || place > 50 * most) break
        continue
      }
      const order = { customer: facts.buyer, day: facts.day, amount: null, rows: 0 }
      found.set(key, { order, own: [], lines: [] })
    }
    const entry = found.get(key)!
    entry.order.rows++
    const [own, line] = [number(row, 'orders.amount'), lineOf(row)]
    if (own !== null) entry.own.push(own)
    if (line !== null) entry.lines.push(line)
  }
  return [...found.values()].map(({ order, own, lines }) => ({ ...order, amount: amountOf(own, lines) }))
}

/** An amount that stands on every line of its order is the order's; ones that differ are added up. */
function amountOf(own: number[], lines: number[]): number | null {
  const sum = (values: number[]) => Math.round(values.reduce((all, value) => all + value, 0) * 1e4) / 1e4
  if (own.length) return new Set(own).size === 1 ? own[0]! : sum(own)
  return lines.length ? sum(lines) : null
}

/** Values of an order that stand on its first line only. */
function filled(row: string[], before: string[], columns: (ColumnMapping | undefined)[]): string[] {
  const full = [...row]
  for (const c of columns) if (c && isMissing(full[c.index] ?? '')) full[c.index] = before[c.index] ?? ''
  return full
}
