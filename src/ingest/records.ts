import { mendLine, splitCells } from './cells'
import { recut, type Dialect } from './dialect'
import { apartOf, isGhost, isNote, type Apart } from './kind'
import { agrees, isTyped, shapeOf, type Shape } from './shape'
import { lineStart, Walk } from './walk'

/** A record of the file as it stands in it. */
export interface Place {
  /** Physical line on which it starts, from 1. */
  line: number
  text: string
}
/** A record below the header, with what was made of it. */
export interface FileRecord extends Place {
  cells: string[]
  kind: 'row' | 'broken' | 'comment' | Apart
  /** Cells that begin with a quote which nothing closes, in a row whose quotes were mended. */
  open: number[]
}
/** What a reader needs to know of a file to tell rows from what stands between them. */
interface Layer {
  dialect: Dialect
  /** The header as the file writes it. */
  written: string[]
  shapes: Shape[]
}

/** Longer texts are shown cut. */
const LONGEST = 100_000

/**
 * Everything below the header of a UTF-8 file, record by record and in constant memory. A *row* is a record of the
 * table. Between rows may stand comments, sums and the header once more; at the end notes; and another table, which
 * goes to the end. What stands above the header, empty lines and records of empty cells are no records at all.
 */
export async function* readRecords(file: Blob, layer: Layer): AsyncGenerator<FileRecord> {
  const { dialect, written, shapes } = layer
  const { width } = dialect
  const walk = new Walk(file, dialect, dialect.body + 1, await lineStart(file, dialect.body, dialect.cr))
  // A note is known by what follows it: nothing but notes.
  let notes: FileRecord[] = []
  let other = false
  let ghosts = 0
  for (let span = await walk.here(); span; span = await walk.here()) {
    const line = span.line
    if (span.comment) {
      yield { line, text: walk.text(span.length), cells: [], kind: 'comment', open: [] }
      walk.pass(span)
      continue
    }
    const first = span.broken || span.lines ? walk.text(span.first) : null
    const read = readText(span.broken ? null : walk.text(span.length), first, layer)
    const length = read.first ? span.first : span.length
    const text = walk.text(Math.min(length, 4 * LONGEST))
    walk.pass(span, length)
    const { cells, open } = read
    if (isGhost(cells)) {
      ghosts++
      continue
    }
    const blank = span.blank + ghosts
    ghosts = 0
    if (other) {
      yield { line, text, cells, kind: 'table', open }
      continue
    }
    const apart = apartOf(cells, written, shapes, blank)
    other = apart === 'table'
    const record: FileRecord = { line, text, cells, kind: apart ?? (read.broken ? 'broken' : 'row'), open }
    if (!apart && isNote(cells, width, shapes)) {
      notes.push(record)
      continue
    }
    if (notes.length && !apart) {
      yield* notes
      notes = []
    }
    if (notes.length) notes.push(record)
    else yield record
  }
  yield* notes.map((note) =>
    note.kind === 'row' || note.kind === 'broken' ? { ...note, kind: 'note' as const } : note,
  )
}

/** Whether a further line of a record looks like a record by itself. */
const swallows = (text: string, { delimiter, width }: Dialect): boolean =>
  text.includes('\n') &&
  width > 2 &&
  text
    .split('\n', 3)
    .slice(1)
    .some((line) => line.split(delimiter).length >= width - 1)
const blankQuote = /^ +["']/

interface Read {
  cells: string[]
  open: number[]
  broken: boolean
  /** Only the first line of the record was read. */
  first: boolean
}

/**
 * The cells of a record. One of another width than the table's, or with a broken quote, is read so that it has that
 * width, if there is one way to. `text` is null where quotes are broken, `line` the first line of several.
 */
export function readText(text: string | null, line: string | null, layer: Layer): Read {
  const { dialect, shapes } = layer
  const { width, quote } = dialect
  const strict = text === null ? null : splitCells(text, dialect)
  if (strict?.length === width) return { cells: strict, open: [], broken: false, first: false }
  const first = line ?? text ?? ''
  // Quotes that are in order say how many cells there are, unless they took in other records or follow a blank.
  const orderly = strict && !swallows(text!, dialect) && !strict.some((cell) => blankQuote.test(cell))
  const mended = quote && !orderly ? mendLine(first, dialect, width) : null
  if (mended && !mended.doubtful)
    return { cells: mended.cells, open: mended.open, broken: false, first: true }
  if (!strict)
    return { cells: mended?.cells ?? looseCells(first, dialect), open: [], broken: true, first: true }
  const other = line === null ? recut(first, dialect, width) : null
  const cells = other && fitsShapes(other, shapes) ? other : strict
  return { cells, open: [], broken: false, first: false }
}

/** Cells of a line that cannot have the table's width: as near to it as they come. */
function looseCells(line: string, dialect: Dialect): string[] {
  for (let off = 1; off < dialect.width; off++)
    for (const width of [dialect.width - off, dialect.width + off]) {
      const mended = mendLine(line, dialect, width)
      if (mended) return mended.cells
    }
  return [line]
}

/** Whether cells that were cut in another way than the rest belong under these columns. */
function fitsShapes(cells: string[], shapes: Shape[]): boolean {
  const typed = cells.filter((cell, c) => isTyped(shapes[c] ?? 'empty') && shapeOf(cell) !== 'empty').length
  const same = cells.filter((cell, c) => agrees(cell, shapes[c] ?? 'empty')).length
  return typed > 0 && same * 5 >= typed * 4
}

/** A record by its offset in the text that the engine read. */
export interface Located {
  at: number
  line: number
  text: () => string
  /** It did not go to the engine. */
  apart?: boolean
}
interface Wanted {
  /** Byte offsets at which records start that the engine refused; they have no number. */
  refused: Set<number>
  /** Numbers of records among those that the engine took, from 0. */
  taken: Set<number>
}

/** Records of a text as they stand in it; `line` is that of its first. */
export async function* locate(
  text: Blob,
  dialect: Dialect,
  line: number,
  longest = LONGEST,
): AsyncGenerator<Located> {
  const walk = new Walk(text, dialect, line)
  for (let span = await walk.here(); span; span = await walk.here()) {
    const { length, line, at } = span
    yield { at, line, text: () => walk.text(Math.min(length, longest)) }
    walk.pass(span)
  }
}

interface Found {
  refused: Map<number, Place>
  taken: Map<number, Place>
  /** How many records the engine took before the one at this offset. */
  before: Map<number, number>
}

/** Finds records by their place: the engine says only which ones it took, and at which byte one begins that it refused. */
export async function findRecords(records: AsyncIterable<Located>, wanted: Wanted): Promise<Found> {
  const found: Found = { refused: new Map(), taken: new Map(), before: new Map() }
  let left = wanted.refused.size + wanted.taken.size
  if (!left) return found
  let number = 0
  for await (const { at, line, text, apart } of records) {
    if (wanted.refused.has(at)) {
      found.before.set(at, number)
      found.refused.set(at, { line, text: text() })
      left--
    } else if (!apart && wanted.taken.has(number++)) {
      found.taken.set(number - 1, { line, text: text() })
      left--
    }
    if (!left) break
  }
  return found
}
