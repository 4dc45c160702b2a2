import { describe, expect, test } from 'vitest'
import type { TierIndicator } from '../../src/model/scheme'
import { dimensionWeight, setShare, shareWithin, weigh } from '../../src/stats/weights'

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
