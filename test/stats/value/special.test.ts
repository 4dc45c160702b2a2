import { describe, expect, test } from 'vitest'
import { digamma, logGamma } from '../../../src/stats/value/gamma'
import { hypergeometric, logHypergeometric } from '../../../src/stats/value/hypergeometric'

/** SciPy 1's `special.gammaln` and `special.digamma`. */
const GAMMA = [
  [0.001, 6.907178885383853, -1000.5755719318103],
  [0.2426, 1.3197854750907922, -4.358361853222514],
  [0.5, 0.5723649429247, -1.9635100260214235],
  [1, 0, -0.5772156649015329],
  [2.5, 0.2846828704729192, 0.7031566406452432],
  [7.9, 8.32426586800881, 2.002238487563571],
  [38.86, 102.45735736593576, 3.6470435626265836],
  [1234.5, 7550.550901077894, 7.1180162318279985],
  [1_000_000, 12815504.569147611, 13.81551005796419],
] as const

/** SciPy 1's `special.hyp2f1`: a, b, c, z and the value. */
const HYPERGEOMETRIC = [
  [0.2426, 2.4259, 2.2188, 0.9, 1.9456628989491866],
  [2.2426, 4.4259, 4.2188, 0.4741, 4.575811478773942],
  [1.2, 3, 4.5, 0.02, 1.016260272833236],
  [0.1, 0.2, 0.3, 0.99, 1.3127119893438641],
  [12.5, 3.4, 14, 0.75, 52.411711076936434],
  [1.5, 2.5, 6, -3, 0.3355503158944608],
  [3.1626, 1.6062, 4.1626, 0.06, 1.0781325297242246],
  [5, 2, 5.5, -0.4, 0.539720942993416],
] as const

const near = (found: number, wanted: number, share = 1e-12) =>
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(share * Math.max(1, Math.abs(wanted)))

describe('special functions', () => {
  test('ln Γ and its derivative are those of SciPy from 0.001 to a million', () => {
    for (const [x, log, slope] of GAMMA) {
      near(logGamma(x), log)
      near(digamma(x), slope)
    }
  })
  test('₂F₁ is that of SciPy, also below 0, near 1 and where its own series converges badly', () => {
    for (const [a, b, c, z, value] of HYPERGEOMETRIC) near(hypergeometric(a, b, c, z), value, 1e-11)
  })
  test('₂F₁ from 1 on has no value and says so', () => {
    expect(() => hypergeometric(1, 1, 2, 1)).toThrow(RangeError)
  })
})

test('the logarithm of ₂F₁ is that of its value, and has an end where that has none', () => {
  near(logHypergeometric(1.1595, 1.6062, 2.1595, 0.1), Math.log(hypergeometric(1.1595, 1.6062, 2.1595, 0.1)))
  expect(logHypergeometric(250, 245, 251, 0.97)).toBeGreaterThan(700)
})
