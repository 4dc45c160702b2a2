import { matrix } from '../../charts/matrix'
import { sankey } from '../../charts/sankey'
import { stacks } from '../../charts/stacks'
import type { Look, TierId } from '../../charts/look'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { definePanel, type Column, type Control, type Say } from '../panel'
import migrationSql from './migration.sql?raw'
import moversSql from './movers.sql?raw'
import { prepareReviews, tooShort } from './prepare'
import reviewsSql from './reviews.sql?raw'
import triggersSql from './triggers.sql?raw'

const own = (scope: string) => ({ scope, fields: () => ['tier'] })
const tierText = (tier: Row[string] | undefined, { t }: Say): string => t(`tier.${tier}`)

export const reviews = definePanel({
  id: 'tiers.reviews',
  needs: ['orders'],
  prepare: prepareReviews,
  lacks: (session) => (session.params && !session.reviews().length ? 'reason.reviews' : null),
  n: (rows) => sumOf(rows.slice(-4), 'customers'),
  least: 4,
  own: own('scope_reviews'),
  sql: reviewsSql,
  columns: [
    { name: 'as_of', type: 'date', label: 'column.review', disclosure: 'label' },
    { name: 'tier', type: 'tier', label: 'column.tier', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.share', disclosure: 'rate' },
    { name: 'revenue', type: 'money', label: 'column.revenueYear', disclosure: 'money' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', disclosure: 'rate' },
    { name: 'change', type: 'count', label: 'column.change', disclosure: 'count' },
  ],
  height: 320,
  chart: (rows, look) => {
    const { format } = look
    const days = [...new Set(rows.map((row) => String(row.as_of)))]
    return stacks(
      {
        summary: days
          .map(
            (day) =>
              `${format.date(day)}: ${rows
                .filter((row) => row.as_of === day)
                .map((row) => `${tierText(row.tier, format)} ${format.count(Number(row.customers))}`)
                .join(', ')}`,
          )
          .join('; '),
        columns: days.map((day) => ({ key: day, label: format.date(day) })),
        parts: rows.map((row) => ({
          column: String(row.as_of),
          tier: row.tier as TierId,
          label: tierText(row.tier, format),
          value: Number(row.customers),
          lines: [
            [format.t('column.customers'), format.count(Number(row.customers))],
            [format.t('column.share'), row.share === null ? null : format.share(Number(row.share))],
            [format.t('column.revenueYear'), format.money(Number(row.revenue))],
            [
              format.t('column.revenueShare'),
              row.revenue_share === null ? null : format.share(Number(row.revenue_share)),
            ],
          ],
        })),
      },
      look,
    )
  },
  sentence: (rows, say) => {
    const last = rows.filter((row) => row.as_of === rows.at(-1)?.as_of)
    const first = rows.filter((row) => row.as_of === rows[0]?.as_of)
    const [top, before] = [last[0], first[0]]
    const one = top?.as_of === before?.as_of
    return say.t(one ? 'panel.tiers.reviews.single' : 'panel.tiers.reviews.sentence', {
      tier: tierText(top?.tier ?? '', say),
      customers: say.count(Number(top?.customers ?? 0)),
      before: say.count(Number(before?.customers ?? 0)),
      date: say.date(String(top?.as_of ?? '')),
      since: say.date(String(before?.as_of ?? '')),
      share: say.share(Number(top?.revenue_share ?? 0)),
      shareBefore: say.share(Number(before?.revenue_share ?? 0)),
    })
  },
})

/** Both days of a comparison; the page sets them for all panels that compare the same two. */
const PAIR: Control[] = [
  { name: 'from', label: 'control.from', options: [], hidden: true, default: '' },
  { name: 'to', label: 'control.to', options: [], hidden: true, default: '' },
]
const signed = (value: number, say: Say): string => `${value > 0 ? '+' : ''}${say.moneyShort(value)}`
const counted = (value: number, say: Say): string =>
  value > 0 ? `+${say.count(value)}` : say.count(value).replace('-', '−')
const gain = (rows: Row[]): number => sumOf(rows, 'revenue_after') - sumOf(rows, 'revenue_before')

export const migration = definePanel({
  id: 'tiers.migration',
  needs: ['orders'],
  prepare: prepareReviews,
  lacks: tooShort,
  n: (rows) => sumOf(rows, 'customers'),
  least: 4,
  controls: [
    ...PAIR,
    {
      name: 'shown',
      label: 'control.mode',
      options: [
        { value: 'flow', label: 'panel.tiers.migration.flow' },
        { value: 'matrix', label: 'panel.tiers.migration.matrix' },
      ],
      quiet: true,
      default: 'flow',
    },
  ],
  own: own('scope_migration'),
  sql: migrationSql,
  columns: [
    { name: 'from_tier', type: 'tier', label: 'column.fromTier', disclosure: 'label' },
    { name: 'to_tier', type: 'tier', label: 'column.toTier', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.rowShare', disclosure: 'rate' },
    { name: 'revenue_before', type: 'money', label: 'column.revenueBefore', disclosure: 'money' },
    { name: 'revenue_after', type: 'money', label: 'column.revenueAfter', disclosure: 'money' },
  ],
  height: 380,
  chart: (rows, look, frame) => (frame.controls.shown === 'matrix' ? cells(rows, look) : flow(rows, look)),
  sentence: (rows, say) => {
    const of = (test: (step: number) => boolean) =>
      rows.filter((row) => row.step !== null && test(Number(row.step)))
    const [rose, fell] = [of((step) => step > 0), of((step) => step < 0)]
    const fresh = rows.filter((row) => row.step === null)
    const moved = sumOf(rose, 'customers') + sumOf(fell, 'customers')
    return say.t(moved ? 'panel.tiers.migration.sentence' : 'panel.tiers.migration.still', {
      earlier: say.date(String(rows[0]?.earlier ?? '')),
      later: say.date(String(rows[0]?.later ?? '')),
      rose: say.count(sumOf(rose, 'customers')),
      fell: say.count(sumOf(fell, 'customers')),
      up: signed(gain(rose), say),
      down: signed(gain(fell), say),
      fresh: say.count(sumOf(fresh, 'customers')),
      all: say.count(sumOf(rows, 'customers')),
    })
  },
  note: (rows, say) => {
    const tiers = [...new Set(rows.map((row) => String(row.to_tier)))]
    const net = (tier: string) =>
      sumOf(
        rows.filter((row) => row.to_tier === tier),
        'customers',
      ) -
      sumOf(
        rows.filter((row) => row.from_tier === tier),
        'customers',
      )
    return say.t('panel.tiers.migration.net', {
      list: tiers.map((tier) => `${tierText(tier, say)} ${counted(net(tier), say)}`).join(' · '),
      fresh: say.count(
        sumOf(
          rows.filter((row) => row.from_tier === 'new'),
          'customers',
        ),
      ),
    })
  },
})

function flow(rows: Row[], look: Look) {
  const { format } = look
  const total = (name: 'from_tier' | 'to_tier', tier: string) =>
    sumOf(
      rows.filter((row) => row[name] === tier),
      'customers',
    )
  const side = (name: 'from_tier' | 'to_tier') =>
    [...new Set(rows.map((row) => String(row[name])))].map((tier) => ({
      tier: tier as TierId | 'new',
      label: format.t(`tier.${tier}`),
      value: total(name, tier),
    }))
  const words = (row: Row) => `${tierText(row.from_tier, format)} → ${tierText(row.to_tier, format)}`
  return sankey(
    {
      summary: rows
        .filter((row) => Number(row.customers) > 0)
        .map((row) => `${words(row)}: ${format.count(Number(row.customers))}`)
        .join('; '),
      left: { title: format.date(String(rows[0]?.earlier)), nodes: side('from_tier') },
      right: { title: format.date(String(rows[0]?.later)), nodes: side('to_tier') },
      links: rows.map((row) => ({
        from: String(row.from_tier),
        to: String(row.to_tier),
        value: Number(row.customers),
        step: numberOrNull(row.step),
        title: words(row),
        lines: [
          [format.t('column.customers'), format.count(Number(row.customers))],
          [format.t('column.rowShare'), row.share === null ? null : format.share(Number(row.share))],
          [format.t('column.revenueBefore'), format.money(Number(row.revenue_before))],
          [format.t('column.revenueAfter'), format.money(Number(row.revenue_after))],
        ],
      })),
    },
    look,
  )
}

function cells(rows: Row[], look: Look) {
  const { format } = look
  const heads = (name: 'from_tier' | 'to_tier') =>
    [...new Set(rows.map((row) => String(row[name])))].map((key) => ({
      key,
      label: format.t(`tier.${key}`),
      total: sumOf(
        rows.filter((row) => row[name] === key),
        'customers',
      ),
    }))
  return matrix(
    {
      summary: rows.map((row) => `${row.from_tier} → ${row.to_tier}: ${row.customers}`).join('; '),
      rows: heads('from_tier'),
      columns: heads('to_tier'),
      cells: rows.map((row) => ({
        row: String(row.from_tier),
        column: String(row.to_tier),
        value: Number(row.customers),
        share: numberOrNull(row.share),
      })),
      scale: 'count',
      text: {
        value: format.t('column.customers'),
        share: format.t('column.rowShare'),
        total: format.t('column.customers'),
        small: format.t('reason.small'),
      },
    },
    look,
    380,
  )
}

const CUSTOMER: Column[] = [
  { name: 'customer_id', type: 'text', label: 'column.customerId', disclosure: 'id' },
  { name: 'name', type: 'text', label: 'column.customer', disclosure: 'text' },
  { name: 'from_tier', type: 'tier', label: 'column.fromTier', disclosure: 'label' },
  { name: 'to_tier', type: 'tier', label: 'column.toTier', disclosure: 'label' },
]

export const movers = definePanel({
  id: 'tiers.movers',
  needs: ['orders'],
  prepare: prepareReviews,
  lacks: tooShort,
  n: (rows) => Number(rows[0]?.compared ?? 0),
  least: 4,
  controls: PAIR,
  own: own('scope_movers'),
  sql: moversSql,
  columns: [
    ...CUSTOMER,
    { name: 'score_change', type: 'score', label: 'column.scoreChange', disclosure: 'id' },
    { name: 'cause', type: 'text', label: 'column.cause', disclosure: 'text' },
    { name: 'cause_points', type: 'score', label: 'column.causePoints', disclosure: 'id' },
    { name: 'revenue_before', type: 'money', label: 'column.revenueBefore', disclosure: 'money' },
    { name: 'revenue_after', type: 'money', label: 'column.revenueAfter', disclosure: 'money' },
  ],
  chart: null,
  sentence: (rows, say) => {
    const [row] = rows
    const moved = Number(row?.rose ?? 0) + Number(row?.fell ?? 0)
    return say.t(moved ? 'panel.tiers.movers.sentence' : 'panel.tiers.movers.none', {
      rose: say.count(Number(row?.rose ?? 0)),
      fell: say.count(Number(row?.fell ?? 0)),
      all: say.count(Number(row?.compared ?? 0)),
      earlier: say.date(String(row?.earlier ?? '')),
      later: say.date(String(row?.later ?? '')),
    })
  },
  note: (rows, say) => {
    const moved = Number(rows[0]?.rose ?? 0) + Number(rows[0]?.fell ?? 0)
    return moved > rows.length
      ? say.t('panel.tiers.movers.cut', { shown: say.count(rows.length), all: say.count(moved) })
      : null
  },
})

export const triggers = definePanel({
  id: 'tiers.triggers',
  needs: ['orders'],
  prepare: prepareReviews,
  lacks: (session) =>
    session.params && !session.reviews().some((day) => day < session.params!.as_of) ? 'reason.reviews' : null,
  n: (rows) => Number(rows[0]?.compared ?? 0),
  least: 4,
  own: own('scope_triggers'),
  sql: triggersSql,
  columns: [
    ...CUSTOMER,
    { name: 'trigger', type: 'text', label: 'column.trigger', disclosure: 'text' },
    { name: 'what', type: 'text', label: 'column.event', disclosure: 'text' },
    { name: 'amount', type: 'money', label: 'column.orderAmount', disclosure: 'id' },
    { name: 'day', type: 'date', label: 'column.day', disclosure: 'id' },
    { name: 'score_before', type: 'score', label: 'column.scoreBefore', disclosure: 'id' },
    { name: 'score_after', type: 'score', label: 'column.scoreAfter', disclosure: 'id' },
    { name: 'revenue', type: 'money', label: 'column.revenueYear', disclosure: 'money' },
  ],
  chart: null,
  sentence: (rows, say) => {
    const [row] = rows
    const changed = Number(row?.changed ?? 0)
    return say.t(changed ? 'panel.tiers.triggers.sentence' : 'panel.tiers.triggers.none', {
      n: changed,
      changed: say.count(changed),
      triggered: say.count(Number(row?.triggered ?? 0)),
      date: say.date(String(row?.reviewed ?? '')),
    })
  },
  note: (rows, say) =>
    Number(rows[0]?.changed ?? 0) > rows.length
      ? say.t('panel.tiers.movers.cut', {
          shown: say.count(rows.length),
          all: say.count(Number(rows[0]?.changed)),
        })
      : null,
})
