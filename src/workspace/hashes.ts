import type { SourceReport } from '../ingest/load'
import { hashAside } from './hash'
import { originOf } from './origins'

/** SHA-256 of the dropped file of each source, by the source's id; worked out or under way. */
const hashes = new Map<number, string>()
const running = new Map<number, Promise<string>>()
/** How many tables came out of a file, by its hash. */
const tables = new Map<string, number>()

export const hashOf = (id: number): string | undefined => hashes.get(id)
/** A file that was read again has the bytes that it had. */
export function passHash(from: number, to: number, sha256: string): void {
  const known = sha256 || hashes.get(from)
  if (known) hashes.set(to, known)
}

/** Hashes the file of a source where that was not done yet; null: it has a hash or no file. */
export function startHash({ id, sha256 }: SourceReport): Promise<string> | null {
  const file = originOf(id)?.file
  if (sha256 || hashes.has(id) || running.has(id) || !file) return null
  const hash = hashAside(file).then((found) => {
    hashes.set(id, found)
    running.delete(id)
    return found
  })
  running.set(id, hash)
  return hash
}

/** So many tables came out of these files; a file whose tables were taken out in part is not there as a whole. */
export function countTables(sources: SourceReport[]): void {
  const found = new Map<string, number>()
  for (const { id, sha256 } of sources) {
    const hash = sha256 || hashes.get(id)
    if (hash) found.set(hash, (found.get(hash) ?? 0) + 1)
  }
  for (const [hash, n] of found) tables.set(hash, Math.max(n, tables.get(hash) ?? 0))
}

/**
 * Which of these files bring bytes that are there already. A file is hashed only where one that stands, or came before
 * it in the same drop, is as large; of what came out of containers the size is not known.
 */
export async function alreadyHere(dropped: File[], sources: SourceReport[]): Promise<Set<File>> {
  const here = new Set<File>()
  // What lacks the rows of an erased customer is not the file any more; whoever drops that is told.
  const whole = sources.filter(({ setAside }) => !setAside.some(({ reason }) => reason === 'erased'))
  const sizeOf = (source: SourceReport) =>
    originOf(source.id)?.file?.size ?? (source.format === 'text' ? source.size : null)
  for (const [place, file] of dropped.entries()) {
    const alike = whole.filter((source) => [null, file.size].includes(sizeOf(source)))
    const before = dropped.slice(0, place).filter((other) => other.size === file.size && !here.has(other))
    if (!file.size || !(alike.length || before.length)) continue
    const hash = await hashAside(file)
    if (!hash) continue
    const standing = await Promise.all(
      alike.map(async ({ id, sha256 }) => sha256 || (await running.get(id)) || hashes.get(id)),
    )
    const twice = (await Promise.all(before.map(hashAside))).includes(hash)
    const n = standing.filter((other) => other === hash).length
    if (twice || (n > 0 && n >= (tables.get(hash) ?? 1))) here.add(file)
  }
  return here
}
