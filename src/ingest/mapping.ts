import { ENTITIES, fieldOf, type EntityName } from '../model/entities'
import { assign } from './mapping/assign'
import { pickKind, present, trim } from './mapping/kinds'
import { nameScore } from './mapping/names'
import { dateByShape } from './mapping/shape'
import type { Reading } from './value'

export { needsOf } from './mapping/kinds'

/** What one column of a file means and how its cells are read. */
export interface ColumnMapping {
  index: number
  header: string
  /** `orders.amount`, or null: kept as an attribute under its header. */
  target: string | null
  reading: Reading
  type: string
  /** 0…1; below 0.6 the mapping page asks. */
  confidence: number
  reason: 'name' | 'part' | 'shape' | 'attribute' | 'chosen'
  /**
   * A column of a wide file is one row of the entity: the answer to a question (`item`), or what happened in a month
   * (`at`, its last day). Several such columns carry the same target.
   */
  wide?: { item: string } | { at: string }
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
}
/** No column of buyers; masked or encrypted ones; sums by day, store or campaign. */
export type Anonymous = 'absent' | 'masked' | 'sums'
/** Advertising report, settlement of a platform, bill of a payment service, day totals of a store. */
export type Refusal = 'advertising' | 'settlement' | 'bill' | 'dayTotals'

/** Header → what the user says it means: a target, or null for none. */
export type Chosen = Partial<Record<string, string | null>>

/** Proposes what a file holds and what each column means, by header name, then by the shape of the cells. */
export function proposeMapping(header: string[], rows: string[][], chosen: Chosen = {}): Mapping {
  const cells = header.map((_, i) => rows.map((row) => row[i] ?? ''))
  const named = ENTITIES.flatMap((e) => e.fields.map((f) => `${e.name}.${f.name}`)).filter((target) =>
    header.some((name) => nameScore(name, fieldOf(target)!) > 0.9),
  )
  const wanted = Object.values(chosen).filter((target): target is string => !!target)
  // An order file whose date goes by an unknown name: its only date column will be the date.
  const order = ['orders.order_id', 'orders.customer_id'].every((target) => named.includes(target))
  if (order && !named.includes('orders.ordered_at') && dateByShape(header, cells, chosen))
    named.push('orders.ordered_at')
  const kind = pickKind(header, new Set([...named, ...wanted]), wanted)
  const entities = kind ? present(kind, header, wanted) : []
  const columns = assign(header, cells, entities, chosen)
  return {
    entities: trim(entities, columns),
    columns,
    preset: null,
    fill: false,
    anonymous: null,
    refusal: null,
  }
}
