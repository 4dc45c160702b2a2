import { AppError } from '../model/error'
import { ident, literal, type ArrowIo, type Engine } from './engine'

export interface Column {
  name: string
  type: string
}

/** Rows of one piece: a row group, some 8 MB; between two pieces the engine answers others. */
const PIECE = 122_880
/** What ends an Arrow IPC stream. */
const END = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)

/**
 * Types that go through Arrow as they are. The others go as text and are cast on the way in: the engine hands out
 * decimals and long integers as floating point numbers, which would not be exact.
 */
const EXACT = /^(VARCHAR|DOUBLE|INTEGER|BOOLEAN|DATE|TIMESTAMP)$/

/** Names and types of a table's columns, in their order. */
export async function columnsOf(engine: Engine, table: string): Promise<Column[]> {
  return (
    await engine.query<{ name: string; type: string }>(
      `SELECT column_name AS name, data_type AS type FROM duckdb_columns()
       WHERE table_name = ${literal(table)} ORDER BY column_index`,
    )
  ).map(({ name, type }) => ({ name, type }))
}

/**
 * A table → an Arrow IPC stream in the order of its rows. The first piece is the schema, the last the end; whoever
 * keeps the lengths of the pieces can give them back to `importTable` one by one. Nothing is held between two pieces.
 * @throws AppError `cancelled`, also where rows were taken out meanwhile; `engine.*`
 */
export async function* exportTable(
  engine: Engine,
  table: string,
  columns: Column[],
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const list = columns.map(({ name, type }) =>
    EXACT.test(type) ? ident(name) : `${ident(name)}::VARCHAR AS ${ident(name)}`,
  )
  const [home] = await engine.query<{ name: string }>(
    `SELECT database_name AS name FROM duckdb_tables() WHERE table_name = ${literal(table)}`,
  )
  // A snapshot has a connection of its own, which looks for names in one database only.
  const from = `${ident(home?.name ?? '')}.main.${ident(table)}`
  const [there] = await rowsOf(engine, from)
  for (let first = 0; first === 0 || first <= (there?.last ?? -1); first += PIECE) {
    if (signal?.aborted) throw new AppError('cancelled')
    // One for each piece: the engine gives no memory back while a snapshot stands, and whoever takes a piece may wait long.
    const { schema, batches } = await readOnce(
      engine,
      `SELECT ${list.join(', ')} FROM ${from} WHERE rowid BETWEEN ${first} AND ${first + PIECE - 1}`,
    )
    if (first === 0) yield schema
    if (batches.length) yield join(batches)
  }
  // Taking rows out lets the engine number the others anew.
  const [now] = await rowsOf(engine, from)
  if (now?.n !== there?.n || now?.last !== there?.last) throw new AppError('cancelled')
  yield END
}

async function readOnce(engine: Engine, sql: string) {
  const snapshot = await arrowOf(engine).snapshot()
  try {
    return await snapshot.read(sql)
  } finally {
    await snapshot.close()
  }
}

const rowsOf = (engine: Engine, from: string) =>
  engine.query<{ n: number; last: number | null }>(
    `SELECT count(*)::DOUBLE AS n, max(rowid)::DOUBLE AS last FROM ${from}`,
  )

/**
 * The pieces of an exported table → a table with exactly these columns; returns how many rows it has, since bytes that are
 * no pieces may be taken for none. @throws AppError `engine.*`
 */
export async function importTable(
  engine: Engine,
  table: string,
  columns: Column[],
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const arrow = arrowOf(engine)
  const list = columns.map(({ name, type }) => `${ident(name)} ${checked(type)}`)
  await engine.run(`CREATE TABLE ${ident(table)} (${list.join(', ')})`)
  let schema: Uint8Array | null = null
  for await (const piece of pieces) {
    if (!schema) schema = piece
    else if (piece.length > END.length) await arrow.append(table, join([schema, piece, END]))
  }
  const [found] = await engine.query<{ n: number }>(`SELECT count(*)::DOUBLE AS n FROM ${ident(table)}`)
  return found!.n
}

export const dropTable = (engine: Engine, table: string): Promise<void> =>
  engine.run(`DROP TABLE IF EXISTS ${ident(table)}`)

/** A type comes from a file: nothing but a type may stand there. */
function checked(type: string): string {
  if (!/^[A-Z]+( WITH TIME ZONE)?(\(\d+(,\s*\d+)?\))?(\[\])?$/.test(type))
    throw new TypeError(`no type: ${type}`)
  return type
}

function arrowOf(engine: Engine): ArrowIo {
  if (!engine.arrow) throw new TypeError(`${engine.kind} keeps no tables`)
  return engine.arrow
}

function join(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
