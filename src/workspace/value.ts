import { AppError } from '../model/error'
import type { ValueFit, ValueFitter } from '../tables/value/features'

/** Learns what customers will still buy beside the page, which goes on answering meanwhile; given up, its worker ends at once. */
export const valueAside: ValueFitter = async (features, signal) => {
  const { default: ValueWorker } = await import('./value.worker?worker&inline')
  const worker = new ValueWorker()
  try {
    return await new Promise<ValueFit>((resolve, reject) => {
      const stop = () => reject(new AppError('cancelled'))
      if (signal?.aborted) return stop()
      signal?.addEventListener('abort', stop, { once: true })
      worker.onmessage = ({ data }: MessageEvent<ValueFit>) => resolve(data)
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage(features)
    })
  } finally {
    worker.terminate()
  }
}
