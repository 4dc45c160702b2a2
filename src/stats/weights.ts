import type { TierDimension, TierIndicator } from '../model/scheme'

type Weighed = Pick<TierIndicator, 'name' | 'dimension' | 'weight'>

/** Weight of a dimension, 0…1. */
export const dimensionWeight = (indicators: Weighed[], dimension: TierDimension): number =>
  indicators.reduce((sum, each) => sum + (each.dimension === dimension ? each.weight : 0), 0)

/** Share of an indicator within its dimension, 0…1; in a dimension that weighs nothing each counts the same. */
export function shareWithin(indicators: Weighed[], name: string): number {
  const one = indicators.find((each) => each.name === name)
  if (!one) return 0
  const whole = dimensionWeight(indicators, one.dimension)
  const among = indicators.filter(({ dimension }) => dimension === one.dimension).length
  return whole > 0 ? one.weight / whole : 1 / among
}

/**
 * One of several shares is set, the others give or take in their own proportion, so that all sum to 1. Where the others
 * are all 0 they share the rest equally; a single one is always 1. `at` is kept within 0…1.
 */
export function setShare(shares: number[], at: number, share: number): number[] {
  if (shares.length < 2) return shares.map(() => 1)
  const set = Math.min(1, Math.max(0, share))
  const others = shares.reduce((sum, each, i) => sum + (i === at ? 0 : each), 0)
  return shares.map((each, i) => {
    if (i === at) return set
    return (1 - set) * (others > 0 ? each / others : 1 / (shares.length - 1))
  })
}

/**
 * Weights from two levels: shares of the dimensions (of those with indicators; scaled to sum to 1) and shares within
 * them. `within` is asked by name; those of a dimension are scaled to sum to 1.
 */
export function weigh<T extends Weighed>(
  indicators: T[],
  dimensions: Partial<Record<TierDimension, number>>,
  within: (name: string) => number,
): T[] {
  const alive = [...new Set(indicators.map(({ dimension }) => dimension))]
  const total = alive.reduce((sum, each) => sum + (dimensions[each] ?? 0), 0)
  return indicators.map((each) => {
    const siblings = indicators.filter(({ dimension }) => dimension === each.dimension)
    const inner = siblings.reduce((sum, { name }) => sum + within(name), 0)
    const outer = total > 0 ? (dimensions[each.dimension] ?? 0) / total : 1 / alive.length
    return { ...each, weight: outer * (inner > 0 ? within(each.name) / inner : 1 / siblings.length) }
  })
}
