import {
  DataType,
  type Decimal,
  type Field,
  RecordBatchReader,
  type Time,
  type Timestamp,
  TimeUnit,
  type Vector,
} from 'apache-arrow'
import { clockText, dayText, decimalText, floatText, jsonText, momentText, numberText } from '../model/plain'

/** A batch of rows as text; null is NULL. */
interface Batch {
  names: string[]
  rows: number
  cell(row: number, column: number): string | null
}

/** Arrow IPC, file or stream, batch by batch. Throws where the bytes are broken or their buffers are compressed. */
export function* readIpc(bytes: Uint8Array): Generator<Batch> {
  const reader = RecordBatchReader.from(bytes)
  reader.open()
  const { fields } = reader.schema
  const names = fields.map(({ name }) => name)
  const writers = fields.map(({ type }: Field) => writer(type))
  let some = false
  for (const batch of reader) {
    some = true
    const columns = fields.map((_, i) => batch.getChildAt(i) as Vector)
    const cell = (row: number, column: number): string | null => {
      const value: unknown = columns[column]!.get(row)
      return value == null ? null : writers[column]!(value)
    }
    yield { names, rows: batch.numRows, cell }
  }
  if (!some) yield { names, rows: 0, cell: () => null }
}

const PER_SECOND = {
  [TimeUnit.SECOND]: 1,
  [TimeUnit.MILLISECOND]: 1e3,
  [TimeUnit.MICROSECOND]: 1e6,
  [TimeUnit.NANOSECOND]: 1e9,
}

function writer(type: DataType): (value: unknown) => string {
  if (DataType.isDictionary(type)) return writer(type.dictionary as DataType)
  if (DataType.isDecimal(type))
    return (value) => decimalText(wide(value as Uint32Array), (type as Decimal).scale)
  // Arrow hands dates and moments over as milliseconds, whatever their unit is.
  if (DataType.isDate(type)) return (value) => dayText(Math.floor(Number(value) / 86_400_000))
  if (DataType.isTimestamp(type as Timestamp)) return (value) => momentText(Number(value))
  if (DataType.isTime(type)) {
    const parts = PER_SECOND[(type as Time).unit]
    return (value) => clockText(Math.floor(Number(value) / parts))
  }
  if (DataType.isFloat(type) && type.precision < 2) return (value) => floatText(value as number)
  return plain
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  return jsonText(value)
}

/** 32-bit words, lowest first → a signed number. */
function wide(words: Uint32Array): bigint {
  let value = 0n
  for (let i = words.length - 1; i >= 0; i--) value = (value << 32n) | BigInt(words[i]!)
  return BigInt.asIntN(words.length * 32, value)
}
