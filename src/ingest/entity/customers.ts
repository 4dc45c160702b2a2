import { ident, literal, type Engine } from '../../engine/engine'
import { entity } from '../../model/entities'
import { attributeName } from '../scan'
import { byAge, type Change } from './overlap'
import { SQL_TYPE } from '../infer'
import { cell, has, holds, orderedAt, type SourceTable } from './source'
import { who } from './who'

/** Attributes that a customer file carries beside the model's fields: header → DuckDB type. */
const customerAttributes = (sources: SourceTable[]): { header: string; type: string }[] => {
  const seen = new Map<string, string>()
  for (const source of sources.filter((s) => holds('customers')(s) && !holds('orders')(s)))
    for (const column of source.mapping.columns)
      if (!column.target && !seen.has(column.header)) seen.set(column.header, column.type)
  return [...seen].map(([header, type]) => ({ header, type }))
}

/**
 * One row per customer, of several accounts the master's. Customer files come first, the newest that says something
 * of a field wins, then what order files say of their buyers. Only columns that a file carries are summed up; the
 * others are NULL throughout.
 */
export async function buildCustomers(
  engine: Engine,
  files: SourceTable[],
  masters: boolean,
  signal?: AbortSignal,
): Promise<Map<number, Change>> {
  const fields = entity('customers').fields.filter((f) => f.name !== 'customer_id')
  const attributes = customerAttributes(files).map((a) => ({ name: attributeName(a.header), type: a.type }))
  const columns = [...fields.map((f) => ({ name: f.name, type: SQL_TYPE[f.type] })), ...attributes]
  const said = new Set(files.flatMap((s) => saidOf(s).map((c) => c.name)))
  const own = files.filter((s) => !holds('orders')(s))
  const aged = await byAge(engine, own, lastDay)
  const rank = (s: SourceTable) => 2 * (aged.indexOf(s) + 1)
  const flat = files.filter(holds('orders'))
  const parts = own.map((s) => customersOf(s, rank(s), masters))
  if (flat.length) parts.push(await buyersOf(engine, flat, masters))
  const union = parts.join(' UNION ALL BY NAME ')
  // Of files of one rank the larger word: it must not matter into how many files the same rows were cut.
  const newest = (name: string) => (files.length > 1 ? `(rank, ${ident(name)})` : 'rank')
  const select = columns.map(({ name, type }) =>
    said.has(name)
      ? `arg_max(${ident(name)}, ${newest(name)}) AS ${ident(name)}`
      : `NULL::${type} AS ${ident(name)}`,
  )
  const body = files.length
    ? `SELECT customer_id, ${select.join(', ')} FROM (${union}) WHERE customer_id IS NOT NULL GROUP BY customer_id`
    : `SELECT NULL::VARCHAR AS customer_id, ${select.join(', ')} WHERE false`
  await engine.run(`CREATE OR REPLACE TABLE customers AS ${body}`, signal)
  await buildAttributes(engine, attributes, signal)
  return aged.length > 1 ? changesOf(engine, aged, masters) : new Map()
}

/** Of how many values at most a column is something to group by; numbers of more are amounts, words of more are names. */
const MOST_VALUES = { words: 60, numbers: 12 }

/**
 * `customer_attributes`: columns that the model has no name for, one row each and customer, as words and as number;
 * `attribute_kind`: which of them there are, and which may stand as a dimension.
 */
async function buildAttributes(
  engine: Engine,
  attributes: { name: string; type: string }[],
  signal?: AbortSignal,
): Promise<void> {
  const rows = attributes.map(({ name, type }) => {
    const [column, words] = [ident(name), literal(name)]
    const number = /^(DOUBLE|BIGINT|INTEGER|DECIMAL)/.test(type) ? `${column}::DOUBLE` : 'NULL::DOUBLE'
    return `SELECT customer_id, ${words} AS name, ${column}::VARCHAR AS value, ${number} AS number FROM customers WHERE ${column} IS NOT NULL`
  })
  const none =
    'SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS name, NULL::VARCHAR AS value, NULL::DOUBLE AS number WHERE false'
  await engine.run(
    `CREATE OR REPLACE VIEW customer_attributes AS ${rows.join(' UNION ALL ') || none};
     CREATE OR REPLACE TABLE attribute_kind AS
     SELECT name, count(DISTINCT value) AS "values", count(number) > 0 AS is_number,
       count(DISTINCT value) BETWEEN 2 AND CASE WHEN count(number) > 0 THEN ${MOST_VALUES.numbers} ELSE ${MOST_VALUES.words} END AS dimension
     FROM customer_attributes GROUP BY name`,
    signal,
  )
}

function lastDay(source: SourceTable): string {
  const days = ['last_order_at', 'created_at'].filter((name) => has(source, `customers.${name}`))
  const said = days.map((name) => `max(${ident(`customers.${name}`)}::TIMESTAMP)`)
  return said.length
    ? `SELECT greatest(${said.join(', ')}) FROM ${ident(source.table)}`
    : 'SELECT NULL::TIMESTAMP'
}

/** Columns of a file that say something of a customer. In an order file the region is the order's, not the customer's. */
function saidOf(source: SourceTable): { name: string; value: string }[] {
  const flat = holds('orders')(source)
  const fields = entity('customers').fields.filter(
    (f) => f.name !== 'customer_id' && has(source, `customers.${f.name}`) && !(flat && f.name === 'region'),
  )
  const own = fields.map((f) => ({ name: f.name, value: cell(source, 'customers', f) }))
  if (flat) return own
  const extra = source.mapping.columns.filter((c) => !c.target).map((c) => attributeName(c.header))
  return [...own, ...extra.map((name) => ({ name, value: ident(name) }))]
}

/** What an export has summed up by account, put together for a customer with several of them. */
const OF_ALL_ACCOUNTS: Record<string, 'sum' | 'max' | 'min'> = {
  total_spend: 'sum',
  order_count: 'sum',
  monthly_charge: 'sum',
  last_order_at: 'max',
  recency_days: 'min',
}

/** A customer file's customers, one row each; `rank` says which file is newer. */
function customersOf(source: SourceTable, rank: number, masters: boolean): string {
  const { id, join } = who(source, 'customers', masters)
  const values = saidOf(source).map(({ name, value }) => {
    const whole = masters && OF_ALL_ACCOUNTS[name]
    return `, ${whole ? `${whole}(${whole}(${value})) OVER (PARTITION BY ${id})` : `max(${value})`} AS ${ident(name)}`
  })
  // What the master's own row says comes before what its other accounts say.
  const own = masters ? '(master.master_id IS NULL)::INT' : '0'
  return `SELECT ${id} AS customer_id, ${rank} + ${own} AS rank${values.join('')}
    FROM ${ident(source.table)} ${join} GROUP BY 1, 2`
}

/**
 * What order files say of their buyers: that of the latest order which says it, of several at one time the larger word,
 * so that neither the order of rows nor the number of files matters. Where no row leaves a field blank the latest rows
 * alone are looked at, which costs a third.
 */
async function buyersOf(engine: Engine, files: SourceTable[], masters: boolean): Promise<string> {
  const said = new Map(files.map((s) => [s, saidOf(s)]))
  const names = [...new Set([...said.values()].flat().map(({ name }) => name))]
  const full = new Set(names)
  for (const [source, values] of said) {
    const counts = values.map(({ value }, i) => `count(*) = count(${value}) AS f${i}`)
    const [row] = counts.length
      ? await engine.query<Record<string, boolean>>(`SELECT ${counts.join(', ')} FROM ${ident(source.table)}`)
      : []
    for (const name of names) {
      const at = values.findIndex((value) => value.name === name)
      if (at < 0 || !row?.[`f${at}`]) full.delete(name)
    }
  }
  const rows = files.map((s) => {
    const { id, join } = who(s, 'customers', masters)
    const values = said.get(s)!.map(({ name, value }) => `, ${value} AS ${ident(name)}`)
    return `SELECT ${id} AS customer_id, coalesce(${orderedAt(s)}, TIMESTAMP '1970-01-01') AS "said at"${values.join('')} FROM ${ident(s.table)} ${join}`
  })
  const fields = names.map((name) => {
    const cell = ident(name)
    const latest = full.has(name)
      ? `max(${cell}) FILTER (s."said at" = l."said at")`
      : `arg_max(${cell}, (s."said at", ${cell}))`
    return `, ${latest} AS ${cell}`
  })
  return `SELECT s.customer_id, 0 AS rank${fields.join('')}
    FROM (${rows.join(' UNION ALL BY NAME ')}) AS s
    JOIN (SELECT customer_id, max("said at") AS "said at" FROM (${rows.join(' UNION ALL BY NAME ')}) GROUP BY 1) AS l
      ON l.customer_id = s.customer_id
    GROUP BY s.customer_id`
}

/** What each customer file brought beside the older ones. */
async function changesOf(
  engine: Engine,
  aged: SourceTable[],
  masters: boolean,
): Promise<Map<number, Change>> {
  const parts = aged.map((s, rank) => {
    const { id, join } = who(s, 'customers', masters)
    const values = saidOf(s).map(({ value }) => value)
    return `SELECT ${id} AS customer_id, ${s.id} AS source, ${rank} AS rank, sum(hash(${values.join(', ') || '0'})) AS digest
      FROM ${ident(s.table)} ${join} GROUP BY ALL`
  })
  const rows = await engine.query<{ source: number } & { [K in keyof Change]: number }>(
    `SELECT source, count_if(before IS NULL) AS added, count_if(before = digest) AS unchanged,
       count_if(before <> digest) AS changed, count_if(rank < newest) AS replaced
     FROM (SELECT *, lag(digest) OVER (PARTITION BY customer_id ORDER BY rank) AS before,
         max(rank) OVER (PARTITION BY customer_id) AS newest
       FROM (${parts.join(' UNION ALL ')}) WHERE customer_id IS NOT NULL) GROUP BY source`,
  )
  return new Map(rows.map(({ source, ...change }) => [source, change]))
}
