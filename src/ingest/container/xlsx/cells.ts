import { AppError } from '../../../model/error'
import { SHEET_COLUMNS, SHEET_ROWS, tooWide } from '../meter'
import { isRounded, roundedText, serialText, type Style } from '../style'
import type { Rounded, Row } from '../sheet'
import { textOf, unescape } from './xml'

const [SPACE, QUOTE] = [32, 34]

/** What cells refer to: texts they share, and what their number format means. */
export interface Shared {
  strings: string[]
  styles: Style[]
  /** Days to add to a serial number: 1462 where the workbook counts from 1904. */
  shift: number
}

/** The rows of a stretch of sheet XML. `prefix` is that of its vocabulary, mostly none. */
export class Cells {
  readonly rounded = new Map<number, Rounded>()
  private next = 0

  constructor(
    private readonly shared: Shared,
    private readonly prefix: string,
    private readonly visit: (row: Row) => void,
  ) {}

  read(xml: string): void {
    const [open, close] = [`<${this.prefix}row`, `</${this.prefix}row>`]
    for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at)) {
      const body = xml.indexOf('>', at) + 1
      if (!body) return
      // The sheet's breaks have a name that begins alike.
      if (!' >/'.includes(xml.charAt(at + open.length))) {
        at = body
        continue
      }
      const number = Number(attribute(xml, at, body, 'r'))
      const index = number > 0 ? number - 1 : this.next
      if (index >= SHEET_ROWS) throw new AppError('file.damaged', { file: '', kind: 'XLSX' })
      this.next = index + 1
      const empty = xml.charAt(body - 2) === '/'
      const end = empty ? body : xml.indexOf(close, body)
      at = end < 0 ? xml.length : end
      if (!empty) this.row(xml.slice(body, at), index)
    }
  }

  private row(xml: string, at: number): void {
    const row: Row = { at, cells: [], numbers: [] }
    const [open, close] = [`<${this.prefix}c`, `</${this.prefix}c>`]
    let column = -1
    for (let from = xml.indexOf(open); from >= 0; from = xml.indexOf(open, from)) {
      const body = xml.indexOf('>', from) + 1
      if (!body) break
      const reference = attribute(xml, from, body, 'r')
      column = reference ? columnOf(reference) : column + 1
      if (column >= SHEET_COLUMNS) throw tooWide(column + 1)
      const empty = xml.charAt(body - 2) === '/'
      const end = empty ? body : xml.indexOf(close, body)
      const stop = end < 0 ? xml.length : end
      if (!empty) while (row.cells.length < column) row.cells.push('')
      if (!empty) this.cell(row, column, xml.slice(body, stop), xml, from, body)
      from = stop
    }
    for (let i = 0; i < row.cells.length; i++) row.cells[i] ??= ''
    this.visit(row)
  }

  private cell(row: Row, column: number, content: string, xml: string, from: number, body: number): void {
    const type = attribute(xml, from, body, 't')
    if (type === 'inlineStr') {
      row.cells[column] = textOf(content)
      return
    }
    const value = valueOf(content, this.prefix)
    if (!value) return
    if (type === 's') row.cells[column] = this.shared.strings[Number(value)] ?? ''
    else if (type === 'b') row.cells[column] = value === '1' || value === 'true' ? 'true' : 'false'
    else if (type === 'd') row.cells[column] = value.replace('T', ' ').replace(/(\.\d+)?Z?$/, '')
    else if (type && type !== 'n') row.cells[column] = unescape(value)
    else this.number(row, column, Number(value), Number(attribute(xml, from, body, 's') || 0))
  }

  private number(row: Row, column: number, value: number, style: number): void {
    const meant = this.shared.styles[style] ?? { kind: 'number', zeros: 0 }
    if (isRounded(value, meant)) {
      const text = roundedText(value)
      const noted = this.rounded.get(column)
      if (noted) noted.count++
      else this.rounded.set(column, { column, count: 1, example: text })
      row.cells[column] = text
      return
    }
    row.cells[column] = serialText(value, meant, this.shared.shift)
    row.numbers[column] = meant.kind === 'number' && !meant.zeros
  }
}

/** An attribute of one letter; quoted as every writer of sheets does. */
function attribute(xml: string, from: number, to: number, letter: string): string {
  const code = letter.charCodeAt(0)
  for (let i = from + 2; i < to - 3; i++) {
    if (xml.charCodeAt(i) !== code || xml.charCodeAt(i - 1) !== SPACE || xml.charAt(i + 1) !== '=') continue
    const mark = xml.charAt(i + 2)
    if (xml.charCodeAt(i + 2) !== QUOTE && mark !== "'") continue
    return xml.slice(i + 3, xml.indexOf(mark, i + 3))
  }
  return ''
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

function valueOf(content: string, prefix: string): string {
  const open = content.indexOf(`<${prefix}v`)
  if (open < 0) return ''
  const from = content.indexOf('>', open) + 1
  const to = content.indexOf('<', from)
  return to < 0 ? '' : content.slice(from, to)
}
