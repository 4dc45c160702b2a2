import { expect, test } from 'vitest'
import { holm } from '../../src/stats/holm'
import { twoSided } from '../../src/stats/normal'
import { wilson } from '../../src/stats/wilson'

test('Wilson’s interval is that of Newcombe’s table 1 (Statistics in Medicine 17, 1998)', () => {
  const rows: [number, number, number, number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]
  for (const [hits, n, low, high] of rows) {
    const found = wilson(hits, n)
    expect(found[0], `${hits} of ${n}`).toBeCloseTo(low, 4)
    expect(found[1], `${hits} of ${n}`).toBeCloseTo(high, 4)
  }
  expect(wilson(0, 0)).toEqual([NaN, NaN])
})

test('the normal tail is that of R’s 2 * pnorm(-z)', () => {
  expect(twoSided(0)).toBeCloseTo(1, 6)
  expect(twoSided(1.959964)).toBeCloseTo(0.05, 7)
  expect(twoSided(-3)).toBeCloseTo(0.002699796, 9)
  expect(twoSided(5) / 5.733031e-7).toBeCloseTo(1, 6)
})

test('Holm’s correction is that of R’s p.adjust, in whatever order', () => {
  expect(holm([0.01, 0.02, 0.03, 0.04, 0.05])).toEqual(
    [0.05, 0.08, 0.09, 0.09, 0.09].map((p) => expect.closeTo(p, 12)),
  )
  expect(holm([0.04, 0.001, 0.9])).toEqual([0.08, 0.003, 0.9].map((p) => expect.closeTo(p, 12)))
  expect(holm([0.6, 0.7])).toEqual([1, 1])
  expect(holm([])).toEqual([])
})
