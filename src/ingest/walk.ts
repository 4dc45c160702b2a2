/** How text is cut into records and cells. */
export interface Cutting {
  delimiter: string
  /** '' where nothing is quoted. */
  quote: string
  /** What makes a quote inside a quoted cell text: the quote itself, doubled, or a backslash. */
  escape: string
  /** What a line begins with that is no record, or ''. */
  comment: string
  /** Whether a CR that no LF follows ends a line. */
  cr: boolean
}

/** A record of the text, in bytes. */
export interface Span {
  /** Offset and physical line (from 1) of its start. */
  at: number
  line: number
  /** Without its line end. */
  length: number
  /** Line ends inside it. */
  lines: number
  /** Length of its first line, without and with its end. */
  first: number
  next: number
  cells: number
  /** A quote that closes before its cell ends, or never. */
  broken: boolean
  comment: boolean
  /** Empty lines before it. */
  blank: number
}

const [LF, CR] = [10, 13]
const SLICE = 4 << 20
/** A quote that stays open longer than this was never meant to be closed. */
const LONGEST = 64 << 20

/** The bytes by which a cutting is done. */
interface Knife {
  separator: Uint8Array
  mark: number
  escape: number
  comment: Uint8Array | null
  cr: boolean
}
/** Offset up to which no quote stands: what opens before it stays open. */
interface Bare {
  to: number
}
function knifeOf({ delimiter, quote, escape, comment, cr }: Cutting): Knife {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const mark = quote ? quote.charCodeAt(0) : -1
  return {
    separator: bytes(delimiter),
    mark,
    escape: escape && escape !== quote ? escape.charCodeAt(0) : mark,
    comment: comment ? bytes(comment) : null,
    cr,
  }
}

const startsAt = (bytes: Uint8Array, at: number, part: Uint8Array): boolean => {
  for (let k = 0; k < part.length; k++) if (bytes[at + k] !== part[k]) return false
  return true
}

/** Length of the line end at `i`, or 0. */
const lineEnd = (bytes: Uint8Array, i: number, cr: boolean): number => {
  const code = bytes[i]
  if (code === LF) return 1
  if (code !== CR) return 0
  return bytes[i + 1] === LF ? 2 : cr ? 1 : 0
}

/** Where the line that starts at `at` ends. */
function endOfLine(bytes: Uint8Array, at: number, cr: boolean): number {
  let i = at
  while (i < bytes.length && !lineEnd(bytes, i, cr)) i++
  return i
}

/**
 * The record at `at`; null where the bytes end before it does and more are to come. `alone` takes its first line for
 * itself, whatever its quotes say. A record with a broken quote is measured no further than where it broke.
 */
function measure(
  bytes: Uint8Array,
  at: number,
  knife: Knife,
  whole: boolean,
  alone = false,
  bare: Bare = { to: 0 },
): Omit<Span, 'line' | 'blank'> | null {
  const { separator, mark, escape, cr } = knife
  const n = bytes.length
  const comment = knife.comment !== null && startsAt(bytes, at, knife.comment)
  if (comment || alone) {
    const i = endOfLine(bytes, at, cr)
    if (!whole && i + 1 >= n) return null
    const next = i - at + lineEnd(bytes, i, cr)
    return { at, length: i - at, lines: 0, first: i - at, next, cells: 1, broken: false, comment }
  }
  const first0 = separator[0]!
  const wide = separator.length
  let [i, lines, first, next, cells] = [at, 0, -1, 0, 1]
  let [quoted, fresh, broken, opened] = [false, true, false, -1]
  for (; i < n; i++) {
    const code = bytes[i]!
    if (quoted) {
      if (code === mark) opened = -1
      if (code === mark && (escape !== mark || bytes[i + 1] !== mark)) {
        quoted = false
        if (
          i + 1 < n &&
          bytes[i + 1] !== LF &&
          !(bytes[i + 1] === CR && (cr || bytes[i + 2] === LF)) &&
          !startsAt(bytes, i + 1, separator)
        ) {
          broken = true
          break
        }
      } else if (code === escape) i++
      else if (code === LF || (code === CR && cr && bytes[i + 1] !== LF)) {
        lines++
        if (first < 0) {
          first = i - at - Number(code === LF && i > at && bytes[i - 1] === CR)
          next = i + 1 - at
        }
      }
    } else if (code === LF || (code === CR && (bytes[i + 1] === LF || cr))) break
    else if (fresh && code === mark) {
      quoted = true
      fresh = false
      opened = i
      if (i + 1 < bare.to) break
    } else if (code === first0 && (wide === 1 || startsAt(bytes, i, separator))) {
      cells++
      fresh = true
      i += wide - 1
    } else fresh = false
  }
  // A delimiter, a closing quote or a CR may go on in the bytes to come.
  if (quoted && i >= n && opened >= 0 && (whole || n - at > LONGEST)) bare.to = n
  else if (!whole && i + wide + 2 >= n) return null
  const length = Math.min(i, n) - at
  broken ||= quoted
  if (first < 0) {
    const end = broken ? endOfLine(bytes, at, cr) : at + length
    if (!whole && broken && end + 1 >= n) return null
    first = end - at
    next = first + lineEnd(bytes, end, cr)
  }
  return { at, length, lines, first, next, cells, broken, comment }
}

/** The records of a text that is in memory, at most `most` of them. */
export function spansOf(bytes: Uint8Array, cutting: Cutting, most = Infinity): Span[] {
  const knife = knifeOf(cutting)
  const spans: Span[] = []
  const bare = { to: 0 }
  let [at, line] = [0, 1]
  while (spans.length < most) {
    const skipped = skipBlank(bytes, at, knife.cr)
    at = skipped.at
    line += skipped.lines
    if (at >= bytes.length) break
    let span = measure(bytes, at, knife, true, false, bare)!
    // What one broken quote swallowed is not lost to the sample.
    if (span.broken) span = { ...span, length: span.first, lines: 0 }
    spans.push({ ...span, line, blank: Math.max(0, skipped.lines - Number(spans.length > 0)) })
    at += span.length
    line += span.lines
  }
  return spans
}

function skipBlank(bytes: Uint8Array, at: number, cr: boolean): { at: number; lines: number } {
  let lines = 0
  for (let end = lineEnd(bytes, at, cr); end; end = lineEnd(bytes, at, cr)) {
    at += end
    lines++
  }
  return { at, lines }
}

/** Walks over the records of a UTF-8 file in slices. */
export class Walk {
  private bytes = new Uint8Array()
  private base: number
  private at = 0
  private begun = false
  private bare = 0
  private readonly knife: Knife

  constructor(
    private readonly file: Blob,
    cutting: Cutting,
    public line = 1,
    from = 0,
    private readonly slice = SLICE,
  ) {
    this.base = from
    this.knife = knifeOf(cutting)
  }

  /** The record at the cursor, or null at the end. */
  async here(alone = false): Promise<Span | null> {
    let blank = 0
    for (;;) {
      const whole = this.base + this.bytes.length >= this.file.size
      const skipped = this.skipEnds(whole)
      blank += skipped
      if (this.at < this.bytes.length) {
        const bare = { to: this.bare - this.base }
        const span = measure(this.bytes, this.at, this.knife, whole, alone, bare)
        this.bare = Math.max(this.bare, bare.to + this.base)
        if (span) {
          const before = Math.max(0, blank - Number(this.begun))
          return { ...span, at: this.base + this.at, line: this.line, blank: before }
        }
      } else if (whole) return null
      await this.fill()
    }
  }
  pass(span: Span, length = span.length): void {
    this.at += length
    this.line += length === span.length ? span.lines : 0
    this.begun = true
  }
  text(length: number): string {
    return new TextDecoder().decode(this.bytes.subarray(this.at, this.at + length))
  }

  /** A CR at the end of the bytes may be followed by its LF. */
  private skipEnds(whole: boolean): number {
    const { bytes, knife } = this
    let lines = 0
    while (this.at < bytes.length) {
      if (!whole && bytes[this.at] === CR && this.at + 1 >= bytes.length) break
      const end = lineEnd(bytes, this.at, knife.cr)
      if (!end) break
      this.at += end
      lines++
    }
    this.line += lines
    return lines
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
}

/** Byte offset at which the line after `lines` others begins. */
export async function lineStart(file: Blob, lines: number, cr: boolean): Promise<number> {
  let left = lines
  for (let base = 0; left > 0 && base < file.size;) {
    const bytes = new Uint8Array(await file.slice(base, base + SLICE).arrayBuffer())
    const last = base + bytes.length >= file.size
    let i = 0
    for (; i < bytes.length && left > 0; i++) {
      if (bytes[i] === CR && i + 1 >= bytes.length && !last) break
      const end = lineEnd(bytes, i, cr)
      if (!end) continue
      i += end - 1
      left--
    }
    base += i
    if (!left) return base
  }
  return lines ? file.size : 0
}

/** Line ends in the first `to` bytes. */
export async function countLines(file: Blob, to: number, cr: boolean): Promise<number> {
  let n = 0
  for (let base = 0; base < to; base += SLICE) {
    const bytes = new Uint8Array(await file.slice(base, Math.min(to, base + SLICE) + 1).arrayBuffer())
    const stop = Math.min(SLICE, to - base)
    for (let i = 0; i < stop; i++) if (bytes[i] === LF || (cr && bytes[i] === CR && bytes[i + 1] !== LF)) n++
  }
  return n
}
