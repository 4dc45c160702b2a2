import { AppError } from '../model/error'
import { detectEncoding, textOf, type Encoding, type EncodingGuess } from './encoding'
import { splitCells } from './cells'
import { MOST_COLUMNS } from './container/meter'
import { binaryKind } from './container/sniff'
import { detectDialect, type Dialect } from './dialect'
import { FillDown, groupColumns } from './groups'
import { isGhost, isRow } from './kind'
import { joinNames } from './layout'
import type { Shape } from './shape'
import { spansOf } from './walk'

/** What is known of a file before it is read whole: enough to decide types and mapping. */
export interface Sample {
  encoding: EncodingGuess
  dialect: Dialect
  /** Names of the columns, each once; `column 3` where the file has none. */
  header: string[]
  /** The header as the file writes it, for a record that repeats it. */
  written: string[]
  /** The lines of the header that say what the columns are called. */
  named: string[][]
  /** What the cells of each column look like. */
  shapes: Shape[]
  /** Lines before the header: a title, a note on the unit of the amounts. */
  above?: string[]
  /** Records of head, middle and tail that have as many cells as the header. */
  rows: string[][]
  /** Columns that stand on the first row of each group only: what is blank below is filled down. */
  grouped?: number[]
  /** NUL characters stand in what was seen of it. */
  nul?: boolean
}

const HEAD = 256 << 10
const SLICE = 64 << 10
/** More kinds of control characters than any text has. */
const KINDS = 5

interface Chosen {
  encoding?: Encoding
  delimiter?: string
}

/** @throws AppError `file.empty`, `file.binary`, `file.noise`, `file.spreadsheet`, `file.noColumns`, `file.noRows`, `file.tooWide` */
export async function takeSample(file: Blob, name: string, chosen?: Chosen): Promise<Sample> {
  const { sample, bare } = await look(file, name, chosen)
  if (bare) throw new AppError('file.noRows', { file: name })
  return sample
}

/** The same of a file that may have a header and nothing else: `bare` says so. */
export async function look(
  file: Blob,
  name: string,
  chosen?: Chosen,
): Promise<{ sample: Sample; bare: boolean }> {
  if (file.size === 0) throw new AppError('file.empty', { file: name })
  const slices = await readSlices(file)
  refuseBinary(slices[0]!, name)
  const encoding: EncodingGuess = chosen?.encoding
    ? { encoding: chosen.encoding, reason: 'chosen', sure: true }
    : detectEncoding(slices)
  const raw = slices.map((bytes) => textOf(bytes, encoding.encoding))
  refuseNoise(raw[0]!, name)
  const texts = raw.map((text) => text.replaceAll('\0', ''))
  const nul = texts.some((text, i) => text.length < raw[i]!.length)
  // A slice rarely ends at a record's end: the last, broken line of a cut head is dropped.
  const head = file.size > HEAD ? texts[0]!.slice(0, texts[0]!.lastIndexOf('\n') + 1) || texts[0]! : texts[0]!
  const { layout, ...dialect } = detectDialect(head, chosen?.delimiter)
  const { width, shapes } = layout
  const names = trimNames(joinNames(layout.named, width, true), width)
  const header = uniqueNames(names)
  const written = layout.header[0] ?? []
  if (!layout.width || !recordsIn(head)) throw new AppError('file.noColumns', { file: name })
  if (header.length > MOST_COLUMNS)
    throw new AppError('file.tooWide', { file: name, columns: header.length, most: MOST_COLUMNS })
  const below = dialect.ends ?? Infinity
  const records = recordsOf(head.replace(/^\uFEFF/, ''), dialect, dialect.body + 1, below)
  const later = dialect.ends
    ? []
    : texts
        .slice(1)
        .flatMap((text) => recordsOf(text.slice(text.indexOf('\n') + 1, text.lastIndexOf('\n')), dialect))
  const fits = (row: string[]) => row.length === header.length && isRow(row, written, shapes, width)
  const grouped = groupColumns(
    records.filter((row) => row.length === header.length),
    shapes,
  )
  const down = new FillDown(grouped)
  const rows = [...records.filter(fits), ...later.filter(fits)].map((row) => down.fill(row))
  const above = dialect.skip ? head.split(/\r\n|\n|\r/, dialect.skip) : []
  const { named } = layout
  const sample = { encoding, dialect, header, written, named, shapes, rows, above, grouped, nul }
  return { sample, bare: !records.length && file.size <= HEAD }
}

/** Records that begin on one of these lines. */
function recordsOf(text: string, dialect: Dialect, from = 1, to = Infinity): string[][] {
  const bytes = new TextEncoder().encode(text)
  const decoder = new TextDecoder()
  return spansOf(bytes, dialect, 2001)
    .filter(({ comment, line }) => !comment && line >= from && line < to)
    .map(({ at, length }) => splitCells(decoder.decode(bytes.subarray(at, at + length)), dialect))
    .filter((cells) => !isGhost(cells))
}

const recordsIn = (text: string): boolean => /[^\s,;|\uFEFF]/.test(text)

/** A comma at the end of the header names no column that the rows do not have. */
function trimNames(names: string[], width: number): string[] {
  const last = names.findLastIndex((name) => name !== '')
  return names.slice(0, Math.max(width, last + 1))
}

async function readSlices(file: Blob): Promise<Uint8Array[]> {
  const bytes = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer())
  const slices = [await bytes(0, HEAD)]
  if (file.size > 4 * HEAD) {
    const middle = (file.size >> 1) & ~1
    slices.push(await bytes(middle, middle + SLICE))
    const tail = (file.size - SLICE) & ~1
    slices.push(await bytes(tail, file.size))
  }
  return slices
}

/** Whoever hands over text has opened what holds it; else the message names what it is. */
function refuseBinary(head: Uint8Array, file: string): void {
  const kind = binaryKind(head)
  if (!kind) return
  const sheet = ['zip', 'cfb', 'biff'].includes(kind.is)
  const name = kind.is === 'unread' ? kind.kind : kind.is.toUpperCase()
  throw new AppError(sheet ? 'file.spreadsheet' : 'file.binary', { file, kind: name })
}

/**
 * Bytes that are no text decode to control characters of many kinds, or to little but NUL and signs for what cannot be
 * read. A system that cuts cells by one control character, or fills them up with NUL, writes text.
 */
function refuseNoise(text: string, name: string): void {
  let [zeros, controls, lost] = [0, 0, 0]
  const kinds = new Set<number>()
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0) zeros++
    else if (code === 0xfffd) lost++
    else if (code < 0x20 && (code < 9 || code > 13)) {
      controls++
      kinds.add(code)
    }
  }
  const noise = kinds.size > KINDS && (controls + zeros + lost) * 50 > text.length
  if (noise || (zeros + lost) * 3 > text.length) throw new AppError('file.noise', { file: name })
}

/** Empty and repeated header names get a position, so that every column can be addressed. */
function uniqueNames(cells: string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, i) => {
    const name = cell || `column ${i + 1}`
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before ? `${name} (${before + 1})` : name
  })
}
