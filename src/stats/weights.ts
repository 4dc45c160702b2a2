import type { Judgements, TierDimension, TierIndicator, TierScheme } from '../model/scheme'
import { pairAt, pairsOf, prioritize } from './ahp'

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

/**
 * Weights by the pairwise comparisons that were kept, summing to 1; what was not compared stands as it is. Null: nothing
 * that is still there was compared.
 */
export function judgedWeights(indicators: Weighed[], judgements: TierScheme['judgements']): number[] | null {
  const dimensions = [...new Set(indicators.map(({ dimension }) => dimension))]
  const outer = among(judgements?.dimensions, dimensions)
  const inner = new Map<string, number>()
  for (const dimension of dimensions) {
    const siblings = indicators.filter((each) => each.dimension === dimension).map(({ name }) => name)
    for (const [name, weight] of among(judgements?.[dimension], siblings) ?? []) inner.set(name, weight)
  }
  if (!outer && !inner.size) return null
  const shares = Object.fromEntries(
    dimensions.map((each) => [each, outer?.get(each) ?? dimensionWeight(indicators, each)]),
  )
  const weighed = weigh(indicators, shares, (name) => inner.get(name) ?? shareWithin(indicators, name))
  return weighed.map(({ weight }) => weight)
}

/** What judgements say of exactly these things, whatever else was compared with them; null: not of all of them, or of one alone. */
function among(given: Judgements | undefined, names: readonly string[]): Map<string, number> | null {
  const places = names.map((name) => given?.names.indexOf(name) ?? -1)
  if (!given || names.length < 2 || places.includes(-1)) return null
  const upper = new Array<number>(pairsOf(names.length))
  for (let i = 0; i < names.length; i++)
    for (let k = i + 1; k < names.length; k++) {
      const [a, b] = [places[i]!, places[k]!]
      const said = given.upper[pairAt(given.names.length, Math.min(a, b), Math.max(a, b))]!
      upper[pairAt(names.length, i, k)] = a < b ? said : 1 / said
    }
  const { weights } = prioritize(names.length, upper)
  return new Map(names.map((name, i) => [name, weights[i]!]))
}
