import { describe, expect, test } from 'vitest'
import { bgNbdChances, bgNbdConditional } from '../../../src/stats/value/bg-nbd'
import { expectedSpend } from '../../../src/stats/value/gamma-gamma'
import {
  WEEKS_A_YEAR,
  countAt,
  discountedYear,
  gammaDeviate,
  predictedOrders,
  predictedValue,
} from '../../../src/stats/value/lifetime'
import { seeded } from '../../../src/stats/random'
import { cdnow } from './cdnow'

/** CDNOW's (Fader, Hardie & Lee 2005). */
const model = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }
const spend = { p: 6.2496, q: 3.7442, gamma: 15.4435 }
const BETA_PRIME = [11.710840580209242, 40.37129395401588] as const
const history = { x: 2, last: 213 / 7, age: 272 / 7 }

describe('value of the next year', () => {
  test('without a discount is the purchases of a year, and with one between those and those of a whole year later', () => {
    const [plain, discounted] = discountedYear(model, history, [0, 0.1])
    expect(plain).toBeCloseTo(bgNbdConditional(model, history, WEEKS_A_YEAR), 12)
    expect(discounted).toBeLessThan(plain!)
    expect(discounted).toBeGreaterThan(plain! / 1.1)
  })
  test('has no mean where nobody can say what who bought once spends', () => {
    expect(expectedSpend({ p: 2, q: 0.8, gamma: 5 }, 0, 0)).toBeNull()
  })
})

describe('predictive interval', () => {
  test('of purchases holds 80 % or a little more, as counts are whole', () => {
    const { chances, orders } = predictedOrders(model, { x: 12, last: 38, age: 38.9 }, WEEKS_A_YEAR)
    const inside = chances.slice(orders[0], orders[1] + 1).reduce((sum, chance) => sum + chance, 0)
    expect(inside).toBeGreaterThanOrEqual(0.8)
    expect(inside).toBeLessThan(0.9)
  })
  test('of purchases covers about what CDNOW’s customers then did', () => {
    const { frequency, recency, age, later } = cdnow()
    let [held, n] = [0, 0]
    frequency.forEach((x, k) => {
      if (!x) return
      const { orders } = predictedOrders(model, { x, last: recency[k]!, age: age[k]! }, 39)
      n++
      if (later[k]! >= orders[0] && later[k]! <= orders[1]) held++
    })
    expect(held / n).toBeGreaterThan(0.8)
    expect(held / n).toBeLessThan(0.95)
  })
  test('of value is the same each time, and 0 where nine of ten buy nothing', () => {
    const chances = bgNbdChances(model, { x: 12, last: 38, age: 38.9 }, 39)
    const about = () => predictedValue(chances, spend, { x: 12, mean: 30 }, 0.5, 7)
    expect(about()).toEqual(about())
    expect(about()[1]).toBeGreaterThan(about()[0])
    expect(predictedValue([0.95, 0.05], spend, { x: 0, mean: 0 }, 1, 1)).toEqual([0, 0])
  })
  test('of value of one certain purchase is that of the beta prime distribution', () => {
    // S = γ′ B ÷ (1 − B) with B of Beta(p, q′); quantiles by SciPy 1, stats.betaprime(6.2496, 16.2434).ppf of 0.1 and 0.9
    // times γ′ = 15.4435 + 2 × 22.345.
    const found = Array.from({ length: 50 }, (_, seed) =>
      predictedValue([0, 1], spend, { x: 2, mean: 22.345 }, 1, seed),
    )
    BETA_PRIME.forEach((quantile, end) => {
      const mean = found.reduce((sum, ends) => sum + ends[end]!, 0) / found.length
      expect(Math.abs(mean / quantile - 1)).toBeLessThan(0.02)
    })
  })
  test('draws of Γ have its mean and variance', () => {
    const random = seeded(5)
    for (const shape of [0.4, 2.5]) {
      const drawn = Array.from({ length: 20_000 }, () => gammaDeviate(shape, random))
      const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length
      const variance = drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length
      expect(mean / shape).toBeCloseTo(1, 1)
      expect(variance / shape).toBeCloseTo(1, 1)
    }
  })
  test('counts to the share that is asked for', () => {
    expect(countAt([0.5, 0.3, 0.2], 0.5)).toBe(0)
    expect(countAt([0.5, 0.3, 0.2], 0.75)).toBe(1)
    expect(countAt([0.5, 0.3], 0.99)).toBe(1)
  })
})
