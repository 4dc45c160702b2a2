import type { Column, ColumnType, Frame, Say } from '../analysis/panel'
import { periodLabel } from '../analysis/trend/period'
import { headOf, wordOf } from '../analysis/words'
import type { Cell, Row } from '../model/row'

export const isWords = ({ type }: Column): boolean => ['text', 'tier'].includes(type)
/** Figures stand right, words and days left. */
export const isFigure = (column: Column): boolean =>
  !isWords(column) && !['date', 'month'].includes(column.type)

/** A cell of a table; the unit stands in the head. */
export function cellText(column: Column, row: Row, frame: Frame, say: Say): string {
  const value = row[column.name] ?? null
  if (value === null) return '–'
  if (isWords(column)) return wordOf(column, String(value), frame, say)
  if (column.type === 'date') return say.date(String(value))
  if (column.type === 'month') return periodText(row, String(value), frame, say)
  const text = figureText(column.type, Number(value), say)
  return column.change && Number(value) > 0 ? `+${text}` : text
}

/** A period, and why it is not to be compared. */
function periodText(row: Row, start: string, { controls, fiscalStart }: Frame, say: Say): string {
  const period = periodLabel(start, controls.grain ?? 'month', say, fiscalStart)
  const note = row.unfinished ? 'unfinished' : row.start_of_data ? 'early' : ''
  return note ? `${period} · ${say.t(`panel.trend.revenue.${note}`)}` : period
}

/** A figure without its unit. */
export function figureText(type: string, figure: number, say: Say): string {
  const digits = (): string => {
    if (type === 'money') return say.number(figure, 2)
    if (type === 'share') return say.number(figure * 100, 1)
    if (type === 'index') return say.number(figure, 0)
    return type === 'count' || Number.isInteger(figure) ? say.count(figure) : say.number(figure, 1)
  }
  return digits().replace(/^-/, '−')
}

/** What figures of a type are counted in, or nothing. */
export function unitOf(type: string, say: Say): string {
  if (type === 'share') return '%'
  if (type === 'days') return say.t('unit.days')
  return type === 'money' ? say.currency : ''
}

/** A name with the unit of its figures, where it does not say that itself: `Median days since last order`. */
export function withUnit(text: string, type: string, say: Say): string {
  const unit = unitOf(type, say)
  const said = text.toLowerCase().includes(unit.toLowerCase())
  return unit && !said ? say.t('unit.head', { text, unit }) : text
}

/** The head of a column. */
export const headText = (column: Column, frame: Frame, say: Say): string =>
  withUnit(headOf(column, frame, say), column.type, say)

/** Digits after the point that a file of figures keeps: more than any cell shows, fewer than a computer makes up. */
const DIGITS: Partial<Record<ColumnType, number>> = { share: 6, index: 3, score: 4, money: 4, days: 3 }

/** A cell as it goes into a file: a word in the reader's language, a figure as it is. */
export function plainCell(column: Column, row: Row, frame: Frame, say: Say): Cell {
  const value = row[column.name] ?? null
  if (typeof value === 'number' && !Number.isInteger(value))
    return Number(value.toFixed(DIGITS[column.type] ?? 6))
  return value !== null && isWords(column) ? wordOf(column, String(value), frame, say) : value
}
