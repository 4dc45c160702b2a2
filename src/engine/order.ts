import { AppError } from '../model/error'
import { ident, literal, type Engine } from './engine'

/** By which column of a relation its rows are read. */
export interface Order {
  field: string
  down: boolean
  /** Words of the column from lowest to highest, where they have an order of their own. */
  ranks?: readonly string[]
}

/**
 * Rows of a table (its `rowid`) in the reader's order; what has no value comes last, what is equal by `key`.
 * Which column is the reader's choice, so the statement cannot be a file: names are checked and quoted here, as in
 * `condition.ts`. @throws AppError `condition.field`
 */
export async function readOrder(
  engine: Engine,
  table: string,
  { field, down, ranks }: Order,
  fields: ReadonlySet<string>,
  among: string | null = null,
): Promise<Float64Array> {
  const column = checked(field, fields)
  const value = ranks ? `list_position([${ranks.map(literal).join(', ')}], ${column})` : column
  const where = among ? `WHERE key IN (SELECT key FROM ${ident(among)})` : ''
  const { row } = await engine.columns(
    `SELECT rowid::DOUBLE AS row FROM ${ident(table)} ${where}
     ORDER BY ${value} ${down ? 'DESC' : 'ASC'} NULLS LAST, key`,
  )
  return row ?? new Float64Array()
}

/** A column of words, row by row from one place of a table to before another. @throws AppError `condition.field` */
export async function readTexts(
  engine: Engine,
  table: string,
  field: string,
  fields: ReadonlySet<string>,
  [from, to]: [number, number],
): Promise<(string | null)[]> {
  const rows = await engine.query<{ text: string | null }>(
    `SELECT ${checked(field, fields)} AS text FROM ${ident(table)}
     WHERE rowid >= ${Math.trunc(from)} AND rowid < ${Math.trunc(to)} ORDER BY rowid`,
  )
  return rows.map(({ text }) => text)
}

/** Chosen columns of chosen rows of a table, in the order of these rows. @throws AppError `condition.field` */
export async function readRows<T extends Record<string, string | number | boolean | null>>(
  engine: Engine,
  table: string,
  columns: readonly string[],
  rows: readonly number[],
  fields: ReadonlySet<string>,
): Promise<T[]> {
  if (!rows.length) return []
  const list = columns.map((name) => checked(name, fields))
  const found = await engine.query<T & { rowid: number }>(
    `SELECT ${['rowid', ...list].join(', ')} FROM ${ident(table)} WHERE rowid IN (${rows.map(Math.trunc).join(', ')})`,
  )
  const places = new Map(found.map((row) => [row.rowid, row]))
  return rows.flatMap((row) => places.get(row) ?? [])
}

function checked(field: string, fields: ReadonlySet<string>): string {
  if (!fields.has(field)) throw new AppError('condition.field', { field })
  return ident(field)
}
