import { ident, literal } from '../engine/engine'
import type { ColumnMapping, Mapping } from './mapping'

/** Codes, and the marks and words that stand for them where nothing else is said. */
const CODES =
  'USD EUR GBP CNY JPY HKD TWD KRW SGD AUD CAD NZD CHF SEK NOK DKK INR BRL MXN THB VND MYR IDR PHP RUB TRY PLN CZK HUF AED SAR ZAR ILS MOP CLP COP ARS RON BGN UAH KZT PEN PKR LKR'.split(
    ' ',
  )
const MARKS: Record<string, string> = {
  RMB: 'CNY',
  CNH: 'CNY',
  NTD: 'TWD',
  US$: 'USD',
  HK$: 'HKD',
  NT$: 'TWD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  S$: 'SGD',
  R$: 'BRL',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'CNY',
  '￥': 'CNY',
  円: 'JPY',
  '₩': 'KRW',
  '₹': 'INR',
  '₽': 'RUB',
  '฿': 'THB',
  '₫': 'VND',
  '₺': 'TRY',
  美元: 'USD',
  美金: 'USD',
  欧元: 'EUR',
  歐元: 'EUR',
  英镑: 'GBP',
  英鎊: 'GBP',
  人民币: 'CNY',
  人民幣: 'CNY',
  日元: 'JPY',
  日圓: 'JPY',
  港币: 'HKD',
  港元: 'HKD',
  港幣: 'HKD',
  新台币: 'TWD',
  新台幣: 'TWD',
  台币: 'TWD',
  台幣: 'TWD',
  韩元: 'KRW',
  韓元: 'KRW',
}
/** Marks that are too short to be looked for anywhere but beside the digits of an amount. */
const BESIDE: Record<string, string> = {
  원: 'KRW',
  RS: 'INR',
  RM: 'MYR',
  RP: 'IDR',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  LEI: 'RON',
  ЛВ: 'BGN',
  РУБ: 'RUB',
  ГРН: 'UAH',
  'S/': 'PEN',
  '₴': 'UAH',
  '₱': 'PHP',
  '₪': 'ILS',
  '₸': 'KZT',
  '৳': 'BDT',
  FR: 'CHF',
  SFR: 'CHF',
}
const words = Object.keys(MARKS).sort((a, b) => b.length - a.length)
const escaped = (word: string): string => word.replace(/[$]/g, '\\$&')
const MARK = [
  ...words.map(escaped),
  ...CODES,
  ...Object.keys(BESIDE).sort((a, b) => b.length - a.length),
].join('|')
const mark = new RegExp(MARK)
const inHeading = new RegExp(
  `(?:^|[^A-Z])(${CODES.join('|')}|RMB|CNH|NTD)(?![A-Z])|(${words
    .filter((word) => !/^[A-Z]+$/.test(word))
    .map(escaped)
    .join('|')})`,
)

/** `US$`, `rmb`, `美元` → a code; what is no known mark stays as it is. */
export function currencyName(word: string): string {
  const text = word.trim().toUpperCase()
  return MARKS[text] ?? BESIDE[text] ?? text
}
/** The currency that a heading such as `Amount (USD)` or `金额（美元）` names. */
export function headingCurrency(heading: string): string | null {
  const found = inHeading.exec(heading.toUpperCase())
  return found ? currencyName(found[1] ?? found[2]!) : null
}

/** Columns whose cells may carry a mark, the order's own first. */
const AMOUNTS = ['orders.amount', 'order_lines.amount', 'order_lines.unit_price']
export const amountColumns = ({ columns }: Mapping): ColumnMapping[] =>
  AMOUNTS.flatMap((target) => columns.filter((column) => column.target === target && !column.wide))

/** The column in whose cells the currency stands ($100, 100 EUR), where no column names it. */
export function markedColumn(rows: string[][], mapping: Mapping): number | undefined {
  if (!mapping.entities.includes('orders')) return undefined
  if (mapping.columns.some(({ target }) => target === 'orders.currency')) return undefined
  return amountColumns(mapping).find(
    ({ index, reading }) =>
      reading.as === 'number' && rows.some((row) => mark.test((row[index] ?? '').toUpperCase())),
  )?.index
}
/** The mark in a cell as it was written, or NULL. */
export const markSql = (column: string): string =>
  `nullif(regexp_extract(upper(${ident(column)}), ${literal(MARK)}), '')`
