import { matrix } from '../../charts/matrix'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { wilson } from '../../stats/wilson'
import { OTHERS, placeOf, valueLabel } from '../dimension'
import { carried, definePanel, held, notesOf, type Frame, type Say } from '../panel'
import cellsSql from './cells.sql?raw'
import cohortsSql from './cohorts.sql?raw'

/** A line of fewer customers says more about them than about customers. */
const LEAST = 25
/** Cells of fewer buyers are not coloured. */
const SMALL = 5
/** Of the ages beyond the next period, the one that the sentence speaks of. */
const LATER = [12, 6, 3, 2]

const METRICS = {
  customers: { value: 'share', scale: 'share' },
  revenue: { value: 'revenue_share', scale: 'share' },
  orders: { value: 'orders_each', scale: 'number' },
} as const
const metricOf = ({ controls }: Frame) =>
  METRICS[controls.metric as keyof typeof METRICS] ?? METRICS.customers
const isByFirst = ({ controls }: Frame): boolean => controls.rows === 'first'

/** Cells of whole periods, of lines that do not begin where the data begin unless there are no others. */
function toldOf(rows: Row[]): Row[] {
  const whole = rows.filter((row) => !row.unfinished)
  const known = whole.filter((row) => !row.start_of_data)
  return known.some((row) => row.age === 1) ? known : whole
}

/** Customers and buyers of all lines together that have been seen at this age. */
function together(rows: Row[], age: number): { customers: number; buyers: number; lines: number } | null {
  const own = rows.filter((row) => row.age === age)
  const customers = own.reduce((sum, row) => sum + Number(row.customers), 0)
  if (customers < LEAST) return null
  return { customers, buyers: own.reduce((sum, row) => sum + Number(row.buyers), 0), lines: own.length }
}

/** Adds how all lines together stand one period after the first purchase, and at the oldest age that three of them reached. */
function compute(rows: Row[], frame: Frame): Row[] {
  const told = toldOf(rows)
  const shown = sumOf(
    rows.filter((row) => row.age === 0),
    'customers',
  )
  const next = together(told, 1)
  const age = LATER.find((each) => {
    const found = together(told, each)
    return found && found.lines >= (isByFirst(frame) ? 3 : 1)
  })
  const later = age ? together(told, age)! : null
  const [low, high] = next ? wilson(next.buyers, next.customers) : [null, null]
  const facts = {
    next_customers: next?.customers ?? null,
    next_share: next ? next.buyers / next.customers : null,
    next_low: low,
    next_high: high,
    later_age: age ?? null,
    later_customers: later?.customers ?? null,
    later_share: later ? later.buyers / later.customers : null,
    // Where there are no others they are not left out.
    early: told.some((row) => row.start_of_data)
      ? 0
      : new Set(rows.flatMap((row) => (row.start_of_data ? [row.line] : []))).size,
    earlier: Number(rows[0]?.different ?? 0) - shown,
  }
  return rows.map((row) => ({ ...row, ...facts }))
}

/** Lines from the top: cohorts by time, classes by their own order, else by size. */
function linesOf(rows: Row[], frame: Frame): string[] {
  const size = new Map<string, number>()
  for (const row of rows) if (row.age === 0) size.set(String(row.line), Number(row.customers))
  const lines = [...new Set(rows.map((row) => String(row.line)))]
  if (isByFirst(frame)) return lines.sort()
  const dimension = frame.controls.rows ?? ''
  return lines.sort((a, b) => {
    if ((a === OTHERS) !== (b === OTHERS)) return a === OTHERS ? 1 : -1
    const [x, y] = [placeOf(dimension, a), placeOf(dimension, b)]
    return x !== null && y !== null ? x - y : (size.get(b) ?? 0) - (size.get(a) ?? 0) || (a < b ? -1 : 1)
  })
}

const heightOf = (rows: Row[]): number => Math.max(200, 64 + 28 * new Set(rows.map((row) => row.line)).size)

export const cohorts = definePanel({
  id: 'retention.cohorts',
  needs: ['orders'],
  n: (rows) =>
    sumOf(
      rows.filter((row) => row.age === 0),
      'customers',
    ),
  least: LEAST,
  own: ({ controls }) => [controls.rows ?? ''],
  base: cellsSql,
  sql: cohortsSql,
  compute,
  controls: [
    {
      name: 'rows',
      label: 'control.rows',
      options: 'dimension',
      leave: ['saved', 'cluster', 'order_region', 'order_channel', 'order_category'],
      more: [{ value: 'first', label: 'panel.retention.cohorts.first' }],
      default: 'first',
    },
    {
      name: 'metric',
      label: 'control.metric',
      default: 'customers',
      options: Object.keys(METRICS).map((value) => ({ value, label: `panel.retention.cohorts.by.${value}` })),
      quiet: true,
      drawn: true,
    },
    {
      name: 'grain',
      label: 'control.grain',
      default: 'month',
      options: ['month', 'quarter'].map((value) => ({ value, label: `grain.${value}` })),
    },
  ],
  columns: [
    { name: 'line', type: 'text', words: '@rows', label: 'control.rows', disclosure: 'label' },
    { name: 'age', type: 'number', label: 'column.age', disclosure: 'label', dimension: '' },
    { name: 'customers', type: 'count', label: 'column.cohortSize' },
    { name: 'buyers', type: 'count', label: 'column.buyers', apart: ['customers'] },
    { name: 'share', type: 'share', label: 'column.retained', of: ['buyers'], portion: 'customers' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true, of: ['buyers'] },
    { name: 'revenue_share', type: 'share', label: 'column.retainedRevenue', of: ['revenue', 'buyers'] },
    { name: 'orders', type: 'count', label: 'column.orders', of: ['buyers'] },
    { name: 'orders_each', type: 'number', label: 'column.ordersEach', of: ['orders', 'buyers'] },
  ],
  hidden: [
    { name: 'unfinished', type: 'flag', leaves: true },
    { name: 'start_of_data', type: 'flag', leaves: true },
    ...held('revenue'),
  ],
  // What counts some of the rows goes where one of them is hidden.
  facts: [
    { name: 'different', type: 'count' },
    ...carried('count', ['next_customers', 'later_customers', 'earlier'], { leaves: true }),
    { name: 'next_share', type: 'share', leaves: true, of: ['next_customers'], portion: 'next_customers' },
    ...carried('share', ['next_low', 'next_high'], { leaves: true, of: ['next_share'] }),
    { name: 'later_share', type: 'share', leaves: true, of: ['later_customers'], portion: 'later_customers' },
    ...carried('number', ['later_age', 'early'], { leaves: true, beside: true }),
  ],
  shape: { kind: 'groups', overlaps: () => true },
  height: heightOf,
  chart: (rows, look, frame) => {
    const say = look.format
    const { value, scale } = metricOf(frame)
    const sizes = new Map(
      rows.flatMap((row) => (row.age === 0 ? [[row.line, numberOrNull(row.customers)]] : [])),
    )
    const early = new Set(rows.flatMap((row) => (row.start_of_data ? [row.line] : [])))
    const lines = linesOf(rows, frame)
    const drawn = rows.filter((row) => Number(row.age) > 0)
    const ages = Array.from(
      { length: Math.max(0, ...drawn.map((row) => Number(row.age))) },
      (_, at) => at + 1,
    )
    const seen = new Set(drawn.map((row) => `${row.line} ${row.age}`))
    return matrix(
      {
        summary: say.t('panel.retention.cohorts.title'),
        rows: lines.map((line) => ({
          key: line,
          label: labelOf(line, say, frame) + (early.has(line) ? ' °' : ''),
          total: sizes.get(line),
        })),
        columns: ages.map((age) => ({
          key: String(age),
          label: say.t('panel.retention.cohorts.age', { age }),
        })),
        cells: [
          ...drawn.map((row) => ({
            row: String(row.line),
            column: String(row.age),
            value: numberOrNull(row[value]),
            n: numberOrNull(row.buyers),
            plain: !!row.unfinished,
            small: row.buyers == null || (Number(row.customers) < SMALL && value === 'share'),
            lines: row.unfinished
              ? [[say.t('column.period'), say.t('panel.retention.cohorts.unfinished')] as [string, string]]
              : [],
          })),
          ...lines.flatMap((line) =>
            ages
              .filter((age) => !seen.has(`${line} ${age}`))
              .map((age) => ({ row: line, column: String(age), value: null, unseen: true })),
          ),
        ],
        scale,
        digits: scale === 'share' ? 0 : 2,
        totals: 'count',
        text: {
          value: say.t(`panel.retention.cohorts.by.${frame.controls.metric ?? 'customers'}`),
          n: say.t('column.buyers'),
          total: say.t('column.cohortSize'),
          small: say.t('reason.small'),
          unseen: say.t('panel.retention.cohorts.unseen'),
        },
      },
      look,
      heightOf(rows),
    )
  },
  sentence: (_, say, frame) => {
    const { facts } = frame
    if (facts.next_share == null) return say.t('panel.retention.cohorts.short')
    const grain = frame.controls.grain === 'quarter' ? 'quarter' : 'month'
    const key = facts.later_share == null ? 'next' : 'sentence'
    return say.t(`panel.retention.cohorts.${key}.${grain}`, {
      customers: say.count(Number(facts.next_customers)),
      share: say.share(Number(facts.next_share)),
      low: say.share(Number(facts.next_low)),
      high: say.share(Number(facts.next_high)),
      age: Number(facts.later_age),
      later: say.share(Number(facts.later_share ?? 0)),
      others: say.count(Number(facts.later_customers ?? 0)),
    })
  },
  note: (_, say, { facts }) => {
    const [early, earlier] = [Number(facts.early ?? 0), Number(facts.earlier ?? 0)]
    return notesOf(
      early ? say.t('panel.retention.cohorts.early', { n: early }) : null,
      earlier
        ? say.t('panel.retention.cohorts.earlier', { n: earlier, customers: say.count(earlier) })
        : null,
    )
  },
})

const labelOf = (line: string, say: Say, { controls }: Frame): string =>
  valueLabel(controls.rows ?? '', line, say)
