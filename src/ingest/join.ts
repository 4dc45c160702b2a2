import { ident, type Engine } from '../engine/engine'
import type { Mapping } from './mapping'
import { columnName } from './scan'
import { dateSql } from './value/date'
import { matches } from './value/sql'

/** Writes together what a file says in several columns: a date and its time of day, its year, month and day, first and last
 * name. */
export async function joinCells(
  engine: Engine,
  table: string,
  { columns }: Mapping,
  signal?: AbortSignal,
): Promise<void> {
  const sets = columns.flatMap((column) => {
    const other = columns.find(({ index }) => index === column.joined?.index)
    if (!column.joined || !other) return []
    const [first, second] = [ident(columnName(column)), ident(columnName(other))]
    const last = columns.find(({ index }) => index === column.joined?.day)
    const day = last && ident(columnName(last))
    const { as } = column.joined
    const whole =
      as === 'month' ? dayed(first, second, day) : as === 'time' ? timed(first, second) : named(first, second)
    return [`${first} = ${whole}`]
  })
  if (sets.length) await engine.run(`UPDATE ${ident(table)} SET ${sets.join(', ')}`, signal)
}

/** A cell that is no time leaves the date as it is. */
const timed = (date: string, time: string): string =>
  `coalesce(${date}::DATE + ${dateSql(`('2000-01-01 ' || trim(${time}))`, '%Y-%m-%d', 'TIMESTAMP')}::TIME, ${date})`

/** A month or a day that is none leaves no date. */
const dayed = (year: string, month: string, day: string | undefined): string => {
  const digits = (cell: string) =>
    `regexp_extract(${cell}, '^\\s*(\\d{1,2})(?:\\.0)?\\s*[月日號号월일]?\\s*$', 1)`
  return `try_cast(strftime(${year}, '%Y') || '-' || ${digits(month)} || '-' || ${day ? digits(day) : "'1'"} AS DATE)`
}

/** Names in Chinese, Japanese and Korean script begin with the family's and have no blank. */
const named = (given: string, family: string): string =>
  `CASE WHEN ${given} IS NULL THEN ${family} WHEN ${family} IS NULL THEN ${given}
    WHEN ${matches(`(${family} || ${given})`, '^[\\p{Han}\\p{Hangul}\\p{Hiragana}\\p{Katakana}]+$')}
    THEN ${family} || ${given} ELSE ${given} || ' ' || ${family} END`
