import Papa from 'papaparse'
import { ident, type Engine } from '../engine/engine'
import { fieldOf } from '../model/entities'
import type { Dialect } from './dialect'
import type { ColumnMapping, Mapping } from './mapping'
import { beforeCuts, findBroken, findRecords, type Cut, type Place } from './records'
import type { Sample } from './sample'
import { columnName, stagedName } from './scan'
import { canonical } from './value'

/** A row that could not become part of the model: where it stands, why, and its own text. */
export interface SetAside {
  line: number
  /** Message key part: `setAside.<reason>`. */
  reason: 'columns' | 'value' | 'missing' | 'broken'
  column: string
  text: string
}
/** A cell that could not be read as its column's type and became empty; its row is kept. */
export interface UnreadCells {
  column: string
  count: number
  examples: string[]
}
/** Without these a row cannot stand: what its first entity requires, and the order's id however it is named. */
export const required = ({ target, wide }: ColumnMapping, { entities }: Mapping): boolean => {
  // Of a wide row each column is a row of its own, and a blank one is none.
  if (!target || wide) return false
  const [owner, name] = target.split('.')
  const own = owner === entities[0] || (entities.includes('orders') && name === 'order_id')
  return own && (fieldOf(target)?.required ?? false)
}

/** The engine keeps no more of a refused line. */
const KEPT = 10_000

const hasBrokenQuote = (line: string, { delimiter, quote }: Dialect): boolean =>
  Papa.parse(line, { delimiter, quoteChar: quote }).errors.some(({ type }) => type === 'Quotes')

/**
 * First lines of records whose open quote took further lines with it. The engine says where, but sometimes names the
 * record before the broken one, and then gives no place to the broken one at all: it is cut out too.
 */
export async function findSwallowing(engine: Engine, text: Blob, dialect: Dialect): Promise<Cut[]> {
  const rows = await engine.query<{ at: number; text: string }>(
    `SELECT line_byte_position - 1 AS at, max(csv_line) AS text FROM rejects
     WHERE error_type::VARCHAR IN ('UNQUOTED VALUE', 'LINE SIZE OVER MAXIMUM') GROUP BY 1 ORDER BY 1`,
  )
  const cuts = new Map<number, Cut>()
  for (const row of rows) {
    const line = row.text.replace(/^[\r\n]+/, '')
    if (row.text.length < KEPT && !/\n./.test(line) && hasBrokenQuote(line, dialect)) continue
    const start = row.at + row.text.length - line.length
    const broken = await findBroken(text, dialect, start)
    if (broken && (broken.spans || broken.cut.from !== start)) cuts.set(broken.cut.from, broken.cut)
  }
  return [...cuts.values()]
}

export interface Refused {
  /** Byte offset in the file. */
  at: number
  text: string
}

/** Records that the engine refused, by their place. It counts bytes from 1 and starts at the line end before. */
export async function refusedLines(
  engine: Engine,
  file: Blob,
  dialect: Dialect,
  cuts: Cut[],
): Promise<Refused[]> {
  const rows = await engine.query<{ at: number; text: string | null }>(
    'SELECT line_byte_position - 1 AS at, max(csv_line) AS text FROM rejects GROUP BY 1 ORDER BY 1',
  )
  const lines = rows.map(({ at, text }) => {
    const line = (text ?? '').replace(/^[\r\n]+/, '')
    const ends = (text ?? '').length - line.length
    return { at: beforeCuts(at + ends, cuts), text: line.replace(/[\r\n]+$/, '') }
  })
  const long = lines.filter(({ text }) => text.length >= KEPT - 2)
  if (!long.length) return lines
  const refused = new Set(long.map(({ at }) => at))
  const whole = await findRecords(file, dialect, { refused, taken: new Set(), cuts }, 1, Infinity)
  return lines.map(({ at, text }) => ({ at, text: whole.refused.get(at)?.text ?? text }))
}

type Verdict = Pick<SetAside, 'reason' | 'column'>

/** Refused lines, parsed by themselves and read cell by cell; what still does not fit is set aside. */
export async function rereadRefused(
  engine: Engine,
  table: string,
  refused: Refused[],
  sample: Sample,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
): Promise<{ failed: (Refused & Verdict)[]; kept: Refused[] }> {
  const failed: (Refused & Verdict)[] = []
  const kept: Refused[] = []
  const cells: (string | null)[][] = []
  // Columns that are still staged as text take the cell as it was; the others its canonical form.
  const present = await engine.query<{ name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_name = ?',
    [table],
  )
  const names = new Set(present.map(({ name }) => name))
  const isStaged = (column: ColumnMapping) => !names.has(columnName(column))
  for (const line of refused) {
    const row = readLine(line.text, sample, mapping, unread, isStaged)
    if ('reason' in row) failed.push({ ...line, ...row })
    else {
      kept.push(line)
      cells.push(row.cells)
    }
  }
  if (!kept.length) return { failed, kept }
  await engine.put(
    'reread',
    Object.fromEntries(mapping.columns.map((_, c) => [`c${c}`, cells.map((row) => row[c] ?? null)])),
  )
  const into = mapping.columns.map((column, i) =>
    ident(isStaged(column) ? stagedName(i) : columnName(column)),
  )
  const from = mapping.columns.map((column, i) =>
    isStaged(column) ? `c${i}` : `try_cast(c${i} AS ${column.type})`,
  )
  await engine.run(`INSERT INTO ${ident(table)} (${into.join(', ')}) SELECT ${from.join(', ')} FROM reread`)
  await engine.run('DROP TABLE reread')
  return { failed, kept }
}

function readLine(
  text: string,
  sample: Sample,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
  isStaged: (column: ColumnMapping) => boolean,
): { cells: (string | null)[] } | Verdict {
  const width = mapping.columns.length
  const cells = cellsOf(text, sample.dialect, width)
  if (!cells) return { reason: 'broken', column: '' }
  if (cells.slice(width).some((cell) => cell.trim() !== '')) return { reason: 'columns', column: '' }
  if (cells.length <= 1 && width > 2) return { reason: 'broken', column: '' }
  const bad = mapping.columns.find(
    (column) =>
      required(column, mapping) && canonical(cells[column.index] ?? '', column.reading) === undefined,
  )
  if (bad) return { reason: 'value', column: bad.header }
  const out = mapping.columns.map((column) => {
    const cell = cells[column.index] ?? ''
    if (isStaged(column)) return cell
    const value = canonical(cell, column.reading)
    if (value === undefined) noteUnread(unread, column.header, cell)
    return value ?? null
  })
  return { cells: out }
}

/** Cells of a refused line; null where its quotes leave no one way to read it. */
function cellsOf(text: string, { delimiter, quote }: Dialect, width: number): string[] | null {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, quoteChar: quote })
  if (data.length <= 1 && !errors.some(({ type }) => type === 'Quotes')) return data[0] ?? []
  const cells = text.includes('\n') ? null : laxCells(text, delimiter, quote)
  return cells?.length === width ? cells : null
}

/** `"24" screen"` means what it shows: a quote closes only before a delimiter or the end. */
function laxCells(text: string, delimiter: string, quote: string): string[] | null {
  const cells: string[] = []
  for (let at = 0; at <= text.length; at += delimiter.length) {
    const quoted = text[at] === quote
    let end = quoted ? text.indexOf(quote + delimiter, at + 1) : text.indexOf(delimiter, at)
    if (end < 0)
      end = quoted && (at + 1 >= text.length || !text.endsWith(quote)) ? -1 : text.length - Number(quoted)
    if (end < 0) return null
    cells.push(quoted ? text.slice(at + 1, end).replaceAll(quote + quote, quote) : text.slice(at, end))
    at = end + Number(quoted)
  }
  return cells
}

/** Why a row without a cell that it needs is set aside: the cell is empty, or cannot be read. */
export function judge(place: Place, sample: Sample, mapping: Mapping): SetAside {
  const { delimiter, quote } = sample.dialect
  const cells = Papa.parse<string[]>(place.text, { delimiter, quoteChar: quote }).data[0] ?? []
  const read = (column: ColumnMapping) => canonical(cells[column.index] ?? '', column.reading)
  const needed = mapping.columns.filter((column) => required(column, mapping))
  const unreadable = needed.find((column) => read(column) === undefined)
  const empty = needed.find((column) => read(column) === null)
  return {
    ...place,
    reason: unreadable ? 'value' : 'missing',
    column: (unreadable ?? empty ?? needed[0])?.header ?? '',
  }
}

export function noteUnread(unread: Map<string, UnreadCells>, column: string, cell: string, count = 1): void {
  const entry = unread.get(column) ?? { column, count: 0, examples: [] }
  entry.count += count
  if (entry.examples.length < 3 && !entry.examples.includes(cell)) entry.examples.push(cell)
  unread.set(column, entry)
}
