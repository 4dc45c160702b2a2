import { expect, test } from 'vitest'
import { moments } from '../../src/stats/moments'
import { seeded } from '../../src/stats/random'

test('skewness is that of scipy.stats.skew', () => {
  // The example of its documentation: skew([2, 8, 0, 4, 1, 9, 9, 0]) = 0.2650554122698573.
  expect(moments(Float64Array.of(2, 8, 0, 4, 1, 9, 9, 0)).skewness).toBeCloseTo(0.2650554122698573, 12)
  // SciPy 1.17.1 and numpy.std.
  expect(moments(Float64Array.of(1, 2, 3, 4, 100))).toEqual({
    mean: 22,
    deviation: expect.closeTo(39.01281840626232, 11),
    skewness: expect.closeTo(1.4975367033335198, 12),
  })
  expect(moments(Float64Array.of(5, 5, 6)).skewness).toBeCloseTo(Math.SQRT1_2, 12)
})

test('nothing is skewed where nothing varies, also where adding up leaves a rest', () => {
  expect(moments(new Float64Array(30).fill(0.1))).toEqual({
    mean: expect.closeTo(0.1),
    deviation: 0,
    skewness: 0,
  })
  expect(moments(Float64Array.of(7))).toEqual({ mean: 7, deviation: 0, skewness: 0 })
  expect(moments(Float64Array.of(0, 0))).toEqual({ mean: 0, deviation: 0, skewness: 0 })
  expect(moments(Float64Array.of(-5, -5))).toEqual({ mean: -5, deviation: 0, skewness: 0 })
})

test('of nothing there is no mean', () => {
  expect(moments(new Float64Array())).toEqual({ mean: NaN, deviation: 0, skewness: 0 })
})

test('what is very small beside its mean, but varies, is told', () => {
  const { deviation } = moments(Float64Array.of(1e6, 1e6 + 0.01))
  expect(deviation).toBeCloseTo(0.005, 6)
})

test('moved and stretched, mean and deviation follow and the skewness stays; turned round it turns', () => {
  const random = seeded(6)
  const values = Float64Array.from({ length: 50 }, () => random() ** 3)
  const one = moments(values)
  const other = moments(values.map((x) => 100 - 4 * x))
  expect(other.mean).toBeCloseTo(100 - 4 * one.mean, 10)
  expect(other.deviation).toBeCloseTo(4 * one.deviation, 10)
  expect(other.skewness).toBeCloseTo(-one.skewness, 9)
})
