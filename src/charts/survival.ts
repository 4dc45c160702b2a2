import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import { directLabels, type DirectLabel } from './direct'
import type { ChartOption, Look } from './look'
import { mix } from './ramp'
import { ellipsis, measure, widest } from './text'
import { axis, base, size, tip, tooltip, widthOf } from './theme'

interface SurvivalPoint {
  x: number
  /** 0…1. */
  y: number
  low: number | null
  high: number | null
  /** How many are still followed. */
  followed: number
}
export interface SurvivalGroup {
  key: string
  label: string
  points: SurvivalPoint[]
  /** Where half is reached; null: not within what is shown. */
  median: number | null
}
interface SurvivalInput {
  summary: string
  /** The last is drawn strongest; the interval and the median only where there is one group. */
  groups: SurvivalGroup[]
  /** Distance of the marks of the time axis, of which the numbers still followed are told. */
  tick: number
  text: { share: string; interval: string; followed: string; days: string; median: string }
}

const ROW = 16

/** Steps of a share that grows with time, with its pointwise interval and the numbers still followed under the axis. */
export const survival = (input: SurvivalInput, look: Look): ChartOption => {
  const { palette, format } = look
  const { groups, text } = input
  const light = axis(look)
  const only = groups.length === 1 ? groups[0]! : null
  const last = Math.max(input.tick, ...groups.map(({ points }) => points.at(-1)?.x ?? 0))
  const top = Math.max(
    0.1,
    ...groups.flatMap(({ points }) => points.map(({ y, high }) => (only && high) || y)),
  )
  const colour = (at: number) =>
    mix(palette.accent, palette.panel, groups.length > 1 ? 0.6 * (1 - at / (groups.length - 1)) : 0)
  // Names of groups leave the picture most of a narrow page.
  const most = widthOf(look) * 0.22
  const heads = only ? [text.followed] : groups.map(({ label }) => ellipsis(label, most, size.axis))
  // The first figure stands under the axis, in the middle of it.
  const figure = measure(
    format.count(Math.max(1, ...groups.map(({ points }) => points[0]?.followed ?? 0))),
    size.axis,
  )
  const left = Math.max(48, widest(heads, size.axis) + figure / 2 + 8)
  const ends = groups.flatMap(({ label, points }, at): DirectLabel[] => {
    const end = points.at(-1)
    return only || !end
      ? []
      : [
          {
            x: end.x,
            y: end.y,
            text: ellipsis(label, most, size.label),
            color: at === groups.length - 1 ? palette.accent : palette.ink2,
          },
        ]
  })
  const right = Math.max(
    20,
    only
      ? 0
      : widest(
          ends.map((end) => end.text),
          size.label,
        ) + 16,
  )
  const fits = Math.max(1, Math.ceil((figure + 12) / (((widthOf(look) - left - right) * input.tick) / last)))
  const every = input.tick * fits
  return {
    ...base(look, input.summary),
    grid: { left, right, top: 12, bottom: 44 + ROW * groups.length },
    tooltip: {
      ...tooltip(look),
      trigger: 'axis',
      axisPointer: { type: 'line', snap: true, lineStyle: { color: palette.ink3, width: 1, type: 'solid' } },
      formatter: (params: { seriesId: string; dataIndex: number }[]) => {
        const met = params.flatMap(({ seriesId, dataIndex }) => {
          const group = groups.find(({ key }) => key === seriesId)
          const point = group?.points[dataIndex]
          return group && point ? [{ group, point }] : []
        })
        if (!met.length) return ''
        const title = `${text.days} ${format.count(met[0]!.point.x)}`
        if (!only)
          return tip(
            look,
            title,
            met.map(({ group, point }) => [group.label, format.share(point.y)]),
          )
        const { point } = met[0]!
        return tip(look, title, [
          [text.share, format.share(point.y)],
          [
            text.interval,
            point.low === null || point.high === null
              ? null
              : `${format.share(point.low)} – ${format.share(point.high)}`,
          ],
          [text.followed, format.count(point.followed)],
        ])
      },
    },
    xAxis: {
      ...light,
      type: 'value',
      min: 0,
      max: last,
      interval: every,
      name: text.days,
      nameLocation: 'middle',
      nameGap: 26,
      splitLine: { show: false },
      axisLabel: {
        ...light.axisLabel,
        showMaxLabel: last % every === 0,
        formatter: (value: number) => format.count(value),
      },
    },
    yAxis: {
      ...light,
      type: 'value',
      min: 0,
      max: Math.min(1, Math.ceil(top * 5) / 5),
      axisLine: { show: false },
      axisLabel: { ...light.axisLabel, formatter: (value: number) => format.share(value, 0) },
    },
    series: [
      ...(only ? [bandOf(only.points, look)] : []),
      ...groups.map(({ key, label, points, median }, at) => ({
        type: 'line',
        id: key,
        name: label,
        step: 'end',
        z: 4,
        symbol: 'none',
        data: points.map(({ x, y }) => [x, y]),
        lineStyle: { color: colour(at), width: 2.5 },
        itemStyle: { color: colour(at) },
        ...(only && median !== null ? { markLine: half(median, text.median, look) } : {}),
      })),
      followedSeries(groups, heads, every, last, look),
      ...(ends.length ? [{ ...directLabels(ends, look, 'ends'), silent: true }] : []),
    ],
  }
}

/** From the axis at one half to the curve, and down to the day. */
const half = (median: number, label: string, look: Look) => ({
  silent: true,
  symbol: 'none',
  animation: false,
  lineStyle: { color: look.palette.ink3, width: 1, type: 'dotted' },
  label: { show: false },
  data: [
    [{ coord: [0, 0.5] }, { coord: [median, 0.5] }],
    [
      { coord: [median, 0.5] },
      {
        coord: [median, 0],
        label: {
          show: true,
          position: 'end',
          align: 'left',
          offset: [6, -22],
          color: look.palette.ink2,
          fontSize: size.axis,
          fontFamily: look.font,
          formatter: () => label,
        },
      },
    ],
  ],
})

/** The interval as a pale band of steps; it ends where there is none. */
const bandOf = (points: SurvivalPoint[], look: Look) => ({
  type: 'custom',
  id: 'band',
  silent: true,
  z: 2,
  animation: false,
  data: [[0, 0]],
  renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const known = points.filter(({ low, high }) => low !== null && high !== null)
    const edge = (side: 'low' | 'high') =>
      known.flatMap((point, at) => {
        const before = known[at - 1]
        return [...(before ? [api.coord([point.x, before[side]!])] : []), api.coord([point.x, point[side]!])]
      })
    return {
      type: 'polygon',
      shape: { points: [...edge('high'), ...edge('low').reverse()] },
      style: { fill: look.palette.accent, opacity: 0.14 },
    }
  },
})

/** How many are still followed, below the marks of the axis; a line for each group. */
const followedSeries = (
  groups: SurvivalGroup[],
  heads: string[],
  every: number,
  last: number,
  look: Look,
) => {
  const days = Array.from({ length: Math.floor(last / every) + 1 }, (_, at) => at * every)
  const at = (points: SurvivalPoint[], day: number) => points.find(({ x }) => x >= day)?.followed
  return {
    type: 'custom',
    id: 'followed',
    silent: true,
    clip: false,
    animation: false,
    data: groups.map((_, row) => [0, 0, row]),
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const area = params.coordSys as unknown as { x: number; y: number; height: number }
      const { points } = groups[params.dataIndex]!
      const y = area.y + area.height + 46 + ROW * params.dataIndex
      const words = (text: string, x: number, align: 'left' | 'center') => ({
        type: 'text',
        x,
        y,
        style: {
          text,
          align,
          verticalAlign: 'middle',
          fill: look.palette.ink3,
          fontFamily: look.font,
          fontSize: size.axis,
        },
      })
      return {
        type: 'group',
        children: [
          words(heads[params.dataIndex]!, 0, 'left'),
          ...days.flatMap((day) => {
            const followed = at(points, day)
            return followed === undefined
              ? []
              : [words(look.format.count(followed), api.coord([day, 0])[0]!, 'center')]
          }),
        ],
      }
    },
  }
}
