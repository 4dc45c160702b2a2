import { pairedDraws, type Groups } from '../../stats/paired'

interface Asked {
  groups: Groups
  resamples: number
  seed: number
}

onmessage = ({ data: { groups, ...options } }: MessageEvent<Asked>) => {
  const { draws, step } = pairedDraws(groups, options)
  step(options.resamples)
  postMessage(draws)
}
