import { describe, expect, test } from 'vitest'
import { picker } from '../../src/stats/pick'
import { seeded } from '../../src/stats/random'

const places = (values: number[]) => {
  const at = picker(values.length)(Float64Array.from(values))
  return values.map((_, place) => at(place))
}

describe('the value at a rising place', () => {
  test.each([
    ['of one', [4]],
    ['of two', [9, -3]],
    ['with ties', [2, 1, 2, 3, 2, 1]],
    ['of all alike', [5, 5, 5, 5]],
    ['below nothing', [-1.5, -7, -1.5, 0]],
    ['where one stands far from all others, who then share a bin', [1e12, 3, 1, 2, 5, 4]],
  ])('%s is that of sorting', (_, values) => {
    expect(places(values)).toEqual([...values].sort((a, b) => a - b))
  })
  const random = seeded(3)
  test.each([
    ['money', () => Math.round(random() ** -0.7 * 100) / 100],
    ['counts', () => Math.floor(random() * 5)],
    ['very close to each other', () => 1 + random() * 1e-13],
    ['of both signs', () => (random() - 0.5) * 1e6],
    ['few', () => (random() < 0.01 ? 1e9 : Math.floor(random() * 3))],
  ])('of a thousand drawn at random is that of sorting: %s', (_, draw) => {
    const values = Float64Array.from({ length: 1000 }, draw)
    const wanted = values.slice().sort()
    const at = picker(1000)(values)
    for (const place of [0, 1, 17, 499, 500, 501, 950, 998, 999]) expect(at(place)).toBe(wanted[place])
  })
  test('asked again of other values says nothing of the ones before, and leaves what it is handed as it is', () => {
    const pick = picker(5)
    const first = Float64Array.of(50, 10, 40, 20, 30)
    expect(pick(first)(2)).toBe(30)
    expect([...first]).toEqual([50, 10, 40, 20, 30])
    const at = pick(Float64Array.of(1, 2, 3, 4, 5))
    expect([at(4), at(0), at(2)]).toEqual([5, 1, 3])
    expect(pick(first)(4)).toBe(50)
  })
})
