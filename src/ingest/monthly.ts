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
 * file says, else the last one that is over in all months which say something; then it is asked.
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
  const said = chosen ?? saidIn([...(sample.above ?? []), ...others], today) ?? saidIn([file], today)
  const year = Number((said ?? lastOf(columns, ends, sample, today ?? UNKNOWN)).slice(0, 4))
  columns.forEach((column, i) => (column.wide = { at: withYear(ends, year)[i]! }))
  const span = (of: number) => {
    const days = withYear(ends, of).sort()
    return { from: days[0]!.slice(0, 7), to: days.at(-1)!.slice(0, 7) }
  }
  mapping.notices = [
    ...(mapping.notices ?? []),
    { code: 'month_year', column: first.header, params: { n: columns.length, ...span(year) } },
  ]
  if (said) return
  const options = Array.from({ length: YEARS }, (_, i): Option => {
    const choice = { as: 'number' as const, upto: `${year - i}-12-31` }
    return {
      label: 'option.years',
      params: span(year - i),
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
      confidence: 0.4,
    },
  ]
}

/** The last year of which all months are over that say something. */
function lastOf(columns: Month[], ends: string[], { rows }: Sample, today: string): string {
  const filled = ends.filter((_, i) => rows.some((row) => parseNumber((row[columns[i]!.index] ?? '').trim())))
  const [year] = partsOf(today)
  const last = withYear(filled.length ? filled : ends, year)
    .sort()
    .at(-1)!
  // The present month stands for its days so far.
  return last.slice(0, 7) <= today.slice(0, 7) ? String(year) : String(year - 1)
}
