import type { AppError } from '../model/error'

/** How the bytes of a file are laid out; `text` is delimited text of any kind. */
export type Format = 'text' | 'xlsx' | 'xls' | 'ods' | 'parquet' | 'json' | 'ndjson' | 'arrow'

/** One table of a dropped file. A workbook, an archive or a folder holds several. */
export interface Part {
  /** What people call it: the file's own name where it holds one table, else `orders.xlsx › 订单`. */
  name: string
  format: Format
  /** The table as delimited text: the bytes of the file, or what its cells say as RFC 4180 in UTF-8. */
  text: Blob
}
export interface Unpacked {
  parts: Part[]
  /** What could not be read of it; the other parts stand. */
  failures: { name: string; error: AppError }[]
}

/**
 * A dropped file → its tables as text. Nothing is decided here about what they mean; a file that is text already is
 * handed on untouched.
 * @throws AppError `file.*` where nothing of the file can be read
 */
export function unpack(file: Blob, name: string, _signal?: AbortSignal): Promise<Unpacked> {
  return Promise.resolve({ parts: [{ name, format: 'text', text: file }], failures: [] })
}
