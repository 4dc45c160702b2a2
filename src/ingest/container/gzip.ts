import { Gunzip } from 'fflate'
import { AppError } from '../../model/error'

/** What an archive may unpack to. Tables of text shrink to a tenth or a fiftieth; a bomb to a thousandth. */
interface Cap {
  /** Bytes in all. */
  most: number
  /** Past `free` bytes, how many times its packed size a file may have. */
  ratio: number
  free: number
}
export const CAP: Cap = { most: 4 * 2 ** 30, ratio: 500, free: 64 * 2 ** 20 }

/**
 * Collects an unpacked stream piece by piece, so that nothing is held twice.
 * @throws AppError `file.tooBig` past the cap, `file.damaged` where the packed bytes are broken, `cancelled`
 */
export async function collect(
  stream: ReadableStream<Uint8Array>,
  packed: number,
  name: string,
  kind: string,
  signal?: AbortSignal,
  cap: Cap = CAP,
): Promise<Blob> {
  const reader = stream.getReader()
  const blobs: Blob[] = []
  let pieces: Uint8Array[] = []
  let [size, waiting] = [0, 0]
  const flush = () => {
    blobs.push(new Blob(pieces as BlobPart[]))
    pieces = []
    waiting = 0
  }
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (signal?.aborted) throw new AppError('cancelled')
      size += value.length
      if (size > cap.most || (size > cap.free && size > packed * cap.ratio))
        throw new AppError('file.tooBig', { file: name, most: Math.round(cap.most / 2 ** 30) })
      pieces.push(value)
      waiting += value.length
      if (waiting > 8 << 20) flush()
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined)
    throw cause instanceof AppError ? cause : new AppError('file.damaged', { file: name, kind }, { cause })
  }
  flush()
  return new Blob(blobs)
}

/** @throws AppError `file.tooBig`, `file.damaged`, `cancelled` */
export async function gunzip(file: Blob, name: string, signal?: AbortSignal): Promise<Blob> {
  const own = new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, never>
  try {
    return await collect(file.stream().pipeThrough(own), file.size, name, 'GZIP', signal)
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'file.damaged') throw cause
    // Several members put one after another, and what some tools write behind the last, are refused by browsers.
    return collect(file.stream().pipeThrough(members()), file.size, name, 'GZIP', signal)
  }
}

function members(): TransformStream<Uint8Array, Uint8Array> {
  const unpacker = new Gunzip()
  return new TransformStream({
    start(controller) {
      unpacker.ondata = (piece) => void controller.enqueue(piece)
    },
    transform(piece) {
      unpacker.push(piece)
    },
    flush() {
      unpacker.push(new Uint8Array(), true)
    },
  })
}
