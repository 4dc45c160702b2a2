import { cellSeries, cellTip, known, silentVisualMap, type Cell } from './cells'
import type { ChartOption, Look } from './look'
import { outlines } from './outlines'
import { axis, base, size, tooltip, widthOf } from './theme'

interface RfmCell {
  /** Recency score, 1…5, and the score to the right: frequency, or the mean of frequency and monetary. */
  r: number
  f: number
  count: number | null
  /** Mean monetary value of the cell's customers. */
  mean: number | null
  share?: number | null
  small?: boolean
  /** Named segment that the cell lies in; cells of one segment are outlined together. */
  segment?: string | null
}

export interface RfmInput {
  summary: string
  cells: RfmCell[]
  /** What stands to the right: `F`, or `FM` in halves. */
  across?: 'F' | 'FM'
  /** Names of the segments. */
  names?: Record<string, string>
  /** Segments that are chosen; their outline is stronger. */
  chosen?: string[]
  text: {
    /** Names of the axes, and labels of the tooltip's lines. */
    recency: string
    frequency: string
    count: string
    mean: string
    share: string
    small: string
    segment?: string
  }
}

const SCORES = [1, 2, 3, 4, 5]
const HALVES = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]

/**
 * The grid of recency (up) by frequency (right): the customers in the cell, their mean amount as its colour, and the
 * outlines of the named segments. Data carry `row` (`R5`), `column` (`F1`) and `at`, the place of their cell.
 */
export const rfmGrid = (input: RfmInput, look: Look, height = 288): ChartOption => {
  const { palette, format } = look
  const { text, across = 'F' } = input
  const grid = { left: 44, right: 6, top: 6, bottom: 44 }
  const right = across === 'F' ? SCORES : HALVES
  const width = (widthOf(look) - grid.left - grid.right) / right.length
  const cells = input.cells.map((each, at): Cell => {
    const count = known(each.count)
    const mean = known(each.mean)
    const name = each.segment ? (input.names?.[each.segment] ?? each.segment) : null
    return {
      x: right.indexOf(each.f),
      y: each.r - 1,
      row: `R${each.r}`,
      column: `${across}${each.f}`,
      at,
      title: `R${each.r} · ${across}${each.f}`,
      value: mean,
      state: each.small ? 'small' : mean === null ? 'none' : 'value',
      // A cell of nobody is part of its segment and says nothing.
      text: each.small ? text.small : count === null ? '–' : count === 0 ? '' : format.count(count),
      lines: [
        [text.segment ?? '', name],
        [text.count, each.small ? text.small : count === null ? '–' : format.count(count)],
        [text.share, each.share == null || each.small ? null : format.share(each.share)],
        [text.mean, mean === null || each.small ? null : format.money(mean)],
      ],
    }
  })
  const light = axis(look)
  const scores = (letter: string, values: number[], name: string, gap: number) => ({
    ...light,
    type: 'category',
    data: values.map((score) => `${letter}${score}`),
    axisLine: { show: false },
    splitLine: { show: false },
    axisLabel: {
      ...light.axisLabel,
      color: palette.ink2,
      fontSize: size.label,
      interval: 0,
      // Nine heads with letters would touch each other on a phone.
      ...(width < 40 ? { formatter: (head: string) => head.slice(letter.length) } : {}),
    },
    name,
    nameLocation: 'middle',
    nameGap: gap,
  })
  const inner = { width, height: (height - grid.top - grid.bottom) / 5 }
  const regions = input.cells.flatMap((each) =>
    each.segment ? [{ x: right.indexOf(each.f), y: each.r - 1, region: each.segment }] : [],
  )
  return {
    ...base(look, input.summary),
    tooltip: { ...tooltip(look), formatter: cellTip(look) },
    grid,
    xAxis: scores(across, right, text.frequency, 26),
    yAxis: scores('R', SCORES, text.recency, 28),
    visualMap: silentVisualMap,
    series: [
      ...cellSeries(cells, 'money', look, inner),
      ...(regions.length ? outlines(regions, input.names ?? {}, input.chosen ?? [], look, inner) : []),
    ],
  }
}
