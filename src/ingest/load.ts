import { ident, type Engine } from '../engine/engine'
import { entity, type EntityName } from '../model/entities'
import { AppError } from '../model/error'
import { detectEncoding, toUtf8, type Decoded, type Encoding, type EncodingGuess } from './encoding'
import type { SourceTable } from './entities'
import { proposeMapping, type Mapping } from './mapping'
import { readCsv } from './read'
import type { SetAside, UnreadCells } from './refused'
import { columnName } from './scan'
import { takeSample, type Sample } from './sample'
import type { Format } from './unpack'

/** What the user may overrule about a file. */
export interface Choices {
  encoding?: Encoding
  delimiter?: string
  /** Header → target (`orders.amount`) or null (keep as attribute). */
  columns?: Record<string, string | null>
}
/** Everything that is known of one loaded file; rowsRead = rowsKept + rowsMerged + rowsSetAside. */
export interface SourceReport extends SourceTable {
  /** The table's name; `origin` is the dropped file that held it. */
  file: string
  origin: string
  format: Format
  /** Bytes of the table's text. */
  size: number
  sha256: string
  sample: Sample
  entities: EntityName[]
  rowsRead: number
  rowsKept: number
  rowsMerged: number
  rowsSetAside: number
  setAside: SetAside[]
  unread: UnreadCells[]
  /** Lines that were in a second encoding, and lines with bytes that could not be read at all. */
  mixed: Decoded['mixed']
  damaged: Decoded['damaged']
  choices: Choices
}
export type LoadStep = 'unpack' | 'sample' | 'decode' | 'read' | 'check'
export interface LoadOptions {
  choices?: Choices
  /** Where the text comes from; by default it is the file itself. */
  format?: Format
  origin?: string
  signal?: AbortSignal
  onStep?: (step: LoadStep) => void
}

/**
 * One file → a table of the engine and the account of its rows. A file that fails leaves nothing behind.
 * @throws AppError `file.*`, `engine.*`, `cancelled`
 */
export async function loadFile(
  engine: Engine,
  file: Blob,
  name: string,
  id: number,
  options: LoadOptions = {},
): Promise<SourceReport> {
  const { choices = {}, signal, onStep } = options
  onStep?.('sample')
  const sample = await takeSample(file, name, choices)
  const mapping = proposeMapping(sample.header, sample.rows, choices.columns)
  const table = `source_${id}`
  try {
    const read = await readDecoded(engine, file, table, sample, mapping, signal, onStep)
    onStep?.('check')
    const source: SourceTable = { id, table, mapping, ordersUnique: false }
    const checked = await check(engine, source, signal)
    const rowsSetAside = read.setAside.length
    return {
      ...source,
      ordersUnique: checked.unique,
      file: name,
      origin: options.origin ?? name,
      format: options.format ?? 'text',
      size: file.size,
      sha256: '',
      sample,
      entities: mapping.entities,
      rowsRead: read.rowsRead,
      rowsKept: read.rowsRead - rowsSetAside - checked.merged,
      rowsMerged: checked.merged,
      rowsSetAside,
      setAside: read.setAside,
      unread: read.unread,
      mixed: read.mixed,
      damaged: read.damaged,
      choices,
    }
  } catch (cause) {
    await engine.run(
      `DROP TABLE IF EXISTS ${ident(table)}; DROP TABLE IF EXISTS typed; DROP TABLE IF EXISTS reread`,
    )
    throw cause
  }
}

/** The file as text: decoded where it is not UTF-8, and where bytes deep in it are not what its sample was. */
async function readDecoded(
  engine: Engine,
  file: Blob,
  table: string,
  sample: Sample,
  mapping: Mapping,
  signal: AbortSignal | undefined,
  onStep: LoadOptions['onStep'],
) {
  const read = async (decode: boolean) => {
    if (decode) onStep?.('decode')
    const { text, mixed, damaged } = decode
      ? await toUtf8(file, sample.encoding.encoding, signal)
      : { text: file, mixed: null, damaged: null }
    onStep?.('read')
    return { ...(await readCsv(engine, text, table, sample, mapping, signal)), mixed, damaged }
  }
  const { encoding, reason } = sample.encoding
  if (encoding !== 'utf-8' || reason === 'mostly') return read(true)
  try {
    return await read(false)
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'file.decode') throw cause
    if (reason !== 'chosen') sample.encoding = await encodingAt(file, Number(cause.params.at), sample)
    return read(true)
  }
}

/** A file that began as UTF-8: with letters of its own it stays that, and one damaged cell changes nothing. */
async function encodingAt(file: Blob, at: number, sample: Sample): Promise<EncodingGuess> {
  const ascii = sample.rows.every((row) => row.every((cell) => /^[\0-\x7f]*$/.test(cell)))
  if (!ascii) return { encoding: 'utf-8', reason: 'mostly', sure: true }
  return detectEncoding([new Uint8Array(await file.slice(at - 1, at + (64 << 10)).arrayBuffer())])
}

/** Repeated keys are merged, the newest wins; an order with several lines keeps them all. */
async function check(engine: Engine, source: SourceTable, signal?: AbortSignal) {
  const { table, mapping } = source
  const column = (target: string) => mapping.columns.find((c) => c.target === target)
  const first = mapping.entities[0]
  const orders = mapping.entities.includes('orders')
  const key = first && entity(first).key
  const id = orders
    ? (column('orders.order_id') ?? column('order_lines.order_id'))
    : key
      ? column(`${first}.${key}`)
      : undefined
  if (!id) return { merged: 0, unique: orders }
  const unique = await isUnique(engine, table, columnName(id), signal)
  if (unique || (orders && mapping.entities.includes('order_lines'))) return { merged: 0, unique }
  const date = NEWEST.map((name) => column(`${first}.${name}`)).find(Boolean)
  return { merged: await keepNewest(engine, table, columnName(id), date && columnName(date)), unique: true }
}

/** By which field the newest of equal keys is found; of equal dates the last row of the file. */
const NEWEST = ['ordered_at', 'opened_at', 'last_order_at', 'created_at', 'starts_at']

/**
 * Most exports count their ids up or down, which one look along the rows shows, five times faster than counting distinct
 * ones. Else hashes and not texts are counted, and a collision only costs the slower way.
 */
async function isUnique(
  engine: Engine,
  table: string,
  column: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const [name, id] = [ident(table), ident(column)]
  const [along] = await engine.query<{ n: number; up: number; down: number }>(
    `SELECT count(*) AS n, count_if(id > before) AS up, count_if(id < before) AS down
     FROM (SELECT ${id} AS id, lag(${id}) OVER () AS before FROM ${name})`,
    [],
    signal,
  )
  if (!along || along.n < 2 || along.up === along.n - 1 || along.down === along.n - 1) return true
  const [row] = await engine.query<{ n: number; d: number }>(
    `SELECT count(*) AS n, count(DISTINCT hash(${id})) AS d FROM ${name}`,
    [],
    signal,
  )
  return row?.n === row?.d
}

async function keepNewest(engine: Engine, table: string, key: string, date?: string): Promise<number> {
  const [name, id] = [ident(table), ident(key)]
  const order = date ? `${ident(date)} DESC NULLS LAST, rowid DESC` : 'rowid DESC'
  const older = `rowid IN (SELECT row FROM (
      SELECT rowid AS row, row_number() OVER (PARTITION BY ${id} ORDER BY ${order}) AS place FROM ${name}
      WHERE ${id} IN (SELECT ${id} FROM ${name} GROUP BY ${id} HAVING count(*) > 1))
    WHERE place > 1)`
  const [row] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${name} WHERE ${older}`)
  await engine.run(`DELETE FROM ${name} WHERE ${older}`)
  return row?.n ?? 0
}

/** Removes a file's table; the entities must be built again after. */
export const dropSource = (engine: Engine, source: SourceTable): Promise<void> =>
  engine.run(`DROP VIEW IF EXISTS rows_${source.id}; DROP TABLE IF EXISTS ${ident(source.table)}`)
