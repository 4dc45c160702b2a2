import { expect, it } from 'vitest'
import { position, ramp } from '../../src/charts/ramp'

it('ramp: ends and stops are met exactly, and values beyond are clamped', () => {
  const stops = ['#000000', '#808080', '#FFFFFF']
  expect([-1, 0, 0.5, 1, 2].map((t) => ramp(stops, t))).toEqual([
    '#000000',
    '#000000',
    '#808080',
    '#FFFFFF',
    '#FFFFFF',
  ])
})

it('position: an index of 100 is the middle, and half lies as far below as double above', () => {
  const at = position('index', [50, 100, 200])
  expect(at(100)).toBe(0.5)
  expect(at(200) - 0.5).toBeCloseTo(0.5 - at(50), 12)
})

it('position: small deviations of an index stay pale', () => {
  expect(position('index', [98, 103])(103)).toBeLessThan(0.6)
})

it('position: a deviation lies about 0, and one far off leaves the others their colour', () => {
  const at = position('deviation', [-4.5, 0.2, 1])
  expect([at(0), at(1), at(-1), at(-4.5)]).toEqual([0.5, 0.75, 0.25, 0])
  expect(position('deviation', [0.1])(0.1)).toBeCloseTo(0.55, 12)
})

it('position: amounts start at 0, scores at the lowest shown', () => {
  expect(position('money', [50, 100])(50)).toBe(0.5)
  expect(position('number', [4, 5])(4)).toBe(0)
})

it('position: equal values and no values give a colour, not NaN', () => {
  expect(position('number', [3, 3])(3)).toBe(0)
  expect(position('money', [])(1)).toBe(0)
  expect(position('index', [])(100)).toBe(0.5)
})
