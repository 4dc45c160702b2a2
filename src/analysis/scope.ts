import { pointView, writeHits } from '../engine/condition'
import type { Engine } from '../engine/engine'
import type { Condition } from '../model/condition'
import { FILTER_FIELDS, type View } from '../model/view'
import chooseAllSql from './choose-all.sql?raw'
import chooseSomeSql from './choose-some.sql?raw'
import dimensionsSql from './dimensions.sql?raw'
import valuesSql from './values.sql?raw'

export const isFiltered = (filter: View['filter']): boolean => Object.keys(filter).length > 0

/** Writes `scope_customers`, whom the panels show. It selects; it never regrades. */
export async function choose(engine: Engine, filter: View['filter']): Promise<void> {
  if (!isFiltered(filter)) return engine.run(chooseAllSql)
  await engine.run(chooseSomeSql)
  await writeHits(
    engine,
    'scope_customers',
    'customers_scored',
    conditionOf(filter),
    new Set<string>(FILTER_FIELDS),
  )
}

const conditionOf = (filter: View['filter']): Condition => ({
  all: Object.entries(filter).map(([field, values]) => ({ field, op: 'in', values })),
})

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
  await writeHits(engine, hits, 'customers_scored', conditionOf(rest), new Set<string>(FILTER_FIELDS))
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
