import { SHEET_ROWS, type Meter } from './meter'
import { Table } from './table'

/** One row of a sheet: its number from 0, its cells as text, and which of them are plain numbers. */
export interface Row {
  at: number
  cells: string[]
  numbers: boolean[]
}
/** Cells shown as one, first and last row and column included. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}
/** A number of more than 15 figures, whose last ones the spreadsheet has lost. */
export interface Rounded {
  column: number
  count: number
  example: string
}
/** A sheet that can be read more than once, because what is merged stands behind its rows. */
export interface Sheet {
  name: string
  hidden: boolean
  read(visit: (row: Row) => void): Promise<{ merges: Merge[]; rounded: Rounded[] }>
}
export interface Laid {
  text: Blob
  rows: number
  columns: number
  /** By the heading or the letter of the column. */
  rounded: { column: string; count: number; example: string }[]
}

/** Rows in which headings stand. */
const TOP = 12

/**
 * A sheet → delimited text. Columns and rows before the first cell are left out; blank rows between stay blank lines.
 * @throws AppError `file.tooWide`, `file.tooBig`
 */
export async function layOut(sheet: Sheet, meter: Meter): Promise<Laid> {
  const table = new Table(meter)
  const top: Row[] = []
  const headings: string[] = []
  let left = Infinity
  let next = -1
  const place = (into: Table, { at, cells }: Row, from: number) => {
    if (next < 0) next = at
    if (at - next > SHEET_ROWS) throw new RangeError(`row ${at}`)
    for (; next < at; next++) into.row([])
    next = at + 1
    into.row(from ? cells.slice(from) : cells)
  }
  const { merges, rounded } = await sheet.read((row) => {
    const first = row.cells.findIndex(Boolean)
    if (first < 0) return
    left = Math.min(left, first)
    if (top.length < TOP) top.push(row)
    for (let i = first; i < row.cells.length; i++)
      if (row.cells[i] && !row.numbers[i]) headings[i] ??= row.cells[i]!
    place(table, row, 0)
  })
  const fills = new Fills(merges, top, table.width, next)
  let laid = table
  if (left > 0 && left < Infinity ? true : fills.some) {
    laid = new Table(meter)
    next = -1
    await sheet.read((row) => {
      fills.fill(row)
      if (row.cells.some(Boolean)) place(laid, row, left)
    })
  }
  return {
    text: await laid.text(),
    rows: laid.rows,
    columns: laid.width,
    rounded: rounded.map(({ column, count, example }) => ({
      column: headings[column] ?? letters(column),
      count,
      example,
    })),
  }
}

/**
 * What merged cells say for each cell they cover. Down the rows a text or a date holds for every row (a region beside its
 * customers, an order beside its lines), but a number does not: it is shared by the rows, and repeating it would count it
 * several times. Across the columns only a heading over other headings is repeated; a title or a total is not.
 */
class Fills {
  private readonly down = new Map<number, number[]>()
  private readonly across = new Map<number, Merge[]>()
  private readonly held = new Map<number, string>()

  constructor(merges: Merge[], top: Row[], width: number, rows: number) {
    const below = new Map(top.map((row) => [row.at, row]))
    let room = rows * width
    for (const merge of merges) {
      const last = Math.min(merge.bottom, rows - 1)
      room -= Math.max(0, last - merge.top)
      // Merged cells lie beside one another.
      if (room < 0) throw new RangeError('merged cells lie on one another')
      for (let at = merge.top; at <= last && merge.bottom > merge.top; at++) {
        const columns = this.down.get(at)
        if (columns) columns.push(merge.left)
        else this.down.set(at, [merge.left])
      }
      const span = merge.right - merge.left + 1
      const under = below.get(merge.bottom + 1)
      if (span < 2 || span >= width || !below.has(merge.top) || !under) continue
      const cells = under.cells.slice(merge.left, merge.right + 1)
      const named = cells.length === span && cells.every((cell, i) => cell && !under.numbers[merge.left + i])
      if (!named) continue
      const others = this.across.get(merge.top)
      if (others) others.push(merge)
      else this.across.set(merge.top, [merge])
    }
    this.starts = new Set(
      merges.filter(({ top, bottom }) => bottom > top).map(({ top, left }) => `${top} ${left}`),
    )
  }
  private readonly starts: Set<string>

  get some(): boolean {
    return this.down.size + this.across.size > 0
  }

  fill({ at, cells, numbers }: Row): void {
    for (const column of this.down.get(at) ?? [])
      if (this.starts.has(`${at} ${column}`))
        this.held.set(column, numbers[column] ? '' : (cells[column] ?? ''))
      else if (!cells[column]) cells[column] = this.held.get(column) ?? ''
    for (const { left, right } of this.across.get(at) ?? [])
      for (let column = left + 1; column <= right; column++) cells[column] ||= cells[left] ?? ''
    for (let i = 0; i < cells.length; i++) cells[i] ??= ''
  }
}

/** 0 → A, 26 → AA. */
function letters(column: number): string {
  let text = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    text = String.fromCharCode(65 + ((n - 1) % 26)) + text
  return text
}
