import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import { writeRow } from '../../src/ingest/canonical'

/** What the benchmark's authors tell of a file to the systems that ask (`parameters/*.json`). */
export interface Parameters {
  delimiter: string
  quotechar: string
  escapechar: string
  header_lines: number
  preamble_lines: number
  column_names: string[]
  n_columns: number
}

export async function openDuckDb(): Promise<{ connection: DuckDBConnection; stop: () => void }> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  return {
    connection,
    stop: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const LENIENT = 'strict_mode = false, ignore_errors = true, null_padding = true'

/** As the benchmark runs DuckDB with nothing told (`sut/duckdbauto`). */
export const readAlone = (connection: DuckDBConnection, path: string): Promise<string> =>
  convert(connection, `SELECT * FROM read_csv(${text(path)}, ${LENIENT})`)

/** As the benchmark runs DuckDB with the dialect told (`sut/duckdbparse`). */
export function readTold(connection: DuckDBConnection, path: string, told: Parameters): Promise<string> {
  const names = told.column_names.length
    ? told.column_names.map((name) => name.trim())
    : Array.from({ length: Math.max(1, told.n_columns) }, (_, i) => `col_${i}`)
  const columns = [...new Set(names)].map((name) => `${text(name)}: 'VARCHAR'`).join(', ')
  return convert(
    connection,
    `SELECT * FROM read_csv(${text(path)}, ${LENIENT}, auto_detect = false, header = false,
      delim = ${text(told.delimiter || ',')}, quote = ${text(told.quotechar || '"')},
      escape = ${text(told.escapechar || '"')}, skip = ${told.preamble_lines + told.header_lines},
      columns = {${columns}})`,
  )
}

/** The result as pandas writes it, which the benchmark uses: whole numbers beside a gap have become decimals. */
async function convert(connection: DuckDBConnection, sql: string): Promise<string> {
  try {
    const result = await connection.runAndReadAll(sql)
    const rows = result.getRows()
    const names = result.columnNames()
    const gaps = names.map((_, c) => rows.some((row) => row[c] === null))
    const cell = (value: DuckDBValue, c: number): string => {
      if (value === null) return ''
      if (typeof value === 'boolean') return value ? 'True' : 'False'
      if (typeof value === 'bigint') return gaps[c] ? `${value}.0` : String(value)
      if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value)
      return String(value)
    }
    return [names, ...rows.map((row) => row.map(cell))].map((row) => `${writeRow(row)}\n`).join('')
  } catch (cause) {
    return `Application Error\n${(cause as Error).message}`
  }
}
