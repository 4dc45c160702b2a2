import { createSHA256 } from 'hash-wasm'

/** SHA-256 of a file, hex, in slices; works without a secure context, where `crypto.subtle` is absent. */
export async function sha256(file: Blob): Promise<string> {
  const hash = await createSHA256()
  const SLICE = 8 << 20
  for (let at = 0; at < file.size; at += SLICE)
    hash.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()))
  return hash.digest('hex')
}
