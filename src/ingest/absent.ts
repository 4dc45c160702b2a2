import { literal } from '../engine/engine'
import type { Reading } from './value'
import { MISSING } from './value/words'

/** Words for "missing": what the reader takes for it in every column, and what only this column does. */
export interface Absent {
  everywhere: string[]
  apart: string[]
}

const NUMBERS_ONLY = new Set(['NA', 'NaN', 'nan', 'None'])
const NO = new Set(['无', '無'])

/** Whether a word that stands for nothing elsewhere is a value of this column. */
const isValue = (word: string, reading: Reading): boolean =>
  (reading.as === 'text' && !!reading.codes && NUMBERS_ONLY.has(word)) ||
  (reading.as === 'boolean' && NO.has(word))

/** Only the words that the sample shows, and only in columns where they are no value: a customer may be called "Na". */
export function absentOf(columns: { reading: Reading; cells: string[] }[]): Absent[] {
  const seen = columns.map(({ reading, cells }) => {
    const own = new Set(cells.map((cell) => cell.trim()))
    const words = MISSING.filter((word) => word !== '' && own.has(word))
    return {
      missing: words.filter((word) => !isValue(word, reading)),
      values: words.filter((word) => isValue(word, reading)),
    }
  })
  const values = new Set(seen.flatMap((column) => column.values))
  const everywhere = ['', ...new Set(seen.flatMap(({ missing }) => missing))].filter(
    (word) => !values.has(word),
  )
  return seen.map(({ missing }) => ({ everywhere, apart: missing.filter((word) => values.has(word)) }))
}

export const kept = (text: string, { apart }: Absent): string =>
  apart.length ? `CASE WHEN ${text} NOT IN (${apart.map(literal).join(', ')}) THEN ${text} END` : text
