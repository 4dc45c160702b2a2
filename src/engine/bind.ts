import { literal, type Bound } from './engine'

/**
 * Writes bound values in the place of `?` outside of quotes and comments. DuckDB-Wasm's prepared statements
 * cannot be cancelled, so values are quoted here, in one place, the same for every engine.
 */
export function bind(sql: string, bound: Bound[]): string {
  if (!bound.length) return sql
  let next = 0
  const out = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\?/g, (token) =>
    token === '?' ? constant(bound[next++] ?? null) : token,
  )
  if (next !== bound.length) throw new RangeError(`${bound.length} values for ${next} places`)
  return out
}

function constant(value: Bound): string {
  if (value === null) return 'NULL'
  if (Array.isArray(value)) return `[${value.map(constant).join(', ')}]::DOUBLE[]`
  if (typeof value === 'string') return literal(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`)
  return String(value)
}
