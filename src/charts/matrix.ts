import { cellSeries, cellTip, formatOf, known, silentVisualMap, type Cell } from './cells'
import type { ChartOption, Look } from './look'
import { mix, type Scale } from './ramp'
import { ellipsis, measure, widest } from './text'
import { axis, base, size, tooltip, widthOf } from './theme'

interface MatrixHead {
  key: string
  label: string
  /** Marginal total, drawn as a bar where any row (column) has one. */
  total?: number | null
}

export interface MatrixCell {
  row: string
  column: string
  /** null: no answer; never drawn as 0. */
  value: number | null
  n?: number | null
  /** Share that the tooltip names. */
  share?: number | null
  /** Written instead of the formatted value. */
  text?: string
  /** Lines of the tooltip after the usual ones. */
  lines?: [label: string, value: string][]
  /** Nothing that can be told from chance: written, and not coloured. */
  plain?: boolean
  /** Too few: says so and is not coloured. */
  small?: boolean
  /** Cannot be known yet (a cohort too young): hatched. */
  unseen?: boolean
}

export interface MatrixInput {
  summary: string
  /** In the order they are shown, first at the top (left). */
  rows: MatrixHead[]
  columns: MatrixHead[]
  cells: MatrixCell[]
  /** `index` diverges around 100; the others are sequential. */
  scale: Scale
  /** Digits of shares, indices and plain numbers in the cells. */
  digits?: number
  /** How the marginal totals are written; `count` when absent. */
  totals?: Scale
  text: {
    /** Labels of the tooltip's lines. */
    value: string
    n?: string
    share?: string
    total?: string
    /** Stands in small cells, such as `n<5`. */
    small: string
    /** Tooltip of a cell that cannot be known yet. */
    unseen?: string
  }
}

const RIGHT = 84
const TOP = 34

/** Room around and inside the grid, from the width of the labels. */
const layout = (input: MatrixInput, width: number) => {
  const { rows, columns } = input
  const right = rows.some((row) => known(row.total) !== null) && width >= 420 ? RIGHT : 4
  const top = columns.some((column) => known(column.total) !== null) ? TOP : 4
  const labels = Math.min(
    width * 0.28,
    widest(
      rows.map((row) => row.label),
      size.label,
    ) + 2,
  )
  const left = labels + 10
  const cell = (width - left - right) / Math.max(1, columns.length)
  const heads = columns.map((column) => measure(column.label, size.axis))
  // Heads that would be cut to a letter or two stand upright instead.
  const upright = Math.max(...heads, 0) > cell - 4 && cell < 40
  const bottom = upright ? Math.min(96, Math.max(...heads) + 12) : 26
  return { left, right, top, bottom, labels, cell, upright }
}

/** What a cell says of its value. */
function stateOf({ unseen, small, plain }: MatrixCell, value: number | null): Cell['state'] {
  if (unseen) return 'unseen'
  if (small) return 'small'
  if (value === null) return 'none'
  return plain ? 'plain' : 'value'
}

/**
 * Heat map of rows × columns with the value in the cell, readable on its fill. Data of cells and marginal bars
 * carry the keys `row` and `column`.
 */
export const matrix = (input: MatrixInput, look: Look, height = 264): ChartOption => {
  const { palette, format } = look
  const { rows, columns, text, scale } = input
  const width = widthOf(look)
  const room = layout(input, width)
  const write = formatOf(scale, format, input.digits)
  const total = formatOf(input.totals ?? 'count', format)
  const rowAt = new Map(rows.map((row, at) => [row.key, at]))
  const columnAt = new Map(columns.map((column, at) => [column.key, at]))

  const cells = input.cells.flatMap((each): Cell[] => {
    const [y, x] = [rowAt.get(each.row), columnAt.get(each.column)]
    if (y === undefined || x === undefined) return []
    const value = known(each.value)
    const state = stateOf(each, value)
    return [
      {
        x,
        y,
        row: each.row,
        column: each.column,
        title: `${rows[y]!.label} · ${columns[x]!.label}`,
        value: state === 'value' ? value : null,
        text: state === 'small' ? text.small : value === null ? '–' : (each.text ?? write.short(value)),
        state,
        lines: [
          [
            text.value,
            state === 'small'
              ? text.small
              : state === 'unseen'
                ? (text.unseen ?? '–')
                : value === null
                  ? '–'
                  : write.full(value),
          ],
          [text.n ?? 'n', each.n == null || state === 'small' ? null : format.count(each.n)],
          [text.share ?? '%', each.share == null || state === 'small' ? null : format.share(each.share)],
          ...(state === 'small' ? [] : (each.lines ?? [])),
        ],
      },
    ]
  })

  const light = axis(look)
  const category = { ...light, type: 'category', axisLine: { show: false }, splitLine: { show: false } }
  const grid = { left: room.left, right: room.right, top: room.top, bottom: room.bottom }
  const grids: object[] = [grid]
  const xAxes: object[] = [
    {
      ...category,
      data: columns.map((column) => column.key),
      axisLabel: {
        ...light.axisLabel,
        color: palette.ink2,
        interval: 0,
        rotate: room.upright ? 90 : 0,
        formatter: (_: string, at: number) =>
          ellipsis(columns[at]!.label, room.upright ? 84 : room.cell - 4, size.axis),
      },
    },
  ]
  const yAxes: object[] = [
    {
      ...category,
      inverse: true,
      data: rows.map((row) => row.key),
      axisLabel: {
        ...light.axisLabel,
        color: palette.ink2,
        fontSize: size.label,
        interval: 0,
        formatter: (_: string, at: number) => ellipsis(rows[at]!.label, room.labels, size.label),
      },
    },
  ]
  const inner = { width: room.cell, height: (height - room.top - room.bottom) / Math.max(1, rows.length) }
  const series: object[] = cellSeries(cells, scale, look, inner)

  const bars = (heads: MatrixHead[], side: 'right' | 'top') => {
    const at = grids.length
    const horizontal = side === 'right'
    grids.push(
      horizontal
        ? { ...grid, left: undefined, right: 46, width: RIGHT - 46 - 6 }
        : { ...grid, bottom: undefined, top: 15, height: TOP - 15 - 4 },
    )
    const values = { type: 'value', gridIndex: at, show: false, min: 0 }
    const names = { type: 'category', gridIndex: at, show: false, data: heads.map((head) => head.key) }
    xAxes.push(horizontal ? values : names)
    yAxes.push(horizontal ? { ...names, inverse: true } : values)
    series.push({
      type: 'bar',
      id: `total-${side}`,
      xAxisIndex: at,
      yAxisIndex: at,
      barWidth: '56%',
      barMaxWidth: horizontal ? 12 : 28,
      itemStyle: { color: mix(palette.ink3, palette.panel, 0.55), borderRadius: 2 },
      label: {
        show: true,
        position: horizontal ? 'right' : 'top',
        distance: horizontal ? 6 : 3,
        color: palette.ink3,
        fontSize: size.axis,
        formatter: (params: { data: { text: string } }) => params.data.text,
      },
      data: heads.map((head) => {
        const value = known(head.total)
        const written = value === null ? '' : total.short(value)
        return {
          value,
          ...(horizontal ? { row: head.key } : { column: head.key }),
          title: head.label,
          text: horizontal || measure(written, size.axis) <= room.cell ? written : '',
          lines: [[text.total ?? text.value, value === null ? '–' : total.full(value)]],
        }
      }),
    })
  }
  if (room.right === RIGHT) bars(rows, 'right')
  if (room.top === TOP) bars(columns, 'top')

  return {
    ...base(look, input.summary),
    tooltip: { ...tooltip(look), formatter: cellTip(look) },
    grid: grids,
    xAxis: xAxes,
    yAxis: yAxes,
    visualMap: silentVisualMap,
    series,
  }
}
