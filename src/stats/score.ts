import { DECIDED, type TierIndicator, type TierRule, type TierScheme } from '../model/scheme'
import { interpolate, type Anchors } from './interpolate'

/** One column of a scheme: weights of all sum to 1; `median` stands in for a missing value. */
export interface ScoredIndicator extends Anchors {
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
function below(sorted: Float64Array, value: number): number {
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

/** Raw scores → tiers; the part of grading that a threshold changes. It may take no longer than a frame. */
export function levelsOf(
  raw: Float64Array,
  scheme: TierScheme,
  { hits = [], before, overrides }: Beside = {},
): Pick<Grades, 'score' | 'level' | 'plain' | 'decided'> {
  const { levels } = scheme
  const score = scoresOf(raw, scheme.calibration)
  const byQuota = scheme.mode === 'quota'
  const keeps = scheme.keep > 0 && before
  // Everybody's place is only asked for where a buffer is measured in places.
  const rising = byQuota && keeps ? score.slice().sort() : null
  const picked = byQuota && !rising ? score.slice() : null
  const nth = (place: number) => (rising ? rising[place]! : select(picked!, place))
  const cuts = Float64Array.from(levels, ({ threshold, quota }) =>
    byQuota ? cutAt(score.length, quota, nth) : threshold,
  )
  const plain = new Float64Array(raw.length)
  for (let i = 0; i < plain.length; i++) {
    let at = 0
    while (at < cuts.length - 1 && !(score[i]! >= cuts[at]!)) at++
    plain[i] = at + 1
  }
  const level = plain.slice()
  const decided = new Float64Array(raw.length)
  // The share of customers is the quota's scale: a point is one in a hundred of them.
  const short = (i: number, held: number) =>
    rising
      ? (shareAbove(rising, score[i]!) - levels[held - 1]!.quota) * 100
      : levels[held - 1]!.threshold - score[i]!
  if (keeps)
    for (let i = 0; i < level.length; i++) {
      const held = keeps[i]!
      if (held && held < level[i]! && short(i, held) <= scheme.keep) {
        level[i] = held
        decided[i] = DECIDED.keep
      }
    }
  scheme.rules.forEach((rule, k) => {
    const hit = hits[k]
    const to = levels.findIndex(({ tier }) => tier === rule.tier) + 1
    if (!hit || !to) return
    for (let i = 0; i < level.length; i++)
      if (hit[i] && moves(rule.kind, level[i]!, to)) {
        level[i] = to
        decided[i] = k + 1
      }
  })
  if (overrides)
    for (let i = 0; i < level.length; i++)
      if (overrides[i]) {
        level[i] = overrides[i]!
        decided[i] = DECIDED.override
      }
  return { score, level, plain, decided }
}

/** Whether a rule takes a customer from a level to another; 1 is the top. */
const moves = (kind: TierRule['kind'], from: number, to: number): boolean =>
  kind === 'atLeast' ? from > to : kind === 'atMost' ? from < to : from !== to

/** Share of ascending values above this one. */
function shareAbove(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rising[middle]! <= value) low = middle + 1
    else high = middle
  }
  return (rising.length - low) / rising.length
}

/** The lowest score that a smaller share than the quota is better than; `nth`: the value at a rising place. */
function cutAt(n: number, quota: number, nth: (place: number) => number): number {
  let places = Math.min(n, Math.ceil(quota * n))
  // By the very division that a share is worked out with, so that rounding decides alike.
  while (places < n && places / n < quota) places++
  while (places > 0 && (places - 1) / n >= quota) places--
  return places ? nth(n - places) : Infinity
}

/** The value at a rising place, without sorting all (Hoare 1961); the values change their order. */
function select(values: Float64Array, place: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!
    let [i, k] = [low, high]
    while (i <= k) {
      while (values[i]! < pivot) i++
      while (values[k]! > pivot) k--
      if (i > k) break
      const value = values[i]!
      values[i++] = values[k]!
      values[k--] = value
    }
    if (place <= k) high = k
    else if (place >= i) low = i
    else break
  }
  return values[place]!
}

/** Weighted totals → scores, six digits. */
function scoresOf(raw: Float64Array, { values, points }: Anchors): Float64Array {
  const [x, y] = [Float64Array.from(values), Float64Array.from(points)]
  const last = x.length - 1
  const score = new Float64Array(raw.length)
  for (let i = 0; i < score.length; i++) {
    const value = raw[i]!
    let at = 0
    while (at <= last && !(value <= x[at]!)) at++
    const [left, below] = [at - 1, y[at - 1]!]
    const point =
      at === 0
        ? y[0]!
        : at > last
          ? y[last]!
          : below + ((value - x[left]!) / (x[at]! - x[left]!)) * (y[at]! - below)
    score[i] = Math.round(point * 1e6) / 1e6
  }
  return score
}
