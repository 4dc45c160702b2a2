import { writeCell } from '../canonical'

const BLOCK = 1 << 20

/** A cell as RFC 4180 writes it; a line break inside it becomes LF, so that CRLF only ever ends a row. */
const cellText = (text: string): string =>
  writeCell(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

/**
 * Rows of cells → delimited text (RFC 4180, UTF-8, comma, CRLF), a megabyte at a time. Rows may grow: those that turn out
 * short of the widest one are filled up with empty cells at the end, and a row without any cell is a blank line.
 */
export class Table {
  /** Rows with at least one cell that says something. */
  rows = 0
  /** Cells of the widest row. */
  width = 0
  private blocks: { text: Blob; width: number }[] = []
  private lines: string[] = []
  private widths: number[] = []
  private waiting = 0

  row(cells: readonly string[]): void {
    let width = cells.length
    while (width && !cells[width - 1]) width--
    if (width) this.rows++
    this.width = Math.max(this.width, width)
    let line = ''
    for (let i = 0; i < width; i++) line += (i ? ',' : '') + cellText(cells[i] ?? '')
    this.lines.push(line)
    this.widths.push(width)
    this.waiting += line.length + 2
    if (this.waiting > BLOCK) this.flush()
  }

  /** The text of all rows, under a header where their names are not among them. */
  async text(header?: readonly string[]): Promise<Blob> {
    if (header) this.width = Math.max(this.width, header.length)
    this.flush()
    const parts: BlobPart[] = []
    if (header) parts.push(`${header.map(cellText).join(',')}${','.repeat(this.width - header.length)}\r\n`)
    for (const { text, width } of this.blocks)
      parts.push(width < this.width ? widened(await text.text(), this.width - width) : text)
    this.blocks = []
    return new Blob(parts)
  }

  private flush(): void {
    let text = ''
    this.lines.forEach((line, i) => {
      const width = this.widths[i]!
      text += width ? `${line}${','.repeat(this.width - width)}\r\n` : '\r\n'
    })
    if (text) this.blocks.push({ text: new Blob([text]), width: this.width })
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
