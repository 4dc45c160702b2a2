const PIECE = 1 << 20

/**
 * The bytes of a file in order, piece by piece. They are read into one buffer where streams can do that: slices ask
 * another process for each, which takes five times as long.
 */
export class Feed {
  /** Nothing follows the last piece that was given. */
  last = false
  private bytes = new Uint8Array(PIECE)
  private filled = 0
  private readonly read: () => Promise<boolean>
  private readonly reader: ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array>

  constructor(file: Blob) {
    try {
      const reader = file.stream().getReader({ mode: 'byob' })
      this.reader = reader
      this.read = () => this.readInto(reader)
    } catch {
      const reader = file.stream().getReader()
      this.reader = reader
      this.read = () => this.copyFrom(reader)
    }
  }

  /**
   * The last bytes of the piece before, `left` of them, with what follows them; valid until the next is asked for. It begins
   * where its buffer does.
   * @throws DOMException where the file cannot be read any more
   */
  async next(left: number): Promise<Uint8Array<ArrayBuffer>> {
    this.bytes.copyWithin(0, this.filled - left, this.filled)
    this.filled = left
    // What goes on for long is looked at from its beginning each time.
    this.makeRoom(3 * left)
    while (!this.last && this.filled < this.bytes.length) this.last = await this.read()
    return this.bytes.subarray(0, this.filled)
  }

  /** To be called where the file is not read to its end. */
  stop(): void {
    this.reader.cancel().catch(() => undefined)
  }

  private async readInto(reader: ReadableStreamBYOBReader): Promise<boolean> {
    const { value, done } = await reader.read(new Uint8Array(this.bytes.buffer, this.filled))
    if (!value) return true
    this.bytes = new Uint8Array(value.buffer)
    this.filled += value.length
    return done
  }

  private async copyFrom(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<boolean> {
    const { value, done } = await reader.read()
    if (done) return true
    this.makeRoom(value.length)
    this.bytes.set(value, this.filled)
    this.filled += value.length
    return false
  }

  private makeRoom(size: number): void {
    if (this.filled + size <= this.bytes.length) return
    const larger = new Uint8Array(this.filled + size)
    larger.set(this.bytes.subarray(0, this.filled))
    this.bytes = larger
  }
}
