import { ident, type Engine } from '../engine/engine'
import type { EntityName } from '../model/entities'
import { AppError } from '../model/error'
import { toUtf8, type Encoding } from './encoding'
import type { SourceTable } from './entities'
import { proposeMapping, type Mapping } from './mapping'
import { asideRows, columnName, readCsv, type SetAside, type UnreadCells } from './read'
import { takeSample, type Sample } from './sample'

/** What the user may overrule about a file. */
export interface Choices {
  encoding?: Encoding
  delimiter?: string
  /** Header → target (`orders.amount`) or null (keep as attribute). */
  columns?: Record<string, string | null>
}
/** Everything that is known of one loaded file; rowsRead = rowsKept + rowsMerged + rowsSetAside. */
export interface SourceReport extends SourceTable {
  file: string
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
  choices: Choices
}
export type LoadStep = 'sample' | 'decode' | 'read' | 'check'
export interface LoadOptions {
  choices?: Choices
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
    let read = await readAs(engine, file, table, sample, mapping, signal, onStep)
    if (!read) {
      // The sample was UTF-8, the rest is not: read once more in the encoding that takes any byte.
      const whole: Sample = { ...sample, encoding: { encoding: 'windows-1252', reason: 'fallback' } }
      read = (await readAs(engine, file, table, whole, mapping, signal, onStep))!
      sample.encoding = whole.encoding
    }
    onStep?.('check')
    const source: SourceTable = { id, table, mapping, ordersUnique: false }
    const checked = await check(engine, source, signal)
    const setAside = [...read.setAside, ...checked.setAside]
    const rowsSetAside = setAside.length
    return {
      ...source,
      ordersUnique: checked.unique,
      file: name,
      size: file.size,
      sha256: '',
      sample,
      entities: mapping.entities,
      rowsRead: read.rowsRead,
      rowsKept: read.rowsRead - rowsSetAside - checked.merged,
      rowsMerged: checked.merged,
      rowsSetAside,
      setAside,
      unread: read.unread,
      choices,
    }
  } catch (cause) {
    await engine.run(
      `DROP TABLE IF EXISTS ${ident(table)}; DROP TABLE IF EXISTS typed; DROP TABLE IF EXISTS reread`,
    )
    throw cause
  }
}

async function readAs(
  engine: Engine,
  file: Blob,
  table: string,
  sample: Sample,
  mapping: Mapping,
  signal: AbortSignal | undefined,
  onStep: LoadOptions['onStep'],
) {
  const { encoding } = sample.encoding
  if (encoding !== 'utf-8') onStep?.('decode')
  const text = encoding === 'utf-8' ? file : await toUtf8(file, encoding, signal)
  onStep?.('read')
  const path = await engine.open(text)
  try {
    return await readCsv(engine, path, table, sample, mapping, signal)
  } catch (cause) {
    if (encoding === 'utf-8' && sample.encoding.reason !== 'chosen' && isInvalidUnicode(cause)) return null
    throw cause
  } finally {
    await engine.close(path)
  }
}

const isInvalidUnicode = (cause: unknown): boolean =>
  cause instanceof AppError && /unicode|utf-?8/i.test(String(cause.params.detail ?? ''))

/** Rows without what they cannot stand without are set aside; repeated keys are merged, the newest wins. */
async function check(engine: Engine, source: SourceTable, signal?: AbortSignal) {
  const { table, mapping } = source
  const column = (target: string) => mapping.columns.find((c) => c.target === target)
  const setAside: SetAside[] = []
  let merged = 0
  let unique = false
  if (mapping.entities.includes('orders')) {
    const id = column('orders.order_id') ?? column('order_lines.order_id')
    const date = column('orders.ordered_at')
    for (const needed of [date, id]) {
      if (!needed) continue
      const absent = `${ident(columnName(needed))} IS NULL`
      const [row] = await engine.query<{ n: number }>(
        `SELECT count(*) AS n FROM ${ident(table)} WHERE ${absent}`,
        [],
        signal,
      )
      if (!row?.n) continue
      setAside.push(...(await asideRows(engine, table, absent, 'missing', needed.header)))
      await engine.run(`DELETE FROM ${ident(table)} WHERE ${absent}`)
    }
    unique = !id || (await isUnique(engine, table, columnName(id), signal))
    if (id && !unique && !mapping.entities.includes('order_lines')) {
      merged = await keepNewest(engine, table, columnName(id))
      unique = true
    }
  } else {
    const key = {
      customers: 'customer_id',
      tickets: 'ticket_id',
      deals: 'deal_id',
      contracts: 'contract_id',
    }[mapping.entities[0] as string]
    const id = key && column(`${mapping.entities[0]}.${key}`)
    if (id) {
      const absent = `${ident(columnName(id))} IS NULL`
      setAside.push(...(await asideRows(engine, table, absent, 'missing', id.header)))
      if (setAside.length) await engine.run(`DELETE FROM ${ident(table)} WHERE ${absent}`)
      if (!(await isUnique(engine, table, columnName(id), signal)))
        merged = await keepNewest(engine, table, columnName(id))
    }
  }
  return { setAside, merged, unique }
}

/** Hashes and not texts are counted: three times faster, and a collision only costs the slower way. */
async function isUnique(
  engine: Engine,
  table: string,
  column: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const [row] = await engine.query<{ n: number; d: number }>(
    `SELECT count(*) AS n, count(DISTINCT hash(${ident(column)})) AS d FROM ${ident(table)}`,
    [],
    signal,
  )
  return row?.n === row?.d
}

async function keepNewest(engine: Engine, table: string, key: string): Promise<number> {
  const older = `rowid NOT IN (SELECT max(rowid) FROM ${ident(table)} GROUP BY ${ident(key)})`
  const [row] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${ident(table)} WHERE ${older}`)
  await engine.run(`DELETE FROM ${ident(table)} WHERE ${older}`)
  return row?.n ?? 0
}

/** Removes a file's table; the entities must be built again after. */
export const dropSource = (engine: Engine, source: SourceTable): Promise<void> =>
  engine.run(`DROP VIEW IF EXISTS rows_${source.id}; DROP TABLE IF EXISTS ${ident(source.table)}`)
