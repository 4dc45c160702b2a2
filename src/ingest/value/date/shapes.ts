/** Month names of English, French, Spanish, German, Italian and Portuguese by their beginnings, folded. */
export const MONTHS = [
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
/** The same as a pattern: without a year beside it, any other word with a number would look like a day. */
const MONTH = `(?:${MONTHS.join('|')})[a-zéûäç]{0,8}\\.?`
export const monthOf = (name: string): number => {
  const text = name.toLowerCase()
  return MONTHS.findIndex((starts) => new RegExp(`^(?:${starts})`).test(text)) + 1
}

export type Part = 'year' | 'month' | 'day' | 'quarter'
export interface Shape {
  pattern: string
  parts: Part[]
  /** How its year is written: two digits, years of the Republic of China, not at all. */
  year?: 'short' | 'roc' | 'none'
  named?: true
  /** Blank before the time may be missing, or the time is digits only. */
  gap?: 'none' | 'compact'
  /** The engine's own formats, and whether its CSV reader takes the cells in passing. */
  own?: true
  native?: true
  /** Nothing but digits: a date only where one is expected. */
  bare?: true
}
const [Y, D, R] = ['(\\d{4})', '(\\d{1,2})', '(\\d{2})']
/** 19th, 3rd, 1er, 5. */
const NTH = '(?:st|nd|rd|th|er|º)?'
const [M2, D2] = ['(0[1-9]|1[0-2])', '(0[1-9]|[12]\\d|3[01])']
const ymd: Part[] = ['year', 'month', 'day']
const dmy: Part[] = ['day', 'month', 'year']
const mdy: Part[] = ['month', 'day', 'year']

/** 民國113年1月5日 or 113/01/05: years of the Republic of China, 1911 added; 1130105. */
export const ROC = '民國'
export const ROC_DIGITS = '民國%m%d'
/** Days since 1899-12-30, as spreadsheets count; seconds and milliseconds since 1970 (UTC). */
export const SERIAL = 'serial'
export const EPOCH = 'epoch'
export const EPOCH_MS = 'epochMs'
export const COUNTED: Record<string, string> = {
  [SERIAL]: '^[1-7]\\d{4}(?:\\.\\d+)?$',
  [EPOCH]: '^1\\d{9}(?:\\.\\d+)?$',
  [EPOCH_MS]: '^1\\d{12}(?:\\.\\d+)?$',
}
const counted = new Map(Object.entries(COUNTED).map(([format, pattern]) => [format, new RegExp(pattern)]))
export const isCountedText = (text: string, format: string): boolean => counted.get(format)!.test(text)

const byMark = (mark: string): [string, Shape][] => {
  const m = mark === '.' ? '\\.' : mark
  const first: Shape = { pattern: `${Y}${m}${D}${m}${D}`, parts: ymd, own: true }
  return [
    [`%Y${mark}%m${mark}%d`, mark === '.' ? first : { ...first, native: true }],
    [`%y${mark}%m${mark}%d`, { pattern: `${R}${m}${D}${m}${D}`, parts: ymd, year: 'short' }],
    [`%d${mark}%m${mark}%Y`, { pattern: `${D}${m}${D}${m}${Y}`, parts: dmy, own: true }],
    [`%m${mark}%d${mark}%Y`, { pattern: `${D}${m}${D}${m}${Y}`, parts: mdy, own: true }],
    [`%d${mark}%m${mark}%y`, { pattern: `${D}${m}${D}${m}${R}`, parts: dmy, year: 'short' }],
    [`%m${mark}%d${mark}%y`, { pattern: `${D}${m}${D}${m}${R}`, parts: mdy, year: 'short' }],
  ]
}
/** `11-30`, `30/11`, `30.11.`: a number in two parts is a day only where one is expected. */
const dayOnly = (mark: string): [string, Shape][] => {
  const [m, end] = mark === '.' ? ['\\.', '\\.'] : [mark, '']
  const pattern = `${D}${m}${D}${end}`
  return [
    [`%d${mark}%m`, { pattern, parts: ['day', 'month'], year: 'none', bare: true }],
    [`%m${mark}%d`, { pattern, parts: ['month', 'day'], year: 'none', bare: true }],
  ]
}
const named = (pattern: string, parts: Part[], short = false): Shape => ({
  pattern,
  parts,
  named: true,
  ...(short ? { year: 'short' } : {}),
})
const dayName = `${D}${NTH}\\.?[-/ ]? ?(?:of |de )?(${NAME})[-/ .,]* ?(?:de )?`
const nameDay = `(${NAME})[-/ .]? ?${D}${NTH}(?:,|[-/ ]) ?`
const nameOnly = `(${NAME})[-/ .,'’]*`

/** Every way of writing a date, most frequent first. */
const SHAPES = new Map<string, Shape>([
  ...['-', '/', '.'].flatMap(byMark),
  ['%Y年%m月%d日', { pattern: `${Y}[年년] ?${D}[月월] ?${D}[日号號일]?`, parts: ymd, gap: 'none' }],
  ['%y年%m月%d日', { pattern: `${R}年 ?${D}月 ?${D}[日号號]?`, parts: ymd, gap: 'none', year: 'short' }],
  ['%Y%m%d', { pattern: `((?:19|20)\\d{2})${M2}${D2}`, parts: ymd, gap: 'compact', bare: true }],
  [
    ROC,
    {
      pattern: `(?:(?:民國|民国) ?)?(\\d{2,3})(?:年 ?|[-/.])${D}(?:月 ?|[-/.])${D}日?`,
      parts: ymd,
      year: 'roc',
      gap: 'none',
    },
  ],
  ['%d-%b-%Y', named(`${dayName}${Y}`, dmy)],
  ['%d-%b-%y', named(`${dayName}${R}`, dmy, true)],
  ['%b-%d-%Y', named(`${nameDay}${Y}`, mdy)],
  ['%b-%d-%y', named(`${nameDay}${R}`, mdy, true)],
  ['%Y-%b-%d', named(`${Y}[-/ ](${NAME})[-/ ]${D}`, ymd)],
  ['%b-%Y', named(`${nameOnly}${Y}`, ['month', 'year'])],
  ['%b-%y', { ...named(`${nameOnly}${R}`, ['month', 'year'], true), bare: true }],
  ['%Y-%b', named(`${Y}[-/ ](${NAME})`, ['year', 'month'])],
  ['%Y-%m', { pattern: `${Y}[-/](0?[1-9]|1[0-2])`, parts: ['year', 'month'], bare: true }],
  ['%m/%Y', { pattern: `(0?[1-9]|1[0-2])[-/.]${Y}`, parts: ['month', 'year'], bare: true }],
  ['%Y年%m月', { pattern: `${Y}年 ?${D}月份?`, parts: ['year', 'month'] }],
  ['%YQ', { pattern: `${Y}年?[-/. ]?[Qq]([1-4])`, parts: ['year', 'quarter'], bare: true }],
  ['Q%Y', { pattern: `[Qq]([1-4])[-/. '’]*${Y}`, parts: ['quarter', 'year'], bare: true }],
  ['Q%y', { pattern: `[Qq]([1-4])[-/. '’]*${R}`, parts: ['quarter', 'year'], year: 'short', bare: true }],
  ['nQ%Y', { pattern: `([1-4])[Qq][-/. '’]*${Y}`, parts: ['quarter', 'year'], bare: true }],
  ['%Y年Q', { pattern: `${Y}年?[-/. ]?第? ?([1-4一二三四]) ?季度?`, parts: ['year', 'quarter'], bare: true }],
  ['%Y%m', { pattern: `((?:19|20)\\d{2})${M2}`, parts: ['year', 'month'], bare: true }],
  [ROC_DIGITS, { pattern: `(0[89]\\d|1[0-4]\\d)${M2}${D2}`, parts: ymd, year: 'roc', bare: true }],
  ['%m月%d日', { pattern: `${D}[月월] ?${D}[日号號일]`, parts: ['month', 'day'], year: 'none', gap: 'none' }],
  ['%d-%b', { ...named(`${D}${NTH}\\.?[-/ ]? ?(?:of |de )?(${MONTH})`, ['day', 'month']), year: 'none' }],
  ['%b-%d', { ...named(`(${MONTH})[-/ .]? ?${D}${NTH}`, ['month', 'day']), year: 'none' }],
  ...['-', '/', '.'].flatMap(dayOnly),
  ['%y%m%d', { pattern: `${R}${M2}${D2}`, parts: ymd, year: 'short', bare: true }],
])
/** A year alone, to which other columns say the month and the day: no way in which a date is written. */
export const YEAR = '%Y'
const yearAlone: Shape = { pattern: `${Y}[年년]?`, parts: ['year'], bare: true }
export const DATE_SHAPES = [...SHAPES.keys(), SERIAL, EPOCH, EPOCH_MS]
/** 第一季度 is the first: digits, then the same in words. */
export const QUARTERS = ' 1234一二三四'

export const MORNING = '上午|凌晨|早上|清晨|[Aa]\\.?[Mm]\\.?'
export const EVENING = '下午|晚上|傍晚|中午|[Pp]\\.?[Mm]\\.?'
const HALVES = `${MORNING}|${EVENING}`
/** The time of day as it may follow any date, and its zone. */
const TIME = `(${HALVES})? ?(\\d{1,2})[:时時点點](\\d{1,2})(?:[:分](\\d{1,2})(?:[.,]\\d+)?秒?|分)? ?(${HALVES})? ?(?:\\[?((?:Z|UTC|GMT|[A-Z]{3,4})? ?(?:[+-]\\d{1,2}(?::?\\d{2})?)?)\\]?)?(?: ?\\([^()]*\\))?`
/** Group of a time in which its zone stands, after half of the day, hour, minute, second and the other half; the engine knows nine. */
export const ZONE_AT = 5
/** `20260827143005` */
const COMPACT = ' ?(\\d{2})(\\d{2})(\\d{2})'

/** Days of the week say nothing that the date does not. */
const WEEKDAY =
  '(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mi[eé]|jue|vie|s[aá]b|dom|mo|di|mi|do|fr|sa|so|seg|ter|qua|qui|sex|gio)[a-zéáãç-]*\\.?'
const XINGQI =
  '(?:\\(?(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[日月火水木金土]曜日?|[월화수목금토일]요일)\\)?|\\([日月火水木金土一二三四五六월화수목금토일]\\))'
const BEFORE = `(?:${WEEKDAY},? |${XINGQI}[ ,]*)?`
const AFTER = `(?:,? ?${XINGQI}|,? \\(?${WEEKDAY}\\)?)?`

export interface Reader {
  pattern: string
  regexp: RegExp
  /** Of dates without marks, whose time has none either. */
  compact: string | null
  compactRegexp: RegExp | null
  shape: Shape
}
const readers = new Map<string, Reader>()
/** `%d/%m/%Y %H:%M` → what reads it; the time in the format says how most cells go on, not all. */
export function readerOf(format: string): Reader {
  const known = readers.get(format)
  if (known) return known
  const name = dateOf(format)
  const shape = SHAPES.get(name) ?? yearAlone
  const gap = shape.gap === 'none' ? '[T ]*' : '(?:,? at |,?[T ]+)'
  const pattern = `^${BEFORE}${shape.pattern}${AFTER}(?:${gap}${TIME})?$`
  const compact = shape.gap === 'compact' ? `^${shape.pattern}${COMPACT}$` : null
  const reader = {
    pattern: `(?i)${pattern}`,
    regexp: new RegExp(pattern, 'i'),
    compact,
    compactRegexp: compact === null ? null : new RegExp(compact),
    shape,
  }
  readers.set(format, reader)
  return reader
}
/** Whether a text in half width looks like a format; its parts may still be no date. */
export function isShaped(text: string, format: string): boolean {
  if (isCounted(format)) return isCountedText(text, format)
  const { regexp, compactRegexp } = readerOf(format)
  return regexp.test(text) || !!compactRegexp?.test(text)
}
/** What every date begins with: most cells are none, and this tells of them at once what each shape would tell again. */
const STARTS = [...[...SHAPES.values()].map(({ pattern }) => pattern), ...Object.values(COUNTED)]
const BEGINS = new RegExp(`^${BEFORE}(?:${STARTS.map((pattern) => pattern.replace('^', '')).join('|')})`, 'i')
/** Shapes that one of the texts has, most frequent first; bare digits only where they may be dates. */
export function shapesOf(texts: string[], bare: boolean): string[] {
  const likely = texts.filter((text) => BEGINS.test(text))
  if (!likely.length) return []
  return DATE_SHAPES.filter(
    (shape) => (bare || !isBare(shape)) && likely.some((text) => isShaped(text, shape)),
  )
}

/** The day's part of a format. */
export const dateOf = (format: string): string => format.replace(/[T ]?%H.*$/, '')
export const isCounted = (format: string): boolean => counted.has(format)
/** Digits that are a date only where one is expected. */
export const isBare = (format: string): boolean => isCounted(format) || !!SHAPES.get(dateOf(format))?.bare
export const isShort = (format: string): boolean => SHAPES.get(dateOf(format))?.year === 'short'
export const isYearless = (format: string): boolean => SHAPES.get(dateOf(format))?.year === 'none'
export const monthFirst = (format: string): string => format.replace(/^%d([-/.])%m/, '%m$1%d')
export const dayFirst = (format: string): string => format.replace(/^%m([-/.])%d/, '%d$1%m')
export const turned = (format: string): string =>
  format.startsWith('%d') ? monthFirst(format) : dayFirst(format)
/** Whether day and month could change places. */
export const isTurnable = (format: string): boolean => /^%[dm][-/.]%[dm]/.test(format)
