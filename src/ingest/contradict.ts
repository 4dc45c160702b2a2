import { ident, type Engine } from '../engine/engine'
import type { Told } from './notice'
import { columnName } from './scan'
import type { SourceTable } from './entity/source'
import { keySql } from './value/key'

/** What says who somebody is, beside the name. */
const LASTING = ['phone', 'email', 'birth_date'] as const

/**
 * Rows of a register under one number that are hardly later states of one customer: the name is another, and nothing else
 * that says who it is agrees. They are looked at in the order in which the newest wins (`order`), each beside what was
 * said last before it; only numbers that repeat are looked at.
 */
export async function contradictions(
  engine: Engine,
  { table, mapping }: SourceTable,
  id: string,
  order: string,
): Promise<Told[]> {
  const column = (field: string) => mapping.columns.find((c) => c.target === `customers.${field}` && !c.wide)
  const name = column('name')
  const lasting = LASTING.flatMap((field) => column(field) ?? [])
  if (!name) return []
  const [rows, key] = [ident(table), ident(id)]
  // A shorter form of a name, one that hides its end and one in another order of words are the same name.
  const words = `regexp_split_to_array(lower(${ident(columnName(name))}), '[\\s\\p{P}]+')`
  const plain = `nullif(list_aggregate(list_sort(${words}), 'string_agg', ''), '')`
  const values = lasting.map((c, i) => {
    const own = ident(columnName(c))
    const kind = c.target!.endsWith('phone') ? 'phone' : c.target!.endsWith('email') ? 'email' : null
    return `${kind ? keySql(kind, own) : `${own}::VARCHAR`} AS v${i}`
  })
  const before = lasting.map((_, i) => `lag(v${i} IGNORE NULLS) OVER w AS b${i}`)
  const same = ['false', ...lasting.map((_, i) => `coalesce(v${i} = b${i}, false)`)]
  const [found] = await engine.query<{ n: number; total: number; example: string | null }>(
    `WITH repeated AS (
       SELECT ${key} AS id, rowid AS row, ${order} AS place, ${[`${plain} AS name`, ...values].join(', ')} FROM ${rows}
       WHERE ${key} IN (SELECT ${key} FROM ${rows} GROUP BY ${key} HAVING count(*) > 1)),
     beside AS (
       SELECT *, ${['lag(name IGNORE NULLS) OVER w AS before', ...before].join(', ')} FROM repeated
       WINDOW w AS (PARTITION BY id ORDER BY place NULLS FIRST, row)),
     meant AS (
       SELECT id, min(row) AS row FROM beside
       WHERE NOT contains(name, before) AND NOT contains(before, name)
         AND NOT (${same.join(' OR ')})
       GROUP BY id)
     SELECT count(*) AS n, (SELECT count(DISTINCT ${key}) FROM ${rows}) AS total, arg_min(id, row)::VARCHAR AS example
     FROM meant`,
  )
  if (!found?.n) return []
  const at = mapping.columns.find((c) => columnName(c) === id)
  return [
    {
      code: 'same_id',
      ...(at ? { column: at.header } : {}),
      params: { n: found.n, total: found.total, example: found.example ?? '' },
    },
  ]
}
