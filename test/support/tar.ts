import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** Files of a .tar.gz by their paths. */
export function untar(path: string): Map<string, Buffer> {
  const bytes = gunzipSync(readFileSync(path))
  const files = new Map<string, Buffer>()
  for (let at = 0; at + 512 <= bytes.length && bytes[at];) {
    const field = (from: number, length: number) =>
      bytes
        .subarray(at + from, at + from + length)
        .toString('latin1')
        .replace(/\0.*$/s, '')
    const size = Number.parseInt(field(124, 12), 8) || 0
    const kind = field(156, 1)
    const name = [field(345, 155), field(0, 100)].filter(Boolean).join('/')
    if (kind === '0' || kind === '') files.set(name, bytes.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
