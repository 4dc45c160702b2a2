import { DEFAULT_LEVELS, type TierScheme } from '../../src/model/scheme'

/** A scheme whose score, of 0 to 100, is that of its indicators, with the usual levels and nothing beside; `part` says what else. */
export const schemeOf = (part: Partial<TierScheme>): TierScheme => ({
  id: 'default',
  name: '',
  version: 1,
  mode: 'score',
  levels: DEFAULT_LEVELS,
  indicators: [],
  calibration: { values: [0, 100], points: [0, 100] },
  referenceDate: '2024-12-31',
  rules: [],
  keep: 0,
  review: 'quarter',
  ...part,
})
