import { DECIDED, type TierIndicator, type TierRule, type TierScheme } from '../model/scheme'
import { cutsOf, scoreAt, scoreScale, type Cuts } from './cuts'
import { interpolate, type Anchors } from './interpolate'
import { picker } from './pick'

/** One column of a scheme: weights of all sum to 1; `median` stands in for a missing value. */
interface ScoredIndicator extends Anchors {
  weight: number
  median: number
}

/** Points 0…100 of each customer for one indicator, before its weight; NaN is a missing value. */
export function pointsOf(column: Float64Array, indicator: Anchors & { median: number }): Float64Array {
  const missing = interpolate(indicator.median, indicator)
  return column.map((value) => (Number.isNaN(value) ? missing : interpolate(value, indicator)))
}

/**
 * Raw scores 0…100 of all customers: Σ weight × points, on typed arrays. NaN is a missing value. A test holds it equal
 * to plain SQL for every customer.
 */
export function rawScores(columns: Float64Array[], indicators: ScoredIndicator[]): Float64Array {
  const raw = new Float64Array(columns[0]?.length ?? 0)
  indicators.forEach((indicator, k) => {
    const column = columns[k]!
    const missing = indicator.weight * interpolate(indicator.median, indicator)
    for (let i = 0; i < raw.length; i++) {
      const value = column[i]!
      raw[i]! += Number.isNaN(value) ? missing : indicator.weight * interpolate(value, indicator)
    }
  })
  return raw
}

/** Share of the others strictly below, 0…1, so that equal values stand equally; NaN stays NaN. */
export function ranksOf(column: Float64Array): Float64Array {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort()
  const others = Math.max(1, sorted.length - 1)
  return column.map((value) => (Number.isNaN(value) ? NaN : below(sorted, value) / others))
}

/** How many of ascending values are smaller. */
export function below(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The column that an indicator's anchors stand on: the value itself, or its rank. */
export const scaleOf = (column: Float64Array, { relative }: Pick<TierIndicator, 'relative'>): Float64Array =>
  relative ? ranksOf(column) : column

/** What grading says of each customer, in the order of the columns. */
export interface Grades extends Record<string, Float64Array> {
  raw: Float64Array
  /** 0…100 on the calibration line, six digits. */
  score: Float64Array
  /** Place of the tier in the scheme's levels, 1 = top. */
  level: Float64Array
  /** The same by the score alone. */
  plain: Float64Array
  /** What decided: see `DECIDED`; n > 0: the n-th rule of the scheme. */
  decided: Float64Array
  /** How many indicators the customer has no value for. */
  missing: Float64Array
}

/** What stands beside the indicators, in the order of the columns; what is left out decides nothing. */
export interface Beside {
  /** Who meets the condition of each rule (1) or not (0); null: the rule does not hold on that day. */
  hits?: (Uint8Array | null)[]
  /** Level held at the last review; 0: none. */
  before?: Float64Array | null
  /** Level given by hand; 0: none. */
  overrides?: Float64Array | null
}

/**
 * Grades all customers by a scheme; one array of `columns` an indicator. By score: the first level whose threshold is
 * reached. By quota: the share of customers strictly better decides, so a quota never cuts between equal scores. Then,
 * in this order, the buffer below the tier that was held, the rules, and what was decided by hand.
 */
export function grade(
  columns: Record<string, Float64Array>,
  scheme: TierScheme,
  beside: Beside = {},
): Grades {
  const used = scheme.indicators.map((indicator) => scaleOf(columns[indicator.name]!, indicator))
  const raw = rawScores(used, scheme.indicators)
  const missing = new Float64Array(raw.length)
  for (const column of used) column.forEach((value, i) => Number.isNaN(value) && missing[i]!++)
  return { raw, missing, ...levelsOf(raw, scheme, beside) }
}

/** Raw scores → tiers; the part of grading that a threshold changes. */
export function levelsOf(
  raw: Float64Array,
  scheme: TierScheme,
  beside: Beside = {},
): Pick<Grades, 'score' | 'level' | 'plain' | 'decided'> {
  const score = raw.map((value) => scoreAt(value, scheme.calibration))
  const pick = picker(score.length)
  const nth = scheme.mode === 'quota' ? pick(score) : () => NaN
  const cuts = cutsOf(scheme, score.length, scoreScale(scheme.calibration), nth, !!beside.before)
  const [level, plain, decided] = [0, 0, 0].map(() => new Float64Array(raw.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  place(score, cuts, scheme, beside, { level, plain, decided })
  return { score, level, plain, decided }
}

/**
 * Writes the level of each customer, and where asked what it would be by the score alone and what decided. It may take
 * no longer than a part of a frame.
 */
export function place(
  values: Float64Array,
  { begins, stays }: Cuts,
  { levels, rules }: Pick<TierScheme, 'levels' | 'rules'>,
  { hits = [], before, overrides }: Beside,
  { level, plain, decided }: { level: Float64Array; plain?: Float64Array; decided?: Float64Array },
): void {
  const last = begins.length - 1
  for (let i = 0; i < level.length; i++) {
    const value = values[i]!
    let at = 0
    while (at < last && !(value >= begins[at]!)) at++
    level[i] = at + 1
  }
  plain?.set(level)
  decided?.fill(DECIDED.score)
  if (stays && before)
    for (let i = 0; i < level.length; i++) {
      const held = before[i]!
      if (held && held < level[i]! && values[i]! >= stays[held - 1]!) {
        level[i] = held
        if (decided) decided[i] = DECIDED.keep
      }
    }
  rules.forEach((rule, k) => {
    const hit = hits[k]
    const to = levels.findIndex(({ tier }) => tier === rule.tier) + 1
    if (!hit || !to) return
    for (let i = 0; i < level.length; i++)
      if (hit[i] && moves(rule.kind, level[i]!, to)) {
        level[i] = to
        if (decided) decided[i] = k + 1
      }
  })
  if (overrides)
    for (let i = 0; i < level.length; i++)
      if (overrides[i]) {
        level[i] = overrides[i]!
        if (decided) decided[i] = DECIDED.override
      }
}

/** Whether a rule takes a customer from a level to another; 1 is the top. */
const moves = (kind: TierRule['kind'], from: number, to: number): boolean =>
  kind === 'atLeast' ? from > to : kind === 'atMost' ? from < to : from !== to
