import type { ColumnMapping } from '../mapping'
import type { Told } from '../notice'
import type { Sheet } from './sheet'

/** Rows without which a table is too short to say that another one beside it ends. */
const ROWS = 8
/** A table of so many of the rows may as well be the same one with gaps. */
const SHORT = 0.5

/**
 * The columns of a smaller table that stands beside the one that the rows are of, parted by a column without name and
 * content: filled in the first rows and in none after them. Its cells say nothing of the rows that they happen to stand in.
 */
export function besideTable(sheet: Sheet, isGap: (index: number) => boolean): Set<number> {
  const blocks: number[][] = [[]]
  sheet.header.forEach((_, index) => {
    if (isGap(index)) blocks.push([])
    else blocks.at(-1)!.push(index)
  })
  const tables = blocks.filter(({ length }) => length > 0)
  const rows = sheet.rows.length
  if (tables.length < 2 || rows < ROWS) return new Set()
  const filled = (table: number[]) =>
    sheet.rows.map((row) => table.some((index) => (row[index] ?? '').trim() !== ''))
  const height = (table: number[]) => filled(table).lastIndexOf(true) + 1
  const main = tables.find((table) => filled(table).filter(Boolean).length > 0.9 * rows)
  if (!main) return new Set()
  return new Set(
    tables
      .filter((table) => {
        if (table === main) return false
        const end = height(table)
        return end > 0 && end <= SHORT * rows && filled(table).slice(0, end).every(Boolean)
      })
      .flat(),
  )
}

/** That it stands there and is not read, and by which names it is found. */
export function tellBeside(columns: ColumnMapping[]): Told[] {
  const beside = columns.filter(({ dropped }) => dropped === 'beside')
  return beside.length
    ? [
        {
          code: 'other_table',
          params: {
            example: beside
              .slice(0, 3)
              .map(({ header }) => header)
              .join(', '),
          },
        },
      ]
    : []
}
