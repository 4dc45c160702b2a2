import {
  Float64,
  type Table,
  Utf8,
  tableToIPC,
  vectorFromArray,
  makeVector,
  makeTable,
  type Vector,
  DataType,
} from 'apache-arrow'
import type { Cell, Row } from '../model/row'
import type { TableData } from './engine'

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const second = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

const reader = (vector: Vector): ((index: number) => Cell) => {
  if (DataType.isDate(vector.type)) return (i) => text(vector.get(i), day)
  if (DataType.isTimestamp(vector.type)) return (i) => text(vector.get(i), second)
  return (i) => plain(vector.get(i))
}

const text = (value: unknown, format: (ms: number) => string): Cell =>
  value == null ? null : format(Number(value))

const plain = (value: unknown): Cell => {
  if (value == null) return null
  if (typeof value === 'bigint') return Number(value)
  return value as Cell
}

/** Arrow table → rows of plain values: dates as `YYYY-MM-DD`, timestamps as `YYYY-MM-DD HH:MM:SS`. */
export function toRows<T extends Row>(table: Table): T[] {
  const names = table.schema.fields.map((field) => field.name)
  const readers = names.map((_, i) => reader(table.getChildAt(i)!))
  return Array.from({ length: table.numRows }, (_, r) => {
    const row: Row = {}
    for (let c = 0; c < names.length; c++) row[names[c]!] = readers[c]!(r)
    return row as T
  })
}

/** Arrow table of numbers → one Float64Array a column; NULL becomes NaN. */
export function toColumns(table: Table): Record<string, Float64Array> {
  const columns: Record<string, Float64Array> = {}
  table.schema.fields.forEach((field, c) => {
    const out = new Float64Array(table.numRows)
    let at = 0
    for (const chunk of table.getChildAt(c)!.data) {
      const values = chunk.values as ArrayLike<number | bigint>
      const wide = values.length > 0 && typeof values[0] === 'bigint'
      for (let i = 0; i < chunk.length; i++) {
        if (chunk.nullCount > 0 && !chunk.getValid(i)) out[at + i] = NaN
        else out[at + i] = wide ? Number(values[i]) : (values[i] as number)
      }
      at += chunk.length
    }
    columns[field.name] = out
  })
  return columns
}

/** Columns in memory → Arrow IPC stream for `insertArrowFromIPCStream`. */
export function toIpc(data: TableData): Uint8Array {
  const vectors: Record<string, Vector> = {}
  for (const [name, values] of Object.entries(data)) {
    vectors[name] =
      values instanceof Float64Array
        ? makeVector(values)
        : values.some((v) => typeof v === 'number')
          ? vectorFromArray(values as (number | null)[], new Float64())
          : vectorFromArray(values as (string | null)[], new Utf8())
  }
  return tableToIPC(makeTable(vectors as never) as unknown as Table, 'stream')
}
