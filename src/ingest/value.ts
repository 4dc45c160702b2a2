import { ident, literal } from '../engine/engine'

/** How the cells of a column are read. One reading has two forms: an SQL expression and a function for single cells. */
export type Reading =
  | { as: 'text' }
  | { as: 'number'; decimal: '.' | ','; plain: boolean }
  | { as: 'date'; format: string; time: boolean }
  | { as: 'boolean' }

export const MISSING = [
  '',
  'NULL',
  'null',
  'N/A',
  'n/a',
  '#N/A',
  'NA',
  '-',
  '--',
  '——',
  '无',
  '無',
  '\\N',
  'NaN',
  'nan',
  'None',
]
const TRUE = ['true', 't', 'yes', 'y', '1', '是', '真', '√', '✓', 'on', '有']
const FALSE = ['false', 'f', 'no', 'n', '0', '否', '假', '×', '✗', 'off']

export const isMissing = (cell: string): boolean => MISSING.includes(cell.trim())
export const isBoolean = (cell: string): boolean =>
  TRUE.includes(cell.trim().toLowerCase()) || FALSE.includes(cell.trim().toLowerCase())

/** strptime formats in the order in which they are tried; `native` ones DuckDB's CSV reader takes by itself. */
export const DATE_FORMATS: { format: string; pattern: RegExp; time: boolean; native?: true }[] = [
  { format: '%Y-%m-%d', pattern: /^\d{4}-\d{1,2}-\d{1,2}$/, time: false, native: true },
  {
    format: '%Y-%m-%d %H:%M:%S',
    pattern: /^\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}:\d{2}(\.\d+)?$/,
    time: true,
    native: true,
  },
  {
    format: '%Y-%m-%d %H:%M:%S%z',
    pattern: /^\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}:\d{2}(\.\d+)? ?(Z|UTC|[+-]\d{2}:?\d{2})$/,
    time: true,
  },
  { format: '%Y-%m-%d %H:%M', pattern: /^\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}$/, time: true },
  {
    format: '%Y-%m-%dT%H:%M:%S',
    pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/,
    time: true,
    native: true,
  },
  { format: '%Y/%m/%d', pattern: /^\d{4}\/\d{1,2}\/\d{1,2}$/, time: false, native: true },
  { format: '%Y/%m/%d %H:%M:%S', pattern: /^\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d{2}:\d{2}$/, time: true },
  { format: '%Y/%m/%d %H:%M', pattern: /^\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d{2}$/, time: true },
  { format: '%Y年%m月%d日', pattern: /^\d{4}年\d{1,2}月\d{1,2}日$/, time: false },
  { format: '%Y年%m月%d日 %H:%M:%S', pattern: /^\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d{2}:\d{2}$/, time: true },
  { format: '%Y年%m月%d日 %H:%M', pattern: /^\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d{2}$/, time: true },
  { format: '%Y.%m.%d', pattern: /^\d{4}\.\d{1,2}\.\d{1,2}$/, time: false },
  { format: '%Y%m%d', pattern: /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/, time: false },
  { format: '%d/%m/%Y', pattern: /^\d{1,2}\/\d{1,2}\/\d{4}$/, time: false },
  { format: '%d/%m/%Y %H:%M:%S', pattern: /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2}$/, time: true },
  { format: '%d/%m/%Y %H:%M', pattern: /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}$/, time: true },
  { format: '%d-%m-%Y', pattern: /^\d{1,2}-\d{1,2}-\d{4}$/, time: false },
  { format: '%d.%m.%Y', pattern: /^\d{1,2}\.\d{1,2}\.\d{4}$/, time: false },
]
/** 民國113年1月5日 or 113/01/05: years of the Republic of China, 1911 added. */
export const ROC = '民國'
const ROC_DATE = /^(?:(?:民國|民国) ?\d{1,3}年\d{1,2}月\d{1,2}日|1[0-4]\d[-/.]\d{1,2}[-/.]\d{1,2})$/

export const isRoc = (cell: string): boolean => ROC_DATE.test(half(cell))

/** Full-width forms and odd blanks that exports carry, and what they stand for. */
const WIDE = '０１２３４５６７８９．，－＋（）％￥＄：／　\u00a0\u202f\t'
const HALF = '0123456789.,-+()%¥$:/    '

const CURRENCY =
  '(?:NT\\$|HK\\$|US\\$|S\\$|[¥$€£₩]|RMB|CNY|USD|EUR|GBP|JPY|TWD|NTD|HKD|MOP|KRW|SGD|AUD|CAD|CHF)'
/** Groups of three, of two and three, or of four digits; a mark that groups nothing is not passed over. */
const grouped = (mark: string): string =>
  `\\d{1,3}(?:[${mark}' ]\\d{3})+|\\d{1,2}(?:${mark}\\d{2})*${mark}\\d{3}|\\d{1,4}(?:${mark}\\d{4})+|\\d+`
/** A number as people write it; the same text serves JavaScript and the engine. */
const written = (decimal: '.' | ','): string => {
  const [mark, group] = decimal === '.' ? ['\\.', ','] : [',', '\\.']
  const digits = `(?:(?:${grouped(group)})(?:${mark}\\d*)?|${mark}\\d+)`
  return `^[-+]?\\(?[-+]? *${CURRENCY}? *[-+]? *${digits} *(?:[万萬亿億]?元?|%|円|${CURRENCY}) *\\)?-?$`
}
const PLAIN = '^[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?$'
const WRITTEN = { '.': new RegExp(written('.'), 'i'), ',': new RegExp(written(','), 'i') }
const plainNumber = new RegExp(PLAIN)

const wide = new Map([...WIDE].map((char, i) => [char, HALF[i]!]))
const WIDE_CHAR = new RegExp(`[${WIDE}]`, 'g')
const half = (cell: string): string => cell.replace(WIDE_CHAR, (char) => wide.get(char)!).trim()
export const isPlainNumber = (cell: string): boolean => plainNumber.test(cell)
export const isNumber = (cell: string): boolean =>
  isPlainNumber(cell) || WRITTEN['.'].test(half(cell)) || WRITTEN[','].test(half(cell))

/** Cell → number; null when it is none. Knows separators, currency signs, 万/亿, percent, full-width, brackets. */
export function parseNumber(cell: string, decimal: '.' | ',' = '.'): number | null {
  const text = half(cell)
  if (decimal === '.' && isPlainNumber(text)) return Number(text)
  if (!WRITTEN[decimal].test(text)) return null
  const scale = /[万萬]/.test(text) ? 1e4 : /[亿億]/.test(text) ? 1e8 : text.includes('%') ? 0.01 : 1
  const digits = text.replace(decimal === '.' ? /[^\d.]/g : /[^\d,]/g, '').replace(',', '.')
  const negative = text.includes('-') || /^[-+]?\(.*\)$/.test(text)
  return (negative ? -1 : 1) * Number((Number(digits) * scale).toPrecision(15))
}

/** What a cell of the format looks like; month first looks like day first. */
const patternOf = (format: string): RegExp =>
  format === ROC
    ? ROC_DATE
    : DATE_FORMATS.find(
        (entry) => entry.format === format.replace('%m/%d/%Y', '%d/%m/%Y').replace('%m-%d-%Y', '%d-%m-%Y'),
      )!.pattern

/** Cell → `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; null when it does not follow the format. */
export function parseDate(cell: string, format: string): string | null {
  const text = half(cell)
  if (!patternOf(format).test(text)) return null
  const parts = text.match(/\d+/g)?.map(Number) ?? []
  let [year, month, day] = parts as [number, number, number]
  if (format === ROC) year += 1911
  else if (format === '%Y%m%d') [year, month, day] = [+text.slice(0, 4), +text.slice(4, 6), +text.slice(6, 8)]
  else if (/^%d/.test(format)) [year, day] = [day, year]
  else if (/^%m/.test(format)) [year, month, day] = [day, year, month]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const iso = date.toISOString().slice(0, 10)
  if (!format.includes('%H')) return iso
  const [hour, minute, second = 0] = parts.slice(3)
  if (hour! > 23 || minute! > 59 || second > 59) return null
  return `${iso} ${[hour, minute, second].map((n) => String(n).padStart(2, '0')).join(':')}`
}

/** Cell → canonical text that DuckDB casts to the column's type; undefined when it cannot be read. */
export function canonical(cell: string, reading: Reading): string | null | undefined {
  if (isMissing(cell)) return null
  switch (reading.as) {
    case 'text':
      return cleanText(cell)
    case 'number':
      return parseNumber(cell, reading.decimal)?.toString() ?? undefined
    case 'date':
      return parseDate(cell, reading.format) ?? undefined
    case 'boolean':
      return isBoolean(cell) ? String(TRUE.includes(cell.trim().toLowerCase())) : undefined
  }
}

/**
 * The same as `canonical`, as an SQL expression over a VARCHAR column; NULL where it cannot be read. Matching is cheap
 * in the engine, rewriting and wide decimals are not: both happen only in the cells that need them.
 */
export function readingSql(column: string, reading: Reading, type: string): string {
  const raw = ident(column)
  const cell = `CASE WHEN ${matches(raw, `[${WIDE}]`)} THEN trim(translate(${raw}, ${literal(WIDE)}, ${literal(HALF)})) ELSE trim(${raw}) END`
  switch (reading.as) {
    case 'text':
      return cleanSql(raw, 'all')
    case 'number':
      return numberSql(`(${cell})`, reading.decimal, type)
    case 'date':
      return `CASE WHEN ${matches(cell, patternOf(reading.format).source)} THEN ${dateSql(`(${cell})`, reading.format, type)} END`
    case 'boolean': {
      const list = (words: string[]) => words.map(literal).join(', ')
      return `CASE WHEN lower(${cell}) IN (${list(TRUE)}) THEN true WHEN lower(${cell}) IN (${list(FALSE)}) THEN false END`
    }
  }
}
const BLANKS = ' \t\u3000\u00a0'
/** `="0012"` and `'0012`: how exports keep a spreadsheet from taking an id for a number. */
const GUARDED = '^(?:="(.*)"|\'(\\d.*))$'
const guarded = new RegExp(GUARDED)

/** A text without the blanks and guards around it, which are none of its own. */
export const cleanText = (cell: string): string => cell.trim().replace(guarded, '$1$2')
/** What cleaning a text column takes: nothing, its blanks, or all; the cheapest that its sample needs. */
export type Cleaning = 'none' | 'blanks' | 'all'
export function cleaningOf(cells: string[]): Cleaning {
  if (cells.some((cell) => /^\t|\t$/.test(cell) || guarded.test(cell.trim()))) return 'all'
  return cells.some((cell) => cell.trim().length !== cell.length) ? 'blanks' : 'none'
}
export function cleanSql(text: string, cleaning: Cleaning): string {
  if (cleaning === 'none') return text
  if (cleaning === 'blanks') return `nullif(trim(${text}), '')`
  return `nullif(regexp_replace(trim(${text}, ${literal(BLANKS)}), ${literal(GUARDED)}, '\\1\\2'), '')`
}

const matches = (cell: string, pattern: string): string => `regexp_matches(${cell}, ${literal(pattern)})`

function dateSql(cell: string, format: string, type: string): string {
  if (format === ROC) {
    const part = (i: number) => `regexp_extract(${cell}, '(\\d+)\\D+(\\d+)\\D+(\\d+)', ${i})`
    return `try_cast((try_cast(${part(1)} AS INT) + 1911) || '-' || ${part(2)} || '-' || ${part(3)} AS ${type})`
  }
  // A fraction of a second goes, and so does the zone: the day is the shop's own.
  const text = format.includes('%S')
    ? `CASE WHEN ${matches(cell, ':\\d+:\\d+$')} THEN ${cell} ELSE regexp_replace(${cell}, '(\\.\\d+)? ?(Z|UTC|[+-]\\d{2}:?\\d{2})?$', '') END`
    : cell
  const plain = format.replace('%z', '')
  const formats = format.endsWith('%z')
    ? `[${literal(plain)}, ${literal(plain.replace(' ', 'T'))}]`
    : literal(plain)
  return `try_cast(try_strptime(${text}, ${formats}) AS ${type})`
}

function numberSql(cell: string, decimal: '.' | ',', type: string): string {
  const kept = decimal === '.' ? '[^-0-9.]' : '[^-0-9,]'
  const bare = `regexp_replace(${cell}, ${literal(kept)}, '', 'g')`
  const digits = `replace(${decimal === ',' ? `replace(${bare}, ',', '.')` : bare}, '-', '')`
  const minus = `CASE WHEN contains(${cell}, '-') OR ${matches(cell, '^[-+]?\\(.*\\)$')} THEN '-' ELSE '' END`
  const scaled = (factor: string) =>
    `try_cast(try_cast(${minus} || ${digits} AS DECIMAL(18, 6)) * ${factor} AS ${type})`
  return `CASE ${decimal === '.' ? `WHEN ${matches(cell, PLAIN)} THEN try_cast(${cell} AS ${type})` : ''}
    WHEN NOT ${matches(cell, `(?i)${written(decimal)}`)} THEN NULL
    WHEN ${matches(cell, '[万萬]')} THEN ${scaled('10000')}
    WHEN ${matches(cell, '[亿億]')} THEN ${scaled('100000000')}
    WHEN contains(${cell}, '%') THEN ${scaled('0.01')}
    ELSE try_cast(${minus} || ${digits} AS ${type}) END`
}
