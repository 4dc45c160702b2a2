import type { ColumnMapping, Mapping, Types } from './mapping'
import { isYearless, withYear } from './mapping/months'
import type { Option } from './notice'
import type { Sample } from './sample'
import { parseNumber } from './value'
import { partsOf, UNKNOWN } from './value/date/year'
import { saidIn, type Beside } from './year'

/** As many years are asked about, the likeliest first. */
const YEARS = 3
type Month = ColumnMapping & { wide: { at: string } }
const isMonth = (column: ColumnMapping): column is Month =>
  !!column.wide && 'at' in column.wide && isYearless(column.wide.at)

/**
 * Of which year the columns are that name a month and no year (`1月`, `Jan`): as was chosen, as the title or the name of the
 * file says, else the last one that is over in all months which say something; then it is asked. Where they run over the
 * turn of a year (April to March) one year that is named may be that in which they begin or end: that is asked as well.
 */
export function settleMonths(
  mapping: Mapping,
  sample: Sample,
  { file = '', today }: Beside,
  types: Types,
): void {
  const columns = mapping.columns.filter(isMonth)
  const [first] = columns
  if (!first) return
  const ends = columns.map(({ wide }) => wide.at)
  const chosen = types[first.header]?.upto
  const others = sample.header.filter((_, index) => !columns.some((column) => column.index === index))
  const names = [...(sample.above ?? []), ...others]
  const said = saidIn(names, today) ?? saidIn([file], today)
  const span = (of: number) => {
    const days = withYear(ends, of).sort()
    return { from: days[0]!.slice(0, 7), to: days.at(-1)!.slice(0, 7) }
  }
  const isTurning = span(2000).from < '2000'
  const last = lastFilled(columns, ends, sample)
  const whole = isTurning ? bothIn([...names, file]) : null
  const named = chosen ? null : said && Number(said.slice(0, 4))
  const known = chosen ? Number(chosen.slice(0, 4)) : (whole ?? (isTurning ? null : named))
  const years = known
    ? [known]
    : named
      ? turning(named, [...names, file], last, today)
      : lastYears(last, today ?? UNKNOWN)
  const [year] = years as [number]
  columns.forEach((column, i) => (column.wide = { at: withYear(ends, year)[i]! }))
  mapping.notices = [
    ...(mapping.notices ?? []),
    { code: 'month_year', column: first.header, params: { n: columns.length, ...span(year) } },
  ]
  if (years.length < 2) return
  const options = years.map((of): Option => {
    const choice = { as: 'number' as const, upto: `${of}-12-31` }
    return {
      label: 'option.years',
      params: span(of),
      choices: { types: Object.fromEntries(columns.map(({ header }) => [header, choice])) },
    }
  })
  mapping.questions = [
    ...(mapping.questions ?? []),
    {
      code: 'year',
      column: first.header,
      params: { example: first.header },
      options,
      chosen: 0,
      confidence: said ? 0.6 : 0.4,
    },
  ]
}

/** `2023-24`, `2023/2024`: the second of two years that follow each other, or null. */
function bothIn(names: string[]): number | null {
  for (const name of names)
    for (const [, begin, end] of name.matchAll(
      /(?<!\d)((?:19|20)\d{2}) ?[-–/~至到] ?((?:19|20)?\d{2})(?!\d)/g,
    ))
      if (Number(end!.padStart(4, begin!.slice(0, 2))) === Number(begin) + 1) return Number(begin) + 1
  return null
}

/** The last month of which some row says an amount, where all end in a year. */
function lastFilled(columns: Month[], ends: string[], { rows }: Sample): (year: number) => string {
  const says = columns.map(({ index }) => rows.some((row) => parseNumber((row[index] ?? '').trim())))
  const some = says.includes(true)
  return (year) =>
    withYear(ends, year)
      .filter((_, i) => says[i] || !some)
      .sort()
      .at(-1)!
      .slice(0, 7)
}

/** The years in which the months may end, of the one year that is named; first what names of its kind mostly mean. */
function turning(
  named: number,
  names: string[],
  last: (year: number) => string,
  today: string | null | undefined,
): number[] {
  // What is not over yet has no amounts.
  if (today && last(named + 1) > today.slice(0, 7)) return [named]
  return names.some((name) => name.includes('年度')) ? [named + 1, named] : [named, named + 1]
}

/** The last years of which all months are over; the present month stands for its days so far. */
function lastYears(last: (year: number) => string, today: string): number[] {
  const [now] = partsOf(today)
  const year = last(now) <= today.slice(0, 7) ? now : now - 1
  return Array.from({ length: YEARS }, (_, i) => year - i)
}
