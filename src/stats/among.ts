import type { TierScheme } from '../model/scheme'
import { cutsOf, scoreAt, scoreScale } from './cuts'
import { below, place, rawScores, type Beside, type Grades } from './score'

/** How everybody stood when all were graded last. */
export interface Others {
  /** Ascending. */
  scores: Float64Array
  /** Values of the indicators whose anchors stand on ranks. */
  columns: Record<string, Float64Array>
}

/**
 * Grades a few customers between two gradings of all: each by its own values of its own day, among the others as they
 * stood at the last one. Where all are graded anew with the values they had, it gives what `grade` gives.
 */
export function gradeAmong(
  columns: Record<string, Float64Array>,
  scheme: TierScheme,
  beside: Beside,
  others: Others,
): Pick<Grades, 'score' | 'level' | 'plain' | 'decided'> {
  const used = scheme.indicators.map(({ name, relative }) =>
    relative ? ranksAmong(columns[name]!, others.columns[name]!) : columns[name]!,
  )
  const raw = rawScores(used, scheme.indicators)
  const score = raw.map((value) => scoreAt(value, scheme.calibration))
  const { scores } = others
  const scale = scoreScale(scheme.calibration)
  const cuts = cutsOf(scheme, scores.length, scale, (at) => scores[at]!, !!beside.before)
  const [level, plain, decided] = [raw.slice(), raw.slice(), raw.slice()]
  place(score, cuts, scheme, beside, { level, plain, decided })
  return { score, level, plain, decided }
}

/** Share of the others strictly below, 0…1; NaN stays NaN. */
function ranksAmong(column: Float64Array, others: Float64Array): Float64Array {
  const sorted = others.filter((value) => !Number.isNaN(value)).sort()
  const most = Math.max(1, sorted.length - 1)
  return column.map((value) => (Number.isNaN(value) ? NaN : Math.min(1, below(sorted, value) / most)))
}
