import { expect, test } from 'vitest'
import { interpolate } from '../../src/stats/interpolate'
import { invert } from '../../src/stats/invert'

const RISING = { values: [0, 10, 20], points: [0, 40, 100] }
const FALLING = { values: [0, 30, 300], points: [100, 60, 0] }

test('invert: the nearest value that has the points, on rising and on falling anchors', () => {
  expect(invert(20, 2, RISING)).toBe(5)
  expect(invert(70, 2, RISING)).toBe(15)
  expect(invert(80, 200, FALLING)).toBe(15)
  expect(invert(30, 300, FALLING)).toBe(165)
})

test('invert: where the points are there already nothing changes; where nothing has them there is no answer', () => {
  expect(invert(20, 8, RISING)).toBe(8)
  expect(invert(101, 8, RISING)).toBeNull()
  expect(invert(100, 0, RISING)).toBe(20)
})

test('invert: of two ways the shorter', () => {
  const valley = { values: [0, 10, 20], points: [100, 0, 100] }
  expect(invert(50, 8, valley)).toBe(5)
  expect(invert(50, 13, valley)).toBe(15)
})

test('invert: back through the curve gives the points again', () => {
  for (const points of [1, 33.3, 59.99, 60, 99])
    for (const anchors of [RISING, FALLING])
      for (const from of [0, 12, 500])
        expect(interpolate(invert(points, from, anchors)!, anchors)).toBeGreaterThanOrEqual(points - 1e-9)
})
