import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/stats/random'
import { sorted } from '../../src/stats/sorted'

describe('values in rising order', () => {
  const next = seeded(7)
  it.each([
    ['counts', () => Math.floor(next() * 9)],
    ['days of three years', () => Math.floor(next() * 1096)],
    ['large whole numbers', () => Math.floor(next() * 1e9)],
    ['money', () => Math.round(next() * 1e5) / 100],
    ['changes of both signs', () => Math.floor(next() * 9) - 4],
  ])('are what comparing them gives: %s', (_, draw) => {
    const values = Float64Array.from({ length: 2000 }, () => (next() < 0.1 ? NaN : draw()))
    expect(sorted(values)).toEqual(values.filter((value) => !Number.isNaN(value)).sort())
  })
  it('are none of no known ones, and leave what was handed over as it was', () => {
    expect(sorted(Float64Array.of(NaN, NaN))).toEqual(new Float64Array())
    const given = Float64Array.of(3, 1, 2)
    expect(sorted(given)).toEqual(Float64Array.of(1, 2, 3))
    expect(given).toEqual(Float64Array.of(3, 1, 2))
  })

  it.each([
    ['zero and below zero', [0, -0, 0, -1]],
    ['minus zero alone, which sorts before zero', [0, -0]],
    ['the largest that is counted, and one more', [65_535, 3, 65_536]],
    ['the largest that is counted', [65_535, 0, 65_535]],
    ['without end', [Infinity, 2, -Infinity]],
    ['one whole and one not', [2, 1.5, 1]],
    ['none whole', [2.5, 1.5, 0.5]],
    ['one', [9]],
    ['all alike', [4, 4, 4]],
  ])('are what comparing them gives: %s', (_, values) => {
    const found = sorted(Float64Array.from(values))
    const wanted = Float64Array.from(values).sort()
    expect([...found].map((value) => (Object.is(value, -0) ? '-0' : String(value)))).toEqual(
      [...wanted].map((value) => (Object.is(value, -0) ? '-0' : String(value))),
    )
  })
})
