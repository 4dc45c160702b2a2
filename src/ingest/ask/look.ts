import type { Sheet } from '../mapping/sheet'
import { canonical } from '../value'

/** What the cells of one column are, whatever it is called. */
export interface Look {
  index: number
  header: string
  /** Cells that say something, by row; empty where none does. */
  cells: string[]
  n: number
  distinct: number
  /** The same cells as days (`2024-01-05 …`) and as numbers; null where they cannot be read so. */
  days: (string | null)[]
  numbers: (number | null)[]
  /** Share of the cells that are days or numbers, 0…1. */
  dayFit: number
  numberFit: number
  /** Days by the way they are written, and not only as numbers that could count days. */
  written: boolean
}

/** As many rows as show what a column is. */
const ROWS = 500

export function lookAt(sheet: Sheet, index: number): Look {
  const cells = sheet.cells(index).slice(0, ROWS)
  const present = new Set(sheet.present(index, ROWS))
  const shown = cells.map((cell) => (present.has(cell.trim()) ? cell.trim() : ''))
  const [date, money] = [sheet.as(index, 'datetime'), sheet.as(index, 'money')]
  const read = (fit: number, reading: Parameters<typeof canonical>[1]) =>
    shown.map((cell) => (fit > 0.5 && cell ? (canonical(cell, reading) ?? null) : null))
  return {
    index,
    header: sheet.header[index]!,
    cells: shown,
    n: shown.filter(Boolean).length,
    distinct: new Set(shown.filter(Boolean)).size,
    days: read(date.fit, date.reading),
    numbers: read(money.fit, money.reading).map((text) => (text === null ? null : Number(text))),
    dayFit: date.fit,
    numberFit: money.fit,
    written: sheet.asAttribute(index).reading.as === 'date',
  }
}
