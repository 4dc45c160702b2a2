import type { TierIndicator, TierScheme } from './scheme'

/** One thing in which a version of a scheme differs from the one before. */
export type SchemeChange =
  | { kind: 'weight'; name: string; from: number; to: number }
  | { kind: 'added' | 'removed' | 'line'; name: string }
  | { kind: 'level'; name: string; from: number; to: number }
  | { kind: 'mode'; name: TierScheme['mode'] }
  | { kind: 'calibration' | 'rules' | 'keep' | 'review' }

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
/** Less than a tenth of a percent is nobody's decision. */
const moved = (from: number, to: number): boolean => Math.abs(from - to) >= 0.0005
const lineOf = ({ values, points, median, relative, table }: TierIndicator) => [
  values,
  points,
  median,
  !!relative,
  table ?? null,
]

/** What is different in the second of two versions, in the order in which a reader asks. */
export function changesOf(before: TierScheme, after: TierScheme): SchemeChange[] {
  const old = new Map(before.indicators.map((each) => [each.name, each]))
  const now = new Set(after.indicators.map(({ name }) => name))
  const changes: SchemeChange[] = []
  if (before.mode !== after.mode) changes.push({ kind: 'mode', name: after.mode })
  for (const { name } of before.indicators) if (!now.has(name)) changes.push({ kind: 'removed', name })
  for (const each of after.indicators) {
    const was = old.get(each.name)
    if (!was) changes.push({ kind: 'added', name: each.name })
    else {
      if (moved(was.weight, each.weight))
        changes.push({ kind: 'weight', name: each.name, from: was.weight, to: each.weight })
      if (!same(lineOf(was), lineOf(each))) changes.push({ kind: 'line', name: each.name })
    }
  }
  const by = after.mode === 'quota' ? 'quota' : 'threshold'
  after.levels.forEach((level, i) => {
    const was = before.levels[i]
    if (was && was[by] !== level[by])
      changes.push({ kind: 'level', name: level.tier, from: was[by], to: level[by] })
  })
  if (!same(before.calibration, after.calibration)) changes.push({ kind: 'calibration' })
  if (!same(before.rules, after.rules)) changes.push({ kind: 'rules' })
  if (before.keep !== after.keep) changes.push({ kind: 'keep' })
  if (before.review !== after.review) changes.push({ kind: 'review' })
  return changes
}
