import { bars, barsHeight } from '../../charts/bars'
import type { Look } from '../../charts/look'
import { matrix, type MatrixCell } from '../../charts/matrix'
import { LEAST_CLUSTERED } from '../../tables/clusters/features'
import { SEGMENTS } from '../../model/rfm'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { valueLabel } from '../dimension'
import { carried, definePanel, held, type Say } from '../panel'
import type { Session } from '../session'
import fitSql from './cluster-fit.sql?raw'
import mapSql from './cluster-map.sql?raw'
import clustersSql from './clusters.sql?raw'
import { MEASURED } from './columns'
import { counts, heightOf as crossHeight, ordered } from './moves'

const SMALL = 5
const FEATURES = ['recency', 'frequency', 'monetary'] as const
const fit = (session: Session): Promise<void> => session.clusters.stand(session)
const nameOf = (row: Row, say: Say): string => valueLabel('cluster', String(row.cluster), say)
const heightOf = (rows: Row[]): number => 40 + 46 * rows.length

/** A group's median of a feature, as it stands in its cell. */
const written = (feature: string, value: number, say: Say): string =>
  feature === 'monetary'
    ? say.moneyShort(value)
    : feature === 'recency'
      ? say.t('panel.rfm.clusters.days', { n: value, days: say.count(value) })
      : say.t('panel.rfm.clusters.orders', {
          n: value,
          orders: say.number(value, Number.isInteger(value) ? 0 : 1),
        })

function centres(rows: Row[], look: Look) {
  const say = look.format
  const used = FEATURES.filter((name) => rows.some((row) => row[`${name}_centre`] != null))
  return matrix(
    {
      summary: say.t('panel.rfm.clusters.title'),
      rows: rows.map((row) => ({
        key: String(row.cluster),
        label: nameOf(row, say),
        total: numberOrNull(row.customers),
      })),
      columns: used.map((name) => ({ key: name, label: say.t(`panel.rfm.clusters.${name}`) })),
      cells: rows.flatMap((row) =>
        used.map((name): MatrixCell => {
          const median = numberOrNull(row[`${name}_median`])
          return {
            row: String(row.cluster),
            column: name,
            value: numberOrNull(row[`${name}_centre`]),
            text: median === null ? '–' : written(name, median, say),
            n: numberOrNull(row.customers),
            small: row.customers != null && Number(row.customers) < SMALL,
          }
        }),
      ),
      scale: 'deviation',
      text: {
        value: say.t('panel.rfm.clusters.centre'),
        n: say.t('column.customers'),
        total: say.t('column.customers'),
        small: say.t('reason.small'),
      },
    },
    look,
    heightOf(rows),
  )
}

/** The features of a list, in words. */
const listed = (names: unknown, say: Say): string =>
  String(names ?? '')
    .split(',')
    .filter((name) => name)
    .map((name) => say.t(`panel.rfm.clusters.${name}`))
    .join(say.t('panel.rfm.clusters.and'))

export const clusters = definePanel({
  id: 'rfm.clusters',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 1,
  none: 'panel.rfm.clusters.none',
  prepare: fit,
  own: () => ['cluster'],
  sql: clustersSql,
  columns: [
    { name: 'cluster', type: 'text', words: 'cluster', label: 'column.cluster', disclosure: 'label' },
    ...MEASURED,
    { name: 'segment', type: 'text', words: 'segment', label: 'column.usualSegment' },
    { name: 'treatment', type: 'text', words: 'treatment', label: 'column.treatment' },
  ],
  hidden: [
    ...carried(
      'number',
      FEATURES.map((name) => `${name}_centre`),
      { leaves: true },
    ),
    ...held('revenue'),
  ],
  facts: [
    { name: 'width', type: 'score', leaves: true },
    ...carried('text', ['logged', 'constant', 'unknown'], { leaves: true }),
    { name: 'unplaced', type: 'count', leaves: true, beside: true },
  ],
  height: heightOf,
  chart: centres,
  select: (row) => ({ field: 'cluster', value: String(row.cluster) }),
  sentence: (rows, say) => {
    const top = rows.reduce((best, row) => (Number(row.revenue) > Number(best.revenue) ? row : best))
    return say.t('panel.rfm.clusters.sentence', {
      n: rows.length,
      groups: say.count(rows.length),
      cluster: nameOf(top, say),
      share: say.share(Number(top.share ?? 0)),
      revenueShare: say.share(Number(top.revenue_share ?? 0), 0),
    })
  },
  note: (_, say, { facts }) => {
    const left = Number(facts.unplaced ?? 0)
    const parts = [
      ...(['logged', 'constant', 'unknown'] as const).flatMap((kind) =>
        facts[kind] ? [say.t(`panel.rfm.clusters.${kind}`, { features: listed(facts[kind], say) })] : [],
      ),
      ...(left ? [say.t('panel.rfm.clusters.unplaced', { n: left, customers: say.count(left) })] : []),
    ]
    return parts.length ? parts.join(' ') : null
  },
  source:
    'Arthur & Vassilvitskii 2007 (k-means++); Rousseeuw 1987 (doi 10.1016/0377-0427(87)90125-7); ml-kmeans 7',
})

/** How sharply groups differ, by their mean silhouette (Kaufman & Rousseeuw 1990, table 4). */
const clarity = (width: number): string =>
  width > 0.7 ? 'strong' : width > 0.5 ? 'clear' : width > 0.25 ? 'weak' : 'none'

export const clusterFit = definePanel({
  id: 'rfm.clusterfit',
  needs: ['orders'],
  summed: true,
  n: (_, { customers }) => Number(customers ?? 0),
  least: LEAST_CLUSTERED,
  none: 'panel.rfm.clusters.none',
  prepare: fit,
  sql: fitSql,
  columns: [
    { name: 'groups', type: 'text', label: 'column.groups', disclosure: 'label' },
    { name: 'width', type: 'score', label: 'column.silhouette' },
    { name: 'inertia', type: 'number', label: 'column.inertia' },
  ],
  hidden: [
    { name: 'chosen', type: 'flag', leaves: true },
    { name: 'widest', type: 'flag', leaves: true },
  ],
  facts: [{ name: 'customers', type: 'count', leaves: true, beside: true }],
  height: barsHeight(7),
  chart: (rows, look) =>
    bars(
      {
        summary: look.format.t('panel.rfm.clusterfit.title'),
        rows: rows.map((row) => ({
          key: String(row.groups),
          label: look.format.t('panel.rfm.clusterfit.groups', { n: Number(row.groups) }),
          value: numberOrNull(row.width),
          selected: row.chosen === true,
        })),
        scale: 'number',
        digits: 2,
        text: { value: look.format.t('column.silhouette') },
      },
      look,
    ),
  sentence: (rows, say) => {
    const chosen = rows.find((row) => row.chosen === true) ?? rows[0]!
    const width = Number(chosen.width)
    return say.t(`panel.rfm.clusterfit.${chosen.widest ? 'best' : 'other'}`, {
      n: Number(chosen.groups),
      groups: String(chosen.groups),
      width: say.number(width, 2),
      clarity: say.t(`panel.rfm.clusterfit.clarity.${clarity(width)}`),
      best: String(rows.find((row) => row.widest)?.groups ?? ''),
    })
  },
  source: 'Rousseeuw 1987; Kaufman & Rousseeuw 1990, Finding Groups in Data, table 4',
})

export const clusterMap = definePanel({
  id: 'rfm.clustermap',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: LEAST_CLUSTERED,
  prepare: fit,
  own: () => ['cluster', 'segment'],
  sql: mapSql,
  columns: [
    { name: 'cluster', type: 'text', words: 'cluster', label: 'column.cluster', disclosure: 'label' },
    { name: 'segment', type: 'text', words: 'segment', label: 'column.segment', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.rowShare' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
  ],
  hidden: held('revenue'),
  height: (rows) => crossHeight(new Set(rows.map((row) => row.cluster)).size),
  chart: (rows, look) =>
    counts(
      rows,
      {
        row: 'cluster',
        column: 'segment',
        rows: [...new Set(rows.map((row) => String(row.cluster)))],
        columns: ordered(rows, 'segment', SEGMENTS),
      },
      look,
      look.format.t('panel.rfm.clustermap.title'),
    ),
  select: (row) => ({ field: 'cluster', value: String(row.cluster) }),
  sentence: (rows, say) => {
    const most = rows.reduce((best, row) => (Number(row.share) > Number(best.share) ? row : best))
    return say.t('panel.rfm.clustermap.sentence', {
      cluster: nameOf(most, say),
      segment: say.t(`segment.${most.segment}`),
      share: say.share(Number(most.share ?? 0), 0),
    })
  },
})
