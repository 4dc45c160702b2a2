import { cellSeries, cellTip, known, silentVisualMap, type Cell } from './cells'
import type { ChartOption, Look } from './look'
import { axis, base, size, tooltip, widthOf } from './theme'

export interface RfmCell {
  /** Recency and frequency score, 1…5. */
  r: number
  f: number
  count: number | null
  /** Mean monetary value of the cell's customers. */
  mean: number | null
  share?: number | null
  small?: boolean
}

export interface RfmInput {
  summary: string
  cells: RfmCell[]
  text: {
    /** Names of the axes, and labels of the tooltip's lines. */
    recency: string
    frequency: string
    count: string
    mean: string
    share: string
    small: string
  }
}

const SCORES = [1, 2, 3, 4, 5]

/**
 * The 5 × 5 grid of recency (up) by frequency (right): the customers in the cell, their mean amount as its colour.
 * Data carry `row` (`R5`) and `column` (`F1`).
 */
export const rfmGrid = (input: RfmInput, look: Look, height = 288): ChartOption => {
  const { palette, format } = look
  const { text } = input
  const grid = { left: 44, right: 6, top: 6, bottom: 44 }
  const cells = input.cells.map((each): Cell => {
    const count = known(each.count)
    const mean = known(each.mean)
    return {
      x: each.f - 1,
      y: each.r - 1,
      row: `R${each.r}`,
      column: `F${each.f}`,
      title: `R${each.r} · F${each.f}`,
      value: mean,
      state: each.small ? 'small' : mean === null ? 'none' : 'value',
      text: each.small ? text.small : count === null ? '–' : format.count(count),
      lines: [
        [text.count, each.small ? text.small : count === null ? '–' : format.count(count)],
        [text.share, each.share == null || each.small ? null : format.share(each.share)],
        [text.mean, mean === null || each.small ? null : format.money(mean)],
      ],
    }
  })
  const light = axis(look)
  const scores = (letter: string, name: string, gap: number) => ({
    ...light,
    type: 'category',
    data: SCORES.map((score) => `${letter}${score}`),
    axisLine: { show: false },
    splitLine: { show: false },
    axisLabel: { ...light.axisLabel, color: palette.ink2, fontSize: size.label, interval: 0 },
    name,
    nameLocation: 'middle',
    nameGap: gap,
  })
  return {
    ...base(look, input.summary),
    tooltip: { ...tooltip(look), formatter: cellTip(look) },
    grid,
    xAxis: scores('F', text.frequency, 26),
    yAxis: scores('R', text.recency, 28),
    visualMap: silentVisualMap,
    series: cellSeries(cells, 'money', look, {
      width: (widthOf(look) - grid.left - grid.right) / 5,
      height: (height - grid.top - grid.bottom) / 5,
    }),
  }
}
