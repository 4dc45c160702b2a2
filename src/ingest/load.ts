import { ident, type Engine } from '../engine/engine'
import type { EntityName } from '../model/entities'
import { AppError } from '../model/error'
import type { Notice } from '../model/notice'
import type { OrderState, OrderUnit } from '../model/sale'
import { needOf, roomOf, storageFor, type Need, type Room, type Storage } from './budget'
import { readTogether, type Read } from './alike'
import { settleBuyers } from './buyers'
import { check } from './check'
import { markedColumn } from './currency'
import { detectEncoding, toUtf8, type Decoded, type Encoding, type EncodingGuess } from './encoding'
import type { SourceTable } from './entities'
import { dropColumns } from './dropped'
import { faultOf } from './fault'
import type { TypeChoice } from './infer'
import type { Mapping } from './mapping'
import type { Asked, Question, Told } from './notice'
import { readCsv, type ReadResult } from './read'
import type { SetAside, UnreadCells } from './refused'
import { lostIn } from './tidy'
import { recall, type Remembered } from './remembered'
import type { Sample } from './sample'
import { tellReadings } from './tell'
import type { Format } from './unpack'

/** What the user may overrule about a file. */
export interface Choices {
  encoding?: Encoding
  delimiter?: string
  /** Header → target (`orders.amount`) or null (keep as attribute). */
  columns?: Record<string, string | null>
  /** Header → how its cells are read. */
  types?: Record<string, TypeChoice>
  /** Status word → what became of the orders that carry it. */
  states?: Record<string, OrderState>
  /** What the file holds: an entity, or `other` for nothing that the model takes. */
  kind?: string
  /** What makes two rows one order. */
  unit?: OrderUnit
  /** Header of a column of buyers → its values that are nobody in particular. */
  nobody?: Partial<Record<string, string[]>>
  /** Only the columns that the model knows; the others are not read at all. */
  only?: 'known'
  /** Questions that were answered, by `questionKey`. */
  settled?: string[]
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
  /** Rows by a count of their own: what was read is only sure where it is the same. Null: it could not be counted. */
  rowsCounted?: number | null
  setAside: SetAside[]
  unread: UnreadCells[]
  /** Heads of columns that were not imported because they identify people before the law. */
  dropped: string[]
  /** Lines that were in a second encoding, and lines with bytes that could not be read at all. */
  mixed: Decoded['mixed']
  damaged: Decoded['damaged']
  choices: Choices
  /** Some of the choices were made for an earlier file with this header. */
  again: boolean
  /** Signature of the header as the file suggests it by itself, before any choice. */
  found: string
  /** The earlier file of the same columns that it goes on from, or null. */
  follows: number | null
  /** What was decided about the file and is worth a word, and what it leaves open. */
  notices: Notice[]
  questions: Question[]
  /** What is open of it beside the other files, as the last building of the entities left it. */
  asked?: Question[]
  /** It holds nothing of the model by itself and says more about what other files name. */
  reference?: boolean
}
export interface Memory extends Need, Room {}
export type LoadStep = 'unpack' | 'sample' | 'decode' | 'read' | 'check'
export interface LoadOptions {
  choices?: Choices
  /** What was chosen for earlier files, asked by the signature of the header; `choices` go before it. */
  remembered?: Remembered
  /** Where the text comes from; by default it is the file itself. */
  format?: Format
  origin?: string
  /** The zone in which times are told whose cells name several zones; without one they stand as written. */
  zone?: string | null
  /** The day on which this runs, `YYYY-MM-DD`: days without a year are not after it. */
  today?: string | null
  /** Files that stand beside it: those of its export are read like it. */
  beside?: Read[]
  signal?: AbortSignal
  /** `memory` is what the file will take of the engine's, told before it is read. */
  onStep?: (step: LoadStep, memory?: Memory) => void
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
  try {
    return await load(engine, file, name, id, options)
  } catch (cause) {
    throw faultOf(cause, name)
  }
}

async function load(
  engine: Engine,
  file: Blob,
  name: string,
  id: number,
  options: LoadOptions,
): Promise<SourceReport> {
  const { signal, onStep } = options
  onStep?.('sample')
  const { sample, choices, again, found } = await recall(
    file,
    name,
    options.choices ?? {},
    options.format ?? 'text',
    options.remembered,
  )
  const around = { zone: options.zone, today: options.today, file: name }
  const mapping = readTogether({ sample, choices }, options.beside ?? [], around)
  if (choices.only) leaveOut(mapping)
  const marked = markedColumn(sample.rows, mapping)
  if (marked !== undefined) {
    mapping.marked = marked
    // The marks are read where the cells are typed, and not in passing.
    const column = mapping.columns[marked]!
    if (column.reading.as === 'number') column.reading = { ...column.reading, plain: false }
  }
  const memory = { ...needOf(sample, mapping, file.size), ...(await roomOf(engine)) }
  const storage = storageFor(memory, memory)
  if (!storage) throw tooLarge(name, memory)
  onStep?.('sample', memory)
  const table = `source_${id}`
  try {
    const read = await readDecoded(engine, file, table, sample, mapping, storage, options)
    const dropped = await dropColumns(engine, table, sample, mapping)
    onStep?.('check')
    const buyers = await settleBuyers(engine, table, mapping, choices.nobody, signal)
    const source: SourceTable = {
      id,
      table,
      mapping,
      ordersUnique: false,
      keys: buyers.keys,
    }
    const checked = await check(engine, source, read.again, signal)
    const rowsSetAside = read.setAside.length
    const said = tellReadings(mapping, sample, read.unread, read.rowsRead)
    return {
      ...source,
      ordersUnique: checked.unique,
      amountByLine: checked.amountByLine,
      edges: checked.edges,
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
      rowsCounted: read.rowsCounted,
      setAside: read.setAside,
      unread: read.unread,
      dropped,
      mixed: read.mixed,
      damaged: read.damaged,
      choices,
      again,
      found,
      follows: null,
      notices: [
        ...(mapping.notices ?? []),
        ...said.notices,
        ...toldBy(read, sample),
        ...lostIn(read.unread, mapping, read.rowsRead),
        ...buyers.notices,
        ...(checked.notices ?? []),
      ].map((told: Told) => ({ ...told, file: name })),
      questions: [...(mapping.questions ?? []), ...said.questions, ...buyers.questions].map(
        (asked: Asked) => ({
          ...asked,
          file: name,
        }),
      ),
    }
  } catch (cause) {
    await engine.run(
      `DROP TABLE IF EXISTS ${ident(table)}; DROP TABLE IF EXISTS typed; DROP TABLE IF EXISTS reread`,
    )
    throw cause
  }
}

/** What reading the bytes of a file found that its rows do not show. */
function toldBy({ rowsRead, rowsCounted, nul }: ReadResult & { nul: number }, sample: Sample): Told[] {
  const told: Told[] = nul ? [{ code: 'nul', params: { n: nul } }] : []
  for (const column of sample.grouped ?? [])
    told.push({ code: 'filled_down', column: sample.header[column]!, params: {} })
  if (rowsRead !== rowsCounted)
    told.push({ code: 'rows_not_counted', params: { n: rowsRead, total: rowsCounted ?? 0 } })
  return told
}

/** Columns without a meaning take no room: they are read as nothing and taken out after. */
function leaveOut(mapping: Mapping): void {
  const joined = new Set(mapping.columns.flatMap(({ joined }) => [joined?.index, joined?.day]))
  for (const column of mapping.columns)
    if (!column.target && !column.dropped && !joined.has(column.index))
      Object.assign(column, { dropped: 'choice', type: 'BOOLEAN', reading: { as: 'text' } })
}

function tooLarge(file: string, { rows, compact, working, used, limit }: Memory): AppError {
  const gigabytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  return new AppError('file.large', {
    file,
    rows: (Math.round(rows / 1e5) * 1e5).toLocaleString('en'),
    need: gigabytes(compact + working),
    room: gigabytes(limit - used),
  })
}

/** The file as text: decoded where it is not UTF-8, and where bytes deep in it are not what its sample was. */
async function readDecoded(
  engine: Engine,
  file: Blob,
  table: string,
  sample: Sample,
  mapping: Mapping,
  storage: Storage,
  { signal, onStep, today }: LoadOptions,
) {
  const read = async (decode: boolean) => {
    if (decode) onStep?.('decode')
    const { text, mixed, damaged, nul } = decode
      ? await toUtf8(file, sample.encoding.encoding, signal)
      : { text: file, mixed: null, damaged: null, nul: 0 }
    onStep?.('read')
    return {
      ...(await readCsv(engine, text, table, sample, mapping, signal, storage, today)),
      mixed,
      damaged,
      nul,
    }
  }
  const { encoding, reason } = sample.encoding
  if (encoding !== 'utf-8' || reason === 'mostly' || sample.nul) return read(true)
  try {
    return await read(false)
  } catch (cause) {
    if (!(cause instanceof AppError) || !['file.decode', 'file.nul'].includes(cause.code)) throw cause
    if (cause.code === 'file.decode' && reason !== 'chosen')
      sample.encoding = await encodingAt(file, Number(cause.params.at), sample)
    return read(true)
  }
}

/** A file that began as UTF-8: with letters of its own it stays that, and one damaged cell changes nothing. */
async function encodingAt(file: Blob, at: number, sample: Sample): Promise<EncodingGuess> {
  const ascii = sample.rows.every((row) => row.every((cell) => /^[\0-\x7f]*$/.test(cell)))
  if (!ascii) return { encoding: 'utf-8', reason: 'mostly', sure: true }
  return detectEncoding([new Uint8Array(await file.slice(at - 1, at + (64 << 10)).arrayBuffer())])
}

/** Removes a file's table; the entities must be built again after. */
export const dropSource = (engine: Engine, source: SourceTable): Promise<void> =>
  engine.run(`DROP VIEW IF EXISTS rows_${source.id}; DROP VIEW IF EXISTS named_${source.id};
    DROP TABLE IF EXISTS ${ident(source.table)}`)
