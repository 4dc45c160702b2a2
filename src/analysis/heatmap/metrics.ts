import type { Scale } from '../../charts/ramp'
import type { Row } from '../../model/row'

/** What a heat map counts, adds or averages. */
export interface Metric {
  name: string
  scale: Scale
  /** Whose mean it is; absent: it adds up. */
  mean?: { of: string; by: string }
}

/** Facts of `customer_facts` as of the date whose mean may be shown. */
const fact = (name: string, scale: Scale): Metric => ({ name, scale, mean: { of: 'fact_sum', by: 'fact_n' } })

export const METRICS: Metric[] = [
  { name: 'customers', scale: 'count' },
  { name: 'revenue', scale: 'money' },
  { name: 'orders', scale: 'count' },
  { name: 'average', scale: 'money', mean: { of: 'revenue', by: 'orders' } },
  { name: 'spend', scale: 'money', mean: { of: 'revenue', by: 'customers' } },
  { name: 'frequency', scale: 'number', mean: { of: 'orders', by: 'customers' } },
  fact('score', 'number'),
  fact('recency_days', 'number'),
  fact('tenure_days', 'number'),
  fact('margin_12m', 'money'),
  fact('categories', 'number'),
  fact('payment_days', 'number'),
  fact('complaints_12m', 'number'),
]
export const metricOf = (name: string | undefined): Metric =>
  METRICS.find((metric) => metric.name === name) ?? METRICS[0]!

/** The sum of a column over some rows. */
export const total = (rows: Row[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0)

/** The metric of some cells together; null: nobody has a value. */
export function together(rows: Row[], { name, mean }: Metric): number | null {
  if (!mean) return total(rows, name)
  const by = total(rows, mean.by)
  return by ? total(rows, mean.of) / by : null
}
