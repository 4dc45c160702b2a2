import type { Sheet } from './sheet'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NUMBERS = /^((?:19|20)\d{2})(?:[-/._ ]|年)?(1[0-2]|0?[1-9])(?:月(?:份)?)?(.*)$/
const NAMES = /^([a-z]{3,9})[ \-/_.']*((?:19|20)?\d{2})(.*)$/
/** Amounts, and no counts or shares. */
const MEASURE =
  /^\s*[(（]?(销售额|销售|金额|消费金额|消费|交易额|成交额|营收|收入|贡献|amount|sales|revenue|spend)?[)）]?\s*(?:[(（].{1,3}[)）])?$/i
const LEAST = 3

/** `2024-01`, `2024年1月`, `2024年1月销售额`, `202401`, `Jan 2024` → the last day of the month, or null. */
export function monthOf(header: string): string | null {
  const text = header.normalize('NFKC').trim().toLowerCase()
  const numbers = NUMBERS.exec(text)
  const names = numbers ? null : NAMES.exec(text)
  const month = numbers ? Number(numbers[2]) : names ? MONTHS.indexOf(names[1]!.slice(0, 3)) + 1 : 0
  const rest = numbers ? numbers[3]! : names ? names[3]! : ''
  if (!month || !MEASURE.test(rest)) return null
  const year = Number(numbers ? numbers[1] : names![2]!.padStart(4, '20'))
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** Columns that hold an amount for each month, with its last day; none where they are fewer than three. */
export function monthColumns(sheet: Sheet): Map<number, string> {
  const found = new Map<number, string>()
  sheet.header.forEach((name, index) => {
    const at = monthOf(name)
    if (at && sheet.as(index, 'money').fit > 0.9) found.set(index, at)
  })
  return found.size < LEAST || new Set(found.values()).size < found.size ? new Map() : found
}
