import { lorenz } from '../../charts/lorenz'
import { pyramid as pyramidChart } from '../../charts/pyramid'
import type { TierId } from '../../charts/look'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { definePanel, notesOf, type Say } from '../panel'
import concentrationSql from './concentration.sql?raw'
import factsSql from './facts.sql?raw'
import pyramidSql from './pyramid.sql?raw'
import tableSql from './table.sql?raw'

/** Words between two steps: the score that the upper one needs, or its cumulative quota. */
function thresholdText(row: Row, above: Row | undefined, say: Say): string | null {
  if (row.threshold != null) {
    if (!above) return say.t('panel.tiers.pyramid.from', { score: Number(row.threshold) })
    return Number(row.threshold) > 0
      ? say.t('panel.tiers.pyramid.between', { low: Number(row.threshold), high: Number(above.threshold) })
      : null
  }
  return row.quota != null && Number(row.quota) < 1
    ? say.t('panel.tiers.pyramid.quota', { share: say.share(Number(row.quota), 0) })
    : null
}

/** One customer who is the business, in words: which share it brings and what is left to the others; null: there is none. */
function whale(row: Row | undefined, say: Say): { share: string; rest: string } | null {
  const share = numberOrNull(row?.largest_share ?? null)
  if (share === null || share <= 0.5) return null
  // Never rounded up to everything.
  const [shown, digits] = share > 0.999 ? [Math.floor(share * 1e4) / 1e4, 2] : [share, 1]
  return { share: say.share(shown, digits), rest: say.share(1 - shown, digits) }
}

export const pyramid = definePanel({
  id: 'tiers.pyramid',
  needs: ['orders'],
  summed: true,
  stage: 'tiers',
  n: (rows) => sumOf(rows, 'customers'),
  least: 4,
  own: () => ['tier'],
  sql: pyramidSql,
  columns: [
    { name: 'tier', type: 'tier', label: 'column.tier', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.share', disclosure: 'rate' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', disclosure: 'rate' },
    { name: 'threshold', type: 'score', label: 'column.threshold', disclosure: 'label' },
    { name: 'change', type: 'count', label: 'column.change', disclosure: 'count' },
  ],
  height: 340,
  chart: (rows, look, frame) =>
    pyramidChart(
      {
        summary: rows
          .map(
            (r) =>
              `${look.format.t(`tier.${r.tier}`)}: ${look.format.count(Number(r.customers))} (${look.format.share(Number(r.share))})`,
          )
          .join('; '),
        steps: rows.map((row, i) => ({
          tier: row.tier as TierId,
          label: look.format.t(`tier.${row.tier}`),
          count: numberOrNull(row.customers),
          share: numberOrNull(row.share),
          revenue: numberOrNull(row.revenue),
          revenueShare: numberOrNull(row.revenue_share),
          threshold: thresholdText(row, rows[i - 1], look.format),
          change: numberOrNull(row.change),
          selected: frame.filter.tier?.includes(String(row.tier)) ?? false,
        })),
        text: {
          count: look.format.t('column.customers'),
          share: look.format.t('column.share'),
          revenue: look.format.t('column.revenue'),
          revenueShare: look.format.t('column.revenueShare'),
          change: look.format.t('column.change'),
          hidden: look.format.t('reason.small'),
        },
      },
      look,
    ),
  select: (row) => ({ field: 'tier', value: String(row.tier) }),
  note: (rows, say) => {
    const n = Number(rows[0]?.ungraded ?? 0)
    const found = sumOf(rows, 'customers') > 1 ? whale(rows[0], say) : null
    return notesOf(
      found ? say.t('panel.tiers.pyramid.whale', found) : null,
      n ? say.t('panel.tiers.pyramid.ungraded', { n, customers: say.count(n) }) : null,
    )
  },
  sentence: (rows, say) => {
    // Where nobody reaches the top the highest tier with somebody in it speaks.
    const top = rows.find((row) => Number(row.customers) > 0) ?? rows[0]
    const change = numberOrNull(top?.change ?? null)
    return say.t(change ? 'panel.tiers.pyramid.sentenceChange' : 'panel.tiers.pyramid.sentence', {
      n: Number(top?.customers ?? 0),
      customers: say.count(Number(top?.customers ?? 0)),
      tier: say.t(`tier.${top?.tier}`),
      share: say.share(Number(top?.share ?? 0)),
      revenueShare: say.share(Number(top?.revenue_share ?? 0), 0),
      change: `${(change ?? 0) > 0 ? '+' : '−'}${say.count(Math.abs(change ?? 0))}`,
    })
  },
})

export const table = definePanel({
  id: 'tiers.table',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 4,
  own: () => ['tier'],
  base: factsSql,
  sql: tableSql,
  columns: [
    { name: 'tier', type: 'tier', label: 'column.tier', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'orders', type: 'count', label: 'column.orders', disclosure: 'count' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'revenue_mean', type: 'money', label: 'column.revenueMean', disclosure: 'money' },
    { name: 'revenue_median', type: 'money', label: 'column.revenueMedian', disclosure: 'money' },
    { name: 'orders_median', type: 'number', label: 'column.ordersMedian', disclosure: 'rate' },
    { name: 'recency_median', type: 'days', label: 'column.recencyMedian', disclosure: 'rate' },
    { name: 'score_median', type: 'score', label: 'column.scoreMedian', disclosure: 'rate' },
  ],
  chart: null,
  select: (row) => ({ field: 'tier', value: String(row.tier) }),
  sentence: (rows, say) => {
    const top = rows.find((row) => Number(row.customers) > 0)
    const last = rows.findLast((row) => Number(row.customers) > 0)
    const form = (top === last ? 'single' : 'sentence') + (top?.lifetime ? 'Ever' : '')
    return say.t(`panel.tiers.table.${form}`, {
      tier: say.t(`tier.${top?.tier}`),
      other: say.t(`tier.${last?.tier}`),
      money: say.moneyShort(Number(top?.revenue_median ?? 0)),
      otherMoney: say.moneyShort(Number(last?.revenue_median ?? 0)),
    })
  },
})

const at = (rows: Row[], share: number): Row | undefined =>
  rows.find((row) => Math.abs(Number(row.customers_share) - share) < 1e-9)

export const concentration = definePanel({
  id: 'tiers.concentration',
  needs: ['orders'],
  summed: true,
  n: (rows) => Number(rows[0]?.n ?? 0),
  least: 10,
  sql: concentrationSql,
  columns: [
    { name: 'customers_share', type: 'share', label: 'column.topShare', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', disclosure: 'rate' },
  ],
  height: 300,
  chart: (rows, look) =>
    lorenz(
      {
        summary: [0.1, 0.2].map((share) => mark(rows, share, look.format).label).join('; '),
        points: rows.map((row) => ({ x: Number(row.customers_share), y: numberOrNull(row.revenue_share) })),
        marks: [0.1, 0.2]
          .filter((share) => at(rows, share)?.revenue_share != null)
          .map((share) => mark(rows, share, look.format)),
        text: {
          customers: look.format.t('panel.tiers.concentration.axis'),
          revenue: look.format.t('column.revenueShare'),
        },
      },
      look,
    ),
  sentence: (rows, say) => {
    const found = whale(rows[0], say)
    const others = Number(rows[0]?.n ?? 0) - 1
    if (found)
      return say.t('panel.tiers.concentration.whale', { n: others, others: say.count(others), ...found })
    return say.t('panel.tiers.concentration.sentence', {
      share: say.share(Number(at(rows, 0.2)?.revenue_share ?? 0)),
      top: say.share(Number(at(rows, 0.05)?.revenue_share ?? 0)),
      gini: say.number(Number(rows[0]?.gini ?? 0), 2),
    })
  },
  note: (rows, say) => {
    const n = Number(rows[0]?.others ?? 0)
    const revenue = say.moneyShort(Number(rows[0]?.others_revenue ?? 0))
    return n ? say.t('panel.tiers.concentration.beside', { n, customers: say.count(n), revenue }) : null
  },
  source: 'Gini 1912; Lorenz 1905 (doi 10.2307/2276207)',
})

function mark(rows: Row[], share: number, say: Say): { x: number; y: number; label: string } {
  const y = Number(at(rows, share)?.revenue_share ?? 0)
  return {
    x: share,
    y,
    label: say.t('panel.tiers.concentration.mark', { share: say.share(share, 0), revenue: say.share(y, 0) }),
  }
}
