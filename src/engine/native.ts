import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import {
  DuckDBInstance,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  DOUBLE,
  VARCHAR,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Cell, Row } from '../model/row'
import { bind } from './bind'
import { ident, literal, LOCKDOWN, PATH, type Bound, type Engine, type TableData } from './engine'
import { failure } from './failure'
import { settled, temporary } from './temporary'

const plain = (value: DuckDBValue): Cell => {
  if (value == null) return null
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue) return value.toString().slice(0, 19)
  return value as Cell
}

/** Native DuckDB for the command line: the same SQL, the same settings, files under a temporary folder. */
export async function openNative(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'ziggurat-'))
  // Copies of files lie there, which nobody may find afterwards.
  temporary(folder)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const statement of LOCKDOWN) await connection.run(statement.replace("'in/'", literal(`${folder}/`)))
  return over(connection, { instance, folder, files: 0 })
}

/** What all rooms of an engine have in common. */
interface House {
  instance: DuckDBInstance
  folder: string
  files: number
}

function over(connection: DuckDBConnection, house: House, room = false): Engine {
  const { instance, folder } = house
  const ask = async (sql: string, bound: Bound[] = [], signal?: AbortSignal) => {
    const stop = () => connection.interrupt()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await connection.runAndReadAll(bind(sql, bound))
    } catch (cause) {
      throw failure(cause, sql)
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }
  return {
    kind: 'native',
    query: async <T extends Row>(sql: string, bound?: Bound[], signal?: AbortSignal) => {
      const result = await ask(sql, bound, signal)
      const names = result.columnNames()
      return result
        .getRows()
        .map((values) => Object.fromEntries(values.map((value, i) => [names[i]!, plain(value)])) as T)
    },
    columns: async (sql, signal) => {
      const result = await ask(sql, [], signal)
      const columns = result.getColumns()
      return Object.fromEntries(
        result.columnNames().map((name, c) => [
          name,
          Float64Array.from(columns[c] ?? [], (value) => {
            const cell = plain(value)
            return cell === null ? NaN : Number(cell)
          }),
        ]),
      )
    },
    run: async (sql, signal) => void (await ask(sql, [], signal)),
    put: async (table: string, data: TableData) => {
      const names = Object.keys(data)
      const numeric = names.map(
        (n) => data[n] instanceof Float64Array || [...data[n]!].some((v) => typeof v === 'number'),
      )
      const columns = names.map((name, i) => `${ident(name)} ${numeric[i] ? 'DOUBLE' : 'VARCHAR'}`)
      await ask(`CREATE OR REPLACE ${room ? 'TEMP ' : ''}TABLE ${ident(table)} (${columns.join(', ')})`)
      const appender = await connection.createAppender(table)
      const length = data[names[0]!]?.length ?? 0
      for (let r = 0; r < length; r++) {
        names.forEach((name, i) =>
          appender.appendValue(data[name]![r] ?? null, numeric[i] ? DOUBLE : VARCHAR),
        )
        appender.endRow()
      }
      appender.closeSync()
    },
    room: async () => {
      const own = await instance.connect()
      await own.run(PATH)
      return over(own, house, true)
    },
    open: async (file) => {
      const path = join(folder, String(++house.files))
      await pipeline(Readable.fromWeb(file.stream() as ReadableStream), createWriteStream(path))
      return path
    },
    close: (path) => rm(path, { force: true }),
    stop: async () => {
      connection.closeSync()
      if (room) return
      instance.closeSync()
      await rm(folder, { recursive: true, force: true })
      settled(folder)
    },
  }
}
