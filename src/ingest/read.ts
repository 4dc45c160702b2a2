import { ident, literal, type Engine } from '../engine/engine'
import { mayBeginOrder, reshape, type Order } from './grain'
import type { Mapping } from './mapping'
import { afterLines, beforeCuts, findRecords, without, type Cut, type Place } from './records'
import {
  findSwallowing,
  judge,
  noteUnread,
  refusedLines,
  required,
  rereadRefused,
  type Refused,
  type SetAside,
  type UnreadCells,
} from './refused'
import type { Sample } from './sample'
import { columnName, planOf, scan, scanEven, stagedName, type Plan } from './scan'
import { MISSING, readingSql } from './value'

export interface ReadResult {
  rowsRead: number
  setAside: SetAside[]
  unread: UnreadCells[]
  /** Number of the first row that was read again: from it on rows stand out of the file's order. */
  again: number
}

/** More rejected rows than this and reading each by itself would cost more than reading the file as text. */
const MOST_REJECTS = 20_000
/** A quote that is never closed swallows what follows; each pass finds about half of those that are left. */
const MOST_PASSES = 16

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
): Promise<ReadResult> {
  let plan = planOf(sample, mapping)
  const body = await afterLines(file, sample.dialect.skip)
  let [text, rejects] = await scanEven(engine, body, table, sample, plan, signal)
  if (rejects > MOST_REJECTS) {
    plan = plan.map((entry) => ({ ...entry, native: null }))
    ;[text, rejects] = await scanEven(engine, text, table, sample, plan, signal)
  }
  const cuts: Cut[] = []
  for (let pass = 0; rejects && pass < MOST_PASSES; pass++) {
    const swallowing = await findSwallowing(engine, without(text, cuts), sample.dialect)
    if (!swallowing.length) break
    const found = swallowing.map(({ from, to }) => {
      const start = beforeCuts(from, cuts)
      return { from: start, to: start + to - from }
    })
    cuts.push(...found)
    await scan(engine, without(text, cuts), table, sample, plan, signal)
  }
  const refused = await refusedLines(engine, text, sample.dialect, cuts)
  const taken = await rowCount(engine, table)
  const unread = new Map<string, UnreadCells>()
  const again = await rereadRefused(engine, table, refused, sample, mapping, unread)
  const orderOf = async (): Promise<Order> => {
    const all = new Set(refused.map(({ at }) => at))
    const { before } = await findRecords(text, sample.dialect, {
      refused: all,
      taken: new Set(),
      cuts,
    })
    const stand = ({ at }: { at: number }) => ({ at, before: before.get(at) ?? 0 })
    const breaks = [
      ...cuts.map(({ from }) => ({ at: from })),
      ...again.failed.filter(({ text }) => mayBeginOrder(text, sample, mapping)),
    ]
    return { taken, kept: again.kept.map(stand), breaks: breaks.map(stand) }
  }
  await typeStaged(engine, table, plan, mapping, unread, signal)
  if (mapping.fill) await reshape(engine, table, mapping, await orderOf(), signal)
  const missing = await takeIncomplete(engine, table, mapping, signal)

  await engine.run('DROP TABLE IF EXISTS rejects; DROP TABLE IF EXISTS reject_files')

  const nothing = !cuts.length && !again.failed.length && !missing.length
  const wanted = {
    refused: new Set(nothing ? [] : refused.map(({ at }) => at)),
    taken: new Set(missing.filter((row) => row < taken)),
    cuts,
  }
  const places = await findRecords(text, sample.dialect, wanted, sample.dialect.skip + 1)
  const placeOf = ({ at, text }: Refused): Place => places.refused.get(at) ?? { line: 0, text }
  const rowPlace = (row: number): Place =>
    row < taken ? (places.taken.get(row) ?? { line: 0, text: '' }) : placeOf(again.kept[row - taken]!)
  const setAside: SetAside[] = [
    ...cuts.map(({ from }) => ({
      ...placeOf({ at: from, text: '' }),
      reason: 'broken' as const,
      column: '',
    })),
    ...again.failed.map((line) => ({ ...placeOf(line), reason: line.reason, column: line.column })),
    ...missing.map((row) => judge(rowPlace(row), sample, mapping)),
  ].sort((a, b) => a.line - b.line)
  return {
    rowsRead: (await rowCount(engine, table)) + setAside.length,
    setAside,
    unread: [...unread.values()],
    again: taken,
  }
}

const rowCount = async (engine: Engine, table: string): Promise<number> =>
  (await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${ident(table)}`))[0]?.n ?? 0

/** Types the columns that were read as text; a cell that cannot be read becomes empty. */
async function typeStaged(
  engine: Engine,
  table: string,
  plan: Plan,
  mapping: Mapping,
  unread: Map<string, UnreadCells>,
  signal?: AbortSignal,
): Promise<void> {
  const staged = plan
    .map((entry, i) => ({ ...entry, name: stagedName(i) }))
    .filter(({ native }) => native === null)
  if (!staged.length) return
  // Each cell is typed once; what became empty without having been so is marked beside it and counted after.
  const judged = staged.filter(({ column }) => column.reading.as !== 'text' && !required(column, mapping))
  const isMissing = `(${MISSING.map(literal).join(', ')})`
  const typed = new Map(
    staged.map(({ name, column }) => [column, readingSql(name, column.reading, column.type)]),
  )
  const select = plan.map(({ column }) => {
    const name = ident(columnName(column))
    const reading = typed.get(column)
    return reading ? `${reading} AS ${name}` : name
  })
  const marks = judged.map(
    ({ name, column }, i) =>
      `(${typed.get(column)} IS NULL AND ${ident(name)} IS NOT NULL AND trim(${ident(name)}) NOT IN ${isMissing}) AS ${ident(markName(i))}`,
  )
  const old = ident(table)
  await engine.run(`CREATE TABLE typed AS SELECT ${[...select, ...marks].join(', ')} FROM ${old}`, signal)
  for (const [i, { name, column }] of judged.entries()) {
    const mark = ident(markName(i))
    const [bad] = await engine.query<{ n: number }>(`SELECT count(*) FILTER (WHERE ${mark}) AS n FROM typed`)
    if (bad?.n) {
      const examples = await engine.query<{ cell: string }>(
        `SELECT DISTINCT ${ident(name)} AS cell FROM ${old}
         WHERE rowid IN (SELECT rowid FROM typed WHERE ${mark} LIMIT 1000) ORDER BY 1 LIMIT 3`,
      )
      examples.forEach(({ cell }, k) => noteUnread(unread, column.header, cell, k ? 0 : bad.n))
    }
    await engine.run(`ALTER TABLE typed DROP COLUMN ${mark}`)
  }
  await engine.run(`DROP TABLE ${old}; ALTER TABLE typed RENAME TO ${old}`)
}

const markName = (index: number): string => `unread ${index}`

/** Takes out the rows that lack a cell they need, and returns their numbers. */
async function takeIncomplete(
  engine: Engine,
  table: string,
  mapping: Mapping,
  signal?: AbortSignal,
): Promise<number[]> {
  const needed = mapping.columns.filter((column) => required(column, mapping))
  if (!needed.length) return []
  const absent = needed.map((column) => `${ident(columnName(column))} IS NULL`).join(' OR ')
  const rows = await engine.query<{ row: number }>(
    `SELECT rowid AS row FROM ${ident(table)} WHERE ${absent} ORDER BY 1`,
    [],
    signal,
  )
  if (rows.length) await engine.run(`DELETE FROM ${ident(table)} WHERE ${absent}`)
  return rows.map(({ row }) => row)
}
