import { literal } from '../../engine/engine'
import { half } from './wide'
import { matches } from './sql'

const CODES =
  'RMB|CNY|CNH|USD|EUR|GBP|JPY|TWD|NTD|HKD|MOP|KRW|SGD|AUD|CAD|CHF|NZD|THB|VND|IDR|MYR|PHP|INR|BDT|EGP|RUB|BRL|MXN|ZAR|SEK|NOK|DKK|PLN|CZK|HUF|TRY|AED|SAR|ILS|RON|BGN|UAH|KZT|PEN|CLP|COP|ARS|PKR|LKR'
/** What stands for a currency beside its code. */
const SIGN =
  '(?:NT|HK|US|AU|CA|NZ|MX|R|S|A|C) ?\\$|S/\\.?|\\p{Sc}|[원円]|Rs\\.?|RM|Rp\\.?|zł|Kč|kr\\.?|Ft|lei|лв\\.?|руб\\.?|грн\\.?|Fr\\.|SFr\\.?'
const CURRENCY = `(?:${SIGN}|${CODES})`
const SCALE = '(?:百[万萬]|千[万萬]|[百千万萬亿億]|[KM])'
/** What is counted, and what a rate is of: units tell nothing that the header does not. */
const UNIT =
  '(?:元|圆|圓|円|块|塊|件|个|個|次|单|單|台|臺|箱|盒|包|瓶|套|份|人|天|分|秒|分钟|分鐘|小时|小時|岁|歲|kg|pcs)'
/** Groups of three, of two and three, or of four digits; a mark that groups nothing is not passed over. */
const grouped = (mark: string): string =>
  `\\d{1,3}(?:[${mark}'’ ]\\d{3})+|\\d{1,2}(?:${mark}\\d{2})*${mark}\\d{3}|\\d{1,4}(?:${mark}\\d{4})+|\\d+`
/** A number as people write it; the same text serves JavaScript and the engine. */
const written = (decimal: '.' | ',', affix = ''): string => {
  const sign = affix ? `(?:${affix.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}|${CURRENCY})` : CURRENCY
  const [mark, group] = decimal === '.' ? ['\\.', ','] : [',', '\\.']
  const digits = `(?:(?:${grouped(group)})(?:${mark}\\d*)?|${mark}\\d+)`
  const note = '(?:\\([^()]*[^-\\d\\s.,()][^()]*\\)|\\(\\))?'
  return `^[-+]?\\(?[-+]? *${sign}? *[-+]? *${digits} *${SCALE}?(?:${UNIT}|%|‰| *${sign})? *\\)?-? *${note}$`
}
/** A remark in brackets after the number, `12.00(incl. 3 points)`: what it says in digits is not the number's. */
const REMARKED = '^([^(]*\\d[^(]*)\\([^()]*\\)$'
const remarked = new RegExp(REMARKED)
const PLAIN = '^[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?$'
const patterns = new Map<string, RegExp>()
const patternOf = (decimal: '.' | ',', affix = ''): RegExp => {
  const key = decimal + affix
  const known = patterns.get(key) ?? new RegExp(written(decimal, affix), 'iu')
  patterns.set(key, known)
  return known
}
const plainNumber = new RegExp(PLAIN)
/** `100,-`, `€ 5.--`: a stroke in place of the decimals says that there are none, and nothing of its sign. */
const STROKE = '(\\d)[.,][-\u2013\u2014]{1,2}([^0-9]*)$'
const stroke = new RegExp(STROKE)
const textOf = (cell: string): string => half(cell).replace(stroke, '$1$2')

export const isPlainNumber = (cell: string): boolean => plainNumber.test(cell)
export const isNumber = (cell: string): boolean => {
  if (isPlainNumber(cell)) return true
  const text = textOf(cell)
  return /\d/.test(text) && (patternOf('.').test(text) || patternOf(',').test(text))
}
const signed = new RegExp(`^[-+(]? *${CURRENCY} *[-+]? *[\\d.,]|\\d *${CURRENCY} *\\)?$`, 'iu')
/** The cell has the sign of a currency before or after its digits. */
export const isSigned = (cell: string): boolean => signed.test(textOf(cell))
/** Money that has no parts: a mark among its digits groups them. */
const undivided = /[₩₫원円]|\b(?:KRW|VND|JPY|IDR|CLP|Rp)\b/i
export const isWhole = (cell: string): boolean => undivided.test(cell)

/** What multiplies a number; the first that is found counts. */
const SCALES: [string, number][] = [
  ['百[万萬]', 1e6],
  ['千[万萬]', 1e7],
  ['[万萬]', 1e4],
  ['[亿億]', 1e8],
  ['千', 1e3],
  ['百', 1e2],
  ['%', 0.01],
  ['‰', 0.001],
  ['\\d *[Kk](?:[^A-Za-zÀ-ž]|$)', 1e3],
  ['\\d *[Mm](?:[^A-Za-zÀ-ž]|$)', 1e6],
]
const scales = SCALES.map(([pattern, factor]) => [new RegExp(pattern), factor] as const)

/** What a column's heading or its cells say beside the decimal mark. */
interface NumberTerms {
  /** Factor of a unit in the heading (万元, in thousands); a cell with a unit of its own goes by that. */
  scale?: number | undefined
  /** Cells that can only be read with the other mark are. */
  either?: boolean | undefined
  /** What stands before or after the digits in nearly all cells. */
  affix?: string | undefined
}
/** What is no part of the number: a point after a letter ends a sign (`Rs. 5`) and parts no decimals. */
const LEFT = { '.': '[\\p{L}/]\\.|[^-0-9.]', ',': '[^-0-9,]' }
const left = { '.': new RegExp(LEFT['.'], 'gu'), ',': new RegExp(LEFT[','], 'gu') }
const other = (decimal: '.' | ','): '.' | ',' => (decimal === '.' ? ',' : '.')

/** Cell → number; null when it is none. Knows separators, currencies, 万/亿, percent, units, full-width, brackets. */
export function parseNumber(
  cell: string,
  decimal: '.' | ',' = '.',
  { scale = 1, either, affix }: NumberTerms = {},
): number | null {
  const text = textOf(cell)
  const exact = (n: number, factor: number) => (factor === 1 ? n : Number((n * factor).toPrecision(15)))
  if (decimal === '.' && isPlainNumber(text)) return exact(Number(text), scale)
  if (!patternOf(decimal, affix).test(text))
    return either ? parseNumber(cell, other(decimal), { scale, affix }) : null
  const bare = text.replace(remarked, '$1')
  const factor = scales.find(([pattern]) => pattern.test(bare))?.[1] ?? scale
  const digits = bare.replace(left[decimal], '').replaceAll('-', '').replace(',', '.')
  const negative = bare.includes('-') || /^[-+]?\([^()]*\d[^()]*\)/.test(bare)
  return (negative ? -1 : 1) * Number((Number(digits) * factor).toPrecision(15))
}

/** The same in the engine. Matching is cheap there, rewriting and wide decimals are not: only the cells that need it. */
export function numberSql(cell: string, decimal: '.' | ',', type: string, terms: NumberTerms = {}): string {
  const bare = `regexp_replace(${cell}, ${literal(STROKE)}, '\\1\\2')`
  return `CASE ${decimal === '.' ? `WHEN ${matches(cell, PLAIN)} THEN ${timesSql(cell, type, terms.scale ?? 1)}` : ''}
    WHEN ${matches(cell, STROKE)} THEN ${writtenSql(bare, decimal, type, terms)}
    ELSE ${writtenSql(cell, decimal, type, terms)} END`
}

const timesSql = (text: string, type: string, factor: number): string =>
  factor === 1
    ? `try_cast(${text} AS ${type})`
    : `try_cast(try_cast(${text} AS DECIMAL(18, 6)) * ${factor} AS ${type})`

function writtenSql(
  cell: string,
  decimal: '.' | ',',
  type: string,
  { scale = 1, either, affix }: NumberTerms,
): string {
  const bare = `CASE WHEN suffix(${cell}, ')') THEN regexp_replace(${cell}, ${literal(REMARKED)}, '\\1') ELSE ${cell} END`
  const marks = `regexp_replace(${bare}, ${literal(LEFT[decimal])}, '', 'g')`
  const digits = `replace(${decimal === ',' ? `replace(${marks}, ',', '.')` : marks}, '-', '')`
  const minus = `CASE WHEN contains(${bare}, '-') OR ${matches(bare, '^[-+]?\\([^()]*\\d[^()]*\\)')} THEN '-' ELSE '' END`
  const times = (text: string, factor: number) => timesSql(text, type, factor)
  const none = either ? numberSql(cell, other(decimal), type, { scale, affix }) : 'NULL'
  return `CASE WHEN NOT ${matches(cell, `(?i)${written(decimal, affix)}`)} THEN ${none}
    ${SCALES.map(([pattern, factor]) => `WHEN ${matches(bare, pattern)} THEN ${times(`${minus} || ${digits}`, factor)}`).join('\n    ')}
    ELSE ${times(`${minus} || ${digits}`, scale)} END`
}
