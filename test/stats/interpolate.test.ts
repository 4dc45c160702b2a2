import { describe, expect, test } from 'vitest'
import { anchorsAt, interpolate, quantile } from '../../src/stats/interpolate'
import { rawScores } from '../../src/stats/score'
import { proposeScheme } from '../../src/stats/scheme'

describe('interpolate', () => {
  test('is linear between anchors and flat outside', () => {
    const curve = { values: [0, 10, 20], points: [0, 50, 100] }
    expect([-5, 0, 5, 10, 15, 20, 99].map((x) => interpolate(x, curve))).toEqual([0, 0, 25, 50, 75, 100, 100])
  })
  test('knows a curve of one anchor', () => {
    expect(interpolate(7, { values: [3], points: [40] })).toBe(40)
  })
})

describe('quantile', () => {
  // R 4: quantile(c(1, 2, 3, 4, 10), c(0, .1, .25, .5, .9, 1), type = 7)
  test('agrees with type 7 of R', () => {
    const sorted = Float64Array.of(1, 2, 3, 4, 10)
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((p) => +quantile(sorted, p).toFixed(10))).toEqual([
      1, 1.4, 2, 3, 7.6, 10,
    ])
  })
  test('of nothing is no number', () => expect(quantile(new Float64Array(), 0.5)).toBeNaN())
})

describe('anchorsAt', () => {
  test('folds equal quantiles into one anchor with the highest of their points', () => {
    const sorted = Float64Array.of(0, 0, 0, 0, 5)
    expect(anchorsAt(sorted, [0, 0.5, 1], [0, 50, 100])).toEqual({ values: [0, 5], points: [50, 100] })
    expect(anchorsAt(sorted, [0, 0.5, 1], [100, 50, 0])).toEqual({ values: [0, 5], points: [100, 0] })
  })
})

describe('rawScores', () => {
  test('a missing value scores like the median', () => {
    const indicator = { weight: 1, median: 5, values: [0, 10], points: [0, 100] }
    expect([...rawScores([Float64Array.of(2, NaN, 10)], [indicator])]).toEqual([20, 50, 100])
  })
})

describe('proposeScheme', () => {
  const n = 1000
  const columns = {
    revenue_12m: Float64Array.from({ length: n }, (_, i) => (i * 7919) % n),
    orders_12m: Float64Array.from({ length: n }, (_, i) => (i * 104729) % 37),
    recency_days: Float64Array.from({ length: n }, (_, i) => (i * 31) % 365),
    categories: new Float64Array(n).fill(3),
  }
  const scheme = proposeScheme(columns, () => true, '2026-01-31')

  test('shares the weights 50 : 30 : 20 among the dimensions that have data', () => {
    const by = (dimension: string) =>
      scheme.indicators.filter((i) => i.dimension === dimension).reduce((sum, i) => sum + i.weight, 0)
    expect(by('financial')).toBeCloseTo(0.5 / 0.7, 12)
    expect(by('potential')).toBe(0)
    expect(by('risk')).toBeCloseTo(0.2 / 0.7, 12)
  })
  test('leaves out a fact that is the same for everyone', () => {
    expect(scheme.indicators.map((i) => i.name)).not.toContain('categories')
  })
  test('calibrates so that about 5, 20 and 50 % reach 90, 80 and 60', () => {
    const raw = rawScores(
      scheme.indicators.map((i) => columns[i.name as keyof typeof columns]),
      scheme.indicators,
    )
    const scores = [...raw].map((x) => interpolate(x, scheme.calibration))
    const share = (from: number) => scores.filter((s) => s >= from).length / n
    expect(share(90)).toBeCloseTo(0.05, 2)
    expect(share(80)).toBeCloseTo(0.2, 2)
    expect(share(60)).toBeCloseTo(0.5, 2)
  })
  test('of customers who are all alike gives everyone the same, lowest score', () => {
    const alike = proposeScheme({ revenue_12m: new Float64Array(5).fill(1) }, () => true, '2026-01-31')
    const raw = rawScores([Float64Array.of(1, 1)], alike.indicators)
    expect([...raw].map((x) => interpolate(x, alike.calibration))).toEqual([0, 0])
  })
})
