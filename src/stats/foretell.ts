import { bootstrap, interval } from './bootstrap'
import { correlation, ranker } from './rank'
import { chooseRidge } from './ridge'

/** The customers of one day: points 0…100 of each indicator, and what each customer brought after that day. */
export interface Then {
  points: Float64Array[]
  outcome: Float64Array
}
export interface Estimate {
  value: number
  /** Ends of the 95 % interval. */
  low: number
  high: number
}
/** How well the order that weights put customers into foretold the later outcome. */
interface Tested {
  /** Spearman's rank correlation of score and outcome. */
  rank: Estimate
  /** Share of the outcome's variance that a line through the earlier scores foretells; below 0: worse than the mean. */
  explained: Estimate
}
export interface Foretold<Name extends string> {
  /** Customers of the earlier and of the later day. */
  learned: number
  checked: number
  /** The outcome is so skewed that log(1 + outcome) was learnt from. */
  logged: boolean
  lambda: number | null
  /** Of each indicator, summing to 1; null: the indicators foretell no better than the plain mean. */
  weights: number[] | null
  /** Places that would have counted against a customer, and count nothing. */
  clipped: number[]
  /** Places that were the same for everyone on the earlier day: nothing could be learnt of them, they keep their weight. */
  flat: number[]
  tested: Record<Name | 'suggested', Tested | null>
  /** Rank correlation of the suggested weights less that of the present ones. */
  gain: Estimate | null
  resamples: number
}

/** Above this skewness a few outcomes would decide everything (Bulmer, Principles of Statistics, 1979). */
const SKEWED = 1

/**
 * Weights learnt on an earlier day by ridge regression of what came after it, and tested on a later day, beside others
 * (`given`; a null one is not there). No coefficient may be negative; they are scaled to 1. Customers are drawn
 * together with all their scores (paired bootstrap), so the interval of the difference is not that of two samples.
 */
export function foretell<Name extends string>(
  earlier: Then,
  later: Then,
  given: Record<Name | 'present', number[] | null>,
  { seed = 1, most = 1000 }: { seed?: number; most?: number } = {},
): Foretold<Name | 'present'> {
  const present: number[] = given.present ?? []
  const logged = skewness(earlier.outcome) > SKEWED
  const scale = (outcome: Float64Array) => (logged ? outcome.map((x) => Math.log1p(Math.max(0, x))) : outcome)
  const [learnt, checked] = [scale(earlier.outcome), scale(later.outcome)]
  const found = chooseRidge(earlier.points, learnt, { seed, nonNegative: true })
  const flat = earlier.points.flatMap((column, k) => (column.every((x) => x === column[0]) ? [k] : []))
  const weights = found && toWeights(found.coefficients, present, new Set(flat))
  const vectors = { ...given, suggested: weights } as Record<Name | 'present' | 'suggested', number[] | null>
  const names = Object.keys(vectors).filter((name) => vectors[name as Name]) as (Name | 'suggested')[]
  const [rankOutcome, scored] = [
    ranker(later.outcome),
    names.map((name) => {
      const score = totals(later.points, vectors[name]!)
      const line = lineThrough(totals(earlier.points, vectors[name]!), learnt)
      return { rank: ranker(score), expected: score.map((x) => line.at + line.slope * x) }
    }),
  ]
  const at = (name: string) => names.indexOf(name as Name)
  const measure = (drawn?: Uint16Array): number[] => {
    const outcome = rankOutcome(drawn)
    const ranks = scored.map(({ rank }) => correlation(rank(drawn), outcome, drawn))
    const shares = scored.map(({ expected }) => explained(expected, checked, drawn))
    return [...ranks, ...shares, (ranks[at('suggested')] ?? NaN) - (ranks[at('present')] ?? NaN)]
  }
  const n = checked.length
  const resamples = Math.max(200, Math.min(most, Math.floor(2e7 / n)))
  const once = measure()
  const drawn = bootstrap(n, measure, { resamples, seed }).map((values) => interval(values))
  const estimate = (k: number): Estimate => ({ value: once[k]!, low: drawn[k]![0], high: drawn[k]![1] })
  return {
    learned: learnt.length,
    checked: n,
    logged,
    lambda: found?.lambda ?? null,
    weights,
    clipped: found ? found.coefficients.flatMap((b, k) => (b <= 0 && !flat.includes(k) ? [k] : [])) : [],
    flat,
    tested: Object.fromEntries(
      Object.keys(vectors).map((name) => {
        const k = at(name)
        return [name, k < 0 ? null : { rank: estimate(k), explained: estimate(names.length + k) }]
      }),
    ) as Record<Name | 'present' | 'suggested', Tested | null>,
    gain: weights && given.present ? estimate(2 * names.length) : null,
    resamples,
  }
}

/** Coefficients → weights; those of which nothing was learnt keep theirs. Null: none is above 0. */
function toWeights(coefficients: number[], present: number[], flat: Set<number>): number[] | null {
  const positive = coefficients.map((b, k) => (flat.has(k) ? 0 : b))
  const total = positive.reduce((sum, b) => sum + b, 0)
  if (!total) return null
  const kept = present.reduce((sum, weight, k) => sum + (flat.has(k) ? weight : 0), 0)
  return positive.map((b, k) => (flat.has(k) ? (present[k] ?? 0) : ((1 - kept) * b) / total))
}

function totals(points: Float64Array[], weights: number[]): Float64Array {
  const sums = new Float64Array(points[0]?.length ?? 0)
  points.forEach((column, k) => {
    const weight = weights[k]!
    if (weight) for (let i = 0; i < sums.length; i++) sums[i]! += weight * column[i]!
  })
  return sums
}

/** Least squares through one column; a column that does not vary foretells the mean. */
function lineThrough(x: Float64Array, y: Float64Array): { at: number; slope: number } {
  const mean = (of: Float64Array) => of.reduce((sum, each) => sum + each, 0) / of.length
  const [mx, my] = [mean(x), mean(y)]
  let [xx, xy] = [0, 0]
  x.forEach((each, i) => {
    xx += (each - mx) ** 2
    xy += (each - mx) * (y[i]! - my)
  })
  const slope = xx > 0 ? xy / xx : 0
  return { at: my - slope * mx, slope }
}

/** 1 − Σ(y − ŷ)² / Σ(y − ȳ)². */
function explained(expected: Float64Array, y: Float64Array, drawn?: Uint16Array): number {
  let [n, sum, squares, missed] = [0, 0, 0, 0]
  for (let i = 0; i < y.length; i++) {
    const times = drawn ? drawn[i]! : 1
    n += times
    sum += times * y[i]!
    squares += times * y[i]! * y[i]!
    missed += times * (y[i]! - expected[i]!) ** 2
  }
  return 1 - missed / (squares - sum ** 2 / n)
}

/** Third standardised moment; 0 where nothing varies. */
function skewness(x: Float64Array): number {
  const mean = x.reduce((sum, each) => sum + each, 0) / x.length
  let [second, third] = [0, 0]
  for (const each of x) {
    second += (each - mean) ** 2
    third += (each - mean) ** 3
  }
  return second > 0 ? third / x.length / (second / x.length) ** 1.5 : 0
}
