import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Engine } from '../engine/engine'
import type { Session } from '../analysis/session'
import { customersIn, eraseRows } from '../ingest/erase'
import type { SourceReport } from '../ingest/load'
import type { QualityDecisions } from '../model/quality'
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

/**
 * Takes a customer out of all sources and decisions. `rows` by source; the text of each of these must go as well, and what
 * people said of `ids`. None where nobody has this id.
 */
export async function eraseFrom(
  active: Session,
  id: string,
  before: Erased | null,
): Promise<{ rows: Map<number, number>; erased: Erased; ids: string[] } | null> {
  const { rows, ids } = await eraseRows(active.engine, active.sources, [id])
  if (!rows.size) return null
  const erased = before ?? nobody()
  const hashes = new Set([...erased.hashes, ...ids.map((each) => tombstone(each, erased))])
  active.sources = active.sources.map((source) => {
    const n = rows.get(source.id)
    return n ? redact(source, ids, n) : source
  })
  active.decisions = without(active.decisions, ids)
  return { rows, erased: { ...erased, hashes: [...hashes] }, ids }
}

/** A source that was read just now, without the rows of erased customers; null where it holds none. */
export async function screenOut(
  active: Session,
  source: SourceReport,
  erased: Erased,
): Promise<{ left: SourceReport; rows: number; customers: number } | null> {
  const ids = await erasedIn(active.engine, source, erased)
  if (!ids.length) return null
  const { rows } = await eraseRows(active.engine, [source], ids)
  const n = rows.get(source.id) ?? 0
  const left = redact(source, ids, n)
  active.sources = active.sources.map((each) => (each.id === source.id ? left : each))
  return { left, rows: n, customers: ids.length }
}

/** Decisions that do not name these customers. */
function without(decisions: QualityDecisions, ids: string[]): QualityDecisions {
  const others = (list: string[]) => list.filter((id) => !ids.includes(id))
  const merges = decisions.merges.map(({ ids: own, into }) => {
    const left = others(own)
    return { ids: left, into: left.includes(into) ? into : (left[0] ?? '') }
  })
  return {
    ...decisions,
    merges: merges.filter(({ ids: left }) => left.length > 1),
    apart: decisions.apart.map(others).filter((left) => left.length > 1),
  }
}
