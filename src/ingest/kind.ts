import { isSame } from './layout'
import { agrees, contrasts, isTyped, shapeOf, type Shape } from './shape'

/** What a record below the header is, if no row of the table; part of the key of a reason. */
export type Apart = 'header' | 'total' | 'note' | 'table'

const TOTAL =
  /^(?:合\s*[计計]|[总總]\s*[计計]|小\s*[计計]|[总總]和|[汇匯][总總]|本[页頁]合[计計]|grand\s+totals?|sub-?\s?totals?|totals?|summe|gesamt|total général)(?:\s*[:：(（].*)?$/i
const NOTE =
  /^(?:(?:已?(?:收入|支出)|[导導]出|匯出|打印|列印|制表|製表|生成|下[载載]|[查]询|查詢|数据(?:来源|截止)|資料(?:來源|截止)|备注|備註|注|说明|說明)[^,]{0,12}[:：]|共\s*\d+\s*[条條笔筆行]|generated\b|exported (?:on|by|at)\b|report (?:generated|run|created)\b|copyright\b|©|confidential\b|\d+ records?(?:\(s\))? |end of (?:report|file)\b|source:)/i
const RULE = /^[-=_*#~—－─·\s]{3,}$/

/** Words by which a total is known in a text column; the rest of its row has then no text. */
export const TOTALS = [
  ...['合计', '总计', '小计', '合計', '總計', '小計', '合 计', '总和', '汇总'].flatMap((word) => [
    word,
    `${word}:`,
    `${word}：`,
  ]),
  ...['Total', 'TOTAL', 'total', 'Totals', 'Grand Total', 'Grand total', 'Subtotal'].flatMap((word) => [
    word,
    `${word}:`,
  ]),
]

/** A record that says nothing: delimiters around blanks, as spreadsheets leave them below and between their rows. */
export const isGhost = (cells: string[]): boolean => cells.every((cell) => cell.trim() === '')

/** A sum over rows: one word for it, and nothing but numbers beside it. */
export function isTotal(cells: string[]): boolean {
  const at = cells.findIndex((cell) => cell.trim() !== '')
  if (at < 0 || !TOTAL.test(cells[at]!.trim())) return false
  return cells
    .slice(at + 1)
    .every((cell) => ['empty', 'number'].includes(shapeOf(cell)) || cell.trim() === '')
}

const PART =
  /^(?:sub-?\s?totals?|totals?|summe|小\s*[计計]|合\s*[计計])(?:\b|[\s:：])|(?:[汇匯][总總]|小\s*[计計]|合\s*[计計]|[总總]\s*[计計]|(?:^|[\s:：-])(?:sub-?\s?totals?|totals?|summe|gesamt))\s*[:：]?$/i

/** The sum of a group, which names it: `陈一 汇总`, `Total for Ann`. What tells rows apart, as a date or a number, is blank. */
export function isSubtotal(cells: string[], shapes: Shape[]): boolean {
  const at = cells.findIndex((cell) => cell.trim() !== '')
  if (at < 0 || !PART.test(cells[at]!.trim())) return false
  const others = cells
    .map((cell, c) => ({ shape: shapeOf(cell), below: shapes[c] ?? 'empty' }))
    .filter((_, c) => c !== at)
  return (
    others.every(({ shape, below }) => shape === 'empty' || (shape === 'number' && below === 'number')) &&
    others.some(({ shape }) => shape === 'number') &&
    // Or the word stands in the place of what would.
    [...others.map(({ below }) => below), shapes[at]].some((below) => below === 'date' || below === 'code')
  )
}

/** A line under the table that speaks about it. Only at the end of a file can one be told from a short row. */
export function isNote(cells: string[], width: number, shapes: Shape[]): boolean {
  const words = cells.map((cell) => cell.trim()).filter(Boolean)
  if (!words.length) return false
  if (words.every((word) => RULE.test(word) || /^[-=]{3,}.*[-=]{3,}$/.test(word))) return true
  const few = words.length <= 2 || words.length * 3 <= width
  if (few && NOTE.test(words[0]!)) return true
  if (width < 3 || words.length > 1) return false
  return cells.length === 1 || (/\s/.test(words[0]!) && contrasts(cells[0]!, shapes[0] ?? 'empty'))
}

/** The header of another table: words where this one has values, and other names, some of them its own. */
export function isOtherHeader(cells: string[], header: string[], shapes: Shape[], blank: number): boolean {
  // Nearly every record is told from a header by its first value.
  if (cells.some((cell, c) => agrees(cell, shapes[c] ?? 'empty'))) return false
  const words = cells.filter((cell) => cell.trim() !== '')
  // A name may look like a code, as "col1" does.
  const texts = words.filter((cell) => shapeOf(cell) === 'text').length
  if (words.length < 2 || texts * 5 < words.length * 4) return false
  const against = cells.filter((cell, c) => contrasts(cell, shapes[c] ?? 'empty')).length
  if (against < 2 || against * 2 < shapes.filter(isTyped).length) return false
  const names = new Set(header.map((cell) => cell.trim()))
  return blank > 0 || words.filter((cell) => names.has(cell.trim())).length * 2 >= words.length
}

/** A record of the table: no header, sum or note. */
export const isRow = (cells: string[], header: string[], shapes: Shape[], width: number): boolean =>
  !(header.length && isSame(cells, header)) &&
  !isTotal(cells) &&
  !isSubtotal(cells, shapes) &&
  !isNote(cells, width, shapes)

/** What stands in the midst of the rows and is none. */
export function apartOf(
  cells: string[],
  header: string[],
  shapes: Shape[],
  blank: number,
): Exclude<Apart, 'note'> | null {
  if (header.length && isSame(cells, header)) return 'header'
  if (isTotal(cells) || isSubtotal(cells, shapes)) return 'total'
  return isOtherHeader(cells, header, shapes, blank) ? 'table' : null
}
