import { pointView, writeHits, type Place } from '../engine/condition'
import type { Engine } from '../engine/engine'
import type { Condition } from '../model/condition'
import { filterField } from '../model/filter'
import type { View } from '../model/view'
import dimensionsSql from './dimensions.sql?raw'
import filteredSql from './filtered.sql?raw'
import namesSql from './names.sql?raw'
import valuesSql from './values.sql?raw'

export const isFiltered = (filter: View['filter']): boolean => Object.keys(filter).length > 0

function placeOf(name: string): Place {
  const field = filterField(name)
  return field && !field.long ? 'text' : { relation: 'customer_dimension', name }
}
const isAlways = (field: string): boolean => filterField(field)?.always ?? false

/** What a scope says of each of its customers; panels read it there instead of looking the customers up. */
const SAID = `customer_id key first_order_on tier_place tier_place_before in_period records orders revenue
  refunds_without_purchase refunds_left_out orders_before revenue_before active at_risk own_rhythm revenue_12m`.split(
  /\s+/,
)

/** Points `scope_customers`, whom the panels show, at the customers of a filter. It selects; it never regrades. */
export async function choose(engine: Engine, filter: View['filter']): Promise<void> {
  await engine.query(filteredSql, [isFiltered(filter)])
  await point(engine, 'scope_customers', filter, false)
}

/** The same for the pyramid that does not wait until `customers_scored` is there; nobody is filtered then. */
export async function chooseEarly(engine: Engine): Promise<void> {
  await engine.query(filteredSql, [false])
  await pointView(engine, { view: 'scope_customers', relation: 'customers_early' })
}

/** A view on the wide rows; where a field stands in another table, the customers found there are written down first. */
async function point(
  engine: Engine,
  view: string,
  filter: View['filter'],
  temporary: boolean,
): Promise<void> {
  const fields = new Map(Object.keys(filter).map((field) => [field, placeOf(field)]))
  const condition: Condition = {
    all: Object.entries(filter).map(([field, values]) => ({ field, op: 'in', values })),
  }
  const wide = { view, relation: 'customers_scored', columns: SAID, temporary }
  if ([...fields.values()].every((place) => place === 'text'))
    return pointView(engine, wide, condition, fields)
  const hits = `${view}_hits`
  await writeHits(engine, hits, 'customers_scored', condition, fields, { columns: SAID, temporary })
  await pointView(engine, { ...wide, relation: hits })
}

/** The part of a filter that these data can answer, and the fields of it that they do not have. */
export async function answerable(
  engine: Engine,
  filter: View['filter'],
): Promise<{ known: View['filter']; absent: string[] }> {
  if (Object.keys(filter).every(isAlways)) return { known: filter, absent: [] }
  const rows = await engine.query<{ name: string }>(namesSql)
  const names = new Set(rows.map(({ name }) => name))
  const stands = (field: string) => isAlways(field) || names.has(field)
  const absent = Object.keys(filter).filter((field) => !stands(field))
  if (!absent.length) return { known: filter, absent }
  const known = Object.entries(filter).filter(([field]) => stands(field))
  return { known: Object.fromEntries(known), absent }
}

/** A filter without these fields. */
export const leaving = (filter: View['filter'], fields: string[]): View['filter'] =>
  Object.fromEntries(Object.entries(filter).filter(([field]) => !fields.includes(field)))

/**
 * Points the scope of an asking, a view in its room, at the customers of the filter without the fields that its panel is
 * spread over: those of `scope_customers` where the filter names none of these, all customers where it names nothing else.
 */
export async function chooseWithout(room: Engine, filter: View['filter'], fields: string[]): Promise<void> {
  const rest = leaving(filter, fields)
  const own = Object.keys(rest).length < Object.keys(filter).length
  return own
    ? point(room, 'scope', rest, true)
    : pointView(room, { view: 'scope', relation: 'scope_customers', temporary: true })
}

/** Dimensions that the data has, with the number of their values; what the pickers of a heat map offer. */
export const dimensions = (engine: Engine): Promise<{ name: string; values: number }[]> =>
  engine.query(dimensionsSql)

/** Values of a dimension, most customers first, at most 200. */
export const filterValues = (
  engine: Engine,
  dimension: string,
): Promise<{ value: string; customers: number }[]> => engine.query(valuesSql, [dimension])
