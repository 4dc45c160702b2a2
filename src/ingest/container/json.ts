import { AppError } from '../../model/error'
import { detectEncoding } from '../encoding'
import type { Meter } from './meter'
import { Records, isFields } from './records'
import { Table } from './table'

export interface Found {
  /** Where in the file the table stands, or empty where it is the whole of it. */
  path: string
  text: Blob
}

/** Whole numbers of more than 15 figures are ids: a double would lose their last ones. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const LONG = /^-?\d{16,}$/
const parse = (text: string): unknown =>
  JSON.parse(
    /\d{16}/.test(text) ? text.replace(TOKEN, (token) => (LONG.test(token) ? `"${token}"` : token)) : text,
  )

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return null
  }
}

/** `orders` → `order`, so that an id gets the name that people give it. */
const singular = (name: string): string =>
  name
    .replace(/\.\w+$/, '')
    .replace(/[\d\W_]+$/, '')
    .replace(/ies$/i, 'y')
    .replace(/s$/i, '')

/**
 * JSON → its tables: an array of objects, such arrays inside a wrapper (`{"data": [...]}`), an array of arrays, or one object.
 * @throws AppError `file.damaged`, `file.noTable`
 */
export async function jsonTables(file: Blob, name: string, meter: Meter): Promise<Found[]> {
  const bytes = await file.arrayBuffer()
  const { encoding } = detectEncoding([new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 1 << 18))])
  let value: unknown
  try {
    value = parse(new TextDecoder(encoding).decode(bytes))
  } catch (cause) {
    throw new AppError('file.damaged', { file: name, kind: 'JSON' }, { cause })
  }
  const found: Found[] = []
  await collect(value, '', 0, name, found, meter)
  if (!found.length && isFields(value)) await addRecords([value], '', name, found, meter)
  if (!found.length) throw new AppError('file.noTable', { file: name })
  return found
}

async function collect(
  value: unknown,
  path: string,
  depth: number,
  name: string,
  found: Found[],
  meter: Meter,
): Promise<void> {
  if (Array.isArray(value)) {
    if (value.some(isFields)) await addRecords(value, path, name, found, meter)
    else if (value.length > 1 && value.every(Array.isArray)) {
      const table = new Table(meter)
      for (const row of value) table.row(row.map((cell) => (cell == null ? '' : String(cell))))
      found.push({ path, text: await table.text() })
    }
  } else if (isFields(value) && depth < 3)
    for (const [key, part] of Object.entries(value))
      if (typeof part === 'object')
        await collect(part, path ? `${path}.${key}` : key, depth + 1, name, found, meter)
}

async function addRecords(
  values: unknown[],
  path: string,
  name: string,
  found: Found[],
  meter: Meter,
): Promise<void> {
  const records = new Records(
    singular(/^(data|rows|records|items|results?|list)?$/i.test(path) ? name : path),
    meter,
  )
  for (const value of values) if (isFields(value)) records.add(value)
  await addTables(records, path, found)
}

async function addTables(records: Records, path: string, found: Found[]): Promise<void> {
  found.push({ path, text: await records.text() })
  for (const [key, inner] of records.inner) await addTables(inner, path ? `${path}.${key}` : key, found)
}

/**
 * One JSON object a line, read as a stream. A line that is no object is told of and left out.
 * @throws AppError `file.damaged` where not one line can be read, `cancelled`
 */
export async function ndjsonTables(
  file: Blob,
  name: string,
  meter: Meter,
  signal?: AbortSignal,
): Promise<{ found: Found[]; broken: { line: number; count: number } | null }> {
  const head = new Uint8Array(await file.slice(0, 1 << 18).arrayBuffer())
  const decoder = new TextDecoder(detectEncoding([head]).encoding)
  const records = new Records(singular(name), meter)
  let [rest, line] = ['', 0]
  let broken: { line: number; count: number } | null = null
  const take = (text: string) => {
    line++
    if (!text.trim()) return
    const value = parsed(text)
    if (isFields(value)) return records.add(value)
    broken = { line: broken?.line ?? line, count: (broken?.count ?? 0) + 1 }
  }
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (signal?.aborted) throw new AppError('cancelled')
    const lines = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split('\n')
    rest = done ? '' : lines.pop()!
    lines.forEach(take)
    if (done) break
  }
  if (!records.rows) throw new AppError('file.damaged', { file: name, kind: 'NDJSON' })
  const found: Found[] = []
  await addTables(records, '', found)
  return { found, broken }
}
