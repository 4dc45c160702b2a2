import { describe, expect, test } from 'vitest'
import type { TierScheme } from '../../src/model/scheme'
import { gradeAmong } from '../../src/stats/among'
import { seeded } from '../../src/stats/random'
import { proposeScheme } from '../../src/stats/scheme'
import { grade } from '../../src/stats/score'

const random = seeded(11)
const n = 500
const columns = {
  revenue_12m: Float64Array.from({ length: n }, () => Math.round(random() ** 3 * 1000)),
  orders_12m: Float64Array.from({ length: n }, () => (random() < 0.1 ? NaN : Math.floor(random() * 20))),
  recency_days: Float64Array.from({ length: n }, () => Math.floor(random() * 300)),
}
const proposed = proposeScheme(columns, () => true, '2024-12-31')
const held = Float64Array.from({ length: n }, () => 1 + Math.floor(random() * 4))
const beside = { before: held, overrides: held.map((level) => (level === 4 && random() < 0.05 ? 1 : 0)) }

test.each([
  ['by score', { mode: 'score', keep: 0 }],
  ['by score with a buffer', { mode: 'score', keep: 3 }],
  ['by quota', { mode: 'quota', keep: 0 }],
  ['by quota with a buffer', { mode: 'quota', keep: 2 }],
  ['by ranks', { mode: 'quota', keep: 2, relative: true }],
] as const)(
  'graded among the others as they stand, everybody has the tier of a grading of all: %s',
  (_, part) => {
    const { mode, keep } = part
    const indicators = proposed.indicators.map((each) =>
      'relative' in part && each.name === 'revenue_12m'
        ? { ...each, relative: true, median: 0.5, values: [0, 1], points: [0, 100] }
        : each,
    )
    const scheme: TierScheme = { ...proposed, mode, keep, indicators }
    const all = grade(columns, scheme, beside)
    const few = gradeAmong(columns, scheme, beside, { scores: all.score.slice().sort(), columns })
    expect(few.score).toEqual(all.score)
    expect(few.level).toEqual(all.level)
    expect(few.decided).toEqual(all.decided)
  },
)

test('graded among others, one alone is placed by the quota of all', () => {
  const all = grade(columns, { ...proposed, mode: 'quota' })
  const others = { scores: all.score.slice().sort(), columns }
  const one = {
    revenue_12m: Float64Array.of(1e6),
    orders_12m: Float64Array.of(99),
    recency_days: Float64Array.of(0),
  }
  expect([...gradeAmong(one, { ...proposed, mode: 'quota' }, {}, others).level]).toEqual([1])
})

describe('one customer alone, between two gradings', () => {
  const line = { values: [0, 100], points: [0, 100] }
  const scheme: TierScheme = {
    ...proposed,
    mode: 'quota',
    keep: 0,
    rules: [],
    calibration: line,
    levels: [0.1, 0.3, 0.6, 1].map((quota, i) => ({ ...proposed.levels[i]!, quota })),
    indicators: [{ name: 'value', dimension: 'risk', weight: 1, median: 50, ...line }],
  }
  /** Ten others, whose values and scores are 10, 20 … 100. */
  const value = Float64Array.from({ length: 10 }, (_, i) => 10 * (i + 1))
  const others = { scores: value, columns: { value } }
  const placed = (x: number, part: Partial<TierScheme> = {}, beside = {}) => {
    const { score, level, plain, decided } = gradeAmong(
      { value: Float64Array.of(x) },
      { ...scheme, ...part },
      beside,
      others,
    )
    return [score[0], level[0], plain[0], decided[0]]
  }
  test('stands where those stand who had its score', () => {
    expect([100, 95, 80, 79, 50, 49, 1].map((x) => placed(x)[1])).toEqual([1, 2, 2, 3, 3, 4, 4])
  })
  test('by score stands by the thresholds, whoever the others are', () => {
    expect([90, 89, 60].map((x) => placed(x, { mode: 'score' })[1])).toEqual([1, 2, 3])
  })
  test('by rank gets the share of the others below it, which is never more than all', () => {
    const ranked = {
      indicators: [{ ...scheme.indicators[0]!, relative: true, values: [0, 1], points: [0, 100] }],
    }
    expect(placed(1000, ranked)[0]).toBe(100)
    expect(placed(5, ranked)[0]).toBe(0)
    // Nine steps between ten others; three of them are below 31.
    expect(placed(31, ranked)[0]).toBeCloseTo(100 / 3, 6)
    // What is missing has the points of the median, 50 → beyond the last anchor.
    expect(placed(NaN, ranked)[0]).toBe(100)
  })
  test('is kept, ruled and placed by hand as all are', () => {
    expect(placed(95, { keep: 10 }, { before: Float64Array.of(1) })).toEqual([95, 1, 2, -1])
    expect(placed(95, { keep: 0 }, { before: Float64Array.of(1) })).toEqual([95, 2, 2, 0])
    expect(placed(5, {}, { overrides: Float64Array.of(2) })).toEqual([5, 2, 4, -2])
  })
})
