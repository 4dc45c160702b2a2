import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { ident, type Bound, type Engine } from '../../src/engine/engine'
import { buildOthers, buildSales } from '../../src/ingest/entities'
import { resetMarts, setParams } from '../../src/tables/build'
import { view } from './session'

/** Entities that the marts read, of which no file holds a row. */
const ENTITIES = ['orders', 'order_lines', 'tickets', 'events', 'deals', 'customer_attributes'] as const
type Table = (typeof ENTITIES)[number] | 'customers' | 'region_form' | 'tier_override'

/**
 * For the tests of a file or a `describe`: an engine with entities and marts that hold nothing before each of them. It is there
 * as soon as they run.
 */
export function house(): { readonly engine: Engine } {
  let engine: Engine
  beforeAll(async () => {
    engine = await openBlocking()
    await furnish(engine)
  })
  beforeEach(() => empty(engine))
  afterAll(() => engine.stop())
  return {
    get engine() {
      return engine
    },
  }
}

/** Makes the entities as no file at all makes them, as tables that rows can be put in, and the empty marts on them. */
async function furnish(engine: Engine): Promise<void> {
  await buildSales(engine, [])
  await buildOthers(engine, [])
  for (const name of ENTITIES)
    await engine.run(
      `CREATE OR REPLACE TABLE held AS FROM ${name}; DROP VIEW ${name}; ALTER TABLE held RENAME TO ${name}`,
    )
  await resetMarts(engine)
}

/** Takes all rows out again. */
export async function empty(engine: Engine): Promise<void> {
  for (const name of [...ENTITIES, 'customers', 'region_form', 'tier_override', 'attribute_kind'])
    await engine.run(`DELETE FROM ${name}`)
  await resetMarts(engine)
}

/** What is known of a row of each table without being said. */
const USUAL: Partial<Record<Table, Record<string, Bound>>> = {
  orders: { sold: 0, refunded: 0, returned: 0 },
  order_lines: { sold: 1, refunded: 0 },
}

/** Puts rows in, by the names of their columns; what a row does not name is not known of it. */
export async function put(engine: Engine, table: Table, rows: Record<string, Bound>[]): Promise<void> {
  if (!rows.length) return
  const full = rows.map((row) => ({ ...USUAL[table], ...row }) as Record<string, Bound>)
  const names = [...new Set(full.flatMap(Object.keys))]
  const places = full.map(() => `(${names.map(() => '?').join(', ')})`).join(', ')
  await engine.query(
    `INSERT INTO ${table} (${names.map(ident).join(', ')}) VALUES ${places}`,
    full.flatMap((row) => names.map((name) => row[name] ?? null)),
  )
}

/** An order: whose, when, and what was paid; below nothing it is a refund, and `returned` is one that came back whole. */
export const order = (
  customer_id: string | null,
  ordered_at: string | null,
  amount: number,
  more: Record<string, Bound> = {},
): Record<string, Bound> => ({
  ...{ customer_id, ordered_at, last_at: ordered_at },
  ...(amount < 0 ? { refunded: amount } : { sold: amount }),
  ...more,
})

/** `params` as a view of these orders has them; a day is that of the last order where none is said. */
export const look = (engine: Engine, part: Parameters<typeof view>[0] = {}) => setParams(engine, view(part))
