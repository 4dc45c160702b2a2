import type { Column } from '../panel'

/** What is counted and measured of a group by behaviour, whatever made it. */
export const MEASURED: Column[] = [
  { name: 'customers', type: 'count', label: 'column.customers' },
  { name: 'share', type: 'share', label: 'column.share' },
  { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
  { name: 'revenue_share', type: 'share', label: 'column.revenueShare', of: ['revenue'] },
  { name: 'recency_median', type: 'days', label: 'column.recencyMedian', least: 10 },
  { name: 'frequency_median', type: 'number', label: 'column.ordersMedian', least: 10 },
  { name: 'monetary_median', type: 'money', label: 'column.revenueMedian', least: 10 },
]
