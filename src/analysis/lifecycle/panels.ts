import { bars } from '../../charts/bars'
import { stageColour } from '../../charts/stage'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { wilson } from '../../stats/wilson'
import { definePanel, notesOf, type Say } from '../panel'
import standingSql from './standing.sql?raw'
import stagesSql from './stages.sql?raw'

const of = (rows: Row[], ...stages: string[]): Row[] =>
  rows.filter((row) => stages.includes(String(row.stage)))

/** Fewer than so many who were called churned say nothing about how many come back. */
const LEAST_CALLED = 20

/** Of those who would have been called churned half a year before, the share that bought again, with its 95 % interval. */
function cameBack(rows: Row[]) {
  const called = Number(rows[0]?.called ?? 0)
  if (called < LEAST_CALLED) return null
  const back = Number(rows[0]!.came_back)
  const [low, high] = wilson(back, called)
  return { called, day: String(rows[0]!.called_on), share: back / called, low, high }
}

/** What stands beside a stage: its share of revenue, and beside the churned how many of such come back. */
function beside(row: Row, say: Say): string | undefined {
  if (row.revenue_share == null || row.stage === 'potential') return undefined
  const back = row.stage === 'churned' ? cameBack([row]) : null
  const brings = say.t('panel.lifecycle.stages.brings', { share: say.share(Number(row.revenue_share)) })
  return back
    ? `${brings} · ${say.t('panel.lifecycle.stages.backMark', { share: say.share(back.share, 0), date: say.date(back.day) })}`
    : brings
}

export const stages = definePanel({
  id: 'lifecycle.stages',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 4,
  own: () => ['stage'],
  base: standingSql,
  sql: stagesSql,
  columns: [
    { name: 'stage', type: 'text', words: 'stage', label: 'column.stage', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.share', disclosure: 'rate' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', disclosure: 'rate' },
    { name: 'revenue_ever', type: 'money', label: 'column.revenueEver', disclosure: 'money' },
    { name: 'recency_median', type: 'days', label: 'column.recencyMedian', disclosure: 'rate' },
    { name: 'orders_median', type: 'number', label: 'column.ordersMedian', disclosure: 'rate' },
    { name: 'treatment', type: 'text', words: 'treatment', label: 'column.treatment', disclosure: 'text' },
  ],
  height: 190,
  chart: (rows, look, frame) =>
    bars(
      {
        summary: look.format.t('panel.lifecycle.stages.title'),
        rows: rows.map((row) => ({
          key: String(row.stage),
          label: look.format.t(`stage.${row.stage}`),
          value: numberOrNull(row.customers),
          share: numberOrNull(row.share),
          color: stageColour(String(row.stage), look.palette),
          note: beside(row, look.format),
          selected: frame.filter.stage?.includes(String(row.stage)) ?? false,
        })),
        scale: 'count',
        text: { value: look.format.t('column.customers'), share: look.format.t('column.share') },
      },
      look,
    ),
  select: (row) => ({ field: 'stage', value: String(row.stage) }),
  sentence: (rows, say) => {
    const bought = of(rows, 'new', 'active', 'dormant', 'churned')
    const all = sumOf(bought, 'customers')
    if (!all)
      return say.t('panel.lifecycle.stages.unsold', { customers: say.count(sumOf(rows, 'customers')) })
    const here = sumOf(of(rows, 'new', 'active'), 'customers')
    const [dormant, churned] = [of(rows, 'dormant'), of(rows, 'churned')]
    const untold = dormant.some((row) => row.customers == null)
    return say.t(`panel.lifecycle.stages.${untold ? 'undated' : 'sentence'}`, {
      customers: say.count(all),
      here: say.count(here),
      share: say.share(here / all),
      dormant: say.count(sumOf(dormant, 'customers')),
      revenueShare: say.share(sumOf(dormant, 'revenue_share')),
      churned: say.count(sumOf(churned, 'customers')),
    })
  },
  note: (rows, say, frame) => {
    const n = Number(rows[0]?.without_stage ?? 0)
    const back = cameBack(rows)
    return notesOf(
      back &&
        say.t('panel.lifecycle.stages.back', {
          customers: say.count(back.called),
          date: say.date(back.day),
          share: say.share(back.share, 0),
          low: say.share(back.low, 0),
          high: say.share(back.high, 0),
          asOf: say.date(frame.asOf ?? ''),
        }),
      n ? say.t('panel.lifecycle.stages.without', { n, customers: say.count(n) }) : null,
    )
  },
})
