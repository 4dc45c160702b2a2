import { bars } from '../../charts/bars'
import { rfmGrid } from '../../charts/rfm-grid'
import { numberOrNull, sumOf } from '../../model/row'
import { definePanel } from '../panel'
import gridSql from './grid.sql?raw'
import segmentsSql from './segments.sql?raw'

export const grid = definePanel({
  id: 'rfm.grid',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 25,
  sql: gridSql,
  columns: [
    { name: 'r', type: 'number', label: 'column.r', disclosure: 'label' },
    { name: 'f', type: 'number', label: 'column.f', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.share', disclosure: 'rate' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'mean', type: 'money', label: 'column.monetaryMean', disclosure: 'money' },
  ],
  height: 340,
  chart: (rows, look) =>
    rfmGrid(
      {
        summary: look.format.t('panel.rfm.grid.title'),
        cells: rows.map((row) => ({
          r: Number(row.r),
          f: Number(row.f),
          count: numberOrNull(row.customers),
          mean: numberOrNull(row.mean),
          share: numberOrNull(row.share),
        })),
        text: {
          recency: look.format.t('panel.rfm.grid.recency'),
          frequency: look.format.t('panel.rfm.grid.frequency'),
          count: look.format.t('column.customers'),
          mean: look.format.t('column.monetaryMean'),
          share: look.format.t('column.share'),
          small: look.format.t('reason.small'),
        },
      },
      look,
      340,
    ),
  sentence: (rows, say) => {
    const best = rows.filter((row) => Number(row.r) >= 4 && Number(row.f) >= 4)
    const fading = rows.filter((row) => Number(row.r) <= 2 && Number(row.f) >= 4)
    const revenue = sumOf(rows, 'revenue')
    return say.t('panel.rfm.grid.sentence', {
      share: say.share(sumOf(best, 'customers') / Math.max(1, sumOf(rows, 'customers'))),
      revenueShare: say.share(revenue ? sumOf(best, 'revenue') / revenue : 0, 0),
      n: sumOf(fading, 'customers'),
      fading: say.count(sumOf(fading, 'customers')),
    })
  },
  source: 'Bult & Wansbeek 1995; Hughes 1994; equal values score equally',
})

export const segments = definePanel({
  id: 'rfm.segments',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 25,
  own: { scope: 'scope_segments', fields: () => ['segment'] },
  sql: segmentsSql,
  columns: [
    { name: 'segment', type: 'text', label: 'column.segment', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.share', disclosure: 'rate' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', disclosure: 'rate' },
    { name: 'recency_median', type: 'days', label: 'column.recencyMedian', disclosure: 'rate' },
    { name: 'frequency_median', type: 'number', label: 'column.ordersMedian', disclosure: 'rate' },
    { name: 'monetary_median', type: 'money', label: 'column.revenueMedian', disclosure: 'money' },
  ],
  height: 380,
  chart: (rows, look, frame) =>
    bars(
      {
        summary: look.format.t('panel.rfm.segments.title'),
        rows: rows.map((row) => ({
          key: String(row.segment),
          label: look.format.t(`segment.${row.segment}`),
          value: numberOrNull(row.revenue),
          share: numberOrNull(row.revenue_share),
          n: numberOrNull(row.customers),
          selected: frame.filter.segment?.includes(String(row.segment)) ?? false,
        })),
        scale: 'money',
        text: {
          value: look.format.t('column.revenue'),
          n: look.format.t('column.customers'),
          share: look.format.t('column.revenueShare'),
        },
      },
      look,
    ),
  select: (row) => ({ field: 'segment', value: String(row.segment) }),
  sentence: (rows, say) => {
    const top = rows[0]
    return say.t('panel.rfm.segments.sentence', {
      segment: say.t(`segment.${top?.segment}`),
      share: say.share(Number(top?.share ?? 0)),
      revenueShare: say.share(Number(top?.revenue_share ?? 0), 0),
    })
  },
})
