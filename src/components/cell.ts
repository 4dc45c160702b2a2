import { dimensionLabel, valueLabel } from '../analysis/dimension'
import type { Column, Frame, Panel, PanelResult, Say } from '../analysis/panel'
import { periodLabel } from '../analysis/trend/period'
import { headOf, wordOf } from '../analysis/words'
import type { Cell, Row } from '../model/row'
import { isPeriod } from '../model/view'

export { dimensionLabel, valueLabel }

export const isWords = (column: Column): boolean => ['text', 'tier'].includes(column.type)
export const isFigure = (column: Column): boolean =>
  !isWords(column) && !['date', 'month'].includes(column.type)

/** A cell of the table twin; units stand in the head. */
export function cellText(column: Column, row: Row, frame: Frame, say: Say): string {
  const value = row[column.name] ?? null
  if (value === null) return '–'
  if (isFigure(column)) return figureText(column, Number(value), say).replace(/^-/, '−')
  if (isWords(column)) return wordOf(column, String(value), frame, say)
  if (column.type === 'date') return say.date(String(value))
  if (column.type !== 'month') return String(value)
  const period = periodLabel(String(value), frame.controls.grain ?? 'month', say, frame.fiscalStart)
  const note = row.unfinished ? 'unfinished' : row.start_of_data ? 'early' : ''
  return note ? `${period} · ${say.t(`panel.trend.revenue.${note}`)}` : period
}

function figureText({ type }: Column, figure: number, say: Say): string {
  if (type === 'money') return say.number(figure, 2)
  if (type === 'share') return say.number(figure * 100, 1)
  if (type === 'index') return say.number(figure, 0)
  return type === 'count' || Number.isInteger(figure) ? say.count(figure) : say.number(figure, 1)
}

/** Unit of a column's figures, for its head. */
export function unitOf(column: Column, say: Say, currency: string): string {
  if (column.type === 'share') return '%'
  if (column.type === 'days') return say.t('ui.unit.days')
  return column.type === 'money' ? currency : ''
}

/** Digits after the point that a file of figures keeps: more than any cell shows, fewer than a computer makes up. */
const DIGITS: Partial<Record<Column['type'], number>> = { share: 6, index: 3, score: 4, money: 4, days: 3 }

/** Head and rows of a panel as they go into a file: words in the reader's language, figures as they are. */
export function plainTable(panel: Panel, { rows, frame }: PanelResult, say: Say): Cell[][] {
  const written = (column: Column, row: Row): Cell => {
    const value = row[column.name] ?? null
    if (value === null) return value
    if (typeof value === 'number' && !Number.isInteger(value))
      return Number(value.toFixed(DIGITS[column.type] ?? 6))
    if (!isWords(column)) return value
    return wordOf(column, String(value), frame, say)
  }
  return [
    panel.columns.map((column) => headOf(column, frame, say)),
    ...rows.map((row) => panel.columns.map((column) => written(column, row))),
  ]
}

/** `12m`, `all`, `2011-01..2011-06` in words. */
export function periodText(period: string, say: Say): string {
  if (!isPeriod(period)) return period
  if (period === 'all') return say.t('ui.period.all')
  const [from, to] = period.split('..')
  if (to) return `${say.month(`${from}-01`)} – ${say.month(`${to}-01`)}`
  return say.t('ui.period.months', { n: Number.parseInt(period) })
}

/** A figure and its unit stay on one line. */
export const tidy = (sentence: string): string =>
  sentence
    .replace(/(\d)(?=收入|營收)/g, '$1 ')
    .replace(/(\d) %/g, '$1\u00A0%')
    .replace(/([万亿萬億]) (?=[\u4E00-\u9FFF])/g, '$1')

/** As it stands alone: `last 12 months` → `Last 12 months`. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
