import { AppError } from '../model/error'
import { Writer, writeRow } from './canonical'
import { toUtf8 } from './encoding'
import { joinNames } from './layout'
import { readRecords } from './records'
import { look, type Sample } from './sample'

/** What was understood of a file, without typing or cleaning. */
export interface Converted {
  /** RFC 4180 in UTF-8 with LF; a file without a header has none here either. */
  text: Blob
  sample: Sample | null
  rows: number
  /** Records that are no rows of the table: comments, sums, notes, further headers and tables. */
  apart: number
}

/**
 * A text file as ingest reads it. An empty file stays empty.
 * @throws AppError `file.*` where it is no table at all, `cancelled`
 */
export async function convert(file: Blob, name: string, signal?: AbortSignal): Promise<Converted> {
  const seen = await look(file, name).catch((cause: unknown) => {
    if (cause instanceof AppError && cause.code === 'file.empty') return null
    throw cause
  })
  const writer = new Writer()
  const counts = { rows: 0, apart: 0 }
  if (!seen) return { text: writer.blob(), sample: null, ...counts }
  const { sample } = seen
  const { encoding, reason } = sample.encoding
  const plain = encoding === 'utf-8' && reason !== 'mostly' && !sample.nul
  const text = plain ? file : (await toUtf8(file, encoding, signal)).text
  const end = '\n'
  if (sample.named.length) writer.write(writeRow(joinNames(sample.named, 0, false)) + end)
  for await (const { kind, cells } of readRecords(text, sample)) {
    if (signal?.aborted) throw new AppError('cancelled')
    if (kind === 'row' || kind === 'broken') {
      writer.write(writeRow(cells) + end)
      counts.rows++
    } else counts.apart++
  }
  return { text: writer.blob(), sample, ...counts }
}
