import { isText, unpack, type Part, type Unpacked } from '../ingest/unpack'
import { AppError } from '../model/error'
import { revive, type Told } from './told'

interface Failed {
  failed: Told
}

/** Nothing that is no trap takes so long to unpack: a workbook of 9 MB takes three seconds. */
const seconds = (size: number): number => 60 + (10 * size) / 2 ** 20

/**
 * What a worker answers for one file. It lives for that file: ending it is how the work is cancelled, how what does not end
 * is given up, and how its memory is given back.
 * @throws AppError that the worker tells of, `cancelled`, `file.endless`, `file.unreadable`
 */
async function askAside<Answer>(
  worker: Worker,
  file: Blob,
  name: string,
  signal?: AbortSignal,
): Promise<Answer> {
  const most = seconds(file.size)
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const answer = await new Promise<Answer | Failed>((resolve, reject) => {
      const cancel = () => reject(new AppError('cancelled'))
      if (signal?.aborted) cancel()
      signal?.addEventListener('abort', cancel)
      const giveUp = () =>
        reject(new AppError('file.endless', { file: name, minutes: Math.round(most / 60) }))
      timer = setTimeout(giveUp, most * 1000)
      worker.onmessage = ({ data }: MessageEvent<Answer | Failed>) => resolve(data)
      worker.onerror = (event) => {
        event.preventDefault()
        reject(new AppError('file.unreadable', { file: name, detail: event.message }))
      }
      worker.postMessage({ file, name })
    })
    if (isFailed(answer)) throw revive(answer.failed)
    return answer
  } finally {
    clearTimeout(timer)
    worker.terminate()
  }
}

const isFailed = (answer: unknown): answer is Failed =>
  typeof answer === 'object' && answer !== null && 'failed' in answer

/**
 * What `unpack` does, in a worker, so that the page does not stand still while a workbook is opened. Text goes by without
 * one. @throws AppError as `unpack`, `cancelled`, `file.endless`
 */
export async function unpackAside(file: Blob, name: string, signal?: AbortSignal): Promise<Unpacked> {
  if (await isText(file)) return unpack(file, name, signal)
  const { default: UnpackWorker } = await import('./unpack.worker?worker&inline')
  const { parts, failures } = await askAside<{
    parts: Part[]
    failures: { name: string; error: Told }[]
  }>(new UnpackWorker(), file, name, signal)
  return { parts, failures: failures.map(({ name, error }) => ({ name, error: revive(error) })) }
}

/** What `verified` does, in a worker. @throws AppError as `verified`, `file.endless` */
export async function verifyAside(file: Blob): Promise<Map<string, Blob>> {
  const { default: VerifyWorker } = await import('./verify.worker?worker&inline')
  const { files } = await askAside<{ files: Map<string, Blob> }>(new VerifyWorker(), file, '')
  return files
}
