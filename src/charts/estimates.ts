import type { CustomSeriesRenderItem } from 'echarts'
import type { ChartOption, Look } from './look'
import { ellipsis, widest } from './text'
import { base, size, tip, tooltip, widthOf } from './theme'

/** A figure with the ends of its interval; null: none. */
export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
  /** As it is written beside the mark. */
  text: string
  /** Its interval in words. */
  between: string | null
}
interface EstimatesInput {
  summary: string
  /** Names of what is compared, and of their difference. */
  names: { a: string; b: string; difference: string }
  /** Each on a scale of its own. */
  rows: { label: string; a: Estimate; b: Estimate; difference: Estimate }[]
  text: { interval: string }
}

/** Height in px of so many rows. */
export const estimatesHeight = (rows: number): number => rows * PITCH + 4
const PITCH = 106
const HEAD = 26
const NARROW = 620
interface Area {
  y: number
  height: number
}

/**
 * Two estimates and their difference with intervals, one row a figure: on the left both from zero, on the right the
 * difference around zero (below it where there is no room).
 */
export const estimates = ({ summary, names, rows, text }: EstimatesInput, look: Look): ChartOption => {
  const { palette } = look
  const width = widthOf(look)
  const narrow = width < NARROW
  const labels = Math.min(
    width * (narrow ? 0.36 : 0.24),
    widest([names.a, names.b, names.difference], size.label) + 4,
  )
  const written = (of: ('a' | 'b' | 'difference')[]) =>
    widest(
      rows.flatMap((row) => of.map((name) => row[name].text)),
      size.label,
      600,
    ) + 14
  const half = narrow ? width - labels - 14 : Math.round((width - labels) * 0.52)
  const places = rows.flatMap((row, at) => {
    const top = at * PITCH
    const left = {
      left: labels + 10,
      width: half - written(narrow ? ['a', 'b', 'difference'] : ['a', 'b']),
      top: top + HEAD,
    }
    return [
      { ...left, height: narrow ? 44 : 60, row, part: 'both' as const },
      narrow
        ? { ...left, top: top + HEAD + 44, height: 22, row, part: 'difference' as const }
        : {
            left: labels + half + 34,
            width: width - labels - half - 40 - written(['difference']),
            top: top + HEAD,
            height: 60,
            row,
            part: 'difference' as const,
          },
    ]
  })
  const marksOf = ({ row, part }: (typeof places)[number]) =>
    part === 'both'
      ? [
          { name: names.a, mark: row.a, color: palette.accent, solid: true },
          { name: names.b, mark: row.b, color: palette.ink3, solid: false },
        ]
      : [{ name: names.difference, mark: row.difference, color: palette.ink, solid: true }]
  const extent = (place: (typeof places)[number]): [number, number] => {
    const ends = marksOf(place).flatMap(({ mark }) => [mark.low ?? 0, mark.value ?? 0, mark.high ?? 0])
    const most = Math.max(...ends.map(Math.abs)) || 1
    return place.part === 'both' ? [Math.min(0, ...ends), Math.max(0, ...ends) || 1] : [-most, most]
  }
  const zeroLine = (x: number, { y, height }: Area) => ({
    type: 'line' as const,
    shape: { x1: x, y1: y, x2: x, y2: y + height },
    style: { stroke: palette.line, lineWidth: 1 },
  })
  const draw =
    (marks: ReturnType<typeof marksOf>): CustomSeriesRenderItem =>
    ({ dataIndex, coordSys }, api) => {
      const { mark, color, solid } = marks[dataIndex]!
      if (mark.value === null) return null
      const [x, y] = api.coord([mark.value, dataIndex]) as [number, number]
      const at = (value: number | null) => (value === null ? x : (api.coord([value, dataIndex])[0] as number))
      const [low, high] = [at(mark.low), at(mark.high)]
      return {
        type: 'group',
        children: [
          ...(dataIndex ? [] : [zeroLine(api.coord([0, 0])[0] as number, coordSys as unknown as Area)]),
          {
            type: 'line' as const,
            shape: { x1: low, y1: y, x2: high, y2: y },
            style: { stroke: color, lineWidth: 2 },
          },
          {
            type: 'circle',
            shape: { cx: x, cy: y, r: 5 },
            style: { fill: solid ? color : palette.panel, stroke: color, lineWidth: 2 },
          },
          {
            type: 'text',
            style: {
              text: mark.text,
              x: Math.max(x + 5, high) + 6,
              y,
              verticalAlign: 'middle',
              fill: palette.ink,
              backgroundColor: palette.panel,
              padding: [1, 2],
              font: `600 ${size.label}px ${look.font}`,
            },
          },
        ],
      }
    }
  const title = (words: string, left: number, top: number, strong: boolean) => ({
    text: words,
    left,
    top,
    padding: 0,
    textStyle: {
      color: strong ? palette.ink : palette.ink3,
      fontSize: size.label,
      fontWeight: strong ? (600 as const) : (400 as const),
      fontFamily: look.font,
    },
  })

  return {
    ...base(look, summary),
    title: rows.flatMap((row, at) => [
      title(ellipsis(row.label, width * 0.6, size.label, 600), 0, at * PITCH + 2, true),
      ...(narrow || at ? [] : [title(names.difference, labels + half + 34, 2, false)]),
    ]),
    tooltip: {
      ...tooltip(look),
      formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
        const place = places[seriesIndex]!
        const { name, mark } = marksOf(place)[dataIndex]!
        return tip(look, place.row.label, [
          [name, mark.text],
          [text.interval, mark.between],
        ])
      },
    },
    grid: places.map(({ left, top, width: wide, height }) => ({ left, top, width: wide, height })),
    xAxis: places.map((place, gridIndex) => ({
      gridIndex,
      type: 'value',
      show: false,
      min: extent(place)[0],
      max: extent(place)[1],
    })),
    yAxis: places.map((place, gridIndex) => ({
      gridIndex,
      type: 'category',
      inverse: true,
      data: marksOf(place).map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        show: place.part === 'both' || narrow,
        color: palette.ink2,
        fontSize: size.label,
        fontFamily: look.font,
        formatter: (name: string) => ellipsis(name, labels, size.label),
      },
    })),
    series: places.map((place, at) => ({
      type: 'custom',
      id: `estimates${at}`,
      xAxisIndex: at,
      yAxisIndex: at,
      renderItem: draw(marksOf(place)),
      encode: { x: 0, y: 1 },
      data: marksOf(place).map(({ mark }, i) => [mark.value, i]),
    })),
  }
}
