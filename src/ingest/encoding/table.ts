import type { Encoding } from '../encoding'
import { textOf } from './text'

/** A byte (or two) that the table cannot hold: four-byte codes and characters beyond three bytes of UTF-8. */
export const SPECIAL = 0xffffffff

export interface Table {
  /** Byte → its character, or 0. */
  one: Uint32Array
  /** Two bytes → their character, or 0. A character is its UTF-8 bytes, the first lowest. */
  two: Uint32Array
  /** Bytes that begin a code of two. */
  lead: Uint8Array
}

const pack = (text: string): number => {
  const bytes = new TextEncoder().encode(text)
  return bytes.length > 3 ? SPECIAL : (bytes[0]! | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16)) >>> 0
}

/** What an encoding makes of every code of one and two bytes, asked of the platform's own decoder once. */
export function tableOf(encoding: Encoding): Table {
  const decode = (bytes: number[]) => textOf(Uint8Array.from(bytes), encoding).split('\n')
  const table: Table = {
    one: new Uint32Array(256),
    two: new Uint32Array(0x10000),
    lead: new Uint8Array(256),
  }
  const high = Array.from({ length: 128 }, (_, i) => 128 + i)
  decode(high.flatMap((byte) => [byte, 10])).forEach((text, i) => {
    if (i < 128 && text && text !== '\uFFFD') table.one[128 + i] = pack(text)
  })
  if (encoding === 'windows-1252') return table
  const trails = Array.from({ length: 0xff - 0x40 }, (_, i) => 0x40 + i).filter((byte) => byte !== 0x7f)
  for (const lead of high) {
    if (table.one[lead]) continue
    decode(trails.flatMap((trail) => [lead, trail, 10])).forEach((text, i) => {
      if (i >= trails.length || text.includes('\uFFFD')) return
      table.two[(lead << 8) | trails[i]!] = pack(text)
      table.lead[lead] = 1
    })
  }
  return table
}
