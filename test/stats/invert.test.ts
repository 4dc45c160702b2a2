import { expect, test } from 'vitest'
import { interpolate } from '../../src/stats/interpolate'
import { invert } from '../../src/stats/invert'
import { seeded } from '../../src/stats/random'

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

test('invert: on one anchor it is there already or nowhere', () => {
  const flat = { values: [5], points: [40] }
  expect(invert(40, 9, flat)).toBe(9)
  expect(invert(41, 9, flat)).toBeNull()
})

test('invert: where a piece is level the nearest end of it is told', () => {
  const step = { values: [0, 10, 20, 30], points: [0, 50, 50, 0] }
  expect(invert(50, 2, step)).toBe(10)
  expect(invert(50, 29, step)).toBe(20)
  expect(invert(50, 15, step)).toBe(15)
})

test('invert: is the nearest of all values that have the points, looked for one by one', () => {
  const random = seeded(8)
  for (let round = 0; round < 100; round++) {
    const values = [0, 5, 9, 14, 20]
    const anchors = { values, points: values.map(() => Math.round(random() * 100)) }
    const [from, points] = [Math.floor(random() * 2000) / 100, 1 + Math.round(random() * 98)]
    const found = invert(points, from, anchors)
    const steps = Array.from({ length: 2001 }, (_, i) => i / 100)
    const having = steps.filter((x) => interpolate(x, anchors) >= points)
    if (found === null) expect(having).toEqual([])
    else {
      expect(interpolate(found, anchors)).toBeGreaterThanOrEqual(points - 1e-9)
      for (const x of having) expect(Math.abs(found - from)).toBeLessThanOrEqual(Math.abs(x - from) + 1e-9)
    }
  }
})
