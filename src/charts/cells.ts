import type { Format, Look } from './look'
import { position, ramp, type Scale } from './ramp'
import { measure } from './text'
import { hatch, readableOn, tip } from './theme'

/** One cell of a grid chart; `x` and `y` are positions on its category axes. */
export interface Cell {
  x: number
  y: number
  row: string
  column: string
  /** Place of the row that it shows, for a click. */
  at?: number
  title: string
  /** What the colour stands for; null: no answer. */
  value: number | null
  /** What is written in the cell. */
  text: string
  lines: [label: string, value: string | null][]
  /** `plain`: written, on a ground without a colour of the ramp. */
  state: 'value' | 'plain' | 'none' | 'small' | 'unseen'
}

export const formatOf = (scale: Scale, format: Format, digits?: number) => {
  const money = { short: format.moneyShort, full: format.money }
  const count = { short: format.count, full: format.count }
  const plain = (value: number) => format.number(value, digits ?? (scale === 'index' ? 0 : 1))
  const share = (value: number) => format.share(value, digits ?? 0)
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${plain(Math.abs(value))}`
  return {
    money,
    count,
    share: { short: share, full: (value: number) => format.share(value) },
    index: { short: plain, full: plain },
    deviation: { short: signed, full: signed },
    number: { short: plain, full: plain },
  }[scale]
}

const isShown = (value: number | null): value is number => value !== null && Number.isFinite(value)

/** A value that can be drawn, or null: NaN and infinity are no answer. */
export const known = (value: number | null | undefined): number | null =>
  value != null && Number.isFinite(value) ? value : null

/**
 * Heat map series of cells: coloured where there is a value, with a number readable on its fill; small cells, cells
 * without an answer and cells not yet seen stand in a series of their own without a colour of the ramp.
 */
export const cellSeries = (
  cells: Cell[],
  scale: Scale,
  look: Look,
  cell: { width: number; height: number },
) => {
  const { palette } = look
  const stops = scale === 'index' || scale === 'deviation' ? palette.diverging : palette.sequential
  const coloured = cells.filter((each) => each.state === 'value' && isShown(each.value))
  const place = position(
    scale,
    coloured.map((each) => each.value!),
  )
  const fontSize = cell.height < 18 ? 10 : cell.width < 44 || cell.height < 22 ? 11 : 12
  const fits = (text: string) => cell.height >= 13 && measure(text, fontSize) <= cell.width - 4
  const border = {
    borderColor: palette.panel,
    borderWidth: Math.min(cell.width, cell.height) < 20 ? 1 : 2,
    borderRadius: 3,
  }
  const datum = (each: Cell) => ({
    row: each.row,
    column: each.column,
    ...(each.at === undefined ? {} : { at: each.at }),
    title: each.title,
    lines: each.lines,
  })
  const common = {
    type: 'heatmap' as const,
    itemStyle: border,
    emphasis: { itemStyle: { borderColor: palette.ink, borderWidth: 1 } },
    label: { show: true, fontSize, formatter: (params: { data: { text: string } }) => params.data.text },
  }
  return [
    {
      ...common,
      id: 'cells',
      data: coloured.map((each) => {
        const fill = ramp(stops, place(each.value!))
        return {
          ...datum(each),
          value: [each.x, each.y, each.value!],
          text: fits(each.text) ? each.text : '',
          // The colour is ours: the visual map that heat maps insist on must not paint over it.
          visualMap: false,
          itemStyle: { ...border, color: fill },
          label: { color: readableOn(fill, palette) },
        }
      }),
    },
    {
      ...common,
      id: 'blanks',
      data: cells
        .filter((each) => each.state !== 'value' || !isShown(each.value))
        .map((each) => {
          const unseen = each.state === 'unseen'
          const grey = each.state === 'small' || each.state === 'plain'
          const text = unseen ? '' : each.text
          return {
            ...datum(each),
            // The third figure only says that something is there; it is no measurement.
            value: [each.x, each.y, 1],
            text: fits(text) ? text : '',
            visualMap: false,
            itemStyle: {
              ...border,
              color: grey ? palette.line2 : palette.panel,
              ...(unseen ? { decal: hatch(palette.line) } : {}),
            },
            label: {
              color: grey ? palette.ink2 : palette.ink3,
              fontSize: each.state === 'plain' ? fontSize : Math.min(11, fontSize),
            },
          }
        }),
    },
  ]
}

/** Heat maps refuse to draw without one; it paints nothing. */
export const silentVisualMap = {
  type: 'continuous' as const,
  show: false,
  seriesIndex: [0, 1],
  min: 0,
  max: 1,
}

export const cellTip = (look: Look) => (params: { data?: { title: string; lines: Cell['lines'] } }) =>
  params.data?.title === undefined ? '' : tip(look, params.data.title, params.data.lines)
