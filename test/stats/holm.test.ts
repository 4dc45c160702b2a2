import { expect, test } from 'vitest'
import { holm } from '../../src/stats/holm'
import { seeded } from '../../src/stats/random'

test('Holm’s correction is that of R’s p.adjust, in whatever order', () => {
  expect(holm([0.01, 0.02, 0.03, 0.04, 0.05])).toEqual(
    [0.05, 0.08, 0.09, 0.09, 0.09].map((p) => expect.closeTo(p, 12)),
  )
  expect(holm([0.04, 0.001, 0.9])).toEqual([0.08, 0.003, 0.9].map((p) => expect.closeTo(p, 12)))
})

test('Holm’s correction never goes above 1, leaves one alone as it is, and none where there is none', () => {
  expect(holm([0.6, 0.7])).toEqual([1, 1])
  expect(holm([0.3])).toEqual([0.3])
  expect(holm([])).toEqual([])
})

test('Holm’s correction: equal ones stay equal, by the hardest of their places', () => {
  // 3 × 0.02 is the largest so far, also for the third: 1 × 0.02.
  expect(holm([0.02, 0.02, 0.02])).toEqual([0.06, 0.06, 0.06])
})

/** Word for word: the largest, over all that are no larger, of p times how many are left from its place on. */
function slowly(given: number[]): number[] {
  const sorted = [...given].sort((a, b) => a - b)
  return given.map((p) =>
    Math.max(
      ...sorted.flatMap((other, at) => (other <= p ? [Math.min(1, other * (given.length - at))] : [])),
    ),
  )
}
test('Holm’s correction is its definition, over many drawn at random, and refuses no more than Bonferroni', () => {
  const random = seeded(12)
  for (let round = 0; round < 200; round++) {
    const given = Array.from({ length: 1 + Math.floor(random() * 8) }, () => Math.round(random() * 20) / 40)
    const found = holm(given)
    expect(found).toEqual(slowly(given).map((p) => expect.closeTo(p, 12)))
    found.forEach((p, i) => {
      expect(p).toBeGreaterThanOrEqual(given[i]!)
      expect(p).toBeLessThanOrEqual(Math.min(1, given[i]! * given.length) + 1e-12)
    })
  }
})
