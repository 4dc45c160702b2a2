import type { Dialect } from './dialect'

/** A record of the file as it stands in it. */
export interface Place {
  /** Physical line on which it starts, from 1. */
  line: number
  text: string
}
/** A line that is read for itself, whatever its quotes say: byte offsets of its start and of the next line's. */
export interface Cut {
  from: number
  to: number
}
export interface Wanted {
  /** Byte offsets at which records start that the engine refused; they have no number. */
  refused: Set<number>
  /** Numbers of records among those that the engine took, from 0. */
  taken: Set<number>
  cuts: Cut[]
}

interface Found {
  refused: Map<number, Place>
  taken: Map<number, Place>
  /** How many records the engine took before the one at this offset. */
  before: Map<number, number>
}

const SLICE = 4 << 20
const [LF, CR] = [10, 13]
/** Longer records are shown cut. */
const LONGEST = 100_000

interface Span {
  /** Byte offset and physical line of its start. */
  at: number
  line: number
  length: number
  /** Line ends inside it. */
  lines: number
  /** Length of its first line, with its end. */
  first: number
  /** A quote that closes before the field ends, or never. */
  broken: boolean
}

/** Walks over the records of a text, from a record's start; quotes open a field only at its start. */
class Walk {
  private bytes = new Uint8Array()
  private base: number
  private at = 0
  private separator: Uint8Array
  private mark: number

  constructor(
    private readonly file: Blob,
    { delimiter, quote }: Pick<Dialect, 'delimiter' | 'quote'>,
    from = 0,
    public line = 1,
    private readonly slice = SLICE,
  ) {
    this.base = from
    this.separator = new TextEncoder().encode(delimiter)
    this.mark = quote.charCodeAt(0)
  }

  /** The record at the cursor, or null at the end; `plain` takes its line whatever its quotes say. */
  async here(plain: (at: number) => boolean): Promise<Span | null> {
    for (;;) {
      this.skipLineEnds()
      const whole = this.base + this.bytes.length >= this.file.size
      if (this.at < this.bytes.length) {
        const span = this.measure(plain(this.base + this.at), whole)
        if (span) return span
      } else if (whole) return null
      await this.fill()
    }
  }
  pass(span: Span): void {
    this.at += span.length
    this.line += span.lines
  }
  text(span: Span, longest = LONGEST): string {
    return new TextDecoder().decode(this.bytes.subarray(this.at, this.at + Math.min(span.length, longest)))
  }

  /** A record that is longer than what is left of a slice is read on. */
  private async fill(): Promise<void> {
    const left = this.bytes.length - this.at
    this.base += this.at
    const end = Math.min(this.file.size, this.base + Math.max(this.slice, 4 * left))
    this.bytes = new Uint8Array(await this.file.slice(this.base, end).arrayBuffer())
    this.at = 0
    if (!this.base && this.bytes[0] === 0xef && this.bytes[1] === 0xbb && this.bytes[2] === 0xbf) this.at = 3
  }

  private skipLineEnds(): void {
    const { bytes } = this
    for (; bytes[this.at] === LF || bytes[this.at] === CR; this.at++)
      if (bytes[this.at] === LF || bytes[this.at + 1] !== LF) this.line++
  }

  /** Null where the bytes end before the record does. */
  private measure(plain: boolean, whole: boolean): Span | null {
    const { bytes, at, separator, mark } = this
    const separates = (i: number) => separator.every((code, k) => bytes[i + k] === code)
    const ends = (i: number) => i >= bytes.length || bytes[i] === LF || bytes[i] === CR
    let [i, lines, first, quoted, fresh, broken] = [at, 0, 0, false, true, false]
    for (; i < bytes.length; i++) {
      const code = bytes[i]!
      if (quoted) {
        if (code === LF) {
          lines++
          first ||= i + 1 - at
        } else if (code === mark) {
          if (bytes[i + 1] === mark) i++
          else {
            quoted = false
            broken ||= !ends(i + 1) && !separates(i + 1)
          }
        }
      } else if (code === LF || code === CR) break
      else if (fresh && code === mark && !plain) quoted = true
      fresh = !quoted && code === separator[0] && separates(i)
      if (fresh) i += separator.length - 1
    }
    if (i >= bytes.length && !whole) return null
    const length = Math.min(i, bytes.length) - at
    const end = bytes[i] === CR && bytes[i + 1] === LF ? 2 : i < bytes.length ? 1 : 0
    return {
      at: this.base + at,
      line: this.line,
      length,
      lines,
      first: first || length + end,
      broken: broken || quoted,
    }
  }
}

/**
 * Finds records of a UTF-8 file by their place: the engine says only which ones it took and at which byte one begins
 * that it refused. Walks no further than the last one wanted. `file` begins with the header, on line `first`.
 */
export async function findRecords(
  file: Blob,
  dialect: Dialect,
  wanted: Wanted,
  first = 1,
  longest = LONGEST,
): Promise<Found> {
  const found: Found = { refused: new Map(), taken: new Map(), before: new Map() }
  const cuts = new Set(wanted.cuts.map(({ from }) => from))
  const walk = new Walk(file, dialect, 0, first)
  let left = wanted.refused.size + wanted.taken.size + cuts.size
  let [number, header] = [0, false]
  while (left > 0) {
    const span = await walk.here((at) => cuts.has(at))
    if (!span) break
    const keep = (map: Map<number, Place>, key: number) => {
      map.set(key, { line: span.line, text: walk.text(span, longest) })
      left--
    }
    if (cuts.has(span.at) || wanted.refused.has(span.at)) {
      found.before.set(span.at, number)
      keep(found.refused, span.at)
    } else if (!header) header = true
    else {
      if (wanted.taken.has(number)) keep(found.taken, number)
      number++
    }
    walk.pass(span)
  }
  return found
}

/** From a record's start on, the first record with a broken quote: its first line, and whether it has further ones. */
export async function findBroken(
  file: Blob,
  dialect: Dialect,
  from: number,
): Promise<{ cut: Cut; spans: boolean } | null> {
  const walk = new Walk(file, dialect, from, 1, 1 << 16)
  for (;;) {
    const span = await walk.here(() => false)
    if (!span) return null
    if (span.broken) return { cut: { from: span.at, to: span.at + span.first }, spans: span.lines > 0 }
    walk.pass(span)
  }
}

/** The file without the lines that are read for themselves. */
export function without(file: Blob, cuts: Cut[]): Blob {
  const parts: Blob[] = []
  let from = 0
  for (const cut of [...cuts].sort((a, b) => a.from - b.from)) {
    parts.push(file.slice(from, cut.from))
    from = cut.to
  }
  return new Blob([...parts, file.slice(from)])
}

/** Byte offset in the file without its cuts → offset in the file. */
export function beforeCuts(offset: number, cuts: Cut[]): number {
  for (const cut of [...cuts].sort((a, b) => a.from - b.from))
    if (offset >= cut.from) offset += cut.to - cut.from
  return offset
}

/** The file from a line on; the lines before it may hold quotes that mean nothing. */
export async function afterLines(file: Blob, lines: number): Promise<Blob> {
  if (!lines) return file
  const bytes = new Uint8Array(await file.slice(0, SLICE).arrayBuffer())
  const end = bytes.includes(LF) ? LF : CR
  let at = 0
  for (let i = 0; i < lines; i++) at = bytes.indexOf(end, at) + 1
  return file.slice(at)
}

/** The same text with one kind of line end: the engine takes only one kind in a file. */
export async function evenLines(file: Blob): Promise<Blob> {
  const parts: BlobPart[] = []
  let held = false
  for (let at = 0; at < file.size; at += SLICE) {
    const bytes = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer())
    const out = new Uint8Array(bytes.length + 1)
    let n = 0
    for (const code of bytes) {
      // A CR before LF goes; one that stands alone was no line end of this file.
      if (held && code !== LF && code !== CR) out[n++] = 32
      held = code === CR
      if (!held) out[n++] = code
    }
    parts.push(out.subarray(0, n))
  }
  return new Blob(parts)
}
