import type { EntityName } from '../model/entities'
import type { TypeChoice, Why } from './infer'
import { ask } from './ask'
import { agree } from './infer/agree'
import { attribute } from './mapping/column'
import { contextOf } from './mapping/context'
import { tellBeside } from './mapping/beside'
import { doubleHeadings } from './mapping/double'
import { mapped } from './mapping/entities'
import { join } from './mapping/join'
import { joinDay } from './mapping/parts'
import { kindOf } from './mapping/kind'
import { needsOf } from './mapping/needs'
import type { Asked, Told } from './notice'
import { FITTED, type Fitted } from './recognise/read'
import type { Reading } from './value'

export { needsOf } from './mapping/needs'

/** What one column of a file means and how its cells are read. */
export interface ColumnMapping {
  index: number
  header: string
  /** `orders.amount`, or null: kept as an attribute under its header. */
  target: string | null
  reading: Reading
  type: string
  /** Why the cells are read so. */
  why?: Why
  /** 0…1; below 0.6 the mapping page asks. */
  confidence: number
  reason: 'name' | 'part' | 'shape' | 'attribute' | 'chosen'
  /**
   * A column of a wide file is one row of the entity: the answer to a question (`item`), or what happened in a month
   * (`at`, its last day). Several such columns carry the same target.
   */
  wide?: { item: string } | { at: string }
  /**
   * What the column at this index says belongs to it: the time of a date, the family name to a first name, the
   * month to a year, whose day stands in a third column.
   */
  joined?: { index: number; as: 'time' | 'name' | 'month'; day?: number | undefined }
  /** The field that its name says, where its cells cannot be read as that and no other column has it; `target` is null. */
  meant?: string
  /** Not kept: numbers that identify a person before the law, a column without name and content, or of another table. */
  dropped?: 'identity' | 'empty' | 'choice' | 'beside'
}
export interface Mapping {
  /** What the file holds; empty when it is not recognised. */
  entities: EntityName[]
  columns: ColumnMapping[]
  /** Known export whose names were recognised (`shopify-orders`), or null. */
  preset: string | null
  /** Values of an order stand on its first line only: blanks after it are filled down before rows are judged. */
  fill: boolean
  /** Why nothing can be said of customers although the file was understood, or null. */
  anonymous: Anonymous | null
  /** What the file is, where it is recognised and holds nothing that the model takes (`entities` is empty), or null. */
  refusal: Refusal | null
  /** Place of the column in whose cells the currency of an order stands ($100). */
  marked?: number
  /** How sure the kind of file is, and who, when and how much in a file of orders, 0…1. */
  sureness?: Partial<Record<'kind' | 'who' | 'when' | 'how_much', number>>
  /** What was decided and is worth a word, and what is left open. */
  notices?: Told[]
  questions?: Asked[]
}
/** No column of buyers; masked or encrypted ones; sums by day, store or campaign. */
export type Anonymous = 'absent' | 'masked' | 'sums'
/**
 * Advertising report, settlement of a platform, bill of a payment service, sums of days or products, what is in stock,
 * what is for sale; pay and attendance of staff, marks of pupils, entries of accounts, what was bought, given back or is
 * not paid yet, log of requests.
 */
export type Refusal =
  | 'advertising'
  | 'settlement'
  | 'bill'
  | 'dayTotals'
  | 'inventory'
  | 'products'
  | 'staff'
  | 'marks'
  | 'bookkeeping'
  | 'purchases'
  | 'refunds'
  | 'openItems'
  | 'log'

/** Header → what the user says it means: a target, or null for none. */
export type Chosen = Partial<Record<string, string | null>>

/** Header → how the user says its cells are read. */
export type Types = Partial<Record<string, TypeChoice>>

/**
 * Proposes what a file holds and what each column means: all readings of the table are weighed by what names, cells and
 * relations say together, and the likeliest is taken. What the reader chose, and what is known of an export, goes before.
 */
export function proposeMapping(
  header: string[],
  rows: string[][],
  chosen: Chosen = {},
  types: Types = {},
  { kind, fitted = FITTED }: { kind?: string | undefined; fitted?: Fitted } = {},
): Mapping {
  const context = contextOf(header, rows, { chosen, types, kind }, fitted)
  const { sheet, dropped, choice, wanted, person } = context
  const found = kindOf(context)
  const none: Mapping = {
    entities: [],
    columns: [],
    preset: null,
    fill: false,
    anonymous: null,
    refusal: found.refusal,
  }
  const read = found.kind ? { ...none, ...mapped(found.kind, context) } : none
  const mapping = wanted.length && !kind && !found.likely && !isWhole(read) ? none : read
  if (!mapping.columns.length) mapping.columns = header.map((_, index) => attribute(sheet, index))
  mapping.sureness = { ...mapping.sureness, kind: found.sure }
  mapping.columns = agree(mapping.columns).map((column) => ({
    ...column,
    ...(choice(column.index) === null ? { reason: 'chosen' as const } : {}),
    ...(dropped[column.index] ? { dropped: dropped[column.index] } : {}),
  }))
  const isOpen = (index: number) => choice(index) === undefined
  mapping.columns = join(mapping.columns, sheet, person, isOpen)
  if (mapping.entities.includes('orders')) {
    mapping.columns = joinDay(mapping.columns, sheet, isOpen)
    const when = mapping.columns.find(({ joined }) => joined?.as === 'month')
    if (when) mapping.sureness = { ...mapping.sureness, when: when.confidence }
  }
  // What nobody understands may still hold who, when and how much: the reader is asked.
  const open = !mapping.entities.length && !mapping.refusal && kind !== 'other' ? ask(sheet) : []
  mapping.notices = [
    ...(mapping.notices ?? []),
    ...doubleHeadings(header, mapping.columns),
    ...tellBeside(mapping.columns),
  ]
  mapping.questions = open.length ? open : [...found.questions, ...(mapping.questions ?? [])]
  return mapping
}

/** What somebody says by hand who says what an order is and what it came to. */
const SAID = [
  ['orders.ordered_at', 'orders.amount'],
  ['orders.order_id', 'orders.amount'],
  ['orders.order_id', 'order_lines.amount'],
]
/** … and so has somebody who says as many things of one kind. */
const ENOUGH = 3
/** The columns say all without which a file of its kind says nothing. */
function isWhole({ entities: [first], columns }: Mapping): boolean {
  const has = (target: string) => columns.some((column) => column.target === target)
  if (!first) return true
  const own = first === 'orders' ? ['orders', 'order_lines'] : [first]
  const chosen = columns.filter(
    ({ target, reason }) => reason === 'chosen' && own.some((name) => target?.startsWith(`${name}.`)),
  )
  if (chosen.length >= ENOUGH) return true
  const lists = [...needsOf(first), ...(first === 'orders' ? SAID : [])]
  return lists.some((list) => list.every(has))
}
