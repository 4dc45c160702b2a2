import type { Cell } from '../model/row'

/** Excel counts characters; a Chinese one is as wide as two. */
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char > '\u2E7F' ? 2 : 1), 0)
const DAY = /^\d{4}-\d{2}-\d{2}$/
/** Days since the day that Excel counts from. */
const serial = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 864e5) + 25_569
/** A sum without the digits that no double can be trusted with. */
const trusted = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)))
/** Longer texts are cut by Excel itself, with an error. */
const LONGEST = 32_767

/**
 * Rows of cells, the head first → a workbook of one sheet (XLSX). Cells are typed: figures are numbers, texts are texts
 * whatever they begin with, and in the columns of `days` a day (`YYYY-MM-DD`) is a date.
 */
export async function toXlsx(rows: Cell[][], name: string, days: ReadonlySet<number>): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx')
  const [head = []] = rows
  const sheet: Record<string, unknown> = {}
  rows.forEach((cells, r) =>
    cells.forEach((cell, c) => {
      if (cell === null) return
      const at = utils.encode_cell({ r, c })
      if (typeof cell === 'number') sheet[at] = { t: 'n', v: trusted(cell) }
      else if (typeof cell === 'boolean') sheet[at] = { t: 'b', v: cell }
      else if (r && days.has(c) && DAY.test(cell)) sheet[at] = { t: 'n', v: serial(cell), z: 'yyyy-mm-dd' }
      else sheet[at] = { t: 's', v: cell.slice(0, LONGEST) }
    }),
  )
  const last = { r: Math.max(0, rows.length - 1), c: Math.max(0, head.length - 1) }
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: last })
  sheet['!autofilter'] = { ref: sheet['!ref'] }
  sheet['!cols'] = head.map((_, c) => ({
    wch: Math.min(60, 2 + Math.max(...rows.slice(0, 200).map((cells) => widthOf(String(cells[c] ?? ''))))),
  }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name.replace(/[\\/?*[\]:]/g, '_').slice(0, 31) || 'Sheet1')
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer)
}
