import type { Material, Suggestion } from '../analysis/tiers/suggest'
import LearnWorker from './learn.worker?worker&inline'

/** Works out suggested weights aside: a hundred thousand customers take seconds. */
export function learnAside(material: Material): Promise<Suggestion['found']> {
  const worker = new LearnWorker()
  return new Promise<Suggestion['found']>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Suggestion['found']>) => resolve(data)
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage(material)
  }).finally(() => worker.terminate())
}
