import type { Cell } from '../model/row'

/** Excel takes a file without it for the system's own encoding and garbles Chinese. */
const BOM = '\uFEFF'
const FORMULA = /^[=+\-@\t\r]/
/** `-12.5` and `+86 138 0013 8000` start like formulas and are none. */
const FIGURE = /^(?:[+-]?\d+(?:[.,]\d+)*%?|\+[\d ]+)$/

/** A text that a spreadsheet would run as a formula is marked as text; figures are left as they are. */
export const neutral = (text: string): string =>
  FORMULA.test(text) && !FIGURE.test(text) ? `'${text}` : text

function write(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = neutral(cell)
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows of cells → a CSV that Excel opens as it is: UTF-8 with BOM, commas, CRLF. */
export const toCsv = (rows: Cell[][]): string =>
  BOM + rows.map((row) => row.map(write).join(',') + '\r\n').join('')
