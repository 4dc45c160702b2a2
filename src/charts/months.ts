import { formatOf } from './cells'
import type { ChartOption, Look } from './look'
import { measure } from './text'
import { axis, base, hatch, size, tip, tooltip, widthOf } from './theme'

interface MonthBar {
  /** First day of the month. */
  start: string
  label: string
  value: number
  /** The month is not over: hatched. */
  unfinished: boolean
  lines: [label: string, value: string | null][]
}

/** One bar a month, from the oldest; a month below zero hangs down. */
export const months = (input: { summary: string; bars: MonthBar[] }, look: Look): ChartOption => {
  const { palette, format } = look
  const { bars } = input
  const light = axis(look)
  const slot = (widthOf(look) - 60) / Math.max(1, bars.length)
  const write = formatOf('money', format)
  return {
    ...base(look, input.summary),
    grid: { left: 4, right: 4, top: 10, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip(look),
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const bar = bars[dataIndex]
        return bar ? tip(look, bar.label, bar.lines) : ''
      },
    },
    xAxis: {
      ...light,
      type: 'category',
      data: bars.map(({ label }) => label),
      splitLine: { show: false },
      axisLabel: {
        ...light.axisLabel,
        interval: Math.ceil((measure(bars[0]?.label ?? '', size.axis) + 12) / Math.max(1, slot)) - 1,
      },
    },
    yAxis: {
      ...light,
      type: 'value',
      splitNumber: 3,
      axisLine: { show: false },
      axisLabel: { ...light.axisLabel, formatter: (value: number) => write.short(value) },
    },
    series: [
      {
        type: 'bar',
        id: 'months',
        barCategoryGap: '30%',
        barMaxWidth: 26,
        data: bars.map(({ value, unfinished }) => ({
          value,
          itemStyle: {
            color: unfinished ? palette.accentSoft : palette.accent,
            borderRadius: value < 0 ? [0, 0, 2, 2] : [2, 2, 0, 0],
            ...(unfinished ? { decal: hatch(palette.accent) } : {}),
          },
        })),
      },
    ],
  }
}
