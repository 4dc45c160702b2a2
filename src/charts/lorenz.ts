import { known } from './cells'
import { directLabels } from './direct'
import type { ChartOption, Look } from './look'
import { axis, base, tip, tooltip } from './theme'

interface LorenzPoint {
  /** Share of customers, from the largest down, and of what they bring; 0…1. */
  x: number
  y: number | null
}

export interface LorenzInput {
  summary: string
  /** Ascending in x; (0, 0) is added when absent. */
  points: LorenzPoint[]
  /** Points named on the curve: `前 20% → 71%`. */
  marks: { x: number; y: number; label: string }[]
  /** An earlier curve, drawn pale. */
  previous?: LorenzPoint[]
  text: {
    /** Axis name, and labels of the tooltip's lines. */
    customers: string
    revenue: string
    previous?: string
  }
}

const curve = (points: LorenzPoint[]): [number, number][] => {
  const kept = points.flatMap((point): [number, number][] => {
    const y = known(point.y)
    return y === null ? [] : [[point.x * 100, y * 100]]
  })
  return kept.length && kept[0]![0] > 0 ? [[0, 0], ...kept] : kept
}

/** Concentration: how much the largest x % of customers bring, beside the line of equal shares. */
export const lorenz = (input: LorenzInput, look: Look): ChartOption => {
  const { palette, format } = look
  const { text } = input
  const light = axis(look)
  const percent = { ...light, type: 'value', min: 0, max: 100, interval: 20 }
  const line = { type: 'line', symbol: 'none', silent: true }
  const before = input.previous ? curve(input.previous) : []
  return {
    ...base(look, input.summary),
    tooltip: {
      ...tooltip(look),
      trigger: 'axis',
      axisPointer: {
        type: 'line',
        snap: true,
        lineStyle: { color: palette.ink3, width: 1, type: 'solid' },
        label: { show: false },
      },
      formatter: (params: { seriesId: string; value: [number, number] }[]) => {
        const at = (id: string) => params.find((each) => each.seriesId === id)?.value
        const now = at('curve')
        const then = at('previous')
        if (!now) return ''
        return tip(look, `${text.customers} ${format.share(now[0] / 100, 0)}`, [
          [text.revenue, format.share(now[1] / 100)],
          [text.previous ?? '', then && text.previous ? format.share(then[1] / 100) : null],
        ])
      },
    },
    grid: { left: 34, right: 14, top: 10, bottom: 40 },
    xAxis: { ...percent, name: text.customers, nameLocation: 'middle', nameGap: 26 },
    yAxis: { ...percent, axisLine: { show: false } },
    series: [
      {
        ...line,
        id: 'equal',
        data: [
          [0, 0],
          [100, 100],
        ],
        tooltip: { show: false },
        lineStyle: { color: palette.line, width: 1.5 },
        z: 1,
      },
      ...(before.length
        ? [
            {
              ...line,
              id: 'previous',
              data: before,
              lineStyle: { color: palette.ink3, width: 1.5, opacity: 0.5 },
              z: 2,
            },
          ]
        : []),
      {
        ...line,
        id: 'curve',
        data: curve(input.points),
        lineStyle: { color: palette.accent, width: 2.5 },
        itemStyle: { color: palette.accent },
        areaStyle: { color: palette.accent, opacity: 0.08 },
        z: 3,
      },
      directLabels(
        input.marks.map((mark) => ({
          x: mark.x * 100,
          y: mark.y * 100,
          text: mark.label,
          color: palette.ink,
          weight: 600,
          dot: palette.accent,
          below: 9,
        })),
        look,
        'marks',
      ),
    ],
  }
}
