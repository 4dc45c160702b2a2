import { literal } from '../../engine/engine'
import { extract, matches } from './sql'
import { half } from './wide'

/** Month names of English, French, Spanish, German, Italian and Portuguese by their beginnings, folded. */
const MONTHS = [
  'jan|ene|gen',
  'feb|fev|fév',
  'mar|mär|mrz',
  'apr|avr|abr',
  'may|mai|mag|maj',
  'jun|juin|giu',
  'jul|juil|lug',
  'aug|aoû|aou|ago',
  'sep|set',
  'oct|okt|out|ott',
  'nov',
  'dec|déc|dez|dic',
]
const NAME = '[A-Za-zéûäç]{3,10}\\.?'
const monthOf = (name: string): number => {
  const text = name.toLowerCase()
  return MONTHS.findIndex((starts) => new RegExp(`^(?:${starts})`).test(text)) + 1
}

type Part = 'year' | 'month' | 'day' | 'quarter'
interface Shape {
  pattern: string
  parts: Part[]
  /** How its year is written: two digits, years of the Republic of China. */
  year?: 'short' | 'roc'
  named?: true
  /** Blank before the time may be missing, or the time is digits only. */
  gap?: 'none' | 'compact'
  /** The engine's own formats, and whether its CSV reader takes the cells in passing. */
  own?: true
  native?: true
}
const [Y, D, R] = ['(\\d{4})', '(\\d{1,2})', '(\\d{2})']
const ymd: Part[] = ['year', 'month', 'day']
const dmy: Part[] = ['day', 'month', 'year']
const mdy: Part[] = ['month', 'day', 'year']

/** 民國113年1月5日 or 113/01/05: years of the Republic of China, 1911 added. */
export const ROC = '民國'
/** Days since 1899-12-30, as spreadsheets count; seconds and milliseconds since 1970 (UTC). */
export const SERIAL = 'serial'
export const EPOCH = 'epoch'
export const EPOCH_MS = 'epochMs'
const COUNTED: Record<string, string> = {
  [SERIAL]: '^[1-7]\\d{4}(?:\\.\\d+)?$',
  [EPOCH]: '^1\\d{9}(?:\\.\\d+)?$',
  [EPOCH_MS]: '^1\\d{12}(?:\\.\\d+)?$',
}

const byMark = (mark: string): [string, Shape][] => {
  const m = mark === '.' ? '\\.' : mark
  return [
    [
      `%Y${mark}%m${mark}%d`,
      { pattern: `${Y}${m}${D}${m}${D}`, parts: ymd, own: true, ...(mark === '.' ? {} : { native: true }) },
    ],
    [
      `%y${mark}%m${mark}%d`,
      { pattern: `${R}${m}${D}${m}${D}`, parts: ['year', 'month', 'day'], year: 'short' },
    ],
    [`%d${mark}%m${mark}%Y`, { pattern: `${D}${m}${D}${m}${Y}`, parts: dmy, own: true }],
    [`%m${mark}%d${mark}%Y`, { pattern: `${D}${m}${D}${m}${Y}`, parts: mdy, own: true }],
    [`%d${mark}%m${mark}%y`, { pattern: `${D}${m}${D}${m}${R}`, parts: dmy, year: 'short' }],
    [`%m${mark}%d${mark}%y`, { pattern: `${D}${m}${D}${m}${R}`, parts: mdy, year: 'short' }],
  ]
}
const SHAPES = new Map<string, Shape>([
  ...['-', '/', '.'].flatMap(byMark),
  ['%Y年%m月%d日', { pattern: `${Y}年 ?${D}月 ?${D}[日号號]?`, parts: ymd, gap: 'none' }],
  ['%Y%m%d', { pattern: '((?:19|20)\\d{2})(0[1-9]|1[0-2])([0-2]\\d|3[01])', parts: ymd, gap: 'compact' }],
  [
    ROC,
    {
      pattern: `(?:(?:民國|民国) ?)?(\\d{2,3})(?:年 ?|[-/.])${D}(?:月 ?|[-/.])${D}日?`,
      parts: ymd,
      year: 'roc',
      gap: 'none',
    },
  ],
  ['%d-%b-%Y', { pattern: `${D}[-/ .]? ?(${NAME})[-/ .,]* ?${Y}`, parts: dmy, named: true }],
  ['%d-%b-%y', { pattern: `${D}[-/ .]? ?(${NAME})[-/ .,]* ?${R}`, parts: dmy, named: true, year: 'short' }],
  ['%b-%d-%Y', { pattern: `(${NAME})[-/ .]? ?${D}(?:st|nd|rd|th)?,?[-/ ]? ?${Y}`, parts: mdy, named: true }],
  [
    '%b-%d-%y',
    {
      pattern: `(${NAME})[-/ .]? ?${D}(?:st|nd|rd|th)?,?[-/ ]? ?${R}`,
      parts: mdy,
      named: true,
      year: 'short',
    },
  ],
  ['%Y-%m', { pattern: `${Y}[-/](0?[1-9]|1[0-2])`, parts: ['year', 'month'] }],
  ['%Y年%m月', { pattern: `${Y}年 ?${D}月份?`, parts: ['year', 'month'] }],
  ['%YQ', { pattern: `${Y}年?[-/. ]?[Qq]([1-4])`, parts: ['year', 'quarter'] }],
  ['Q%Y', { pattern: `[Qq]([1-4])[-/. ]?${Y}`, parts: ['quarter', 'year'] }],
  ['%Y年Q', { pattern: `${Y}年?[-/. ]?第? ?([1-4一二三四]) ?季度?`, parts: ['year', 'quarter'] }],
  ['%Y%m', { pattern: '((?:19|20)\\d{2})(0[1-9]|1[0-2])', parts: ['year', 'month'] }],
])
/** Every way of writing a date, most frequent first; month first stands for itself and is never tried before day first. */
export const DATE_SHAPES = [...SHAPES.keys(), SERIAL, EPOCH, EPOCH_MS]

const MORNING = '上午|凌晨|早上|清晨|[Aa]\\.?[Mm]\\.?'
const EVENING = '下午|晚上|傍晚|中午|[Pp]\\.?[Mm]\\.?'
const HALVES = `${MORNING}|${EVENING}`
/** The time of day as it may follow any date; a zone is read over: the day is the shop's own. */
const TIME = `(${HALVES})? ?(\\d{1,2})[:时時点點](\\d{1,2})(?:[:分](\\d{1,2})(?:[.,]\\d+)?秒?|分)? ?(${HALVES})? ?(?:\\[?(?:Z|UTC|GMT|[A-Z]{3,4})? ?(?:[+-]\\d{1,2}(?::?\\d{2})?)?\\]?)?`
/** `20260827143005` */
const COMPACT = ' ?(\\d{2})(\\d{2})(\\d{2})'

interface Reader {
  pattern: string
  regexp: RegExp
  /** Of dates without marks, whose time has none either. */
  compact: string | null
  compactRegexp: RegExp | null
  shape: Shape
}
const readers = new Map<string, Reader>()
/** `%d/%m/%Y %H:%M` → what reads it; the time in the format says how most cells go on, not all. */
function readerOf(format: string): Reader {
  const name = dateOf(format)
  const known = readers.get(name)
  if (known) return known
  const shape = SHAPES.get(name)!
  const gap = shape.gap === 'none' ? '[T ]*' : ',?[T ]+'
  const pattern = `^${shape.pattern}(?:${gap}${TIME})?$`
  const compact = shape.gap === 'compact' ? `^${shape.pattern}${COMPACT}$` : null
  const reader = {
    pattern,
    regexp: new RegExp(pattern),
    compact,
    compactRegexp: compact === null ? null : new RegExp(compact),
    shape,
  }
  readers.set(name, reader)
  return reader
}
/** The day's part of a format. */
export const dateOf = (format: string): string => format.replace(/[T ]?%H.*$/, '')
export const isCounted = (format: string): boolean => format in COUNTED
export const monthFirst = (format: string): string => format.replace(/^%d([-/.])%m/, '%m$1%d')
export const dayFirst = (format: string): string => format.replace(/^%m([-/.])%d/, '%d$1%m')
/** `2024Q1`, `2024年第1季度`: its first day. */
export const isQuarter = (format: string): boolean =>
  SHAPES.get(dateOf(format))?.parts.includes('quarter') ?? false
/** `24/01/05`, which could as well end in the year. */
export const isShortFirst = (format: string): boolean => format.startsWith('%y')
/** Whether day and month could change places. */
export const isTurnable = (format: string): boolean => /^%[dm][-/.]%[dm]/.test(format)

/** Whether a cell looks like the format; its parts may still be no date. */
export function looksLike(cell: string, format: string): boolean {
  const text = half(cell)
  if (isCounted(format)) return new RegExp(COUNTED[format]!).test(text)
  const { regexp, compactRegexp } = readerOf(format)
  return regexp.test(text) || !!compactRegexp?.test(text)
}
/** Cells that the engine's CSV reader takes as the type in passing. */
const NATIVE = /^\d{4}([-/])\d{1,2}\1\d{1,2}(?:[ T]\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})?)?$/
export const isNative = (cell: string): boolean => NATIVE.test(cell)
/** How the time goes on in a cell, as the engine's formats write it; empty for a date alone, null for anything else. */
export function timeOf(cell: string): string | null {
  const tail = /\d([T ])\d{1,2}:\d{2}(:\d{2})?$/.exec(half(cell))
  if (tail) return `${tail[1] === 'T' ? 'T' : ' '}%H:%M${tail[2] ? ':%S' : ''}`
  return /[:时時点點]\d/.test(half(cell)) || /^\d{14}$/.test(half(cell)) ? null : ''
}

const QUARTERS = ' 1234一二三四'
const pad = (n: number): string => String(n).padStart(2, '0')

/** Cell → `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; null when it does not follow the format. */
export function parseDate(cell: string, format: string, time = format.includes('%H')): string | null {
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
  if (shape.year === 'short') year += year < 70 ? 2000 : 1900
  const quarter = part('quarter')
  const month = quarter
    ? QUARTERS.indexOf(quarter) * 3 - 2 - (QUARTERS.indexOf(quarter) > 4 ? 12 : 0)
    : shape.named
      ? monthOf(part('month')!)
      : Number(part('month'))
  const day = Number(part('day') ?? 1)
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const iso = `${year}-${pad(month)}-${pad(day)}`
  if (!time) return iso
  const at = shape.parts.length + 1
  const [before, hours, minutes, seconds, after] = digits ? ['', ...digits.slice(at)] : found.slice(at)
  if (!hours) return `${iso} 00:00:00`
  const half24 = before || after || ''
  let hour = Number(hours)
  if (new RegExp(`^(?:${EVENING})$`).test(half24) && hour < 12) hour += 12
  if (new RegExp(`^(?:${MORNING})$`).test(half24) && hour === 12) hour = 0
  const [minute, second] = [Number(minutes), Number(seconds ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return null
  return `${iso} ${pad(hour)}:${pad(minute)}:${pad(second)}`
}

function parseCounted(text: string, format: string, time: boolean): string | null {
  if (!new RegExp(COUNTED[format]!).test(text)) return null
  const n = Number(text)
  const seconds =
    format === SERIAL ? Math.round(n * 86400) - 2209161600 : Math.round(format === EPOCH ? n : n / 1000)
  const iso = new Date(seconds * 1000).toISOString()
  return time ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(0, 10)
}

/** The same in the engine: its own `strptime` where most cells follow it, parts of the pattern for the others. */
export function dateSql(cell: string, format: string, type: string): string {
  if (isCounted(format)) return countedSql(cell, format, type)
  const { pattern, compact, shape } = readerOf(format)
  const digits = compact
    ? `WHEN ${matches(cell, compact)} THEN ${partsSql(cell, compact, shape, type, 0)}`
    : ''
  const general = `CASE ${digits} WHEN ${matches(cell, pattern)} THEN ${partsSql(cell, pattern, shape, type, 1)} END`
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
function partsSql(cell: string, pattern: string, shape: Shape, type: string, word: 0 | 1): string {
  const part = (name: Part) => extract(cell, pattern, shape.parts.indexOf(name) + 1)
  const digits = part('year')
  const year =
    shape.year === 'roc'
      ? `(try_cast(${digits} AS INT) + 1911)`
      : shape.year === 'short'
        ? `(try_cast(${digits} AS INT) + CASE WHEN ${digits} < '70' THEN 2000 ELSE 1900 END)`
        : digits
  const name = `lower(${part('month')})`
  const first = (digit: number) =>
    `WHEN ${part('quarter')} IN ('${digit}', '${QUARTERS[digit + 4]}') THEN '${digit * 3 - 2}'`
  const month = shape.parts.includes('quarter')
    ? `CASE ${[1, 2, 3, 4].map(first).join(' ')} END`
    : shape.named
      ? `CASE ${MONTHS.map((starts, i) => `WHEN ${matches(name, `^(?:${starts})`)} THEN '${i + 1}'`).join(' ')} END`
      : part('month')
  const day = shape.parts.includes('day') ? part('day') : `'1'`
  const date = `(${year} || '-' || ${month} || '-' || ${day})`
  if (type === 'DATE') return `try_cast(${date} AS DATE)`
  const at = shape.parts.length + 1
  const group = (i: number) => extract(cell, pattern, at + i)
  const half24 = word ? `(${group(0)} || ${group(4)})` : `''`
  const hours = `coalesce(try_cast(${group(word)} AS INT), 0)`
  const hour = `CASE WHEN ${matches(half24, EVENING)} AND ${hours} < 12 THEN ${hours} + 12
    WHEN ${matches(half24, MORNING)} AND ${hours} = 12 THEN 0 ELSE ${hours} END`
  const two = (text: string) => `lpad(coalesce(nullif(${text}, ''), '0'), 2, '0')`
  return `try_cast(${date} || ' ' || lpad((${hour})::VARCHAR, 2, '0') || ':' || ${two(group(word + 1))} || ':' || ${two(group(word + 2))} AS ${type})`
}

function countedSql(cell: string, format: string, type: string): string {
  const n = `try_cast(${cell} AS DOUBLE)`
  const seconds =
    format === SERIAL ? `round(${n} * 86400) - 2209161600` : `round(${n}${format === EPOCH ? '' : ' / 1000'})`
  return `CASE WHEN ${matches(cell, COUNTED[format]!)}
    THEN try_cast(make_timestamp(((${seconds})::BIGINT) * 1000000) AS ${type}) END`
}
