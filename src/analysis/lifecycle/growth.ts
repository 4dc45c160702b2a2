import { growth as chart, type Part } from '../../charts/growth'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { carried, definePanel, type Say } from '../panel'
import { periodLabel } from '../trend/period'
import growthSql from './growth.sql?raw'
import movesSql from './moves.sql?raw'

const PART: Record<Part, string> = {
  kept: 'retained',
  back: 'resurrected',
  fresh: 'new_customers',
  lost: 'churned',
}
/** Periods that gains and losses may be told of. */
const whole = (rows: Row[]): Row[] => rows.filter((row) => !row.unfinished && !row.start_of_data)
/** So many whole periods make the ratio under the picture. */
const RECENT = 6

/** What the last whole periods brought and took, together. */
function withRecent(rows: Row[]): Row[] {
  const recent = whole(rows).slice(-RECENT)
  const [fresh, back, lost] = ['new_customers', 'resurrected', 'churned'].map((name) => sumOf(recent, name))
  const facts = {
    recent_periods: recent.length,
    recent_fresh: fresh!,
    recent_back: back!,
    recent_lost: lost!,
    recent_ratio: lost ? (fresh! + back!) / lost : null,
  }
  return rows.map((row) => ({ ...row, ...facts }))
}

const signed = (value: number, say: Say): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : '±'}${say.count(Math.abs(value))}`

export const growth = definePanel({
  id: 'lifecycle.growth',
  needs: ['orders'],
  n: (rows) => sumOf(rows, 'new_customers'),
  least: 4,
  base: movesSql,
  sql: growthSql,
  compute: withRecent,
  controls: [
    {
      name: 'grain',
      label: 'control.grain',
      default: 'month',
      options: ['month', 'quarter'].map((value) => ({ value, label: `grain.${value}` })),
    },
  ],
  columns: [
    { name: 'start', type: 'month', label: 'column.period', dimension: 'start@grain' },
    { name: 'customers', type: 'count', label: 'column.buyers' },
    { name: 'new_customers', type: 'count', label: 'column.firstBought' },
    { name: 'retained', type: 'count', label: 'column.boughtOn' },
    { name: 'resurrected', type: 'count', label: 'column.cameBack' },
    { name: 'churned', type: 'count', label: 'column.stayedAway' },
    { name: 'net', type: 'count', label: 'column.netChange' },
    { name: 'quick_ratio', type: 'number', label: 'column.quickRatio' },
    { name: 'kept_share', type: 'share', label: 'column.keptShare' },
  ],
  hidden: [
    { name: 'unfinished', type: 'flag', leaves: true },
    { name: 'start_of_data', type: 'flag', leaves: true },
  ],
  facts: [
    { name: 'recent_periods', type: 'number', leaves: true, beside: true },
    ...carried('count', ['recent_fresh', 'recent_back', 'recent_lost'], { leaves: true }),
    {
      name: 'recent_ratio',
      type: 'number',
      leaves: true,
      of: ['recent_fresh', 'recent_back', 'recent_lost'],
    },
  ],
  height: 340,
  chart: (rows, look, frame) => {
    const { format: say } = look
    const words = (column: string): string => say.t(`column.${column}`)
    const count = (value: Row[string] | undefined): string | null =>
      value == null ? null : say.count(Number(value))
    return chart(
      {
        summary: say.t('panel.lifecycle.growth.title'),
        periods: rows.map((row) => ({
          start: String(row.start),
          label: periodLabel(String(row.start), frame.controls.grain ?? 'month', say, frame.fiscalStart),
          parts: Object.fromEntries(
            Object.entries(PART).map(([part, name]) => [part, numberOrNull(row[name])]),
          ) as Record<Part, number | null>,
          ratio: numberOrNull(row.quick_ratio),
          unfinished: !!row.unfinished,
          early: !!row.start_of_data,
          lines: [
            [words('buyers'), count(row.customers)],
            [words('firstBought'), count(row.new_customers)],
            [words('cameBack'), count(row.resurrected)],
            [words('boughtOn'), count(row.retained)],
            [words('stayedAway'), count(row.churned)],
            [words('netChange'), row.net == null ? null : signed(Number(row.net), say)],
            [words('quickRatio'), row.quick_ratio == null ? null : say.number(Number(row.quick_ratio), 2)],
          ],
        })),
        text: {
          fresh: words('firstBought'),
          back: words('cameBack'),
          kept: words('boughtOn'),
          lost: words('stayedAway'),
          ratio: words('quickRatio'),
          early: say.t('panel.trend.revenue.early'),
          unfinished: say.t('panel.trend.revenue.unfinished'),
        },
      },
      look,
    )
  },
  sentence: (rows, say, frame) => {
    const last = whole(rows).at(-1)
    if (!last) return say.t('panel.lifecycle.growth.early')
    return say.t(`panel.lifecycle.growth.${last.quick_ratio == null ? 'unlost' : 'sentence'}`, {
      period: periodLabel(String(last.start), frame.controls.grain ?? 'month', say, frame.fiscalStart),
      customers: say.count(Number(last.customers)),
      net: signed(Number(last.net), say),
      fresh: say.count(Number(last.new_customers)),
      back: say.count(Number(last.resurrected)),
      lost: say.count(Number(last.churned)),
      ratio: say.number(Number(last.quick_ratio), 2),
    })
  },
  note: (_, say, { facts }) => {
    if (Number(facts.recent_periods ?? 0) < 2 || facts.recent_ratio == null) return null
    return say.t('panel.lifecycle.growth.recent', {
      periods: Number(facts.recent_periods),
      fresh: say.count(Number(facts.recent_fresh)),
      back: say.count(Number(facts.recent_back)),
      lost: say.count(Number(facts.recent_lost)),
      ratio: say.number(Number(facts.recent_ratio), 2),
    })
  },
  source:
    'Growth accounting and quick ratio: J. Hsu, Diligence at Social Capital, part 1: Accounting for User Growth (2015)',
})
