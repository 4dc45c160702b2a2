import { pointView, writeHits, type Place } from '../engine/condition'
import type { Engine } from '../engine/engine'
import type { View } from '../model/view'
import chooseAllSql from './choose-all.sql?raw'
import chooseSomeSql from './choose-some.sql?raw'
import dimensionsSql from './dimensions.sql?raw'
import namesSql from './names.sql?raw'
import valuesSql from './values.sql?raw'

export const isFiltered = (filter: View['filter']): boolean => Object.keys(filter).length > 0

/** Filter fields that are columns of `customers_scored`: asked first, because they answer fastest. */
const WIDE = [
  ...[
    'tier',
    'segment',
    'class',
    'stage',
    'region',
    'channel',
    'kind',
    'gender',
    'country',
    'province',
    'city',
  ],
  ...[
    'industry',
    'group_name',
    'source',
    'owner',
    'level',
    'credit_rating',
    'age_band',
    'size_band',
    'first_year',
  ],
]
/** What is worked out of any customers; the others are there only where a file says them. */
const ALWAYS = new Set(['tier', 'segment', 'class', 'stage', 'region'])
const placeOf = (field: string): Place =>
  WIDE.includes(field) ? 'text' : { relation: 'customer_dimension', name: field }

/** Writes `scope_customers`, whom the panels show. It selects; it never regrades. */
export async function choose(engine: Engine, filter: View['filter']): Promise<void> {
  if (!isFiltered(filter)) return engine.run(chooseAllSql)
  await engine.run(chooseSomeSql)
  await writeChosen(engine, 'scope_customers', filter)
}

const writeChosen = (engine: Engine, table: string, filter: View['filter']): Promise<void> =>
  writeHits(
    engine,
    table,
    'customers_scored',
    { all: Object.entries(filter).map(([field, values]) => ({ field, op: 'in', values })) },
    new Map(Object.keys(filter).map((field) => [field, placeOf(field)])),
  )

/** The part of a filter that these data can answer, and the fields of it that they do not have. */
export async function answerable(
  engine: Engine,
  filter: View['filter'],
): Promise<{ known: View['filter']; absent: string[] }> {
  if (Object.keys(filter).every((field) => ALWAYS.has(field))) return { known: filter, absent: [] }
  const rows = await engine.query<{ name: string }>(namesSql)
  const names = new Set([...ALWAYS, ...rows.map(({ name }) => name)])
  const absent = Object.keys(filter).filter((field) => !names.has(field))
  if (!absent.length) return { known: filter, absent }
  const known = Object.entries(filter).filter(([field]) => names.has(field))
  return { known: Object.fromEntries(known), absent }
}

/**
 * Points a panel's own scope at the customers of the filter without the fields that the panel is spread over; a view
 * of `scope_customers` where the filter names none of these, of all customers where it names nothing else.
 */
export async function chooseWithout(
  engine: Engine,
  scope: string,
  filter: View['filter'],
  fields: string[],
): Promise<void> {
  const rest = Object.fromEntries(Object.entries(filter).filter(([field]) => !fields.includes(field)))
  const own = Object.keys(rest).length < Object.keys(filter).length
  if (!own) return pointView(engine, scope, 'scope_customers')
  if (!isFiltered(rest)) return pointView(engine, scope, 'customer_profile')
  const hits = `${scope}_hits`
  await writeChosen(engine, hits, rest)
  await pointView(engine, scope, hits)
}

/** Dimensions that the data has, with the number of their values; what the pickers of a heat map offer. */
export const dimensions = (engine: Engine): Promise<{ name: string; values: number }[]> =>
  engine.query(dimensionsSql)

/** Values of a dimension, most customers first, at most 200. */
export const filterValues = (
  engine: Engine,
  dimension: string,
): Promise<{ value: string; customers: number }[]> => engine.query(valuesSql, [dimension])
