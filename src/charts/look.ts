import type { EChartsCoreOption } from 'echarts/core'

/** An ECharts option; only `charts/` builds them, only `Chart.vue` and the report viewer draw them. */
export type ChartOption = EChartsCoreOption

export type TierId = 'diamond' | 'gold' | 'silver' | 'ordinary'

/** The tokens of the look, one value per theme; the same that `theme.css` carries. */
export interface Palette {
  paper: string
  panel: string
  ink: string
  ink2: string
  ink3: string
  line: string
  line2: string
  accent: string
  accentSoft: string
  good: string
  bad: string
  warn: string
  tier: Record<TierId, string>
  /** Text colour that is readable on the tier's colour. */
  onTier: Record<TierId, string>
  /** Diverging ramp low → middle → high for an index, and sequential ramp for an amount. */
  diverging: string[]
  sequential: string[]
}

/** How values become text; the same for charts, tables and sentences. */
export interface Format {
  /** ISO code of amounts, or empty: the files do not say. */
  currency: string
  count(value: number): string
  /** Full amount with currency sign. */
  money(value: number): string
  /** Short amount: ¥1.48 亿, $3.2M. */
  moneyShort(value: number): string
  number(value: number, digits?: number): string
  /** 0…1 → `61.3%`. */
  share(value: number, digits?: number): string
  date(iso: string): string
  /** `2026-09-01` → the month in the reader's form. */
  month(iso: string): string
  /** A message by key, with values. */
  t(key: string, params?: Record<string, string | number>): string
}

/** All that a chart may depend on besides its rows. */
export interface Look {
  theme: 'light' | 'dark'
  palette: Palette
  font: string
  format: Format
  /** false: no animation (print, reduced motion, tests). */
  motion: boolean
  /** Pattern fills for readers who do not tell the colours apart. */
  decal: boolean
  /** Colour of a rise and of a fall (red-up/green-up is the reader's choice). */
  rise: string
  fall: string
  /** Width of the drawing in px, for decisions about what fits; 640 where it is not known. */
  width?: number
}
