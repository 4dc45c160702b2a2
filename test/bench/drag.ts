import type { WhatIf } from '../../src/analysis/grading'
import type { TierScheme } from '../../src/model/scheme'
import { dragger, mediansBy, movers, shiftOf } from '../../src/stats/drag'

const STEPS = 240

/**
 * What one frame of dragging computes, for each of the steps of a weight and then of a threshold (or a share); and what is told
 * a moment later, medians and movers. All in ms.
 */
export function measureDragging(given: WhatIf, scheme: TierScheme): { frames: number[]; details: number[] } {
  const drag = dragger(given.columns)
  const [frames, details]: [number[], number[]] = [[], []]
  for (let step = 0; step < STEPS; step++) {
    const dragged = step < STEPS / 2 ? weighted(scheme, step) : cut(scheme, step)
    const from = performance.now()
    const level = drag(dragged, given.beside)
    shiftOf(dragged.levels.length, given.level, level, given.revenue)
    frames.push(performance.now() - from)
    if (step % 20 !== 0) continue
    const then = performance.now()
    mediansBy(dragged.levels.length, level, given.revenue)
    movers(given.level, level, given.revenue, 12)
    details.push(performance.now() - then)
  }
  return { frames, details }
}

/** One weight goes up and down. */
const weighted = (scheme: TierScheme, step: number): TierScheme => ({
  ...scheme,
  indicators: scheme.indicators.map((each, at) => (at === 0 ? { ...each, weight: 5 + (step % 40) } : each)),
})

/** The first boundary goes up and down. */
const cut = (scheme: TierScheme, step: number): TierScheme => ({
  ...scheme,
  levels: scheme.levels.map((each, at) =>
    at === 0 ? { ...each, threshold: 84 + (step % 12), quota: 0.02 + (step % 12) / 200 } : each,
  ),
})
