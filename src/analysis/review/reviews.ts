import { matrix } from '../../charts/matrix'
import { sankey } from '../../charts/sankey'
import { stacks } from '../../charts/stacks'
import type { Look, TierId } from '../../charts/look'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { fieldLabel } from '../dimension'
import { definePanel, held, notesOf, type Control, type Frame, type Say, type Unshown } from '../panel'
import migrationSql from './migration.sql?raw'
import { comparedDays, prepareReviews, tooShort } from './prepare'
import pairSql from './pair.sql?raw'
import reviewsSql from './reviews.sql?raw'

export const own = (): string[] => ['tier']
const tierText = (tier: Row[string] | undefined, { t }: Say): string => t(`tier.${tier}`)

/** What is unknown on the earlier day because the data do not reach back far enough, so that a move stands on it as well. */
export const withoutNote = (facts: Row, say: Say): string | null => {
  const names = String(facts.without ?? '')
  if (!names) return null
  const from = facts.known_from
  return say.t(`panel.tiers.reviews.${from ? 'withoutUntil' : 'without'}`, {
    names: names
      .split(',')
      .map((name) => fieldLabel(name, say))
      .join(say.t('panel.tiers.reviews.and')),
    date: from ? say.date(String(from)) : '',
  })
}

export const reviews = definePanel({
  id: 'tiers.reviews',
  needs: ['orders'],
  prepare: prepareReviews,
  lacks: (session) => (session.params && !comparedDays(session).length ? 'reason.reviews' : null),
  n: (rows) => sumOf(rows.slice(-4), 'customers'),
  least: 4,
  own,
  sql: reviewsSql,
  columns: [
    { name: 'as_of', type: 'date', label: 'column.review', dimension: '' },
    { name: 'tier', type: 'tier', label: 'column.tier', dimension: 'tier@as_of' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.share' },
    { name: 'revenue', type: 'money', label: 'column.revenueYear', held: true },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', of: ['revenue'] },
    { name: 'change', type: 'count', label: 'column.change', change: true },
  ],
  hidden: [
    { name: 'reviewed', type: 'flag', leaves: true },
    { name: 'lacking', type: 'text', leaves: true, beside: true },
    { name: 'ordinal', type: 'number', leaves: true, beside: true },
    ...held('revenue'),
  ],
  facts: [
    { name: 'without', type: 'text', leaves: true },
    { name: 'known_from', type: 'date', leaves: true },
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
    // The earliest day on which as much is known as on the last.
    const from = rows.find((row) => row.lacking === rows.at(-1)?.lacking)
    const first = rows.filter((row) => row.as_of === from?.as_of)
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
  note: (_, say, { facts }) => withoutNote(facts, say),
})

/** Both days of a comparison; the page sets them for all panels that compare the same two. */
export const PAIR: Control[] = [
  { name: 'from', label: 'control.from', options: [], hidden: true, default: '' },
  { name: 'to', label: 'control.to', options: [], hidden: true, default: '' },
]
const signed = (value: number, say: Say): string => `${value > 0 ? '+' : ''}${say.moneyShort(value)}`
const counted = (value: number, say: Say): string =>
  value > 0 ? `+${say.count(value)}` : say.count(value).replace('-', '−')
const gain = (rows: Row[]): number => sumOf(rows, 'revenue_after') - sumOf(rows, 'revenue_before')

/** The two days that are compared, and what only the later of them knows. */
export const DAYS: Unshown[] = [
  { name: 'earlier', type: 'date', leaves: true },
  { name: 'later', type: 'date', leaves: true },
  { name: 'without', type: 'text', leaves: true },
]

export const migration = definePanel({
  id: 'tiers.migration',
  needs: ['orders'],
  prepare: prepareReviews,
  base: pairSql,
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
  own,
  sql: migrationSql,
  columns: [
    { name: 'from_tier', type: 'tier', label: 'column.fromTier', dimension: 'tier@earlier' },
    { name: 'to_tier', type: 'tier', label: 'column.toTier', dimension: 'tier@later' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.rowShare' },
    { name: 'revenue_before', type: 'money', label: 'column.revenueBefore', held: true },
    { name: 'revenue_after', type: 'money', label: 'column.revenueAfter', held: true },
  ],
  hidden: [
    { name: 'step', type: 'number', leaves: true, beside: true },
    ...held('revenue_before', 'revenue_after'),
  ],
  facts: DAYS,
  height: 380,
  chart: (rows, look, frame) =>
    frame.controls.shown === 'matrix' ? cells(rows, look) : flow(rows, look, frame),
  sentence: (rows, say, { facts }) => {
    const of = (test: (step: number) => boolean) =>
      rows.filter((row) => row.step !== null && test(Number(row.step)))
    const [rose, fell] = [of((step) => step > 0), of((step) => step < 0)]
    const fresh = rows.filter((row) => row.step === null)
    const moved = sumOf(rose, 'customers') + sumOf(fell, 'customers')
    return say.t(moved ? 'panel.tiers.migration.sentence' : 'panel.tiers.migration.still', {
      earlier: say.date(String(facts.earlier ?? '')),
      later: say.date(String(facts.later ?? '')),
      rose: say.count(sumOf(rose, 'customers')),
      fell: say.count(sumOf(fell, 'customers')),
      up: signed(gain(rose), say),
      down: signed(gain(fell), say),
      fresh: say.count(sumOf(fresh, 'customers')),
      all: say.count(sumOf(rows, 'customers')),
    })
  },
  note: (rows, say, { facts }) => {
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
    const moves = say.t('panel.tiers.migration.net', {
      list: tiers.map((tier) => `${tierText(tier, say)} ${counted(net(tier), say)}`).join(' · '),
      fresh: say.count(
        sumOf(
          rows.filter((row) => row.from_tier === 'new'),
          'customers',
        ),
      ),
    })
    return notesOf(moves, withoutNote(facts, say))
  },
})

function flow(rows: Row[], look: Look, { facts }: Frame) {
  const { format } = look
  const total = (name: 'from_tier' | 'to_tier', tier: string) =>
    sumOf(
      rows.filter((row) => row[name] === tier),
      'customers',
    )
  const side = (name: 'from_tier' | 'to_tier') =>
    [...new Set(rows.map((row) => String(row[name])))].map((tier) => ({
      key: tier,
      tier: tier === 'new' ? undefined : (tier as TierId),
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
      left: { title: format.date(String(facts.earlier)), nodes: side('from_tier') },
      right: { title: format.date(String(facts.later)), nodes: side('to_tier') },
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
