import { matrix as matrixChart } from '../../charts/matrix'
import { numberOrNull, type Row } from '../../model/row'
import { TIERS } from '../../model/scheme'
import { definePanel, type Frame, type Say } from '../panel'
import sql from './matrix.sql?raw'

/** The SQL's mark for what did not make the cut. */
const OTHERS = '\u0001'
/** Cells of fewer customers say so and are not coloured. */
const SMALL = 5

const label = (value: string, dimension: string, say: Say): string => {
  if (value === OTHERS) return say.t('reason.others')
  if (dimension === 'tier') return say.t(`tier.${value}`)
  if (['segment', 'class', 'stage'].includes(dimension)) return say.t(`${dimension}.${value}`)
  if (dimension === 'is_strategic') return say.t(`answer.${value}`)
  return value
}

const inOrder = (values: string[], dimension: string, total: (value: string) => number): string[] =>
  values.sort((a, b) => {
    if (a === OTHERS || b === OTHERS) return a === OTHERS ? 1 : -1
    if (dimension === 'tier') return TIERS.indexOf(a as never) - TIERS.indexOf(b as never)
    return total(b) - total(a) || (a < b ? -1 : 1)
  })

/** Adds to each cell its metric, its share of the row and its index (100 = the column's share in the whole base). */
function compute(rows: Row[], frame: Frame): Row[] {
  const metric = frame.controls.metric ?? 'customers'
  const isMean = metric === 'average'
  const value = (row: Row): number | null => {
    if (isMean) return Number(row.orders) ? Number(row.revenue) / Number(row.orders) : null
    return Number(row[metric])
  }
  const byRow = new Map<string, number>()
  for (const row of rows) {
    const key = String(row.row_value)
    byRow.set(key, (byRow.get(key) ?? 0) + (value(row) ?? 0))
  }
  return rows.map((row) => {
    const [cell, total] = [value(row), byRow.get(String(row.row_value))!]
    const share = isMean || cell === null || !total ? null : cell / total
    const expected = isMean ? 0 : Number(row[`base_${metric}`]) / Number(row[`all_${metric}`])
    return {
      ...row,
      value: cell,
      share,
      index: share === null || !expected ? null : (100 * share) / expected,
    }
  })
}

const total = (rows: Row[], name: 'row_value' | 'column_value', key: string): number =>
  rows.filter((row) => row[name] === key).reduce((sum, row) => sum + Number(row.customers), 0)
const keys = (rows: Row[], name: 'row_value' | 'column_value', dimension: string): string[] =>
  inOrder([...new Set(rows.map((row) => String(row[name])))], dimension, (key) => total(rows, name, key))

export const matrix = definePanel({
  id: 'heatmap.matrix',
  needs: ['orders'],
  summed: true,
  n: (rows) => rows.reduce((sum, row) => sum + Number(row.customers), 0),
  least: 10,
  own: { scope: 'scope_matrix', fields: ({ controls }) => [controls.rows ?? '', controls.columns ?? ''] },
  sql,
  compute,
  controls: [
    { name: 'rows', label: 'control.rows', options: 'dimension', default: 'region' },
    { name: 'columns', label: 'control.columns', options: 'dimension', default: 'tier' },
    {
      name: 'metric',
      label: 'control.metric',
      default: 'customers',
      options: ['customers', 'revenue', 'orders', 'average'].map((value) => ({
        value,
        label: `metricName.${value}`,
      })),
    },
    {
      name: 'mode',
      label: 'control.mode',
      default: 'index',
      options: ['index', 'share', 'value'].map((value) => ({ value, label: `mode.${value}` })),
    },
  ],
  columns: [
    { name: 'row_value', type: 'text', label: 'control.rows', disclosure: 'label' },
    { name: 'column_value', type: 'text', label: 'control.columns', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'revenue', type: 'money', label: 'column.revenue', disclosure: 'money' },
    { name: 'orders', type: 'count', label: 'column.orders', disclosure: 'count' },
    { name: 'share', type: 'share', label: 'column.rowShare', disclosure: 'rate' },
    { name: 'index', type: 'index', label: 'column.index', disclosure: 'rate' },
  ],
  height: 380,
  chart: (rows, look, frame) => {
    const {
      rows: rowDimension = '',
      columns: columnDimension = '',
      mode = 'index',
      metric = 'customers',
    } = frame.controls
    const shown = metric === 'average' ? 'value' : mode
    const scale =
      shown === 'index'
        ? 'index'
        : shown === 'share'
          ? 'share'
          : metric === 'revenue' || metric === 'average'
            ? 'money'
            : 'count'
    return matrixChart(
      {
        summary: look.format.t('panel.heatmap.matrix.title'),
        rows: keys(rows, 'row_value', rowDimension).map((key) => ({
          key,
          label: label(key, rowDimension, look.format),
          // A row with a hidden cell has no total: the sum of the others would be another figure.
          total: rows.some((row) => row.row_value === key && row.customers == null)
            ? null
            : total(rows, 'row_value', key),
        })),
        columns: keys(rows, 'column_value', columnDimension).map((key) => ({
          key,
          label: label(key, columnDimension, look.format),
        })),
        cells: rows.map((row) => ({
          row: String(row.row_value),
          column: String(row.column_value),
          value: numberOrNull(row[shown]),
          n: Number(row.customers),
          share: numberOrNull(row.share),
          small: Number(row.customers) < SMALL,
        })),
        scale,
        digits: shown === 'share' ? 0 : undefined,
        text: {
          value: look.format.t(
            shown === 'index'
              ? 'column.index'
              : shown === 'share'
                ? 'column.rowShare'
                : `metricName.${metric}`,
          ),
          n: look.format.t('column.customers'),
          share: look.format.t('column.rowShare'),
          total: look.format.t('column.customers'),
          small: look.format.t('reason.small'),
        },
      },
      look,
      heightOf(rows),
    )
  },
  select: (row, frame) => ({ field: frame.controls.rows ?? '', value: String(row.row_value) }),
  sentence: (rows, say, frame) => {
    const { rows: rowDimension = '', columns: columnDimension = '' } = frame.controls
    const solid = rows.filter(
      (row) => Number(row.customers) >= SMALL && row.index != null && row.row_value !== OTHERS,
    )
    const most = solid.reduce<Row | null>(
      (best, row) => (!best || Number(row.index) > Number(best.index) ? row : best),
      null,
    )
    if (!most || keys(rows, 'row_value', rowDimension).length < 2) return say.t('panel.heatmap.matrix.plain')
    return say.t('panel.heatmap.matrix.sentence', {
      row: label(String(most.row_value), rowDimension, say),
      column: label(String(most.column_value), columnDimension, say),
      times: say.number(Number(most.index) / 100, 1),
    })
  },
})

/** Height that so many rows want. */
export const heightOf = (rows: Row[]): number =>
  Math.max(200, 60 + 34 * new Set(rows.map((row) => row.row_value)).size)
