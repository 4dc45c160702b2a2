import type { Condition, Test } from '../model/condition'
import { AppError } from '../model/error'
import { isDate } from '../model/day'
import { ident, literal, type Engine } from './engine'

/** Rows (customer_id, name, value) of a relation under one name: a field that has no column of its own. */
interface Long {
  relation: string
  name: string
}
export type Place = 'text' | 'number' | 'date' | 'boolean' | Long
/** Fields that may be asked: columns of the relation, or where each stands and what it holds. */
export type Fields = ReadonlySet<string> | ReadonlyMap<string, Place>

/**
 * A validated condition → a WHERE expression with quoted names and quoted values; the only place that makes SQL text
 * of what a user chose. Where a field's kind is known, a value that is none of it meets nobody instead of failing.
 * @throws AppError `condition.field`, `condition.operator`
 */
export function compileCondition(condition: Condition, fields: Fields): string {
  if ('all' in condition) return group(condition.all, ' AND ', 'true', fields)
  if ('any' in condition) return group(condition.any, ' OR ', 'false', fields)
  if ('not' in condition) return `NOT coalesce(${compileCondition(condition.not, fields)}, false)`
  if (!fields.has(condition.field)) throw new AppError('condition.field', { field: condition.field })
  const place = fields instanceof Map ? (fields.get(condition.field) as Place) : null
  if (place && typeof place === 'object') return within(condition, place)
  return compare(ident(condition.field), condition, place)
}

const group = (parts: Condition[], joint: string, none: string, fields: Fields): string =>
  parts.length ? `(${parts.map((part) => compileCondition(part, fields)).join(joint)})` : none

function within(test: Test, { relation, name }: Long): string {
  const rows = `SELECT customer_id FROM ${ident(relation)} WHERE name = ${literal(name)}`
  return test.op === 'missing'
    ? `customer_id NOT IN (${rows})`
    : `customer_id IN (${rows} AND ${compare('value', test, 'text')})`
}

type Kind = Exclude<Place, Long>

function compare(column: string, { op, values }: Test, kind: Kind | null): string {
  if (op === 'missing') return `${column} IS NULL`
  if (op === 'contains')
    return `contains(lower(${kind && kind !== 'text' ? `${column}::VARCHAR` : column}), lower(${literal(String(values[0]))}))`
  // A number asked of words: those that are numbers answer.
  const measured = kind === 'text' && (op === 'atLeast' || op === 'atMost') && typeof values[0] === 'number'
  const operand = measured ? `TRY_CAST(${column} AS DOUBLE)` : kind === 'date' ? `${column}::DATE` : column
  const said = values.map((value) => constant(value, measured ? 'number' : kind))
  if (op === 'in') {
    const some = said.filter((each) => each !== null)
    return some.length ? `${operand} IN (${some.join(', ')})` : 'false'
  }
  const sign = SIGNS[op as keyof typeof SIGNS]
  if (!sign) throw new AppError('condition.operator', { operator: String(op) })
  const [first] = said
  if (first === undefined) throw new AppError('condition.operator', { operator: String(values[0]) })
  return first === null ? 'false' : `${operand} ${sign} ${first}`
}

const SIGNS = { is: '=', atLeast: '>=', atMost: '<=' } as const

/** A value as SQL; null: it is none of this kind. */
function constant(value: string | number | boolean, kind: Kind | null): string | null {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new AppError('condition.operator', { operator: String(value) })
  if (kind === null) return typeof value === 'string' ? literal(value) : String(value)
  if (kind === 'text') return literal(String(value))
  if (kind === 'date') return isDate(String(value)) ? `DATE ${literal(String(value))}` : null
  if (kind === 'boolean')
    return ['true', 'yes'].includes(String(value))
      ? 'true'
      : ['false', 'no'].includes(String(value))
        ? 'false'
        : null
  const figure = typeof value === 'string' && value.trim() ? Number(value) : value
  return typeof figure === 'number' && Number.isFinite(figure) ? String(figure) : null
}

/** Writes the relation's customers that meet the condition into a table: their ids, or these columns. */
export async function writeHits(
  engine: Engine,
  table: string,
  relation: string,
  condition: Condition,
  fields: Fields,
  { columns = ['customer_id'], temporary = false }: { columns?: string[]; temporary?: boolean } = {},
): Promise<void> {
  await engine.run(
    `CREATE OR REPLACE ${temporary ? 'TEMP ' : ''}TABLE ${ident(table)} AS SELECT ${listed(columns)} FROM ${ident(relation)} WHERE ${compileCondition(condition, fields)}`,
  )
}

/** Makes a view that shows the customers of a relation who meet a condition, or all: these columns, or all. */
export async function pointView(
  engine: Engine,
  made: { view: string; relation: string; columns?: string[]; temporary?: boolean },
  condition: Condition = { all: [] },
  fields: Fields = new Set(),
): Promise<void> {
  const { view, relation, columns, temporary } = made
  await engine.run(
    `CREATE OR REPLACE ${temporary ? 'TEMP ' : ''}VIEW ${ident(view)} AS SELECT ${columns ? listed(columns) : '*'} FROM ${ident(relation)} WHERE ${compileCondition(condition, fields)}`,
  )
}

const listed = (columns: string[]): string => columns.map(ident).join(', ')

/** Words that a column of a relation holds, the most frequent first, at most so many. */
export async function readWords(
  engine: Engine,
  relation: string,
  column: string,
  most: number,
): Promise<string[]> {
  const rows = await engine.query<{ word: string }>(
    `SELECT ${ident(column)}::VARCHAR AS word FROM ${ident(relation)} WHERE ${ident(column)} IS NOT NULL
     GROUP BY 1 ORDER BY count(*) DESC, word LIMIT ${Math.trunc(most)}`,
  )
  return rows.map(({ word }) => word)
}

/** Writes `table(name, customer_id)`: for each name the customers of the relation that meet its condition. */
export async function writeMembers(
  engine: Engine,
  table: string,
  relation: string,
  named: { name: string; condition: Condition }[],
  fields: Fields,
): Promise<void> {
  const parts = named.map(
    ({ name, condition }) =>
      `SELECT ${literal(name)} AS name, customer_id FROM ${ident(relation)} WHERE ${compileCondition(condition, fields)}`,
  )
  const none = 'SELECT NULL::VARCHAR AS name, NULL::VARCHAR AS customer_id WHERE false'
  await engine.run(`CREATE OR REPLACE TABLE ${ident(table)} AS ${parts.join(' UNION ALL ') || none}`)
}
