import { ident, type Engine } from '../engine/engine'
import type { Plan } from './scan'
import { stagedName } from './scan'
import { monthFirst } from './value/date'
import { matches } from './value/sql'

/**
 * Where the sample left open which of two numbers is the day, the whole column says: dates after the twelfth of a
 * month are read one way only. What is decided is written into the mapping.
 */
export async function decideDates(
  engine: Engine,
  table: string,
  plan: Plan,
  signal?: AbortSignal,
): Promise<void> {
  for (const [i, { column, native }] of plan.entries()) {
    const { reading } = column
    if (reading.as !== 'date' || !reading.assumed || native !== null) continue
    const cell = `trim(${ident(stagedName(i))})`
    const big = '(1[3-9]|2\\d|3[01])'
    const [row] = await engine.query<{ first: number; second: number; n: number }>(
      `SELECT count(*) FILTER (${matches(cell, `^${big}[-/.]`)}) AS first,
        count(*) FILTER (${matches(cell, `^\\d{1,2}[-/.]${big}[-/.]`)}) AS second, count(${cell}) AS n
       FROM ${ident(table)}`,
      [],
      signal,
    )
    const { first = 0, second = 0, n = 0 } = row ?? {}
    if (!first && !second) continue
    const month = second > first
    column.reading = {
      as: 'date',
      format: month ? monthFirst(reading.format) : reading.format,
      time: reading.time,
      plain: false,
    }
    column.why = { key: month ? 'monthFirst' : 'dayFirst', count: month ? second : first, of: n }
    column.confidence = Math.max(column.confidence, 0.9)
  }
}
