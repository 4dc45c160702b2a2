import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createDuckDB, NODE_RUNTIME, VoidLogger, type DuckDBConnection } from '@duckdb/duckdb-wasm/blocking'
import type { Table } from 'apache-arrow'
import type { Row } from '../model/row'
import { toColumns, toIpc, toRows } from './arrow'
import { bind } from './bind'
import { intoRoom, LOCKDOWN, PATH, type Bound, type Engine, type TableData } from './engine'
import { failure } from './failure'

function read(connection: DuckDBConnection, sql: string) {
  try {
    return connection.useUnsafe((bindings, id) => {
      let schema = bindings.startPendingQuery(id, sql, true)
      while (!schema) schema = bindings.pollPendingQuery(id)
      // What comes back is a view on the engine's memory.
      schema = schema.slice()
      const batches: Uint8Array[] = []
      for (;;) {
        const batch = bindings.fetchQueryResults(id)
        // Nothing yet is null; nothing more is empty.
        if (batch?.length === 0) return { schema, batches }
        if (batch) batches.push(batch.slice())
      }
    })
  } catch (cause) {
    throw failure(cause, sql)
  }
}

type Linked = Awaited<ReturnType<typeof createDuckDB>>
/** Builds that were stopped and wait for the next who asks: to link one takes seconds, to empty it next to nothing. */
const idle: Linked[] = []

async function link(): Promise<Linked> {
  const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'))
  const bundle = (name: string) => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: '' })
  const db = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME)
  await db.instantiate(() => undefined)
  return db
}

/** The wasm build of the page, run synchronously inside Node: what the tests of every `.sql` run on. */
export async function openBlocking(): Promise<Engine> {
  const db = idle.pop() ?? (await link())
  db.open({ path: ':memory:', query: { castBigIntToDouble: true, castDecimalToDouble: true } })
  const connection = db.connect()
  for (const statement of LOCKDOWN) connection.query(statement)
  return over(connection, { db, files: 0, rooms: 0 })
}

/** What all rooms of an engine have in common. */
interface House {
  db: Linked
  files: number
  rooms: number
}

function over(connection: DuckDBConnection, house: House, room = 0): Engine {
  const { db } = house
  let stopped = false

  const ask = (sql: string, bound: Bound[] = []): Table => {
    try {
      return connection.query(bind(sql, bound)) as unknown as Table
    } catch (cause) {
      throw failure(cause, sql)
    }
  }
  return {
    kind: 'blocking',
    query: async <T extends Row>(sql: string, bound?: Bound[]) => toRows<T>(ask(sql, bound)),
    columns: async (sql) => toColumns(ask(sql)),
    run: async (sql) => void ask(sql),
    put: async (table: string, data: TableData) => {
      const name = room ? `${table}_room_${room}` : table
      ask(`DROP TABLE IF EXISTS "${name}"`)
      connection.insertArrowFromIPCStream(toIpc(data), { name, create: true })
      if (room) ask(intoRoom(name, table))
    },
    room: async () => {
      const own = db.connect()
      own.query(PATH)
      return over(own, house, ++house.rooms)
    },
    arrow: {
      snapshot: async () => {
        const own = db.connect()
        own.query('BEGIN TRANSACTION')
        return {
          read: async (sql) => read(own, sql),
          close: async () => {
            own.query('COMMIT')
            own.close()
          },
        }
      },
      append: async (table, stream) =>
        connection.insertArrowFromIPCStream(stream, { name: table, create: false }),
    },
    open: async (file) => {
      const path = `in/${++house.files}`
      db.registerFileBuffer(path, new Uint8Array(await file.arrayBuffer()))
      return path
    },
    close: async (path) => void db.dropFile(path),
    stop: async () => {
      if (stopped) return
      stopped = true
      connection.close()
      if (room) return
      db.reset()
      db.dropFiles()
      idle.push(db)
    },
  }
}
