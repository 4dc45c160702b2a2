import { createSHA256 } from 'hash-wasm'
import { collect } from '../ingest/container/gzip'
import { Meter } from '../ingest/container/meter'
import { directory } from '../ingest/container/zip'
import { AppError } from '../model/error'

/** As `sha256sum` writes it, over all other files. A zip's own sums are checked by few and by no library of ours. */
export const SUMS = 'sha256sums.txt'
const LONGEST_SUMS = 1 << 24

/**
 * The files of a `.ziggurat` file by name, every byte of them checked. What comes out of it is counted while it does.
 * @throws AppError `workspace.damaged`
 */
export async function verified(file: Blob): Promise<Map<string, Blob>> {
  const damaged = (detail: string, cause?: unknown) =>
    new AppError('workspace.damaged', { detail }, { cause })
  const meter = new Meter(file.size, SUMS)
  const members = new Map(
    await directory(file, SUMS).then(
      (found) => found.map((member) => [member.name, member] as const),
      (cause: unknown) => {
        throw damaged(SUMS, cause)
      },
    ),
  )
  const take = async (name: string, sum: string | null): Promise<Blob> => {
    const member = members.get(name)
    if (!member) throw damaged(name)
    const hash = await createSHA256()
    const hashing = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, out) => {
        hash.update(piece)
        out.enqueue(piece)
      },
    })
    const taken = await collect((await member.stream()).pipeThrough(hashing), meter, name, 'ZIP').catch(
      (cause: unknown) => {
        throw damaged(name, cause)
      },
    )
    if (sum !== null && hash.digest('hex') !== sum) throw damaged(name)
    return taken
  }
  if ((members.get(SUMS)?.size ?? Infinity) > LONGEST_SUMS) throw damaged(SUMS)
  const files = new Map<string, Blob>()
  for (const line of (await (await take(SUMS, null)).text()).split('\n'))
    if (line) files.set(line.slice(66), await take(line.slice(66), line.slice(0, 64)))
  return files
}
