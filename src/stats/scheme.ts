import {
  DEFAULT_INDICATORS,
  DEFAULT_LEVELS,
  DIMENSION_WEIGHT,
  type TierIndicator,
  type TierScheme,
} from '../model/scheme'
import { anchorsAt, quantile } from './interpolate'
import { rawScores } from './score'

const SHARES = [0, 0.2, 0.5, 0.8, 0.95, 1]
const RISING = [0, 20, 50, 80, 95, 100]

/**
 * The default scheme from the customers themselves (percentile anchors, then a calibration line through
 * 50 % → 60, 80 % → 80, 95 % → 90, so that about 5/15/30/50 % reach diamond, gold, silver and ordinary).
 * `columns`: one array a fact, one value a customer, NaN for missing. `has` says which facts the data can give.
 */
export function proposeScheme(
  columns: Record<string, Float64Array>,
  has: (name: string) => boolean,
  referenceDate: string,
): TierScheme {
  const indicators = DEFAULT_INDICATORS.filter((d) => columns[d.name] && has(d.name)).flatMap(
    (declared): (TierIndicator & { base: number })[] => {
      const sorted = columns[declared.name]!.filter((value) => !Number.isNaN(value)).sort()
      // A fact that is the same for everyone says nothing about anyone.
      if (!sorted.length || sorted[0] === sorted.at(-1)) return []
      const anchors = anchorsAt(sorted, SHARES, declared.more ? RISING : RISING.map((p) => 100 - p))
      return [
        {
          name: declared.name,
          dimension: declared.dimension,
          weight: 0,
          base: declared.weight,
          median: quantile(sorted, 0.5),
          ...anchors,
        },
      ]
    },
  )
  const alive = new Set(indicators.map((i) => i.dimension))
  const total = [...alive].reduce((sum, d) => sum + DIMENSION_WEIGHT[d], 0)
  const weighted = indicators.map(({ base, ...indicator }) => {
    const siblings = indicators
      .filter((i) => i.dimension === indicator.dimension)
      .reduce((sum, i) => sum + i.base, 0)
    return { ...indicator, weight: ((DIMENSION_WEIGHT[indicator.dimension] / total) * base) / siblings }
  })
  if (!weighted.length) return alike(referenceDate)
  const raw = rawScores(
    weighted.map((i) => columns[i.name]!),
    weighted,
  ).sort()
  return {
    ...bare(referenceDate),
    indicators: weighted,
    calibration: anchorsAt(raw, [0, 0.5, 0.8, 0.95, 1], [0, 60, 80, 90, 100]),
  }
}

/**
 * A scheme for data that lack some of its indicators: these drop out, their weight goes to the others of the dimension,
 * that of a dimension with none left to the other dimensions, as where a scheme is proposed. Anchors and calibration
 * stay. Null: none of the indicators is left.
 */
export function fitScheme(scheme: TierScheme, has: (name: string) => boolean): TierScheme | null {
  const left = scheme.indicators.filter(({ name }) => has(name))
  if (left.length === scheme.indicators.length) return scheme
  if (!left.length) return null
  const weightOf = (of: TierIndicator[], dimension?: string) =>
    of.reduce((sum, i) => sum + (!dimension || i.dimension === dimension ? i.weight : 0), 0)
  const alive = new Set(left.map(({ dimension }) => dimension))
  const total = weightOf(scheme.indicators.filter(({ dimension }) => alive.has(dimension)))
  const all = weightOf(scheme.indicators)
  const indicators = left.map((indicator) => {
    const { dimension, weight } = indicator
    const siblings = weightOf(left, dimension)
    const dimensionWeight = (weightOf(scheme.indicators, dimension) / total) * all
    // Of a dimension whose only indicators left weigh nothing each counts the same.
    const among = left.filter((i) => i.dimension === dimension).length
    return { ...indicator, weight: dimensionWeight * (siblings ? weight / siblings : 1 / among) }
  })
  return total ? { ...scheme, indicators } : null
}

/** Customers whom no fact tells apart: all get 0 points and the lowest tier, so that they still add up. */
const alike = (referenceDate: string): TierScheme => ({
  ...bare(referenceDate),
  indicators: [
    { name: 'orders_all', dimension: 'financial', weight: 1, median: 0, values: [0], points: [0] },
  ],
})

/** What is the same of every proposed scheme. */
const bare = (referenceDate: string): TierScheme => ({
  id: 'default',
  name: '',
  version: 1,
  mode: 'score',
  levels: DEFAULT_LEVELS,
  indicators: [],
  calibration: { values: [0], points: [0] },
  referenceDate,
  rules: [],
  keep: 0,
  review: 'quarter',
})
