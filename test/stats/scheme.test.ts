import { describe, expect, it } from 'vitest'
import { DEFAULT_LEVELS, type TierIndicator, type TierScheme } from '../../src/model/scheme'
import { interpolate } from '../../src/stats/interpolate'
import { fitScheme, proposeScheme } from '../../src/stats/scheme'

const indicator = (name: string, dimension: TierIndicator['dimension'], weight: number): TierIndicator => ({
  name,
  dimension,
  weight,
  median: 0,
  values: [0, 1],
  points: [0, 100],
})
const scheme: TierScheme = {
  id: 'default',
  name: '',
  rules: [],
  keep: 0,
  review: 'quarter',
  mode: 'score',
  levels: DEFAULT_LEVELS,
  indicators: [
    indicator('revenue_12m', 'financial', 0.3),
    indicator('orders_12m', 'financial', 0.1),
    indicator('margin_12m', 'financial', 0.1),
    indicator('categories', 'potential', 0.3),
    indicator('recency_days', 'risk', 0.2),
  ],
  calibration: { values: [0, 100], points: [0, 100] },
  referenceDate: '2024-12-31',
  version: 4,
}
const weights = (...absent: string[]) => {
  const fitted = fitScheme(scheme, (name) => !absent.includes(name))
  return fitted && Object.fromEntries(fitted.indicators.map(({ name, weight }) => [name, +weight.toFixed(6)]))
}

describe('a scheme for other data', () => {
  it('stays itself where nothing is lacking', () => {
    expect(fitScheme(scheme, () => true)).toBe(scheme)
  })

  it('shares the weight of what is lacking within its dimension', () => {
    expect(weights('margin_12m')).toEqual({
      revenue_12m: 0.375,
      orders_12m: 0.125,
      categories: 0.3,
      recency_days: 0.2,
    })
  })

  it('shares the weight of a dimension with nothing left among the other dimensions', () => {
    const left = weights('categories')!
    expect(left.recency_days).toBeCloseTo(0.2 / 0.7, 5)
    expect(Object.values(left).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5)
  })

  it('is none where nothing of it is left', () => {
    expect(fitScheme(scheme, () => false)).toBeNull()
  })
})

describe('a proposed line', () => {
  it('gives nothing for nothing earned, although one customer was refunded more than they ever bought', () => {
    const revenue_12m = Float64Array.from([
      -4287,
      ...Array.from({ length: 99 }, (_, i) => (i < 10 ? 0 : 50 * i)),
    ])
    const { indicators } = proposeScheme({ revenue_12m }, () => true, '2024-12-31')
    expect(interpolate(0, indicators[0]!)).toBe(0)
    expect(interpolate(-4287, indicators[0]!)).toBe(0)
    expect(interpolate(50 * 98, indicators[0]!)).toBe(100)
  })
})
