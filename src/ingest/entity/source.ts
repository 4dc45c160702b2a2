import { ident, literal } from '../../engine/engine'
import { entity, type EntityName, type Field } from '../../model/entities'
import { SQL_TYPE } from '../infer'
import type { OrderUnit } from '../../model/sale'
import type { Choices } from '../load'
import type { ColumnMapping, Mapping } from '../mapping'
import type { Question } from '../notice'

/** A customer without a number is known by what reaches only them, else by name. */
export const PERSON_KEYS = ['phone', 'email', 'name'] as const
export type PersonKey = (typeof PERSON_KEYS)[number]

/** A file that was read into a table of the engine. */
export interface SourceTable {
  id: number
  table: string
  mapping: Mapping
  /** An order id never repeats in it: each row is an order, whatever it says about products. */
  ordersUnique: boolean
  /** What goes by the order's amount differs between the rows of an order: it is the line's. */
  amountByLine?: boolean
  /**
   * What tells buyers apart in rows without a number, the best first: as far as some row leaves the one before it empty.
   * Not said by workspaces of before: all that the file has.
   */
  keys?: PersonKey[]
  /** Numbers of the orders of the first and last rows, which the edge of the file may have cut. */
  edges?: string[]
  /** First and last day of the bulk of a target's days, where some are far from all others and are not taken for days. */
  spans?: Partial<Record<string, [first: string, last: string]>>
  /** What people call its file. */
  file?: string
  choices?: Choices
  /** What it leaves open by itself. */
  questions?: Question[]
  /** Settled when orders are built, over all files together. What makes two rows one order; the number, if not said. */
  unit?: OrderUnit
  /** Some of its order numbers were destroyed or rounded by a spreadsheet. */
  damagedIds?: boolean
  /** Rows of it say again what another row says, and stand in `order_repeat`. */
  merged?: boolean
  /** What was paid back is said of the order, on each of its rows. */
  refundOnce?: boolean
}

export const has = (source: SourceTable, target: string): boolean =>
  source.mapping.columns.some((c) => c.target === target && !c.wide)
export const wide = (source: SourceTable, target: string): ColumnMapping[] =>
  source.mapping.columns.filter((c) => c.target === target && c.wide)
export const holds = (name: EntityName) => (source: SourceTable) => source.mapping.entities.includes(name)

/** A file of customers apart from any orders. */
export const isRegister = (source: Pick<SourceTable, 'mapping'>): boolean => {
  const { entities } = source.mapping
  return entities.includes('customers') && !entities.includes('orders')
}

/** An order file says when; one that names orders without a date says what was paid for them. */
export const isDated = (source: SourceTable): boolean =>
  has(source, 'orders.ordered_at') || wide(source, 'orders.amount').length > 0

/** A field of the source in the model's type, or NULL; ids that entities of one file share are found under any. */
export function cell(
  source: SourceTable,
  owner: EntityName,
  { name, type }: Pick<Field, 'name' | 'type'>,
): string {
  const owners: EntityName[] = ['customer_id', 'order_id', 'region'].includes(name)
    ? [owner, 'orders', 'order_lines', 'customers']
    : [owner]
  const target = owners.map((o) => `${o}.${name}`).find((t) => has(source, t))
  return target ? `${ident(target)}::${SQL_TYPE[type]}` : `NULL::${SQL_TYPE[type]}`
}

/** Columns of an order file by which its orders have a place where no region is said, the best first. */
const PLACES = ['customers.province', 'customers.country', 'customers.city']
/** A field of the order that a row belongs to. */
export function orderCell(source: SourceTable, field: Pick<Field, 'name' | 'type'>): string {
  if (field.name !== 'place') return cell(source, 'orders', field)
  const said = has(source, 'orders.region') || has(source, 'customers.region')
  const target = said ? undefined : PLACES.find((t) => has(source, t))
  return target ? `${ident(target)}::VARCHAR` : 'NULL::VARCHAR'
}

/** When an order was placed; nothing where its day is far from all others. */
export const orderedAt = (source: SourceTable): string => {
  const name = isDated(source) ? 'ordered_at' : 'paid_at'
  return withinSpan(source, `orders.${name}`, cell(source, 'orders', { name, type: 'datetime' }))
}

/** A day of the source as SQL; nothing where it is far from all others. */
export function withinSpan({ spans }: SourceTable, target: string, at: string): string {
  const span = spans?.[target]
  if (!span) return at
  const [first, last] = span.map((day) => `DATE ${literal(day)}`)
  return `CASE WHEN ${at} >= ${first} AND ${at} < ${last} + 1 THEN ${at} END`
}

const fieldsOf = (owner: EntityName, names: string[]): Field[] =>
  names.map((name) => entity(owner).fields.find((f) => f.name === name)!)
/** What is said of an order beside id, customer, date and amounts. */
export const ORDER_FIELDS: Pick<Field, 'name' | 'type'>[] = [
  ...fieldsOf('orders', [
    'status',
    'channel',
    'region',
    'campaign',
    'currency',
    'due_at',
    'paid_at',
    'delivered_at',
  ]),
  // Where it went, where the file says so by province, country or city alone.
  { name: 'place', type: 'text' },
]
export const LINE_FIELDS = entity('order_lines').fields.filter(
  (f) => !['order_id', 'amount', 'status'].includes(f.name),
)
export const names = (fields: Pick<Field, 'name'>[]): string => fields.map((f) => f.name).join(', ')
export const nulls = (fields: Pick<Field, 'name' | 'type'>[]): string =>
  fields.map((f) => `NULL::${SQL_TYPE[f.type]} AS ${f.name}`).join(', ')
