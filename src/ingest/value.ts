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
const FALSE = ['false', 'f', 'no', 'n', '0', '否', '假', '×', '✗', 'off', '无', '無']

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
  { format: '%Y.%m.%d', pattern: /^\d{4}\.\d{1,2}\.\d{1,2}$/, time: false },
  { format: '%Y%m%d', pattern: /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/, time: false },
  { format: '%d/%m/%Y', pattern: /^\d{1,2}\/\d{1,2}\/\d{4}$/, time: false },
  { format: '%d/%m/%Y %H:%M:%S', pattern: /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2}$/, time: true },
  { format: '%d/%m/%Y %H:%M', pattern: /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}$/, time: true },
  { format: '%d-%m-%Y', pattern: /^\d{1,2}-\d{1,2}-\d{4}$/, time: false },
  { format: '%d.%m.%Y', pattern: /^\d{1,2}\.\d{1,2}\.\d{4}$/, time: false },
]
/** 民國113年1月5日: years of the Republic of China, 1911 added. */
export const ROC = '民國'
const ROC_DATE = /^(?:民國|民国)\s*(\d{1,3})年(\d{1,2})月(\d{1,2})日$/

export const isRoc = (cell: string): boolean => ROC_DATE.test(cell)

const MONEY =
  /^[-+]?\(?[-+]?\s*(?:[¥$€£₩]|NT\$|HK\$|US\$|RMB|CNY|USD|EUR|TWD|HKD)?\s*[-+]?(?:\d[\d.,\s]*|\.\d+)\s*(?:[万萬亿億]元?|元|%|€|[A-Z]{3})?\)?$/i

const half = (cell: string): string => cell.normalize('NFKC').trim()
export const isPlainNumber = (cell: string): boolean => /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(cell)
export const isNumber = (cell: string): boolean => isPlainNumber(cell) || MONEY.test(half(cell))

/** Cell → number; null when it is none. Knows separators, currency signs, 万/亿, percent, full-width, brackets. */
export function parseNumber(cell: string, decimal: '.' | ',' = '.'): number | null {
  const text = half(cell)
  if (!isNumber(text)) return null
  if (decimal === '.' && isPlainNumber(text)) return Number(text)
  const scale = /[万萬]/.test(text) ? 1e4 : /[亿億]/.test(text) ? 1e8 : text.includes('%') ? 0.01 : 1
  const digits = text.replace(decimal === '.' ? /[^\d.]/g : /[^\d,]/g, '').replace(',', '.')
  const negative = text.includes('-') || /^\(.*\)$/.test(text)
  const value = Number(digits)
  return digits && Number.isFinite(value)
    ? (negative ? -1 : 1) * Number((value * scale).toPrecision(15))
    : null
}

/** Cell → `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; null when it does not follow the format. */
export function parseDate(cell: string, format: string): string | null {
  const text = half(cell)
  const parts = text.match(/\d+/g)?.map(Number) ?? []
  let [year, month, day] = parts as [number, number, number]
  if (format === ROC) {
    if (!isRoc(text)) return null
    year += 1911
  } else if (format.startsWith('%Y%m')) {
    if (!/^\d{8}$/.test(text)) return null
    ;[year, month, day] = [+text.slice(0, 4), +text.slice(4, 6), +text.slice(6, 8)]
  } else {
    const known = DATE_FORMATS.find(
      (entry) => entry.format === format.replace('%m/%d/%Y', '%d/%m/%Y').replace('%m-%d-%Y', '%d-%m-%Y'),
    )
    if (!known?.pattern.test(text)) return null
    if (/^%d/.test(format)) [year, day] = [day, year]
    if (/^%m/.test(format)) [year, month, day] = [day, year, month]
  }
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
      return cell
    case 'number':
      return parseNumber(cell, reading.decimal)?.toString() ?? undefined
    case 'date':
      return parseDate(cell, reading.format) ?? undefined
    case 'boolean':
      return isBoolean(cell) ? String(TRUE.includes(cell.trim().toLowerCase())) : undefined
  }
}

/** The same as `canonical`, as an SQL expression over a VARCHAR column; NULL where it cannot be read. */
export function readingSql(column: string, reading: Reading, type: string): string {
  const cell = `trim(${ident(column)})`
  switch (reading.as) {
    case 'text':
      return ident(column)
    case 'number':
      return `try_cast(${numberSql(cell, reading.decimal)} AS ${type})`
    case 'date':
      return reading.format === ROC
        ? `try_cast((regexp_extract(${cell}, '(\\d+)年', 1)::INT + 1911) || '-' || regexp_extract(${cell}, '年(\\d+)月', 1) || '-' || regexp_extract(${cell}, '月(\\d+)日', 1) AS ${type})`
        : `try_cast(try_strptime(${cell}, ${literal(reading.format)}) AS ${type})`
    case 'boolean': {
      const list = (words: string[]) => words.map(literal).join(', ')
      return `CASE WHEN lower(${cell}) IN (${list(TRUE)}) THEN true WHEN lower(${cell}) IN (${list(FALSE)}) THEN false END`
    }
  }
}

function numberSql(cell: string, decimal: '.' | ','): string {
  const halfWidth = `translate(${cell}, '０１２３４５６７８９．，－（）％', '0123456789.,-()%')`
  const digits = `regexp_replace(${halfWidth}, ${decimal === '.' ? `'[^0-9.eE]'` : `'[^0-9,]'`}, '', 'g')`
  const point = decimal === ',' ? `replace(${digits}, ',', '.')` : digits
  return `CASE WHEN regexp_matches(${halfWidth}, '[0-9]')
    THEN try_cast(${point} AS DECIMAL(24, 6))
      * CASE WHEN regexp_matches(${cell}, '[万萬]') THEN 10000 WHEN regexp_matches(${cell}, '[亿億]') THEN 100000000 ELSE 1 END
      * CASE WHEN ${halfWidth} LIKE '%\\%%' ESCAPE '\\' THEN 0.01 ELSE 1 END
      * CASE WHEN ${halfWidth} LIKE '%-%' OR ${halfWidth} LIKE '(%)' THEN -1 ELSE 1 END END`
}
