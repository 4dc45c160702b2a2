import { estimates, estimatesHeight, type Estimate } from '../../charts/estimates'
import type { Format } from '../../charts/look'
import { numberOrNull, type Row } from '../../model/row'
import { carried, definePanel, type Control, type Panel } from '../panel'
import compareSql from './compare.sql?raw'
import onlySql from './only.sql?raw'
import { prepareCompare, SPREAD } from './prepare'
import { spanOf } from './span'

/** What is compared, chosen once for both panels by the page. */
export const COMPARED = ['tiers.compare', 'tiers.only']
const CONTROLS: Control[] = [
  { name: 'a', label: 'control.a', options: [], hidden: true, default: 'current' },
  { name: 'b', label: 'control.b', options: [], hidden: true, default: 'revenue_all' },
  { name: 'top', label: 'control.topSize', options: [], hidden: true, default: '0.1' },
  { name: 'day', label: 'control.day', options: [], hidden: true, default: '' },
  { name: 'months', label: 'control.months', options: [], hidden: true, default: '' },
]
const SHARED = {
  family: 'compare',
  needs: ['orders'],
  prepare: prepareCompare,
  lacks: (session) => (session.params && !session.summed && !spanOf(session) ? 'reason.compare' : null),
  n: (_, { n }) => Number(n ?? 0),
  facts: [
    ...carried('text', ['a', 'a_name', 'b', 'b_name'], { leaves: true }),
    ...carried('number', ['a_version', 'b_version', 'months', 'resamples'], { leaves: true }),
    ...carried('date', ['as_of', 'until'], { leaves: true }),
    ...carried('count', ['n', 'size'], { leaves: true, beside: true }),
  ],
  least: 20,
  controls: CONTROLS,
  own: () => SPREAD,
} satisfies Partial<Panel>

/** What a grading is called. */
export function gradingText(
  { key, name, version }: { key: string; name?: string; version?: number | null },
  { t }: Pick<Format, 't'>,
): string {
  if (!key.includes('@')) return t(`panel.tiers.compare.grading.${key}`)
  const named = name || t('panel.tiers.compare.grading.proposed')
  return t('panel.tiers.compare.grading.version', { name: named, version: version ?? 1 })
}
const named = (facts: Row, side: 'a' | 'b', say: Pick<Format, 't'>): string =>
  gradingText(
    {
      key: String(facts[side] ?? ''),
      name: String(facts[`${side}_name`] ?? ''),
      version: numberOrNull(facts[`${side}_version`]),
    },
    say,
  )

const cellOf = (rows: Row[], part: string, name: string): number =>
  Number(rows.find((row) => row.group === part)?.[name] ?? NaN)
const signed = (text: string, value: number): string => `${value > 0 ? '+' : ''}${text}`.replace('-', '−')
/** A difference of shares in points, with its sign. */
const pointsText = (value: number, say: Format): string => signed(say.number(value * 100, 1), value)

const FIGURES = ['retained', 'revenue_share', 'revenue_mean'] as const
const LABELS = {
  retained: 'column.retained',
  revenue_share: 'column.revenueShare',
  revenue_mean: 'column.revenueMean',
} as const

/** A figure of a group as the picture writes it. */
function estimate(row: Row | undefined, name: (typeof FIGURES)[number], say: Format): Estimate {
  const [value, low, high] = ['', '_low', '_high'].map((end) => numberOrNull(row?.[`${name}${end}`]))
  const apart = row?.group === 'difference'
  const write = (each: number): string =>
    name === 'revenue_mean'
      ? apart
        ? signed(say.moneyShort(each), each)
        : say.moneyShort(each)
      : apart
        ? say.t('panel.tiers.compare.points', { points: pointsText(each, say) })
        : say.share(each)
  return {
    value: value!,
    low: low!,
    high: high!,
    text: value === null ? '–' : write(value!),
    between: low === null || high === null ? null : `${write(low!)} … ${write(high!)}`,
  }
}

export const compare = definePanel({
  ...SHARED,
  id: 'tiers.compare',
  sql: compareSql,
  shape: { kind: 'groups', overlaps: () => true },
  columns: [
    { name: 'group', type: 'text', words: 'compared', label: 'column.compared', disclosure: 'label' },
    { name: 'customers', type: 'number', label: 'column.customers', disclosure: 'count' },
    { name: 'retained', type: 'share', label: 'column.retained' },
    { name: 'retained_low', type: 'share', label: 'column.low' },
    { name: 'retained_high', type: 'share', label: 'column.high' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare' },
    { name: 'revenue_share_low', type: 'share', label: 'column.low' },
    { name: 'revenue_share_high', type: 'share', label: 'column.high' },
    { name: 'revenue_mean', type: 'money', label: 'column.revenueMean' },
    { name: 'revenue_mean_low', type: 'money', label: 'column.low' },
    { name: 'revenue_mean_high', type: 'money', label: 'column.high' },
  ],
  height: estimatesHeight(FIGURES.length),
  chart: (rows, look, { facts }) => {
    const { format } = look
    const of = (part: string) => rows.find((row) => row.group === part)
    const names = {
      a: `A ${named(facts, 'a', format)}`,
      b: `B ${named(facts, 'b', format)}`,
      difference: format.t('compared.difference'),
    }
    const lines = FIGURES.map((name) => ({
      label: format.t(LABELS[name]),
      a: estimate(of('a'), name, format),
      b: estimate(of('b'), name, format),
      difference: estimate(of('difference'), name, format),
    }))
    const words = ({ text, between }: Estimate) => (between ? `${text} (${between})` : text)
    return estimates(
      {
        summary: lines
          .map(
            ({ label, a, b, difference }) =>
              `${label}: ${names.a} ${words(a)}, ${names.b} ${words(b)}, ${names.difference} ${words(difference)}`,
          )
          .join('; '),
        names,
        rows: lines,
        text: { interval: format.t('column.interval') },
      },
      look,
    )
  },
  sentence: (rows, say, { facts }) => {
    const of = (part: string, end = '') => cellOf(rows, part, `revenue_share${end}`)
    const [low, high] = [of('difference', '_low'), of('difference', '_high')]
    const [a, b] = [named(facts, 'a', say), named(facts, 'b', say)]
    const months = Number(facts.months ?? 0)
    if (facts.a === facts.b) return say.t('panel.tiers.compare.same', { a })
    if (!(low > 0) && !(high < 0)) {
      const kept = (end = '') => cellOf(rows, 'difference', `retained${end}`)
      const [least, most] = [kept('_low'), kept('_high')]
      // As much revenue, but from other customers.
      const more = least > 0 ? a : most < 0 ? b : null
      const ends = [least, most].map(Math.abs).sort((x, y) => x - y)
      return say.t(more ? 'panel.tiers.compare.kept' : 'panel.tiers.compare.unclear', {
        a,
        b,
        months,
        difference: pointsText(of('difference'), say),
        low: pointsText(low, say),
        high: pointsText(high, say),
        more: more ?? '',
        points: say.number(Math.abs(kept()) * 100, 1),
        from: say.number((ends[0] ?? 0) * 100, 1),
        to: say.number((ends[1] ?? 0) * 100, 1),
      })
    }
    const first = low > 0
    const ends = [low, high].map(Math.abs).sort((x, y) => x - y)
    return say.t('panel.tiers.compare.sentence', {
      better: first ? a : b,
      worse: first ? b : a,
      share: say.share(of(first ? 'a' : 'b')),
      other: say.share(of(first ? 'b' : 'a')),
      difference: say.number(Math.abs(of('difference')) * 100, 1),
      low: say.number(ends[0]! * 100, 1),
      high: say.number(ends[1]! * 100, 1),
      size: say.count(Number(facts.size ?? 0)),
      months,
    })
  },
  note: (_, say, { facts }) =>
    say.t('panel.tiers.compare.note', {
      date: say.date(String(facts.as_of ?? '')),
      until: say.date(String(facts.until ?? '')),
      count: say.count(Number(facts.n ?? 0)),
      size: say.count(Number(facts.size ?? 0)),
      resamples: say.count(Number(facts.resamples ?? 0)),
    }),
  source: 'Efron & Tibshirani, An Introduction to the Bootstrap, 1993',
})

export const only = definePanel({
  ...SHARED,
  id: 'tiers.only',
  hidden: [{ name: 'key', type: 'number' }],
  facts: [...SHARED.facts, ...carried('number', ['only_a', 'only_b', 'revenue_a', 'revenue_b'])],
  sql: onlySql,
  columns: [
    { name: 'customer_id', type: 'text', label: 'column.customerId', disclosure: 'id' },
    { name: 'name', type: 'text', label: 'column.customer' },
    { name: 'group', type: 'text', words: 'compared', label: 'column.onlyIn', disclosure: 'label' },
    { name: 'score_a', type: 'score', label: 'column.scoreA', disclosure: 'id' },
    { name: 'score_b', type: 'score', label: 'column.scoreB', disclosure: 'id' },
    { name: 'returned', type: 'text', words: 'answer', label: 'column.boughtAgain', disclosure: 'id' },
    { name: 'revenue', type: 'money', label: 'column.revenueThen' },
  ],
  chart: null,
  height: 380,
  sentence: (_, say, { facts }) => {
    const [inA, inB] = [Number(facts.only_a ?? 0), Number(facts.only_b ?? 0)]
    return say.t(inA + inB ? 'panel.tiers.only.sentence' : 'panel.tiers.only.none', {
      a: named(facts, 'a', say),
      b: named(facts, 'b', say),
      inA: say.count(inA),
      inB: say.count(inB),
      revenueA: say.moneyShort(Number(facts.revenue_a ?? 0)),
      revenueB: say.moneyShort(Number(facts.revenue_b ?? 0)),
      months: Number(facts.months ?? 0),
    })
  },
  note: (rows, say, { facts }) => {
    const all = Number(facts.only_a ?? 0) + Number(facts.only_b ?? 0)
    return all > rows.length
      ? say.t('panel.tiers.movers.cut', { shown: say.count(rows.length), all: say.count(all) })
      : null
  },
})

export const panels = [compare, only]
