import * as XLSX from '@e965/xlsx'
import { splitCells } from '../../src/ingest/cells'
import { isTotal } from '../../src/ingest/kind'
import { takeSample } from '../../src/ingest/sample'
import { unpack } from '../../src/ingest/unpack'
import { spansOf } from '../../src/ingest/walk'
import { seeded } from '../../src/stats/random'

/** A table as its cells, and the lines around it, so that it can be written anew in other ways. */
export interface Table {
  name: string
  /** Lines before the header: a title, a note on the unit. */
  above: string[]
  header: string[][]
  rows: string[][]
  /** Sums and notes after the rows. */
  below: string[][]
  delimiter: string
}

const cell = (delimiter: string) => (text: string) =>
  /["\r\n]|^\s|\s$/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text

export function write({ above, header, rows, below, ...own }: Table, delimiter = own.delimiter): string {
  const lines = [...header, ...rows, ...below].map((row) => row.map(cell(delimiter)).join(delimiter))
  return [...above, ...lines].join('\n') + '\n'
}
export const text = (table: Table, delimiter?: string): Blob => new Blob([write(table, delimiter)])

export function workbook({ above, header, rows, below, delimiter }: Table): Blob {
  const titles = above.map((line) => line.split(delimiter))
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([...titles, ...header, ...rows, ...below]), 'A')
  return new Blob([XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer])
}
/** What no cell of a workbook holds. */
const LONGEST_CELL = 32_767
export const fitsWorkbook = ({ rows }: Table): boolean =>
  rows.every((row) => row.every((each) => each.length <= LONGEST_CELL))

export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = seeded(seed)
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}
/** @param lead columns that stay before the others */
export function columnsShuffled(table: Table, seed: number, lead: number[] = []): Table {
  const others = [...table.header[0]!.keys()].filter((at) => !lead.includes(at))
  const places = [...lead, ...shuffled(others, seed)]
  const row = (cells: string[]) => places.map((at) => cells[at] ?? '')
  return { ...table, header: table.header.map(row), rows: table.rows.map(row) }
}

/** The table cut after some row; what stands around it stands around both parts, and its sums at its end. */
export const cutAt = (table: Table, at: number): [Table, Table] => {
  const part = (rows: string[][], n: number, below: string[][]): Table => ({
    ...table,
    name: table.name.replace(/(\.\w+)?$/, `-${n}$1`),
    rows,
    below,
  })
  return [part(table.rows.slice(0, at), 1, []), part(table.rows.slice(at), 2, table.below)]
}

/** A file as its table; null where it is none, such as one with remarks among its rows, or of several tables. */
export async function tableOf(file: Blob, name: string): Promise<Table | null> {
  const { parts } = await unpack(file, name)
  const [part] = parts
  if (!part || parts.length > 1) return null
  const sample = await takeSample(part.text, name, part.format === 'text' ? {} : { delimiter: ',' }).catch(
    () => null,
  )
  if (!sample) return null
  const { dialect, encoding } = sample
  const content = new TextDecoder(encoding.encoding)
    .decode(await part.text.arrayBuffer())
    .replaceAll(/[\0\uFEFF]/g, '')
  const bytes = new TextEncoder().encode(content)
  const decoder = new TextDecoder()
  const spans = spansOf(bytes, dialect, Infinity)
  const records = spans
    .map(({ at, length, line }) => ({
      line,
      cells: splitCells(decoder.decode(bytes.subarray(at, at + length)), dialect),
    }))
    .filter(({ cells }) => cells.length > 1 || cells[0]!.trim() !== '')
  const within = (from: number, to: number) =>
    records.filter(({ line }) => line > from && line <= to).map(({ cells }) => cells)
  const header = within(dialect.skip, dialect.body)
  const body = within(dialect.body, Infinity)
  const width = header[0]?.length
  const isFull = (row: string[]) =>
    row.length === width && row.filter((each) => each.trim() !== '').length * 3 >= width && !isTotal(row)
  const end = body.findLastIndex(isFull) + 1
  const rows = body.slice(0, end)
  if (spans.some(({ comment }) => comment) || rows.some((row) => row.length !== width)) return null
  const above = content.split(/\r\n|\n|\r/, dialect.skip)
  return { name, above, header, rows, below: body.slice(end), delimiter: dialect.delimiter }
}
