import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { Look } from './look'
import { ellipsis } from './text'
import { hatch, size } from './theme'

/** Hatched ground under the first periods; a mark area cannot carry a pattern. */
export const earlySeries = (early: number[], periods: number, label: string, look: Look) => ({
  type: 'custom',
  id: 'early',
  silent: true,
  z: 1,
  animation: false,
  data: [{ value: [early[0], null], name: label }],
  renderItem: (params: CustomSeriesRenderItemParams) => {
    const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number }
    const step = area.width / periods
    const x = area.x + early[0]! * step
    const width = (early.at(-1)! - early[0]! + 1) * step
    const text = ellipsis(label, area.x + area.width - x - 8, size.axis)
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x, y: area.y, width, height: area.height },
          style: { fill: 'rgba(0,0,0,0)', decal: hatch(look.palette.line) },
        },
        {
          type: 'text',
          x: x + 6,
          y: area.y + area.height - 8,
          style: {
            text,
            fontFamily: look.font,
            fontSize: size.axis,
            verticalAlign: 'bottom',
            fill: look.palette.ink3,
            backgroundColor: look.palette.panel,
            padding: [1, 4],
            borderRadius: 3,
          },
        },
      ],
    }
  },
})

/** Pale band between two bounds, drawn from period to period so that a gap stays a gap. */
export const bandSeries = (lows: (number | null)[], highs: (number | null)[], look: Look) => ({
  type: 'custom',
  id: 'band',
  silent: true,
  z: 1,
  animation: false,
  encode: { x: 0, y: [1, 2] },
  data: lows.map((low, at) => ({ value: [at, low, highs[at]] })),
  renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const at = params.dataIndex
    const corner = (index: number, values: (number | null)[]) =>
      values[index] == null ? null : api.coord([index, values[index]])
    const points = [corner(at, lows), corner(at + 1, lows), corner(at + 1, highs), corner(at, highs)]
    if (points.some((point) => point === null)) return null
    return {
      type: 'polygon',
      shape: { points },
      style: { fill: look.palette.accent, opacity: 0.14 },
    }
  },
})
