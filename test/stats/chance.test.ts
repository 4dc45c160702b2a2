import { expect, test } from 'vitest'
import { beyondChance, drawnByLot, ratioDeviation } from '../../src/stats/chance'
import { seeded } from '../../src/stats/random'

test('a draw by lot varies as the hypergeometric distribution does', () => {
  // SciPy: hypergeom(M=100, n=40, N=30): mean 12, variance 5.0909 (30 × 0.4 × 0.6 × 70 ÷ 99).
  expect(drawnByLot(18, 30, 0.4, 100)).toBeCloseTo(6 / Math.sqrt(5.0909090909), 9)
  expect(drawnByLot(12, 30, 0.4, 100)).toBe(0)
  expect(drawnByLot(9, 30, 0.4, 100)).toBeCloseTo(-3 / Math.sqrt(5.0909090909), 9)
})

test('nothing is said where chance alone would put fewer than five on a side, or nobody is left to differ from', () => {
  expect(drawnByLot(9, 30, 4.9 / 30, 100)).toBeNull()
  expect(drawnByLot(9, 30, 25.1 / 30, 100)).toBeNull()
  expect(drawnByLot(9, 30, 5 / 30, 100)).not.toBeNull()
  expect(drawnByLot(9, 30, 25 / 30, 100)).not.toBeNull()
  expect(drawnByLot(40, 100, 0.4, 100)).toBeNull()
})

test('of several looked at, those beyond chance after Holm’s correction, each to its side', () => {
  // 2 × pnorm(−2.5) = 0.0124: of two it is 0.0248, of five 0.0621.
  expect(beyondChance([2.5, 0])).toEqual(['up', null])
  expect(beyondChance([0, -2.5])).toEqual([null, 'down'])
  expect(beyondChance([2.5, 0, 0, 0, 0])).toEqual([null, null, null, null, null])
  // What cannot be said is not counted among them.
  expect(beyondChance([2.5, null, null, null, 0])).toEqual(['up', null, null, null, null])
  expect(beyondChance([1.95])).toEqual([null])
  expect(beyondChance([1.97])).toEqual(['up'])
})

test('a ratio of sums varies by the squares of what each customer brings beside it', () => {
  // Three customers with (part, whole) of (2, 4), (1, 4), (3, 4) against a base of ½: residuals 0, −1, 1.
  const own = { part: 6, whole: 12, squares: 14, products: 24, wholes: 48 }
  const all = { squares: 0, products: 0, wholes: 0 }
  expect(ratioDeviation({ ...own, part: 9 }, all, 0.5, 0.25)).toBeCloseTo(3 / Math.sqrt(2 * 0.75), 9)
  // Where the base varies more, by as many as were drawn, that counts.
  expect(
    ratioDeviation({ ...own, part: 3 }, { squares: 140, products: 240, wholes: 480 }, 0.5, 0.25),
  ).toBeCloseTo(-3 / Math.sqrt(20 * 0.25 * 0.75), 9)
  expect(ratioDeviation(own, all, 0.5, 1)).toBeNull()
  expect(ratioDeviation({ part: 6, whole: 12, ...all }, all, 0.5, 0.25)).toBeNull()
})

// SciPy 1.17.1: hypergeom(all, all × base, n): mean and variance.
test.each([
  [7, 10, 0.4, 50, null, null], // Four expected: too few to say.
  [20, 50, 0.3, 1000, 15, 9.984984984984985],
  [45, 100, 0.3, 1000, 30, 18.91891891891892],
])(
  'a draw of %i among %i, base %f of %i, is so many deviations off',
  (hits, n, base, all, mean, variance) => {
    const found = drawnByLot(hits, n, base, all)
    if (mean === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo((hits - mean) / Math.sqrt(variance!), 9)
  },
)

test('a draw of all but one is said, of all not: there is nobody to differ from', () => {
  expect(drawnByLot(40, 99, 0.4, 100)).not.toBeNull()
  expect(drawnByLot(40, 100, 0.4, 100)).toBeNull()
  expect(drawnByLot(40, 120, 0.4, 100)).toBeNull()
})

test('nothing looked at, or nothing that can be said, is beyond nothing', () => {
  expect(beyondChance([])).toEqual([])
  expect(beyondChance([null, null])).toEqual([null, null])
})

test('a deviation is beyond chance at exactly one in twenty, to the side where it lies', () => {
  // qnorm(0.975) = 1.959964.
  expect(beyondChance([1.96])).toEqual(['up'])
  expect(beyondChance([-1.96])).toEqual(['down'])
  expect(beyondChance([1.9599])).toEqual([null])
})

test('of many panels without any difference about one in twenty claims one', () => {
  const random = seeded(31)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  let claims = 0
  for (let panel = 0; panel < 2000; panel++)
    claims += Number(beyondChance(Array.from({ length: 6 }, normal)).some((found) => found !== null))
  // Binomial: 100 with a standard deviation of 9.7.
  expect(claims).toBeGreaterThan(100 - 4 * 9.7)
  expect(claims).toBeLessThan(100 + 4 * 9.7)
})

test('a ratio of orders, one each a customer, is a draw by lot', () => {
  // Thirty of a hundred customers, each with one order; 40 of the hundred orders are returned, 18 of the thirty.
  const own = { part: 18, whole: 30, squares: 18, products: 18, wholes: 30 }
  const all = { squares: 40, products: 40, wholes: 100 }
  // Residuals squared: 18 × 0.36 + 12 × 0.16 = 8.4 of their own; 24 × 0.3 = 7.2 of the base: the larger counts.
  expect(ratioDeviation(own, all, 0.4, 0.3)).toBeCloseTo(6 / Math.sqrt(8.4 * 0.7), 12)
})
