import { AppError } from '../model/error'
import type { Dialect } from './dialect'
import { Feed } from './feed'

/** How many records stand below the header of a text. It is told without the reader, to be held against what was read. */
export interface Count {
  /** Records with at least one cell that says something. */
  records: number
  /** Records of delimiters and blanks only. */
  ghosts: number
  /** NUL bytes. */
  nul: number
  /** Records end in more than one way. */
  mixed: boolean
  /** Those of `RARE` that stand somewhere in it: what none of its bytes is need not be looked for in its cells. */
  rare: Set<string>
}

/** What few ids are written with: a tab, the sign of an address, the plus of a rounded number. */
const RARE = ['\t', '@', '+']
const [LF, CR, BLANK, TAB] = [10, 13, 32, 9]
const CRLF = LF + CR
/** What a byte is to the count. */
const OTHER = 0
const DELIMITER = 1
const QUOTE = 2
const END = 3
const ESCAPE = 4
/** A small file may be looked at more often. */
const SLICE = 1 << 20
/** A one, and the highest bit, in each byte of a word: a byte that is 0 is the only one that lends from it. */
const ONES = 0x01010101
const HIGHS = 0x80808080 | 0
/** Bytes with which the blanks beyond ASCII begin. */
const BLANKS = new Set([0xc2, 0xe1, 0xe2, 0xe3, 0xef])
/** A quote that stays open longer than this was never meant to be closed. */
const LONGEST = 16 << 20
/** Such quotes make the count go back; a file of nothing else is not counted. */
const MOST_BACK = 8

/**
 * One pass over the bytes of a UTF-8 text, slice by slice. A record ends at a line end outside of quotes. One whose quotes
 * are not in order is its first line, and so is one of another width that took in lines which look like records.
 * @throws AppError `cancelled`
 */
export async function countRecords(
  file: Blob,
  dialect: Dialect,
  signal?: AbortSignal,
): Promise<Count | null> {
  const counter = new Counter(dialect)
  const feed = new Feed(file)
  let back = 0
  try {
    for (let left = 0, first = true; !feed.last; first = false) {
      if (signal?.aborted) throw new AppError('cancelled')
      const bytes = await feed.next(left)
      const marked = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
      left = bytes.length - counter.take(bytes, marked ? 3 : 0, feed.last)
      counter.note(bytes)
      back += left
      if (back + counter.back > MOST_BACK * (file.size + SLICE)) return null
    }
  } finally {
    feed.stop()
  }
  return counter.count
}

class Counter {
  readonly count: Count = { records: 0, ghosts: 0, nul: 0, mixed: false, rare: new Set() }
  /** Bytes that were looked at more than once. */
  back = 0
  private skip: number
  private end = 0
  private broke = false
  private readonly kinds = new Uint8Array(256)
  /** What ends a look into a quoted cell: a quote, a line end, NUL. */
  private readonly stops = new Uint8Array(256)
  private readonly delimiter: Uint8Array
  private readonly quote: number
  private readonly escape: number
  private readonly comment: Uint8Array
  private readonly decoder = new TextDecoder()

  constructor(private readonly dialect: Dialect) {
    const bytes = (text: string) => new TextEncoder().encode(text)
    const { delimiter, quote, escape, comment, cr, body } = dialect
    this.delimiter = bytes(delimiter)
    this.comment = bytes(comment)
    this.quote = quote ? quote.charCodeAt(0) : -1
    this.escape = escape && escape !== quote ? escape.charCodeAt(0) : -1
    this.skip = body
    this.kinds[this.delimiter[0]!] = DELIMITER
    if (quote) this.kinds[this.quote] = QUOTE
    if (this.escape >= 0) this.kinds[this.escape] = ESCAPE
    for (const stop of [0, LF, this.quote]) if (stop >= 0) this.stops[stop] = 1
    this.kinds[LF] = END
    this.kinds[CR] = cr ? END : OTHER
  }

  /** Counts the records that end in these bytes, which their buffer begins with, and says where the first begins that does not. */
  take(bytes: Uint8Array, from: number, last: boolean): number {
    const words = new Int32Array(bytes.buffer, 0, bytes.length >> 2)
    let at = from
    while (at < bytes.length) {
      if (!this.skip && !this.kinds[CR]) at = this.plainRecords(bytes, words, at)
      if (at >= bytes.length) break
      const next = this.skip ? this.line(bytes, at, last) : this.record(bytes, at, last)
      if (next < 0) return at
      this.count.nul += nulsIn(bytes, at, next)
      at = next
    }
    return at
  }

  note(bytes: Uint8Array): void {
    const { rare } = this.count
    for (const sign of RARE) if (!rare.has(sign) && bytes.includes(sign.charCodeAt(0))) rare.add(sign)
  }

  /** Passes over a line that is not to be counted. */
  private line(bytes: Uint8Array, at: number, last: boolean): number {
    const end = this.lineFrom(bytes, at, last)
    if (end < 0) return -1
    this.skip--
    return this.after(bytes, end)
  }

  /**
   * Counts records of one line whose quotes are in order, and gives the offset of the first that is none. Only line ends,
   * quotes and NUL are looked at: four bytes at once show whether one is among them.
   */
  private plainRecords(bytes: Uint8Array, words: Int32Array, from: number): number {
    const { delimiter, escape, count, stops } = this
    const quote = this.quote < 0 ? LF : this.quote
    const mark = this.comment[0] ?? -1
    const first = delimiter[0]!
    const careful = delimiter.length > 1 || escape >= 0
    const ends = LF * ONES
    const quotes = quote * ONES
    const n = bytes.length
    let at = from
    let i = from
    let quoted = false
    let nul = 0
    while (i < n && bytes[at] !== mark) {
      // Cells in quotes are short and quotes many: byte by byte is faster there.
      if (quoted) {
        while (i < n && !stops[bytes[i]!]) i++
        if (i >= n) break
      } else if ((i & 3) === 0) {
        let w = i >> 2
        for (; w < words.length; w++) {
          const word = words[w]!
          const a = word ^ ends
          const b = word ^ quotes
          if ((((a - ONES) & ~a) | ((b - ONES) & ~b) | ((word - ONES) & ~word)) & HIGHS) break
        }
        i = w << 2
        if (i >= n) break
      }
      const byte = bytes[i]!
      if (byte === LF) {
        if (quoted) return at
        at = i = this.close(bytes, at, i)
        count.nul += nul
        nul = 0
      } else if (byte === 0) {
        nul++
        i++
      } else if (byte !== quote) i++
      else if (careful) return at
      else if (!quoted) {
        quoted = i === at || bytes[i - 1] === first
        i++
      } else {
        const next = bytes[i + 1]
        if (next === quote) i += 2
        else if (next === first) {
          quoted = bytes[i + 2] === quote
          i += quoted ? 3 : 2
        } else if (next === LF || (next === CR && bytes[i + 2] === LF)) {
          quoted = false
          i++
        } else return at
      }
    }
    return at
  }

  private endsWith(end: number): void {
    this.count.mixed ||= this.end > 0 && this.end !== end
    this.end = end
  }

  /** Counts the record at `at` and gives the offset behind it; -1 where it goes on in bytes to come. */
  private record(bytes: Uint8Array, at: number, last: boolean): number {
    const { kinds, delimiter } = this
    const n = bytes.length
    const wide = delimiter.length
    let [i, cells, broke, fresh] = [at, 1, false, true]
    if (this.comment.length && starts(bytes, at, this.comment)) i = -1
    while (i >= 0 && i < n) {
      const kind = kinds[bytes[i]!]!
      if (kind === OTHER || kind === ESCAPE || (kind === QUOTE && !fresh)) {
        fresh = false
        i++
        while (i < n && kinds[bytes[i]!] === OTHER) i++
      } else if (kind === DELIMITER) {
        if (wide > 1 && !starts(bytes, i, delimiter)) {
          fresh = false
          i++
          continue
        }
        cells++
        fresh = true
        i += wide
      } else if (kind === QUOTE) {
        const close = this.closing(bytes, i + 1)
        if (close < 0) {
          if (!last && n - i < LONGEST) return -1
          i = -1
          break
        }
        if (close + 1 + wide >= n && !last) return -1
        broke ||= this.broke
        i = close + 1
        fresh = false
        const ends = i >= n || kinds[bytes[i]!] === END || (bytes[i] === CR && bytes[i + 1] === LF)
        if (!ends && !starts(bytes, i, delimiter)) {
          i = -1
          break
        }
      } else break
    }
    const first = i < 0 || (broke && this.swallows(bytes, at, i, cells))
    if (first) {
      this.back += Math.max(0, i - at)
      i = this.lineFrom(bytes, at, last)
    }
    if (i < 0 || i >= n || (bytes[i] === CR && i + 1 >= n)) {
      if (!last) return -1
      if (i < 0) i = n
    }
    return this.close(bytes, at, Math.min(i, n))
  }

  /** The quote that closes what a quote before `from` opened, or -1; notes whether a line ends in between. */
  private closing(bytes: Uint8Array, from: number): number {
    const { kinds, escape } = this
    const n = bytes.length
    this.broke = false
    for (let i = from; i < n; i++) {
      while (i < n && kinds[bytes[i]!] === OTHER) i++
      const kind = kinds[bytes[i]!]
      if (kind === ESCAPE) i++
      else if (kind === QUOTE) {
        if (escape >= 0 || bytes[i + 1] !== bytes[i]) return i
        i++
      } else if (kind === END) this.broke = true
    }
    return -1
  }

  /** Notes a record that ends at `end`; empty lines are none. */
  private close(bytes: Uint8Array, at: number, end: number): number {
    const { count } = this
    const next = this.after(bytes, end)
    const stop = bytes[end] === LF && end > at && bytes[end - 1] === CR ? end - 1 : end
    if (stop === at) return next
    if (next > end) this.endsWith(stop < end || next - end > 1 ? CRLF : bytes[end]!)
    if (this.isGhost(bytes, at, stop)) count.ghosts++
    else count.records++
    return next
  }

  private isGhost(bytes: Uint8Array, at: number, end: number): boolean {
    const { kinds, quote } = this
    for (let i = at; i < end; i++) {
      const byte = bytes[i]!
      if (byte > 0x7f) {
        if (kinds[byte] !== DELIMITER && !BLANKS.has(byte)) return false
        break
      }
      if (byte === BLANK || byte === TAB || byte === CR || byte === quote || kinds[byte] === DELIMITER)
        continue
      return false
    }
    const text = this.decoder.decode(bytes.subarray(at, end))
    const { delimiter, quote: mark } = this.dialect
    return text.split(delimiter).every((cell) => (mark ? cell.replaceAll(mark, '') : cell).trim() === '')
  }

  private lineFrom(bytes: Uint8Array, at: number, last: boolean): number {
    const { kinds } = this
    let i = at
    if (!kinds[CR]) i = bytes.indexOf(LF, at)
    else while (i < bytes.length && kinds[bytes[i]!] !== END) i++
    if (i >= 0 && i + 1 < bytes.length) return i
    if (i >= 0 && i < bytes.length && (last || bytes[i] === LF)) return i
    return last ? bytes.length : -1
  }

  private after(bytes: Uint8Array, end: number): number {
    if (end >= bytes.length) return bytes.length
    return end + (bytes[end] === CR && bytes[end + 1] === LF ? 2 : 1)
  }

  /** Whether a record of another width took in lines that look like records: one of its quotes was none. */
  private swallows(bytes: Uint8Array, at: number, end: number, cells: number): boolean {
    const { delimiter, width } = this.dialect
    if (cells === width || width < 3) return false
    const lines = this.decoder.decode(bytes.subarray(at, end)).split('\n')
    return lines.slice(1).some((line) => line.split(delimiter).length >= width - 1)
  }
}

function nulsIn(bytes: Uint8Array, from: number, to: number): number {
  let n = 0
  for (let i = from; i < to; i++) if (bytes[i] === 0) n++
  return n
}
const starts = (bytes: Uint8Array, at: number, part: Uint8Array): boolean => {
  for (let k = 0; k < part.length; k++) if (bytes[at + k] !== part[k]) return false
  return true
}
