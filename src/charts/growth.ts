import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import { directLabels } from './direct'
import { earlySeries } from './ground'
import type { ChartOption, Look } from './look'
import { mix } from './ramp'
import { measure, widest } from './text'
import { axis, base, size, tip, tooltip, widthOf } from './theme'

/** Parts of a period's buyers, the lowest first; `lost` stands below zero. */
const PARTS = ['kept', 'back', 'fresh', 'lost'] as const
export type Part = (typeof PARTS)[number]

export interface GrowthPeriod {
  /** First day, `2026-09-01`. */
  start: string
  label: string
  /** null: not known, nothing is drawn. */
  parts: Record<Part, number | null>
  /** What stands above the column; null: no answer. */
  ratio: number | null
  /** Not over yet: hollow and dashed. */
  unfinished: boolean
  /** So near to the start of the data that a first purchase may be none: hatched, and no growth. */
  early: boolean
  lines: [label: string, value: string | null][]
}
interface GrowthInput {
  summary: string
  periods: GrowthPeriod[]
  text: Record<Part, string> & { ratio: string; early: string; unfinished: string }
}

/** Columns of who came, stayed and came back above zero, and who went below, with the ratio of gains to losses on top. */
export const growth = (input: GrowthInput, look: Look): ChartOption => {
  const { palette, format } = look
  const { periods, text } = input
  const light = axis(look)
  const colours: Record<Part, string> = {
    kept: mix(palette.ink3, palette.panel, 0.72),
    back: mix(palette.accent, palette.panel, 0.5),
    fresh: palette.accent,
    lost: mix(look.fall, palette.panel, 0.2),
  }
  const shown = periods.flatMap(({ parts }) => PARTS.map((part) => parts[part] ?? 0))
  const ticks = measure(format.count(Math.max(1, ...shown) * 2), size.axis)
  const names = PARTS.map((part) => text[part])
  const right = Math.min(widthOf(look) * 0.34, widest(names, size.label, 600) + 22)
  const left = Math.max(ticks + 16, widthOf(look) < 480 ? 0 : measure(text.ratio, size.axis) + 10)
  const slot = (widthOf(look) - left - right) / Math.max(1, periods.length)
  const ratios = slot >= 25 && periods.some(({ ratio }) => ratio !== null)
  // Parts are named beside the last whole column, where all of them stand.
  const last = periods.findLast(({ unfinished }) => !unfinished) ?? periods.at(-1)
  let height = 0
  const labels = PARTS.flatMap((part) => {
    const value = last?.parts[part] ?? 0
    if (!value || !last) return []
    const y = part === 'lost' ? -value / 2 : height + value / 2
    if (part !== 'lost') height += value
    const color = part === 'lost' ? look.fall : part === 'kept' ? palette.ink2 : palette.accent
    return [{ x: periods.at(-1)!.start, y, text: text[part], color, weight: part === 'kept' ? 400 : 600 }]
  })
  const early = periods.flatMap((period, at) => (period.early ? [at] : []))
  const style = ({ unfinished, early: first }: GrowthPeriod, part: Part) => {
    const color = first && part === 'fresh' ? mix(palette.ink3, palette.panel, 0.5) : colours[part]
    return unfinished
      ? { color: mix(color, palette.panel, 0.75), borderColor: color, borderWidth: 1, borderType: [3, 3] }
      : { color }
  }
  return {
    ...base(look, input.summary),
    tooltip: {
      ...tooltip(look),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink3, opacity: 0.08 } },
      formatter: (params: { dataIndex: number }[]) => {
        const period = periods[params[0]?.dataIndex ?? -1]
        if (!period) return ''
        const note = period.unfinished ? text.unfinished : period.early ? text.early : ''
        return tip(look, [period.label, note].filter(Boolean).join(' · '), period.lines)
      },
    },
    grid: { left, right, top: ratios ? 26 : 10, bottom: 26 },
    xAxis: {
      ...light,
      type: 'category',
      data: periods.map(({ start }) => start),
      splitLine: { show: false },
      axisLine: { show: true, onZero: true, lineStyle: { color: palette.ink3 } },
      axisLabel: {
        ...light.axisLabel,
        hideOverlap: true,
        // Below what lies under zero.
        formatter: (_: string, at: number) => periods[at]?.label ?? '',
      },
      // The labels stand at the foot and not at zero.
      position: 'bottom',
      offset: 0,
    },
    yAxis: {
      ...light,
      type: 'value',
      axisLine: { show: false },
      axisLabel: { ...light.axisLabel, formatter: (value: number) => format.count(Math.abs(value)) },
    },
    series: [
      ...(early.length ? [earlySeries(early, periods.length, text.early, look)] : []),
      ...PARTS.map((part) => ({
        type: 'bar',
        id: part,
        name: text[part],
        stack: 'all',
        barCategoryGap: '22%',
        barMaxWidth: 46,
        data: periods.map((period) => {
          const value = period.parts[part]
          return {
            value: value === null ? null : part === 'lost' ? -value : value,
            start: period.start,
            itemStyle: style(period, part),
          }
        }),
      })),
      ...(ratios ? [ratioSeries(input, look, left, slot)] : []),
      { ...directLabels(labels, look, 'names', Math.min(46, slot * 0.78) / 2 + 10), silent: true },
    ],
  }
}

/** A row of figures over the columns, named at its left. */
const ratioSeries = ({ periods, text }: GrowthInput, look: Look, left: number, slot: number) => ({
  type: 'custom',
  id: 'ratio',
  silent: true,
  clip: false,
  animation: false,
  z: 6,
  data: periods.map(({ start, ratio }) => ({ value: [start, 0], ratio })),
  renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const area = params.coordSys as unknown as { y: number }
    const { ratio } = periods[params.dataIndex]!
    const words = (content: string, x: number, align: 'left' | 'center', fill: string, weight = 400) => ({
      type: 'text',
      x,
      y: area.y - 14,
      style: {
        text: content,
        fill,
        align,
        verticalAlign: 'middle',
        fontFamily: look.font,
        fontSize: size.axis,
        fontWeight: weight,
      },
    })
    const [x] = api.coord([periods[params.dataIndex]!.start, 0])
    const head = params.dataIndex === 0 && left > measure(text.ratio, size.axis)
    return {
      type: 'group',
      children: [
        ...(head ? [words(text.ratio, 0, 'left', look.palette.ink3)] : []),
        ...(ratio === null
          ? []
          : [
              words(
                look.format.number(ratio, ratio >= 10 ? 0 : slot >= 36 ? 2 : 1),
                x!,
                'center',
                ratio < 1 ? look.fall : look.palette.ink2,
                600,
              ),
            ]),
      ],
    }
  },
})
