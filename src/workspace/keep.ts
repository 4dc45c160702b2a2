import { createXXHash3, type IHasher } from 'hash-wasm'
import type { Engine } from '../engine/engine'
import { columnsOf, dropTable, exportTable, importTable } from '../engine/table'
import type { SourceReport } from '../ingest/load'
import { gunzip as gunzipped } from '../ingest/container/gzip'
import { Meter } from '../ingest/container/meter'
import { AppError } from '../model/error'
import { space, type Folder, type Parts } from './folder'
import {
  formatManifest,
  parseManifest,
  sizeOf,
  type Manifest,
  type StoredFile,
  type StoredSource,
} from './manifest'
import type { Numbered } from './numbers'

export const MANIFEST = 'manifest.json'

/** What is kept: everything of the manifest but where the bytes lie. */
export type Content = Omit<Manifest, 'sources' | 'numbers'> & { sources: SourceReport[] }
interface Keeping {
  engine: Engine
  folder: Folder
  content: Content
  /** The text a source was read from, or null where it is not at hand. */
  original: (id: number) => Promise<Blob | null>
  keepOriginals: boolean
  /** What lies in the folder already, by source. */
  stored: Map<number, StoredSource>
  numbered: Numbered
  signal: AbortSignal
  /** Settles when nobody waits for the engine. */
  calm: () => Promise<void>
}
export interface Kept {
  bytes: number
  /** Files whose text did not fit: they must be dropped again to be read differently. */
  withoutOriginal: number
}

/** Tables in memory are about as large as their text, rarely twice; texts shrink to a third and less. */
const TABLE = 2
const GZIP = 0.4
const SPARE = 1 << 20

/**
 * Writes what is not there yet, then swaps the manifest, then takes away what it no longer names: whenever this stops,
 * the folder holds one whole workspace. @throws AppError `workspace.full` (need, free), `cancelled`
 */
export async function keep(keeping: Keeping): Promise<Kept> {
  const { engine, folder, content, stored, signal } = keeping
  const there = await folder.list()
  for (const [id, source] of stored) {
    if (there.get(source.table.name) !== source.table.size) stored.delete(id)
    if (source.original && !there.has(source.original.name)) source.original = null
  }
  const fresh = content.sources.filter(({ id }) => !stored.has(id))
  const room = await budget(fresh)
  let originals = keeping.keepOriginals && room.originals
  const written: string[] = []
  try {
    for (const report of fresh) {
      const columns = await columnsOf(engine, report.table)
      const name = `${newId()}.arrow`
      written.push(name)
      const pieces: number[] = []
      const parts = calmly(exportTable(engine, report.table, columns, signal), keeping.calm)
      const table = await writeSummed(keeping, name, measured(parts, pieces))
      stored.set(report.id, { report, columns, table: { ...table, pieces }, original: null })
    }
    for (const { id } of content.sources) {
      const source = stored.get(id)!
      if (!originals || source.original) continue
      const name = `${newId()}.gz`
      written.push(name)
      try {
        const text = await keeping.original(id)
        // A stream is packed by the thread that reads it, which is the page's.
        if (text)
          source.original = await writeSummed(keeping, name, calmly(streamOf(gzip(text)), keeping.calm))
      } catch (cause) {
        const { code } = AppError.from(cause)
        if (code === 'cancelled') throw cause
        // The tables are what must be kept: a text that cannot be read any more is gone, and the others may be there.
        if (code === 'workspace.full') originals = false
        await folder.remove(name).catch(() => undefined)
      }
    }
    const sources = content.sources.map((report) => ({ ...stored.get(report.id)!, report }))
    if (!keeping.keepOriginals) for (const source of sources) source.original = null
    const manifest = { ...content, numbers: await keepNumbers(keeping, there, written), sources }
    await folder.write(MANIFEST, [new TextEncoder().encode(formatManifest(manifest))], signal)
    await sweep(folder, manifest)
    return {
      bytes: sizeOf(manifest),
      withoutOriginal: sources.filter(({ original }) => !original).length,
    }
  } catch (cause) {
    for (const name of written) await folder.remove(name).catch(() => undefined)
    if (written.includes(keeping.numbered.stored?.file.name ?? '')) keeping.numbered.stored = null
    for (const [id, source] of stored) {
      if (written.includes(source.table.name)) stored.delete(id)
      if (source.original && written.includes(source.original.name)) source.original = null
    }
    throw AppError.from(cause)
  }
}

async function writeSummed({ folder, signal }: Keeping, name: string, parts: Parts): Promise<StoredFile> {
  const hash = await createXXHash3()
  const size = await folder.write(name, hashed(parts, hash), signal)
  return { name, size, sum: hash.digest('hex') }
}

/** Numbers of customers are written where others stand there. */
async function keepNumbers(
  { folder, numbered, signal }: Keeping,
  there: Map<string, number>,
  written: string[],
): Promise<StoredFile | null> {
  const { now, stored } = numbered
  if (!now) return null
  if (stored?.of === now && there.has(stored.file.name)) return stored.file
  const name = `${newId()}.json`
  written.push(name)
  const file = { name, size: await folder.write(name, streamOf(now.stream()), signal) }
  numbered.stored = { file, of: now }
  return file
}

/** Whether new tables and texts will fit, before the first byte of them is written. */
async function budget(fresh: SourceReport[]): Promise<{ originals: boolean }> {
  const room = await space()
  const text = fresh.reduce((sum, { size }) => sum + size, 0)
  const need = text * TABLE + SPARE
  if (room && text && room.free < need) throw new AppError('workspace.full', { need, free: room.free })
  return { originals: !room || room.free > need + text * GZIP }
}

async function sweep(folder: Folder, { sources, numbers }: Manifest): Promise<void> {
  const named = new Set([MANIFEST])
  if (numbers) named.add(numbers.name)
  for (const { table, original } of sources) {
    named.add(table.name)
    if (original) named.add(original.name)
  }
  for (const name of (await folder.list()).keys()) if (!named.has(name)) await folder.remove(name)
}

/** What the folder holds, or null where nothing is kept. @throws AppError `workspace.damaged`, `workspace.newer` */
export async function readManifest(folder: Folder): Promise<Manifest | null> {
  const file = await folder.read(MANIFEST)
  return file && parseManifest(await file.text())
}

/** Where the bytes of a stored file come from. */
export type Source = (name: string) => Promise<Blob | null>

/**
 * Brings the tables of a manifest into the engine, under the ids that `reserve` gives. One that is damaged or missing has
 * no table where `rescue` says, given it under its new id, that it will be read again. Leaves nothing behind where one fails.
 * @throws AppError `workspace.damaged`, `engine.*`
 */
export async function bring(
  engine: Engine,
  manifest: Pick<Manifest, 'sources'>,
  from: Source,
  reserve: () => number,
  onTable: (file: string) => void = () => {},
  rescue?: (source: StoredSource) => Promise<boolean>,
): Promise<StoredSource[]> {
  const brought: StoredSource[] = []
  const ids = new Map(manifest.sources.map(({ report }) => [report.id, reserve()]))
  try {
    for (const source of manifest.sources) {
      onTable(source.report.file)
      const id = ids.get(source.report.id)!
      const follows = ids.get(source.report.follows ?? -1) ?? null
      const table = `source_${id}`
      const now = { ...source, report: { ...source.report, id, table, follows } }
      brought.push(now)
      if (await arrives(engine, table, source, from)) continue
      if (!(await rescue?.(now))) throw new AppError('workspace.damaged', { detail: source.report.file })
      await dropTable(engine, table)
    }
    return brought
  } catch (cause) {
    for (const { report } of brought) await dropTable(engine, report.table)
    throw AppError.from(cause, 'workspace.damaged')
  }
}

/** Whether a table came into the engine byte by byte as it was written, with as many rows as its report counts. */
async function arrives(
  engine: Engine,
  name: string,
  { table, columns, report }: StoredSource,
  from: Source,
): Promise<boolean> {
  const file = await from(table.name)
  const length = table.pieces.reduce((sum, piece) => sum + piece, 0)
  if (!file || file.size !== table.size || length !== file.size) return false
  const hash = await createXXHash3()
  let rows: number
  try {
    rows = await importTable(engine, name, columns, hashed(slices(file, table.pieces), hash))
  } catch (cause) {
    // Changed bytes may be no table any more; whole ones fail for another reason.
    if (await isWhole(table, from)) throw cause
    return false
  }
  return rows === report.rowsKept && (table.sum === undefined || hash.digest('hex') === table.sum)
}

/** Whether a kept file is there, byte by byte as it was written; one that has no sum, as long as it was. */
export async function isWhole({ name, size, sum }: StoredFile, from: Source): Promise<boolean> {
  const file = await from(name)
  if (!file || file.size !== size || sum === undefined) return file?.size === size
  const hash = await createXXHash3()
  for await (const part of streamOf(file.stream())) hash.update(part)
  return hash.digest('hex') === sum
}

async function* slices(file: Blob, pieces: number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (const length of pieces) {
    yield new Uint8Array(await file.slice(at, at + length).arrayBuffer())
    at += length
  }
}

async function* measured(parts: Parts, lengths: number[]) {
  for await (const part of parts) {
    lengths.push(part.length)
    yield part
  }
}

async function* hashed(parts: Parts, hash: IHasher) {
  for await (const part of parts) {
    hash.update(part)
    yield part
  }
}

/** Piece by piece, whenever nobody waits for an answer. */
async function* calmly(parts: Parts, calm: () => Promise<void>) {
  for await (const part of parts) {
    yield part
    await calm()
  }
}

export const gzip = (text: Blob): ReadableStream<Uint8Array> =>
  text.stream().pipeThrough(new CompressionStream('gzip'))

/** A text that was kept. @throws AppError `file.damaged`, `file.tooBig` past the size that it had */
export async function gunzip(
  file: Blob,
  { file: name, size }: { file: string; size: number },
): Promise<Blob> {
  const text = await gunzipped(file, name, new Meter(file.size, name, { most: size, free: size, ratio: 0 }))
  if (text.size !== size) throw new AppError('file.damaged', { file: name, kind: 'GZIP' })
  return text
}

/** Not every browser can walk through a stream by itself. */
export async function* streamOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

/** A name that never comes back, so that nothing is written over. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, '0')).join('')
