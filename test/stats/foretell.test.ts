import { describe, expect, test } from 'vitest'
import { foretell, type Then } from '../../src/stats/foretell'
import { seeded } from '../../src/stats/random'

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
    for (let seed = 1; seed <= 50; seed++) {
      const draw = seeded(seed)
      const found = foretell(shuffled(earlier, draw), shuffled(later, draw), given, { seed, most: 200 })
      claims += Number((found.gain?.low ?? 0) > 0)
    }
    console.info('suggested weights: claims of 50 shuffled', claims)
    expect(claims).toBeLessThanOrEqual(5)
  }, 60_000)
  test('are none where nothing comes after', () => {
    const nothing = { ...earlier, outcome: new Float64Array(600) }
    const found = foretell(nothing, later, given, { most: 200 })
    expect(found.weights).toBeNull()
    expect(found.gain).toBeNull()
    expect(found.tested.suggested).toBeNull()
  })
})

describe('how well weights foretold', () => {
  /** Forty customers on two days, made by counting alone, so that other packages can make them too. */
  const column = (step: number, from: number) =>
    Float64Array.from({ length: 40 }, (_, i) => (i * step + from) % 101)
  const day = (steps: [number, number][], noise: number): Then => {
    const columns = steps.map(([step, from]) => column(step, from))
    const outcome = columns[0]!.map((x, i) => 0.5 * x + 0.2 * columns[1]![i]! + ((i * noise) % 23))
    return { points: columns, outcome }
  }
  const [before, after] = [
    day(
      [
        [37, 3],
        [53, 20],
      ],
      17,
    ),
    day(
      [
        [29, 7],
        [61, 50],
      ],
      19,
    ),
  ]
  const money = ({ points: columns, outcome }: Then): Then => ({
    points: columns,
    outcome: outcome.map((x) => Math.exp(x / 12) - 3),
  })
  const even = { present: [0.5, 0.5], first: [1, 0], none: null }

  // numpy.polyfit through the earlier scores, then scipy.stats.spearmanr and sklearn.metrics.r2_score on the later day.
  test('is SciPy’s rank correlation and scikit-learn’s R² of the line through the earlier scores', () => {
    const { tested, logged, learned, checked } = foretell(before, after, even, { most: 200 })
    expect({ logged, learned, checked }).toEqual({ logged: false, learned: 40, checked: 40 })
    expect(tested.present!.rank.value).toBeCloseTo(0.7651390786596465, 9)
    expect(tested.present!.explained.value).toBeCloseTo(0.7179363478752889, 9)
    expect(tested.first!.rank.value).toBeCloseTo(0.89619588259387, 9)
    expect(tested.first!.explained.value).toBeCloseTo(0.7168346811969601, 9)
    expect(tested.none).toBeNull()
  })
  test('is of the logarithm where a few outcomes would decide everything, below nothing counting as nothing', () => {
    // scipy.stats.skew of these outcomes: 1.68; the least is −1.4. The log is that of 1 + the outcome.
    const { tested, logged } = foretell(money(before), money(after), even, { most: 200 })
    expect(logged).toBe(true)
    expect(tested.present!.rank.value).toBeCloseTo(0.7651390786596465, 6)
    expect(tested.present!.explained.value).toBeCloseTo(0.7080436210582013, 6)
  })
  test('does not depend on the unit of points or of outcomes', () => {
    const less = ({ points: columns, outcome }: Then, by: number): Then => ({
      points: columns.map((of) => of.map((x) => x / 1e5)),
      outcome: outcome.map((x) => x / by),
    })
    const { tested } = foretell(less(before, 1e4), less(after, 1e4), even, { most: 200 })
    expect(tested.present!.rank.value).toBeCloseTo(0.7651390786596465, 9)
    expect(tested.present!.explained.value).toBeCloseTo(0.7179363478752889, 9)
    // What is skewed is so also where all outcomes together are less than one.
    expect(foretell(less(money(before), 1e6), less(money(after), 1e6), even, { most: 200 }).logged).toBe(true)
  })
  test('has intervals that hold the figure, and the gain is the difference of the rank correlations', () => {
    const { tested, gain, resamples } = foretell(before, after, even, { most: 300, seed: 4 })
    expect(resamples).toBe(300)
    for (const { rank, explained } of [tested.present!, tested.suggested!])
      for (const { value, low, high } of [rank, explained]) {
        expect(low).toBeLessThan(value)
        expect(high).toBeGreaterThan(value)
      }
    expect(gain!.value).toBeCloseTo(tested.suggested!.rank.value - tested.present!.rank.value, 12)
    // Both vary together: their difference varies less than either.
    const width = ({ low, high }: { low: number; high: number }) => high - low
    expect(width(gain!)).toBeLessThan(width(tested.present!.rank) + width(tested.suggested!.rank))
  })
  test('is at least two hundred resamples, and no more than were asked for', () => {
    expect(foretell(before, after, even, { most: 10 }).resamples).toBe(200)
    expect(foretell(before, after, even, { most: 250 }).resamples).toBe(250)
    expect(foretell(before, after, even).resamples).toBe(1000)
  })
  test('of many customers are fewer resamples, so that nobody waits longer than for twenty million draws', () => {
    const many = (from: number): Then => {
      const points = Float64Array.from({ length: 80_000 }, (_, i) => (i * 37 + from) % 101)
      return { points: [points], outcome: points }
    }
    expect(foretell(many(3), many(20), { present: [1] }).resamples).toBe(250)
  })
  test('is the same for the same seed', () => {
    const of = (seed: number) => foretell(before, after, even, { most: 200, seed }).tested.present!.rank
    expect(of(3)).toEqual(of(3))
    expect(of(3)).not.toEqual(of(4))
  })
  test('finds the weights in the proportion of the coefficients of least squares, but for what the penalty takes', () => {
    // scikit-learn on the standardised columns: 0.5697 to 0.2445 without a penalty, 0.4995 to 0.2050 with 5.
    const { weights, clipped, flat, lambda } = foretell(before, after, even, { most: 200 })
    expect(weights![0]).toBeGreaterThan(0.5697 / (0.5697 + 0.2445) - 0.001)
    expect(weights![0]).toBeLessThan(0.4995 / (0.4995 + 0.205) + 0.001)
    expect(weights![0]! + weights![1]!).toBeCloseTo(1, 12)
    expect([clipped, flat]).toEqual([[], []])
    expect(lambda).toBeGreaterThan(0)
  })
  test('of weights that were not given there is no gain', () => {
    const found = foretell(before, after, { present: null }, { most: 200 })
    expect(found.gain).toBeNull()
    expect(found.tested.present).toBeNull()
    expect(found.tested.suggested).not.toBeNull()
  })
  test('a score that is the same for everybody foretells the mean, and ranks nobody', () => {
    const flat = new Float64Array(40).fill(50)
    const with3 = ({ points: columns, outcome }: Then): Then => ({ points: [...columns, flat], outcome })
    const { tested } = foretell(
      with3(before),
      with3(after),
      { present: [0, 0, 1], first: [1, 0, 0] },
      { most: 200 },
    )
    const mean = (of: Float64Array) => of.reduce((sum, x) => sum + x, 0) / of.length
    const off = (mean(before.outcome) - mean(after.outcome)) ** 2
    const spread = mean(after.outcome.map((x) => (x - mean(after.outcome)) ** 2))
    expect(tested.present!.explained.value).toBeCloseTo(-off / spread, 9)
    expect(tested.present!.rank.value).toBeNaN()
  })
  test('what points the other way counts nothing and is named; what was flat is not', () => {
    const turned = {
      ...before,
      points: [before.points[0]!, before.points[1]!.map((x) => 100 - x), new Float64Array(40).fill(7)],
    }
    const later = { ...after, points: [...after.points.slice(0, 2), new Float64Array(40).fill(9)] }
    const found = foretell(turned, later, { present: [0.4, 0.4, 0.2] }, { most: 200 })
    expect(found).toMatchObject({ clipped: [1], flat: [2], weights: [expect.closeTo(0.8, 12), 0, 0.2] })
  })
})
