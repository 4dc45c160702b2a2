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

const NEITHER = { fit: 0, reading: { as: 'text' } } as const

export function lookAt(sheet: Sheet, index: number): Look {
  const present = new Set(sheet.present(index))
  const shown = sheet.cells(index).map((cell) => (present.has(cell.trim()) ? cell.trim() : ''))
  // Text is neither days nor numbers, which is dear to find out.
  const digits = [...present].filter((cell) => /\d/.test(cell)).length * 2 > present.size
  const [date, money] = digits ? [sheet.as(index, 'datetime'), sheet.as(index, 'money')] : [NEITHER, NEITHER]
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
    written: date.fit > 0.5 && sheet.asAttribute(index).reading.as === 'date',
  }
}
