import { ident, type Engine } from '../engine/engine'
import { holds, isRegister } from './entity/source'
import { who } from './entity/who'
import type { SourceReport } from './load'
import { columnName } from './scan'

/**
 * Takes every row of these customers out of the sources' tables: rows that name them or an account of theirs, and rows
 * that name only an order of theirs. Returns the number of rows by source, and every id that was theirs.
 */
export async function eraseRows(
  engine: Engine,
  sources: SourceReport[],
  ids: string[],
): Promise<{ rows: Map<number, number>; ids: string[] }> {
  await engine.put('erase_customers', { id: ids })
  await engine.put('erase_orders', { id: [] as string[] })
  try {
    for (const source of sources) {
      const [customer, master] = [columnFor(source, 'customer_id'), columnFor(source, 'master_id')]
      if (customer && master)
        await engine.run(`INSERT INTO erase_customers SELECT DISTINCT ${customer} FROM ${ident(source.table)}
          WHERE ${master} IN (SELECT id FROM erase_customers)`)
    }
    // Other files may call a customer of a list without numbers by any of its keys that nobody else has.
    for (const source of sources.filter((s) => isRegister(s) && !columnFor(s, 'customer_id'))) {
      const named = namedIn(source)
      for (const key of named ? source.keys! : []) {
        const cell = ident(`customers.${key}`)
        await engine.run(`INSERT INTO erase_customers
          SELECT ${cell} FROM ${ident(source.table)} AS t JOIN (${named}) AS n ON n.row = t.rowid
          WHERE ${cell} IS NOT NULL GROUP BY 1 HAVING bool_and(n.id IN (SELECT id FROM erase_customers))`)
      }
    }
    for (const source of sources) {
      const [customer, order] = [columnFor(source, 'customer_id'), columnFor(source, 'order_id')]
      if (customer && order)
        await engine.run(`INSERT INTO erase_orders SELECT DISTINCT ${order} FROM ${ident(source.table)}
          WHERE ${customer} IN (SELECT id FROM erase_customers)`)
      const named = namedIn(source)
      if (named && order)
        await engine.run(`INSERT INTO erase_orders SELECT DISTINCT ${order} FROM ${ident(source.table)}
          WHERE rowid IN (SELECT row FROM (${named}) WHERE id IN (SELECT id FROM erase_customers))`)
    }
    const rows = new Map<number, number>()
    for (const source of sources) {
      const tests = [
        ...['customer_id', 'master_id'].map((field) => [columnFor(source, field), 'erase_customers']),
        // An order number may come again for somebody else: where the row names its buyer, that alone decides.
        [columnFor(source, 'customer_id') ? null : columnFor(source, 'order_id'), 'erase_orders'],
      ].flatMap(([column, table]) => (column ? [`${column} IN (SELECT id FROM ${table})`] : []))
      const named = namedIn(source)
      if (named)
        tests.push(`rowid IN (SELECT row FROM (${named}) WHERE id IN (SELECT id FROM erase_customers))`)
      if (!tests.length) continue
      const where = `FROM ${ident(source.table)} WHERE ${tests.join(' OR ')}`
      const [row] = await engine.query<{ n: number }>(`SELECT count(*) AS n ${where}`)
      if (!row?.n) continue
      await engine.run(`DELETE ${where}`)
      rows.set(source.id, row.n)
    }
    const all = await engine.query<{ id: string }>('SELECT DISTINCT id FROM erase_customers')
    return { rows, ids: all.map(({ id }) => id) }
  } finally {
    await engine.run('DROP TABLE erase_customers; DROP TABLE erase_orders')
  }
}

/** Every customer and master whom a source names. */
export async function customersIn(engine: Engine, source: SourceReport): Promise<string[]> {
  const ids = new Set<string>()
  for (const column of [columnFor(source, 'customer_id'), columnFor(source, 'master_id')]) {
    if (!column) continue
    const rows = await engine.query<{ id: string }>(
      `SELECT DISTINCT ${column} AS id FROM ${ident(source.table)} WHERE ${column} IS NOT NULL`,
    )
    for (const { id } of rows) ids.add(id)
  }
  const named = namedIn(source)
  if (named)
    for (const { id } of await engine.query<{ id: string }>(
      `SELECT DISTINCT id FROM (${named}) WHERE id IS NOT NULL`,
    ))
      ids.add(id)
  return [...ids]
}

/** Rows that name a customer by phone, e-mail or name, with the id under which that counts; null: the file has none. */
function namedIn(source: SourceReport): string | null {
  if (!source.keys?.length) return null
  const owner = holds('orders')(source) ? 'orders' : 'customers'
  const { id, join } = who(source, owner, false)
  return `SELECT ${ident(source.table)}.rowid AS row, ${id} AS id FROM ${ident(source.table)} ${join}`
}

/** The quoted column of a source that holds this field of whatever entity, or null. */
function columnFor({ mapping }: SourceReport, field: string): string | null {
  const column = mapping.columns.find(({ target, wide }) => !wide && target?.endsWith(`.${field}`))
  return column ? ident(columnName(column)) : null
}
