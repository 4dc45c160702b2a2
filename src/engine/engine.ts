import type { Row } from '../model/row'

/** Values bound to `?` in a statement, never glued into its text; an array is a DOUBLE[]. */
export type Bound = string | number | boolean | null | number[]

/** Columns to load: every array has the same length; null is NULL. */
export interface TableData {
  [column: string]: (string | null)[] | Float64Array | (number | null)[]
}

/**
 * Whoever answers SQL: DuckDB-Wasm in the page, its blocking build in tests, native DuckDB on the command line.
 * All reject with AppError `engine.query` (params: sql, detail), `engine.memory`, `engine.ended` or `cancelled`.
 */
export interface Engine {
  readonly kind: 'browser' | 'blocking' | 'native'
  /** One SELECT → rows. DECIMAL and BIGINT arrive as numbers, DATE and TIMESTAMP as ISO text. */
  query<T extends Row = Row>(sql: string, bound?: Bound[], signal?: AbortSignal): Promise<T[]>
  /** One SELECT of numeric columns → typed arrays; NULL is NaN. */
  columns(sql: string, signal?: AbortSignal): Promise<Record<string, Float64Array>>
  /** One or more statements without a result. */
  run(sql: string, signal?: AbortSignal): Promise<void>
  /** Creates or replaces a table from columns in memory (text or DOUBLE). */
  put(table: string, data: TableData): Promise<void>
  /** Makes a file readable to SQL and returns the path to name in `read_csv`. */
  open(file: Blob): Promise<string>
  close(path: string): Promise<void>
  /**
   * A room of its own on the same tables: temporary tables, views and macros made in it are its own, and hide what bears the
   * same name outside. `put` makes a temporary table there. Its `stop` ends the room alone.
   */
  room(): Promise<Engine>
  /** Tables as Arrow; the native engine has none. */
  readonly arrow?: ArrowIo
  /** Ends the engine; it answers nothing after. */
  stop(): Promise<void>
}

/** Rows as bytes, for what is kept: see `table.ts`. */
export interface ArrowIo {
  /** The tables as they are now, however they change meanwhile: all that is replaced is held until it is closed. */
  snapshot(): Promise<Snapshot>
  /** Appends a complete IPC stream to a table that is there; values are cast to its types. The bytes are taken over. */
  append(table: string, stream: Uint8Array): Promise<void>
}
interface Snapshot {
  /** One SELECT → the schema message and the record batches of an Arrow IPC stream. */
  read(sql: string): Promise<{ schema: Uint8Array; batches: Uint8Array[] }>
  close(): Promise<void>
}

/** Where large tables stand: a database of its own that compresses what is written to it. Names are found in both. */
export const COMPACT = 'compact'

/** In which databases names are found; each connection is told. */
export const PATH = `SET search_path='memory.main,${COMPACT}.main'`

/** The settings that keep the engine inside the tab (TECH: only `enable_external_access=false` stops it). */
export const LOCKDOWN = [
  'SET autoinstall_known_extensions=false',
  'SET autoload_known_extensions=false',
  "SET allowed_directories=['in/']",
  'SET enable_external_access=false',
  `ATTACH ':memory:' AS ${COMPACT} (COMPRESS)`,
  PATH,
  'SET lock_configuration=true',
]

/** Quotes an identifier. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
/** Quotes a text literal. The engine's own reader would end the statement at a NUL. */
export const literal = (text: string): string =>
  text.includes('\0') ? `(${text.split('\0').map(quoted).join(' || chr(0) || ')})` : quoted(text)

/** Makes a table temporary, so that it is of one room only; for engines that can load into shared tables only. */
export const intoRoom = (shared: string, table: string): string =>
  `CREATE OR REPLACE TEMP TABLE ${ident(table)} AS FROM ${ident(shared)}; DROP TABLE ${ident(shared)}`

/** Appends rows of values to a table, in the order of its columns. */
export async function insertRows(engine: Engine, table: string, rows: Bound[][]): Promise<void> {
  if (!rows.length) return
  const places = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')
  const values: Bound[] = []
  for (const row of rows) values.push(...row)
  await engine.query(`INSERT INTO ${ident(table)} VALUES ${places}`, values)
}
