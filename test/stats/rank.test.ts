import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'
import { correlation, ranker } from '../../src/stats/rank'

const X = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5)
const Y = Float64Array.of(2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4)

describe('ranks', () => {
  test('of values with ties are those of scipy.stats.rankdata (1.17.1)', () => {
    expect([...ranker(X)()]).toEqual([4.5, 1.5, 6, 1.5, 8, 11, 3, 10, 8, 4.5, 8])
    expect([...ranker(Y)()]).toEqual([4, 7, 1.5, 9.5, 4, 9.5, 1.5, 9.5, 4, 9.5, 6])
  })
  test('of a resample are those of its rows written out', () => {
    const values = Float64Array.of(5, 1, 5, 2, 9)
    const drawn = Uint16Array.of(2, 0, 1, 1, 3)
    expect([...ranker(values)()]).toEqual([3.5, 1, 3.5, 2, 5])
    // 2, 5, 5, 5, 9, 9, 9
    expect([...ranker(values)(drawn)].filter((_, i) => drawn[i])).toEqual([3, 3, 1, 6])
  })
  test('of one resample after another say nothing of the one before', () => {
    const rank = ranker(Float64Array.of(1, 2, 3))
    rank(Uint16Array.of(3, 0, 0))
    expect([...rank()]).toEqual([1, 2, 3])
  })
  test('of nothing, of one, and of all alike', () => {
    expect([...ranker(new Float64Array())()]).toEqual([])
    expect([...ranker(Float64Array.of(7))()]).toEqual([1])
    expect([...ranker(Float64Array.of(7, 7, 7, 7))()]).toEqual([2.5, 2.5, 2.5, 2.5])
  })
  test('add up to n (n + 1) / 2, and turn round with the values', () => {
    const random = seeded(4)
    const values = Float64Array.from({ length: 60 }, () => Math.floor(random() * 12))
    const ranks = ranker(values)().slice()
    expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((60 * 61) / 2)
    const turned = ranker(values.map((x) => -x))()
    ranks.forEach((rank, i) => expect(rank + turned[i]!).toBe(61))
  })
})

describe('correlation', () => {
  test('is that of scipy.stats.pearsonr, and of ranks that of spearmanr (1.17.1)', () => {
    expect(correlation(X, Y)).toBeCloseTo(0.09422924859889797, 12)
    expect(correlation(ranker(X)(), ranker(Y)())).toBeCloseTo(0.1384567651467695, 12)
  })
  test('Spearman: hours of television and IQ of ten people have −29/165 (Wikipedia, Spearman’s rank correlation)', () => {
    const iq = Float64Array.of(106, 86, 100, 101, 99, 103, 97, 113, 112, 110)
    const hours = Float64Array.of(7, 0, 27, 50, 28, 29, 20, 12, 6, 17)
    expect(correlation(ranker(iq)(), ranker(hours)())).toBeCloseTo(-29 / 165, 12)
  })
  test('of a resample is that of its rows written out', () => {
    const drawn = Uint16Array.of(2, 0, 1, 3, 0, 1, 1, 0, 2, 1, 0)
    const written = (of: Float64Array) =>
      Float64Array.from([...of].flatMap((x, i) => new Array<number>(drawn[i]!).fill(x)))
    expect(correlation(X, Y, drawn)).toBeCloseTo(correlation(written(X), written(Y)), 12)
  })
  test('is 1 along a line, −1 against it, and none where one of both does not vary', () => {
    expect(
      correlation(
        X,
        X.map((x) => 3 * x - 1),
      ),
    ).toBeCloseTo(1, 12)
    expect(
      correlation(
        X,
        X.map((x) => 9 - x / 2),
      ),
    ).toBeCloseTo(-1, 12)
    expect(correlation(X, new Float64Array(11).fill(2))).toBeNaN()
    expect(correlation(Float64Array.of(1), Float64Array.of(2))).toBeNaN()
  })
})
