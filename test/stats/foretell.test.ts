import { describe, expect, test } from 'vitest'
import { foretell, type Then } from '../../src/stats/foretell'
import { seeded } from '../../src/stats/random'
import { correlation, ranker } from '../../src/stats/rank'

const random = seeded(21)
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const points = (n: number) => Float64Array.from({ length: n }, () => Math.round(random() * 1000) / 10)

/** Outcomes that the first indicator makes, the second halves and the third has nothing to do with; many bring nothing. */
function made(n: number): Then {
  const columns = [points(n), points(n), points(n), new Float64Array(n).fill(40)]
  const outcome = columns[0]!.map((x, i) => {
    const level = 0.06 * x - 0.02 * columns[1]![i]! + normal()
    return random() < 0.3 ? 0 : Math.exp(level)
  })
  return { points: columns, outcome }
}
const shuffled = ({ points: columns, outcome }: Then, draw: () => number): Then => {
  const mixed = outcome.slice()
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1))
    ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
  }
  return { points: columns, outcome: mixed }
}
const [earlier, later] = [made(600), made(600)]
const given = { present: [0.1, 0.4, 0.4, 0.1], judged: [0.6, 0.2, 0.1, 0.1] }

describe('ranks', () => {
  test('Spearman: hours of television and IQ of ten people have −29/165 (Wikipedia, Spearman’s rank correlation)', () => {
    const iq = Float64Array.of(106, 86, 100, 101, 99, 103, 97, 113, 112, 110)
    const hours = Float64Array.of(7, 0, 27, 50, 28, 29, 20, 12, 6, 17)
    expect(correlation(ranker(iq)(), ranker(hours)())).toBeCloseTo(-29 / 165, 12)
  })
  test('of a resample are those of its rows written out', () => {
    const values = Float64Array.of(5, 1, 5, 2, 9)
    const drawn = Uint16Array.of(2, 0, 1, 1, 3)
    expect([...ranker(values)()]).toEqual([3.5, 1, 3.5, 2, 5])
    // 2, 5, 5, 5, 9, 9, 9
    expect([...ranker(values)(drawn)].filter((_, i) => drawn[i])).toEqual([3, 3, 1, 6])
  })
})

describe('suggested weights', () => {
  test('follow what the outcome was made of, with what points the other way at 0', () => {
    const found = foretell(earlier, later, given, { most: 200 })
    expect(found.logged).toBe(true)
    expect(found.clipped).toContain(1)
    expect(found.weights![0]).toBeGreaterThan(0.8)
    expect(found.weights![1]).toBe(0)
    expect(found.weights!.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12)
    // Of an indicator that was the same for everyone nothing was learnt.
    expect(found.flat).toEqual([3])
    expect(found.weights![3]).toBe(0.1)
    expect(found.gain!.low).toBeGreaterThan(0)
    expect(found.tested.suggested!.rank.value).toBeGreaterThan(found.tested.judged!.rank.value)
    expect(found.tested.suggested!.explained.value).toBeGreaterThan(0.1)
  })
  test('gain nothing against weights that are right already', () => {
    const found = foretell(earlier, later, { present: [0.9, 0, 0, 0.1] }, { most: 200 })
    expect(found.gain!.low).toBeLessThanOrEqual(0)
    expect(Math.abs(found.gain!.value)).toBeLessThan(0.02)
  })
  test('claim a gain of shuffled outcomes in at most one of ten', () => {
    let claims = 0
    for (let seed = 1; seed <= 200; seed++) {
      const draw = seeded(seed)
      const found = foretell(shuffled(earlier, draw), shuffled(later, draw), given, { seed, most: 200 })
      claims += Number((found.gain?.low ?? 0) > 0)
    }
    console.info('suggested weights: claims of 200 shuffled', claims)
    expect(claims).toBeLessThanOrEqual(20)
  }, 60_000)
  test('are none where nothing comes after', () => {
    const nothing = { ...earlier, outcome: new Float64Array(600) }
    const found = foretell(nothing, later, given, { most: 200 })
    expect(found.weights).toBeNull()
    expect(found.gain).toBeNull()
    expect(found.tested.suggested).toBeNull()
  })
})
