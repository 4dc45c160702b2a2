import { AppError } from '../../model/error'

/** What a file may unpack to. */
interface Cap {
  /** Bytes in all. */
  most: number
  /** Past `free` bytes, how many times its packed size a file may have. */
  ratio: number
  free: number
}
/** Tables of text shrink to a tenth or a fiftieth; a bomb to a thousandth. */
const CAP: Cap = { most: 4 * 2 ** 30, ratio: 500, free: 32 * 2 ** 20 }
/** Cells of a workbook bear their numbers in its XML, which shrinks less. */
const BOOK: Cap = { ...CAP, ratio: 200 }

/** Columns of a table that are read; a spreadsheet has room for more. */
export const MOST_COLUMNS = 1000
/** Rows and columns of the largest sheet there is. */
export const [SHEET_ROWS, SHEET_COLUMNS] = [2 ** 20, 2 ** 14]

/** Counts what comes out of a file while it is unpacked; what is packed inside it counts for both. */
export class Meter {
  private size = 0

  constructor(
    private readonly packed: number,
    private readonly file: string,
    private readonly cap: Cap = CAP,
    private readonly outer: Meter | null = null,
  ) {}

  /** For a file inside. */
  inner(packed: number, file: string): Meter {
    return new Meter(packed, file, CAP, this)
  }

  /** For the XML of a workbook. */
  book(packed: number): Meter {
    return new Meter(packed, this.file, BOOK, this)
  }

  /** @throws AppError `file.tooBig` */
  take(bytes: number): void {
    this.outer?.take(bytes)
    this.size += bytes
    const { most, ratio, free } = this.cap
    if (this.size > most || (this.size > free && this.size > this.packed * ratio)) throw this.tooBig()
  }

  /** The same bytes; reading them fails as `take` does. */
  through(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    return stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (piece, out) => {
          this.take(piece.length)
          out.enqueue(piece)
        },
      }),
    )
  }

  /** Reads a stream to its end and keeps nothing of it. @throws as `take` */
  async measure(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = this.through(stream).getReader()
    while (!(await reader.read()).done);
  }

  tooBig(): AppError {
    return new AppError('file.tooBig', { file: this.file, most: Math.round(this.cap.most / 2 ** 30) })
  }
}

/** Whoever knows the name of the file fills it in. */
export const tooWide = (columns: number): AppError =>
  new AppError('file.tooWide', { file: '', columns, most: MOST_COLUMNS })
