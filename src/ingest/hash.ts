import { createSHA256 } from 'hash-wasm'
import { Feed } from './feed'

/** SHA-256 of a file, hex, piece by piece; works without a secure context, where `crypto.subtle` is absent. */
export async function sha256(file: Blob): Promise<string> {
  const hash = await createSHA256()
  const feed = new Feed(file)
  while (!feed.last) hash.update(await feed.next(0))
  return hash.digest('hex')
}
