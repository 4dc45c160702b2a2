import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { Look } from './look'
import { measure } from './text'

/** A label that stands at its point instead of in a legend. */
export interface DirectLabel {
  x: number | string
  y: number
  text: string
  color: string
  weight?: number
  /** Draw a dot at the point. */
  dot?: string
  /** Px below the point that the label wants to stand. */
  below?: number
  data?: object
}

const HEIGHT = 17

/** Tops of labels that want to stand at `wanted`, moved apart to `height` and kept between `low` and `high`. */
export const spread = (wanted: number[], low: number, high: number, height = HEIGHT): number[] => {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a]! - wanted[b]!)
  const placed = [...wanted]
  let floor = low
  for (const at of order) {
    placed[at] = Math.max(wanted[at]!, floor)
    floor = placed[at]! + height
  }
  let ceiling = high
  for (const at of order.reverse()) {
    placed[at] = Math.min(placed[at]!, ceiling)
    ceiling = placed[at]! - height
  }
  return placed
}

/**
 * Series of direct labels right of their points, moved apart where they would overlap and joined to a moved label
 * by a hairline; a label without room on the right stands on the left.
 */
export const directLabels = (labels: DirectLabel[], look: Look, id = 'labels', offset = 10) => ({
  type: 'custom',
  id,
  z: 6,
  clip: false,
  animation: false,
  // A name says nothing beyond itself, and hides nothing from the pointer.
  silent: !labels.some(({ data }) => data),
  tooltip: { show: labels.some(({ data }) => data) },
  data: labels.map((label) => ({ value: [label.x, label.y], name: label.text, ...label.data })),
  renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const area = params.coordSys as unknown as { y: number; height: number }
    const points = labels.map((label) => api.coord([label.x, label.y]))
    const heights = spread(
      points.map((point, at) => point[1]! + (labels[at]!.below ?? 0)),
      area.y + 4,
      area.y + area.height - 6,
    )
    const at = params.dataIndex
    const label = labels[at]!
    const [x, y] = points[at]! as [number, number]
    const textY = heights[at]!
    const moved = Math.abs(textY - y - (label.below ?? 0)) > 3
    const away = offset + (moved ? 8 : 0)
    const width = measure(label.text, 12, label.weight)
    const left = x + away + width > api.getWidth()
    const textX = left ? x - away : x + away
    return {
      type: 'group',
      children: [
        ...(moved
          ? [
              {
                type: 'line',
                shape: { x1: x, y1: y, x2: left ? textX + 3 : textX - 3, y2: textY },
                style: { stroke: look.palette.ink3, lineWidth: 1, opacity: 0.6 },
              },
            ]
          : []),
        ...(label.dot
          ? [
              {
                type: 'circle',
                shape: { cx: x, cy: y, r: 4.5 },
                style: { fill: label.dot, stroke: look.palette.panel, lineWidth: 1.5 },
              },
            ]
          : []),
        {
          type: 'text',
          x: textX,
          y: textY,
          style: {
            text: label.text,
            fontFamily: look.font,
            fontSize: 12,
            fontWeight: label.weight ?? 400,
            fill: label.color,
            // A halo keeps the text readable where it crosses a line.
            stroke: look.palette.panel,
            lineWidth: 3,
            align: left ? 'right' : 'left',
            verticalAlign: 'middle',
          },
        },
      ],
    }
  },
})
