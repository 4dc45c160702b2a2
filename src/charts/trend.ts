import { formatOf, known } from './cells'
import { directLabels, type DirectLabel } from './direct'
import { bandSeries, earlySeries } from './ground'
import type { ChartOption, Look } from './look'
import { mix, type Scale } from './ramp'
import { measure, widest } from './text'
import { axis, base, size, tip, tooltip, widthOf } from './theme'

interface TrendPeriod {
  /** First day, `2026-09-01`; the click's key. */
  start: string
  label: string
  /** null: no answer; leaves a gap. */
  value: number | null
  /** The same period a year before. */
  previous?: number | null
  /** Interval of an estimate. */
  low?: number | null
  high?: number | null
  n?: number | null
  /** Not over yet: dashed towards it, hollow dot. */
  unfinished?: boolean
  /** A forecast: dashed. */
  forecast?: boolean
  /** So near to the start of the data that it may be incomplete: hatched. */
  early?: boolean
}

export interface TrendInput {
  summary: string
  periods: TrendPeriod[]
  /** How values are written. */
  scale: Exclude<Scale, 'index'>
  digits?: number
  /** Axis from 0 (amounts, counts) or around what is shown (scores); from 0 when absent. */
  fromZero?: boolean
  /** Lines at a period: holidays, a changed price. */
  marks?: { start: string; label: string }[]
  text: {
    /** Direct label of the line, and of its tooltip line. */
    value: string
    previous: string
    n?: string
    interval?: string
    unfinished: string
    forecast?: string
    early: string
  }
}

/** The value of each period the line runs through, and apart from it the dashed part towards open periods. */
const parts = (periods: TrendPeriod[]) => {
  const open = periods.map((period) => !!(period.unfinished || period.forecast))
  const values = periods.map((period) => known(period.value))
  const done = values.map((value, at) => (open[at] ? null : value))
  const dashed = values.map((value, at) => (open[at] || open[at + 1] ? value : null))
  return { values, done, dashed, open }
}

/** A run of known values of length one has no line: it needs its dot. */
const lonely = (values: (number | null)[], at: number): boolean =>
  values[at] !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null

/** Vertical lines at their periods; a label without room beside the one before is left out (the tooltip has it). */
const markLines = (input: TrendInput, step: number, color: string) => {
  const fontSize = size.axis
  let free = -Infinity
  return (input.marks ?? [])
    .map((mark) => ({ ...mark, at: input.periods.findIndex((period) => period.start === mark.start) }))
    .filter((mark) => mark.at >= 0)
    .sort((a, b) => a.at - b.at)
    .map((mark) => {
      const half = measure(mark.label, fontSize) / 2
      const show = mark.at * step - half >= free
      if (show) free = mark.at * step + half + 6
      return {
        xAxis: mark.at,
        name: mark.label,
        label: { show, position: 'end', distance: 5, color, fontSize, formatter: () => mark.label },
      }
    })
}

/** Development over periods; every datum carries `start`, the first day of its period. */
export const trend = (input: TrendInput, look: Look): ChartOption => {
  const { palette, format } = look
  const { periods, text } = input
  const light = axis(look)
  const write = formatOf(input.scale, format, input.digits)
  const { values, done, dashed, open } = parts(periods)
  const before = periods.map((period) => known(period.previous))
  const lows = periods.map((period) => known(period.low))
  const highs = periods.map((period) => known(period.high))
  const banded = lows.some((low, at) => low !== null && highs[at] !== null)
  const shown = [...values, ...before, ...lows, ...highs].filter((value) => value !== null)
  const period = (at: number): TrendPeriod => periods[at]!
  const lastOf = (line: (number | null)[]) => line.findLastIndex((value) => value !== null)

  const ends: DirectLabel[] = []
  const end = (line: (number | null)[], label: string, color: string, weight: number) => {
    const at = lastOf(line)
    if (at >= 0)
      ends.push({ x: at, y: line[at]!, text: label, color, weight, data: { start: periods[at]!.start } })
  }
  end(values, text.value, palette.accent, 600)
  end(before, text.previous, palette.ink3, 400)
  const room = widest(
    ends.map((each) => each.text),
    size.label,
    600,
  )
  const pale = mix(palette.line, palette.ink3, look.theme === 'dark' ? 0.14 : 0.08)
  const narrow = widthOf(look) < 480
  const ticks = widest(
    shown.map((value) => write.short(value)),
    size.axis,
  )

  const point = (value: number | null, at: number, extra: object = {}) => ({
    value,
    start: periods[at]!.start,
    ...extra,
  })
  const line = { type: 'line', connectNulls: false, showAllSymbol: true, triggerLineEvent: false }
  const early = periods.flatMap((period, at) => (period.early ? [at] : []))
  const grid = { left: ticks + 14, right: Math.max(16, room + 14), top: 14, bottom: 28 }
  const step = (widthOf(look) - grid.left - grid.right) / Math.max(1, periods.length)
  const holidays = markLines(input, step, palette.ink3)
  if (holidays.length) grid.top = 26

  const tooltipOf = (at: number): string => {
    const each = periods[at]!
    const value = values[at]!
    const note = each.unfinished
      ? text.unfinished
      : each.forecast
        ? text.forecast
        : each.early
          ? text.early
          : ''
    const marks = (input.marks ?? []).filter((mark) => mark.start === each.start).map((mark) => mark.label)
    return tip(look, [each.label, ...marks].join(' · '), [
      [text.value, value === null ? '–' : write.full(value)],
      [
        text.interval ?? '±',
        lows[at] === null || highs[at] === null
          ? null
          : `${write.full(lows[at]!)} – ${write.full(highs[at]!)}`,
      ],
      [text.previous, before[at] == null ? null : write.full(before[at]!)],
      [text.n ?? 'n', each.n == null ? null : format.count(each.n)],
      [note ?? '', note ? ' ' : null],
    ])
  }

  return {
    ...base(look, input.summary),
    tooltip: {
      ...tooltip(look),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: palette.ink3, width: 1, type: 'solid' } },
      formatter: (params: { dataIndex: number }[] | { dataIndex: number }) => {
        const first = Array.isArray(params) ? params[0] : params
        return first ? tooltipOf(first.dataIndex) : ''
      },
    },
    grid,
    xAxis: {
      ...light,
      type: 'category',
      data: periods.map((period) => period.start),
      splitLine: { show: false },
      axisLabel: {
        ...light.axisLabel,
        hideOverlap: true,
        formatter: (_: string, at: number) => periods[at]?.label ?? '',
      },
    },
    yAxis: {
      ...light,
      type: 'value',
      scale: input.fromZero === false,
      splitNumber: narrow ? 4 : 5,
      axisLine: { show: false },
      axisLabel: { ...light.axisLabel, formatter: (value: number) => write.short(value) },
    },
    series: [
      ...(early.length ? [earlySeries(early, periods.length, input.text.early, look)] : []),
      ...(banded ? [bandSeries(lows, highs, look)] : []),
      ...(lastOf(before) >= 0
        ? [
            {
              ...line,
              id: 'previous',
              silent: true,
              z: 2,
              data: before.map((value, at) =>
                point(value, at, { symbol: lonely(before, at) ? 'circle' : 'none', symbolSize: 9 }),
              ),
              itemStyle: { color: pale },
              lineStyle: { color: pale, width: 6, cap: 'round', join: 'round' },
            },
          ]
        : []),
      {
        ...line,
        id: 'value',
        z: 4,
        symbol: 'circle',
        // Transparent dots take the click and show under the pointer; a value alone shows always.
        data: done.map((value, at) =>
          point(value, at, lonely(values, at) ? { symbolSize: 7, itemStyle: { opacity: 1 } } : {}),
        ),
        symbolSize: 8,
        itemStyle: { color: palette.accent, opacity: 0 },
        emphasis: { itemStyle: { opacity: 1 } },
        lineStyle: { color: palette.accent, width: 2.5, cap: 'round', join: 'round', opacity: 1 },
        ...(holidays.length
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                animation: false,
                lineStyle: { color: palette.ink3, width: 1, type: 'dotted', opacity: 0.7 },
                data: holidays,
              },
            }
          : {}),
      },
      ...(open.some((each) => each)
        ? [
            {
              ...line,
              id: 'open',
              z: 5,
              data: dashed.map((value, at) =>
                point(value, at, {
                  symbol: open[at] && !(period(at).forecast && open[at + 1]) ? 'circle' : 'none',
                }),
              ),
              symbolSize: 7,
              itemStyle: { color: palette.panel, borderColor: palette.accent, borderWidth: 2 },
              lineStyle: { color: palette.accent, width: 2, type: [4, 4] },
            },
          ]
        : []),
      ...(ends.length ? [{ ...directLabels(ends, look, 'ends'), silent: true }] : []),
    ],
  }
}
