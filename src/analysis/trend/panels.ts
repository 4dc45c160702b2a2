import { trend } from '../../charts/trend'
import type { Engine } from '../../engine/engine'
import { numberOrNull } from '../../model/row'
import { definePanel, held } from '../panel'
import baseSql from './base.sql?raw'
import cellsSql from './cells.sql?raw'
import { periodLabel } from './period'
import sql from './revenue.sql?raw'

/** So many customers at a time: the engine's memory must hold each one's periods while they are added up. */
const AT_ONCE = 400_000

async function makeCells(engine: Engine): Promise<void> {
  await engine.run(baseSql)
  const [{ most }] = (await engine.query<{ most: number }>(
    'SELECT coalesce(max(key), 0) AS most FROM customer_index',
  )) as [{ most: number }]
  for (let from = 1; from <= most; from += AT_ONCE) await engine.query(cellsSql, [from, from + AT_ONCE - 1])
}

export const revenue = definePanel({
  id: 'trend.revenue',
  needs: ['orders'],
  n: (rows) => rows.length,
  least: 1,
  base: makeCells,
  sql,
  controls: [
    {
      name: 'grain',
      label: 'control.grain',
      default: 'month',
      options: ['week', 'month', 'quarter'].map((value) => ({ value, label: `grain.${value}` })),
    },
    {
      name: 'metric',
      drawn: true,
      label: 'control.metric',
      default: 'revenue',
      options: ['revenue', 'orders', 'customers', 'new_customers'].map((value) => ({
        value,
        label: `metricName.${value}`,
      })),
    },
  ],
  columns: [
    { name: 'start', type: 'month', label: 'column.period', dimension: 'start@grain' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
    { name: 'revenue_year_before', type: 'money', label: 'column.yearBefore', before: 'year' },
    { name: 'orders', type: 'count', label: 'column.orders' },
    { name: 'customers', type: 'count', label: 'column.buyers' },
    { name: 'new_customers', type: 'count', label: 'column.newCustomers', alone: true },
    // Nothing in the rows says how many stand behind it.
    { name: 'without_customer', type: 'money', label: 'metric.salesWithoutCustomer', disclosure: 'id' },
  ],
  hidden: [
    { name: 'year_change', type: 'share', leaves: true, before: 'year', of: ['revenue'] },
    { name: 'change', type: 'share', leaves: true, before: 'period', of: ['revenue'] },
    { name: 'orders_without_customer', type: 'count' },
    ...held('revenue'),
    { name: 'unfinished', type: 'flag', leaves: true },
    { name: 'start_of_data', type: 'flag', leaves: true },
  ],
  height: 300,
  chart: (rows, look, frame) => {
    const { metric = 'revenue', grain = 'month' } = frame.controls
    // One point is no line to compare with.
    const compared = metric === 'revenue' && rows.filter((row) => row.revenue_year_before != null).length > 1
    return trend(
      {
        summary: look.format.t('panel.trend.revenue.title'),
        scale: metric === 'revenue' ? 'money' : 'count',
        periods: rows.map((row) => ({
          start: String(row.start),
          label: periodLabel(String(row.start), grain, look.format, frame.fiscalStart),
          value: numberOrNull(row[metric]),
          previous: compared && row.revenue_year_before != null ? Number(row.revenue_year_before) : null,
          n: numberOrNull(row.orders),
          unfinished: !!row.unfinished,
          early: !!row.start_of_data,
        })),
        text: {
          value: look.format.t(`metricName.${metric}`),
          previous: look.format.t('column.yearBefore'),
          n: look.format.t('column.orders'),
          unfinished: look.format.t('panel.trend.revenue.unfinished'),
          early: look.format.t('panel.trend.revenue.early'),
        },
      },
      look,
    )
  },
  sentence: (rows, say, frame) => {
    const grain = frame.controls.grain ?? 'month'
    const last = rows.findLast((row) => !row.unfinished)
    if (!last) return say.t('panel.trend.revenue.onlyUnfinished')
    const month = periodLabel(String(last.start), grain, say, frame.fiscalStart)
    const against = last.year_change == null ? 'before' : 'year'
    const change = numberOrNull(last.year_change ?? last.change)
    if (change === null)
      return say.t('panel.trend.revenue.single', { month, money: say.moneyShort(Number(last.revenue)) })
    const way = Math.abs(change) < 0.005 ? 'level' : change > 0 ? 'up' : 'down'
    return say.t(`panel.trend.revenue.${against}.${way}`, {
      month,
      money: say.moneyShort(Number(last.revenue)),
      change: say.share(Math.abs(change)),
    })
  },
})

export const panels = [revenue]
