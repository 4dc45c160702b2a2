import { askAside } from '../aside'
import { placesOf } from './collate'

/** `placesOf`, aside where that is possible; a few are quicker done here. */
export async function placesAside(texts: (string | null)[], language: string): Promise<Float64Array> {
  if (typeof Worker === 'undefined' || texts.length < 5000) return placesOf(texts, language)
  const { default: CollateWorker } = await import('./collate.worker?worker&inline')
  return askAside(new CollateWorker(), { texts, language })
}
