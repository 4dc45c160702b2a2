import { COMPACT, ident, literal, type Engine } from '../engine/engine'
import { AppError } from '../model/error'
import type { Body } from './body'
import type { Storage } from './budget'
import type { ColumnMapping, Mapping } from './mapping'
import type { Sample } from './sample'
import { cleaningOf, cleanSql, isError, type Cleaning } from './value'
import { formSql, isDirty, keyOf, type Key } from './value/key'
import { absentOf, kept, type Absent } from './absent'

/** Name of a column in the source table: its target, or its header behind a mark that no target has. */
export const columnName = ({ target, header, index, wide }: ColumnMapping): string =>
  target === null ? attributeName(header) : wide ? `${target}[${index}]` : target
export const attributeName = (header: string): string => `#${header}`

/** The name under which a table is made, so that it stands where it fits. */
export const made = (table: string, storage: Storage): string =>
  storage === 'compact' ? `${COMPACT}.${ident(table)}` : ident(table)

/** Name of a column that is still text, to be typed after. */
export const stagedName = (index: number): string => `staged ${index}`

interface PlanEntry {
  column: ColumnMapping
  /** The type that the reader makes of the column in passing, or null: read as text and typed after. */
  native: string | null
  cleaning: Cleaning
  /** The sample shows keys out of their form: they are brought into it in passing. */
  key: Key | null
  absent: Absent
}
export type Plan = PlanEntry[]

const NEW_LINE = { '\n': '\\n', '\r\n': '\\r\\n', '\r': '\\r' }

/** How each column is read in the first pass. */
export function planOf(sample: Sample, mapping: Mapping): Plan {
  const cells = ({ index }: ColumnMapping) => sample.rows.map((row) => row[index] ?? '')
  const absent = absentOf(
    mapping.columns.map((column) => ({ reading: column.reading, cells: cells(column) })),
  )
  return mapping.columns.map((column, i) => {
    const text = column.reading.as === 'text'
    const own = absent[i]!
    const key = text ? keyOf(column) : null
    const present = key ? cells(column).filter((cell) => cell !== '') : []
    return {
      column,
      // The reader takes a word for missing in all columns or in none.
      native: !text && (own.apart.length || cells(column).some(isError)) ? null : nativeType(column, mapping),
      cleaning: text ? cleaningOf(cells(column)) : 'none',
      // Fewer are put right after, where they are.
      key: key && present.filter((cell) => isDirty(key, cell)).length * 100 > present.length ? key : null,
      absent: own,
    }
  })
}

function nativeType(column: ColumnMapping, mapping: Mapping): string | null {
  const { reading, type } = column
  if (reading.as === 'text') return 'VARCHAR'
  if (reading.as === 'number') return reading.plain && reading.decimal === decimalMark(mapping) ? type : null
  return reading.as === 'date' && reading.plain ? type : null
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

/** Reads the text into the table and says how many rows were refused. */
export async function scan(
  engine: Engine,
  { text, dialect }: Body,
  table: string,
  plan: Plan,
  storage: Storage,
  signal?: AbortSignal,
): Promise<number> {
  const columns = plan.map(({ native }, i) => `'c${i}': ${literal(native ?? 'VARCHAR')}`).join(', ')
  const decimal = plan.some(
    ({ column, native }) => native && column.reading.as === 'number' && column.reading.decimal === ',',
  )
    ? ','
    : '.'
  const select = plan.map(({ column, native, cleaning, key, absent }, i) =>
    column.dropped === 'choice'
      ? `NULL::BOOLEAN AS ${ident(columnName(column))}`
      : native
        ? `${kept(key ? formSql(key, `c${i}`) : cleanSql(`c${i}`, cleaning), absent)} AS ${ident(columnName(column))}`
        : `c${i} AS ${ident(stagedName(i))}`,
  )
  const path = await engine.open(text)
  try {
    await engine.run(`DROP TABLE IF EXISTS ${ident(table)}`)
    await engine.run('DROP TABLE IF EXISTS rejects; DROP TABLE IF EXISTS reject_files')
    await engine.run(
      `CREATE TABLE ${made(table, storage)} AS SELECT ${select.join(', ')} FROM read_csv(${literal(path)},
        auto_detect = false, header = false, delim = ${literal(dialect.delimiter)},
        quote = ${literal(dialect.quote)}, escape = ${literal(dialect.escape)}, columns = {${columns}},
        ${dialect.end ? `new_line = ${literal(NEW_LINE[dialect.end])},` : ''} nullstr = [${plan[0]!.absent.everywhere.map(literal).join(', ')}], decimal_separator = ${literal(decimal)},
        store_rejects = true, rejects_table = 'rejects', rejects_scan = 'reject_files', rejects_limit = 0,
        max_line_size = 8388608)`,
      signal,
    )
  } finally {
    // A cancelled statement may hold the file a little longer; that must not hide why it ended.
    await engine.close(path).catch(() => undefined)
  }
  const [refused] = await engine.query<{ n: number; undecoded: number | null }>(
    `SELECT count(DISTINCT line_byte_position) AS n,
      min(line_byte_position) FILTER (WHERE error_type::VARCHAR = 'INVALID ENCODING') AS undecoded FROM rejects`,
  )
  if (refused?.undecoded != null)
    throw new AppError('file.decode', { file: '', encoding: 'utf-8', at: refused.undecoded })
  return refused?.n ?? 0
}
