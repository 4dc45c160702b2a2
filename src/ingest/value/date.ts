import { literal } from '../../engine/engine'
import {
  COUNTED,
  dateOf,
  EPOCH,
  EVENING,
  isCounted,
  isCountedText,
  isShaped,
  monthOf,
  MONTHS,
  MORNING,
  QUARTERS,
  readerOf,
  SERIAL,
  ZONE_AT,
  type Part,
  type Shape,
} from './date/shapes'
import { yearFor, yearSql } from './date/year'
import { localAt, localSql, minutesOf, minutesSql } from './date/zone'
import { extract, matches } from './sql'
import { half } from './wide'

export {
  DATE_SHAPES,
  dateOf,
  dayFirst,
  EPOCH,
  EPOCH_MS,
  isBare,
  isCounted,
  isShort,
  isTurnable,
  isYearless,
  monthFirst,
  ROC,
  ROC_DIGITS,
  SERIAL,
  shapesOf,
  turned,
  YEAR,
} from './date/shapes'
export { isZone } from './date/zone'

/** Years of two digits from here on are those of the last century. */
const PIVOT = 70
/** What a format leaves open. */
export interface Terms {
  pivot?: number | undefined
  /** Where cells name zones, the one in which their times are told; without it they stand as written. */
  zone?: string | undefined
  /** The last day that days without a year can be. */
  upto?: string | undefined
}

/** Whether a cell looks like the format; its parts may still be no date. */
export const looksLike = (cell: string, format: string): boolean => isShaped(half(cell), format)
/** Minutes ahead of UTC that the zone of a cell says; null where it names none that is known. */
export function zoneOf(cell: string, format: string): number | null {
  if (isCounted(format)) return null
  const { regexp, shape } = readerOf(format)
  const found = regexp.exec(half(cell))?.[shape.parts.length + 1 + ZONE_AT]
  return found ? minutesOf(found) : null
}
/** The same of all cells of a column: minutes ahead of UTC, each once; what none of the formats reads has none. */
export const zonesSql = (cell: string, formats: string[]): string => {
  const ways = formats.flatMap((format) => {
    if (isCounted(format)) return []
    const { pattern, shape } = readerOf(format)
    return [`WHEN ${matches(cell, pattern)} THEN ${extract(cell, pattern, shape.parts.length + 1 + ZONE_AT)}`]
  })
  return ways.length ? minutesSql(`(CASE ${ways.join(' ')} ELSE '' END)`) : 'NULL'
}
/** Cells that the engine's CSV reader takes as the type in passing. */
const NATIVE = /^\d{4}([-/])\d{1,2}\1\d{1,2}(?:[ T]\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})?)?$/
export const isNative = (cell: string): boolean => NATIVE.test(cell)
/** How the time goes on in a cell, as the engine's formats write it; empty for a date alone, null for anything else. */
export function timeOf(cell: string): string | null {
  const text = half(cell)
  if (!/[:时時点點]\d/.test(text)) return text.length === 14 && /^\d{14}$/.test(text) ? null : ''
  const tail = /\d([T ])\d{1,2}:\d{2}(:\d{2})?$/.exec(text)
  return tail ? `${tail[1] === 'T' ? 'T' : ' '}%H:%M${tail[2] ? ':%S' : ''}` : null
}

const pad = (n: number): string => String(n).padStart(2, '0')

/** Cell → `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; null when it does not follow the format. */
export function parseDate(
  cell: string,
  format: string,
  time = format.includes('%H'),
  { pivot = PIVOT, zone, upto }: Terms = {},
): string | null {
  const text = half(cell)
  if (isCounted(format)) return parseCounted(text, format, time)
  const { regexp, compactRegexp, shape } = readerOf(format)
  const digits = compactRegexp?.exec(text)
  const found = digits ?? regexp.exec(text)
  if (!found) return null
  const part = (name: Part) => {
    const i = shape.parts.indexOf(name)
    return i < 0 ? undefined : found[i + 1]
  }
  let year = Number(part('year'))
  if (shape.year === 'roc') year += 1911
  if (shape.year === 'short') year += year < pivot ? 2000 : 1900
  const quarter = part('quarter')
  const month = quarter
    ? QUARTERS.indexOf(quarter) * 3 - 2 - (QUARTERS.indexOf(quarter) > 4 ? 12 : 0)
    : shape.named
      ? monthOf(part('month')!)
      : Number(part('month') ?? 1)
  const day = Number(part('day') ?? 1)
  if (shape.year === 'none') year = yearFor(month, day, upto)
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const iso = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
  if (!time) return iso
  const at = shape.parts.length + 1
  const [before, hours, minutes, seconds, after, written = ''] = digits
    ? ['', ...digits.slice(at)]
    : found.slice(at)
  if (!hours) return `${iso} 00:00:00`
  const half24 = before || after || ''
  let hour = Number(hours)
  if (new RegExp(`^(?:${EVENING})$`).test(half24) && hour < 12) hour += 12
  if (new RegExp(`^(?:${MORNING})$`).test(half24) && hour === 12) hour = 0
  const [minute, second] = [Number(minutes), Number(seconds ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return null
  const clock = `${pad(hour)}:${pad(minute)}:${pad(second)}`
  const ahead = zone ? minutesOf(written) : null
  if (!zone || ahead === null) return `${iso} ${clock}`
  const local = localAt(Date.parse(`${iso}T${clock}Z`) - ahead * 60e3, zone)
  return new Date(local).toISOString().slice(0, 19).replace('T', ' ')
}

function parseCounted(text: string, format: string, time: boolean): string | null {
  if (!isCountedText(text, format)) return null
  const n = Number(text)
  const seconds =
    format === SERIAL ? Math.round(n * 86400) - 2209161600 : Math.round(format === EPOCH ? n : n / 1000)
  const iso = new Date(seconds * 1000).toISOString()
  return time ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(0, 10)
}

/** The same in the engine: its own `strptime` where most cells follow it, parts of the pattern for the others. */
export function dateSql(cell: string, format: string, type: string, terms: Terms = {}): string {
  if (isCounted(format)) return countedSql(cell, format, type)
  const { pattern, compact, shape } = readerOf(format)
  const digits = compact
    ? `WHEN ${matches(cell, compact)} THEN ${partsSql(cell, compact, shape, type, 0, terms)}`
    : ''
  const general = `CASE ${digits} WHEN ${matches(cell, pattern)} THEN ${partsSql(cell, pattern, shape, type, 1, terms)} END`
  if (!shape.own) return general
  const tail = format.slice(dateOf(format).length)
  const times: Record<string, string> = {
    '': '',
    ' %H:%M': ' \\d{1,2}:\\d{2}',
    ' %H:%M:%S': ' \\d{1,2}:\\d{2}:\\d{2}',
    'T%H:%M:%S': 'T\\d{1,2}:\\d{2}:\\d{2}',
  }
  const time = times[tail]
  if (time === undefined) return general
  return `CASE WHEN ${matches(cell, `^${shape.pattern}${time}$`)}
    THEN try_cast(try_strptime(${cell}, ${literal(format)}) AS ${type}) ELSE ${general} END`
}

/** `word` is 1 where a group for the half of the day stands before the hour, else 0. */
function partsSql(
  cell: string,
  pattern: string,
  shape: Shape,
  type: string,
  word: 0 | 1,
  { pivot = PIVOT, zone, upto }: Terms,
): string {
  const part = (name: Part) => extract(cell, pattern, shape.parts.indexOf(name) + 1)
  const name = `lower(${part('month')})`
  const first = (digit: number) =>
    `WHEN ${part('quarter')} IN ('${digit}', '${QUARTERS[digit + 4]}') THEN '${digit * 3 - 2}'`
  const month = shape.parts.includes('quarter')
    ? `CASE ${[1, 2, 3, 4].map(first).join(' ')} END`
    : shape.named
      ? `CASE ${MONTHS.map((starts, i) => `WHEN ${matches(name, `^(?:${starts})`)} THEN '${i + 1}'`).join(' ')} END`
      : shape.parts.includes('month')
        ? part('month')
        : `'1'`
  const day = shape.parts.includes('day') ? part('day') : `'1'`
  const digits = part('year')
  const year =
    shape.year === 'roc'
      ? `(try_cast(${digits} AS INT) + 1911)`
      : shape.year === 'short'
        ? `(try_cast(${digits} AS INT) + CASE WHEN ${digits} < '${pad(pivot)}' THEN 2000 ELSE 1900 END)`
        : shape.year === 'none'
          ? yearSql(month, day, upto)
          : digits
  const date = `(${year} || '-' || ${month} || '-' || ${day})`
  if (type === 'DATE') return `try_cast(${date} AS DATE)`
  const at = shape.parts.length + 1
  const group = (i: number) => extract(cell, pattern, at + i)
  const half24 = word ? `(${group(0)} || ${group(4)})` : `''`
  const hours = `coalesce(try_cast(${group(word)} AS INT), 0)`
  const hour = `CASE WHEN ${matches(half24, EVENING)} AND ${hours} < 12 THEN ${hours} + 12
    WHEN ${matches(half24, MORNING)} AND ${hours} = 12 THEN 0 ELSE ${hours} END`
  const two = (text: string) => `lpad(coalesce(nullif(${text}, ''), '0'), 2, '0')`
  const text = `${date} || ' ' || lpad((${hour})::VARCHAR, 2, '0') || ':' || ${two(group(word + 1))} || ':' || ${two(group(word + 2))}`
  const written = `try_cast(${text} AS ${type})`
  if (!zone || !word) return written
  const ahead = minutesSql(group(ZONE_AT))
  const utc = `try_cast(${text} AS TIMESTAMP) - to_minutes((${ahead})::INT)`
  return `coalesce((${localSql(utc, zone)})::${type}, ${written})`
}

function countedSql(cell: string, format: string, type: string): string {
  const n = `try_cast(${cell} AS DOUBLE)`
  const seconds =
    format === SERIAL ? `round(${n} * 86400) - 2209161600` : `round(${n}${format === EPOCH ? '' : ' / 1000'})`
  return `CASE WHEN ${matches(cell, COUNTED[format]!)}
    THEN try_cast(make_timestamp(((${seconds})::BIGINT) * 1000000) AS ${type}) END`
}
