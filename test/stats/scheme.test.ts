import { describe, expect, test } from 'vitest'
import { DEFAULT_LEVELS, type TierIndicator, type TierScheme } from '../../src/model/scheme'
import { interpolate } from '../../src/stats/interpolate'
import { calibrate, fitScheme, proposeLine, proposeScheme } from '../../src/stats/scheme'
import { rawScores } from '../../src/stats/score'

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
  test('stays itself where nothing is lacking', () => {
    expect(fitScheme(scheme, () => true)).toBe(scheme)
  })

  test('shares the weight of what is lacking within its dimension', () => {
    expect(weights('margin_12m')).toEqual({
      revenue_12m: 0.375,
      orders_12m: 0.125,
      categories: 0.3,
      recency_days: 0.2,
    })
  })

  test('shares the weight of a dimension with nothing left among the other dimensions', () => {
    const left = weights('categories')!
    expect(left.recency_days).toBeCloseTo(0.2 / 0.7, 5)
    expect(Object.values(left).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5)
  })

  test('is none where nothing of it is left', () => {
    expect(fitScheme(scheme, () => false)).toBeNull()
  })

  test('gives the weight of a dimension that weighs nothing to each of it alike', () => {
    const weightless = { ...scheme, indicators: scheme.indicators.map((each) => ({ ...each })) }
    for (const each of weightless.indicators) if (each.dimension === 'potential') each.weight = 0
    const fitted = fitScheme(weightless, (name) => name !== 'margin_12m')!
    expect(fitted.indicators.map(({ name, weight }) => [name, +weight.toFixed(9)])).toEqual([
      // 0.5 of financial, 0.2 of risk: as much as before.
      ['revenue_12m', 0.375],
      ['orders_12m', 0.125],
      ['categories', 0],
      ['recency_days', 0.2],
    ])
  })

  test('shares alike among those of a dimension that weighed nothing but one that is lacking', () => {
    const of = [
      indicator('a', 'financial', 0.6),
      indicator('b', 'financial', 0),
      indicator('c', 'financial', 0),
      indicator('d', 'risk', 0.4),
    ]
    const fitted = fitScheme({ ...scheme, indicators: of }, (name) => name !== 'a')!
    expect(fitted.indicators.map(({ weight }) => +weight.toFixed(9))).toEqual([0.3, 0.3, 0.4])
  })

  test('is none where what is left weighs nothing', () => {
    const of = [indicator('a', 'financial', 1), indicator('b', 'risk', 0)]
    expect(fitScheme({ ...scheme, indicators: of }, (name) => name === 'b')).toBeNull()
  })

  test('keeps anchors, levels and the line', () => {
    const fitted = fitScheme(scheme, (name) => name !== 'margin_12m')!
    expect({ ...fitted, indicators: [] }).toEqual({ ...scheme, indicators: [] })
    expect(fitted.indicators[0]).toMatchObject({ median: 0, values: [0, 1], points: [0, 100] })
  })
})

describe('a proposed line', () => {
  test('gives nothing for nothing earned, although one customer was refunded more than they ever bought', () => {
    const revenue_12m = Float64Array.from([
      -4287,
      ...Array.from({ length: 99 }, (_, i) => (i < 10 ? 0 : 50 * i)),
    ])
    const { indicators } = proposeScheme({ revenue_12m }, () => true, '2024-12-31')
    expect(interpolate(0, indicators[0]!)).toBe(0)
    expect(interpolate(-4287, indicators[0]!)).toBe(0)
    expect(interpolate(50 * 98, indicators[0]!)).toBe(100)
  })

  test('has its anchors at the quantiles of R’s type 7, and its median, missing values aside', () => {
    // R: quantile(0:20, c(0, .2, .5, .8, .95, 1)) = 0 4 10 16 19 20.
    const column = Float64Array.from([NaN, ...Array.from({ length: 21 }, (_, i) => (i * 8) % 21), NaN])
    expect(proposeLine(column, true)).toEqual({
      median: 10,
      values: [0, 4, 10, 16, 19, 20],
      points: [0, 20, 50, 80, 95, 100],
    })
    expect(proposeLine(column, false)!.points).toEqual([100, 80, 50, 20, 5, 0])
  })
  test('on ranks goes from the first to the last, with the median of the ranks', () => {
    // Ranks of 1, 1, 1, 9: 0, 0, 0, 1. Of 1, 2, 3: 0, ½, 1.
    expect(proposeLine(Float64Array.of(9, 1, 1, 1), true, true)).toEqual({
      median: 0,
      values: [0, 1],
      points: [0, 100],
    })
    expect(proposeLine(Float64Array.of(3, 1, 2), false, true)).toEqual({
      median: 0.5,
      values: [0, 1],
      points: [100, 0],
    })
  })
  test('is none where nobody has a value, or all have the same', () => {
    expect(proposeLine(Float64Array.of(NaN, NaN), true)).toBeNull()
    expect(proposeLine(new Float64Array(), true)).toBeNull()
    expect(proposeLine(Float64Array.of(4, NaN, 4), true)).toBeNull()
    expect(proposeLine(Float64Array.of(4, 5), true)).not.toBeNull()
  })
})

describe('the line from totals to scores', () => {
  test('reaches 60, 80 and 90 at the median, the 80th and the 95th in a hundred', () => {
    const raw = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101)
    expect(calibrate(raw)).toEqual({ values: [0, 50, 80, 95, 100], points: [0, 60, 80, 90, 100] })
    expect(raw[1]).toBe(37)
  })
  test('gives all who are alike the best of the points that their total stands for', () => {
    expect(calibrate(Float64Array.of(7, 7, 7))).toEqual({ values: [7], points: [100] })
    expect(calibrate(Float64Array.of(5, 1))).toEqual({
      values: [1, 3, expect.closeTo(4.2, 12), expect.closeTo(4.8, 12), 5],
      points: [0, 60, 80, 90, 100],
    })
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
  test('of customers whom no fact tells apart stands on their orders, of which all get no points', () => {
    const { indicators, calibration } = proposeScheme(
      { orders_all: new Float64Array(5).fill(1) },
      () => true,
      '2026-01-31',
    )
    expect(indicators).toEqual([
      { name: 'orders_all', dimension: 'financial', weight: 1, median: 0, values: [0], points: [0] },
    ])
    expect(calibration).toEqual({ values: [0], points: [0] })
  })
  test('of customers who are all alike gives everyone the same, lowest score', () => {
    const alike = proposeScheme({ revenue_12m: new Float64Array(5).fill(1) }, () => true, '2026-01-31')
    const raw = rawScores([Float64Array.of(1, 1)], alike.indicators)
    expect([...raw].map((x) => interpolate(x, alike.calibration))).toEqual([0, 0])
  })
  test('by another wish takes its indicators and the weights of its dimensions', () => {
    const wish = {
      indicators: [
        { name: 'orders_12m', dimension: 'risk' as const, weight: 3, more: false },
        { name: 'recency_days', dimension: 'risk' as const, weight: 1, more: false },
        { name: 'revenue_12m', dimension: 'financial' as const, weight: 5, more: true },
      ],
      dimensions: { financial: 0.4, potential: 0, risk: 0.6 },
    }
    const found = proposeScheme(columns, () => true, '2026-01-31', wish)
    const weights = found.indicators.map(({ name, weight }) => [name, +weight.toFixed(9)])
    expect(weights).toEqual([
      ['orders_12m', 0.45],
      ['recency_days', 0.15],
      ['revenue_12m', 0.4],
    ])
    expect(found.indicators[0]!.points[0]).toBe(100)
    expect(found.indicators[2]!.points[0]).toBe(0)
  })
  test('takes what the data can give and no more, and begins as version 1 with no rules and no buffer', () => {
    const found = proposeScheme(columns, (name) => name === 'recency_days', '2026-01-31')
    expect(found.indicators.map(({ name, weight }) => [name, weight])).toEqual([['recency_days', 1]])
    expect(found).toMatchObject({
      version: 1,
      mode: 'score',
      keep: 0,
      rules: [],
      review: 'quarter',
      referenceDate: '2026-01-31',
    })
  })
})
