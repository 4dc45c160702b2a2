import { AppError } from '../../model/error'
import type { Encoding } from '../encoding'
import { rank } from './detect'
import { likelihood } from './likelihood'
import { SPECIAL, tableOf, type Table } from './table'

/** Lines of a file that stand out: how many, and the first of them (from 1). */
interface Strange {
  count: number
  lines: number[]
}
export interface Decoded {
  /** UTF-8. */
  text: Blob
  /** Lines in a second encoding, which were read in that. `cp850` letters stand among windows-1252 ones. */
  mixed: (Strange & { encoding: Encoding | 'cp850' }) | null
  /** Lines with bytes that no encoding reads: U+FFFD stands for them. */
  damaged: Strange | null
  /** NUL bytes or characters that were taken out. */
  nul: number
}

const SLICE = 8 << 20
const FIRST = 20
const LF = 10

/**
 * A file in another encoding → the same text in UTF-8, slice by slice, each handed to the platform's own store, so that
 * memory holds one slice. Lines that are plainly in a second encoding are read in that; both kinds are counted.
 * @throws AppError `cancelled`
 */
export async function toUtf8(file: Blob, encoding: Encoding, signal?: AbortSignal): Promise<Decoded> {
  const parts: Blob[] = []
  const transcoder = encoding.startsWith('utf-16') ? new Wide(encoding) : new Lines(encoding)
  let nul = 0
  let rest = new Uint8Array()
  for (let at = 0; at < file.size; at += SLICE) {
    if (signal?.aborted) throw new AppError('cancelled')
    const all = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer())
    const more = transcoder instanceof Wide ? all : withoutNul(all)
    nul += all.length - more.length
    const last = at + SLICE >= file.size
    const bytes = rest.length ? joined(rest, more) : more
    const end = last || transcoder instanceof Wide ? bytes.length : cutAt(bytes)
    rest = bytes.subarray(end)
    parts.push(new Blob([transcoder.read(bytes.subarray(0, end), last)]))
  }
  const { mixed, damaged } = transcoder
  return {
    text: new Blob(parts),
    mixed: mixed.count && mixed.encoding ? { ...mixed, encoding: mixed.encoding } : null,
    damaged: damaged.count ? damaged : null,
    nul: nul + transcoder.nul,
  }
}

const withoutNul = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  bytes.includes(0) ? bytes.filter((byte) => byte !== 0) : bytes

/** After the last line end; without one after a byte that is never part of a longer code. */
function cutAt(bytes: Uint8Array): number {
  const line = bytes.lastIndexOf(LF)
  if (line >= 0) return line + 1
  for (let i = bytes.length - 1; i >= 0; i--) if (bytes[i]! < 0x30) return i + 1
  return bytes.length
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

class Account {
  mixed: Strange & { encoding: Encoding | 'cp850' | null } = { encoding: null, count: 0, lines: [] }
  damaged: Strange = { count: 0, lines: [] }
  nul = 0
  protected line = 1
  protected note(strange: Strange, line = this.line): void {
    if (strange.lines.at(-1) === line && strange.lines.length === strange.count) return
    strange.count++
    if (strange.lines.length < FIRST) strange.lines.push(line)
  }
}

class Wide extends Account {
  private readonly decoder: TextDecoder
  constructor(encoding: Encoding) {
    super()
    this.decoder = new TextDecoder(encoding)
  }
  read(bytes: Uint8Array, last: boolean): Uint8Array<ArrayBuffer> {
    const text = this.decoder.decode(bytes, { stream: !last })
    let at = 0
    for (let i = text.indexOf('\uFFFD'); i >= 0; i = text.indexOf('\uFFFD', i + 1)) {
      for (; at < i; at++) if (text.charCodeAt(at) === LF) this.line++
      this.note(this.damaged)
    }
    for (; at < text.length; at++) if (text.charCodeAt(at) === LF) this.line++
    const plain = text.replaceAll('\0', '')
    this.nul += text.length - plain.length
    return new TextEncoder().encode(plain)
  }
}

/** Letters that DOS wrote into the range where windows-1252 has marks; French files carry both. */
const CP850: Record<number, string> = {
  ...{ 0x82: 'é', 0x83: 'â', 0x85: 'à', 0x87: 'ç', 0x88: 'ê', 0x89: 'ë', 0x8a: 'è' },
  ...{ 0x8b: 'ï', 0x8c: 'î', 0x90: 'É', 0x93: 'ô', 0x96: 'û', 0x97: 'ù' },
}
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte > 0x60 && byte < 0x7b) || (byte > 0x40 && byte < 0x5b) || byte >= 0xc0)

/** Encodings in which a line end is a byte of its own. */
class Lines extends Account {
  private readonly table: Table | null
  /** Of the lines that are no UTF-8 although the file is; found with the first of them. */
  private second: Encoding | null = null
  private out = new Uint8Array()
  private n = 0

  constructor(private readonly encoding: Encoding) {
    super()
    this.table = encoding === 'utf-8' ? null : tableOf(encoding)
  }

  read(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const single = this.encoding === 'windows-1252' || this.encoding === 'shift_jis'
    const room = single || !this.table ? 3 : 1.5
    if (this.out.length < bytes.length * room + 8)
      this.out = new Uint8Array(Math.ceil(bytes.length * room) + 8)
    this.n = 0
    if (this.table) this.codes(bytes, this.table)
    else if (whole(bytes)) {
      for (let i = bytes.indexOf(LF); i >= 0; i = bytes.indexOf(LF, i + 1)) this.line++
      return bytes
    } else this.unicode(bytes)
    return this.out.slice(0, this.n)
  }

  /** The whole slice through the encoding's table; lines that are UTF-8 pass as they are. */
  private codes(bytes: Uint8Array, { one, two }: Table): void {
    const { out } = this
    const trusted = this.encoding !== 'windows-1252'
    let [ruled, n] = [-1, 0]
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      if (byte < 0x80) {
        out[n++] = byte
        if (byte === LF) this.line++
        continue
      }
      if (i > ruled) {
        // The first byte of its kind in a line decides about the line.
        ruled = bytes.indexOf(LF, i)
        if (ruled < 0) ruled = bytes.length
        if (mayBeUtf8(bytes, i, this.encoding) && this.isUtf8(bytes, i, ruled)) {
          this.mixed.encoding = 'utf-8'
          this.note(this.mixed)
          out.set(bytes.subarray(i, ruled), n)
          n += ruled - i
          i = ruled - 1
          continue
        }
      }
      const single = one[byte]!
      const code = single ? 0 : two[(byte << 8) | (bytes[i + 1] ?? 0)]!
      if (code && code !== SPECIAL) {
        out[n++] = code & 0xff
        out[n++] = (code >> 8) & 0xff
        if (code > 0xffff) out[n++] = code >> 16
        i++
      } else if (single && trusted) {
        out[n++] = single & 0xff
        if (single > 0xff) out[n++] = (single >> 8) & 0xff
        if (single > 0xffff) out[n++] = single >> 16
      } else {
        this.n = n
        i += this.rare(bytes, i, single, code) - 1
        n = this.n
      }
    }
    this.n = n
  }

  /** Writes what the table does not hold or what a neighbour decides, and says how many bytes it took. */
  private rare(bytes: Uint8Array, i: number, single: number, code: number): number {
    if (single) return this.write(this.dos(bytes, i, single), 1)
    const trail = bytes[i + 1] ?? 0
    if (code === SPECIAL || (this.encoding === 'gb18030' && trail >= 0x30 && trail <= 0x39)) {
      const length = code === SPECIAL ? 2 : 4
      const text = new TextDecoder(this.encoding).decode(bytes.subarray(i, i + length))
      if (!text.includes('\uFFFD')) {
        for (const byte of new TextEncoder().encode(text)) this.out[this.n++] = byte
        return length
      }
    }
    this.note(this.damaged)
    return this.write(REPLACEMENT, trail > 0x7f ? 2 : 1)
  }
  private write(code: number, length: number): number {
    this.out[this.n++] = code & 0xff
    if (code > 0xff) this.out[this.n++] = (code >> 8) & 0xff
    if (code > 0xffff) this.out[this.n++] = code >> 16
    return length
  }
  /** `appr\x82ci\x82e`: within a word a mark of windows-1252 is a letter of the older code page. */
  private dos(bytes: Uint8Array, i: number, one: number): number {
    const byte = bytes[i]!
    const letter = this.encoding === 'windows-1252' ? CP850[byte] : undefined
    if (!letter) return one
    const sides = Number(isLetter(bytes[i - 1])) + Number(isLetter(bytes[i + 1]))
    const sign = byte === 0x82 || byte === 0x90
    const known = this.mixed.encoding === 'cp850'
    if (!(sides === 2 && (known || byte < 0x93)) && !(sides === 1 && sign)) return one
    if (this.mixed.encoding && !known) return one
    this.mixed.encoding = 'cp850'
    this.note(this.mixed)
    const [a, b] = new TextEncoder().encode(letter)
    return a! | (b! << 8)
  }

  /** A line that is valid UTF-8 throughout and reads better so. */
  private isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
    const line = bytes.subarray(from, to)
    if (!whole(line)) return false
    if (this.encoding === 'windows-1252') return true
    const as = (encoding: Encoding) => likelihood(new TextDecoder(encoding).decode(line), 'chinese')
    return as('utf-8') > as(this.encoding)
  }

  /** A slice of a UTF-8 file with lines that are none. */
  private unicode(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const found = bytes.indexOf(LF, at)
      const end = found < 0 ? bytes.length : found + 1
      const line = bytes.subarray(at, end)
      if (whole(line)) {
        this.out.set(line, this.n)
        this.n += line.length
      } else this.foreign(bytes, line)
      if (found >= 0) this.line++
      at = end
    }
  }
  private foreign(slice: Uint8Array, line: Uint8Array): void {
    const damaged = mostly(line)
    if (!damaged) this.second ??= secondOf(slice)
    const text = this.second && !damaged ? decodes(line, this.second) : null
    if (text !== null) {
      this.mixed.encoding = this.second
      this.note(this.mixed)
    } else this.note(this.damaged)
    const made = new TextEncoder().encode(text ?? new TextDecoder().decode(line))
    this.out.set(made, this.n)
    this.n += made.length
  }
}

const REPLACEMENT = 0xbdbfef
const strict = new TextDecoder('utf-8', { fatal: true })
function whole(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}
function decodes(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Cheap look at the first bytes: in the encodings of East Asia UTF-8 shows by its three-byte codes. */
function mayBeUtf8(bytes: Uint8Array, i: number, encoding: Encoding): boolean {
  const continues = (k: number) => (bytes[k]! & 0xc0) === 0x80
  const byte = bytes[i]!
  if (encoding === 'windows-1252')
    return byte >= 0xc2 && byte <= 0xef && continues(i + 1) && (byte < 0xe0 || continues(i + 2))
  return byte >= 0xe2 && byte <= 0xef && continues(i + 1) && continues(i + 2)
}

/** More whole characters than broken ones: a damaged line, not one of another encoding. Two-byte codes may be chance. */
function mostly(line: Uint8Array): boolean {
  let [long, short, broken] = [0, 0, 0]
  for (const char of new TextDecoder().decode(line))
    if (char === '\uFFFD') broken++
    else if (char > '\u07ff') long++
    else if (char > '\x7f') short++
  return long > broken || short > 4 * broken
}

/** The encoding of those lines of a slice that are no UTF-8, where it is certain. */
function secondOf(slice: Uint8Array): Encoding | null {
  const lines: Uint8Array[] = []
  for (let at = 0, size = 0; at < slice.length && size < 32 << 10;) {
    const found = slice.indexOf(LF, at)
    const end = found < 0 ? slice.length : found + 1
    const line = slice.subarray(at, end)
    if (!whole(line) && !mostly(line)) {
      lines.push(line)
      size += line.length
    }
    at = end
  }
  if (!lines.length) return null
  const text = lines.reduce((all, line) => joined(all, line), new Uint8Array())
  const [best, next] = rank(text)
  return best!.nats - next!.nats > 4 ? best!.encoding : null
}
