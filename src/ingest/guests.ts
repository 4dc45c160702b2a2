import { ident, literal, type Engine } from '../engine/engine'
import { commonStart, extentsOf, type Extent } from './extent'
import type { ColumnMapping } from './mapping'
import { columnName } from './scan'
import { HINT, isNobody, isNought } from './value/nobody'
import { matches } from './value/sql'

/** A value of which it is not certain whether it is a customer. */
interface Doubt {
  value: string
  n: number
  total: number
  /** What it is taken for. */
  nobody: boolean
  confidence: number
}
export interface Evidence {
  /** Values that are nobody, the most frequent first, and the rows that hold them. */
  values: string[]
  n: number
  /** Words for nobody in the column of names beside them. */
  names: string[]
  doubts: Doubt[]
}

interface Count extends Record<string, string | number> {
  value: string
  n: number
}

/** As many rows, spread over the file, as show what is usual in a column. */
const LOOKED = 20_000
const MOST_WORDS = 20_000

/**
 * Which values of a column of buyers are nobody in particular: words and noughts that say so, a word among numbers, a
 * number under which only walk-ins are booked. One that holds a large share of all rows is a doubt.
 */
export async function evidenceOf(
  engine: Engine,
  table: string,
  column: ColumnMapping,
  names: ColumnMapping | undefined,
  said: string[] | undefined,
  signal?: AbortSignal,
): Promise<Evidence> {
  const [name, cell] = [ident(table), ident(columnName(column))]
  if (said) return { values: said, n: await countOf(engine, name, cell, said), names: [], doubts: [] }
  const extents = await extentsOf(engine, table, [columnName(column)], signal)
  const words = isSomebody(extents.get(columnName(column)))
    ? []
    : await engine.query<Count>(
        `SELECT ${cell} AS value, count(*)::DOUBLE AS n FROM ${name} WHERE ${matches(cell, HINT)}
         GROUP BY 1 ORDER BY n DESC, 1 LIMIT ${MOST_WORDS}`,
        [],
        signal,
      )
  const seen = await usual(engine, name, cell)
  const sure = words.filter(({ value }) => isNobody(value) || isNought(value))
  const zero = sure.find(({ value }) => value === '0')
  const counted = zero && (await isCounted(engine, name, cell)) ? sure.filter((word) => word !== zero) : sure
  const doubts: Doubt[] = []
  const taken = new Set(counted.map(({ value }) => value))
  const booked =
    names && seen ? await bookedFor(engine, name, cell, ident(columnName(names)), seen.step) : null
  for (const { value, n } of booked?.ids ?? [])
    if (!taken.has(value)) doubts.push({ value, n, total: seen!.total, nobody: true, confidence: 0.85 })
  for (const { value, n } of doubtful(seen)) {
    if (taken.has(value) || doubts.some((doubt) => doubt.value === value)) continue
    // A large customer may have a word for a number; who is a fifth of all buyers hardly does.
    const odd = !/\d/.test(value) && isCoded(seen!) && n * 5 >= seen!.total
    doubts.push({ value, n, total: seen!.total, nobody: odd, confidence: 0.7 })
  }
  const values = [...counted.map(({ value }) => value), ...doubts.flatMap((d) => (d.nobody ? [d.value] : []))]
  return { values, n: await countOf(engine, name, cell, values), names: booked?.names ?? [], doubts }
}

/** All of them begin alike and so that no word or nought for nobody does: with a figure beside something else. */
const isSomebody = (extent: Extent | undefined): boolean => {
  const start = extent ? commonStart(extent) : ''
  const figures = new Set(start.match(/\d/g))
  return figures.size > 1 || (figures.size > 0 && /[^-+.\d]/.test(start))
}

async function countOf(engine: Engine, name: string, cell: string, values: string[]): Promise<number> {
  if (!values.length) return 0
  const [row] = await engine.query<{ n: number }>(
    `SELECT count(*)::DOUBLE AS n FROM ${name} WHERE ${cell} IN (${values.map(literal).join(', ')})`,
  )
  return row?.n ?? 0
}

interface Usual {
  step: number
  total: number
  different: number
  /** Different values that have a figure in them. */
  coded: number
  most: Count[]
}
/** What is usual among the buyers; counts are of the whole file as far as the rows that were looked at tell. */
async function usual(engine: Engine, name: string, cell: string): Promise<Usual | null> {
  const [size] = await engine.query<{ n: number }>(`SELECT count(*)::DOUBLE AS n FROM ${name}`)
  const step = Math.max(1, Math.ceil((size?.n ?? 0) / LOOKED))
  const most = await engine.query<Count & { total: number; different: number; coded: number }>(
    `WITH s AS (SELECT ${cell} AS value, count(*) AS n FROM ${name} WHERE ${cell} IS NOT NULL AND rowid % ${step} = 0 GROUP BY 1),
     w AS (SELECT sum(n) AS total, count(*) AS different, count_if(${matches('value', '[0-9]')}) AS coded FROM s)
     SELECT value, (n * ${step})::DOUBLE AS n, (total * ${step})::DOUBLE AS total, different::DOUBLE AS different, coded::DOUBLE AS coded
     FROM s, w ORDER BY s.n DESC, value LIMIT 20`,
  )
  const [first] = most
  return first ? { step, total: first.total, different: first.different, coded: first.coded, most } : null
}
const isCoded = ({ different, coded }: Usual): boolean =>
  different >= 5 && different - coded <= Math.max(1, different * 0.1)

/** A word among numbers that comes again and again, and one buyer who is a third of all. */
function doubtful(seen: Usual | null): Count[] {
  if (!seen) return []
  const { most, total, different } = seen
  const odd = isCoded(seen)
    ? most.filter(
        ({ value, n }) => !/\d/.test(value) && n >= 3 && n * different >= 2 * total && n * 20 >= total,
      )
    : []
  const [first, second] = most.filter((value) => !odd.includes(value))
  const large =
    first && second && different >= 10 && first.n >= 10 && first.n * 3 >= total && first.n >= 5 * second.n
  return large ? [...odd, first] : odd
}

/** Whether customers are numbered from 0: then 0 is one of them, and no larger than the others. */
async function isCounted(engine: Engine, name: string, cell: string): Promise<boolean> {
  const [row] = await engine.query<{
    n: number
    zero: number
    one: number
    different: number
    last: number | null
  }>(
    `SELECT count(${cell})::DOUBLE AS n, count_if(${cell} = '0')::DOUBLE AS zero, count_if(${cell} = '1')::DOUBLE AS one,
       count(DISTINCT ${cell})::DOUBLE AS different, max(try_cast(${cell} AS BIGINT))::DOUBLE AS last FROM ${name}`,
  )
  if (!row || row.last === null) return false
  return (
    row.different >= 5 && row.one > 0 && row.last < 2 * row.different && row.zero * row.different <= 3 * row.n
  )
}

/** Numbers of which every row says by its name that it is nobody: at most two, else it is a name that many go by. */
async function bookedFor(
  engine: Engine,
  name: string,
  id: string,
  names: string,
  step: number,
): Promise<{ ids: Count[]; names: string[] } | null> {
  const rows = await engine.query<{ id: string; name: string }>(
    `SELECT DISTINCT ${id} AS id, ${names} AS name FROM ${name}
     WHERE rowid % ${step} = 0 AND ${id} IS NOT NULL AND ${matches(names, HINT)} ORDER BY ALL LIMIT ${MOST_WORDS}`,
  )
  const found = rows.filter((row) => isNobody(row.name))
  const ids = [...new Set(found.map((row) => row.id))]
  if (!ids.length || ids.length > 2) return null
  const words = [...new Set(found.map((row) => row.name))]
  const list = (values: string[]) => values.map(literal).join(', ')
  const counts = await engine.query<Count>(
    `SELECT ${id} AS value, count(*)::DOUBLE AS n FROM ${name} WHERE ${id} IN (${list(ids)}) GROUP BY 1
     HAVING count(*) >= 3 AND count_if(${names} IN (${list(words)})) = count(*) ORDER BY n DESC, 1`,
  )
  return { ids: counts, names: words }
}
