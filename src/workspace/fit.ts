import type { Fit, Fitter } from '../tables/clusters/features'
import type { Asked } from './fit.worker'

/** Groups customers beside the page, which goes on answering meanwhile. */
export const fitAside: Fitter = async (features, k) => {
  const { default: FitWorker } = await import('./fit.worker?worker&inline')
  const worker = new FitWorker()
  try {
    return await new Promise<Fit>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Fit>) => resolve(data)
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage({ features, k } satisfies Asked)
    })
  } finally {
    worker.terminate()
  }
}
