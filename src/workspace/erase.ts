import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Engine } from '../engine/engine'
import { customersIn } from '../ingest/erase'
import type { SourceReport } from '../ingest/load'
import type { Erased } from './manifest'

export const nobody = (): Erased => ({
  key: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
  hashes: [],
})

/** What is kept of an erased id: enough to know it again, not enough to read it without the key and a guess. */
export const tombstone = (id: string, { key }: Erased): string =>
  bytesToHex(hmac(sha256, hexToBytes(key), utf8ToBytes(id)))

/** Which of a source's customers were erased before. */
export async function erasedIn(engine: Engine, source: SourceReport, erased: Erased): Promise<string[]> {
  const graves = new Set(erased.hashes)
  return (await customersIn(engine, source)).filter((id) => graves.has(tombstone(id, erased)))
}

/**
 * A report without the cells that may tell of these customers. Their rows are accounted for as set aside, without line
 * and text.
 */
export function redact(source: SourceReport, ids: string[], rows: number): SourceReport {
  const named = new Set(ids)
  const gone = Array.from({ length: rows }, () => ({
    line: 0,
    reason: 'erased' as const,
    column: '',
    text: '',
  }))
  const told = (text: string) => ids.some((id) => text.includes(id))
  return {
    ...source,
    sample: {
      ...source.sample,
      rows: source.sample.rows.filter((row) => !row.some((cell) => named.has(cell.trim()))),
    },
    setAside: [...source.setAside.map((row) => (told(row.text) ? { ...row, text: '' } : row)), ...gone],
    unread: source.unread.map((cells) => ({
      ...cells,
      examples: cells.examples.filter((cell) => !named.has(cell)),
    })),
    rowsKept: source.rowsKept - rows,
    rowsSetAside: source.rowsSetAside + rows,
  }
}
