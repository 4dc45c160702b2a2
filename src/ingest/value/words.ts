import { literal } from '../../engine/engine'

/** What stands for "nothing" in exports. */
export const MISSING = [
  '',
  'NULL',
  'null',
  'N/A',
  'n/a',
  'NA',
  '-',
  '--',
  '---',
  '—',
  '——',
  '/',
  '无',
  '無',
  '暂无',
  '暫無',
  '未填写',
  '未填寫',
  '(空)',
  '（空）',
  '\\N',
  'NaN',
  'nan',
  'None',
]
const missing = new Set(MISSING)
/** What spreadsheets show where a formula failed or a column is too narrow: nothing is known of such a cell. */
const ERROR =
  '^(?:#(?:VALUE|REF|DIV/0|NULL|NUM|SPILL|CALC|ERROR|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|值|引用)!|#N/A(?: N/A)?|#NAME\\?|#GETTING_DATA|#{3,}|Err:\\d{3})$'
/** With what they begin. */
export const ERROR_STARTS = ['#', 'Err:']
const error = new RegExp(ERROR)
const isErrorText = (text: string): boolean => (text[0] === '#' || text[0] === 'E') && error.test(text)
export const isError = (cell: string): boolean => isErrorText(cell.trim())
/** The same in the engine, never NULL. Two comparisons rule nearly every cell out, and only a CASE tries the pattern on the rest alone. */
export const errorSql = (text: string): string =>
  `CASE WHEN ${text} BETWEEN '#' AND '$' OR ${text} BETWEEN 'Err:' AND 'Err;'
    THEN regexp_matches(${text}, ${literal(ERROR)}) ELSE false END`
export const isMissing = (cell: string): boolean => {
  const text = cell.trim()
  return missing.has(text) || isErrorText(text)
}

export const TRUE = [
  'true',
  't',
  'yes',
  'y',
  '1',
  '是',
  '真',
  '对',
  '對',
  '√',
  '✓',
  '✔',
  'on',
  '有',
  '已',
  '启用',
  '啟用',
]
export const FALSE = [
  'false',
  'f',
  'no',
  'n',
  '0',
  '否',
  '假',
  '错',
  '錯',
  '×',
  '✗',
  '✘',
  'off',
  '无',
  '無',
  '没有',
  '沒有',
  '未',
  '停用',
  '禁用',
]
const truths = new Set(TRUE)
const falsehoods = new Set(FALSE)
/** Cell → yes or no; null when it is neither. */
export function parseBoolean(cell: string): boolean | null {
  const word = cell.trim().toLowerCase()
  return truths.has(word) ? true : falsehoods.has(word) ? false : null
}

/** Short codes in capitals (EMEA, APAC, NA): there NA is one of them. */
export function areCodes(cells: string[]): boolean {
  const distinct = new Set(cells.map((cell) => cell.trim()).filter(Boolean))
  return distinct.has('NA') && distinct.size > 1 && [...distinct].every((cell) => /^[A-Z]{2,5}$/.test(cell))
}
