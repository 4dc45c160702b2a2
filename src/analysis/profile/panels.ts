import { matrix } from '../../charts/matrix'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { TOP } from '../controls'
import { ORDER_FACTS, OTHERS, placeOf, valueLabel } from '../dimension'
import { MARK, strongest, timesOf } from '../difference'
import { definePanel, type Frame, type Say } from '../panel'
import cellsSql from './cells.sql?raw'
import { compute } from './compute'
import sql from './index.sql?raw'

/** Ways to group customers by what they do; what they are is the attribute. */
const GROUPINGS = ['tier', 'segment', 'class', 'stage', 'cluster', 'saved']
/** Cells in which fewer than this are, and would be by chance, say so. */
const SMALL = 5

const dimensionsOf = ({ controls }: Frame) => ({ rows: controls.rows ?? '', columns: controls.columns ?? '' })
const isSmall = (row: Row): boolean => Number(row.customers) < SMALL && Number(row.expected) < SMALL

const height = (rows: Row[]): number =>
  Math.max(200, 96 + 34 * new Set(rows.map((row) => row.row_value)).size)

/** Values of a side in the dimension's own order, else the largest first; "others" last. */
function keysOf(rows: Row[], side: 'row_value' | 'column_value', dimension: string, size: string): string[] {
  const sizes = new Map(rows.map((row) => [String(row[side]), Number(row[size])]))
  const place = (key: string): number => (key === OTHERS ? Infinity : (placeOf(dimension, key) ?? 0))
  return [...sizes.keys()].sort((a, b) => {
    const [x, y] = [place(a), place(b)]
    return x === y ? sizes.get(b)! - sizes.get(a)! || (a < b ? -1 : 1) : x - y
  })
}

const heads = (rows: Row[], side: 'row_value' | 'column_value', dimension: string, size: string, say: Say) =>
  keysOf(rows, side, dimension, size).map((key) => ({
    key,
    label: valueLabel(dimension, key, say),
    total: numberOrNull(rows.find((row) => row[side] === key)?.[size]),
  }))

export const index = definePanel({
  id: 'profile.index',
  needs: ['orders'],
  summed: true,
  n: (rows) => {
    const sizes = new Map(rows.map((row) => [row.column_value, Number(row.group_customers)]))
    return [...sizes.values()].reduce((sum, size) => sum + size, 0)
  },
  least: 25,
  none: 'panel.profile.index.none',
  own: ({ controls }) => [controls.rows ?? '', controls.columns ?? ''],
  base: cellsSql,
  sql,
  compute,
  controls: [
    {
      name: 'rows',
      label: 'control.attribute',
      options: 'dimension',
      leave: [...GROUPINGS, ...ORDER_FACTS],
      default: 'region',
    },
    {
      name: 'columns',
      label: 'control.grouping',
      options: GROUPINGS.map((value) => ({ value, label: `dimension.${value}` })),
      default: 'tier',
    },
    TOP,
  ],
  shape: { kind: 'groups', overlaps: ({ controls }) => controls.columns === 'saved' },
  columns: [
    { name: 'row_value', type: 'text', words: '@rows', label: 'control.attribute', disclosure: 'label' },
    { name: 'column_value', type: 'text', words: '@columns', label: 'control.grouping', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share_group', type: 'share', label: 'column.shareGroup' },
    { name: 'share_base', type: 'share', label: 'column.shareBase' },
    { name: 'index', type: 'index', label: 'column.index' },
    { name: 'index_low', type: 'index', label: 'column.indexLow' },
    { name: 'index_high', type: 'index', label: 'column.indexHigh' },
    { name: 'difference', type: 'text', words: 'difference', label: 'column.difference' },
  ],
  hidden: [
    { name: 'group_customers', type: 'count', leaves: true },
    { name: 'base_customers', type: 'count', leaves: true },
    { name: 'expected', type: 'number', leaves: true },
  ],
  facts: [{ name: 'all_customers', type: 'count', leaves: true, beside: true }],
  height,
  chart: (rows, look, frame) => {
    const { rows: attribute, columns: grouping } = dimensionsOf(frame)
    const say = look.format
    return matrix(
      {
        summary: say.t('panel.profile.index.title'),
        rows: heads(rows, 'row_value', attribute, 'base_customers', say),
        columns: heads(rows, 'column_value', grouping, 'group_customers', say),
        cells: rows.map((row) => ({
          row: String(row.row_value),
          column: String(row.column_value),
          value: numberOrNull(row.index),
          text: say.number(Number(row.index), 0) + (MARK[String(row.difference)] ?? ''),
          plain: row.difference == null,
          small: isSmall(row),
          n: numberOrNull(row.customers),
          share: numberOrNull(row.share_group),
          lines: [
            [say.t('column.shareBase'), say.share(Number(row.share_base))],
            [
              say.t('panel.profile.index.interval'),
              `${say.number(Number(row.index_low), 0)} – ${say.number(Number(row.index_high), 0)}`,
            ],
          ],
        })),
        scale: 'index',
        totals: 'count',
        text: {
          value: say.t('column.index'),
          n: say.t('column.customers'),
          share: say.t('column.shareGroup'),
          total: say.t('column.customers'),
          small: say.t('reason.small'),
        },
      },
      look,
      height(rows),
    )
  },
  select: (row, frame) => ({ field: dimensionsOf(frame).rows, value: String(row.row_value) }),
  sentence: (rows, say, frame) => {
    const { rows: attribute, columns: grouping } = dimensionsOf(frame)
    const cell = strongest(rows)
    if (!cell) return say.t('panel.profile.index.alike')
    return say.t(`panel.profile.index.${cell.difference}`, {
      row: valueLabel(attribute, String(cell.row_value), say),
      column: valueLabel(grouping, String(cell.column_value), say),
      times: timesOf(cell, say),
      index: say.number(Number(cell.index), 0),
      share: say.share(Number(cell.share_group)),
      base: say.share(Number(cell.share_base)),
    })
  },
  note: (rows, say, frame) =>
    frame.filtered && sumOf(rows, 'customers') ? say.t('panel.profile.index.filtered') : null,
  source: 'Wilson 1927 (doi 10.2307/2276774); Holm 1979 (jstor 4615733); Haberman 1973 (doi 10.2307/2529686)',
})

export const panels = [index]
