import { writeCell } from '../canonical'
import { MOST_COLUMNS, SHEET_COLUMNS, tooWide, type Meter } from './meter'

const BLOCK = 1 << 20

/** A cell as RFC 4180 writes it; a line break inside it becomes LF, so that CRLF only ever ends a row. */
const cellText = (text: string): string =>
  writeCell(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

/**
 * Rows of cells, with holes or without → delimited text (RFC 4180, UTF-8, comma, CRLF), a megabyte at a time. Rows may grow: those that turn out
 * short of the widest one are filled up with empty cells at the end, and a row without any cell is a blank line.
 */
export class Table {
  /** Rows with at least one cell that says something. */
  rows = 0
  /** Cells of the widest row. */
  width = 0
  private blocks: { text: Blob; width: number; rows: number }[] = []
  private lines: string[] = []
  private widths: number[] = []
  private waiting = 0

  constructor(private readonly meter: Meter) {}

  /** @throws AppError `file.tooWide`, `file.tooBig` */
  row(cells: readonly string[]): void {
    let width = cells.length
    while (width && !cells[width - 1]) width--
    if (width > SHEET_COLUMNS) throw tooWide(width)
    if (width) this.rows++
    this.width = Math.max(this.width, width)
    let line = ''
    let last = 0
    for (let i = 0; i < width; i++) {
      const cell = cells[i]
      if (!cell) continue
      line += ','.repeat(i - last) + cellText(cell)
      last = i
    }
    this.lines.push(line)
    this.widths.push(width)
    this.waiting += line.length + 2
    if (this.waiting > BLOCK) this.flush()
  }

  /**
   * The text of all rows, under a header where their names are not among them.
   * @throws AppError `file.tooWide`, `file.tooBig`
   */
  async text(header?: readonly string[]): Promise<Blob> {
    if (header) this.width = Math.max(this.width, header.length)
    if (this.width > MOST_COLUMNS) throw tooWide(this.width)
    this.flush()
    const parts: BlobPart[] = []
    if (header) parts.push(`${header.map(cellText).join(',')}${','.repeat(this.width - header.length)}\r\n`)
    for (const { text, width, rows } of this.blocks) {
      this.meter.take(rows * (this.width - width))
      parts.push(width < this.width ? widened(await text.text(), this.width - width) : text)
    }
    this.blocks = []
    return new Blob(parts)
  }

  private flush(): void {
    const rows = this.widths.filter(Boolean).length
    this.meter.take(this.waiting + this.widths.reduce((sum, width) => sum + (width && this.width - width), 0))
    let text = ''
    this.lines.forEach((line, i) => {
      const width = this.widths[i]!
      text += width ? `${line}${','.repeat(this.width - width)}\r\n` : '\r\n'
    })
    if (text) this.blocks.push({ text: new Blob([text]), width: this.width, rows })
    this.lines = []
    this.widths = []
    this.waiting = 0
  }
}

const widened = (text: string, by: number): string => {
  const cells = ','.repeat(by)
  return text
    .split('\r\n')
    .map((line) => (line ? line + cells : line))
    .join('\r\n')
}
