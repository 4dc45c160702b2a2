import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'

describe('numbers from a seed', () => {
  // Mulberry32 written anew in Python, with whole numbers of any size cut to 32 bits.
  test.each([
    [0, [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]],
    [1, [0.6270739405881613, 0.002735721180215478, 0.5274470399599522]],
    [42, [0.6011037519201636, 0.44829055899754167, 0.8524657934904099]],
    [-1, [0.8964226141106337, 0.189478256739676, 0.7156526781618595]],
  ])('%i are those of mulberry32', (seed, first) => {
    const next = seeded(seed)
    expect(first.map(() => next())).toEqual(first)
  })
  test('are the same again for the same seed, and others for another', () => {
    const of = (seed: number) => Array.from({ length: 20 }, seeded(seed))
    expect(of(9)).toEqual(of(9))
    expect(of(9)).not.toEqual(of(10))
  })
  test('lie in [0, 1), in each tenth about as often', () => {
    const next = seeded(5)
    const tenths = new Float64Array(10)
    for (let i = 0; i < 20_000; i++) tenths[Math.floor(next() * 10)]!++
    // χ² with 9 degrees of freedom: 27.9 at 0.001 (SciPy: chi2.isf).
    expect(tenths.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9)
  })
  test('do not follow from the one before', () => {
    const next = seeded(8)
    const drawn = Array.from({ length: 5000 }, () => next() - 0.5)
    const along = drawn.slice(1).reduce((sum, x, i) => sum + x * drawn[i]!, 0)
    const all = drawn.reduce((sum, x) => sum + x * x, 0)
    // Standard deviation of the correlation: 1 / √5000 = 0.014.
    expect(Math.abs(along / all)).toBeLessThan(0.05)
  })
})
