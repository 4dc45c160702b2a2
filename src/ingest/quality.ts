import { ident, insertRows, literal, type Bound, type Engine } from '../engine/engine'
import type { Merge } from '../model/quality'
import { isKeyless } from './clean'
import { holds } from './entity/source'
import { hasMasters, who } from './entity/who'
import type { SourceReport } from './load'
import type { SetAside } from './refused'
import type { ColumnMapping } from './mapping'
import { columnName } from './scan'
import { cleanText } from './value'

/** A file's rows as `quality_finding` wants them: rule, subject, n, total, done. */
type Finding = [rule: string, subject: string, n: number, total: number, done: string]

/**
 * What only the files themselves can say, written to the `quality_…` tables: rows set aside, cells that could not be
 * read, rows merged, identical lines, blanks taken off, and how far each column is filled.
 */
export async function inspectSources(
  engine: Engine,
  sources: SourceReport[],
  identicalOnce: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const findings: Finding[] = []
  for (const source of sources) {
    findings.push(...accounted(source), await inspectDamage(engine, source, signal))
    const trimmed = trimmedIn(source)
    if (trimmed.total) findings.push(['trimmed', source.file, trimmed.n, trimmed.total, 'changed'])
    await insertRows(engine, 'quality_hit', trimmed.hits)
    await insertRows(engine, 'quality_hit', hitsOf(source))
    const { filled, total } = await inspectFill(engine, source, signal)
    if (total) findings.push(['completeness', source.file, total - filled, total, 'kept'])
    if (isKeyless(source))
      findings.push([
        'identical',
        source.file,
        await inspectIdentical(engine, source, signal),
        source.rowsKept,
        identicalOnce ? 'leftOut' : 'kept',
      ])
  }
  await insertRows(engine, 'quality_finding', findings)
}

/** Sums, notes, comments and repeated headers are no data that is missing anywhere, nor is what was asked to be erased. */
const TOLD = new Set<SetAside['reason']>(['total', 'note', 'comment', 'header', 'erased'])
const lost = ({ setAside }: SourceReport): number => setAside.filter(({ reason }) => !TOLD.has(reason)).length

/** What reading the file already counted. */
function accounted(source: SourceReport): Finding[] {
  const { file, rowsRead, rowsMerged, unread, mapping, mixed } = source
  const cells = rowsRead * mapping.columns.length
  const emptied = unread.reduce((sum, { count }) => sum + count, 0)
  return [
    ['set_aside', file, lost(source), rowsRead, 'setAside'],
    ['unread', file, emptied, cells, 'emptied'],
    ['duplicate', file, rowsMerged, rowsRead, 'merged'],
    ...(mixed ? [['mixed', file, mixed.count, Math.max(mixed.count, rowsRead), 'changed'] as Finding] : []),
  ]
}

/** Set-aside rows carry their line and text; unread cells are told by column, with examples. */
const hitsOf = ({ file, unread }: SourceReport): Bound[][] =>
  unread.map(({ column, count, examples }) => [
    'unread',
    file,
    column,
    examples.map((text) => text.slice(0, 60)).join(' · '),
    null,
    count,
    null,
  ])

/**
 * Cells with U+FFFD in them: letters that were lost when the file was written, or bytes that no encoding reads. What is
 * still text shows it; a number or a date with it was not read as one.
 */
async function inspectDamage(engine: Engine, source: SourceReport, signal?: AbortSignal): Promise<Finding> {
  const texts = source.mapping.columns.filter(({ type }) => type === 'VARCHAR')
  const cells = source.rowsKept * texts.length
  if (!cells) return ['damaged', source.file, 0, cells, 'kept']
  const lost = (column: ColumnMapping) => `contains(${ident(columnName(column))}, chr(65533))`
  const counts = texts.flatMap((column, i) => [
    `count_if(${lost(column)})::DOUBLE AS n${i}`,
    `min(${ident(columnName(column))}) FILTER (${lost(column)}) AS e${i}`,
  ])
  const [row] = await engine.query<Record<string, number | string | null>>(
    `SELECT ${counts.join(', ')} FROM ${ident(source.table)}`,
    [],
    signal,
  )
  const found = texts.map(({ header }, i) => ({
    header,
    n: Number(row?.[`n${i}`] ?? 0),
    cell: row?.[`e${i}`],
  }))
  await insertRows(
    engine,
    'quality_hit',
    found
      .filter(({ n }) => n > 0)
      .map(({ header, n, cell }) => [
        'damaged',
        source.file,
        header,
        String(cell).slice(0, 60),
        null,
        n,
        null,
      ]),
  )
  return ['damaged', source.file, found.reduce((sum, { n }) => sum + n, 0), cells, 'kept']
}

/** Cells of the sample that lost blanks, guards or full-width forms; the rest of the file was cleaned the same way. */
function trimmedIn({ file, sample, mapping }: SourceReport): { n: number; total: number; hits: Bound[][] } {
  let n = 0
  const hits: Bound[][] = []
  for (const { index, header, reading } of mapping.columns) {
    let changed = 0
    let example = ''
    for (const row of sample.rows) {
      const cell = row[index] ?? ''
      const kept = reading.as === 'text' ? cleanText(cell) : cell.trim().normalize('NFKC')
      if (cell === kept || cell.trim() === '') continue
      changed++
      example ||= cell
    }
    if (changed)
      hits.push(['trimmed', file, header, JSON.stringify(example.slice(0, 60)), null, changed, null])
    n += changed
  }
  return { n, total: sample.rows.length * mapping.columns.length, hits }
}

/**
 * Filled cells of the columns that the model uses, or would if they could be read: of these none is. A row that was set
 * aside and held data is an empty one.
 */
async function inspectFill(engine: Engine, source: SourceReport, signal?: AbortSignal) {
  const columns = source.mapping.columns.filter(({ target, meant }) => target ?? meant)
  if (!columns.length) return { filled: 0, total: 0 }
  const counts = columns.map((column, i) =>
    column.target ? `count(${ident(columnName(column))})::DOUBLE AS c${i}` : `0::DOUBLE AS c${i}`,
  )
  const [row] = await engine.query<Record<string, number>>(
    `SELECT count(*)::DOUBLE AS n, ${counts.join(', ')} FROM ${ident(source.table)}`,
    [],
    signal,
  )
  // A row that was merged said the same of another row, or something older: it is no gap.
  const rows = (row?.n ?? 0) + lost(source)
  const cells = columns.map(({ target, meant, header }, i): Bound[] => {
    const [owner, name] = (target ?? meant)!.split('.')
    return [source.file, owner!, name!, header, row?.[`c${i}`] ?? 0, rows]
  })
  await insertRows(engine, 'quality_fill', cells)
  const filled = cells.reduce((sum, cell) => sum + Number(cell[4]), 0)
  return { filled, total: rows * columns.length }
}

/**
 * Lines that repeat another line of the file in every column. Hashes are counted first: where they all differ, so do
 * the lines; only lines of equal hash are compared in full.
 * @returns how many lines there are beyond the first of their kind
 */
async function inspectIdentical(engine: Engine, source: SourceReport, signal?: AbortSignal): Promise<number> {
  // Where no order id repeats no line does.
  if (source.ordersUnique && holds('orders')(source)) return 0
  const names = source.mapping.columns.map((column) => ident(columnName(column)))
  const table = ident(source.table)
  const hash = `hash(${names.join(', ')})`
  const [row] = await engine.query<{ n: number; d: number }>(
    `SELECT count(*) AS n, count(DISTINCT ${hash}) AS d FROM ${table}`,
    [],
    signal,
  )
  if (!row || row.n === row.d) return 0
  const id = source.mapping.columns.find(
    ({ target }) => target && /\.(order_id|response_id|customer_id)$/.test(target),
  )
  const text = names.map((name) => `coalesce(${name}::VARCHAR, '')`).join(` || ' · ' || `)
  await engine.run(
    `INSERT INTO quality_hit SELECT 'identical', ${literal(source.file)}, ${id ? `${ident(columnName(id))}::VARCHAR` : 'NULL'},
       ${text}, NULL, count(*) - 1, NULL
     FROM ${table} WHERE ${hash} IN (SELECT ${hash} FROM ${table} GROUP BY 1 HAVING count(*) > 1)
     GROUP BY ${names.join(', ')} HAVING count(*) > 1`,
    signal,
  )
  const [hits] = await engine.query<{ n: number }>(
    `SELECT coalesce(sum(n), 0)::DOUBLE AS n FROM quality_hit WHERE rule = 'identical' AND subject = ?`,
    [source.file],
  )
  return hits?.n ?? 0
}

/**
 * Writes whom the customer files know, each under the id that they count under, to `quality_register`; false where
 * there is no file of customers apart from the orders.
 */
export async function writeRegister(
  engine: Engine,
  sources: SourceReport[],
  merges: Merge[],
  signal?: AbortSignal,
): Promise<boolean> {
  const files = sources.filter((source) => holds('customers')(source) && !holds('orders')(source))
  if (!files.length) return false
  const masters = hasMasters(sources, merges)
  const parts = files.map((source) => {
    const { id, join } = who(source, 'customers', masters)
    return `SELECT ${id} AS customer_id FROM ${ident(source.table)} ${join}`
  })
  await engine.run(
    `CREATE OR REPLACE TABLE quality_register AS
     SELECT DISTINCT customer_id FROM (${parts.join(' UNION ALL ')}) WHERE customer_id IS NOT NULL`,
    signal,
  )
  return true
}

/** A file that its sample holds whole may be a list that other files are held against: products, industries, staff. */
const LONGEST_LIST = 1000

/** Distinct values of the text columns of such files. */
export const listsOf = (sources: SourceReport[]): Set<string>[] =>
  sources
    .filter(({ rowsRead, sample }) => rowsRead === sample.rows.length && rowsRead <= LONGEST_LIST)
    .flatMap(({ mapping, sample }) =>
      mapping.columns
        .filter(({ reading }) => reading.as === 'text')
        .map(({ index }) => new Set(sample.rows.map((row) => cleanText(row[index] ?? '')).filter(Boolean))),
    )
