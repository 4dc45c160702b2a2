import type { Engine } from '../engine/engine'
import { ENTITIES } from '../model/entities'
import type { ColumnType } from './panel'

/** A column of `customer_sheet`, as conditions, lists and pickers offer it. */
export interface SheetField {
  name: string
  type: Exclude<ColumnType, 'tier' | 'index' | 'month'> | 'boolean'
  /** `fact`: computed; `said`: as a customer file says it at present; `attribute`: the same, under a header of its own. */
  kind: 'fact' | 'said' | 'attribute'
  /** How many customers have a value. */
  known: number
}

/** Figures whose kind their SQL type does not tell. */
const TYPES: Record<string, SheetField['type']> = {
  score: 'score',
  raw: 'score',
  recency_days: 'days',
  payment_days: 'days',
  median_gap_days: 'days',
  tenure_days: 'days',
  overdue_share: 'share',
  return_rate_12m: 'share',
  growth_12m: 'number',
  growth_6m: 'number',
  growth_rate_12m: 'share',
  growth_rate_6m: 'share',
  average_order: 'money',
}
/** Of the way of grading, not of a customer. */
const INNER = new Set(['key', 'raw', 'plain', 'decided', 'missing', 'records_12m', 'master_id'])

const SAID = new Set(
  ENTITIES.find(({ name }) => name === 'customers')!.fields.map(({ name }) =>
    name === 'segment' ? 'group_name' : name,
  ),
)

/** Fields of `customer_sheet` that say something of at least one customer; it must stand (`Session.sheet`). */
export async function sheetFields(engine: Engine): Promise<SheetField[]> {
  const columns = await engine.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = 'customer_sheet' ORDER BY column_index`,
  )
  const [known] = await engine.query<Record<string, number>>('SELECT count(COLUMNS(*)) FROM customer_sheet')
  return columns.flatMap(({ name, type }): SheetField[] => {
    const n = Number(known?.[name] ?? 0)
    if (!n || INNER.has(name)) return []
    const kind = name.startsWith('#') ? 'attribute' : SAID.has(name) ? 'said' : 'fact'
    return [{ name, type: TYPES[name] ?? typeOf(type), kind, known: n }]
  })
}

function typeOf(type: string): SheetField['type'] {
  if (/^DECIMAL/.test(type)) return 'money'
  if (/^(DATE|TIMESTAMP)/.test(type)) return 'date'
  if (/^(BIGINT|INTEGER|HUGEINT)/.test(type)) return 'count'
  if (type === 'DOUBLE') return 'number'
  return type === 'BOOLEAN' ? 'boolean' : 'text'
}
