import type { Sheet } from '../mapping/sheet'
import { isMasked } from '../mapping/buyer'
import { isSigned, parseNumber } from '../value'
import { headingOf } from './heading'

/** So many cells of a column are looked at, spread over the sample. */
const LOOK = 300

const PATTERNS: [name: string, pattern: Pick<RegExp, 'test'>][] = [
  ['email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['mobile', /^(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$|^09\d{2}[- ]?\d{3}[- ]?\d{3}$/],
  ['phone', /^(?:\+|00)?\(?\d{1,4}\)?(?:[-. ]\(?\d{2,4}\)?){1,4}$/],
  ['web', /^(?:https?:\/\/|www\.)/i],
  ['ip', /^\d{1,3}(?:\.\d{1,3}){3}$/],
  ['clock', /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?$/i],
  ['percent', /^-?[\d.,]+ ?[%％‰]$/],
  ['signed', { test: (cell) => isSigned(cell) || cell.endsWith('元') }],
  ['cents', /^-?\d[\d,.' ]*[.,]\d{2}\)?$/],
  ['whole', /^-?\d{1,9}$/],
  ['long', /^\d{10,}$/],
  ['hex', /^(?=.*[a-f])(?=.*\d)[0-9a-f-]{16,}$/i],
  ['code', /^(?=.*\d)(?=.*[A-Za-z])[\w#/-]{3,24}$/],
  [
    'iso',
    /^(?:USD|EUR|GBP|CNY|RMB|TWD|HKD|JPY|KRW|AUD|CAD|INR|SGD|CHF|MYR|THB|BRL|MXN|SEK|NOK|MWK|[A-Z]{3})$/,
  ],
  ['land', /^[A-Z]{2}$/],
  ['person', /^[\p{Script=Han}]{2,4}$|^\p{Lu}[\p{Ll}'-]+ (?:\p{Lu}\. )?\p{Lu}[\p{Ll}'-]+$/u],
  [
    'firm',
    /公司|有限|集团|集團|商行|工厂|株式会社|商事|상사|\b(?:inc|llc|ltd|gmbh|corp|co|ag|s\.?a|group|limited|foods|labs|tools)\b\.?/i,
  ],
  ['place', /省|自治区|[\u4e00-\u9fff]市|[\u4e00-\u9fff]縣|[县縣區区]$/],
  ['street', /[路街道巷弄]\S*[号號]|\d+ .*\b(?:st|street|road|rd|ave|avenue|str|lane)\b|straße|\d号楼/i],
  ['yesno', /^(?:是|否|yes|no|true|false|y|n|0|1|有|无|ja|nein|oui|non|sim|não|예|아니오)$/i],
]

/** What the cells of a column look like, as names of features, each held by nearly all, by many or by some of them. */
export function cellsOf(sheet: Sheet, index: number): string[] {
  const present = sheet.present(index)
  const found: string[] = []
  const rows = sheet.rows.length
  if (!present.length) return ['v:empty']
  if (present.length < rows * 0.5) found.push('v:sparse')
  const step = Math.max(1, Math.floor(present.length / LOOK))
  const cells = step > 1 ? present.filter((_, i) => i % step === 0) : present
  const n = cells.length
  const times = new Map<string, number>()
  for (const cell of cells) times.set(cell, (times.get(cell) ?? 0) + 1)
  for (const [name, pattern] of PATTERNS) {
    let held = 0
    for (const [cell, count] of times) if (pattern.test(cell)) held += count
    const share = held / n
    if (share > 0.9) found.push(`v:${name}`)
    else if (share > 0.4) found.push(`v:${name}?`)
  }
  if (isMasked(sheet, index)) found.push('v:masked')
  const date = sheet.as(index, 'datetime')
  const isDate = date.fit > 0.9 && cells.some((cell) => /\D/.test(cell) || /^(?:19|20)\d{6}/.test(cell))
  if (isDate) found.push(date.type === 'TIMESTAMP' ? 'v:moment' : 'v:date')
  const { reading } = sheet.as(index, 'money')
  const affix = reading.as === 'number' ? reading.affix : undefined
  if (affix && !isDate) found.push('v:signed')
  const numbers = isDate
    ? []
    : cells.flatMap(
        (cell) => parseNumber(cell, cell.includes(',') && !cell.includes('.') ? ',' : '.', { affix }) ?? [],
      )
  if (!isDate && numbers.length > 0.9 * n) found.push(...numbersOf(numbers))
  const distinct = times.size
  const alone = distinct === n
  if (n > 4) {
    if (alone) found.push('v:unique')
    else if (distinct <= Math.max(1, n * 0.1)) found.push('v:few')
    else if (distinct > n * 0.7) found.push('v:many')
    else found.push('v:some')
    if (distinct === 1) found.push('v:same')
  }
  if (!isDate && numbers.length < 0.5 * n) {
    const length = cells.reduce((sum, cell) => sum + cell.length, 0) / n
    found.push(length > 25 ? 'v:prose' : length > 8 ? 'v:phrase' : 'v:word')
    if (distinct <= 12) for (const concept of saidBy(cells)) found.push(`w:${concept}`)
  }
  return found
}

function numbersOf(numbers: number[]): string[] {
  const low = numbers.reduce((a, b) => Math.min(a, b))
  const high = numbers.reduce((a, b) => Math.max(a, b))
  const found = ['v:number']
  if (low < 0) found.push('v:negative')
  if (numbers.every((value) => value === 0)) found.push('v:zero')
  if (numbers.every(Number.isInteger)) {
    found.push('v:integer')
    if (low >= 0 && high <= 10 && high > 1) found.push(high <= 5 ? 'v:to5' : 'v:to10')
    else if (low >= 0 && high <= 100) found.push('v:to100')
    if (low > 1900 && high < 2100) found.push('v:year')
    if (numbers.length > 3 && numbers.every((value, i) => !i || value === numbers[i - 1]! + 1))
      found.push(numbers[0]! < 2 ? 'v:counting' : 'v:rising')
  } else if (low >= 0 && high <= 1) found.push('v:fraction')
  const middle = [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!
  found.push(`v:size${Math.min(7, Math.max(0, Math.floor(Math.log10(Math.abs(middle) + 1))))}`)
  return found
}

/** What the few words of a column are about: states of orders, levels, channels. */
function saidBy(cells: string[]): Set<string> {
  const counts = new Map<string, number>()
  for (const cell of new Set(cells)) {
    if (cell.length > 30) continue
    for (const concept of new Set(headingOf(cell).concepts))
      counts.set(concept, (counts.get(concept) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, n]) => n > 0).map(([concept]) => concept))
}
