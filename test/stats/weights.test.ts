import { describe, expect, test } from 'vitest'
import type { TierIndicator } from '../../src/model/scheme'
import { dimensionWeight, judgedWeights, setShare, shareWithin, weigh } from '../../src/stats/weights'

const each = (name: string, dimension: TierIndicator['dimension'], weight: number) => ({
  name,
  dimension,
  weight,
})
const given = [each('a', 'financial', 0.3), each('b', 'financial', 0.1), each('c', 'risk', 0.6)]

describe('weights', () => {
  test('what one takes the others give in their own proportion', () => {
    expect(setShare([0.5, 0.3, 0.2], 0, 0.75)).toEqual([0.75, 0.25 * 0.6, 0.25 * 0.4])
    expect(setShare([0.5, 0.3, 0.2], 2, 0).map((x) => +x.toFixed(9))).toEqual([0.625, 0.375, 0])
  })
  test('always sum to 1, at the ends and where the others are nothing', () => {
    for (const share of [-1, 0, 0.4, 1, 7])
      for (const shares of [[1, 0, 0], [0, 0, 1], [0.2, 0.2, 0.6], [1]])
        expect(setShare(shares, 0, share).reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12)
    expect(setShare([1, 0, 0], 0, 0.4)).toEqual([0.4, 0.3, 0.3])
  })
  test('stand on two levels', () => {
    expect(dimensionWeight(given, 'financial')).toBeCloseTo(0.4)
    expect(shareWithin(given, 'a')).toBeCloseTo(0.75)
    const moved = weigh(given, { financial: 0.8, risk: 0.2 }, (name) => shareWithin(given, name))
    expect(moved.map(({ weight }) => +weight.toFixed(9))).toEqual([0.6, 0.2, 0.2])
  })
  test('of a dimension that no indicator stands for go to the others', () => {
    const moved = weigh(given, { financial: 0.3, potential: 0.5, risk: 0.2 }, () => 1)
    expect(moved.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
    expect(dimensionWeight(moved, 'financial')).toBeCloseTo(0.6, 12)
  })
})

describe('a share of what is not there', () => {
  test('is none of an unknown indicator, and the same for each where the dimension weighs nothing', () => {
    const nothing = [each('a', 'financial', 0), each('b', 'financial', 0), each('c', 'risk', 1)]
    expect(shareWithin(given, 'z')).toBe(0)
    expect([shareWithin(nothing, 'a'), shareWithin(nothing, 'c')]).toEqual([0.5, 1])
    expect(dimensionWeight(nothing, 'potential')).toBe(0)
  })
  test('of one share stays within nothing and all', () => {
    expect(setShare([0.5, 0.5], 0, 7)).toEqual([1, 0])
    expect(setShare([0.5, 0.5], 1, -7)).toEqual([1, 0])
  })
  test('of shares that are none there is none to set', () => {
    expect(setShare([], 0, 0.5)).toEqual([])
    expect(setShare([0.2], 0, 0.5)).toEqual([1])
  })
  test('within dimensions that all weigh nothing, each of them weighs alike, and so does each of one', () => {
    const moved = weigh(given, {}, () => 0)
    expect(moved.map(({ weight }) => weight)).toEqual([0.25, 0.25, 0.5])
    expect(moved.map(({ name, dimension }) => [name, dimension])).toEqual([
      ['a', 'financial'],
      ['b', 'financial'],
      ['c', 'risk'],
    ])
  })
})

describe('weights by judgement', () => {
  const four = [...given, each('d', 'risk', 0)]
  const said = (names: string[], ...upper: number[]) => ({ names, upper })
  const rounded = (weights: number[] | null) => weights?.map((weight) => +weight.toFixed(9)) ?? null
  test('of two things are those of what was said of the pair, and what was not compared stays', () => {
    // a three times as much as b; dimensions and risk as they stand: 0.4 and 0.6, all of it c.
    expect(rounded(judgedWeights(four, { financial: said(['a', 'b'], 3) }))).toEqual([0.3, 0.1, 0.6, 0])
    expect(rounded(judgedWeights(four, { financial: said(['a', 'b'], 1 / 3) }))).toEqual([0.1, 0.3, 0.6, 0])
  })
  test('are read whatever the order in which things were named', () => {
    expect(rounded(judgedWeights(four, { financial: said(['b', 'a'], 3) }))).toEqual([0.1, 0.3, 0.6, 0])
  })
  test('of dimensions go on to their indicators in the shares that these have', () => {
    const dimensions = said(['financial', 'risk'], 4)
    expect(rounded(judgedWeights(four, { dimensions }))).toEqual([0.6, 0.2, 0.2, 0])
    const risk = said(['c', 'd'], 1)
    expect(rounded(judgedWeights(four, { dimensions, risk }))).toEqual([0.6, 0.2, 0.1, 0.1])
  })
  test('are those of what is still there, whatever was compared with it before', () => {
    // x is gone; of a, b and c of three what is said of a and b remains.
    const three = said(['a', 'x', 'b'], 9, 3, 1 / 9)
    expect(rounded(judgedWeights(four, { financial: three }))).toEqual([0.3, 0.1, 0.6, 0])
  })
  test('are none where nothing that is there was compared, or one alone', () => {
    expect(judgedWeights(four, undefined)).toBeNull()
    expect(judgedWeights(four, {})).toBeNull()
    expect(judgedWeights(four, { potential: said(['x', 'y'], 3) })).toBeNull()
    expect(judgedWeights(four, { financial: said(['a', 'x'], 3) })).toBeNull()
    expect(judgedWeights([each('a', 'financial', 1)], { financial: said(['a', 'b'], 3) })).toBeNull()
  })
  test('of consistent judgements of three are in their proportion', () => {
    const three = [each('a', 'risk', 0.2), each('b', 'risk', 0.2), each('c', 'risk', 0.6)]
    expect(rounded(judgedWeights(three, { risk: said(['c', 'a', 'b'], 1 / 4, 1 / 2, 2) }))).toEqual([
      +(4 / 7).toFixed(9),
      +(2 / 7).toFixed(9),
      +(1 / 7).toFixed(9),
    ])
  })
})
