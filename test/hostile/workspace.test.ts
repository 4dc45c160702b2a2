import { createHash } from 'node:crypto'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../src/analysis/session'
import type { AppError } from '../../src/model/error'
import { emptyRecipe } from '../../src/model/recipe'
import { bring, gunzip, keep, readManifest, type Content } from '../../src/workspace/keep'
import type { Folder } from '../../src/workspace/folder'
import { pack, unpack } from '../../src/workspace/pack'
import { csv, sessionOf, view } from '../support/session'

const ORDERS = csv(
  Array.from({ length: 90 }, (_, i) => ({
    order_id: `o${i}`,
    customer_id: `c${i % 9}`,
    ordered_at: `2024-${String(1 + (i % 12)).padStart(2, '0')}-11`,
    amount: 10 + i,
  })),
)
const WIDE = '客户编号,2024年1月,2024年2月,2024年3月\nc1,10,20,30\nc2,5,,7\nc3,1,2,3\n'
const SURVEY = 'customer_id,score,comment\nc1,9,good\nc1,9,good\nc2,x,bad\nc3,4,\n'

let session: Session
let file: Record<string, Uint8Array>
const contentOf = ({ sources }: Session): Content => ({
  ...{ format: 'ziggurat', version: 1, app: '1', name: '', savedAt: '', view: view() },
  ...{ recipe: emptyRecipe(), erased: null, sources },
})
beforeAll(async () => {
  session = await sessionOf({ 'orders.csv': ORDERS, 'months.csv': WIDE, 'survey.csv': SURVEY })
  const packed = await pack(session.engine, contentOf(session), async () => new Blob([ORDERS]))
  file = unzipSync(new Uint8Array(await packed.arrayBuffer()))
})
afterAll(() => session.engine.stop())

/** The workspace file with other bytes in it, and with sums that are right for them. */
function forged(change: Record<string, Uint8Array>): Blob {
  const { 'sha256sums.txt': _, ...files } = { ...file, ...change }
  const sums = Object.entries(files).map(
    ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`,
  )
  const all = { ...files, 'sha256sums.txt': strToU8(sums.join('')) }
  return new Blob([zipSync(all, { level: 9 }) as Uint8Array<ArrayBuffer>])
}
const tables = () => session.engine.query('SELECT table_name FROM duckdb_tables() ORDER BY 1')
let id = 100
async function outcome(blob: Blob): Promise<string> {
  try {
    const { manifest, from } = await unpack(blob)
    await bring(session.engine, manifest, from, () => ++id)
    return 'opened'
  } catch (cause) {
    return (cause as AppError).code
  }
}
const noise = (length: number, byte: (i: number) => number) => Uint8Array.from({ length }, (_, i) => byte(i))

describe('a workspace file whose sums are right', () => {
  it('opens as it was written', async () => {
    expect(await outcome(forged({}))).toBe('opened')
  })

  it.each([
    ['zeros', () => 0],
    ['ends of a stream', (i: number) => (i % 8 < 4 ? 255 : 0)],
    ['noise', (i: number) => (i * 7919) % 251],
    ['text', () => 97],
  ])('with %s for a table is damaged, not a table without rows', async (_, byte) => {
    const before = await tables()
    expect(await outcome(forged({ '1.arrow': noise(file['1.arrow']!.length, byte) }))).toBe(
      'workspace.damaged',
    )
    expect(await tables()).toEqual(before)
  })

  it('with nonsense in its manifest is damaged', async () => {
    for (const text of ['', '[', 'null', `${'['.repeat(1e6)}`, '{"format":"ziggurat","version":-1}'])
      expect(await outcome(forged({ 'manifest.json': strToU8(text) })), text.slice(0, 20)).toBe(
        'workspace.damaged',
      )
  })

  it('that unpacks to a thousand times its size is stopped on the way', async () => {
    const bomb = forged({ '1.arrow': new Uint8Array(120 << 20) })
    expect(bomb.size).toBeLessThan(1 << 20)
    expect(await outcome(bomb)).toBe('workspace.damaged')
  })

  it('with a text that unpacks to more than it had gives no text', async () => {
    const { gzipSync } = await import('node:zlib')
    const bomb = new Blob([new Uint8Array(gzipSync(new Uint8Array(8 << 20)))])
    await expect(gunzip(bomb, { file: 'a.csv', size: 1000 })).rejects.toMatchObject({ code: 'file.tooBig' })
    await expect(gunzip(new Blob(['x']), { file: 'a.csv', size: 1000 })).rejects.toMatchObject({
      code: 'file.damaged',
    })
  })
})

/** A folder in memory, as a browser's private one behaves. */
function memory(): Folder & { files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  return {
    id: 'x',
    files,
    read: async (name) => {
      const bytes = files.get(name)
      return bytes ? new File([bytes as Uint8Array<ArrayBuffer>], name) : null
    },
    write: async (name, parts) => {
      const pieces: Uint8Array[] = []
      for await (const part of parts) pieces.push(part)
      files.set(name, Buffer.concat(pieces))
      return files.get(name)!.length
    },
    remove: async (name) => void files.delete(name),
    list: async () => new Map([...files].map(([name, bytes]) => [name, bytes.length])),
  }
}

describe('a text that cannot be read any more', () => {
  const gone = (broken: number) => async (id: number) => {
    if (id !== broken) return new Blob([ORDERS])
    throw new DOMException('A requested file could not be read', 'NotReadableError')
  }

  it('does not keep the others, and the tables, from being kept', async () => {
    const folder = memory()
    const kept = await keep({
      ...{ engine: session.engine, folder, content: contentOf(session), keepOriginals: true },
      ...{ original: gone(1), stored: new Map(), numbered: { now: null, stored: null } },
      ...{ signal: new AbortController().signal, calm: () => Promise.resolve() },
    })
    expect(kept.withoutOriginal).toBe(1)
    const manifest = (await readManifest(folder))!
    expect(manifest.sources.map(({ original }) => original !== null)).toEqual([false, true, true])
    const named = manifest.sources.flatMap(({ table, original }) => [table.name, original?.name ?? ''])
    expect([...folder.files.keys()].sort()).toEqual(['manifest.json', ...named.filter(Boolean)].sort())
  })

  it('does not keep a workspace file from being written', async () => {
    const packed = await pack(session.engine, contentOf(session), gone(2))
    const { manifest } = await unpack(packed)
    expect(manifest.sources.map(({ original }) => original !== null)).toEqual([true, false, true])
  })
})
