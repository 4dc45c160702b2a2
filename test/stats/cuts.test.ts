import { describe, expect, test } from 'vitest'
import { DEFAULT_LEVELS, type TierScheme } from '../../src/model/scheme'
import { cutsOf, scoreAt, scoreScale, totalScale } from '../../src/stats/cuts'
import { seeded } from '../../src/stats/random'

const LINE = { values: [0, 50, 100], points: [0, 60, 100] }
type Asked = Pick<TierScheme, 'mode' | 'levels' | 'keep'>
const scheme = (part: Partial<Asked>): Asked => ({ mode: 'score', levels: DEFAULT_LEVELS, keep: 0, ...part })
const levels = (of: Partial<(typeof DEFAULT_LEVELS)[number]>[]) =>
  of.map((each, at) => ({ ...DEFAULT_LEVELS[at]!, ...each }))
const quotas = (...of: number[]) => levels(of.map((quota) => ({ quota })))
const thresholds = (...of: number[]) => levels(of.map((threshold) => ({ threshold })))

describe('a score', () => {
  test('is linear between the anchors and flat outside', () => {
    const at = [-5, 0, 25, 50, 75, 100, 250]
    expect(at.map((value) => scoreAt(value, LINE))).toEqual([0, 0, 30, 60, 80, 100, 100])
  })
  test('has six digits, rounded to the nearest', () => {
    const unit = { values: [0, 1], points: [0, 1] }
    expect([1 / 3, 2 / 3, 1e-7].map((value) => scoreAt(value, unit))).toEqual([0.333333, 0.666667, 0])
  })
  test('on one anchor is the same for everybody', () => {
    expect([0, 3, 9].map((value) => scoreAt(value, { values: [3], points: [40] }))).toEqual([40, 40, 40])
  })
})

describe('a scale', () => {
  test('of scores is the scores, and reaches beyond all of them', () => {
    expect(scoreScale({ values: [0, 1, 2], points: [20, 95, 10] })).toMatchObject({ low: 9, high: 96 })
    expect(scoreScale(LINE).toScore(12.5)).toBe(12.5)
  })
  test('of totals leads to scores, from the first anchor to the last', () => {
    const scale = totalScale({ values: [10, 60, 80], points: [0, 60, 60] })!
    expect([scale.low, scale.high, scale.toScore(35)]).toEqual([10, 80, 30])
  })
  test('there is none of totals where more of them can mean a lower score', () => {
    expect(totalScale({ values: [0, 1, 2], points: [0, 60, 50] })).toBeNull()
    expect(totalScale({ values: [0, 1], points: [100, 0] })).toBeNull()
    expect(totalScale({ values: [7], points: [50] })).not.toBeNull()
  })
})

describe('tiers by score', () => {
  const never = () => {
    throw new Error('by score nobody looks at the others')
  }
  const cut = (part: Partial<Asked>, scale = scoreScale(LINE), held = true) =>
    cutsOf(scheme(part), 10, scale, never, held)
  test('begin exactly at their thresholds', () => {
    expect([...cut({ levels: thresholds(90, 80.5, 60, 0) }).begins]).toEqual([90, 80.5, 60, 0])
  })
  test('begin nowhere where no score reaches them, and everywhere where each does', () => {
    expect([...cut({ levels: thresholds(120, 100, 50, -20) }).begins]).toEqual([Infinity, 100, 50, -Infinity])
  })
  test('begin, on a scale of totals, at the total of the threshold', () => {
    const [first, , , last] = cut({ levels: thresholds(80, 70, 60, 0) }, totalScale(LINE)!).begins
    // 60 + (75 − 50) / 50 × 40 = 80. Scores have six digits: 79.9999995 and more is 80.
    expect(first).toBeCloseTo(75, 5)
    expect(first).toBeLessThanOrEqual(75)
    expect(last).toBe(-Infinity)
  })
  test('are kept for as many points below as the buffer has, where somebody held one', () => {
    const levels = thresholds(90, 80, 60, 0)
    expect([...cut({ levels, keep: 3 }).stays!]).toEqual([87, 77, 57, -Infinity])
    expect(cut({ levels }).stays).toBeNull()
    expect(cut({ levels, keep: 3 }, scoreScale(LINE), false).stays).toBeNull()
  })
})

describe('tiers by quota', () => {
  /** n customers with the scores 10, 20, 30 …, or as they are given. */
  const cut = (part: Partial<Asked>, scores: number[]) => {
    const sorted = [...scores].sort((a, b) => a - b)
    return cutsOf(
      scheme({ mode: 'quota', ...part }),
      scores.length,
      scoreScale({ values: [0, 1], points: [0, 100] }),
      (place) => {
        // Nobody stands outside: an answer to such a place would be made up.
        expect(place).toBeGreaterThanOrEqual(0)
        expect(place).toBeLessThan(scores.length)
        return sorted[place]!
      },
      true,
    )
  }
  const TEN = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
  test('hold as many as have a smaller share before them', () => {
    expect([...cut({ levels: quotas(0.1, 0.3, 0.6, 1) }, TEN).begins]).toEqual([100, 80, 50, 10])
    // Before the first is nobody, which is less than a twentieth.
    expect(cut({ levels: quotas(0.05) }, TEN).begins[0]).toBe(100)
    expect(cut({ levels: quotas(0.11) }, TEN).begins[0]).toBe(90)
  })
  test('hold nobody at a quota of nothing, and everybody at one of all and more', () => {
    expect([...cut({ levels: quotas(0, 1, 1.5) }, TEN).begins]).toEqual([Infinity, 10, 10])
  })
  test('of one customer are the first, of two the better one first', () => {
    expect([...cut({ levels: quotas(0.01, 1) }, [50]).begins]).toEqual([50, 50])
    expect([...cut({ levels: quotas(0.5, 1) }, [20, 50]).begins]).toEqual([50, 20])
  })
  test('are decided as a share is worked out, wherever a product would round the other way', () => {
    const people = (n: number) => Array.from({ length: n }, (_, i) => i / 4)
    // 0.07 × 100 = 7.000000000000001 in binary, but 7 / 100 is not below 0.07: seven, not eight.
    expect(cut({ levels: quotas(0.07) }, people(100)).begins[0]).toBe(93 / 4)
    // The next number above 256 / 342, times 342, is 256 in binary: 257 have a smaller share before them.
    expect(cut({ levels: quotas(0.7485380116959065) }, people(342)).begins[0]).toBe((342 - 257) / 4)
    // (0.125 + 0.02) × 200 is below 29 in binary, but 29 / 200 − 0.125 is no more than two in a hundred.
    expect(cut({ levels: quotas(0.125), keep: 2 }, people(200)).stays![0]).toBe((199 - 29) / 4)
  })
  test('take in all who have the score at the edge', () => {
    expect(cut({ levels: quotas(0.2) }, [1, 2, 5, 5, 5]).begins[0]).toBe(5)
  })
  test('are kept for as many in a hundred as the buffer has points', () => {
    // A tenth and ten points: up to two of ten may be better.
    expect([...cut({ levels: quotas(0.1, 0.25), keep: 10 }, TEN).stays!]).toEqual([80, 70])
    expect(cut({ levels: quotas(0.1), keep: 9.9 }, TEN).stays![0]).toBe(90)
    expect(cut({ levels: quotas(0.1), keep: 90 }, TEN).stays![0]).toBe(-Infinity)
    expect(cut({ levels: quotas(0.1), keep: 89.9 }, TEN).stays![0]).toBe(10)
    expect(cut({ levels: quotas(0.1) }, TEN).stays).toBeNull()
  })
  test('are those of counting customer by customer, over many drawn at random', () => {
    const random = seeded(17)
    for (let round = 0; round < 400; round++) {
      const n = 1 + Math.floor(random() * 60)
      const scores = Array.from({ length: n }, () => Math.floor(random() * 25) * 4)
      const quota = Math.round(random() * 100) / 100
      const keep = 1 + Math.floor(random() * 5)
      const { begins, stays } = cut({ levels: quotas(quota), keep }, scores)
      for (const score of scores) {
        const better = scores.filter((other) => other > score).length / n
        expect(score >= begins[0]!, JSON.stringify({ scores, quota, score })).toBe(better < quota)
        const short = (better - quota) * 100
        expect(score >= stays![0]!, JSON.stringify({ scores, quota, keep, score })).toBe(short <= keep)
      }
    }
  })
})
