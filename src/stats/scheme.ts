import {
  DEFAULT_INDICATORS,
  DEFAULT_LEVELS,
  DIMENSION_WEIGHT,
  type TierIndicator,
  type TierScheme,
} from '../model/scheme'
import type { Preset } from '../model/preset'
import { anchorsAt, quantile } from './interpolate'
import { ranksOf, rawScores } from './score'
import { sorted } from './sorted'
import { whaleRules } from './whale'

const SHARES = [0, 0.2, 0.5, 0.8, 0.95, 1]
const RISING = [0, 20, 50, 80, 95, 100]
const DEFAULT = { indicators: DEFAULT_INDICATORS, dimensions: DIMENSION_WEIGHT }

/**
 * The default scheme from the customers themselves (percentile anchors, then a calibration line through
 * 50 % → 60, 80 % → 80, 95 % → 90, so that about 5/15/30/50 % reach diamond, gold, silver and ordinary), and a rule for
 * who brings so much of the revenue that no place among others says it.
 * `columns`: one array a fact, one value a customer, NaN for missing. `has` says which facts the data can give. Another
 * wish than the default's indicators and weights is a preset.
 */
export function proposeScheme(
  columns: Record<string, Float64Array>,
  has: (name: string) => boolean,
  referenceDate: string,
  { indicators: wished, dimensions }: Pick<Preset, 'indicators' | 'dimensions'> = DEFAULT,
): TierScheme {
  const indicators = wished
    .filter((d) => columns[d.name] && has(d.name))
    .flatMap((declared): (TierIndicator & { base: number })[] => {
      const { name, dimension, weight: base, more } = declared
      const line = proposeLine(fromZero(name, columns[name]!), more)
      return line ? [{ name, dimension, weight: 0, base, ...line }] : []
    })
  const alive = new Set(indicators.map((i) => i.dimension))
  const total = [...alive].reduce((sum, d) => sum + dimensions[d], 0)
  const weighted = indicators.map(({ base, ...indicator }) => {
    const siblings = indicators
      .filter((i) => i.dimension === indicator.dimension)
      .reduce((sum, i) => sum + i.base, 0)
    return { ...indicator, weight: ((dimensions[indicator.dimension] / total) * base) / siblings }
  })
  if (!weighted.length) return alike(referenceDate)
  const raw = rawScores(
    weighted.map((i) => columns[i.name]!),
    weighted,
  )
  const scheme = { ...bare(referenceDate), indicators: weighted, calibration: calibrate(raw) }
  return { ...scheme, rules: whaleRules(columns, has, raw, scheme) }
}

/** Money that came in: who was refunded more than they bought brought nothing, and nothing earns no points. */
const INCOME = /^(revenue|average_order)/
const fromZero = (name: string, column: Float64Array): Float64Array =>
  INCOME.test(name) ? column.map((value) => Math.max(0, value)) : column

/**
 * Anchors and median of one indicator from the customers themselves: their quantiles. `relative`: on the share strictly
 * below instead of the value. Null: the fact is the same for everyone, so it says nothing about anyone.
 */
export function proposeLine(
  column: Float64Array,
  more: boolean,
  relative = false,
): Pick<TierIndicator, 'median' | 'values' | 'points'> | null {
  const values = sorted(column)
  if (!values.length || values[0] === values.at(-1)) return null
  if (relative) {
    const median = quantile(ranksOf(values), 0.5)
    return { median, values: [0, 1], points: more ? [0, 100] : [100, 0] }
  }
  const anchors = anchorsAt(values, SHARES, more ? RISING : RISING.map((p) => 100 - p))
  return { median: quantile(values, 0.5), ...anchors }
}

/** The line from weighted totals to scores on which about 5, 20 and 50 % of these customers reach 90, 80 and 60. */
export const calibrate = (raw: Float64Array): TierScheme['calibration'] =>
  anchorsAt(raw.slice().sort(), [0, 0.5, 0.8, 0.95, 1], [0, 60, 80, 90, 100])

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
