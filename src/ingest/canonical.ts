import type { Dialect } from './dialect'

/** The text that the engine always reads: no header, one line end, quotes where they are needed. */
const CANONICAL = { delimiter: ',', quote: '"', escape: '"', comment: '', cr: false } as const
export const canonicalOf = (dialect: Dialect): Dialect => ({
  ...dialect,
  ...CANONICAL,
  skip: 0,
  body: 0,
  headerRows: 0,
  end: '\n',
  ends: null,
})

const quoted = /[",\r\n]/
export const writeCell = (cell: string): string =>
  quoted.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
/** A row as RFC 4180 has it. A lone empty cell is quoted: an empty line would be no row. */
export const writeRow = (cells: string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""' : cells.map(writeCell).join(',')

const CHUNK = 1 << 20

/** Collects text as UTF-8 in pieces, so that no long string is held. */
export class Writer {
  private parts: Blob[] = []
  private held = ''
  write(text: string): void {
    this.held += text
    if (this.held.length > CHUNK) this.flush()
  }
  blob(type = ''): Blob {
    this.flush()
    return new Blob(this.parts, { type })
  }
  private flush(): void {
    if (this.held) this.parts.push(new Blob([this.held]))
    this.held = ''
  }
}
