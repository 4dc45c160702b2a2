import type { TierScheme } from '../../model/scheme'
import { invert } from '../../stats/invert'

/** What the tier asks for: a score, and the weighted total that leads there; null: the line never does. */
export interface Need {
  score: number
  raw: number | null
}

/**
 * Score with which the customer would have the level (1 = top), the others as they are. By quota: so few others may be
 * better that their share stays below it.
 */
export function neededScore(scheme: TierScheme, scores: Float64Array, at: number, level: number): number {
  const { threshold, quota } = scheme.levels[level - 1]!
  if (scheme.mode === 'score') return threshold
  const others = scores.filter((_, i) => i !== at).sort()
  // The largest number of better ones whose share is still below the quota.
  const better = Math.ceil(quota * scores.length) - 1
  return others[others.length - 1 - Math.max(0, better)] ?? 0
}

/** The smallest weighted total that the calibration line leads to this score. */
export const neededRaw = ({ calibration }: TierScheme, score: number): number | null =>
  invert(score, calibration.values[0]!, calibration)
