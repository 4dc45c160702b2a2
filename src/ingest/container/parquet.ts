import type { FileMetaData, ParquetParsers, SchemaElement } from 'hyparquet'
import { AppError } from '../../model/error'
import {
  clockText,
  dayText,
  decimalText,
  floatText,
  jsonText,
  momentText,
  numberText,
} from '../../model/plain'
import type { Meter } from './meter'
import { Table } from './table'

const utf8 = new TextDecoder()

/** Moments and bytes as text; the rest as it is. */
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (ms) => momentText(Number(ms)),
  timestampFromMicroseconds: (us) => momentText(Math.floor(Number(us) / 1000)),
  timestampFromNanoseconds: (ns) => momentText(Number(ns / 1_000_000n)),
  dateFromDays: dayText,
  stringFromBytes: (bytes) => utf8.decode(bytes),
  jsonFromBytes: (bytes) => utf8.decode(bytes),
}

/**
 * Parquet → delimited text, one row group at a time.
 * @throws AppError `file.damaged`, `cancelled`
 */
export async function parquetText(
  file: Blob,
  name: string,
  meter: Meter,
  signal?: AbortSignal,
): Promise<Blob> {
  const [{ parquetMetadataAsync, parquetRead }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ])
  const source = {
    byteLength: file.size,
    slice: (from: number, to?: number) => file.slice(from, to).arrayBuffer(),
  }
  try {
    const metadata = await parquetMetadataAsync(source)
    const columns = topColumns(metadata).map((element) => ({ name: element.name, text: textOf(element) }))
    const table = new Table(meter)
    let rowStart = 0
    for (const group of metadata.row_groups) {
      if (signal?.aborted) throw new AppError('cancelled')
      const rowEnd = rowStart + Number(group.num_rows)
      await parquetRead({
        file: source,
        metadata,
        rowStart,
        rowEnd,
        compressors,
        parsers: PARSERS,
        geoparquet: false,
        utf8: false,
        onComplete: (rows: unknown[][]) => {
          for (const row of rows)
            table.row(columns.map(({ text }, i) => (row[i] == null ? '' : text(row[i]))))
        },
      })
      rowStart = rowEnd
    }
    return await table.text(columns.map((column) => column.name))
  } catch (cause) {
    throw cause instanceof AppError
      ? cause
      : new AppError('file.damaged', { file: name, kind: 'Parquet' }, { cause })
  }
}

/** The schema is a tree written depth first. */
function topColumns({ schema }: FileMetaData): SchemaElement[] {
  const skip = (at: number): number => {
    let next = at + 1
    for (let i = 0; i < (schema[at]!.num_children ?? 0); i++) next = skip(next)
    return next
  }
  const found: SchemaElement[] = []
  for (let at = 1; at < schema.length; at = skip(at)) found.push(schema[at]!)
  return found
}

/** How the values of a column are written. Takes the decimal sign out of the reader's hands, which would round. */
function textOf(element: SchemaElement): (value: unknown) => string {
  const { type, converted_type: converted, logical_type: logical, scale = 0 } = element
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    delete element.converted_type
    delete element.logical_type
    return (value) =>
      decimalText(value instanceof Uint8Array ? signed(value) : BigInt(value as number), scale)
  }
  const time =
    logical?.type === 'TIME' ? logical.unit : converted?.startsWith('TIME_') ? converted.slice(5) : ''
  if (time) {
    const parts = time === 'NANOS' ? 1e9 : time === 'MICROS' ? 1e6 : 1e3
    return (value) => clockText(Math.floor(Number(value) / parts))
  }
  return type === 'FLOAT' && !element.num_children ? (value) => floatText(value as number) : plain
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Uint8Array) return utf8.decode(value)
  return jsonText(value)
}

function signed(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return BigInt.asIntN(bytes.length * 8, value)
}
