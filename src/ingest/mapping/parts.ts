import type { ColumnMapping } from '../mapping'
import { headingOf } from '../recognise/heading'
import { canonical } from '../value'
import { YEAR } from '../value/date'
import type { Sheet } from './sheet'

/** The number of a cell `7`, `07`, `7月`, `7.0`; NaN where it is none. */
const partOf = (cell: string): number => {
  const digits = /^\s*(\d{1,4})(?:\.0)?\s*[年月日號号년월일]?\s*$/.exec(cell)
  return digits ? Number(digits[1]) : NaN
}
const DAY = 'orders.ordered_at'
/** A day is hardly as sure where its parts stand apart. */
const SURE = 0.9

/**
 * Year, month and day in columns of their own, where no column says the day of the order: the year gets the meaning, the
 * month and the day belong to it. Years and months alone make the first of the month.
 */
export function joinDay(
  columns: ColumnMapping[],
  sheet: Sheet,
  isOpen: (index: number) => boolean,
): ColumnMapping[] {
  if (columns.some(({ target }) => target === DAY || target === 'orders.paid_at')) return columns
  const free = columns
    .filter(({ index, target, dropped }) => !target && !dropped && isOpen(index))
    .flatMap((column) => {
      const { concepts } = headingOf(column.header)
      // A day is a Tag in German.
      const isDay = concepts.includes('date') || concepts.includes('tags')
      if (!isDay && !concepts.includes('period')) return []
      const cells = sheet.present(column.index, 500)
      const numbers = cells.map(partOf)
      if (!cells.length || numbers.some(Number.isNaN)) return []
      const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
      return [{ index: column.index, isDay, low, high }]
    })
  const years = free.filter(({ low, high }) => low >= 1970 && high <= 2100)
  const months = free.filter(({ low, high, isDay }) => low >= 1 && high <= 12 && !isDay)
  // Quarters stand beside months and never reach so high.
  const month = months.sort((a, b) => b.high - a.high)[0]
  if (years.length !== 1 || !month || month.high < 5 || months[1]?.high === month.high) return columns
  const days = free.filter(
    ({ low, high, isDay, index }) => low >= 1 && high <= 31 && isDay && index !== month.index,
  )
  if (days.length > 1) return columns
  const [year, day] = [years[0]!.index, days[0]?.index]
  const { header } = columns.find(({ index }) => index === year)!
  return columns.map((column): ColumnMapping => {
    if (column.index === year)
      return {
        ...column,
        target: DAY,
        type: 'DATE',
        reading: { as: 'date', format: YEAR, time: false },
        confidence: SURE,
        reason: 'part',
        joined: { index: month.index, as: 'month', day },
      }
    if (column.index !== month.index && column.index !== day) return column
    return { ...column, type: 'VARCHAR', reading: { as: 'text' }, why: { key: 'partOf', example: header } }
  })
}

/** The day that a row says in several columns, `YYYY-MM-DD`; null where they are none. */
export function dayOf(row: string[], { index, reading, joined }: ColumnMapping): string | null {
  const first = canonical(row[index] ?? '', reading)
  if (!first || joined?.as !== 'month') return first ?? null
  const [month, day] = [
    partOf(row[joined.index] ?? ''),
    joined.day === undefined ? 1 : partOf(row[joined.day] ?? ''),
  ]
  const date = new Date(Date.UTC(Number(first.slice(0, 4)), month - 1, day))
  return Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1
    ? null
    : date.toISOString().slice(0, 10)
}
