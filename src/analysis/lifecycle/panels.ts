import { bars } from '../../charts/bars'
import { stageColour } from '../../charts/stage'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { wilson } from '../../stats/wilson'
import { carried, definePanel, held, notesOf, type Say } from '../panel'
import standingSql from './standing.sql?raw'
import stagesSql from './stages.sql?raw'
import { comeback } from './comeback'
import { flow } from './flow'
import { growth } from './growth'
import { second } from './second'

const of = (rows: Row[], ...stages: string[]): Row[] =>
  rows.filter((row) => stages.includes(String(row.stage)))

const HERE = ['new', 'active']
const BOUGHT = [...HERE, 'dormant', 'churned']

/** Fewer than so many who were called churned say nothing about how many come back. */
const LEAST_CALLED = 20

/** Of those who would have been called churned half a year before, the share that bought again, with its 95 % interval. */
function cameBack(rows: Row[]): Row[] {
  const called = Number(rows[0]?.called ?? 0)
  if (called < LEAST_CALLED) return rows
  const back = Number(rows[0]!.came_back)
  const [low, high] = wilson(back, called)
  return rows.map((row) => ({ ...row, back_share: back / called, back_low: low, back_high: high }))
}

/** Of those who ever bought, the share that still does. */
function stillHere(rows: Row[]): Row[] {
  const bought = sumOf(of(rows, ...BOUGHT), 'customers')
  return rows.map((row) => ({
    ...row,
    here_share: bought ? sumOf(of(rows, ...HERE), 'customers') / bought : null,
  }))
}

/** What stands beside a stage: its share of revenue, and beside the churned how many of such come back. */
function beside(row: Row, say: Say, facts: Row): string | undefined {
  if (row.revenue_share == null || row.stage === 'potential') return undefined
  const back = row.stage === 'churned' && facts.back_share != null
  const brings = say.t('panel.lifecycle.stages.brings', { share: say.share(Number(row.revenue_share)) })
  return back
    ? `${brings} · ${say.t('panel.lifecycle.stages.backMark', {
        share: say.share(Number(facts.back_share), 0),
        date: say.date(String(facts.called_on)),
      })}`
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
  compute: (rows) => stillHere(cameBack(rows)),
  columns: [
    { name: 'stage', type: 'text', words: 'stage', label: 'column.stage', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.share' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', of: ['revenue'] },
    { name: 'revenue_ever', type: 'money', label: 'column.revenueEver', held: true },
    { name: 'recency_median', type: 'days', label: 'column.recencyMedian', least: 10 },
    { name: 'orders_median', type: 'number', label: 'column.ordersMedian', least: 10 },
    { name: 'treatment', type: 'text', words: 'treatment', label: 'column.treatment' },
  ],
  hidden: held('revenue', 'revenue_ever'),
  facts: [
    { name: 'here_share', type: 'share', leaves: true },
    { name: 'without_stage', type: 'count', leaves: true, beside: true },
    { name: 'called_on', type: 'date', leaves: true },
    { name: 'called', type: 'count', leaves: true, beside: true },
    { name: 'came_back', type: 'count', leaves: true, beside: true },
    { name: 'back_share', type: 'share', leaves: true, beside: true, of: ['called'], portion: 'called' },
    { name: 'back_low', type: 'share', leaves: true, beside: true, of: ['back_share'] },
    { name: 'back_high', type: 'share', leaves: true, beside: true, of: ['back_share'] },
    ...carried(
      'days',
      ['new', 'dormant', 'churned'].flatMap((name) => [`${name}_days`, `${name}_proposed`]),
      { leaves: true },
    ),
    { name: 'gaps', type: 'number', leaves: true },
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
          note: beside(row, look.format, frame.facts),
          selected: frame.filter.stage?.includes(String(row.stage)) ?? false,
        })),
        scale: 'count',
        text: { value: look.format.t('column.customers'), share: look.format.t('column.share') },
      },
      look,
    ),
  select: (row) => ({ field: 'stage', value: String(row.stage) }),
  sentence: (rows, say, { facts }) => {
    const all = sumOf(of(rows, ...BOUGHT), 'customers')
    if (!all)
      return say.t('panel.lifecycle.stages.unsold', { customers: say.count(sumOf(rows, 'customers')) })
    const [dormant, churned] = [of(rows, 'dormant'), of(rows, 'churned')]
    const untold = dormant.some((row) => row.customers == null)
    return say.t(`panel.lifecycle.stages.${untold ? 'undated' : 'sentence'}`, {
      customers: say.count(all),
      here: say.count(sumOf(of(rows, ...HERE), 'customers')),
      share: say.share(Number(facts.here_share)),
      dormant: say.count(sumOf(dormant, 'customers')),
      revenueShare: say.share(sumOf(dormant, 'revenue_share')),
      churned: say.count(sumOf(churned, 'customers')),
    })
  },
  note: (_, say, frame) => {
    const { facts } = frame
    const n = Number(facts.without_stage ?? 0)
    return notesOf(
      facts.back_share == null
        ? null
        : say.t('panel.lifecycle.stages.back', {
            customers: say.count(Number(facts.called)),
            date: say.date(String(facts.called_on)),
            share: say.share(Number(facts.back_share), 0),
            low: say.share(Number(facts.back_low), 0),
            high: say.share(Number(facts.back_high), 0),
            asOf: say.date(frame.asOf ?? ''),
          }),
      n ? say.t('panel.lifecycle.stages.without', { n, customers: say.count(n) }) : null,
    )
  },
})

export const panels = [stages, comeback, growth, flow, second]
