import { unzipSync, Zip, ZipDeflate, ZipPassThrough, type UnzipFileInfo } from 'fflate'
import { createSHA256 } from 'hash-wasm'
import type { Engine } from '../engine/engine'
import { columnsOf, exportTable } from '../engine/table'
import { AppError } from '../model/error'
import { gzip, MANIFEST, streamOf, type Content, type Source } from './keep'
import { MARK } from './mark'
import { formatManifest, MANIFEST_VERSION, parseManifest, type Manifest, type StoredSource } from './manifest'

/** As `sha256sum` writes it, over all other files. A zip's own sums are checked by few and by no library of ours. */
const SUMS = 'sha256sums.txt'

/** A workspace → a `.ziggurat` file: a zip of Arrow tables, the texts they were read from, and the manifest. */
export async function pack(
  engine: Engine,
  content: Content,
  original: (id: number) => Promise<Blob | null>,
  numbered: Blob | null = null,
  signal?: AbortSignal,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const sums: string[] = []
  let failed: Error | null = null
  const zip = new Zip((error, chunk) => {
    failed ??= error
    if (chunk) parts.push(chunk as Uint8Array<ArrayBuffer>)
  })
  const add = async (
    name: string,
    bytes: AsyncIterable<Uint8Array> | Uint8Array[],
    packed: boolean,
  ): Promise<{ name: string; size: number; pieces: number[] }> => {
    const entry = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 1 })
    zip.add(entry)
    const hash = await createSHA256()
    const pieces: number[] = []
    for await (const piece of bytes) {
      if (signal?.aborted) throw new AppError('cancelled')
      hash.update(piece)
      pieces.push(piece.length)
      entry.push(piece)
    }
    entry.push(new Uint8Array(), true)
    sums.push(`${hash.digest('hex')}  ${name}`)
    return { name, size: pieces.reduce((sum, length) => sum + length, 0), pieces }
  }
  const text = (value: string) => [new TextEncoder().encode(value)]

  const { name, app, savedAt } = content
  const mark = { format: 'ziggurat', version: MANIFEST_VERSION, app, name, savedAt }
  await add(MARK, text(JSON.stringify(mark)), true)
  const sources: StoredSource[] = []
  for (const [i, report] of content.sources.entries()) {
    const columns = await columnsOf(engine, report.table)
    const table = await add(`${i + 1}.arrow`, exportTable(engine, report.table, columns, signal), false)
    const kept = await original(report.id)
    const from = kept && (await add(`${i + 1}.gz`, streamOf(gzip(kept)), true))
    sources.push({ report, columns, table, original: from && { name: from.name, size: from.size } })
  }
  const given = numbered && (await add('numbers.json', streamOf(numbered.stream()), false))
  const numbers = given && { name: given.name, size: given.size }
  await add(MANIFEST, text(formatManifest({ ...content, numbers, sources })), false)
  await add(SUMS, text(`${sums.join('\n')}\n`), true)
  zip.end()
  if (failed) throw AppError.from(failed)
  return new Blob(parts, { type: 'application/zip' })
}

/**
 * The content of a `.ziggurat` file, every byte of it checked.
 * @throws AppError `workspace.damaged`, `workspace.newer`, `recipe.*`
 */
export async function unpack(bytes: Uint8Array): Promise<{ manifest: Manifest; from: Source }> {
  const take = (name: string, most = Infinity): Uint8Array | null => {
    const filter = (info: UnzipFileInfo) => info.name === name && info.originalSize <= most
    try {
      return unzipSync(bytes, { filter })[name] ?? null
    } catch (cause) {
      throw new AppError('workspace.damaged', { detail: name }, { cause })
    }
  }
  const sums = new Map(
    new TextDecoder()
      .decode(take(SUMS, 1 << 24) ?? new Uint8Array())
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  )
  const checked = async (name: string, most?: number): Promise<Uint8Array> => {
    const found = take(name, most)
    if (!found) throw new AppError('workspace.damaged', { detail: name })
    const hash = await createSHA256()
    if (hash.update(found).digest('hex') !== sums.get(name))
      throw new AppError('workspace.damaged', { detail: name })
    return found
  }
  const manifest = parseManifest(new TextDecoder().decode(await checked(MANIFEST, 1 << 29)))
  const sizes = new Map(
    [
      ...manifest.sources.flatMap(({ table, original }) => [table, ...(original ? [original] : [])]),
      ...(manifest.numbers ? [manifest.numbers] : []),
    ].map((f) => [f.name, f.size]),
  )
  // All of it before anything of the present workspace is touched.
  for (const [name, size] of sizes) await checked(name, size)
  return {
    manifest,
    from: async (name) => new Blob([(await checked(name, sizes.get(name))) as Uint8Array<ArrayBuffer>]),
  }
}
