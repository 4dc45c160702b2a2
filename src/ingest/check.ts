import { ident, type Engine } from '../engine/engine'
import { entity } from '../model/entities'
import { contradictions } from './contradict'
import { isDated, type SourceTable } from './entity/source'
import { daysOf, isEnd } from './entity/union'
import type { Told } from './notice'
import { columnName } from './scan'

/** What the rows of a file turn out to be, once all of them are read. */
interface Checked {
  merged: number
  unique: boolean
  amountByLine?: boolean
  edges?: string[]
  notices?: Told[]
}

/**
 * Repeated keys are merged, the newest wins; orders and their lines are all kept until every file is seen. `again` is the number of the
 * first row that was read again and stands out of the file's order.
 */
export async function check(
  engine: Engine,
  source: SourceTable,
  again: number,
  signal?: AbortSignal,
): Promise<Checked> {
  const { table, mapping } = source
  const column = (target: string) => mapping.columns.find((c) => c.target === target && !c.wide)
  const first = mapping.entities[0]
  const orders = mapping.entities.includes('orders')
  if (orders && !isDated(source)) return { merged: 0, unique: false, amountByLine: true }
  const key = first && entity(first).key
  const order = column('orders.order_id') ?? column('order_lines.order_id')
  const id = orders || first === 'order_lines' ? order : key ? column(`${first}.${key}`) : undefined
  const months = mapping.columns.some((c) => c.target === 'orders.amount' && c.wide)
  if (!id) return { merged: 0, unique: orders && !months }
  const name = columnName(id)
  const unique = await isUnique(engine, table, name, signal)
  if (mapping.entities.includes('order_lines'))
    return {
      merged: 0,
      unique,
      edges: await edgesOf(engine, table, name, again),
    }
  // What repeats among orders is settled when all files are seen together.
  if (orders) return { merged: 0, unique, edges: await edgesOf(engine, table, name, again) }
  if (unique) return { merged: 0, unique }
  const date = NEWEST.map((name) => column(`${first}.${name}`)).find(Boolean)
  const day = date && columnName(date)
  const notices =
    first === 'customers' ? await contradictions(engine, source, name, day ? ident(day) : 'rowid') : []
  return { merged: await keepNewest(engine, source, name, day), unique: true, notices }
}

/** Orders at the beginning and the end of the file; rows that were read again have lost their place and count as both. */
async function edgesOf(engine: Engine, table: string, id: string, again: number): Promise<string[]> {
  const rows = await engine.query<{ id: string | null }>(
    `SELECT DISTINCT ${ident(id)} AS id FROM ${ident(table)} WHERE rowid IN (
       SELECT unnest([min(rowid), max(rowid)]) FROM ${ident(table)} GROUP BY rowid < ?)`,
    [again],
  )
  return rows.map((row) => row.id).filter((id) => id !== null)
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

/**
 * Of rows of one key the newest stands, with what only older ones say. Where the day is the same, who names a later day or
 * more of them is newer, and at last who stands further down.
 */
async function keepNewest(engine: Engine, source: SourceTable, key: string, date?: string): Promise<number> {
  const { table, mapping } = source
  const [name, id] = [ident(table), ident(key)]
  const days = daysOf(source).map((day) => `coalesce(epoch(${day}::TIMESTAMP), 0)`)
  const newest = date ? `coalesce(epoch(${ident(date)}::TIMESTAMP), -1e18)` : '0'
  const latest = days.length ? `greatest(${days.join(', ')}), ${days.join(' + ')}` : '0'
  const order = `(${newest}, ${latest}, rowid)`
  const again = `${id} IN (SELECT ${id} FROM ${name} GROUP BY ${id} HAVING count(*) > 1)`
  const older = `rowid IN (SELECT row FROM (
      SELECT rowid AS row, row_number() OVER (PARTITION BY ${id} ORDER BY ${order} DESC) AS place FROM ${name} WHERE ${again})
    WHERE place > 1)`
  const [row] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${name} WHERE ${older}`)
  if (!row?.n) return 0
  const said = mapping.columns.filter((column) => !column.dropped && !isEnd(column.target)).map(columnName)
  const fields = [...new Set(said)].filter((field) => field !== key).map((field) => ident(field))
  if (fields.length)
    await engine.run(`UPDATE ${name} SET ${fields.map((field) => `${field} = coalesce(${name}.${field}, said.${field})`).join(', ')}
      FROM (SELECT ${id} AS "said key", ${fields.map((field) => `arg_max(${field}, ${order}) AS ${field}`).join(', ')} FROM ${name} WHERE ${again} GROUP BY 1) AS said
      WHERE ${name}.${id} = said."said key"`)
  await engine.run(`DELETE FROM ${name} WHERE ${older}`)
  return row.n
}
