import { ident, insertRows, literal, type Engine } from '../../engine/engine'
import type { EntityName } from '../../model/entities'
import type { Merge } from '../../model/quality'
import { SQL_TYPE } from '../infer'
import { cell, has, holds, type SourceTable } from './source'

/** A customer without an id is known by what reaches only them, else by name. */
const KEYS = ['email', 'phone', 'name'] as const
const ID = { name: 'customer_id', type: 'id' } as const
const OWNERS: EntityName[] = ['orders', 'order_lines', 'customers']

const ownId = (source: SourceTable, owner: EntityName): boolean =>
  [owner, ...OWNERS].some((o) => has(source, `${o}.customer_id`))
const keysOf = (source: SourceTable): (typeof KEYS)[number][] =>
  source.mapping.anonymous ? [] : KEYS.filter((key) => has(source, `customers.${key}`))
const keyed = (key: string): string =>
  key === 'email' ? `lower(trim(${ident(`customers.${key}`)}))` : ident(`customers.${key}`)
const isCustomerFile = (source: SourceTable): boolean =>
  holds('customers')(source) && !holds('orders')(source)

/** Whether some customer goes by several ids, so that every entity must look its customers up. */
export const hasMasters = (sources: SourceTable[], merges: Merge[]): boolean =>
  merges.length > 0 || sources.some((s) => has(s, 'customers.master_id'))

export interface Who {
  /** SQL of the customer's id: of the master where several ids are one customer. */
  id: string
  /** Joins that the id needs, to stand after the source's table. */
  join: string
}

/** Who a row of the source is of, as SQL. `owner` is the entity whose own id comes first. */
export function who(source: SourceTable, owner: EntityName, masters: boolean): Who {
  const { id, join } = unmastered(source, owner)
  if (!masters) return { id, join }
  return {
    id: `coalesce(master.master_id, ${id})`,
    join: `${join} LEFT JOIN customer_master AS master ON master.customer_id = ${id}`,
  }
}

function unmastered(source: SourceTable, owner: EntityName): Who {
  const keys = keysOf(source)
  const [key] = keys
  if (owner === 'tickets' && has(source, 'tickets.customer_id')) {
    const id = cell(source, owner, ID)
    // A service desk often knows its customers by their e-mail address alone.
    return {
      id: `coalesce(known.customer_id, ${id})`,
      join: `LEFT JOIN customer_key AS known ON known.kind = 'email' AND known.key = lower(trim(${id}))`,
    }
  }
  if (ownId(source, owner) || !key || !OWNERS.includes(owner))
    return { id: cell(source, owner, ID), join: '' }
  // A customer file without ids names its customers as people do.
  if (isCustomerFile(source)) return { id: keyed(keys.at(-1)!), join: '' }
  return {
    id: `coalesce(known.customer_id, ${keys.map((k) => keyed(k)).join(', ')})`,
    join: `LEFT JOIN customer_key AS known ON known.kind = ${literal(key)} AND known.key = ${keyed(key)}`,
  }
}

/**
 * `customer_key` finds a customer by e-mail, phone or name where one customer file says exactly one id to it;
 * `customer_master` says which id several ids count under. Both are there before any entity.
 */
export async function buildIds(engine: Engine, sources: SourceTable[], merges: Merge[]): Promise<void> {
  const files = sources.filter(isCustomerFile)
  const keys = files.flatMap((s) =>
    keysOf(s).map(
      (key) =>
        `SELECT ${literal(key)} AS kind, ${keyed(key)} AS key, ${unmastered(s, 'customers').id} AS customer_id FROM ${ident(s.table)}`,
    ),
  )
  // An id may be an e-mail address itself.
  for (const s of files.filter((s) => has(s, 'customers.customer_id')))
    keys.push(
      `SELECT 'email' AS kind, lower(trim("customers.customer_id")) AS key, "customers.customer_id" AS customer_id FROM ${ident(s.table)} WHERE "customers.customer_id" LIKE '%@%'`,
    )
  const wanted = sources.some(
    (s) =>
      (holds('orders')(s) && unmastered(s, 'orders').join) ||
      (holds('tickets')(s) && unmastered(s, 'tickets').join),
  )
  const known = wanted && keys.length ? keys.join(' UNION ') : empty('kind', 'key', 'customer_id')
  await engine.run(`CREATE OR REPLACE TABLE customer_key AS
    SELECT kind, key, min(customer_id) AS customer_id FROM (${known}) AS k
    WHERE key IS NOT NULL AND customer_id IS NOT NULL GROUP BY kind, key HAVING count(DISTINCT customer_id) = 1`)
  if (!hasMasters(sources, merges)) return
  await buildMasters(engine, sources, merges)
}

const empty = (...columns: string[]): string =>
  `SELECT ${columns.map((name) => `NULL::VARCHAR AS ${name}`).join(', ')} WHERE false`

async function buildMasters(engine: Engine, sources: SourceTable[], merges: Merge[]): Promise<void> {
  await engine.run('CREATE OR REPLACE TABLE customer_merge (customer_id VARCHAR, master_id VARCHAR)')
  await insertRows(
    engine,
    'customer_merge',
    merges.flatMap(({ ids, into }) => ids.filter((id) => id !== into).map((id) => [id, into])),
  )
  const said = sources
    .filter((s) => has(s, 'customers.master_id'))
    .map(
      (s) =>
        `SELECT ${cell(s, 'customers', ID)} AS customer_id, "customers.master_id"::${SQL_TYPE.id} AS master_id, ${s.id} AS rank FROM ${ident(s.table)}`,
    )
  const files = said.length
    ? said.join(' UNION ALL ')
    : `${empty('customer_id', 'master_id').replace('SELECT', 'SELECT 0 AS rank,')}`
  await engine.run(`CREATE OR REPLACE TABLE customer_master AS
    SELECT customer_id, master_id FROM customer_merge
    UNION ALL
    SELECT customer_id, arg_max(master_id, rank) FROM (${files}) AS f
    WHERE customer_id IS NOT NULL AND master_id IS NOT NULL AND master_id <> customer_id
      AND customer_id NOT IN (SELECT customer_id FROM customer_merge)
      -- What the reader decided stands against a file that says the reverse.
      AND NOT EXISTS (SELECT 1 FROM customer_merge AS m WHERE m.customer_id = f.master_id AND m.master_id = f.customer_id)
    GROUP BY customer_id`)
  // A master may have a master of its own; groups of companies are not deeper than this.
  for (let step = 0; step < 5; step++)
    await engine.run(`CREATE OR REPLACE TABLE customer_master AS
      SELECT a.customer_id, coalesce(b.master_id, a.master_id) AS master_id
      FROM customer_master AS a LEFT JOIN customer_master AS b ON b.customer_id = a.master_id`)
}
