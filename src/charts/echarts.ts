import { BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts'
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import * as core from 'echarts/core'
import './texts'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

core.use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  AriaComponent,
  DatasetComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
  SVGRenderer,
])

export type Chart = core.EChartsType

/** A chart in an element; canvas unless told otherwise. The caller disposes of it. */
export const init = (
  el: HTMLElement,
  opts: { renderer?: 'canvas' | 'svg'; width?: number; height?: number; devicePixelRatio?: number } = {},
): Chart => core.init(el, null, { renderer: 'canvas', ...opts })
