import { jsonText, numberText } from '../../model/plain'
import { MOST_COLUMNS, tooWide, type Meter } from './meter'
import { Table } from './table'

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The lines of an order inside the order. Other lists of objects (taxes, notes, addresses) stay JSON in their cell. */
/** What lies deeper is one text. */
const DEEPEST = 12
const LINES =
  /^(line_?items?|items|lines|order_?(items|lines|details|goods)|products|goods|details|明细|商品|订单明细)$/i
const ID = /^(id|.*[_. ]id|.*(no|number|编号|单号))$/i

/**
 * Objects → tables: their keys are the columns in order of first appearance, those of objects inside with dotted names
 * (`customer.id`). The lines inside an order become a table of their own, which repeats the ids of the order.
 */
export class Records {
  readonly inner = new Map<string, Records>()
  private readonly columns = new Map<string, number>()
  private readonly table: Table

  /** `what` names one of the objects, as far as is known: its `id` is called `order_id` beside the lines. */
  constructor(
    private readonly what: string,
    private readonly meter: Meter,
  ) {
    this.table = new Table(meter)
  }

  add(fields: Fields): void {
    const cells: string[] = []
    this.flatten(fields, '', 0, cells)
    this.table.row(cells)
    for (const [key, value] of Object.entries(fields))
      if (LINES.test(key) && Array.isArray(value) && value.every(isFields)) this.addLines(key, fields, value)
  }

  get rows(): number {
    return this.table.rows
  }

  text(): Promise<Blob> {
    return this.table.text([...this.columns.keys()])
  }

  private addLines(key: string, fields: Fields, lines: Fields[]): void {
    if (!lines.length) return
    let records = this.inner.get(key)
    if (!records) this.inner.set(key, (records = new Records(key, this.meter)))
    const ids = Object.entries(fields)
      .filter(([name, value]) => ID.test(name) && ['string', 'number'].includes(typeof value))
      .map(([name, value]) => [/^id$/i.test(name) ? `${this.what || 'parent'}_id` : name, value])
    for (const line of lines) records.add({ ...Object.fromEntries(ids), ...line })
  }

  private newColumn(name: string): number {
    const column = this.columns.size
    if (column === MOST_COLUMNS) throw tooWide(column + 1)
    this.columns.set(name, column)
    return column
  }

  private flatten(fields: Fields, prefix: string, depth: number, cells: string[]): void {
    for (const [key, value] of Object.entries(fields)) {
      if (depth < DEEPEST && isFields(value)) {
        this.flatten(value, `${prefix}${key}.`, depth + 1, cells)
        continue
      }
      if (!prefix && LINES.test(key) && Array.isArray(value) && value.every(isFields)) continue
      const name = prefix + key
      let column = this.columns.get(name)
      if (column === undefined) column = this.newColumn(name)
      cells[column] = cellOf(value)
    }
  }
}

function cellOf(value: unknown): string {
  if (value == null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  return typeof value === 'object' ? jsonText(value) : String(value)
}
