import { bars, barsHeight } from '../../charts/bars'
import { trend } from '../../charts/trend'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { isNamed, ORDER_FACTS, valueLabel } from '../dimension'
import { carried, definePanel, held, notesOf, type Frame, type Say } from '../panel'
import type { Session } from '../session'
import calibrationSql from './calibration.sql?raw'
import captureSql from './capture.sql?raw'
import clvSql from './clv.sql?raw'
import trackingSql from './tracking.sql?raw'

/** Fewer customers say nothing of value. */
const LEAST = 10
const fit = (session: Session): Promise<void> => session.value.stand(session)
const SOURCE = 'Fader, Hardie & Lee 2005, Marketing Science 24 (BG/NBD); Fader & Hardie 2013 (Gamma-Gamma)'
/** Of a standard normal deviate 80 % lie between these. */
const EIGHTY = 1.2815515655446004

/**
 * 80 % interval of a sum: customers do by chance what they do, the parameters may be off, and so may the model, by as much as
 * it was on the time held out. None where it was not tested.
 */
function interval(
  sum: number | null,
  variance: unknown,
  error: unknown,
  tested: number | null,
): [number | null, number | null] {
  if (sum === null || variance == null || error == null || tested === null) return [null, null]
  const half = EIGHTY * Math.sqrt(Number(variance) + (Number(error) ** 2 + tested ** 2) * sum ** 2)
  return [Math.max(0, sum - half), sum + half]
}

/** What all rows come to; null where one of them is not known. */
const whole = (rows: Row[], name: string): number | null =>
  rows.some((row) => row[name] == null) ? null : sumOf(rows, name)

/** How far a sum was off, as a share of what came. */
const off = (sum: unknown, actual: unknown): number | null =>
  sum != null && Number(actual) > 0 ? Number(sum) / Number(actual) - 1 : null

function withIntervals(rows: Row[]): Row[] {
  const all = whole(rows, 'clv')
  const tested = off(rows[0]?.expected, rows[0]?.actual)
  const [allLow, allHigh] = interval(all, whole(rows, 'variance'), rows[0]?.value_error, tested)
  return rows.map((row) => {
    const clv = numberOrNull(row.clv)
    const [low, high] = interval(clv, row.variance, row.value_error, tested)
    return {
      ...row,
      ...{ clv_low: low, clv_high: high, clv_mean: clv === null ? null : clv / Number(row.customers) },
      ...{ all_customers: sumOf(rows, 'customers'), all_orders: sumOf(rows, 'orders') },
      ...{ all_clv: all, all_low: allLow, all_high: allHigh },
      ...{ error: tested, naive_error: off(row.naive, row.actual) },
    }
  })
}

const dimensionOf = ({ controls }: Frame): string => controls.rows ?? ''
const signed = (say: Say, share: number): string => `${share < 0 ? '−' : '+'}${say.share(Math.abs(share), 1)}`
const options = (name: string, values: number[]) =>
  values.map((value) => ({ value: String(value), label: `panel.value.${name}.${value}` }))

export const clv = definePanel({
  id: 'value.clv',
  needs: ['orders'],
  n: (rows) => sumOf(rows, 'customers'),
  least: LEAST,
  none: (session) => session.value.why('model'),
  prepare: fit,
  own: (frame) => [dimensionOf(frame)],
  sql: clvSql,
  compute: withIntervals,
  controls: [
    {
      name: 'rows',
      label: 'control.grouping',
      options: 'dimension',
      leave: ['saved', ...ORDER_FACTS],
      default: 'tier',
    },
    {
      name: 'margin',
      label: 'panel.value.control.margin',
      options: options('margin', [100, 60, 50, 40, 30, 20, 10]),
      default: '100',
    },
    {
      name: 'discount',
      label: 'panel.value.control.discount',
      options: options('discount', [0, 5, 10, 15]),
      default: '10',
    },
  ],
  columns: [
    { name: 'row_value', type: 'text', words: '@rows', label: 'control.grouping', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'orders', type: 'number', label: 'panel.value.column.orders' },
    { name: 'clv', type: 'money', label: 'panel.value.column.clv', held: true },
    { name: 'clv_low', type: 'money', label: 'panel.value.column.low', of: ['clv'] },
    { name: 'clv_high', type: 'money', label: 'panel.value.column.high', of: ['clv'] },
    { name: 'clv_mean', type: 'money', label: 'panel.value.column.mean', of: ['clv'] },
  ],
  hidden: held('clv'),
  facts: [
    { name: 'all_customers', type: 'count', leaves: true },
    { name: 'all_orders', type: 'number', leaves: true, of: ['all_customers'] },
    ...carried('money', ['all_clv', 'all_low', 'all_high'], { leaves: true, of: ['all_customers'] }),
    { name: 'split', type: 'date', leaves: true },
    { name: 'tested', type: 'count', leaves: true, beside: true },
    ...carried('share', ['error', 'naive_error'], { leaves: true, beside: true, of: ['tested'] }),
  ],
  height: (rows) => barsHeight(rows.length),
  chart: (rows, look, frame) => {
    const say = look.format
    return bars(
      {
        summary: say.t('panel.value.clv.title'),
        rows: rows.map((row) => ({
          key: String(row.row_value),
          label: valueLabel(dimensionOf(frame), String(row.row_value), say),
          value: numberOrNull(row.clv),
          n: numberOrNull(row.customers),
          note:
            row.clv_low == null
              ? undefined
              : `${say.moneyShort(Number(row.clv_low))} – ${say.moneyShort(Number(row.clv_high))}`,
        })),
        scale: 'money',
        text: { value: say.t('panel.value.column.clv'), n: say.t('column.customers') },
      },
      look,
    )
  },
  select: (row, frame) =>
    isNamed(String(row.row_value)) ? { field: dimensionOf(frame), value: String(row.row_value) } : null,
  sentence: (_, say, { facts }) => {
    const params = {
      customers: say.count(Number(facts.all_customers)),
      orders: say.number(Number(facts.all_orders), 0),
    }
    if (facts.all_clv == null) return say.t('panel.value.clv.unpriced', params)
    const value = say.moneyShort(Number(facts.all_clv))
    if (facts.all_low == null) return say.t('panel.value.clv.open', { ...params, value })
    return say.t('panel.value.clv.sentence', {
      ...{ ...params, value },
      low: say.moneyShort(Number(facts.all_low)),
      high: say.moneyShort(Number(facts.all_high)),
    })
  },
  note: (_, say, { facts }) =>
    notesOf(
      facts.error == null || facts.naive_error == null
        ? say.t('panel.value.clv.untested')
        : say.t(
            `panel.value.clv.${Math.abs(Number(facts.error)) > Math.abs(Number(facts.naive_error)) ? 'worse' : 'tested'}`,
            {
              date: say.date(String(facts.split)),
              customers: say.count(Number(facts.tested)),
              error: signed(say, Number(facts.error)),
              naive: signed(say, Number(facts.naive_error)),
            },
          ),
      say.t('panel.value.clv.once'),
    ),
  source: SOURCE,
})

const OF_PAST = { needs: ['orders'], prepare: fit, source: SOURCE, least: LEAST }
const whyThen = (session: Session): string | null => session.value.why('then')

/** Adds how far what was expected after the split was off: what came before, the model was fitted to. */
const withError = (rows: Row[]): Row[] =>
  rows.map((row) => ({ ...row, later_error: off(row.later_expected, row.later_actual) }))

export const tracking = definePanel({
  ...OF_PAST,
  id: 'value.tracking',
  n: (_, { customers }) => Number(customers ?? 0),
  none: whyThen,
  sql: trackingSql,
  compute: withError,
  columns: [
    { name: 'start', type: 'date', label: 'panel.value.column.week' },
    { name: 'actual', type: 'count', label: 'panel.value.column.actual' },
    { name: 'expected', type: 'number', label: 'panel.value.column.expected', of: ['actual'] },
  ],
  facts: [
    { name: 'split', type: 'date', leaves: true },
    { name: 'customers', type: 'count', leaves: true, beside: true },
    { name: 'later_actual', type: 'count', leaves: true, beside: true },
    { name: 'later_expected', type: 'number', leaves: true, beside: true, of: ['later_actual'] },
    { name: 'later_error', type: 'share', leaves: true, beside: true, of: ['later_actual'] },
  ],
  shape: { kind: 'curve', count: 'actual' },
  height: 320,
  chart: (rows, look, { facts }) => {
    const say = look.format
    const split = rows.findLast((row) => String(row.start) <= String(facts.split))
    return trend(
      {
        summary: say.t('panel.value.tracking.title'),
        scale: 'count',
        periods: rows.map((row) => ({
          start: String(row.start),
          label: say.date(String(row.start)),
          value: numberOrNull(row.actual),
          previous: numberOrNull(row.expected),
        })),
        marks: split ? [{ start: String(split.start), label: say.t('panel.value.tracking.split') }] : [],
        text: {
          value: say.t('panel.value.tracking.actual'),
          previous: say.t('panel.value.tracking.expected'),
          unfinished: '',
          early: '',
        },
      },
      look,
    )
  },
  sentence: (_, say, { facts }) =>
    say.t(`panel.value.tracking.${facts.later_error == null ? 'nothing' : 'sentence'}`, {
      date: say.date(String(facts.split)),
      customers: say.count(Number(facts.customers)),
      actual: say.count(Number(facts.later_actual)),
      expected: say.number(Number(facts.later_expected), 0),
      error: signed(say, Number(facts.later_error ?? 0)),
    }),
})

export const calibration = definePanel({
  ...OF_PAST,
  id: 'value.calibration',
  n: (rows) => sumOf(rows, 'customers'),
  none: whyThen,
  sql: calibrationSql,
  columns: [
    {
      name: 'class',
      type: 'text',
      words: 'panel.value.class',
      label: 'panel.value.column.class',
      disclosure: 'label',
    },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'actual_mean', type: 'number', label: 'panel.value.column.actualMean' },
    { name: 'expected_mean', type: 'number', label: 'panel.value.column.expectedMean' },
    { name: 'naive_mean', type: 'number', label: 'panel.value.column.naiveMean' },
  ],
  height: (rows) => barsHeight(rows.length),
  chart: (rows, look) => {
    const say = look.format
    return bars(
      {
        summary: say.t('panel.value.calibration.title'),
        rows: rows.map((row) => ({
          key: String(row.class),
          label: say.t(`panel.value.class.${row.class}`),
          value: numberOrNull(row.actual_mean),
          n: numberOrNull(row.customers),
          note:
            row.expected_mean == null
              ? undefined
              : say.t('panel.value.calibration.beside', { orders: say.number(Number(row.expected_mean), 2) }),
        })),
        scale: 'number',
        digits: 2,
        text: { value: say.t('panel.value.column.actualMean'), n: say.t('column.customers') },
      },
      look,
    )
  },
  sentence: (rows, say) => {
    const last = rows.at(-1)!
    return say.t('panel.value.calibration.sentence', {
      class: say.t(`panel.value.class.${last.class}`),
      actual: say.number(Number(last.actual_mean), 2),
      expected: say.number(Number(last.expected_mean), 2),
      naive: say.number(Number(last.naive_mean), 2),
    })
  },
})

export const capture = definePanel({
  ...OF_PAST,
  id: 'value.capture',
  n: (rows) => sumOf(rows, 'customers'),
  none: whyThen,
  sql: captureSql,
  columns: [
    { name: 'tenth', type: 'text', label: 'panel.value.column.tenth', disclosure: 'label', dimension: '' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'panel.value.column.share' },
    { name: 'naive_share', type: 'share', label: 'panel.value.column.naiveShare' },
  ],
  height: barsHeight(10),
  chart: (rows, look) => {
    const say = look.format
    return bars(
      {
        summary: say.t('panel.value.capture.title'),
        rows: rows.map((row) => ({
          key: String(row.tenth),
          label: say.t('panel.value.capture.tenth', { tenth: String(row.tenth) }),
          value: numberOrNull(row.share),
          n: numberOrNull(row.customers),
        })),
        scale: 'share',
        reference: { value: 0.1, label: say.t('panel.value.capture.even') },
        text: { value: say.t('panel.value.column.share'), n: say.t('column.customers') },
      },
      look,
    )
  },
  sentence: (rows, say) => {
    const first = rows[0]!
    if (first.share == null) return say.t('panel.value.capture.nothing')
    return say.t('panel.value.capture.sentence', {
      share: say.share(Number(first.share), 0),
      naive: say.share(Number(first.naive_share), 0),
    })
  },
})

export const panels = [clv, tracking, calibration, capture]
