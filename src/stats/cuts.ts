import type { TierScheme } from '../model/scheme'
import type { Anchors } from './interpolate'

/** From which value on a customer is in a tier, and stays in one that was held; one each level of the scheme. */
export interface Cuts {
  begins: Float64Array
  /** null: nobody stays for a few points. */
  stays: Float64Array | null
}

/** A scale on which scores never fall: the scores themselves, or weighted totals on a rising calibration line. */
export interface Scale {
  toScore(value: number): number
  /** Scores are the same from here on downwards, and upwards. */
  low: number
  high: number
}

/** Weighted total → score, six digits; linear between the anchors, flat outside. */
export function scoreAt(value: number, { values, points }: Anchors): number {
  const last = values.length - 1
  let at = 0
  while (at <= last && !(value <= values[at]!)) at++
  if (at === 0) return round(points[0]!)
  if (at > last) return round(points[last]!)
  const [left, below] = [values[at - 1]!, points[at - 1]!]
  return round(below + ((value - left) / (values[at]! - left)) * (points[at]! - below))
}
const round = (point: number): number => Math.round(point * 1e6) / 1e6

/** The scores themselves. */
export const scoreScale = ({ points }: Anchors): Scale => ({
  toScore: (value) => value,
  low: Math.min(...points) - 1,
  high: Math.max(...points) + 1,
})

/** Weighted totals; null where more of them can mean a lower score. */
export function totalScale(calibration: Anchors): Scale | null {
  const { values, points } = calibration
  if (points.some((point, k) => k > 0 && point < points[k - 1]!)) return null
  return { toScore: (value) => scoreAt(value, calibration), low: values[0]!, high: values.at(-1)! }
}

/**
 * Where the tiers begin among these customers. By score: at the thresholds. By quota: the share of customers strictly
 * better decides, so that a quota never cuts between equal scores; a point of the buffer is then one in a hundred
 * customers. `nth`: the value at a rising place of n.
 */
export function cutsOf(
  { mode, levels, keep }: Pick<TierScheme, 'mode' | 'levels' | 'keep'>,
  n: number,
  scale: Scale,
  nth: (place: number) => number,
  held: boolean,
): Cuts {
  /** From the value at a rising place on, with all who have its score. */
  const fromPlace = (place: number) => {
    const score = scale.toScore(nth(place))
    return lowest((other) => other >= score, scale)
  }
  const begins = Float64Array.from(levels, ({ threshold, quota }) => {
    if (mode === 'score') return lowest((score) => score >= threshold, scale)
    const places = placesOf(n, quota)
    return places ? fromPlace(n - places) : Infinity
  })
  if (!keep || !held) return { begins, stays: null }
  const stays = Float64Array.from(levels, ({ threshold, quota }) => {
    if (mode === 'score') return lowest((score) => threshold - score <= keep, scale)
    const better = betterOf(n, quota, keep)
    return better < n ? fromPlace(n - 1 - better) : -Infinity
  })
  return { begins, stays }
}

/** How many have a smaller share than the quota before them. */
function placesOf(n: number, quota: number): number {
  let places = Math.min(n, Math.ceil(quota * n))
  // By the very division that a share is worked out with, so that rounding decides alike.
  while (places < n && places / n < quota) places++
  while (places > 0 && (places - 1) / n >= quota) places--
  return places
}

/** How many may be better before somebody falls by more than the buffer short of a quota. */
function betterOf(n: number, quota: number, keep: number): number {
  const short = (better: number) => (better / n - quota) * 100
  let better = Math.max(0, Math.min(n, Math.floor((quota + keep / 100) * n)))
  while (better < n && short(better + 1) <= keep) better++
  while (better > 0 && short(better) > keep) better--
  return better
}

/** The lowest value whose score meets what holds from some score on; ±Infinity where all or none do. */
function lowest(holds: (score: number) => boolean, { toScore, low, high }: Scale): number {
  if (holds(toScore(low))) return -Infinity
  if (!holds(toScore(high))) return Infinity
  let [fails, meets] = [low, high]
  for (;;) {
    const middle = (fails + meets) / 2
    if (middle <= fails || middle >= meets) return meets
    if (holds(toScore(middle))) meets = middle
    else fails = middle
  }
}
