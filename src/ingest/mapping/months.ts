import type { Sheet } from './sheet'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NUMBERS = /^((?:19|20)\d{2})(?:[-/._ ]|年)?(1[0-2]|0?[1-9])(?:月(?:份)?)?(.*)$/
const NAMES = /^([a-z]{3,9})[ \-/_.']*((?:19|20)?\d{2})(.*)$/
/** Amounts, and no counts or shares. */
const MEASURE =
  /^\s*[(（]?(销售额|销售|金额|消费金额|消费|交易额|成交额|营收|收入|贡献|amount|sales|revenue|spend)?[)）]?\s*(?:[(（].{1,3}[)）])?$/i
const YEAR = /^(.*?)(?:fy|year|年度?)?\s?((?:19|20)\d{2})\s?(?:年度?)?(.*)$/
const QUARTER = /^(.*?)((?:19|20)\d{2})\s?(?:年|[-/._])?\s?(第|q)\s?([1-4一二三四])(?:季度?)?(.*)$/
const QUARTER_FIRST = /^(.*?)q([1-4])[ \-/_.']*((?:19|20)\d{2})(.*)$/

const plain = (header: string): string => header.normalize('NFKC').trim().toLowerCase()

/** `2024-01`, `2024年1月`, `2024年1月销售额`, `202401`, `Jan 2024` → the last day of the month, or null. */
export function monthOf(header: string): string | null {
  const text = plain(header)
  const numbers = NUMBERS.exec(text)
  const names = numbers ? null : NAMES.exec(text)
  const month = numbers ? Number(numbers[2]) : names ? MONTHS.indexOf(names[1]!.slice(0, 3)) + 1 : 0
  const rest = numbers ? numbers[3]! : names ? names[3]! : ''
  if (!month || !MEASURE.test(rest)) return null
  const year = Number(numbers ? numbers[1] : names![2]!.padStart(4, '20'))
  return lastDay(year, month)
}

/** `2024`, `2024年`, `FY2024`, `2024 sales`, `销售额2024` → its last day, or null. */
function yearOf(text: string): string | null {
  const [, before = '', year = '', after = ''] = YEAR.exec(text) ?? []
  return year && isMeasure(before, after) ? lastDay(Number(year), 12) : null
}

/** `2024Q1`, `Q1 2024`, `2024年第一季度` → its last day, or null. */
function quarterOf(text: string): string | null {
  const [, before, year, sign, quarter, after] = QUARTER.exec(text) ?? []
  const [, start, first, other, end] = QUARTER_FIRST.exec(text) ?? []
  if (year && quarter && sign)
    return isMeasure(before!, after!) ? lastDay(Number(year), 3 * ordinal(quarter)) : null
  return first && other && isMeasure(start!, end!) ? lastDay(Number(other), 3 * ordinal(first)) : null
}
const ordinal = (text: string): number => '一二三四'.indexOf(text) + 1 || Number(text)

/** What stands around the period names an amount, once at most. */
const isMeasure = (before: string, after: string): boolean =>
  MEASURE.test(before.replace(/[\s_-]+$/, '')) && MEASURE.test(after.replace(/^[\s_-]+/, ''))

const lastDay = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)

/** Periods from the finest; a year beside its own quarters or months is their sum. */
const PERIODS = [
  { of: monthOf, least: 3 },
  { of: (header: string) => quarterOf(plain(header)), least: 3 },
  { of: (header: string) => yearOf(plain(header)), least: 2 },
]

/** Columns that hold an amount for each month, quarter or year, with its last day; none where they are too few. */
export function monthColumns(sheet: Sheet): Map<number, string> {
  const found = new Map<number, string>()
  for (const { of, least } of PERIODS) {
    const years = new Set([...found.values()].map((at) => at.slice(0, 4)))
    const columns = sheet.header.flatMap((name, index): [number, string][] => {
      const at = found.has(index) ? null : of(name)
      return at && !years.has(at.slice(0, 4)) && sheet.as(index, 'money').fit > 0.9 ? [[index, at]] : []
    })
    if (columns.length < least && !found.size) continue
    for (const [index, at] of columns) found.set(index, at)
  }
  return new Set(found.values()).size < found.size ? new Map() : found
}
