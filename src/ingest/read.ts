import { COMPACT, ident, literal, type Engine } from '../engine/engine'
import { markSql } from './currency'
import { decide } from './decide'
import { clearErrors } from './errors'
import { extentsOf } from './extent'
import { joinCells } from './join'
import { mayBeginOrder, reshape, type Order } from './grain'
import { AppError } from '../model/error'
import type { ColumnMapping, Mapping } from './mapping'
import { isPlain, plainBody, writtenBody, type Body } from './body'
import { splitCells } from './cells'
import { countRecords, type Count } from './count'
import { isGhost, TOTALS } from './kind'
import { findRecords, type Place } from './records'
import {
  isMiscut,
  judge,
  noteUnread,
  refusedLines,
  required,
  rereadRefused,
  widenColumn,
  type Refused,
  type SetAside,
  type UnreadCells,
} from './refused'
import type { Sample } from './sample'
import type { Storage } from './budget'
import { columnName, made, planOf, scan, stagedName, type Plan } from './scan'
import { tidyKeys } from './tidy'
import { MISSING, readingSql } from './value'
import { errorSql } from './value/words'
import type { Cutting } from './walk'

export interface ReadResult {
  rowsRead: number
  /** Rows by a count of its own, or null where the file could not be counted. */
  rowsCounted: number | null
  setAside: SetAside[]
  unread: UnreadCells[]
  /** Number of the first row that was read again: from it on rows stand out of the file's order. */
  again: number
}

/** More rejected rows than this and reading each by itself would cost more than reading the file as text. */
const MOST_REJECTS = 20_000

/**
 * One pass of `read_csv` with explicit dialect and types into `table`. Rows that do not fit are re-read one by one;
 * where the sample was wrong about a column altogether, the file is read as text once more.
 * @throws AppError `file.decode` with the place where the bytes stop being UTF-8, `engine.*`, `cancelled`
 */
export async function readCsv(
  engine: Engine,
  file: Blob,
  table: string,
  sample: Sample,
  mapping: Mapping,
  signal?: AbortSignal,
  storage: Storage = 'plain',
  today?: string | null,
): Promise<ReadResult> {
  const { body, plain, plan, refused, count } = await scanWhole(
    engine,
    file,
    table,
    sample,
    mapping,
    storage,
    signal,
  )
  const taken = await rowCount(engine, table)
  const unread = new Map<string, UnreadCells>()
  const again = await rereadRefused(engine, table, refused, sample, mapping, body, unread)
  const unreadable = body.apart.filter(({ reason }) => reason === 'broken' || reason === 'columns')
  const orderOf = async (): Promise<Order> => {
    // What was taken apart stands as the file writes it, what the engine refused as it was handed over.
    const may = (dialect: Cutting) => (line: { text: string }) => mayBeginOrder(line.text, dialect, mapping)
    const breaks = [...unreadable.filter(may(sample.dialect)), ...again.failed.filter(may(body.dialect))]
    const all = new Set([...breaks, ...again.kept].map(({ at }) => at))
    const { before } = await findRecords(body.records(), { refused: all, taken: new Set() })
    const stand = ({ at }: { at: number }) => ({ at, before: before.get(at) ?? 0 })
    return { taken, kept: again.kept.map(stand), breaks: breaks.map(stand) }
  }
  await decide(engine, table, plan, today, signal)
  await typeStaged(engine, table, plan, sample, mapping, unread, storage, signal)
  const extents = await extentsOf(engine, table, textsOf(mapping), signal)
  await clearErrors(engine, table, plan, mapping, unread, extents, signal)
  await tidyKeys(engine, table, mapping, unread, { extents, rare: plain ? count?.rare : undefined }, signal)
  // Compression happens when the database is written down.
  if (storage === 'compact') await engine.run(`CHECKPOINT ${COMPACT}`)
  // What is filled down must be whole; else rows that are none are known by cells that stand as they were.
  if (mapping.fill) {
    await joinCells(engine, table, mapping, signal)
    await reshape(engine, table, mapping, await orderOf(), signal)
  }
  const missing = await takeApart(engine, table, sample, mapping, signal)
  if (!mapping.fill) await joinCells(engine, table, mapping, signal)

  await engine.run('DROP TABLE IF EXISTS rejects; DROP TABLE IF EXISTS reject_files')

  const nothing = !again.failed.length && !missing.length
  const wanted = {
    refused: new Set(nothing ? [] : refused.map(({ at }) => at)),
    taken: new Set(missing.filter((row) => row < taken)),
  }
  const places = await findRecords(body.records(), wanted)
  const placeOf = ({ at, text }: Refused): Place => places.refused.get(at) ?? { line: 0, text }
  const rowPlace = (row: number): Place =>
    row < taken ? (places.taken.get(row) ?? { line: 0, text: '' }) : placeOf(again.kept[row - taken]!)
  const cutting = (row: { text: string }) => splitCells(row.text, body.dialect)
  const says = <T extends { text: string }>(row: T) => !isGhost(cutting(row))
  const setAside: SetAside[] = [
    ...body.apart.map(({ line, text, reason, column }) => ({ line, reason, column, text })),
    ...again.failed
      .filter(says)
      .map((line) => ({ ...placeOf(line), reason: line.reason, column: line.column })),
    ...missing
      .map(rowPlace)
      .filter(says)
      .map((place) => judge(place, sample, mapping)),
  ].sort((a, b) => a.line - b.line)
  return {
    rowsRead: (await rowCount(engine, table)) + setAside.length,
    rowsCounted: count && count.records,
    setAside,
    unread: [...unread.values()],
    again: taken,
  }
}

const textsOf = ({ columns }: Mapping): string[] =>
  columns.filter(({ type, dropped }) => type === 'VARCHAR' && dropped !== 'choice').map(columnName)

interface Scanned {
  body: Body
  /** The engine read the bytes of the file as they stand. */
  plain: boolean
  plan: Plan
  refused: Refused[]
  count: Count | null
}

/**
 * One scan, and beside it a count of the records. The text is written anew where the engine cannot cut it or has not found
 * as many records as were counted, and read as text where most types are wrong.
 */
async function scanWhole(
  engine: Engine,
  file: Blob,
  table: string,
  sample: Sample,
  mapping: Mapping,
  storage: Storage,
  signal?: AbortSignal,
): Promise<Scanned> {
  let plan = planOf(sample, mapping)
  let plain = isPlain(sample)
  const counting = countRecords(file, sample.dialect, signal)
  counting.catch(() => undefined)
  let body = plain ? await plainBody(file, sample) : await writtenBody(file, sample, mapping, signal)
  for (;;) {
    const scanning = scan(engine, body, table, plan, storage, signal).catch((cause: unknown) => {
      // The engine gives up on a file that mixes line ends.
      if (!plain || !(cause instanceof AppError) || cause.code !== 'engine.query') throw cause
      return Infinity
    })
    const [rejects, count] = await Promise.all([scanning, counting])
    if (count?.nul) throw new AppError('file.nul', { file: '', n: count.nul })
    const typed = plan.some(({ native }) => native !== null && native !== 'VARCHAR')
    const ragged =
      rejects > MOST_REJECTS && (!typed || rejects === Infinity || (await raggedShare(engine)) > 0.5)
    const few = rejects <= MOST_REJECTS
    const refused = few ? await refusedLines(engine, body) : []
    const taken = few ? await rowCount(engine, table) : 0
    const miscut =
      plain &&
      (ragged ||
        (few && differs(count, taken + refused.length, body, mapping)) ||
        (await isMiscut(engine, refused, sample)))
    if (miscut) {
      plain = false
      body = await writtenBody(file, sample, mapping, signal)
    } else if (rejects > MOST_REJECTS && typed) plan = plan.map((entry) => ({ ...entry, native: null }))
    else return { body, plain, plan, refused: few ? refused : await refusedLines(engine, body), count }
  }
}

/** Whether the engine's records are others than the file's; blank ones may not stand where values are filled down. */
const differs = (count: Count | null, found: number, body: Body, { fill }: Mapping): boolean =>
  count === null ||
  count.mixed ||
  found + body.apart.length + body.ghosts !== count.records + count.ghosts ||
  (fill && count.ghosts > body.ghosts)

/** Share of the refused records that were refused for their width. */
async function raggedShare(engine: Engine): Promise<number> {
  const [row] = await engine.query<{ share: number }>(
    `SELECT avg((error_type::VARCHAR IN ('MISSING COLUMNS', 'TOO MANY COLUMNS'))::INT) AS share FROM rejects`,
  )
  return row?.share ?? 0
}

const rowCount = async (engine: Engine, table: string): Promise<number> =>
  (await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${ident(table)}`))[0]?.n ?? 0

/** Types the columns that were read as text; a cell that cannot be read becomes empty. */
async function typeStaged(
  engine: Engine,
  table: string,
  plan: Plan,
  sample: Sample,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
  storage: Storage,
  signal?: AbortSignal,
): Promise<void> {
  const staged = plan
    .map((entry, i) => ({ ...entry, name: stagedName(i) }))
    .filter(({ native }) => native === null)
  if (!staged.length) return
  // Each cell is typed once; what became empty without having been so is marked beside it and counted after.
  const judged = staged.filter(({ column }) => column.reading.as === 'date' || !required(column, mapping))
  const isMissing = `(${MISSING.map(literal).join(', ')})`
  const typed = new Map(
    staged.map(({ name, column }) => [column, readingSql(name, column.reading, column.type)]),
  )
  const select = plan.map(({ column }) => {
    const name = ident(columnName(column))
    const reading = typed.get(column)
    return reading ? `${reading} AS ${name}` : name
  })
  const said = staged.find(({ column }) => column.index === mapping.marked)
  const currency = said ? [`${markSql(said.name)} AS "orders.currency"`] : []
  const marks = judged.map(({ name, column }, i) => {
    const raw = ident(name)
    const bad =
      column.reading.as === 'text'
        ? `(${errorSql(`trim(${raw})`)})`
        : `(${typed.get(column)} IS NULL AND ${raw} IS NOT NULL AND trim(${raw}) NOT IN ${isMissing})`
    return `${bad} AS ${ident(markName(i))}`
  })
  const old = ident(table)
  await engine.run(
    `CREATE TABLE ${made('typed', storage)} AS SELECT ${[...select, ...currency, ...marks].join(', ')} FROM ${old}`,
    signal,
  )
  for (const [i, { name, column }] of judged.entries()) {
    const mark = ident(markName(i))
    const count = async () =>
      (await engine.query<{ n: number }>(`SELECT count(*) FILTER (WHERE ${mark}) AS n FROM typed`))[0]!.n
    let bad = await count()
    if (bad && (await typeOthers(engine, old, name, column, sample, mark))) bad = await count()
    if (bad && !required(column, mapping)) {
      const examples = await engine.query<{ cell: string }>(
        `SELECT DISTINCT ${ident(name)} AS cell FROM ${old}
         WHERE rowid IN (SELECT rowid FROM typed WHERE ${mark} LIMIT 1000) ORDER BY 1 LIMIT 3`,
      )
      examples.forEach(({ cell }, k) => noteUnread(unread, column.header, cell, k ? 0 : bad))
    }
    await engine.run(`ALTER TABLE typed DROP COLUMN ${mark}`)
  }
  await engine.run(`DROP TABLE ${old}; ALTER TABLE typed RENAME TO ${old}`)
}

/** Cells of a column of dates that could not be read may be dates in a form that the sample did not show. */
async function typeOthers(
  engine: Engine,
  old: string,
  staged: string,
  column: ColumnMapping,
  sample: Sample,
  mark: string,
): Promise<boolean> {
  if (column.reading.as !== 'date' || !column.target) return false
  const marked = `(SELECT rowid FROM typed WHERE ${mark})`
  const cells = await engine.query<{ cell: string }>(
    `SELECT DISTINCT ${ident(staged)} AS cell FROM ${old} WHERE rowid IN ${marked} ORDER BY 1 LIMIT 500`,
  )
  if (
    !widenColumn(
      column,
      cells.map(({ cell }) => cell),
      sample,
    )
  )
    return false
  const value = readingSql(staged, column.reading, column.type)
  await engine.run(`UPDATE typed SET ${ident(columnName(column))} = n.value, ${mark} = n.value IS NULL
    FROM (SELECT rowid AS row, ${value} AS value FROM ${old} WHERE rowid IN ${marked}) AS n WHERE typed.rowid = n.row`)
  return true
}

const markName = (index: number): string => `unread ${index}`

/** Takes out the rows that lack a cell they need, sums and headers among the rows, and returns their numbers. */
async function takeApart(
  engine: Engine,
  table: string,
  sample: Sample,
  mapping: Mapping,
  signal?: AbortSignal,
): Promise<number[]> {
  const needed = mapping.columns.filter((column) => required(column, mapping))
  const conditions = [
    ...needed.map((column) => `${ident(columnName(column))} IS NULL`),
    ...apartSql(sample, mapping),
    ...emptySql(mapping),
  ]
  if (!conditions.length) return []
  const condition = conditions.map((sql) => `(${sql})`).join(' OR ')
  const rows = await engine.query<{ row: number }>(
    `SELECT rowid AS row FROM ${ident(table)} WHERE ${condition} ORDER BY 1`,
    [],
    signal,
  )
  if (rows.length) await engine.run(`DELETE FROM ${ident(table)} WHERE ${condition}`)
  return rows.map(({ row }) => row)
}

/** Rows of which nothing was read. */
const emptySql = ({ columns }: Mapping): string[] =>
  columns.some(({ dropped }) => dropped === 'choice')
    ? []
    : [columns.map((column) => `${ident(columnName(column))} IS NULL`).join(' AND ')]

/** Sums and headers that the engine took for rows: a word for a sum beside no other text, or each name under itself. */
function apartSql({ written }: Sample, { columns }: Mapping): string[] {
  const worded = columns.filter(({ type }) => type === 'VARCHAR' || /^(DATE|TIMESTAMP)/.test(type))
  const texts = worded.filter(({ type }) => type === 'VARCHAR')
  const name = (column: ColumnMapping) => ident(columnName(column))
  const words = TOTALS.map(literal).join(', ')
  const totals = texts.slice(0, 3).map((column) => {
    const others = worded.filter((other) => other !== column)
    return [...others.map((other) => `${name(other)} IS NULL`), `${name(column)} IN (${words})`].join(' AND ')
  })
  const names = texts.filter(({ index }) => written[index]?.trim())
  const isHeader = names
    .slice(0, 3)
    .map((column) => `${name(column)} = ${literal(written[column.index]!.trim())}`)
  // A column of numbers or dates would not have taken a name.
  return texts.length === columns.length && isHeader.length ? [...totals, isHeader.join(' AND ')] : totals
}
