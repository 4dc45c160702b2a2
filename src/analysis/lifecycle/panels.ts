import { bars } from '../../charts/bars'
import { stageColour } from '../../charts/stage'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { definePanel } from '../panel'
import standingSql from './standing.sql?raw'
import stagesSql from './stages.sql?raw'

const of = (rows: Row[], ...stages: string[]): Row[] =>
  rows.filter((row) => stages.includes(String(row.stage)))

export const stages = definePanel({
  id: 'lifecycle.stages',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 4,
  own: { scope: 'scope_stages', fields: () => ['stage'] },
  base: standingSql,
  sql: stagesSql,
  columns: [
    { name: 'stage', type: 'text', label: 'column.stage', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.share', disclosure: 'rate' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', disclosure: 'rate' },
    { name: 'revenue_ever', type: 'money', label: 'column.revenueEver', disclosure: 'money' },
    { name: 'recency_median', type: 'days', label: 'column.recencyMedian', disclosure: 'rate' },
    { name: 'orders_median', type: 'number', label: 'column.ordersMedian', disclosure: 'rate' },
    { name: 'treatment', type: 'text', label: 'column.treatment', disclosure: 'text' },
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
          note:
            row.revenue_share == null || row.stage === 'potential'
              ? undefined
              : look.format.t('panel.lifecycle.stages.brings', {
                  share: look.format.share(Number(row.revenue_share)),
                }),
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
  note: (rows, say) => {
    const n = Number(rows[0]?.without_stage ?? 0)
    return n ? say.t('panel.lifecycle.stages.without', { n, customers: say.count(n) }) : null
  },
})
