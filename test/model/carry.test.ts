import { describe, expect, test } from 'vitest'
import { carry } from '../../src/model/carry'
import { changesOf } from '../../src/model/change'
import { DEFAULT_LEVELS, type TierIndicator, type TierScheme } from '../../src/model/scheme'

const indicator = (name: string, weight: number, top = 100): TierIndicator => ({
  name,
  dimension: 'financial',
  weight,
  median: top / 2,
  values: [0, top],
  points: [0, 100],
})
const scheme = (indicators: TierIndicator[], part: Partial<TierScheme> = {}): TierScheme => ({
  id: 'default',
  name: '',
  version: 1,
  mode: 'score',
  levels: DEFAULT_LEVELS,
  indicators,
  calibration: { values: [0, 100], points: [0, 100] },
  referenceDate: '2025-06-30',
  rules: [],
  keep: 0,
  review: 'quarter',
  ...part,
})
const base = scheme([indicator('a', 0.6), indicator('b', 0.4)])
const now = scheme([indicator('a', 0.6, 300), indicator('b', 0.4, 300)], { referenceDate: '2025-12-31' })

describe('a draft that is carried over to another proposal', () => {
  test('keeps what was changed and takes the rest from the new one', () => {
    const draft = { ...base, mode: 'quota' as const, indicators: [indicator('a', 0.1), indicator('b', 0.9)] }
    const carried = carry(base, draft, now)
    expect(carried).toEqual({
      ...now,
      mode: 'quota',
      indicators: [indicator('a', 0.1, 300), indicator('b', 0.9, 300)],
    })
    expect(changesOf(now, carried).map(({ kind }) => kind)).toEqual(['mode', 'weight', 'weight'])
  })
  test('keeps anchors that were set by hand', () => {
    const draft = { ...base, indicators: [{ ...base.indicators[0]!, points: [0, 50] }, base.indicators[1]!] }
    expect(carry(base, draft, now).indicators).toEqual([
      { ...base.indicators[0]!, points: [0, 50] },
      now.indicators[1],
    ])
  })
  test('counts what only the new files can give, beside the rest', () => {
    const draft = { ...base, indicators: [indicator('a', 0.5), indicator('b', 0.5)] }
    const wider = scheme([indicator('a', 0.4), indicator('b', 0.4), indicator('margin', 0.2)])
    expect(carry(base, draft, wider).indicators.map(({ name, weight }) => [name, weight])).toEqual([
      ['a', 0.4],
      ['b', 0.4],
      ['margin', 0.2],
    ])
    const removed = { ...base, indicators: [indicator('a', 1)] }
    expect(carry(base, removed, now).indicators.map(({ name }) => name)).toEqual(['a'])
  })
  test('that changed nothing is the new one', () => {
    expect(carry(base, { ...base }, now)).toEqual(now)
  })
})
