import { askAside } from '../aside'
import { pairedDraws, type Draws, type Groups } from '../../stats/paired'

/** At least so many draws, at most so many, and fewer of many customers: they are all gone through each time. */
const [LEAST, MOST, WORK] = [400, 2000, 4e8]
export const resamplesFor = (n: number): number =>
  Math.max(LEAST, Math.min(MOST, Math.floor(WORK / Math.max(1, n))))

/** Where there are no workers: so many customers at a time, that others get their turn. */
const SLICE = 1e6

/** The draws of a paired bootstrap, aside where that is possible. */
export async function drawAside(groups: Groups, resamples: number, seed = 1): Promise<Draws> {
  if (typeof Worker === 'undefined') return drawInSlices(groups, resamples, seed)
  const { default: DrawWorker } = await import('./draw.worker?worker&inline')
  return askAside(new DrawWorker(), { groups, resamples, seed })
}

async function drawInSlices(groups: Groups, resamples: number, seed: number): Promise<Draws> {
  const { draws, step } = pairedDraws(groups, { resamples, seed })
  const most = Math.max(1, Math.floor(SLICE / groups.amount.length))
  while (step(most)) await new Promise((resolve) => setTimeout(resolve))
  return draws
}
