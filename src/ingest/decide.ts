import { ident, type Engine } from '../engine/engine'
import type { ColumnMapping } from './mapping'
import { stagedName, type Plan } from './scan'
import { zoneFor } from './settle'
import { isTurnable, turned, zonesSql } from './value/date'
import { matches } from './value/sql'
import { decideYear } from './year'

/** Where the sample left open how a column is read, the whole column says. What is decided is written into the mapping. */
export async function decide(
  engine: Engine,
  table: string,
  plan: Plan,
  today: string | null | undefined,
  signal?: AbortSignal,
): Promise<void> {
  for (const [i, { column, native }] of plan.entries()) {
    if (native !== null) continue
    const cell = `trim(${ident(stagedName(i))})`
    const count = async (select: string) =>
      (await engine.query<Record<string, number>>(`SELECT ${select} FROM ${ident(table)}`, [], signal))[0]!
    await decideTurn(column, cell, count)
    await decideMarks(column, cell, count)
    await decideZone(engine, table, column, cell)
    await decideYear(engine, table, column, stagedName(i), today)
  }
}
type Count = (select: string) => Promise<Record<string, number>>

/** Dates after the twelfth of a month are read one way only. */
async function decideTurn(column: ColumnMapping, cell: string, count: Count): Promise<void> {
  const { reading } = column
  if (reading.as !== 'date' || !reading.assumed || !isTurnable(reading.format)) return
  const big = '(1[3-9]|2\\d|3[01])'
  const {
    first = 0,
    second = 0,
    n = 0,
  } = await count(
    `count(*) FILTER (${matches(cell, `^${big}[-/.]`)}) AS first,
     count(*) FILTER (${matches(cell, `^\\d{1,2}[-/.]${big}[-/.]`)}) AS second, count(${cell}) AS n`,
  )
  if (!first && !second) return
  const month = second > first
  const format = month === reading.format.startsWith('%m') ? reading.format : turned(reading.format)
  const clash = first > 0 && second > 0
  const { assumed: _, rivals: __, sure: ___, others = [], ...rest } = reading
  const both = [...new Set([...(clash ? [turned(format)] : []), ...others])].filter((each) => each !== format)
  column.reading = {
    ...rest,
    format,
    plain: false,
    ...(both.length ? { others: both } : {}),
    // Some cells can be read only so, others only so: nobody knows those that can be read both ways.
    ...(clash
      ? {
          assumed: true,
          rivals: [
            [turned(format), ...new Set([format, ...both.filter((each) => each !== turned(format))])].join(
              '|',
            ),
          ],
          sure: Math.max(first, second) / (first + second),
        }
      : {}),
  }
  column.why = { key: month ? 'monthFirst' : 'dayFirst', count: month ? second : first, of: n }
  column.confidence = Math.max(column.confidence, 0.9)
}

/** One number with other than three digits after its mark says what the mark is, one without a mark that it parts thousands. */
async function decideMarks(column: ColumnMapping, cell: string, count: Count): Promise<void> {
  const { reading } = column
  if (reading.as !== 'number' || !reading.assumed) return
  const end = '[^0-9.,]*$'
  const {
    comma = 0,
    point = 0,
    bare = 0,
    commas = 0,
  } = await count(
    `count_if(${matches(cell, `\\d,(\\d{1,2}|\\d{4,})${end}`)}) AS comma,
     count_if(${matches(cell, `\\d\\.(\\d{1,2}|\\d{4,})${end}`)}) AS point,
     count_if(${matches(cell, `^[^0-9.,]*[1-9]\\d{0,2}${end}`)}) AS bare, count_if(contains(${cell}, ',')) AS commas`,
  )
  if (!comma && !point && !bare) return
  const { assumed: _, ...rest } = reading
  const thousands = commas ? '.' : ','
  const decimal = comma > point ? ',' : point > comma ? '.' : thousands
  column.reading = { ...rest, decimal, ...(comma && point ? { either: true as const } : {}) }
}

/** Rows that the sample did not see may name other zones. */
async function decideZone(engine: Engine, table: string, column: ColumnMapping, cell: string): Promise<void> {
  const { reading, why } = column
  if (reading.as !== 'date' || !reading.offsets?.length || reading.zone || why?.key === 'chosen') return
  const rows = await engine.query<{ minutes: number }>(
    `SELECT DISTINCT (${zonesSql(cell, [reading.format, ...(reading.others ?? [])])})::INT AS minutes FROM ${ident(table)}`,
  )
  const offsets = rows
    .map(({ minutes }) => minutes)
    .filter((minutes) => minutes !== null)
    .sort((a, b) => a - b)
  const zone = zoneFor(offsets, null)
  column.reading = { ...reading, offsets, ...(zone ? { zone } : {}) }
}
