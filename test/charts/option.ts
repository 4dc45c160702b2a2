import type { ChartOption } from '../../src/charts/look'

export interface Series {
  id: string
  type: string
  data: Record<string, never>[]
  lineStyle?: { type?: unknown }
  renderItem?: (params: object, api: object) => never
}

/** The series of an option by id. */
export const seriesOf = (option: ChartOption, id: string): Series => {
  const found = (option.series as Series[]).find((series) => series.id === id)
  if (!found) throw new Error(`no series ${id}`)
  return found
}

export const hasSeries = (option: ChartOption, id: string): boolean =>
  (option.series as Series[]).some((series) => series.id === id)

export const tooltipOf = (option: ChartOption, params: unknown): string =>
  (option.tooltip as { formatter: (params: unknown) => string }).formatter(params)

interface Element {
  type: string
  name?: string
  x?: number
  shape?: { x: number; width: number }
  style?: { text?: string }
  children?: Element[]
}

/** The elements that a custom series draws for one datum, on a canvas of that size. */
export const drawn = (series: Series, dataIndex: number, width: number, height: number): Element[] => {
  const group = series.renderItem!(
    { dataIndex, coordSys: { x: 0, y: 0, width, height } },
    {
      getWidth: () => width,
      getHeight: () => height,
      coord: ([x, y]: number[]) => [x! * 10, height - y!],
      size: () => [10, 10],
    },
  ) as Element | null
  return group?.children ?? []
}
