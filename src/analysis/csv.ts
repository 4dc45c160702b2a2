import Papa from 'papaparse'
import { numberText } from '../model/plain'
import type { Cell } from '../model/row'

/** Excel takes a file without it for the system's own encoding and garbles Chinese. */
const BOM = '\uFEFF'
/**
 * What a spreadsheet would run as a formula, in full width too; `-12.5`, `+12%`, `+86 138 0013 8000` and
 * `+86-138-0013-8000` begin like one and are none.
 */
const FORMULA = /^(?![+-]?\d+(?:[.,]\d+)*%?$|\+\d[\d -]*$)[=+\-@\t\r＝＋－＠]/

/** Rows of cells → a CSV (RFC 4180) that Excel opens as it is: UTF-8 with BOM, commas, CRLF, formulas marked as text. */
export const toCsv = (rows: Cell[][]): string =>
  rows.length
    ? `${BOM}${Papa.unparse(rows.map(plain), { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`
    : BOM

/** Sums without the digits that no double can be trusted with: 13929.81, not 13929.810000000001. */
const plain = (cells: Cell[]): Cell[] =>
  cells.map((cell) => (typeof cell === 'number' ? numberText(cell) : cell))
