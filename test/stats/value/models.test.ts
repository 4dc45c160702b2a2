import { describe, expect, test } from 'vitest'
import {
  bgNbdAlive,
  bgNbdChances,
  bgNbdConditional,
  bgNbdExpected,
  bgNbdLikelihood,
  fitBgNbd,
  type BgNbdFit,
} from '../../../src/stats/value/bg-nbd'
import {
  expectedSpend,
  fitGammaGamma,
  gammaGammaLikelihood,
  type GammaGammaFit,
} from '../../../src/stats/value/gamma-gamma'
import { customersOf, gather, inWeeks, repeatsOf } from '../../../src/stats/value/histories'
import { withDifferences } from '../../../src/stats/value/maximise'
import {
  fitParetoNbd,
  paretoNbdAlive,
  paretoNbdConditional,
  type ParetoNbdFit,
} from '../../../src/stats/value/pareto-nbd'
import { cdnow } from './cdnow'

const data = cdnow()
const gathered = gather(data.frequency, data.recency, data.age)
const model = fitBgNbd(gathered.histories) as BgNbdFit
const spend = fitGammaGamma(data.frequency, data.mean) as GammaGammaFit

const within = (found: number, wanted: number, share: number) =>
  expect(Math.abs(found / wanted - 1), `${found} for ${wanted}`).toBeLessThanOrEqual(share)

describe('histories', () => {
  test('alike ones become one, and nobody and no purchase is lost', () => {
    expect(customersOf(gathered.histories)).toBe(2357)
    expect(repeatsOf(gathered.histories)).toBe(2457)
    expect(gathered.histories.weight.length).toBeLessThan(2357)
    data.frequency.forEach((x, k) => expect(gathered.histories.frequency[gathered.of[k]!]).toBe(x))
  })
})

describe('BG/NBD', () => {
  test('gives the published parameters of CDNOW (Fader, Hardie & Lee 2005, table 2)', () => {
    within(model.r, 0.2426, 0.005)
    within(model.alpha, 4.4136, 0.005)
    within(model.a, 0.7929, 0.005)
    within(model.b, 2.4259, 0.005)
    expect(Math.abs(model.logLikelihood + 9582.43)).toBeLessThanOrEqual(0.01)
  })
  test('in whole weeks comes within 1 % of the exact fit, with fewer histories', () => {
    const whole = inWeeks(data)
    const found = fitBgNbd(whole.histories) as BgNbdFit
    expect(whole.histories.weight.length).toBeLessThan(gathered.histories.weight.length * 0.7)
    for (const name of ['r', 'alpha', 'a', 'b'] as const) within(found[name], model[name], 0.01)
  })
  test('its gradient is that of the differences', () => {
    const likelihood = bgNbdLikelihood(gathered.histories)
    for (const at of [
      [0.2, 4, 0.8, 2.4],
      [1.3, 12, 0.2, 5],
    ]) {
      const differences = withDifferences((each) => likelihood(each).value)(at).gradient
      likelihood(at).gradient.forEach((slope, k) => within(slope, differences[k]!, 1e-4))
    }
  })
  test('its standard errors are those of the information that the likelihood itself has', () => {
    const value = (a: number) => bgNbdLikelihood(gathered.histories)([model.r, model.alpha, a, model.b]).value
    const width = 1e-3
    const curvature = -(value(model.a + width) - 2 * value(model.a) + value(model.a - width)) / width ** 2
    // With the others held fast a is known better than without.
    expect(model.errors.a).toBeGreaterThan(1 / Math.sqrt(curvature))
    expect(model.errors.r).toBeGreaterThan(0.005)
    expect(model.errors.r).toBeLessThan(0.03)
  })
  test('tells of customer 1 what the lifetimes package tells', () => {
    const history = { x: 2, last: 213 / 7, age: 272 / 7 }
    expect(bgNbdConditional(model, history, 39)).toBeCloseTo(1.225994, 4)
    expect(bgNbdAlive(model, 2, history.last, history.age)).toBeCloseTo(0.72662, 5)
  })
  test('foretells 1,653 repeat purchases in weeks 40 to 78', () => {
    const { frequency, recency, age, weight } = gathered.histories
    const sum = weight.reduce(
      (all, w, k) =>
        all + w * bgNbdConditional(model, { x: frequency[k]!, last: recency[k]!, age: age[k]! }, 39),
      0,
    )
    expect(Math.abs(sum - 1653)).toBeLessThanOrEqual(2)
  })
  test('does not say of who bought once that they are still there', () => {
    expect(bgNbdAlive(model, 0, 0, 30)).toBeNull()
  })
  test('its chances of so many purchases add up to 1 and their mean is the expectation', () => {
    for (const history of [
      { x: 0, last: 0, age: 38 },
      { x: 2, last: 30.4, age: 38.9 },
      { x: 20, last: 38, age: 38.5 },
    ]) {
      const chances = bgNbdChances(model, history, 39, { until: 1 - 1e-12 })
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
      const mean = chances.reduce((sum, chance, y) => sum + y * chance, 0)
      within(mean, bgNbdConditional(model, history, 39), 1e-6)
    }
  })
  test('of somebody new expects what it expects of a history of no time', () => {
    within(bgNbdExpected(model, 39), bgNbdConditional(model, { x: 0, last: 0, age: 0 }, 39), 1e-12)
  })
  test('says why it has no answer', () => {
    const of = (count: number, x: number) =>
      gather(
        new Float64Array(count).fill(x),
        new Float64Array(count).fill(x ? 5 : 0),
        new Float64Array(count).fill(20),
      ).histories
    expect(fitBgNbd(of(0, 0))).toBe('too-few')
    expect(fitBgNbd(of(5, 2))).toBe('too-few')
    expect(fitBgNbd(of(50, 0))).toBe('no-repeats')
    expect(['boundary', 'no-convergence']).toContain(fitBgNbd(of(50, 3)))
  })
})

describe('Gamma-Gamma', () => {
  test('gives the published parameters of CDNOW (Fader, Hardie & Lee 2005, note on CLV)', () => {
    expect(spend.n).toBe(946)
    within(spend.p, 6.2496, 0.005)
    within(spend.q, 3.7442, 0.005)
    within(spend.gamma, 15.4435, 0.005)
  })
  test('expects of customer 1 what the lifetimes package expects', () => {
    expect(expectedSpend(spend, 2, 22.345)).toBeCloseTo(24.653919, 4)
  })
  test('its gradient is that of the differences', () => {
    const places = Array.from(data.frequency.keys()).filter(
      (k) => data.frequency[k]! > 0 && data.mean[k]! > 0,
    )
    const likelihood = gammaGammaLikelihood(
      Float64Array.from(places, (k) => data.frequency[k]!),
      Float64Array.from(places, (k) => data.mean[k]!),
    )
    const at = [5, 3, 20]
    const differences = withDifferences((each) => likelihood(each).value)(at).gradient
    likelihood(at).gradient.forEach((slope, k) => within(slope, differences[k]!, 1e-4))
  })
  test('in another currency is the same but for γ', () => {
    const other = fitGammaGamma(
      data.frequency,
      data.mean.map((m) => m * 10_000),
    ) as GammaGammaFit
    within(other.p, spend.p, 1e-3)
    within(other.gamma, spend.gamma * 10_000, 1e-3)
    within(other.errors.gamma, spend.errors.gamma * 10_000, 1e-2)
  })
})

describe('Pareto/NBD', () => {
  const pareto = fitParetoNbd(gathered.histories) as ParetoNbdFit
  test('gives the published parameters of CDNOW (Fader, Hardie & Lee 2005, table 2)', () => {
    within(pareto.r, 0.5533, 0.01)
    within(pareto.alpha, 10.578, 0.01)
    within(pareto.s, 0.6062, 0.01)
    within(pareto.beta, 11.669, 0.01)
    expect(Math.abs(pareto.logLikelihood + 9595)).toBeLessThanOrEqual(0.05)
  })
  test('holds who bought once long ago for less likely there than who bought once lately', () => {
    const chance = (age: number) => paretoNbdAlive(pareto, { x: 0, last: 0, age })
    expect(chance(5)).toBeGreaterThan(chance(35))
    expect(chance(35)).toBeGreaterThan(0)
    expect(chance(5)).toBeLessThan(1)
  })
  test('expects of customer 1 about what BG/NBD does', () => {
    const history = { x: 2, last: 213 / 7, age: 272 / 7 }
    within(paretoNbdConditional(pareto, history, 39), 1.226, 0.2)
  })
})
