import { ident, type Engine } from '../engine/engine'
import { entity } from '../model/entities'
import { contradictions } from './contradict'
import { isDated, type SourceTable } from './entity/source'
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
  return { merged: await keepNewest(engine, table, name, day), unique: true, notices }
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
