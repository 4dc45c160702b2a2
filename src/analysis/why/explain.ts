import { DECIDED, type TierName, type TierRule, type TierScheme } from '../../model/scheme'
import { grade, levelsOf, type Grades } from '../../stats/score'
import type { WhatIf } from '../grading'
import { neededRaw, neededScore, type Need } from './need'
import { partOf, type Part } from './part'
import { alone, together, type Change } from './ways'

/** Why a customer has a tier, and what would lift it; every figure can be recomputed from those beside it. */
export interface Why {
  tier: TierName
  /** By the score alone. */
  plain: TierName
  /** Σ weight × points, 0…100, and where the calibration line leads it. */
  raw: number
  score: number
  /** Place among the graded from the top: how many have a strictly higher score, and of how many. */
  better: number
  graded: number
  parts: Part[]
  decided: Decided
  next: Next | null
}
type Decided = { by: 'score' } | { by: 'keep' } | { by: 'override' } | { by: 'rule'; rule: TierRule }

/** The way to the tier above the one held. */
interface Next {
  tier: TierName
  need: Need
  /** Points of the score that are missing; 0 where the score would do. */
  distance: number
  /** What stands in the way however high the score. */
  blocked: Decided | null
  /** Each indicator that alone would do, shortest way first. */
  alone: Change[]
  /** Where none does: the fewest that do together. Empty: not even all at their best do. */
  together: Change[]
}
export type { Change, Part }

/** Everybody graded once, so that one after the other can be explained. */
export interface Graded {
  given: WhatIf
  scheme: TierScheme
  grades: Grades
}
export const gradeAll = (given: WhatIf, scheme: TierScheme): Graded => ({
  given,
  scheme,
  grades: grade(given.columns, scheme, given.beside),
})

/** Why the customer at that place of the columns has its tier. */
export function explain({ given, scheme, grades }: Graded, at: number): Why {
  const level = grades.level[at]!
  const [raw, score] = [grades.raw[at]!, grades.score[at]!]
  const parts = scheme.indicators.map((indicator) => partOf(given.columns[indicator.name]!, indicator, at))
  return {
    tier: scheme.levels[level - 1]!.tier,
    plain: scheme.levels[grades.plain[at]! - 1]!.tier,
    raw,
    score,
    better: grades.score.reduce((sum, other) => sum + Number(other > score), 0),
    graded: grades.score.length,
    parts,
    decided: decidedBy(grades.decided[at]!, scheme),
    next: level > 1 ? nextOf({ given, scheme, grades }, at, parts) : null,
  }
}

function nextOf({ given, scheme, grades }: Graded, at: number, parts: Part[]): Next {
  const target = grades.level[at]! - 1
  const score = neededScore(scheme, grades.score, at, target)
  const need: Need = { score, raw: neededRaw(scheme, score) }
  const { tier } = scheme.levels[target - 1]!
  const distance = Math.max(0, score - grades.score[at]!)
  const none = { tier, need, distance, alone: [], together: [] }
  if (need.raw === null) return { ...none, blocked: null }
  const lifted = grades.raw.slice()
  lifted[at] = Math.max(lifted[at]!, need.raw)
  const after = levelsOf(lifted, scheme, given.beside)
  if (after.level[at]! > target) return { ...none, blocked: decidedBy(after.decided[at]!, scheme) }
  const gap = { raw: grades.raw[at]!, need: need.raw, score, scheme }
  const single = alone(parts, given.columns, at, gap)
  return {
    ...none,
    blocked: null,
    alone: single,
    together: single.length ? [] : together(parts, given.columns, at, gap),
  }
}

function decidedBy(code: number, scheme: TierScheme): Decided {
  if (code > 0) return { by: 'rule', rule: scheme.rules[code - 1]! }
  if (code === DECIDED.keep) return { by: 'keep' }
  return { by: code === DECIDED.override ? 'override' : 'score' }
}
