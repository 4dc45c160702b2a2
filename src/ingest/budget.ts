import type { Engine } from '../engine/engine'
import type { Encoding } from './encoding'
import type { Mapping } from './mapping'
import type { Sample } from './sample'

/** What a file will take of the engine's memory, in bytes. */
export interface Need {
  rows: number
  /** As the engine keeps a table that it writes at once. */
  plain: number
  /** Compressed: slower to write, a fraction of the size. */
  compact: number
  /** What is worked out of so many rows takes beside the table. */
  working: number
}
export interface Room {
  used: number
  limit: number
}
export type Storage = 'plain' | 'compact'

/** Bytes of a value in a table: texts up to twelve bytes stand in the cell itself, longer ones beside it. */
const INLINE = 12
const CELL = 16
const WIDTH: Record<string, number> = { DATE: 4, TIMESTAMP: 8, DOUBLE: 8, BOOLEAN: 1 }
/** Measured on random orders (1M rows of seven columns): 110 MB plain, 19 MB compressed; real texts repeat less. */
const COMPRESSED = 0.45
/** What is worked out, a row: measured at ten orders a customer (1M orders: 155 MB beside the table). */
const WORKING = 155
/** And of each customer beyond one in ten rows: measured on 600,000 who bought once (1.7 GB more than on 60,000). */
const [CUSTOMER, USUAL] = [2800, 0.1]
/** Uncompressed only where the heaviest panel has room beside: at 10M orders the trend needs half of that again. */
const ROOMY = 1.5
/** Of the engine's memory; the rest is for what cannot be foreseen. */
const SAFE = 0.9

/** Bytes that a text takes as UTF-8; several times faster than to write them. */
function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // Of a pair each half makes two.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2
  }
  return bytes
}
/** Bytes that a text takes in a file of this encoding, near enough for an estimate. */
function bytesIn(text: string, encoding: Encoding): number {
  if (encoding === 'utf-8') return utf8Length(text)
  if (encoding.startsWith('utf-16')) return 2 * text.length
  let bytes = text.length
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) bytes++
  return encoding === 'windows-1252' ? text.length : bytes
}

/** Who bought, whichever column says so first. */
const BUYERS = ['orders.customer_id', 'customers.customer_id', 'customers.phone', 'customers.email']

/**
 * How many customers an order file of `count` rows names, by those in its sample: Chao's estimator (Chao 1984; the corrected
 * form), from how many are met once and twice. Rows of one customer that follow each other are one meeting.
 */
function customersIn(rows: string[][], { columns, entities }: Mapping, count: number): number {
  const column = BUYERS.flatMap((target) => columns.find((each) => each.target === target) ?? [])[0]
  if (!column || !entities.includes('orders')) return USUAL * count
  const met = new Map<string, number>()
  let meetings = 0
  let last: string | undefined
  for (const row of rows) {
    const who = row[column.index] || undefined
    if (who !== undefined && who !== last) {
      meetings++
      met.set(who, (met.get(who) ?? 0) + 1)
    }
    last = who
  }
  const [once, twice] = [1, 2].map((n) => [...met.values()].filter((times) => times === n).length) as [
    number,
    number,
  ]
  const unseen = (once * (once - 1)) / (2 * (twice + 1))
  return Math.min(met.size + unseen, (meetings / Math.max(1, rows.length)) * count)
}

/** What a file of `size` bytes will take, judged by its sample. */
export function needOf(
  { encoding, rows }: Pick<Sample, 'encoding' | 'rows'>,
  mapping: Mapping,
  size: number,
): Need {
  const seen = rows.slice(0, 500)
  const perRow =
    seen.reduce((sum, row) => sum + row.reduce((n, cell) => n + bytesIn(cell, encoding.encoding) + 1, 0), 0) /
    Math.max(1, seen.length)
  const count = seen.length ? Math.ceil(size / perRow) : 0
  const width = mapping.columns.reduce((sum, { type, index }) => {
    if (type !== 'VARCHAR') return sum + (WIDTH[type] ?? 8)
    const beside = seen.reduce((n, row) => {
      const length = utf8Length(row[index] ?? '')
      return n + (length > INLINE ? length : 0)
    }, 0)
    return sum + CELL + beside / Math.max(1, seen.length)
  }, 0)
  const plain = Math.ceil(count * width)
  const more = Math.max(0, customersIn(rows, mapping, count) - USUAL * count)
  const working = Math.ceil(count * WORKING + more * CUSTOMER)
  return { rows: count, plain, compact: Math.ceil(plain * COMPRESSED), working }
}

/** How a file is kept, or null where it does not fit at all. */
export function storageFor({ plain, compact, working }: Need, { used, limit }: Room): Storage | null {
  const fits = (table: number, beside: number) => used + table + beside <= limit * SAFE
  return fits(plain, ROOMY * working) ? 'plain' : fits(compact, working) ? 'compact' : null
}

/** Memory of the engine, in bytes. */
export async function roomOf(engine: Engine): Promise<Room> {
  const [row] = await engine.query<{ used: number; most: string }>(
    `SELECT (SELECT coalesce(sum(memory_usage_bytes), 0)::DOUBLE FROM duckdb_memory()) AS used,
      current_setting('memory_limit') AS most`,
  )
  return { used: row?.used ?? 0, limit: parseBytes(row?.most ?? '') }
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']
/** `3.1 GiB` → bytes; what cannot be read is no limit. */
export function parseBytes(text: string): number {
  const [, number, unit] = /^([\d.]+) ?(\w+)$/.exec(text.trim()) ?? []
  const power = UNITS.indexOf(unit ?? '')
  return number && power >= 0 ? Number(number) * 1024 ** power : Infinity
}
