import { writeHits, type Condition } from '../engine/condition'
import type { Engine } from '../engine/engine'
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
  const condition: Condition = {
    all: Object.entries(filter).map(([field, values]) => ({ field, op: 'in', values })),
  }
  await writeHits(engine, 'scope_customers', 'customers_scored', condition, new Set<string>(FILTER_FIELDS))
}

/** Writes whom a panel shows that is spread over some of the filtered fields: the filter without these. */
export async function chooseWithout(
  engine: Engine,
  table: string,
  filter: View['filter'],
  fields: string[],
): Promise<void> {
  const rest = Object.entries(filter).filter(([field]) => !fields.includes(field))
  const condition: Condition = { all: rest.map(([field, values]) => ({ field, op: 'in', values })) }
  // Without any filter the marts behind customers_scored need not stand yet.
  const base = isFiltered(filter) ? 'customers_scored' : 'scope_customers'
  await writeHits(engine, table, base, condition, new Set<string>(FILTER_FIELDS))
}

/** Dimensions that the data has, with the number of their values; what the pickers of a heat map offer. */
export const dimensions = (engine: Engine): Promise<{ name: string; values: number }[]> =>
  engine.query(dimensionsSql)

/** Values of a dimension, most customers first, at most 200. */
export const filterValues = (
  engine: Engine,
  dimension: string,
): Promise<{ value: string; customers: number }[]> => engine.query(valuesSql, [dimension])
