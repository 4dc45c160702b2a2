import type { Condition } from '../model/condition'
import { AppError } from '../model/error'
import { ident, literal, type Engine } from './engine'

/**
 * A validated condition → a WHERE expression with quoted names and quoted values; the only place that makes SQL text
 * of what a user chose. @throws AppError `condition.field`, `condition.operator`
 */
export function compileCondition(condition: Condition, fields: ReadonlySet<string>): string {
  if ('all' in condition) return group(condition.all, ' AND ', 'true', fields)
  if ('any' in condition) return group(condition.any, ' OR ', 'false', fields)
  if ('not' in condition) return `NOT coalesce(${compileCondition(condition.not, fields)}, false)`
  if (!fields.has(condition.field)) throw new AppError('condition.field', { field: condition.field })
  const column = ident(condition.field)
  const [first] = condition.values
  switch (condition.op) {
    case 'missing':
      return `${column} IS NULL`
    case 'in':
      return condition.values.length ? `${column} IN (${condition.values.map(constant).join(', ')})` : 'false'
    case 'is':
      return `${column} = ${constant(first)}`
    case 'atLeast':
      return `${column} >= ${constant(first)}`
    case 'atMost':
      return `${column} <= ${constant(first)}`
    case 'contains':
      return `contains(lower(${column}), lower(${literal(String(first))}))`
    default:
      throw new AppError('condition.operator', { operator: String((condition as { op: string }).op) })
  }
}

const group = (parts: Condition[], joint: string, none: string, fields: ReadonlySet<string>): string =>
  parts.length ? `(${parts.map((part) => compileCondition(part, fields)).join(joint)})` : none

function constant(value: string | number | boolean | undefined): string {
  if (typeof value === 'string') return literal(value)
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value)
  throw new AppError('condition.operator', { operator: String(value) })
}

/** Writes the ids of a relation's customers that meet the condition into a table. */
export async function writeHits(
  engine: Engine,
  table: string,
  relation: string,
  condition: Condition,
  fields: ReadonlySet<string>,
): Promise<void> {
  await engine.run(
    `CREATE OR REPLACE TABLE ${ident(table)} AS SELECT customer_id FROM ${ident(relation)} WHERE ${compileCondition(condition, fields)}`,
  )
}

/** Makes a view that shows the customers of a relation. */
export async function pointView(engine: Engine, view: string, relation: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE VIEW ${ident(view)} AS SELECT customer_id FROM ${ident(relation)}`)
}

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
