import type { Row } from '../../model/row'
import { OTHERS } from '../dimension'
import type { Frame } from '../panel'
import { total } from './metrics'

/** What of a cell adds up. */
const ADDED = ['customers', 'revenue', 'orders', 'fact_sum', 'fact_n']
/** What a cell holds for the test of chance. */
export const OF_CELLS = ['squares', 'products', 'wholes', 'row_wholes']
/** What the whole base has in its column, which the index compares with. */
export const OF_COLUMNS = [
  ...['base_customers', 'base_revenue', 'base_orders', 'base_fact_sum', 'base_fact_n'],
  ...['base_squares', 'base_products', 'base_wholes'],
]
export const OF_ALL = ['all_customers', 'all_revenue', 'all_orders', 'all_row_wholes']

/**
 * The rows with the classes of one side that have small cells only put together under "others"; a tier keeps its name.
 * They want to be computed anew.
 */
export function merge(rows: Row[], small: (row: Row) => boolean, key: string, { controls }: Frame): Row[] {
  if (controls[key === 'row_value' ? 'rows' : 'columns'] === 'tier') return rows
  const classes = new Map<string, { total: number; small: boolean }>()
  for (const row of rows) {
    const own = classes.get(String(row[key])) ?? { total: 0, small: true }
    const customers = own.total + Number(row.customers ?? 0)
    classes.set(String(row[key]), { total: customers, small: own.small && small(row) })
  }
  const named = [...classes].filter(([name]) => name !== OTHERS).sort((a, b) => a[1].total - b[1].total)
  const gone = new Set(named.filter((each) => each[1].small).map(([name]) => name))
  if (!gone.size) return rows
  // One small class alone would only change its name: the next larger goes with it.
  if (gone.size === 1 && !classes.has(OTHERS)) {
    const next = named.find(([name]) => !gone.has(name))
    if (next) gone.add(next[0])
  }
  if (named.length <= gone.size) return rows
  const base = key === 'column_value' ? basesOf(rows, new Set([...gone, OTHERS])) : {}
  const cells = new Map<string, Row>()
  for (const row of rows) {
    const goes = gone.has(String(row[key])) || row[key] === OTHERS
    const own = goes ? { ...row, [key]: OTHERS, ...base } : row
    const place = JSON.stringify([own.row_value, own.column_value])
    const cell = cells.get(place)
    const sums = ADDED.map((name) => [name, Number(cell?.[name] ?? 0) + Number(own[name] ?? 0)])
    cells.set(place, cell ? { ...cell, ...Object.fromEntries(sums), ...largest(cell, own) } : own)
  }
  return [...cells.values()]
}

/** What the largest customers of two cells bring. */
function largest(...cells: Row[]): Row {
  const [one = 0, two = 0] = cells
    .map((cell) => [cell.revenue_one, cell.revenue_two].map((each) => Number(each ?? 0)))
    .flatMap(([first, both]) => [first!, both! - first!])
    .sort((a, b) => b - a)
  return { revenue_one: one, revenue_two: one + two }
}

/** What the index compares with, for columns put together: the sum of their bases, each counted once. */
function basesOf(rows: Row[], columns: Set<string>): Row {
  const once = new Map(
    rows.filter((row) => columns.has(String(row.column_value))).map((row) => [row.column_value, row]),
  )
  return Object.fromEntries(OF_COLUMNS.slice(0, 5).map((name) => [name, total([...once.values()], name)]))
}
