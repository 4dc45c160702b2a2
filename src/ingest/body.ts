import { AppError } from '../model/error'
import { fieldOf } from '../model/entities'
import { canonicalOf, Writer, writeRow } from './canonical'
import type { Dialect } from './dialect'
import { FillDown } from './groups'
import type { Mapping } from './mapping'
import { locate, readRecords, type FileRecord, type Located } from './records'
import type { SetAside } from './refused'
import type { Sample } from './sample'
import { findTail } from './tail'
import { lineStart } from './walk'

/** A record that is kept from the engine. */
interface Apart extends SetAside {
  /** Where it would stand in the text that the engine reads. */
  at: number
}
/** The rows of a file as the engine reads them: nothing above the first, nothing below the last. */
export interface Body {
  text: Blob
  /** How `text` is cut. */
  dialect: Dialect
  apart: Apart[]
  /** Records of blank cells at the end that were left out; they are no rows. */
  ghosts: number
  /** The same records as they stand in the file, by their offsets in `text`. */
  records: (longest?: number) => AsyncIterable<Located>
}

/** Whether the engine can cut the file by itself. */
export const isPlain = ({ dialect: { delimiter, comment, end, ends }, grouped }: Sample): boolean =>
  !grouped?.length &&
  !comment &&
  end !== null &&
  ends === null &&
  new TextEncoder().encode(delimiter).length <= 4

/** The file as it is, between its header and what stands below its rows. */
export async function plainBody(file: Blob, { dialect, shapes }: Sample): Promise<Body> {
  const rest = file.slice(await lineStart(file, dialect.body, dialect.cr))
  const { to, feet, ghosts } = await findTail(rest, dialect, shapes)
  const text = rest.slice(0, to)
  return {
    text,
    dialect,
    apart: feet.map((foot) => ({ ...foot, line: foot.line + dialect.body, column: '', at: to })),
    ghosts,
    records: (longest) => locate(text, dialect, dialect.body + 1, longest),
  }
}

/**
 * The rows written anew, one line end, one way to quote; what is no row is told apart.
 * @throws AppError `cancelled`
 */
export async function writtenBody(
  file: Blob,
  sample: Sample,
  mapping: Mapping,
  signal?: AbortSignal,
): Promise<Body> {
  const writer = new Writer()
  const apart: Apart[] = []
  for await (const { at, record, row } of rowsOf(file, sample, mapping)) {
    if (signal?.aborted) throw new AppError('cancelled')
    if (typeof row === 'string') writer.write(row)
    else apart.push({ at, line: record.line, text: record.text, column: '', reason: row.reason })
  }
  async function* records(): AsyncGenerator<Located> {
    for await (const { at, record, row } of rowsOf(file, sample, mapping))
      yield { at, line: record.line, text: () => record.text, apart: typeof row !== 'string' }
  }
  const dialect = { ...canonicalOf(sample.dialect), width: mapping.columns.length }
  return { text: writer.blob(), dialect, apart, ghosts: 0, records }
}

interface Written {
  at: number
  record: FileRecord
  /** The line that it becomes, or why it becomes none. */
  row: string | { reason: SetAside['reason'] }
}

async function* rowsOf(file: Blob, sample: Sample, mapping: Mapping): AsyncGenerator<Written> {
  const encoder = new TextEncoder()
  let at = 0
  let run = 0
  const down = new FillDown(sample.grouped ?? [])
  for await (const record of readRecords(file, sample)) {
    const reason = reasonOf(record, mapping)
    if (reason) {
      // Offsets between two rows, in the order of the file.
      run++
      yield { at: at - 1 / (1 + run), record, row: { reason } }
      continue
    }
    const cells = down.fill(record.cells)
    const row = `${writeRow(mapping.columns.map((_, i) => cells[i] ?? ''))}\n`
    yield { at, record, row }
    at += encoder.encode(row).length
    run = 0
  }
}

/** Why a record cannot be a row. A quote that nothing closes may be part of a text, but not of an id or a date. */
function reasonOf({ kind, cells, open }: FileRecord, { columns }: Mapping): SetAside['reason'] | null {
  if (kind !== 'row') return kind
  if (cells.length <= 1 && columns.length > 2) return 'broken'
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) return 'columns'
  const free = (at: number) => {
    const target = columns[at]?.target
    return !target || fieldOf(target)?.type === 'text'
  }
  return open.every(free) ? null : 'broken'
}
