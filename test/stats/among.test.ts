import { expect, test } from 'vitest'
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
