import { ident, literal, type Engine } from '../engine/engine'
import type { EntityName } from '../model/entities'
import { isRegister, PERSON_KEYS, type PersonKey } from './entity/source'
import { evidenceOf, type Evidence } from './guests'
import type { ColumnMapping, Mapping } from './mapping'
import { MASKED } from './mapping/buyer'
import type { Asked, Told } from './notice'
import { columnName } from './scan'
import { matches } from './value/sql'
import { isFiller } from './value/nobody'

/** What the rows of a file say of who bought, once all of them are read. */
export interface Buyers {
  /** What tells buyers apart in rows without a number, the best first. */
  keys: PersonKey[]
  notices: Told[]
  questions: Asked[]
}

/**
 * Takes out of a file's rows what names nobody in particular, and finds by what the rows without a number are known.
 * Costs some hundredths of a second a million rows.
 * @param nobody header → values that are nobody, as the reader said; they stand instead of what would be found
 */
export async function settleBuyers(
  engine: Engine,
  table: string,
  mapping: Mapping,
  nobody: Partial<Record<string, string[]>> = {},
  signal?: AbortSignal,
): Promise<Buyers> {
  const column = (test: (target: string) => boolean) =>
    mapping.columns.find(({ target, wide }) => target && !wide && test(target))
  const id = column((target) => target.endsWith('.customer_id'))
  const persons = PERSON_KEYS.flatMap((key) => {
    const own = mapping.anonymous ? undefined : column((target) => target === `customers.${key}`)
    return own ? [{ key, column: own }] : []
  })
  const none: Buyers = { keys: [], notices: [], questions: [] }
  if (!id && !persons.length) return none
  if (isRegister({ mapping })) return { ...none, keys: persons.map(({ key }) => key) }
  const name = persons.find(({ key }) => key === 'name')?.column
  const told: Buyers = none
  const main = id ?? name
  const found = main
    ? await evidenceOf(engine, table, main, id ? name : undefined, nobody[main.header], signal)
    : null
  if (main && found?.values.length) {
    await empty(engine, table, main, found.values)
    if (id && name && found.names.length)
      await empty(engine, table, name, found.names, `${cellOf(id)} IS NULL`)
  }
  const phone = persons.find(({ key }) => key === 'phone')?.column
  told.keys = await keysOf(engine, table, mapping, id, persons, signal)
  if (phone && told.keys.includes('phone')) await emptyFillers(engine, table, phone)
  if (name && told.keys.includes('name')) await tellNames(engine, table, mapping, name, told, signal)
  if (main && found) await tell(engine, table, mapping, main, found, told, persons)
  return told
}

const cellOf = (column: ColumnMapping): string => ident(columnName(column))
const list = (values: string[]): string => values.map(literal).join(', ')

const empty = (engine: Engine, table: string, column: ColumnMapping, values: string[], more = 'true') =>
  engine.run(
    `UPDATE ${ident(table)} SET ${cellOf(column)} = NULL WHERE ${cellOf(column)} IN (${list(values)}) AND ${more}`,
  )

async function emptyFillers(engine: Engine, table: string, phone: ColumnMapping): Promise<void> {
  const cell = cellOf(phone)
  const rows = await engine.query<{ value: string }>(
    `SELECT DISTINCT ${cell} AS value FROM ${ident(table)} WHERE ${matches(cell, '^(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+|-1)$')}`,
  )
  const values = rows.map(({ value }) => value).filter(isFiller)
  if (values.length) await empty(engine, table, phone, values)
}

/** Entities whose rows are known by such keys. */
const KNOWN: EntityName[] = ['orders', 'order_lines', 'customers']

type Person = { key: PersonKey; column: ColumnMapping }

/** Keys that some row needs: those of the rows without a number, each as far as the ones before it are empty. */
async function keysOf(
  engine: Engine,
  table: string,
  mapping: Mapping,
  id: ColumnMapping | undefined,
  persons: Person[],
  signal?: AbortSignal,
): Promise<PersonKey[]> {
  // The name on a guest's order is the receiver's, or one of many of that name.
  const all = id ? persons.filter(({ key }) => key !== 'name') : persons
  if (!all.length || !mapping.entities.some((name) => KNOWN.includes(name))) return []
  const columns = id ? [id, ...all.map(({ column }) => column)] : all.map(({ column }) => column)
  const [row] = await engine.query<Record<string, number>>(
    `SELECT count(*)::DOUBLE AS n, ${columns.map((column, i) => `count(${cellOf(column)})::DOUBLE AS c${i}`).join(', ')} FROM ${ident(table)}`,
    [],
    signal,
  )
  const full = columns.findIndex((_, i) => row?.[`c${i}`] === row?.n)
  if (id && full === 0) return []
  const open = full < 0 ? all : all.slice(0, full + (id ? 0 : 1))
  const unmasked = await Promise.all(open.map(({ column }) => (id ? isOpen(engine, table, column) : true)))
  return open.filter((_, i) => unmasked[i]).map(({ key }) => key)
}

/** `138****1000` stands for many people. */
async function isOpen(engine: Engine, table: string, column: ColumnMapping): Promise<boolean> {
  const cell = cellOf(column)
  const [row] = await engine.query<{ n: number; masked: number }>(
    `SELECT count(*)::DOUBLE AS n, count_if(${matches(cell, MASKED.source)})::DOUBLE AS masked
     FROM (SELECT ${cell} FROM ${ident(table)} WHERE ${cell} IS NOT NULL LIMIT 2000)`,
  )
  return !!row && row.masked * 5 <= row.n
}

/** What was found is told; what is a guess is asked. */
async function tell(
  engine: Engine,
  table: string,
  mapping: Mapping,
  main: ColumnMapping,
  found: Evidence,
  out: Buyers,
  persons: Person[],
): Promise<void> {
  if (found.n) {
    // Guests who are known by an address of their own are somebody.
    const known = persons.filter(({ key, column }) => out.keys.includes(key) && column !== main)
    const order = mapping.columns.find(
      ({ target }) => target === 'orders.order_id' || target === 'order_lines.order_id',
    )
    const unit = order ? `count(DISTINCT ${cellOf(order)})` : 'count(*)'
    const nobody = [main, ...known.map(({ column }) => column)].map((column) => `${cellOf(column)} IS NULL`)
    const [row] = await engine.query<{ n: number; total: number }>(
      `SELECT (${unit} FILTER (${nobody.join(' AND ')}))::DOUBLE AS n, ${unit}::DOUBLE AS total FROM ${ident(table)}`,
    )
    const params = { n: Math.min(row?.n ?? 0, found.n), total: row?.total ?? 0, example: found.values[0]! }
    if (params.n) out.notices.push({ code: 'guest', column: main.header, params })
  }
  for (const { value, n, total, nobody, confidence } of found.doubts) {
    const choice = (values: string[]) => ({ nobody: { [main.header]: values } })
    const others = found.values.filter((other) => other !== value)
    out.questions.push({
      code: 'guest',
      column: main.header,
      params: { n, total, example: value },
      options: [
        { label: 'option.guest.nobody', params: { example: value }, choices: choice([...others, value]) },
        { label: 'option.guest.somebody', params: { example: value }, choices: choice(others) },
      ],
      chosen: nobody ? 0 : 1,
      confidence,
    })
  }
}

const PLACES = ['city', 'province', 'region', 'phone', 'email']

/** Where a name is all that tells buyers apart, one that stands in several places may be several people. */
async function tellNames(
  engine: Engine,
  table: string,
  { columns }: Mapping,
  name: ColumnMapping,
  out: Buyers,
  signal?: AbortSignal,
): Promise<void> {
  const cell = cellOf(name)
  const beside = columns.filter(
    ({ target, wide }) =>
      target && !wide && PLACES.some((own) => target === `customers.${own}` || target === `orders.${own}`),
  )
  if (!beside.length) return
  const several = beside.map((column) => `min(${cellOf(column)}) <> max(${cellOf(column)})`).join(' OR ')
  const better = columns.filter(({ target }) => target === 'customers.phone' || target === 'customers.email')
  const alone = better.map((column) => ` AND ${cellOf(column)} IS NULL`).join('')
  const [row] = await engine.query<{ n: number; total: number; example: string | null }>(
    `SELECT count_if(several)::DOUBLE AS n, count(*)::DOUBLE AS total, min(name) FILTER (several) AS example
     FROM (SELECT ${cell} AS name, ${several} AS several FROM ${ident(table)} WHERE ${cell} IS NOT NULL${alone} GROUP BY 1)`,
    [],
    signal,
  )
  if (row?.n)
    out.notices.push({
      code: 'same_name',
      column: name.header,
      params: { n: row.n, total: row.total, example: row.example ?? '' },
    })
}
