import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { createSHA256 } from 'hash-wasm'
import type { Engine } from '../engine/engine'
import { columnsOf, exportTable } from '../engine/table'
import { AppError } from '../model/error'
import { gzip, MANIFEST, streamOf, type Content, type Source } from './keep'
import { MARK } from './mark'
import { SUMS, verified } from './verify'
import { formatManifest, MANIFEST_VERSION, parseManifest, type Manifest, type StoredSource } from './manifest'

/** It holds what is said of every row that was set aside. */
const LONGEST_MANIFEST = 1 << 28

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
    // A text that cannot be read any more is left out, and the table goes without it.
    const kept = await packedText(original, report.id)
    const from = kept && (await add(`${i + 1}.gz`, streamOf(kept.stream()), true))
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

async function packedText(original: (id: number) => Promise<Blob | null>, id: number): Promise<Blob | null> {
  try {
    const text = await original(id)
    return text && (await new Response(gzip(text)).blob())
  } catch {
    return null
  }
}

/**
 * The content of a `.ziggurat` file, every byte of it checked. `verify` does that elsewhere, in a worker say.
 * @throws AppError `workspace.damaged`, `workspace.newer`, `recipe.*`
 */
export async function unpack(file: Blob, verify = verified): Promise<{ manifest: Manifest; from: Source }> {
  const files = await verify(file)
  const found = (name: string): Blob => {
    const blob = files.get(name)
    if (!blob) throw new AppError('workspace.damaged', { detail: name })
    return blob
  }
  const stored = found(MANIFEST)
  if (stored.size > LONGEST_MANIFEST) throw new AppError('workspace.damaged', { detail: MANIFEST })
  const manifest = parseManifest(await stored.text())
  const named = manifest.sources.flatMap(({ table, original }) => [table, original])
  // All of it before anything of the present workspace is touched.
  for (const file of [...named, manifest.numbers ?? null])
    if (file && found(file.name).size !== file.size)
      throw new AppError('workspace.damaged', { detail: file.name })
  return { manifest, from: (name) => Promise.resolve(found(name)) }
}
