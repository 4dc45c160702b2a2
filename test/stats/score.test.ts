import { describe, expect, test } from 'vitest'
import { DEFAULT_LEVELS, type TierIndicator, type TierRule, type TierScheme } from '../../src/model/scheme'
import { seeded } from '../../src/stats/random'
import { below, grade, levelsOf, pointsOf, ranksOf, rawScores, scaleOf } from '../../src/stats/score'
import { schemeOf } from '../support/scheme'

const LINE = { values: [0, 10], points: [0, 100] }
const indicator = (name: string, part: Partial<TierIndicator> = {}): TierIndicator => ({
  name,
  dimension: 'financial',
  weight: 1,
  median: 5,
  ...LINE,
  ...part,
})
/** Scores are the values of the one indicator: 95, 85, 70 and 10 are the four tiers from the top. */
const scheme = (part: Partial<TierScheme> = {}): TierScheme =>
  schemeOf({ indicators: [indicator('value', { values: [0, 100] })], ...part })
const rule = (kind: TierRule['kind'], tier: TierRule['tier']): TierRule => ({
  ...{ id: 'r', kind, tier, reason: '', until: null },
  condition: { field: 'x', op: 'is', values: [true] },
})
const FOUR = { value: Float64Array.of(95, 85, 70, 10) }
const hit = (...of: number[]) => Uint8Array.from(of)

describe('points', () => {
  test('of a missing value are those of the median', () => {
    expect([...pointsOf(Float64Array.of(2, NaN, 99), { ...LINE, median: 4 })]).toEqual([20, 40, 100])
  })
  test('are weighed and added up; a missing value scores like the median', () => {
    const columns = [Float64Array.of(2, NaN, 10), Float64Array.of(10, 0, NaN)]
    const two = [
      { weight: 0.25, median: 5, ...LINE },
      { weight: 0.75, median: 1, ...LINE },
    ]
    // 0.25 × 20 + 0.75 × 100; 0.25 × 50 + 0; 0.25 × 100 + 0.75 × 10
    expect([...rawScores(columns, two)]).toEqual([80, 12.5, 32.5])
  })
  test('of nobody are none, and without an indicator nobody has any', () => {
    expect([...rawScores([new Float64Array()], [{ weight: 1, median: 5, ...LINE }])]).toEqual([])
    expect([...rawScores([], [])]).toEqual([])
    expect([...rawScores([Float64Array.of(3, 4)], [])]).toEqual([0, 0])
  })
})

describe('ranks', () => {
  test('are shares strictly below, equal for equal values; what is missing has none and counts for none', () => {
    expect([...ranksOf(Float64Array.of(5, 1, NaN, 5, 9))]).toEqual([1 / 3, 0, NaN, 1 / 3, 1])
  })
  test('of one, of all alike and of nobody', () => {
    expect([...ranksOf(Float64Array.of(7))]).toEqual([0])
    expect([...ranksOf(Float64Array.of(7, 7, 7))]).toEqual([0, 0, 0])
    expect([...ranksOf(Float64Array.of(NaN, NaN))]).toEqual([NaN, NaN])
    expect([...ranksOf(new Float64Array())]).toEqual([])
  })
  test('are the scale of an indicator that stands on them, and of no other', () => {
    const column = Float64Array.of(3, 1, 2)
    expect([...scaleOf(column, { relative: true })]).toEqual([1, 0, 0.5])
    expect(scaleOf(column, {})).toBe(column)
  })
  test('count who is smaller, as counting one by one does', () => {
    const random = seeded(2)
    const sorted = Float64Array.from({ length: 40 }, () => Math.floor(random() * 15)).sort()
    for (let value = -1; value <= 16; value += 0.5)
      expect(below(sorted, value)).toBe(sorted.filter((other) => other < value).length)
    expect(below(new Float64Array(), 1)).toBe(0)
  })
})

describe('grading', () => {
  test('gives total, score, tier, what decided and how much was missing', () => {
    const two = scheme({
      indicators: [
        indicator('a', { weight: 0.5, values: [0, 100] }),
        indicator('b', { weight: 0.5, median: 100, values: [0, 100] }),
      ],
      calibration: { values: [0, 50, 100], points: [0, 80, 100] },
    })
    const found = grade({ a: Float64Array.of(100, 40, NaN), b: Float64Array.of(50, NaN, NaN) }, two)
    // The median of a is 5 and that of b 100.
    expect([...found.raw]).toEqual([75, 70, 52.5])
    expect([...found.score]).toEqual([90, 88, 81])
    expect([...found.level]).toEqual([1, 2, 2])
    expect([...found.plain]).toEqual([1, 2, 2])
    expect([...found.decided]).toEqual([0, 0, 0])
    expect([...found.missing]).toEqual([0, 1, 2])
  })
  test('is by rank where an indicator says so', () => {
    const ranked = scheme({ indicators: [indicator('value', { relative: true, values: [0, 1] })] })
    expect([...grade({ value: Float64Array.of(1, 1000, 30) }, ranked).score]).toEqual([0, 100, 50])
  })
  test('by score begins at the threshold itself, and who reaches none is in the last tier', () => {
    const value = Float64Array.of(90, 89.999999, 80, 60, 59.9, -5)
    expect([...grade({ value }, scheme()).level]).toEqual([1, 2, 2, 3, 4, 4])
  })
  test('by quota is cut at the shares, whatever the scores are', () => {
    const levels = [0.25, 0.5, 0.75, 1].map((quota, i) => ({ ...DEFAULT_LEVELS[i]!, quota }))
    expect([
      ...grade({ value: Float64Array.of(1, 4, 2, 3) }, scheme({ mode: 'quota', levels })).level,
    ]).toEqual([4, 1, 3, 2])
  })
  test('of nobody says nothing', () => {
    const { level, score } = grade({ value: new Float64Array() }, scheme({ mode: 'quota' }))
    expect([level.length, score.length]).toEqual([0, 0])
  })
})

describe('a buffer', () => {
  const held = (before: number[], part: Partial<TierScheme> = {}) => {
    const { level, plain, decided } = grade(
      { value: Float64Array.of(88, 86, 99, 58) },
      scheme({ keep: 3, ...part }),
      { before: Float64Array.from(before) },
    )
    return { level: [...level], plain: [...plain], decided: [...decided] }
  }
  test('keeps who fell at most so many points short of the tier that was held', () => {
    // 88 is two short of 90, 86 four; 58 two short of 60.
    expect(held([1, 1, 1, 3])).toEqual({
      level: [1, 2, 1, 3],
      plain: [2, 2, 1, 4],
      decided: [-1, 0, 0, -1],
    })
  })
  test('neither lifts who held none or less, nor lowers who rose', () => {
    expect(held([0, 3, 4, 4]).level).toEqual([2, 2, 1, 4])
    expect(held([2, 2, 2, 4]).decided).toEqual([0, 0, 0, 0])
  })
  test('of nothing keeps nobody', () => {
    expect(held([1, 1, 1, 1], { keep: 0 }).level).toEqual([2, 2, 1, 4])
  })
})

describe('rules', () => {
  const graded = (rules: TierRule[], hits: (Uint8Array | null)[], more = {}) => {
    const { level, decided, plain } = grade(FOUR, scheme({ rules }), { hits, ...more })
    return { level: [...level], decided: [...decided], plain: [...plain] }
  }
  const all = hit(1, 1, 1, 1)
  test('lift to at least a tier, cap at most, or set exactly; who is there already was not moved', () => {
    expect(graded([rule('atLeast', 'gold')], [all])).toMatchObject({
      level: [1, 2, 2, 2],
      decided: [0, 0, 1, 1],
    })
    expect(graded([rule('atMost', 'gold')], [all])).toMatchObject({
      level: [2, 2, 3, 4],
      decided: [1, 0, 0, 0],
    })
    expect(graded([rule('exactly', 'silver')], [all])).toMatchObject({
      level: [3, 3, 3, 3],
      decided: [1, 1, 0, 1],
      plain: [1, 2, 3, 4],
    })
  })
  test('are for whom they meet, one after the other, and the last that moved somebody decided', () => {
    const rules = [rule('atLeast', 'diamond'), rule('atMost', 'silver')]
    expect(graded(rules, [hit(0, 0, 1, 1), hit(0, 0, 0, 1)])).toMatchObject({
      level: [1, 2, 1, 3],
      decided: [0, 0, 1, 2],
    })
  })
  test('that do not hold that day, and those to a tier that the scheme has not, move nobody and keep their place', () => {
    const other = { ...rule('exactly', 'diamond'), tier: 'platinum' as TierRule['tier'] }
    expect(
      graded([rule('atLeast', 'diamond'), other, rule('atLeast', 'gold')], [null, all, hit(0, 0, 0, 1)]),
    ).toMatchObject({ level: [1, 2, 3, 2], decided: [0, 0, 0, 3] })
    expect(graded([rule('atLeast', 'diamond')], [])).toMatchObject({ level: [1, 2, 3, 4] })
  })
  test('come after the buffer, and a person after the rules', () => {
    const found = graded([rule('atMost', 'silver')], [hit(1, 0, 0, 0)], {
      overrides: Float64Array.of(0, 0, 1, 1),
    })
    expect(found).toMatchObject({ level: [3, 2, 1, 1], decided: [1, 0, -2, -2] })
    const kept = grade({ value: Float64Array.of(88) }, scheme({ keep: 3, rules: [rule('atMost', 'gold')] }), {
      before: Float64Array.of(1),
      hits: [hit(1)],
    })
    expect([[...kept.level], [...kept.decided]]).toEqual([[2], [1]])
  })
})

test('levels alone are those of a whole grading', () => {
  const random = seeded(7)
  const value = Float64Array.from({ length: 200 }, () => Math.round(random() * 100))
  const quota = scheme({ mode: 'quota', keep: 2 })
  const before = value.map((_, i) => 1 + (i % 4))
  const { raw, score, level, plain, decided } = grade({ value }, quota, { before })
  expect(levelsOf(raw, quota, { before })).toEqual({ score, level, plain, decided })
})
