import type { Encoding } from '../../src/ingest/encoding'

/** Node encodes UTF-8 only: the codes of an encoding are found by decoding all of them. */
const encoders = new Map<string, Map<string, number[]>>()
function encoder(encoding: string): Map<string, number[]> {
  const known = encoders.get(encoding)
  if (known) return known
  const codes = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding)
  const add = (...bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && text !== '\uFFFD' && !codes.has(text)) codes.set(text, bytes)
  }
  for (let byte = 0; byte < 256; byte++) add(byte)
  if (encoding !== 'windows-1252')
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail)
  encoders.set(encoding, codes)
  return codes
}

/** A character beyond two bytes of GB18030: the linear part of its four-byte codes (U+10000 and up). */
function fourBytes(char: string): number[] | null {
  const code = char.codePointAt(0)!
  if (code < 0x10000) return null
  const at = code - 0x10000
  return [
    0x90 + Math.floor(at / 12600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ]
}

/** Text → bytes of an encoding; null where it has no code for a character. */
export function encode(text: string, encoding: Encoding, mark = false): Uint8Array<ArrayBuffer> | null {
  const start = mark ? '\uFEFF' : ''
  if (encoding === 'utf-8') return new TextEncoder().encode(start + text)
  if (encoding === 'utf-16le') return new Uint8Array(Buffer.from(start + text, 'utf16le'))
  if (encoding === 'utf-16be') return new Uint8Array(Buffer.from(start + text, 'utf16le').swap16())
  const codes = encoder(encoding)
  const bytes: number[] = []
  for (const char of text) {
    const code = codes.get(char) ?? (encoding === 'gb18030' ? fourBytes(char) : null)
    if (!code) return null
    bytes.push(...code)
  }
  return Uint8Array.from(bytes)
}
