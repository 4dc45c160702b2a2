import { describe, expect, test } from 'vitest'
import { anchorsAt, interpolate, quantile } from '../../src/stats/interpolate'
import { seeded } from '../../src/stats/random'

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

describe('interpolate, quantile and anchors, more closely', () => {
  // numpy.quantile([2, 3, 5, 7, 11, 13], …), 2.4.6.
  test('quantiles are NumPy’s', () => {
    const sorted = Float64Array.of(2, 3, 5, 7, 11, 13)
    expect([0, 0.1, 0.25, 1 / 3, 0.5, 0.8, 0.95, 1].map((share) => quantile(sorted, share))).toEqual(
      [2, 2.5, 3.5, 13 / 3, 6, 11, 12.5, 13].map((x) => expect.closeTo(x, 12)),
    )
  })
  test('of one value each quantile is it, and of two they lie on the line between', () => {
    expect([0, 0.3, 1].map((share) => quantile(Float64Array.of(4), share))).toEqual([4, 4, 4])
    expect([0, 0.25, 1].map((share) => quantile(Float64Array.of(4, 8), share))).toEqual([4, 5, 8])
  })
  test('a step belongs to its left end, and what falls falls', () => {
    const curve = { values: [0, 10, 20, 40], points: [100, 100, 0, 50] }
    expect([5, 10, 15, 20, 30, 40].map((x) => interpolate(x, curve))).toEqual([100, 100, 50, 0, 25, 50])
  })
  test('anchors of all alike are one, and those of different values stay apart', () => {
    expect(anchorsAt(Float64Array.of(3, 3), [0, 0.5, 1], [10, 20, 5])).toEqual({ values: [3], points: [20] })
    expect(anchorsAt(Float64Array.of(1, 2, 3), [0, 0.5, 1], [0, 60, 100])).toEqual({
      values: [1, 2, 3],
      points: [0, 60, 100],
    })
    expect(anchorsAt(Float64Array.of(1, 2, 2, 2, 9), [0, 0.25, 0.75, 1], [0, 40, 30, 100])).toEqual({
      values: [1, 2, 9],
      points: [0, 40, 100],
    })
  })
  test('the curve through anchors never leaves their points, and meets each of them', () => {
    const random = seeded(14)
    for (let round = 0; round < 50; round++) {
      const sorted = Float64Array.from({ length: 9 }, () => Math.floor(random() * 6)).sort()
      const curve = anchorsAt(sorted, [0, 0.2, 0.5, 0.8, 1], [0, 20, 50, 80, 100])
      curve.values.forEach((value, at) => expect(interpolate(value, curve)).toBe(curve.points[at]))
      let before = 0
      for (let x = -1; x < 7; x += 0.25) {
        const points = interpolate(x, curve)
        expect(points).toBeGreaterThanOrEqual(before)
        expect(points).toBeLessThanOrEqual(100)
        before = points
      }
    }
  })
})
