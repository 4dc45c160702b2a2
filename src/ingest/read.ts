import Papa from 'papaparse'
import { ident, literal, type Engine } from '../engine/engine'
import { fieldOf } from '../model/entities'
import type { Sample } from './sample'
import type { ColumnMapping, Mapping } from './mapping'
import { canonical, DATE_FORMATS, MISSING, readingSql } from './value'

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
export interface ReadResult {
  rowsRead: number
  setAside: SetAside[]
  unread: UnreadCells[]
}

/** Name of a column in the source table: its target, or its header behind a mark that no target has. */
export const columnName = (column: ColumnMapping): string => column.target ?? attributeName(column.header)
export const attributeName = (header: string): string => `#${header}`

const required = (column: ColumnMapping): boolean =>
  !!column.target && (fieldOf(column.target)?.required ?? false)

/** More rejected rows than this and reading each by itself would cost more than reading the file as text. */
const MOST_REJECTS = 20_000

/**
 * One pass of `read_csv` with explicit dialect and types into `table`. Rows that do not fit are re-read one by one;
 * where the sample was wrong about a column altogether, the file is read as text once more.
 * @throws AppError `engine.query`, `engine.memory`, `cancelled`
 */
export async function readCsv(
  engine: Engine,
  path: string,
  table: string,
  sample: Sample,
  mapping: Mapping,
  signal?: AbortSignal,
): Promise<ReadResult> {
  const plan = mapping.columns.map((column) => ({ column, native: nativeType(column, mapping) }))
  const rejects = await scan(engine, path, table, sample, plan, signal)
  if (rejects > MOST_REJECTS) {
    await scan(
      engine,
      path,
      table,
      sample,
      plan.map(({ column }) => ({ column, native: null })),
      signal,
    )
  }
  const unread = new Map<string, UnreadCells>()
  const failed = await rereadRejects(engine, table, sample, mapping, unread)
  const staged = await typeStaged(engine, table, plan, rejects > MOST_REJECTS, unread, signal)
  const [{ n } = { n: 0 }] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${ident(table)}`)
  const setAside = [...failed, ...staged]
  return { rowsRead: n + setAside.length, setAside, unread: [...unread.values()] }
}

type Plan = { column: ColumnMapping; native: string | null }[]

/** The type that DuckDB's reader can make of the column in passing, or null: read as text and typed after. */
function nativeType(column: ColumnMapping, mapping: Mapping): string | null {
  const { reading, type } = column
  if (reading.as === 'text') return 'VARCHAR'
  if (reading.as === 'number') return reading.plain && reading.decimal === decimalMark(mapping) ? type : null
  if (reading.as === 'date')
    return DATE_FORMATS.find((f) => f.format === reading.format)?.native ? type : null
  return null
}

/** `decimal_separator` holds for the whole file: a comma only where no number column has a point. */
function decimalMark(mapping: Mapping): '.' | ',' {
  const marks = mapping.columns.flatMap(({ reading }) =>
    reading.as === 'number' && reading.plain ? [reading.decimal] : [],
  )
  return marks.includes(',') &&
    !mapping.columns.some(
      ({ reading }) => reading.as === 'number' && reading.decimal === '.' && !reading.plain,
    ) &&
    commaOnly(mapping)
    ? ','
    : '.'
}
const commaOnly = (mapping: Mapping): boolean =>
  mapping.columns.some(({ reading }) => reading.as === 'number' && reading.decimal === ',')

async function scan(
  engine: Engine,
  path: string,
  table: string,
  sample: Sample,
  plan: Plan,
  signal?: AbortSignal,
): Promise<number> {
  const { dialect } = sample
  const columns = plan.map(({ native }, i) => `'c${i}': ${literal(native ?? 'VARCHAR')}`).join(', ')
  const decimal = plan.some(
    ({ column, native }) => native && column.reading.as === 'number' && column.reading.decimal === ',',
  )
    ? ','
    : '.'
  const select = plan.map(
    ({ column, native }, i) => `c${i} AS ${ident(native ? columnName(column) : stagedName(i))}`,
  )
  await engine.run(`DROP TABLE IF EXISTS ${ident(table)}`)
  await engine.run('DROP TABLE IF EXISTS rejects; DROP TABLE IF EXISTS reject_files')
  await engine.run(
    `CREATE TABLE ${ident(table)} AS SELECT ${select.join(', ')} FROM read_csv(${literal(path)},
      auto_detect = false, header = true, skip = ${dialect.skip}, delim = ${literal(dialect.delimiter)},
      quote = ${literal(dialect.quote)}, escape = ${literal(dialect.quote)}, columns = {${columns}},
      nullstr = [${missingSeen(sample).map(literal).join(', ')}], decimal_separator = ${literal(decimal)},
      store_rejects = true, rejects_table = 'rejects', rejects_scan = 'reject_files', rejects_limit = 0,
      strict_mode = false, max_line_size = 8388608)`,
    signal,
  )
  const [{ n } = { n: 0 }] = await engine.query<{ n: number }>(
    'SELECT count(DISTINCT line) AS n FROM rejects',
  )
  return n
}

const stagedName = (index: number): string => `staged ${index}`

/** Only the words for "missing" that the sample shows, so that a customer may be called "Na". */
function missingSeen(sample: Sample): string[] {
  const seen = new Set(sample.rows.flat())
  return MISSING.filter((word) => word === '' || seen.has(word))
}

/** Rejected lines, parsed by themselves and read cell by cell; what still does not fit is set aside. */
async function rereadRejects(
  engine: Engine,
  table: string,
  sample: Sample,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
): Promise<SetAside[]> {
  const lines = await engine.query<{ line: number; text: string | null; error: string }>(
    'SELECT line, max(csv_line) AS text, min(error_type::VARCHAR) AS error FROM rejects GROUP BY line ORDER BY line',
  )
  if (!lines.length) return []
  const setAside: SetAside[] = []
  const kept: (string | null)[][] = []
  for (const { line, text, error } of lines) {
    const row = readLine(text ?? '', sample, mapping, unread)
    if ('reason' in row) setAside.push({ line, text: text ?? error, ...row })
    else kept.push(row.cells)
  }
  if (!kept.length) return setAside
  const names = mapping.columns.map((_, i) => `c${i}`)
  await engine.put(
    'reread',
    Object.fromEntries(names.map((name, c) => [name, kept.map((row) => row[c] ?? null)])),
  )
  // Columns that are still staged as text take the cell as it was; the others its canonical form.
  const present = await engine.query<{ name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_name = ?',
    [table],
  )
  const staged = new Set(present.map(({ name }) => name))
  const into = mapping.columns.map((column, i) =>
    ident(staged.has(columnName(column)) ? columnName(column) : stagedName(i)),
  )
  const from = mapping.columns.map((column, i) =>
    staged.has(columnName(column)) ? `c${i}::${column.type}` : `c${i}`,
  )
  await engine.run(`INSERT INTO ${ident(table)} (${into.join(', ')}) SELECT ${from.join(', ')} FROM reread`)
  await engine.run('DROP TABLE reread')
  return setAside
}

function readLine(
  text: string,
  sample: Sample,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
): { cells: (string | null)[] } | { reason: SetAside['reason']; column: string } {
  const { delimiter, quote } = sample.dialect
  const cells = Papa.parse<string[]>(text, { delimiter, quoteChar: quote }).data[0] ?? []
  const width = mapping.columns.length
  if (cells.slice(width).some((cell) => cell.trim() !== '')) return { reason: 'columns', column: '' }
  if (cells.length <= 1 && width > 2) return { reason: 'broken', column: '' }
  const out: (string | null)[] = []
  for (const column of mapping.columns) {
    const cell = cells[column.index] ?? ''
    const value = canonical(cell, column.reading)
    if (value === undefined && required(column)) return { reason: 'value', column: column.header }
    if (value === undefined) noteUnread(unread, column.header, cell)
    out.push(value ?? null)
  }
  return { cells: out }
}

function noteUnread(unread: Map<string, UnreadCells>, column: string, cell: string, count = 1): void {
  const entry = unread.get(column) ?? { column, count: 0, examples: [] }
  entry.count += count
  if (entry.examples.length < 3 && !entry.examples.includes(cell)) entry.examples.push(cell)
  unread.set(column, entry)
}

/** Types the columns that were read as text; rows whose required cell cannot be read are set aside. */
async function typeStaged(
  engine: Engine,
  table: string,
  plan: Plan,
  all: boolean,
  unread: Map<string, UnreadCells>,
  signal?: AbortSignal,
): Promise<SetAside[]> {
  const staged = plan
    .map(({ column, native }, i) => ({ column, name: stagedName(i), staged: all || !native }))
    .filter((entry) => entry.staged && (all || entry.column.reading.as !== 'text'))
  if (!staged.length) return []
  const typed = (entry: (typeof staged)[number]) =>
    readingSql(entry.name, entry.column.reading, entry.column.type)
  const isMissing = `(${MISSING.map(literal).join(', ')})`
  const bad = (entry: (typeof staged)[number]) =>
    `(${ident(entry.name)} IS NOT NULL AND trim(${ident(entry.name)}) NOT IN ${isMissing} AND (${typed(entry)}) IS NULL)`
  const counts = await engine.query<Record<string, number>>(
    `SELECT ${staged.map((entry, i) => `count(*) FILTER (WHERE ${bad(entry)}) AS n${i}`).join(', ')} FROM ${ident(table)}`,
    [],
    signal,
  )
  const setAside: SetAside[] = []
  const drop: string[] = []
  for (const [i, entry] of staged.entries()) {
    if (!counts[0]![`n${i}`]) continue
    if (required(entry.column)) {
      drop.push(bad(entry))
      setAside.push(...(await asideRows(engine, table, bad(entry), 'value', entry.column.header)))
    } else {
      const rows = await engine.query<{ cell: string }>(
        `SELECT DISTINCT ${ident(entry.name)} AS cell FROM ${ident(table)} WHERE ${bad(entry)} ORDER BY 1 LIMIT 3`,
      )
      rows.forEach(({ cell }, k) =>
        noteUnread(unread, entry.column.header, cell, k ? 0 : counts[0]![`n${i}`]!),
      )
    }
  }
  const names = new Map(staged.map((entry) => [entry.column.index, entry]))
  const select = plan.map(({ column }) => {
    const entry = names.get(column.index)
    return entry ? `${typed(entry)} AS ${ident(columnName(column))}` : ident(columnName(column))
  })
  const where = drop.length ? `WHERE NOT (${drop.join(' OR ')})` : ''
  await engine.run(`CREATE TABLE typed AS SELECT ${select.join(', ')} FROM ${ident(table)} ${where}`, signal)
  await engine.run(`DROP TABLE ${ident(table)}; ALTER TABLE typed RENAME TO ${ident(table)}`)
  return dedupe(setAside)
}

/** A row that fails in two columns is set aside once. */
const dedupe = (rows: SetAside[]): SetAside[] => [...new Map(rows.map((row) => [row.line, row])).values()]

/** Rows that meet a condition, with their place and text, in the form of a set-aside row. */
export async function asideRows(
  engine: Engine,
  table: string,
  condition: string,
  reason: SetAside['reason'],
  column: string,
): Promise<SetAside[]> {
  const rows = await engine.query<{ line: number; text: string }>(
    `SELECT rowid + 2 AS line, concat_ws(',', * COLUMNS(*)) AS text FROM ${ident(table)} WHERE ${condition} ORDER BY 1`.replace(
      '* COLUMNS(*)',
      '*COLUMNS(*)',
    ),
  )
  return rows.map(({ line, text }) => ({ line, reason, column, text }))
}
