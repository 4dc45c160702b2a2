import { ident, literal } from '../engine/engine'
import { dateSql, parseDate } from './value/date'
import { numberSql, parseNumber } from './value/number'
import { matches } from './value/sql'
import type { Unit } from './value/unit'
import { cleanSql, cleanText, idSql, parseId } from './value/text'
import { HALF, WIDE } from './value/wide'
import { errorSql, FALSE, isError, isMissing, parseBoolean, TRUE } from './value/words'

export { EPOCH, EPOCH_MS, parseDate, ROC, SERIAL } from './value/date'
export { isSigned, parseNumber } from './value/number'
export { cleaningOf, cleanSql, cleanText, type Cleaning } from './value/text'
export { isError, isMissing, MISSING } from './value/words'

/** How the cells of a column are read. One reading has two forms: an SQL expression and a function for single cells. */
export type Reading =
  /** `codes`: NA is one of them and not a missing value. */
  | { as: 'text'; codes?: true }
  /** Ids of which some need more than cleaning: `17850.0` in a whole column of such, or ones destroyed by a spreadsheet. */
  | { as: 'id'; floats: boolean }
  | {
      as: 'number'
      decimal: '.' | ','
      plain: boolean
      /** What the numbers are multiplied by, and the unit in the heading that says so. */
      scale?: number
      unit?: Unit
      /** Some cells can only be read with the other mark, and are. */
      either?: true | undefined
      /** A sign or unit that nobody here knows, before or after the digits of nearly all cells. */
      affix?: string | undefined
      /** Every mark may part thousands or decimals. */
      assumed?: true | undefined
    }
  /** `plain`: the engine's CSV reader takes the cells in passing. `assumed`: day and month could change places. */
  | {
      as: 'date'
      format: string
      time: boolean
      plain?: boolean
      assumed?: true
      /** Formats for the cells that the first one does not read, in the order in which they are tried. */
      others?: string[]
      /** Two-digit years from here on are of the last century. */
      pivot?: number
      /** The last day that days without a year can be; and how sure that is, 0…1, where only the days themselves say it. */
      upto?: string | undefined
      years?: number
      /** Where cells name zones: the zone in which their times are told. Without it they stand as written. */
      zone?: string
      /** Minutes ahead of UTC that the zones in the cells of the sample say. */
      offsets?: number[]
      /** Other ways to read the column (formats with bars between), and how sure this one is, 0…1. */
      rivals?: string[]
      sure?: number
    }
  | { as: 'boolean' }

/** Cell → canonical text that DuckDB casts to the column's type; undefined when it cannot be read. */
export function canonical(cell: string, reading: Reading): string | null | undefined {
  if (reading.as === 'boolean') {
    const value = parseBoolean(cell)
    if (value !== null) return String(value)
  }
  if (isError(cell)) return reading.as === 'text' ? null : undefined
  if (isMissing(cell) && !(reading.as === 'text' && reading.codes && cell.trim() === 'NA')) return null
  switch (reading.as) {
    case 'text':
      return cleanText(cell)
    case 'id':
      return parseId(cell, reading.floats)
    case 'number':
      return parseNumber(cell, reading.decimal, reading)?.toString() ?? undefined
    case 'date':
      for (const format of [reading.format, ...(reading.others ?? [])]) {
        const date = parseDate(cell, format, reading.time, reading)
        if (date !== null) return date
      }
      return undefined
    case 'boolean':
      return undefined
  }
}

const coalesced = (ways: string[]): string => (ways.length > 1 ? `coalesce(${ways.join(', ')})` : ways[0]!)

const withoutErrors = (raw: string, text: string): string =>
  `CASE WHEN NOT (${errorSql(`trim(${raw})`)}) THEN ${text} END`

/**
 * The same as `canonical`, as an SQL expression over a VARCHAR column; NULL where it cannot be read. Matching is cheap
 * in the engine, rewriting and wide decimals are not: both happen only in the cells that need them.
 */
export function readingSql(column: string, reading: Reading, type: string): string {
  const raw = ident(column)
  const cell = `(CASE WHEN ${matches(raw, `[${WIDE}]`)} THEN trim(translate(${raw}, ${literal(WIDE)}, ${literal(HALF)})) ELSE trim(${raw}) END)`
  switch (reading.as) {
    case 'text':
      return withoutErrors(raw, cleanSql(raw, 'all'))
    case 'id':
      return withoutErrors(raw, idSql(raw, reading.floats))
    case 'number':
      return numberSql(cell, reading.decimal, type, reading)
    case 'date':
      return coalesced(
        [reading.format, ...(reading.others ?? [])].map((format) => dateSql(cell, format, type, reading)),
      )
    case 'boolean': {
      const list = (words: string[]) => words.map(literal).join(', ')
      return `CASE WHEN lower(${cell}) IN (${list(TRUE)}) THEN true WHEN lower(${cell}) IN (${list(FALSE)}) THEN false END`
    }
  }
}
