import { insertRows } from '../../engine/engine'
import { monthsBefore } from '../../model/day'
import type { Row } from '../../model/row'
import { definePanel, type Control, type Frame, type Say } from '../panel'
import type { Session } from '../session'
import compareSql from './compare.sql?raw'
import spanSql from './span.sql?raw'
import { compareTops, type Did } from './top'

const GRADINGS = ['current', 'rhythm', 'revenue_all', 'revenue_12m', 'orders_12m']
const grading = (name: string, usual: string): Control => ({
  name,
  label: `control.${name}`,
  options: GRADINGS.map((value) => ({ value, label: `panel.tiers.compare.grading.${value}` })),
  default: usual,
})

/** As long after the grading as the data allow, with a year of orders before it; null: they are too short. */
export function spanOf({ params, summed }: Session): { asOf: string; until: string; months: number } | null {
  if (!params?.data_start || summed) return null
  for (const months of [12, 6, 3]) {
    const asOf = monthsBefore(params.as_of, months)
    if (monthsBefore(asOf, 12) >= params.data_start) return { asOf, until: params.as_of, months }
  }
  return null
}

const prepared = new WeakMap<Session, { state: number; done: Promise<void> }>()
async function prepare(session: Session): Promise<void> {
  await session.whenReached('all')
  const { state } = session
  let held = prepared.get(session)
  if (held?.state !== state) {
    held = { state, done: write(session) }
    prepared.set(session, held)
    held.done.catch(() => prepared.delete(session))
  }
  await held.done
}
async function write(session: Session): Promise<void> {
  const span = spanOf(session)
  if (span) await session.gradeDates([span.asOf])
  await session.quiet(async ({ engine }) => {
    await engine.run(spanSql)
    if (span) await insertRows(engine, 'compare_span', [[span.asOf, span.until, span.months]])
  })
}

const column = (rows: Row[], name: string): Float64Array =>
  Float64Array.from(rows, (row) => Number(row[name]))

function compute(rows: Row[], { controls }: Frame): Row[] {
  const [first] = rows
  if (!first) return []
  const found = compareTops(
    { a: column(rows, controls.a!), b: column(rows, controls.b!) },
    { bought: column(rows, 'bought'), revenue: column(rows, 'revenue') },
    Number(controls.top),
  )
  const { as_of, until, months } = first
  const rowOf = (group: string, did: Did): Row => {
    // An interval of a number of customers that was chosen to be equal says nothing.
    const counted = !['difference', 'low', 'high'].includes(group)
    return {
      group,
      customers: counted ? Math.round(did.customers * 10) / 10 : null,
      retained: finite(did.retained),
      revenue_share: finite(did.revenueShare),
      revenue_mean: finite(did.revenueMean),
      as_of: as_of!,
      until: until!,
      months: months!,
      n: rows.length,
      resamples: found.resamples,
    }
  }
  const { a, b, difference, low, high, onlyA, onlyB, both } = found
  return Object.entries({ a, b, difference, low, high, onlyA, onlyB, both }).map(([group, did]) =>
    rowOf(group, did),
  )
}
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const cellOf = (rows: Row[], group: string, name: string): number =>
  Number(rows.find((row) => row.group === group)?.[name] ?? NaN)
/** A difference of shares in points, with its sign. */
const pointsText = (value: number, say: Say): string =>
  `${value > 0 ? '+' : ''}${say.number(value * 100, 1)}`.replace('-', '−')

export const compare = definePanel({
  id: 'tiers.compare',
  needs: ['orders'],
  prepare,
  lacks: (session) => (session.params && !session.summed && !spanOf(session) ? 'reason.compare' : null),
  n: (rows) => Number(rows[0]?.n ?? 0),
  least: 20,
  controls: [
    grading('a', 'current'),
    grading('b', 'revenue_all'),
    {
      name: 'top',
      label: 'control.topSize',
      options: ['0.05', '0.1', '0.2'].map((value) => ({
        value,
        label: `panel.tiers.compare.top.${value.replace('0.', '')}`,
      })),
      default: '0.1',
    },
  ],
  own: { scope: 'scope_compare', fields: () => ['tier'] },
  sql: compareSql,
  compute,
  columns: [
    { name: 'group', type: 'text', label: 'column.compared', disclosure: 'label' },
    { name: 'customers', type: 'number', label: 'column.customers', disclosure: 'count' },
    { name: 'retained', type: 'share', label: 'column.retained', disclosure: 'rate' },
    { name: 'revenue_share', type: 'share', label: 'column.revenueShare', disclosure: 'rate' },
    { name: 'revenue_mean', type: 'money', label: 'column.revenueMean', disclosure: 'money' },
  ],
  chart: null,
  height: 350,
  sentence: (rows, say, { controls }) => {
    const of = (group: string, name: string) => cellOf(rows, group, name)
    const clear = of('low', 'revenue_share') > 0 || of('high', 'revenue_share') < 0
    const points = (value: number) => pointsText(value, say)
    return say.t(clear ? 'panel.tiers.compare.sentence' : 'panel.tiers.compare.unclear', {
      a: say.t(`panel.tiers.compare.grading.${controls.a}`),
      b: say.t(`panel.tiers.compare.grading.${controls.b}`),
      shareA: say.share(of('a', 'revenue_share')),
      shareB: say.share(of('b', 'revenue_share')),
      difference: points(of('difference', 'revenue_share')),
      low: points(of('low', 'revenue_share')),
      high: points(of('high', 'revenue_share')),
      top: say.share(Number(controls.top), 0),
      months: Number(rows[0]?.months ?? 0),
    })
  },
  note: (rows, say) =>
    say.t('panel.tiers.compare.note', {
      retainedA: say.share(cellOf(rows, 'a', 'retained')),
      retainedB: say.share(cellOf(rows, 'b', 'retained')),
      points: pointsText(cellOf(rows, 'difference', 'retained'), say),
      low: pointsText(cellOf(rows, 'low', 'retained'), say),
      high: pointsText(cellOf(rows, 'high', 'retained'), say),
      date: say.date(String(rows[0]?.as_of ?? '')),
      until: say.date(String(rows[0]?.until ?? '')),
      count: say.count(Number(rows[0]?.n ?? 0)),
      resamples: say.count(Number(rows[0]?.resamples ?? 0)),
    }),
  source: 'Efron & Tibshirani, An Introduction to the Bootstrap, 1993',
})
