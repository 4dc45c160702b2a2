import { matrix as matrixChart } from '../../charts/matrix'
import type { Scale } from '../../charts/ramp'
import { numberOrNull, type Row } from '../../model/row'
import { TOP } from '../controls'
import {
  isLineDimension,
  isNamed,
  isOrderDimension,
  ORDER_TIMES,
  OTHERS,
  placeOf,
  UNSAID,
  valueLabel,
} from '../dimension'
import { MARK, strongest, timesOf } from '../difference'
import { carried, definePanel, held, type Frame, type Say } from '../panel'
import { beyondChance, drawnByLot, LEAST_EXPECTED, ratioDeviation } from '../../stats/chance'
import type { Engine } from '../../engine/engine'
import { merge, OF_ALL, OF_CELLS, OF_COLUMNS } from './merge'
import { METRICS, metricOf, together, total, type Metric } from './metrics'
import cellsSql from './cells.sql?raw'
import customersSql from './customers.sql?raw'
import linesSql from './lines.sql?raw'
import ordersSql from './orders.sql?raw'
import spreadSql from './spread.sql?raw'
import sql from './matrix.sql?raw'

/** Cells of fewer customers say so and are not coloured. */
const SMALL = 5

type Side = 'row_value' | 'column_value'

const dimensionsOf = ({ controls }: Frame) => ({ rows: controls.rows ?? '', columns: controls.columns ?? '' })
/** A customer stands in several cells where one side is of orders. */
const ofOrders = ({ controls }: Frame): boolean =>
  isOrderDimension(controls.rows ?? '') || isOrderDimension(controls.columns ?? '')
/** And an order, where it has lines of several categories. */
const ofLines = ({ controls }: Frame): boolean =>
  isLineDimension(controls.rows ?? '') || isLineDimension(controls.columns ?? '')
/** What stands in several cells of a line and must not be added up over them. */
const repeated = (frame: Frame): string[] =>
  ofLines(frame) ? ['customers', 'fact_n', 'orders'] : ofOrders(frame) ? ['customers', 'fact_n'] : []

const overlaps = (frame: Frame): boolean =>
  ofOrders(frame) || [frame.controls.rows, frame.controls.columns].includes('saved')

/** What a sum of money is measured by is hidden with it. */
const ofMoney = ({ controls }: Frame): string[] =>
  ['revenue', 'average', 'spend'].includes(metricOf(controls.metric).name) ? ['revenue'] : []

async function makeCells(engine: Engine, frame: Frame): Promise<void> {
  const spread = ofLines(frame)
    ? [linesSql, spreadSql]
    : ofOrders(frame)
      ? [ordersSql, spreadSql]
      : [customersSql]
  for (const part of [...spread, cellsSql]) await engine.run(part)
}

const expects = (row: Row, { name, mean }: Pick<Metric, 'name' | 'mean'>): number => {
  if (!mean) return Number(row[`base_${name}`]) / Number(row[`all_${name}`])
  return Number(row[`base_${mean.of}`]) / Number(row[`base_${mean.by}`])
}

/**
 * Adds to each cell its metric, its share of the row, and its index: 100 is the column's share in the whole base, or,
 * where the metric is a mean, the column's mean in the whole base. `difference`: which side of 100 it is on beyond chance.
 */
export function compute(rows: Row[], frame: Frame): Row[] {
  const metric = metricOf(frame.controls.metric)
  const lines = new Map<string, Row[]>()
  for (const row of rows) {
    const key = String(row.row_value)
    lines.set(key, [...(lines.get(key) ?? []), row])
  }
  const totals = new Map([...lines].map(([key, line]) => [key, together(line, metric)]))
  const found = beyondChance(rows.map((row) => deviationOf(row, lines.get(String(row.row_value))!, frame)))
  return rows.map((row, at) => {
    const few = metric.mean?.by === 'fact_n' && Number(row.fact_n) < SMALL
    const value = few ? null : together([row], metric)
    const total = totals.get(String(row.row_value))
    const share = metric.mean || value === null || !total ? null : value / total
    const expected = expects(row, metric)
    const measured = metric.mean ? value : share
    return {
      ...row,
      value,
      mean: metric.mean ? value : null,
      share,
      index: measured === null || !(expected > 0) ? null : (100 * measured) / expected,
      difference: found[at]!,
    }
  })
}

/**
 * How far a cell is from what a group drawn by lot from the whole base would have, in standard deviations; each customer one
 * draw, however many orders. Null: what is left over, or too few customers to say.
 */
function deviationOf(row: Row, line: Row[], frame: Frame): number | null {
  if (!isNamed(String(row.row_value)) || !isNamed(String(row.column_value))) return null
  const { name, mean } = metricOf(frame.controls.metric)
  const [customers, n] = [Number(row.customers), total(line, 'customers')]
  const base = Number(row.base_customers) / Number(row.all_customers)
  // One customer, one cell: they are drawn by lot.
  if (name === 'customers' && !ofOrders(frame))
    return drawnByLot(customers, n, base, Number(row.all_customers))
  if (n * base < LEAST_EXPECTED || n * (1 - base) < LEAST_EXPECTED || customers < SMALL) return null
  const [part, whole] = mean
    ? [Number(row[mean.of]), Number(row[mean.by])]
    : [Number(row[name]), total(line, name)]
  const own = { squares: Number(row.squares), products: Number(row.products) }
  const all = { squares: Number(row.base_squares), products: Number(row.base_products) }
  return ratioDeviation(
    { ...own, part, whole, wholes: Number(mean ? row.wholes : row.row_wholes) },
    { ...all, wholes: Number(mean ? row.base_wholes : row.all_row_wholes) },
    expects(row, { name, mean }),
    mean ? customers / Number(row.base_customers) : n / Number(row.all_customers),
  )
}

const inLine = (rows: Row[], side: Side, key: string): Row[] => rows.filter((row) => row[side] === key)
const customersIn = (rows: Row[], side: Side, key: string): number =>
  inLine(rows, side, key).reduce((sum, row) => sum + Number(row.customers), 0)

/** A line's marginal total; null where it would say another figure than the whole. */
function totalOf(rows: Row[], side: Side, key: string, frame: Frame): number | null {
  const metric = metricOf(frame.controls.metric)
  const line = inLine(rows, side, key)
  // A line with a hidden cell has no total: the sum of the others would be another figure.
  if (line.some((row) => row.customers == null)) return null
  // One customer stands in several cells of it.
  if (repeated(frame).includes(metric.mean?.by ?? metric.name)) return null
  return together(line, metric)
}

/** Keys of a side in their order: the reader's choice for rows, "others" last. */
export function keysOf(rows: Row[], side: Side, frame: Frame, say: Say | null): string[] {
  const dimension = side === 'row_value' ? dimensionsOf(frame).rows : dimensionsOf(frame).columns
  const keys = [...new Set(rows.map((row) => String(row[side])))]
  const sort = side === 'row_value' ? (frame.controls.sort ?? 'usual') : 'usual'
  const byTotal = new Map(keys.map((key) => [key, totalOf(rows, side, key, frame)]))
  const size = new Map(keys.map((key) => [key, customersIn(rows, side, key)]))
  const inColumn = new Map(
    rows.filter((row) => row.column_value === sort).map((row) => [String(row.row_value), row.value]),
  )
  const shown = frame.controls.mode ?? 'index'
  if (shown !== 'value')
    for (const row of rows)
      if (row.column_value === sort && row[shown] != null) inColumn.set(String(row.row_value), row[shown]!)
  const descending = (x: number | null, y: number | null): number => {
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return y - x
  }
  const compare = (a: string, b: string): number => {
    if (sort === 'name')
      return say ? valueLabel(dimension, a, say).localeCompare(valueLabel(dimension, b, say)) : 0
    if (sort === 'total') return descending(byTotal.get(a) ?? null, byTotal.get(b) ?? null)
    if (inColumn.size) return descending(numberOrNull(inColumn.get(a)), numberOrNull(inColumn.get(b)))
    const [x, y] = [placeOf(dimension, a), placeOf(dimension, b)]
    return x !== null && y !== null ? x - y : size.get(b)! - size.get(a)!
  }
  return keys.sort((a, b) => {
    for (const last of [OTHERS, UNSAID]) if ((a === last) !== (b === last)) return a === last ? 1 : -1
    return compare(a, b) || size.get(b)! - size.get(a)! || (a < b ? -1 : 1)
  })
}

const written = (value: number, scale: Scale, say: Say): string =>
  scale === 'money' ? say.moneyShort(value) : scale === 'count' ? say.count(value) : say.number(value, 1)

export const matrix = definePanel({
  id: 'heatmap.matrix',
  needs: ['orders'],
  summed: true,
  n: (rows, { different }) =>
    rows.some((row) => row.value != null) ? Number(different ?? total(rows, 'customers')) : 0,
  least: 10,
  own: ({ controls }) => [controls.rows ?? '', controls.columns ?? ''],
  base: makeCells,
  sql,
  compute,
  controls: [
    {
      name: 'rows',
      label: 'control.rows',
      options: 'dimension',
      more: ORDER_TIMES.map((value) => ({ value, label: `dimension.${value}` })),
      default: 'region',
    },
    {
      name: 'columns',
      label: 'control.columns',
      options: 'dimension',
      more: ORDER_TIMES.map((value) => ({ value, label: `dimension.${value}` })),
      default: 'tier',
    },
    {
      name: 'metric',
      label: 'control.metric',
      default: 'customers',
      options: METRICS.map(({ name }) => ({ value: name, label: `metricName.${name}` })),
    },
    {
      name: 'mode',
      label: 'control.mode',
      default: 'index',
      options: ['index', 'share', 'value'].map((value) => ({ value, label: `mode.${value}` })),
    },
    {
      name: 'sort',
      label: 'control.sort',
      default: 'usual',
      options: ['usual', 'total', 'name'].map((value) => ({ value, label: `sort.${value}` })),
      valuesOf: 'column_value',
      quiet: true,
      drawn: true,
    },
    TOP,
  ],
  columns: [
    { name: 'row_value', type: 'text', words: '@rows', label: 'control.rows', disclosure: 'label' },
    { name: 'column_value', type: 'text', words: '@columns', label: 'control.columns', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
    { name: 'orders', type: 'count', label: 'column.orders' },
    { name: 'mean', type: 'number', label: 'column.metricMean', of: ofMoney },
    { name: 'share', type: 'share', label: 'column.rowShare', of: ofMoney },
    { name: 'index', type: 'index', label: 'column.index', of: ofMoney },
    { name: 'difference', type: 'text', words: 'difference', label: 'column.difference' },
  ],
  hidden: [
    ...carried('number', ['value', 'fact_sum', 'fact_n'], { leaves: true, of: ofMoney }),
    ...held('revenue'),
    ...carried('number', [...OF_COLUMNS, ...OF_CELLS]),
  ],
  facts: carried('number', [...OF_ALL, 'different']),
  shape: { kind: 'groups', merge, overlaps },
  height: heightOf,
  chart: (rows, look, frame) => {
    const { rows: rowDimension, columns: columnDimension } = dimensionsOf(frame)
    const metric = metricOf(frame.controls.metric)
    const mode = frame.controls.mode ?? 'index'
    const shown = mode === 'share' && metric.mean ? 'value' : mode
    const scale = shown === 'index' ? 'index' : shown === 'share' ? 'share' : metric.scale
    const say = look.format
    const head = (side: Side, dimension: string) =>
      keysOf(rows, side, frame, say).map((key) => ({
        key,
        label: valueLabel(dimension, key, say),
        total: totalOf(rows, side, key, frame),
      }))
    return matrixChart(
      {
        summary: say.t('panel.heatmap.matrix.title'),
        rows: head('row_value', rowDimension),
        columns: head('column_value', columnDimension),
        cells: rows.map((row) => ({
          row: String(row.row_value),
          column: String(row.column_value),
          value: numberOrNull(row[shown]),
          text:
            shown === 'index' && row.index != null
              ? say.number(Number(row.index), 0) + (MARK[String(row.difference)] ?? '')
              : undefined,
          plain: shown === 'index' && row.difference == null,
          n: Number(row.customers),
          share: numberOrNull(row.share),
          // So few are the news where many were to be expected.
          small: Number(row.customers) < SMALL && !(shown === 'index' && row.difference != null),
        })),
        scale,
        totals: metric.scale,
        digits: shown === 'share' ? 0 : undefined,
        text: {
          value: say.t(
            shown === 'index'
              ? 'column.index'
              : shown === 'share'
                ? 'column.rowShare'
                : `metricName.${metric.name}`,
          ),
          n: say.t('column.customers'),
          share: say.t('column.rowShare'),
          total: say.t(`metricName.${metric.name}`),
          small: say.t('reason.small'),
        },
      },
      look,
      heightOf(rows),
    )
  },
  select: (row, frame) =>
    isNamed(String(row.row_value)) ? { field: dimensionsOf(frame).rows, value: String(row.row_value) } : null,
  sentence: (rows, say, frame) => {
    const { rows: rowDimension, columns: columnDimension } = dimensionsOf(frame)
    const metric = metricOf(frame.controls.metric)
    if (new Set(rows.map((row) => row.row_value)).size < 2) return say.t('panel.heatmap.matrix.plain')
    const most = strongest(rows)
    if (!most) return say.t('panel.heatmap.matrix.alike')
    const side = most.difference === 'up' ? '' : 'Below'
    const cell = {
      row: valueLabel(rowDimension, String(most.row_value), say),
      column: valueLabel(columnDimension, String(most.column_value), say),
    }
    if (!metric.mean)
      return say.t(`panel.heatmap.matrix.sentence${side}`, {
        ...cell,
        times: timesOf(most, say),
      })
    return say.t(`panel.heatmap.matrix.mean${side}`, {
      ...cell,
      metric: say.t(`metricName.${metric.name}`),
      value: written(Number(most.value), metric.scale, say),
      times: timesOf(most, say),
    })
  },
  note: (_, say, frame) =>
    ofLines(frame)
      ? say.t('panel.heatmap.matrix.lines')
      : ofOrders(frame)
        ? say.t('panel.heatmap.matrix.orders')
        : null,
})

/** Height that so many rows want. */
export function heightOf(rows: Row[]): number {
  return Math.max(200, 96 + 34 * new Set(rows.map((row) => row.row_value)).size)
}

export const panels = [matrix]
