import type { ColumnMapping } from '../mapping'
import { dayFirst, isTurnable, monthFirst } from '../value/date'

/** A column that leaves day and month open follows another of its file that does not: one program wrote both. */
export function agree(columns: ColumnMapping[]): ColumnMapping[] {
  const certain = columns.find(
    ({ reading }) => reading.as === 'date' && isTurnable(reading.format) && !reading.assumed,
  )
  if (certain?.reading.as !== 'date') return columns
  const month = certain.reading.format.startsWith('%m')
  return columns.map((column) => {
    const { reading } = column
    if (reading.as !== 'date' || !reading.assumed) return column
    const { rivals: _, sure: __, ...own } = reading
    return {
      ...column,
      reading: { ...own, format: month ? monthFirst(reading.format) : dayFirst(reading.format) },
      why: { key: month ? 'likeMonth' : 'likeDay', example: certain.header },
      confidence: Math.max(column.confidence, 0.75),
    }
  })
}
