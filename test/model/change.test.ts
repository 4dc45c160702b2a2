import { expect, test } from 'vitest'
import { changesOf } from '../../src/model/change'
import { DEFAULT_LEVELS, type TierScheme } from '../../src/model/scheme'

const indicator = (name: string, weight: number) =>
  ({ name, dimension: 'risk', weight, median: 1, values: [0, 2], points: [0, 100] }) as const
const before: TierScheme = {
  id: 's',
  name: '',
  version: 1,
  mode: 'score',
  levels: DEFAULT_LEVELS,
  indicators: [indicator('a', 0.5), indicator('b', 0.5)].map((each) => ({
    ...each,
    values: [...each.values],
    points: [...each.points],
  })),
  calibration: { values: [0, 100], points: [0, 100] },
  referenceDate: '2026-01-31',
  rules: [],
  keep: 0,
  review: 'quarter',
}

test('versions that say the same differ in nothing, whatever their number, name and day', () => {
  expect(changesOf(before, { ...before, version: 9, name: 'x', accepted: '2026-02-01' })).toEqual([])
})
test('each thing that is different is named once, and rounding is no decision', () => {
  const [a, b] = before.indicators
  const after: TierScheme = {
    ...before,
    indicators: [
      { ...a!, weight: 0.7, points: [100, 0] },
      { ...b!, name: 'c', weight: 0.3 },
    ],
    levels: DEFAULT_LEVELS.map((level) => ({
      ...level,
      threshold: level.threshold === 90 ? 85 : level.threshold,
    })),
    keep: 2,
  }
  expect(changesOf(before, after)).toEqual([
    { kind: 'removed', name: 'b' },
    { kind: 'weight', name: 'a', from: 0.5, to: 0.7 },
    { kind: 'line', name: 'a' },
    { kind: 'added', name: 'c' },
    { kind: 'level', name: 'diamond', from: 90, to: 85 },
    { kind: 'keep' },
  ])
  expect(changesOf(before, { ...before, indicators: [{ ...a!, weight: 0.50001 }, b!] })).toEqual([])
})
