import { expect, test } from 'vitest'
import { twoSided } from '../../src/stats/normal'

// SciPy 1.17.1: erfc(z / √2). The fit promises a relative error below 1.2e-7.
test.each([
  [0.1, 0.920344325445942],
  [0.5, 0.6170750774519739],
  [1, 0.31731050786291415],
  [1.5, 0.13361440253771617],
  [2, 0.04550026389635843],
  [2.5, 0.012419330651552277],
  [4, 6.334248366623996e-5],
  [6, 1.9731752900754036e-9],
  [8, 1.2441921148543658e-15],
])('the two tails beyond %f are SciPy’s, on either side', (z, tails) => {
  expect(Math.abs(twoSided(z) / tails - 1)).toBeLessThan(1.2e-7)
  expect(twoSided(-z)).toBe(twoSided(z))
})

test('the two tails are all at 0, one in twenty at 1.959964, and nothing far out', () => {
  expect(twoSided(0)).toBeCloseTo(1, 6)
  expect(twoSided(1.959964)).toBeCloseTo(0.05, 7)
  expect(twoSided(Infinity)).toBe(0)
  expect(twoSided(NaN)).toBeNaN()
})

test('the two tails become thinner the farther out', () => {
  for (let z = 0.05; z < 10; z += 0.05) expect(twoSided(z)).toBeLessThan(twoSided(z - 0.05))
})
