import { ident, literal, type Engine } from '../../engine/engine'
import type { EntityName } from '../../model/entities'
import type { Merge } from '../../model/quality'
import { SQL_TYPE } from '../infer'
import { namesCustomer, reached } from './address'
import { buildMasters } from './masters'
import { keySql } from '../value/key'
import { cell, has, holds, isRegister, PERSON_KEYS, type PersonKey, type SourceTable } from './source'

const ID = { name: 'customer_id', type: 'id' } as const
const OWNERS: EntityName[] = ['orders', 'order_lines', 'customers']

const ownId = (source: SourceTable, owner: EntityName): boolean =>
  [owner, ...OWNERS].some((o) => has(source, `${o}.customer_id`))
const mappedKeys = (source: SourceTable): PersonKey[] =>
  source.mapping.anonymous ? [] : PERSON_KEYS.filter((key) => has(source, `customers.${key}`))
/** Keys of rows that have no number. */
const keysOf = (source: SourceTable): PersonKey[] =>
  source.keys ?? (ownId(source, 'orders') ? [] : mappedKeys(source))
/** Workspaces of before keep cells as they were written. */
const cellOf = ({ keys }: SourceTable, key: PersonKey): string => {
  const own = ident(`customers.${key}`)
  return keys ? own : keySql(key, own)
}

/** Whether some customer goes by several ids, so that every entity must look its customers up. */
export const hasMasters = (sources: SourceTable[], merges: Merge[]): boolean =>
  merges.length > 0 ||
  sources.some((s) => has(s, 'customers.master_id') || (sources.length > 1 && goesByMore(s)))

/** A register without numbers calls a customer by one key, and other files may by another. */
const goesByMore = (source: SourceTable): boolean =>
  isRegister(source) && !ownId(source, 'customers') && mappedKeys(source).length > 1

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
  // A service desk or a survey often knows its customers by their e-mail address or phone alone.
  if (namesCustomer(source, owner)) return reached(cell(source, owner, ID))
  const keys = keysOf(source)
  const own = ownId(source, owner)
  if (!keys.length || !OWNERS.includes(owner)) return { id: cell(source, owner, ID), join: '' }
  if (isRegister(source)) return own ? { id: cell(source, owner, ID), join: '' } : registered(source, keys)
  const number = own ? [cell(source, owner, ID)] : []
  const known = keys.map((key) => `known_${key}.customer_id`)
  return {
    id: coalesce([...number, ...known, ...keys.map((key) => cellOf(source, key))]),
    join: keys.map((key) => knownBy(source, key, keys)).join(' '),
  }
}
const coalesce = (values: string[]): string =>
  values.length > 1 ? `coalesce(${values.join(', ')})` : values[0]!

/** A name says something only where nothing better stands beside it. */
function knownBy(source: SourceTable, key: PersonKey, keys: PersonKey[]): string {
  const better = key === 'name' ? keys.filter((other) => other !== 'name') : []
  const alone = better.map((other) => ` AND ${cellOf(source, other)} IS NULL`).join('')
  return `LEFT JOIN customer_key AS known_${key} ON known_${key}.kind = ${literal(key)} AND known_${key}.key = ${cellOf(source, key)}${alone}`
}

/** Who a row of a register without numbers is: where several people share a key, with their name or place beside it. */
function registered(source: SourceTable, keys: PersonKey[]): Who {
  const key = coalesce(keys.map((own) => cellOf(source, own)))
  const beside = ['name', 'city', 'province'].filter((name) => has(source, `customers.${name}`))
  const words = beside.map((name) => {
    const own = ident(`customers.${name}`)
    return `CASE WHEN ${own} <> ${key} THEN ${own} END`
  })
  return {
    id: `CASE WHEN shared.key IS NULL THEN ${key} ELSE concat_ws(' · ', ${[key, ...words].join(', ')}) END`,
    join: `LEFT JOIN customer_shared AS shared ON shared.key = ${key}`,
  }
}

/**
 * `customer_shared`: what several people of registers without numbers go by. One file lists each of them once: two names of
 * one phone, or two places of a name that has none, are two people; of a later file they may be news of one, unless the
 * e-mail is another one as well.
 */
async function findShared(engine: Engine, registers: SourceTable[]): Promise<void> {
  const rows = registers.flatMap((s) => {
    const keys = ownId(s, 'customers') ? [] : keysOf(s)
    if (!keys.length || !has(s, 'customers.name')) return []
    const email = has(s, 'customers.email') ? cellOf(s, 'email') : 'NULL::VARCHAR'
    const key = coalesce(keys.map((own) => cellOf(s, own)))
    const places = ['city', 'province'].filter((name) => keys.length > 1 && has(s, `customers.${name}`))
    const place = places.length
      ? `concat_ws(' · ', ${places.map((name) => ident(`customers.${name}`)).join(', ')})`
      : 'NULL::VARCHAR'
    return `SELECT ${s.id} AS source, ${key} AS key, ${email} AS email,
      CASE WHEN "customers.name" <> ${key} THEN lower("customers.name") ELSE ${place} END AS name FROM ${ident(s.table)}`
  })
  await engine.run(
    rows.length
      ? `CREATE OR REPLACE TABLE customer_shared AS
         SELECT key FROM (
           SELECT key, source, min(name) AS low, max(name) AS high, min(email) AS first, max(email) AS last
           FROM (${rows.join(' UNION ALL ')}) WHERE key IS NOT NULL GROUP BY key, source)
         GROUP BY key HAVING bool_or(low <> high) OR (min(low) <> max(high) AND min(first) <> max(last))`
      : `CREATE OR REPLACE TABLE customer_shared AS ${empty('key')}`,
  )
}

/**
 * `customer_key` finds a customer by phone, e-mail or name where the registers say exactly one id to it, else where the
 * rows of an order file do that have both. `customer_master` says which id several ids count under. Both are there
 * before any entity.
 */
export async function buildIds(engine: Engine, sources: SourceTable[], merges: Merge[]): Promise<void> {
  const registers = sources.filter(isRegister)
  await findShared(engine, registers)
  const keys = registers.flatMap((s) => {
    const { id, join } = unmastered(s, 'customers')
    return mappedKeys(s).map(
      (key) =>
        `SELECT ${literal(key)} AS kind, ${keySql(key, ident(`customers.${key}`))} AS key, ${id} AS customer_id FROM ${ident(s.table)} ${join}`,
    )
  })
  // An id may be an e-mail address itself.
  for (const s of registers.filter((s) => has(s, 'customers.customer_id')))
    keys.push(
      `SELECT 'email' AS kind, lower(trim("customers.customer_id")) AS key, "customers.customer_id" AS customer_id FROM ${ident(s.table)} WHERE "customers.customer_id" LIKE '%@%'`,
    )
  const wanted = sources.some((s) => holds('orders')(s) && unmastered(s, 'orders').join)
  const masters = hasMasters(sources, merges)
  const known = wanted && keys.length ? keys.join(' UNION ALL ') : empty('kind', 'key', 'customer_id')
  await engine.run(`CREATE OR REPLACE TABLE customer_key AS ${uniquely(known)}`)
  if (wanted) await linkKeys(engine, sources.filter(holds('orders')))
  if (!masters) return
  const numbered = sources
    .filter((s) => has(s, 'customers.master_id'))
    .map((s) => ({
      rank: s.id,
      select: `SELECT ${cell(s, 'customers', ID)} AS customer_id, "customers.master_id"::${SQL_TYPE.id} AS master_id FROM ${ident(s.table)}`,
    }))
  const named = registers.filter(goesByMore).flatMap((s) => {
    const { id, join } = unmastered(s, 'customers')
    return keysOf(s).map(
      (key) => `SELECT ${cellOf(s, key)} AS customer_id, ${id} AS master_id FROM ${ident(s.table)} ${join}`,
    )
  })
  await buildMasters(engine, numbered, named, merges)
}

const uniquely = (said: string): string =>
  `SELECT kind, key, min(customer_id) AS customer_id FROM (${said}) AS k
   WHERE key IS NOT NULL AND customer_id IS NOT NULL GROUP BY kind, key HAVING count(DISTINCT customer_id) = 1`

/**
 * Rows that have a number and a phone, or a phone and a name, say whose rows with the weaker one alone are: where the
 * rows of all files say one, into however many files they were cut.
 */
async function linkKeys(engine: Engine, sources: SourceTable[]): Promise<void> {
  for (const key of PERSON_KEYS) {
    const said = sources.flatMap((source) => {
      const keys = keysOf(source)
      if (!keys.includes(key)) return []
      const number = ownId(source, 'orders') ? [cell(source, 'orders', ID)] : []
      const before = number.length ? [] : keys.slice(0, keys.indexOf(key))
      if (!number.length && !before.length) return []
      const id = coalesce([
        ...number,
        ...before.map((k) => `known_${k}.customer_id`),
        ...before.map((k) => cellOf(source, k)),
      ])
      return `SELECT ${literal(key)} AS kind, ${cellOf(source, key)} AS key, ${id} AS customer_id
        FROM ${ident(source.table)} ${before.map((k) => knownBy(source, k, before)).join(' ')}`
    })
    if (said.length)
      await engine.run(
        `INSERT INTO customer_key SELECT k.* FROM (${uniquely(said.join(' UNION ALL '))}) AS k
         ANTI JOIN customer_key AS c ON c.kind = k.kind AND c.key = k.key`,
      )
  }
}

const empty = (...columns: string[]): string =>
  `SELECT ${columns.map((name) => `NULL::VARCHAR AS ${name}`).join(', ')} WHERE false`
