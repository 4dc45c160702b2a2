import { parseNumber } from '../value'
import type { Sheet } from './sheet'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NUMBERS = /^((?:19|20)\d{2})(?:[-/._ ]|年)?(1[0-2]|0?[1-9])(?:月(?:份)?)?(.*)$/
const NAMES = /^([a-z]{3,9})[ \-/_.']*((?:19|20)?\d{2})(.*)$/
const BARE = /^(?:(1[0-2]|0?[1-9]|[一二三四五六七八九十]|十[一二])月(?:份)?|([a-z]{3,9})\.?)(.*)$/
const NAMED =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/
/** Amounts, and no counts or shares. */
const MEASURE =
  /^\s*[(（]?(销售额|销售|金额|消费金额|消费|交易额|成交额|营收|收入|贡献|amount|sales|revenue|spend)?[)）]?\s*(?:[(（].{1,3}[)）])?$/i
const YEAR = /^(.*?)(?:fy|year|年度?)?\s?((?:19|20)\d{2})\s?(?:年度?)?(.*)$/
const QUARTER = /^(.*?)((?:19|20)\d{2})\s?(?:年|[-/._])?\s?(第|q)\s?([1-4一二三四])(?:季度?)?(.*)$/
const QUARTER_FIRST = /^(.*?)q([1-4])[ \-/_.']*((?:19|20)\d{2})(.*)$/

const plain = (header: string): string => header.normalize('NFKC').trim().toLowerCase()

/** `2024-01`, `2024年1月`, `2024年1月销售额`, `202401`, `Jan 2024` → the last day of the month, or null. */
function monthOf(header: string): string | null {
  const text = plain(header)
  const numbers = NUMBERS.exec(text)
  const names = numbers ? null : NAMES.exec(text)
  const month = numbers ? Number(numbers[2]) : names ? MONTHS.indexOf(names[1]!.slice(0, 3)) + 1 : 0
  const rest = numbers ? numbers[3]! : names ? names[3]! : ''
  if (!month || !MEASURE.test(rest)) return null
  const year = Number(numbers ? numbers[1] : names![2]!.padStart(4, '20'))
  return lastDay(year, month)
}

/** The year of months that name none, until it is settled. */
const NO_YEAR = '0000'
/** `1月`, `一月份`, `Jan`, `March sales` → the last day of the month in no year, or null. */
function bareMonthOf(header: string): string | null {
  const [, number, name, rest = ''] = BARE.exec(plain(header)) ?? []
  if (!MEASURE.test(rest)) return null
  const month = number
    ? Number(number) || monthIn(number)
    : name && NAMED.test(name)
      ? MONTHS.indexOf(name.slice(0, 3)) + 1
      : 0
  return month ? inYear(NO_YEAR, month) : null
}
const monthIn = (text: string): number =>
  text.length > 1 ? 10 + '一二'.indexOf(text[1]!) + 1 : '一二三四五六七八九十'.indexOf(text) + 1
const inYear = (year: string, month: number): string => `${year}${lastDay(Number(year), month).slice(4)}`

export const isYearless = (at: string): boolean => at.startsWith(NO_YEAR)
/**
 * The same months with their years: the last one is of `year`. Where they go on from December to January, those before are
 * of the year before.
 */
export function withYear(ends: string[], year: number): string[] {
  const months = ends.map((at) => Number(at.slice(5, 7)))
  const turn = months.findIndex((month, i) => i > 0 && month < months[i - 1]!)
  const rises = turn > 0 && months.every((month, i) => i === 0 || i === turn || month > months[i - 1]!)
  return months.map((month, i) => inYear(String(rises && i < turn ? year - 1 : year), month))
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
  { of: bareMonthOf, least: 3 },
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
    if (of === bareMonthOf && found.size) continue
    for (const [index, at] of columns) found.set(index, at)
    if (columns.some(([, at]) => isYearless(at))) break
  }
  return new Set(found.values()).size < found.size ? new Map() : found
}

const SUMS =
  /^(?:total|totals|grand total|sum|ytd|合计|合計|总计|總計|小计|小計|总额|總額|总和|總和|累计|累計|全年|年度合计|年度合計|总销售额|合计金额|合計金額)/i
/** So many rows must add up. */
const AGREE = 0.95

/** Columns beside the months that are their sum, or that of some that stand before them: by their cells, or by their name. */
export function sumsOf(sheet: Sheet, ends: ReadonlyMap<number, string>): number[] {
  const amounts = (index: number) => {
    const { reading } = sheet.as(index, 'money')
    const decimal = reading.as === 'number' ? reading.decimal : '.'
    return sheet.rows.map((row) => parseNumber((row[index] ?? '').trim(), decimal) ?? 0)
  }
  const months = [...ends.keys()].map((index) => ({ index, cells: amounts(index) }))
  const isSum = (index: number, of: typeof months): boolean => {
    const cells = amounts(index)
    const rows = cells.flatMap((cell, row) => (cell ? [row] : []))
    const right = rows.filter(
      (row) =>
        Math.abs(of.reduce((sum, month) => sum + month.cells[row]!, 0) - cells[row]!) < 0.011 * of.length,
    )
    return rows.length > 1 && right.length >= AGREE * rows.length
  }
  return sheet.header.flatMap((name, index) => {
    if (ends.has(index) || sheet.as(index, 'money').fit <= 0.9) return []
    const before = months.filter((month) => month.index < index)
    const named = SUMS.test(plain(name)) || yearOf(plain(name)) !== null || quarterOf(plain(name)) !== null
    return named || [months, before, before.slice(-3)].some((of) => of.length > 1 && isSum(index, of))
      ? [index]
      : []
  })
}
