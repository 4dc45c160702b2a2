import { describe, expect, test } from 'vitest'
import { bootstrap, interval } from '../../src/stats/bootstrap'

describe('bootstrap', () => {
  test('the standard error of the mouse data is that of Efron & Tibshirani 1993, table 2.1: 23.36', () => {
    const mice = [94, 197, 16, 38, 99, 141, 23]
    const mean = (drawn: Uint16Array) => [mice.reduce((sum, x, i) => sum + x * drawn[i]!, 0) / mice.length]
    const [means] = bootstrap(mice.length, mean, { resamples: 20_000, seed: 7 })
    const centre = means!.reduce((sum, x) => sum + x, 0) / means!.length
    const error = Math.sqrt(means!.reduce((sum, x) => sum + (x - centre) ** 2, 0) / means!.length)
    expect(error / 23.36).toBeCloseTo(1, 1)
    expect(centre / 86.86).toBeCloseTo(1, 1)
  })
  test('draws as many units as there are, each of them about as often, the last as well', () => {
    const times = new Float64Array(5)
    const drawnEach = (drawn: Uint16Array) => {
      drawn.forEach((n, i) => (times[i]! += n))
      return [drawn.reduce((sum, n) => sum + n, 0)]
    }
    const [sizes] = bootstrap(5, drawnEach, { resamples: 4000, seed: 1 })
    expect(new Set(sizes)).toEqual(new Set([5]))
    // Binomial: 20,000 draws with 1/5 each, standard deviation 56.6.
    times.forEach((n) => expect(Math.abs(n - 4000)).toBeLessThan(4 * 56.6))
  })
  test('leaves a unit out of a resample with the chance (1 − 1/n)ⁿ', () => {
    const [without] = bootstrap(10, (drawn) => [Number(drawn[3] === 0)], { resamples: 5000, seed: 3 })
    expect(without!.reduce((sum, x) => sum + x, 0) / 5000).toBeCloseTo(0.9 ** 10, 1)
  })
  test('keeps each statistic apart, one value a resample, the same for the same seed', () => {
    const both = (drawn: Uint16Array) => [drawn[0]!, 10 * drawn[0]!]
    const [one, ten] = bootstrap(3, both, { resamples: 40, seed: 5 })
    expect(one).toHaveLength(40)
    expect([...ten!]).toEqual([...one!].map((x) => 10 * x))
    expect(bootstrap(3, both, { resamples: 40, seed: 5 })).toEqual([one, ten])
    expect(bootstrap(3, both, { resamples: 40, seed: 6 })).not.toEqual([one, ten])
  })
  test('of one unit draws it each time; without resamples there is nothing', () => {
    expect(bootstrap(1, (drawn) => [drawn[0]!], { resamples: 3, seed: 1 })).toEqual([
      Float64Array.of(1, 1, 1),
    ])
    expect(bootstrap(3, () => [1], { resamples: 0, seed: 1 })).toEqual([])
  })
})

describe('the percentile interval', () => {
  const hundred = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101)
  test('leaves as much out below as above, whatever the order of the values', () => {
    expect(interval(hundred)).toEqual([expect.closeTo(2.5, 9), expect.closeTo(97.5, 9)])
    expect(interval(hundred, 0.8)).toEqual([expect.closeTo(10, 9), expect.closeTo(90, 9)])
    expect(interval(hundred, 0)).toEqual([50, 50])
  })
  test('leaves aside what could not be worked out, and is none where nothing could', () => {
    expect(interval(Float64Array.of(NaN, 4, NaN, 2), 1)).toEqual([2, 4])
    expect(interval(Float64Array.of(NaN, NaN))).toEqual([NaN, NaN])
    expect(interval(Float64Array.of(7))).toEqual([7, 7])
  })
  test('changes nothing of what it was handed', () => {
    const values = Float64Array.of(3, 1, 2)
    interval(values)
    expect([...values]).toEqual([3, 1, 2])
  })
})
