import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm'
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import { Table, type RecordBatch } from 'apache-arrow'
import { AppError } from '../model/error'
import type { Row } from '../model/row'
import { toColumns, toIpc, toRows } from './arrow'
import { bind } from './bind'
import { intoRoom, LOCKDOWN, PATH, type Bound, type Engine, type TableData } from './engine'
import { failure } from './failure'
import { isBroken, Life } from './life'
import { signOfLife, watchWorker } from './watch'

/**
 * DuckDB-Wasm (EH build) from our own origin. The worker is made from a Blob, because only a Blob worker
 * inherits the page's content-security-policy; one from a URL could reach other origins.
 * `onEnd` hears that it ended unasked: whatever waits for it, and whatever is asked of it after, fails with `engine.ended`.
 */
export async function openBrowser(onEnd: () => void = () => {}): Promise<Engine> {
  try {
    return await start(onEnd)
  } catch (cause) {
    throw AppError.from(cause, 'engine.start')
  }
}

/** On plain http there are no file system handles, and the worker's `instanceof` would throw on the missing name. */
const WITHOUT_STORAGE =
  'self.FileSystemSyncAccessHandle ??= class {};self.FileSystemFileHandle ??= class {};\n'

async function start(onEnd: () => void): Promise<Engine> {
  const name = `ziggurat-engine:${crypto.getRandomValues(new Uint32Array(4)).join('-')}`
  const source = await (await fetch(new URL(workerUrl, location.href))).text()
  const blobUrl = URL.createObjectURL(
    new Blob([signOfLife(name), WITHOUT_STORAGE, source], { type: 'text/javascript' }),
  )
  const worker = new Worker(blobUrl)
  const life = new Life()
  const db = new AsyncDuckDB(new VoidLogger(), worker)
  let started = false
  const end = () => {
    if (!life.end()) return
    worker.terminate()
    // One that does not even start is a failure of its own.
    if (started) onEnd()
  }
  watchWorker(worker, name, end)
  const connection = await life.during(async () => {
    await db.instantiate(new URL(wasmUrl, location.href).href)
    URL.revokeObjectURL(blobUrl)
    await db.open({ path: ':memory:', query: { castBigIntToDouble: true, castDecimalToDouble: true } })
    const own = await db.connect()
    for (const statement of LOCKDOWN) await own.query(statement)
    return own
  })
  started = true
  return over(connection, { db, worker, life, end, files: 0, rooms: 0, turn: Promise.resolve() })
}

/** What all rooms of an engine have in common. */
interface House {
  db: AsyncDuckDB
  worker: Worker
  life: Life
  end: () => void
  files: number
  rooms: number
  turn: Promise<unknown>
}

function over(connection: AsyncDuckDBConnection, house: House, room = 0): Engine {
  const { db, worker, life } = house
  /**
   * `send` and not `query`: only a sent statement can be cancelled; but its answer comes in messages of 2,048 rows, so that
   * many rows that nobody cancels are queried. One at a time, whatever room asks: first come, first served.
   */
  const inTurn = <T>(sql: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const mine = house.turn.then(async () => {
      if (signal?.aborted) throw new AppError('cancelled')
      const stop = () => void connection.cancelSent()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        return await life.during(work)
      } catch (cause) {
        if (isBroken(cause)) house.end()
        throw failure(cause, sql)
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    })
    house.turn = mine.catch(() => undefined)
    return mine
  }
  const ask = (sql: string, bound: Bound[] = [], signal?: AbortSignal): Promise<Table> =>
    inTurn(
      sql,
      async () => {
        const batches: RecordBatch[] = []
        for await (const batch of await connection.send(bind(sql, bound))) batches.push(batch as never)
        return new Table(batches)
      },
      signal,
    )
  return {
    kind: 'browser',
    query: async <T extends Row>(sql: string, bound?: Bound[], signal?: AbortSignal) =>
      toRows<T>(await ask(sql, bound, signal)),
    columns: async (sql, signal) =>
      toColumns(await (signal ? ask(sql, [], signal) : inTurn(sql, () => connection.query(sql)))),
    run: async (sql, signal) => void (await ask(sql, [], signal)),
    put: async (table: string, data: TableData) => {
      const name = room ? `${table}_room_${room}` : table
      await ask(`DROP TABLE IF EXISTS "${name}"`)
      await inTurn(table, () => connection.insertArrowFromIPCStream(toIpc(data), { name, create: true }))
      if (room) await ask(intoRoom(name, table))
    },
    room: async () => {
      const own = await life.during(() => connect(db, PATH))
      return over(own, house, ++house.rooms)
    },
    arrow: {
      snapshot: async () => {
        const own = await life.during(() => connect(db, 'BEGIN TRANSACTION'))
        return {
          read: (sql) => life.during(() => read(own, sql)),
          close: () =>
            life.during(async () => {
              await own.query('COMMIT')
              await own.close()
            }),
        }
      },
      append: (table, stream) =>
        inTurn(table, () => connection.insertArrowFromIPCStream(stream, { name: table, create: false })),
    },
    open: async (file) => {
      const path = `in/${++house.files}`
      await life.during(() => db.registerFileHandle(path, file, DuckDBDataProtocol.BROWSER_FILEREADER, true))
      return path
    },
    close: async (path) => void (await life.during(() => db.dropFile(path))),
    stop: async () => {
      await life.during(() => connection.close())
      if (room) return
      life.end()
      await db.terminate()
      worker.terminate()
    },
  }
}

async function connect(db: AsyncDuckDB, sql: string): Promise<AsyncDuckDBConnection> {
  const own = await db.connect()
  await own.query(sql)
  return own
}

async function read(connection: AsyncDuckDBConnection, sql: string) {
  try {
    return await connection.useUnsafe(async (bindings, id) => {
      let schema = await bindings.startPendingQuery(id, sql, true)
      while (!schema) schema = await bindings.pollPendingQuery(id)
      const batches: Uint8Array[] = []
      for (;;) {
        const batch = await bindings.fetchQueryResults(id)
        // Nothing yet is null; nothing more is empty.
        if (batch?.length === 0) return { schema, batches }
        if (batch) batches.push(batch)
      }
    })
  } catch (cause) {
    throw failure(cause, sql)
  }
}
