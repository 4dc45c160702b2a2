import { AppError } from '../model/error'

/** One question to a worker, which ends with its answer. @throws AppError `unexpected` */
export async function askAside<T>(worker: Worker, asked: unknown): Promise<T> {
  try {
    return await new Promise<T>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data)
      worker.onerror = ({ message }) => reject(new AppError('unexpected', { detail: message }))
      worker.postMessage(asked)
    })
  } finally {
    worker.terminate()
  }
}
