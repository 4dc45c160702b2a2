import { ident, type Engine } from '../engine/engine'
import { fieldOf } from '../model/entities'
import type { Body } from './body'
import { apartOf, type Apart } from './kind'
import type { ColumnMapping, Mapping } from './mapping'
import { findRecords, locate, readText, type Place } from './records'
import type { Sample } from './sample'
import { columnName, stagedName } from './scan'
import { widen } from './infer/date'
import { canonical, isError } from './value'

/** A row that could not become part of the model: where it stands, why, and its own text. */
export interface SetAside {
  line: number
  /** Message key part: `setAside.<reason>`. */
  reason: 'columns' | 'value' | 'missing' | 'broken' | 'comment' | 'erased' | Apart
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
export const required = ({ target, wide, why }: ColumnMapping, { entities }: Mapping): boolean => {
  // Of a wide row each column is a row of its own, and a blank one is none.
  if (!target || wide) return false
  const [owner, name] = target.split('.')
  // Where a spreadsheet has destroyed the numbers of orders, who bought when tells them.
  if (entities.includes('orders') && name === 'order_id' && why?.key === 'destroyed') return false
  const own = owner === entities[0] || (entities.includes('orders') && name === 'order_id')
  return own && (fieldOf(target)?.required ?? false)
}

/** The engine keeps no more of a refused line. */
const KEPT = 10_000

export interface Refused {
  /** Byte offset in the file. */
  at: number
  text: string
}

/** Records that the engine refused, by their place. It counts bytes from 1 and starts at the line end before. */
export async function refusedLines(engine: Engine, { text, dialect }: Body): Promise<Refused[]> {
  const rows = await engine.query<{ at: number; text: string | null }>(
    'SELECT line_byte_position - 1 AS at, max(csv_line) AS text FROM rejects GROUP BY 1 ORDER BY 1',
  )
  const lines = rows.map(({ at, text }) => {
    const line = (text ?? '').replace(/^[\r\n]+/, '')
    return { at: at + (text ?? '').length - line.length, text: line.replace(/[\r\n]+$/, '') }
  })
  const long = lines.filter(({ text }) => text.length >= KEPT - 2)
  if (!long.length) return lines
  const refused = new Set(long.map(({ at }) => at))
  const whole = await findRecords(locate(text, dialect, 1, Infinity), { refused, taken: new Set() })
  return lines.map(({ at, text }) => ({ at, text: whole.refused.get(at)?.text ?? text }))
}

/**
 * Whether the engine's refusals show that it cuts the file wrongly: quotes that are not in order, records that took
 * lines of others with them, or another table below the first.
 */
export async function isMiscut(engine: Engine, refused: Refused[], sample: Sample): Promise<boolean> {
  const [quotes] = await engine.query<{ n: number }>(
    `SELECT count(*) AS n FROM rejects WHERE error_type::VARCHAR IN ('UNQUOTED VALUE', 'LINE SIZE OVER MAXIMUM')`,
  )
  if (quotes?.n) return true
  const { dialect, written, shapes } = sample
  return refused.some(({ text }) => {
    const { cells } = readText(text, null, sample)
    if (cells.length !== dialect.width && /\n/.test(text)) return true
    return apartOf(cells, written, shapes, 1) === 'table'
  })
}

type Verdict = Pick<SetAside, 'reason' | 'column'>

/** Refused lines, parsed by themselves and read cell by cell; what still does not fit is set aside. */
export async function rereadRefused(
  engine: Engine,
  table: string,
  refused: Refused[],
  sample: Sample,
  mapping: Mapping,
  body: Body,
  unread: Map<string, UnreadCells>,
): Promise<{ failed: (Refused & Verdict)[]; kept: Refused[] }> {
  const failed: (Refused & Verdict)[] = []
  const kept: Refused[] = []
  const cells: (string | null)[][] = []
  if (!refused.length) return { failed, kept }
  // Columns that are still staged as text take the cell as it was; the others its canonical form.
  const present = await engine.query<{ name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_name = ?',
    [table],
  )
  const names = new Set(present.map(({ name }) => name))
  const isStaged = (column: ColumnMapping) => !names.has(columnName(column))
  widenRefused(refused, { ...sample, dialect: body.dialect }, mapping, isStaged)
  for (const line of refused) {
    const row = readLine(line.text, { ...sample, dialect: body.dialect }, mapping, unread, isStaged)
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

/** Lines enough to see in which other forms their dates are written. */
const LOOKED = 1000

/** Dates in another form than the sample's are no reason to refuse a row. */
function widenRefused(
  refused: Refused[],
  sample: Sample,
  mapping: Mapping,
  isStaged: (column: ColumnMapping) => boolean,
): void {
  const dates = mapping.columns.filter(
    (column) => column.target && column.reading.as === 'date' && !isStaged(column),
  )
  if (!dates.length) return
  const lines = refused.slice(0, LOOKED).map(({ text }) => readText(text, null, sample).cells)
  for (const column of dates)
    widenColumn(
      column,
      lines.map((cells) => cells[column.index] ?? ''),
      sample,
    )
}

const KNOWN = 300
/** Whether cells that a column's reading does not take are dates of other forms; then it takes them from now on. */
export function widenColumn(column: ColumnMapping, cells: string[], { rows }: Sample): boolean {
  const { reading, why } = column
  if (reading.as !== 'date' || why?.key === 'chosen') return false
  const unread = [...new Set(cells)].filter(
    (cell) => canonical(cell, reading) === undefined && !isError(cell),
  )
  if (!unread.length) return false
  const known = rows
    .map((row) => row[column.index] ?? '')
    .filter((cell) => typeof canonical(cell, reading) === 'string')
  const step = Math.max(1, Math.ceil(known.length / KNOWN))
  const wider = widen(
    reading,
    unread,
    known.filter((_, i) => i % step === 0),
  )
  if (wider) column.reading = wider
  return wider !== null
}

function readLine(
  text: string,
  sample: Sample,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
  isStaged: (column: ColumnMapping) => boolean,
): { cells: (string | null)[] } | Verdict {
  const width = mapping.columns.length
  const { cells } = readText(text, null, sample)
  const apart = apartOf(cells, sample.written, sample.shapes, 0)
  if (apart) return { reason: apart, column: '' }
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
    if (value === undefined || (value === null && isError(cell) && !required(column, mapping)))
      noteUnread(unread, column.header, cell)
    return value ?? null
  })
  return { cells: out }
}

/** Why a row without a cell that it needs is set aside: the cell is empty, or cannot be read. */
export function judge(place: Place, sample: Sample, mapping: Mapping): SetAside {
  const { cells } = readText(place.text, null, sample)
  const apart = apartOf(cells, sample.written, sample.shapes, 0)
  if (apart) return { ...place, reason: apart, column: '' }
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
