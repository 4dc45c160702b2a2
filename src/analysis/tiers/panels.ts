import { lorenz } from '../../charts/lorenz'
import { pyramid as pyramidChart } from '../../charts/pyramid'
import type { TierId } from '../../charts/look'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { definePanel, held, notesOf, type Say } from '../panel'
import concentrationSql from './concentration.sql?raw'
import factsSql from './facts.sql?raw'
import pyramidSql from './pyramid.sql?raw'
import tableSql from './table.sql?raw'
import { profile } from './profile'

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
function whale(facts: Row, say: Say): { share: string; rest: string } | null {
  const share = numberOrNull(facts.largest_share ?? null)
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
    { name: 'tier', type: 'tier', label: 'column.tier' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.share' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', of: ['revenue'] },
    { name: 'threshold', type: 'score', label: 'column.threshold', disclosure: 'label' },
    { name: 'change', type: 'count', label: 'column.change', change: true },
  ],
  hidden: [
    { name: 'ordinal', type: 'number', leaves: true, beside: true },
    { name: 'quota', type: 'share', leaves: true, beside: true },
    ...held('revenue'),
  ],
  facts: [
    { name: 'ungraded', type: 'count', leaves: true, beside: true },
    { name: 'largest_share', type: 'share' },
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
  note: (rows, say, { facts }) => {
    const n = Number(facts.ungraded ?? 0)
    const found = sumOf(rows, 'customers') > 1 ? whale(facts, say) : null
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
    { name: 'tier', type: 'tier', label: 'column.tier' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'orders', type: 'count', label: 'column.orders' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
    { name: 'revenue_mean', type: 'money', label: 'column.revenueMean', of: ['revenue'] },
    { name: 'revenue_median', type: 'money', label: 'column.revenueMedian', least: 10 },
    { name: 'orders_median', type: 'number', label: 'column.ordersMedian', least: 10 },
    { name: 'recency_median', type: 'days', label: 'column.recencyMedian', least: 10 },
    { name: 'score_median', type: 'score', label: 'column.scoreMedian', least: 10 },
  ],
  hidden: [
    { name: 'ordinal', type: 'number', leaves: true, beside: true },
    { name: 'score_lowest', type: 'score' },
    ...held('revenue'),
  ],
  // A sum of all time is none of 12 months.
  facts: [{ name: 'lifetime', type: 'flag', leaves: true }],
  chart: null,
  select: (row) => ({ field: 'tier', value: String(row.tier) }),
  sentence: (rows, say, { facts }) => {
    const top = rows.find((row) => Number(row.customers) > 0)
    const last = rows.findLast((row) => Number(row.customers) > 0)
    const form = (top === last ? 'single' : 'sentence') + (facts.lifetime ? 'Ever' : '')
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

/** Points worth keeping before others, in percent: those that sentence and marks name. */
const NAMED = [100, 20, 10, 5, 1, 50]
const rank = (row: Row): number => {
  const place = NAMED.indexOf(Math.round(Number(row.customers_share) * 100))
  return place < 0 ? NAMED.length : place
}

export const concentration = definePanel({
  id: 'tiers.concentration',
  needs: ['orders'],
  summed: true,
  n: (_, { n }) => Number(n ?? 0),
  least: 10,
  sql: concentrationSql,
  columns: [
    { name: 'customers_share', type: 'share', label: 'column.topShare', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'revenue', type: 'money', label: 'column.revenue' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare' },
  ],
  facts: [
    { name: 'gini', type: 'number', leaves: true, beside: true, digits: 2 },
    { name: 'n', type: 'count', leaves: true, beside: true, everybody: true },
    { name: 'largest_share', type: 'share' },
    { name: 'others', type: 'count', leaves: true, beside: true },
    { name: 'others_revenue', type: 'money', leaves: true, beside: true, of: ['others'] },
  ],
  shape: { kind: 'curve', count: 'customers', rank },
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
  sentence: (rows, say, { facts }) => {
    const found = whale(facts, say)
    const others = Number(facts.n ?? 0) - 1
    if (found)
      return say.t('panel.tiers.concentration.whale', { n: others, others: say.count(others), ...found })
    return say.t('panel.tiers.concentration.sentence', {
      share: say.share(Number(at(rows, 0.2)?.revenue_share ?? 0)),
      top: say.share(Number(at(rows, 0.05)?.revenue_share ?? 0)),
      gini: say.number(Number(facts.gini ?? 0), 2),
    })
  },
  note: (_, say, { facts }) => {
    const n = Number(facts.others ?? 0)
    const revenue = say.moneyShort(Number(facts.others_revenue ?? 0))
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

export const panels = [pyramid, table, concentration, profile]
