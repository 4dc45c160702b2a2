import { Gunzip } from 'fflate'
import { AppError } from '../../model/error'
import type { Meter } from './meter'

/**
 * Collects an unpacked stream piece by piece, so that nothing is held twice.
 * @throws AppError `file.tooBig` past the cap, `file.damaged` where the packed bytes are broken, `cancelled`
 */
export async function collect(
  stream: ReadableStream<Uint8Array>,
  meter: Meter,
  name: string,
  kind: string,
  signal?: AbortSignal,
): Promise<Blob> {
  const reader = stream.getReader()
  const blobs: Blob[] = []
  let pieces: Uint8Array[] = []
  let waiting = 0
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
      meter.take(value.length)
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
export async function gunzip(file: Blob, name: string, meter: Meter, signal?: AbortSignal): Promise<Blob> {
  const own = new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, never>
  try {
    return await collect(file.stream().pipeThrough(own), meter, name, 'GZIP', signal)
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'file.damaged') throw cause
    // Several members put one after another, and what some tools write behind the last, are refused by browsers.
    return collect(file.stream().pipeThrough(members()), meter, name, 'GZIP', signal)
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
