import { describe, expect, test } from 'vitest'
import { CONSISTENT, pairAt, pairsOf, prioritize } from '../../src/stats/ahp'

const rounded = (weights: number[]) => weights.map((weight) => +weight.toFixed(3))

describe('pairwise comparison', () => {
  // Saaty, How to make a decision: the analytic hierarchy process, EJOR 48 (1990) 9–26: size of house, transport,
  // neighbourhood, age, yard, facilities, condition, financing.
  const house = [
    ...[5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    ...[1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    ...[6, 3, 4, 6, 1 / 5],
    ...[1 / 3, 1 / 4, 1 / 7, 1 / 8],
    ...[1 / 2, 1 / 5, 1 / 6],
    ...[1 / 5, 1 / 6],
    1 / 2,
  ]
  test('gives the weights and the consistency that Saaty prints for buying a house', () => {
    const { weights, lambda, index, ratio } = prioritize(8, house)
    expect(rounded(weights)).toEqual([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333])
    expect(lambda).toBeCloseTo(9.669, 3)
    expect(index).toBeCloseTo(0.238, 3)
    expect(ratio).toBeCloseTo(0.169, 3)
  })
  test('names neighbourhood against condition as the first to revisit, 5.32 times off', () => {
    // Saaty, Decision-making with the AHP: why is the principal eigenvector necessary, EJOR 145 (2003) 85–91.
    const [worst] = prioritize(8, house).doubts
    expect(worst).toMatchObject({ first: 2, second: 6, said: 6 })
    expect(worst!.apart).toBeCloseTo(5.32, 2)
  })
  test('gives the relative consumption of drinks that Saaty prints', () => {
    // Saaty, Decision making with the analytic hierarchy process, IJSSci 1 (2008) 83–98: coffee, wine, tea, beer, sodas,
    // milk, water; consistency ratio .022.
    const upper = [
      ...[9, 5, 2, 1, 1, 1 / 2],
      ...[1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
      ...[1 / 3, 1 / 4, 1 / 3, 1 / 9],
      ...[1 / 2, 1, 1 / 3],
      ...[2, 1 / 2],
      1 / 3,
    ]
    const { weights, ratio } = prioritize(7, upper)
    expect(weights.map((weight) => +weight.toFixed(2))).toEqual([0.18, 0.02, 0.04, 0.12, 0.19, 0.13, 0.33])
    expect(ratio).toBeCloseTo(0.022, 3)
  })
  test('leaves consistent judgements without doubt, whatever their number', () => {
    for (const n of [1, 2, 3, 6, 15]) {
      const known = Array.from({ length: n }, (_, i) => 1 + (i % 5))
      const upper = known.flatMap((a, i) => known.slice(i + 1).map((b) => a / b))
      const { weights, ratio, doubts } = prioritize(n, upper)
      const total = known.reduce((sum, x) => sum + x, 0)
      weights.forEach((weight, i) => expect(weight).toBeCloseTo(known[i]! / total, 9))
      expect(ratio).toBeCloseTo(0, 9)
      expect(doubts).toEqual([])
    }
  })
  test('of two things cannot contradict itself', () => {
    expect(prioritize(2, [3])).toMatchObject({ weights: [0.75, 0.25], ratio: 0, doubts: [] })
  })
  test('swapping two things swaps their weights', () => {
    expect(prioritize(3, [2, 4, 3]).weights[0]).toBeCloseTo(prioritize(3, [1 / 2, 3, 4]).weights[1]!, 9)
  })
  test('refuses judgements that do not fit', () => {
    expect(() => prioritize(3, [1, 1])).toThrow(RangeError)
    expect(() => prioritize(2, [0])).toThrow(RangeError)
  })
  test('keeps pairs row by row', () => {
    expect(pairsOf(8)).toBe(28)
    expect([pairAt(4, 0, 1), pairAt(4, 0, 3), pairAt(4, 1, 2), pairAt(4, 2, 3)]).toEqual([0, 2, 3, 5])
  })

  test('of two things is never doubted; of three may be, by the published index of chance 0.58', () => {
    // a > b > c > a: 2 each, a circle. λ of the reciprocal matrix: 1 + 2 + 1/2.
    const circle = prioritize(3, [2, 1 / 2, 2])
    expect(circle.weights).toEqual([1 / 3, 1 / 3, 1 / 3].map((x) => expect.closeTo(x, 9)))
    expect(circle.lambda).toBeCloseTo(3.5, 9)
    expect(circle.index).toBeCloseTo(0.25, 9)
    expect(circle.ratio).toBeCloseTo(0.25 / 0.58, 9)
    expect(circle.ratio).toBeGreaterThan(CONSISTENT)
    expect(
      circle.doubts.map(({ first, second, apart }) => [first, second, +apart.toFixed(6)]).sort(),
    ).toEqual([
      [0, 1, 2],
      [0, 2, 2],
      [1, 2, 2],
    ])
  })
  test('tells of each doubt what was said and what the weights imply', () => {
    // Of three, only the geometric means count: 2 × 4, 1/2 × 1, 1/4 × 1 → 2 : 0.7937 : 0.63.
    const { weights, doubts } = prioritize(3, [2, 4, 1])
    const means = [Math.cbrt(8), Math.cbrt(1 / 2), Math.cbrt(1 / 4)]
    const total = means.reduce((sum, x) => sum + x, 0)
    weights.forEach((weight, i) => expect(weight).toBeCloseTo(means[i]! / total, 9))
    for (const { first, second, said, implied, apart } of doubts) {
      expect(said).toBe([2, 4, 1][pairAt(3, first, second)])
      expect(implied).toBeCloseTo(means[first]! / means[second]!, 9)
      expect(apart).toBeCloseTo(Math.cbrt(2), 9)
    }
    expect(doubts).toHaveLength(3)
  })
  test('goes up to fifteen things and not beyond, and of none there is nothing to say', () => {
    const alike = (n: number) => new Array<number>(pairsOf(n)).fill(1)
    expect(prioritize(15, alike(15)).weights[14]).toBeCloseTo(1 / 15, 12)
    expect(() => prioritize(16, alike(16))).toThrow(RangeError)
    expect(() => prioritize(0, [])).toThrow(RangeError)
    expect(() => prioritize(2, [-1])).toThrow(RangeError)
    expect(() => prioritize(2, [NaN])).toThrow(RangeError)
    expect(prioritize(1, [])).toMatchObject({ weights: [1], lambda: 1, index: 0, ratio: 0, doubts: [] })
  })
  test('places each pair once, without a gap', () => {
    for (const n of [2, 3, 7, 15]) {
      const places = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n - i - 1 }, (_, k) => pairAt(n, i, i + k + 1)),
      ).flat()
      expect(places).toEqual(Array.from({ length: pairsOf(n) }, (_, at) => at))
    }
  })
})
