import { isText, unpack, type Part, type Unpacked } from '../ingest/unpack'
import { AppError } from '../model/error'
import type { Told } from './unpack.worker'

type Answer = { parts: Part[]; failures: { name: string; error: Told }[] } | { failed: Told }

const revive = ({ code, params }: Told): AppError => new AppError(code, params)

/**
 * What `unpack` does, in a worker, so that the page does not stand still while a workbook is opened. Text goes by without
 * one. The worker lives for one file: ending it is how an import is cancelled and how its memory is given back.
 * @throws AppError as `unpack`, `cancelled`
 */
export async function unpackAside(file: Blob, name: string, signal?: AbortSignal): Promise<Unpacked> {
  if (await isText(file)) return unpack(file, name, signal)
  const { default: UnpackWorker } = await import('./unpack.worker?worker&inline')
  const worker = new UnpackWorker()
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const cancel = () => reject(new AppError('cancelled'))
      if (signal?.aborted) cancel()
      signal?.addEventListener('abort', cancel)
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data)
      worker.onerror = (event) => {
        event.preventDefault()
        reject(new AppError('file.unreadable', { file: name, detail: event.message }))
      }
      worker.postMessage({ file, name })
    })
    if ('failed' in answer) throw revive(answer.failed)
    return { ...answer, failures: answer.failures.map(({ name, error }) => ({ name, error: revive(error) })) }
  } finally {
    worker.terminate()
  }
}
