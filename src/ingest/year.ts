import { ident, type Engine } from '../engine/engine'
import type { ColumnMapping } from './mapping'
import type { Sample } from './sample'
import { canonical, readingSql, type Reading } from './value'
import { isYearless } from './value/date'
import { partsOf } from './value/date/year'

/** What is known beside the cells of a file. */
export interface Beside {
  /** What people call it. */
  file?: string | undefined
  /** The day on which this runs, `YYYY-MM-DD`. */
  today?: string | null | undefined
}
/** The last day that days without a year can be, and how sure that is, 0…1. */
export interface Until {
  upto: string
  sure: number
}
type DateReading = Extract<Reading, { as: 'date' }>

export const formatsOf = ({ format, others = [] }: DateReading): string[] => [format, ...others]
export const lacksYear = (reading: Reading): reading is DateReading =>
  reading.as === 'date' && formatsOf(reading).some(isYearless)

const YEAR =
  /(?<!\d)((?:19|20)\d{2})(?:[-_./年 ]?(0[1-9]|1[0-2])(?=\D|$|[-_./]?(?:0[1-9]|[12]\d|3[01])(?:\D|$))|年 ?([1-9]) ?月|(?=\D|$))/g

/** The one year, or month of one, that names say: of the file, of its title, of the heading. */
export function saidIn(names: string[], today: string | null | undefined): string | null {
  const [thisYear] = today ? partsOf(today) : [2100]
  const found = names.flatMap((name) =>
    [...name.matchAll(YEAR)].flatMap(([, year, month, single]) => {
      const [y, m] = [Number(year), Number(month ?? single ?? 0)]
      if (y < 1990 || y > thisYear) return []
      return m ? new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10) : `${y}-12-31`
    }),
  )
  const years = new Set(found.map((day) => day.slice(0, 4)))
  return years.size === 1 ? found.sort()[0]! : null
}

/** The year in which all days of the other columns lie. */
function saidBeside(
  own: ColumnMapping,
  columns: ColumnMapping[],
  { rows }: Pick<Sample, 'rows'>,
): string | null {
  const years = new Set<string>()
  for (const { index, reading } of columns) {
    if (index === own.index) continue
    const cells = rows.map((row) => (row[index] ?? '').trim()).filter(Boolean)
    if (!cells.length) continue
    const plain = cells.every((cell) => /^(?:19[9]|20[0-3])\d年?$/.test(cell))
    const dated = reading.as === 'date' && !lacksYear(reading)
    if (!plain && !dated) continue
    for (const cell of cells) {
      const year = plain ? cell : canonical(cell, reading)
      if (year) years.add(year.slice(0, 4))
    }
  }
  const [year] = years
  return years.size === 1 ? `${year}-12-31` : null
}

/** More than half a year between neighbours is the turn of a year and no gap. */
const TURN = 600
/** Neighbours in order, of all that differ. */
const SORTED = 0.9

/** What the order of days (month × 100 + day, as they stand in the file) and today say of their years. */
export function yearsOf(days: number[], today: string): Until {
  const [year, now] = partsOf(today)
  const last = Math.max(...days)
  let [up, down] = [0, 0]
  const forward: number[] = []
  const backward: number[] = []
  days.forEach((day, at) => {
    const step = at ? day - days[at - 1]! : 0
    if (step < -TURN) forward.push(at)
    else if (step > TURN) backward.push(at)
    else if (step > 0) up++
    else if (step < 0) down++
  })
  const rises = up >= SORTED * (up + down) && !backward.length
  const falls = down >= SORTED * (up + down) && !forward.length
  const turns = rises ? forward : falls ? backward : []
  if ((rises || falls) && turns.length === 1) {
    const parts = [days.slice(0, turns[0]), days.slice(turns[0])]
    const [before, after] = (rises ? parts : parts.toReversed()) as [number[], number[]]
    const end = Math.max(...after)
    const upto = dayOf(end <= now ? year : year - 1, end)
    return { upto, sure: end < Math.min(...before) ? 0.9 : 0.3 }
  }
  if (turns.length > 1) return { upto: today, sure: 0.3 }
  const past = last <= now
  return { upto: `${past ? year : year - 1}-12-31`, sure: rises || falls ? 0.9 : past ? 0.8 : 0.4 }
}
const dayOf = (year: number, day: number): string =>
  `${year}-${String(Math.floor(day / 100)).padStart(2, '0')}-${String(day % 100).padStart(2, '0')}`

/** Of which years the days of a column are that names none: as is said beside them, else as the run of them shows. */
export function settleYear(
  column: ColumnMapping,
  columns: ColumnMapping[],
  sample: Sample,
  { file = '', today }: Beside,
  chosen: string | undefined,
): void {
  const { reading, header, index } = column
  if (!lacksYear(reading)) return
  const said = chosen ?? saidIn([header, ...(sample.above ?? [])], today) ?? saidIn([file], today)
  const known = said ?? saidBeside(column, columns, sample)
  if (known) {
    column.reading = { ...reading, upto: known }
    return
  }
  const days = sample.rows.flatMap((row) => dayIn(canonical(row[index] ?? '', reading)))
  column.reading = { ...reading, ...untilOf(days, today) }
}
const dayIn = (iso: string | null | undefined): number[] => (iso ? [partsOf(iso)[1]] : [])
const untilOf = (days: number[], today: string | null | undefined): { upto?: string; years: number } => {
  if (!days.length || !today) return { years: 0 }
  const { upto, sure } = yearsOf(days, today)
  return { upto, years: sure }
}

/** More changes of the day from row to row than this and no run is looked for. */
const MOST = 200_000
/** The same over all rows of the file: the sample may not show the turn of the year. */
export async function decideYear(
  engine: Engine,
  table: string,
  column: ColumnMapping,
  cell: string,
  today: string | null | undefined,
): Promise<void> {
  const { reading } = column
  if (!lacksYear(reading) || reading.years === undefined || !today) return
  const at = readingSql(cell, { ...reading, upto: undefined }, 'DATE')
  const rows = await engine.query<{ day: number }>(
    `SELECT day FROM (
       SELECT rowid AS place, day, lag(day) OVER (ORDER BY rowid) AS before FROM (
         SELECT rowid, (month(date) * 100 + day(date))::DOUBLE AS day FROM (SELECT rowid, ${at} AS date FROM ${ident(table)}) WHERE date IS NOT NULL))
     WHERE before IS NULL OR before <> day ORDER BY place LIMIT ${MOST + 1}`,
  )
  if (rows.length > MOST) return
  const { years: _, ...rest } = reading
  column.reading = {
    ...rest,
    ...untilOf(
      rows.map(({ day }) => day),
      today,
    ),
  }
}
