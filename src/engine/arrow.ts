import {
  Float64,
  type Table,
  Utf8,
  tableToIPC,
  makeData,
  makeVector,
  makeTable,
  type Data,
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
      writeNumbers(chunk, out.subarray(at, at + chunk.length))
      at += chunk.length
    }
    columns[field.name] = out
  })
  return columns
}

function writeNumbers({ values, nullCount, nullBitmap, offset }: Data, out: Float64Array): void {
  if (typeof values[0] === 'bigint') for (let i = 0; i < out.length; i++) out[i] = Number(values[i])
  else out.set((values as Float64Array).subarray(0, out.length))
  if (!nullCount) return
  for (let i = 0, bit = offset; i < out.length; i++, bit++)
    if (!(nullBitmap[bit >> 3]! & (1 << (bit & 7)))) out[i] = NaN
}

/** Which of the values are there, one bit each. */
function validity(values: readonly unknown[]): { nullCount: number; nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array((values.length + 7) >> 3)
  let nullCount = 0
  values.forEach((value, i) => {
    if (value == null) nullCount++
    else nullBitmap[i >> 3]! |= 1 << (i & 7)
  })
  return { nullCount, nullBitmap }
}

// Arrow's own builders make functions from text, which the page's policy forbids: the buffers are filled here.
function numbers(values: (number | null)[]): Vector {
  const data = Float64Array.from(values, (value) => value ?? 0)
  return makeVector(makeData({ type: new Float64(), length: values.length, data, ...validity(values) }))
}

function texts(values: (string | null)[]): Vector {
  const encoder = new TextEncoder()
  const cells = values.map((value) => encoder.encode(value ?? ''))
  const valueOffsets = new Int32Array(values.length + 1)
  cells.forEach((cell, i) => (valueOffsets[i + 1] = valueOffsets[i]! + cell.length))
  const data = new Uint8Array(valueOffsets[values.length]!)
  cells.forEach((cell, i) => data.set(cell, valueOffsets[i]))
  return makeVector(
    makeData({ type: new Utf8(), length: values.length, valueOffsets, data, ...validity(values) }),
  )
}

/** Columns in memory → Arrow IPC stream for `insertArrowFromIPCStream`. */
export function toIpc(data: TableData): Uint8Array {
  const vectors: Record<string, Vector> = {}
  for (const [name, values] of Object.entries(data)) {
    vectors[name] =
      values instanceof Float64Array
        ? makeVector(values)
        : values.some((v) => typeof v === 'number')
          ? numbers(values as (number | null)[])
          : texts(values as (string | null)[])
  }
  return tableToIPC(makeTable(vectors as never) as unknown as Table, 'stream')
}
