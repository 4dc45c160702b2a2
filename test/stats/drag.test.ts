import { describe, expect, test } from 'vitest'
import { DEFAULT_LEVELS, type TierRule, type TierScheme } from '../../src/model/scheme'
import { dragger, mediansBy, movers, shiftOf } from '../../src/stats/drag'
import { grade, type Beside } from '../../src/stats/score'
import { proposeScheme } from '../../src/stats/scheme'

/** Repeatable numbers in 0 … 1. */
function random(seed: number): () => number {
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647
}
const N = 600
const next = random(11)
const columns = {
  revenue_12m: Float64Array.from({ length: N }, () => Math.round(next() ** -0.6 * 100)),
  orders_12m: Float64Array.from({ length: N }, () => Math.floor(next() * 12)),
  recency_days: Float64Array.from({ length: N }, () => (next() < 0.1 ? NaN : Math.floor(next() * 400))),
}
const proposed = proposeScheme(columns, () => true, '2026-01-31')
const beside: Beside = {
  before: Float64Array.from({ length: N }, () => Math.floor(next() * 5)),
  hits: [Uint8Array.from({ length: N }, () => Number(next() < 0.05))],
  overrides: Float64Array.from({ length: N }, () => (next() < 0.01 ? 2 : 0)),
}
const rule: TierRule = {
  id: 'r',
  condition: { field: 'x', op: 'is', values: [true] },
  kind: 'atLeast',
  tier: 'gold',
  reason: '',
  until: null,
}

/** The definition, word for word and slowly: shares counted customer by customer. */
function slowly(
  score: Float64Array,
  scheme: TierScheme,
  { hits = [], before, overrides }: Beside = {},
): number[] {
  const { mode, levels, keep, rules } = scheme
  return [...score].map((value, i) => {
    const better = score.filter((other) => other > value).length / score.length
    const at = levels.findIndex((level) =>
      mode === 'quota' ? better < level.quota : value >= level.threshold,
    )
    let level = at + 1 || levels.length
    const held = before?.[i]
    if (held && held < level) {
      const { quota, threshold } = levels[held - 1]!
      const short = mode === 'quota' ? (better - quota) * 100 : threshold - value
      if (keep > 0 && short <= keep) level = held
    }
    rules.forEach(({ kind, tier }, k) => {
      const to = levels.findIndex((each) => each.tier === tier) + 1
      const moves = kind === 'exactly' || (kind === 'atLeast' ? level > to : level < to)
      if (hits[k]?.[i] && moves) level = to
    })
    return overrides?.[i] || level
  })
}

describe('grading while dragging', () => {
  for (const mode of ['score', 'quota'] as const)
    for (const keep of [0, 3])
      test(`by ${mode} with a buffer of ${keep} each customer has the level that the definition gives`, () => {
        const scheme: TierScheme = {
          ...proposed,
          mode,
          keep,
          rules: [rule, { ...rule, kind: 'atMost', tier: 'silver' }],
        }
        const full = {
          ...beside,
          hits: [beside.hits![0]!, beside.hits![0]!.map((_, i) => Number(i % 17 === 0))],
        }
        const { score, level, plain } = grade(columns, scheme, full)
        expect([...plain]).toEqual(slowly(score, { ...scheme, keep: 0, rules: [] }))
        expect([...level]).toEqual(slowly(score, scheme, full))
        expect(dragger(columns)(scheme, full)).toEqual(level)
      })
  test('steps of equal scores, a line that falls and thresholds beyond every score are cut alike', () => {
    const steps = { value: Float64Array.from({ length: 200 }, (_, i) => (i * 7) % 11) }
    const base: TierScheme = {
      ...proposed,
      indicators: [
        { name: 'value', dimension: 'risk', weight: 1, median: 5, values: [0, 10], points: [0, 100] },
      ],
    }
    const held = { before: Float64Array.from({ length: 200 }, (_, i) => 1 + (i % 4)) }
    for (const mode of ['score', 'quota'] as const)
      for (const points of [
        [0, 60, 60, 100],
        [100, 60, 80, 0],
        [50, 50, 50, 50],
        [0, 30, 60, 79.999999],
      ])
        for (const keep of [0, 0.5, 20])
          for (const levels of [
            DEFAULT_LEVELS,
            DEFAULT_LEVELS.map((each) => ({
              ...each,
              threshold: each.threshold + 60,
              quota: each.quota / 10,
            })),
          ]) {
            const scheme = { ...base, mode, keep, levels, calibration: { values: [10, 40, 70, 90], points } }
            const { score, level } = grade(steps, scheme, held)
            expect([...level]).toEqual(slowly(score, scheme, held))
            expect(dragger(steps)(scheme, held)).toEqual(level)
          }
  })
  test('a quota that falls on equal scores takes all of them in', () => {
    const few = { value: Float64Array.of(1, 2, 2, 2, 3) }
    const scheme: TierScheme = {
      ...proposed,
      mode: 'quota',
      indicators: [
        { name: 'value', dimension: 'risk', weight: 1, median: 2, values: [0, 100], points: [0, 100] },
      ],
      calibration: { values: [0, 100], points: [0, 100] },
      levels: [0.2, 0.4, 0.8, 1].map((quota, i) => ({ ...DEFAULT_LEVELS[i]!, quota })),
    }
    expect([...grade(few, scheme).level]).toEqual([4, 2, 2, 2, 1])
  })
  test('says the same of everybody, whatever was dragged before', () => {
    const drag = dragger(columns)
    const steps: TierScheme[] = [proposed]
    const change = (part: Partial<TierScheme>) => steps.push({ ...steps.at(-1)!, ...part })
    for (let k = 0; k < 5; k++)
      change({
        indicators: steps.at(-1)!.indicators.map((each, i) => ({ ...each, weight: (i + k + 1) / 30 })),
      })
    change({ mode: 'quota', keep: 3 })
    change({ rules: [rule] })
    change({
      indicators: steps
        .at(-1)!
        .indicators.map((each, i) =>
          i ? each : { ...each, relative: true, values: [0, 1], points: [0, 100] },
        ),
    })
    change({ mode: 'score' })
    change({ calibration: { values: [0, 100], points: [0, 100] } })
    change({ levels: DEFAULT_LEVELS.map((each) => ({ ...each, threshold: each.threshold - 7.3 })) })
    for (const scheme of steps) expect(drag(scheme, beside)).toEqual(grade(columns, scheme, beside).level)
  })
})

describe('what a change does', () => {
  const before = Float64Array.of(1, 2, 2, 3, 0)
  const now = Float64Array.of(1, 1, 3, 1, 3)
  const revenue = Float64Array.of(10, 20, 30, 40, 50)
  test('counts who goes from where to where, and parts add up to the whole', () => {
    const shift = shiftOf(3, before, now, revenue)
    expect(shift).toEqual({
      customers: [3, 0, 2],
      revenue: [70, 0, 80],
      moved: {
        customers: [
          [1, 0, 0],
          [1, 0, 1],
          [1, 0, 0],
        ],
        revenue: [
          [10, 0, 0],
          [20, 0, 30],
          [40, 0, 0],
        ],
      },
      risen: 2,
      fallen: 1,
    })
  })
  test('lists the largest moves first and nobody who stays or was not graded', () => {
    expect(movers(before, now, revenue, 9)).toEqual([3, 2, 1])
    expect(movers(before, now, revenue, 1)).toEqual([3])
  })
  test('takes medians over those who have a value', () => {
    expect(mediansBy(3, now, Float64Array.of(1, 3, NaN, 8, 5))).toEqual([3, null, 5])
  })
})

describe('moves, more closely', () => {
  test('by size of the move, then by revenue, then by their order', () => {
    const before = Float64Array.of(4, 1, 2, 2, 3, 4, 2, 1)
    const now = Float64Array.of(3, 2, 1, 1, 1, 3, 4, 1)
    const revenue = Float64Array.of(10, 50, 50, 70, 5, 10, 1, 99)
    // Two levels: 4 (5) before 6 (1); one level: 3 (70), 1 and 2 (50, in their order), 0 and 5 (10, in their order).
    const all = [4, 6, 3, 1, 2, 0, 5]
    expect(movers(before, now, revenue, 20)).toEqual(all)
    for (let most = 1; most < 8; most++)
      expect(movers(before, now, revenue, most)).toEqual(all.slice(0, most))
  })
  test('are those of sorting all, over many drawn at random', () => {
    const draw = random(5)
    for (let round = 0; round < 50; round++) {
      const of = (most: number) => Float64Array.from({ length: 40 }, () => Math.floor(draw() * most))
      const [before, now, revenue] = [of(5), of(4).map((x) => x + 1), of(6)]
      const moved = [...now.keys()].filter((i) => before[i] && before[i] !== now[i])
      const size = (i: number) => Math.abs(before[i]! - now[i]!)
      const wanted = moved.sort((a, b) => size(b) - size(a) || revenue[b]! - revenue[a]! || a - b)
      expect(movers(before, now, revenue, 12)).toEqual(wanted.slice(0, 12))
    }
  })
  test('of nobody are none, and a shift of nobody is all zeros', () => {
    const none = new Float64Array()
    expect(movers(none, none, none, 5)).toEqual([])
    expect(shiftOf(2, none, none, none)).toMatchObject({
      customers: [0, 0],
      revenue: [0, 0],
      risen: 0,
      fallen: 0,
    })
  })
  test('of an even number the median is the middle of two, and of one it is that one', () => {
    const level = Float64Array.of(1, 1, 1, 1, 2, 3)
    expect(mediansBy(4, level, Float64Array.of(9, 1, 4, 6, 7, NaN))).toEqual([5, 7, null, null])
  })
})

describe('dragging without all columns', () => {
  test('leaves out an indicator that no column stands for', () => {
    const value = Float64Array.of(10, 95, 85)
    const of = (names: string[]): TierScheme => ({
      ...proposed,
      rules: [],
      calibration: { values: [0, 100], points: [0, 100] },
      indicators: names.map((name) => ({
        ...{ name, dimension: 'risk', weight: 1, median: 0, values: [0, 100], points: [0, 100] },
      })),
    })
    expect([...dragger({ value })(of(['value', 'unknown']))]).toEqual([4, 1, 2])
    expect([...dragger({ value })(of(['unknown']))]).toEqual([4, 4, 4])
    expect([...dragger({})(of(['unknown']))]).toEqual([])
  })
  test('takes each change of an indicator by itself: values, points, median and whether it stands on ranks', () => {
    const value = Float64Array.of(10, 95, NaN)
    const drag = dragger({ value })
    const [low, high, full, half] = [
      [0, 100],
      [0, 10],
      [0, 100],
      [0, 85],
    ]
    const base = {
      name: 'value',
      dimension: 'risk' as const,
      weight: 1,
      median: 0,
      values: low,
      points: full,
    }
    const of = (part: Partial<TierScheme['indicators'][number]>) => [
      ...drag({
        ...proposed,
        rules: [],
        calibration: { values: [0, 100], points: [0, 100] },
        indicators: [{ ...base, ...part }],
      }),
    ]
    expect(of({})).toEqual([4, 1, 4])
    expect(of({ values: high })).toEqual([1, 1, 4])
    expect(of({})).toEqual([4, 1, 4])
    expect(of({ points: half })).toEqual([4, 2, 4])
    expect(of({})).toEqual([4, 1, 4])
    expect(of({ median: 85 })).toEqual([4, 1, 2])
    expect(of({})).toEqual([4, 1, 4])
    // Ranks of 0 and 1 on anchors up to 100 are hardly any points.
    expect(of({ relative: true })).toEqual([4, 4, 4])
    expect(of({})).toEqual([4, 1, 4])
  })
  test('takes new anchors for an indicator of the same name, and forgets one that is gone', () => {
    const value = Float64Array.of(10, 95, 85)
    const other = Float64Array.of(100, 0, 0)
    const drag = dragger({ value, other })
    const each = (name: string, weight: number, top: number) => ({
      ...{ name, dimension: 'risk' as const, weight, median: 0, values: [0, top], points: [0, 100] },
    })
    const of = (indicators: TierScheme['indicators']): TierScheme => ({
      ...proposed,
      rules: [],
      calibration: { values: [0, 100], points: [0, 100] },
      indicators,
    })
    expect([...drag(of([each('value', 1, 100)]))]).toEqual([4, 1, 2])
    expect([...drag(of([each('value', 0.5, 100), each('other', 0.5, 100)]))]).toEqual([4, 4, 4])
    expect([...drag(of([each('value', 1, 10)]))]).toEqual([1, 1, 1])
    expect([...drag(of([each('value', 1, 100)]))]).toEqual([4, 1, 2])
    // The same weight of another column.
    expect([...drag(of([each('other', 1, 100)]))]).toEqual([1, 4, 4])
  })
})
