import { bootstrap, interval } from '../../stats/bootstrap'

/** What a group of customers did after the day of grading. */
export interface Did {
  /** Those on the edge of the top with equal scores count in part. */
  customers: number
  /** Share with a purchase. */
  retained: number
  /** Share of the revenue of all, and revenue a customer. */
  revenueShare: number
  revenueMean: number
}
export interface Comparison {
  a: Did
  b: Did
  onlyA: Did
  onlyB: Did
  both: Did
  /** A less B, with 95 % intervals. */
  difference: Did
  low: Did
  high: Did
  resamples: number
}

/** How much of each customer belongs to the `size` best; who shares the last score shares the last places. */
export function topOf(scores: Float64Array, size: number): Float64Array {
  const edge = scores.slice().sort().reverse()[size - 1]!
  const above = scores.reduce((sum, score) => sum + Number(score > edge), 0)
  const level = scores.reduce((sum, score) => sum + Number(score === edge), 0)
  return scores.map((score) => (score > edge ? 1 : score === edge ? (size - above) / level : 0))
}

const NAMES = ['customers', 'retained', 'revenueShare', 'revenueMean'] as const

/**
 * Two gradings of the same customers at equal size of the top, by what the customers did after. The groups overlap, so
 * customers are drawn together with both gradings (paired bootstrap).
 */
export function compareTops(
  scores: { a: Float64Array; b: Float64Array },
  after: { bought: Float64Array; revenue: Float64Array },
  share: number,
  seed = 1,
  most = 2000,
): Comparison {
  const n = after.revenue.length
  const size = Math.max(1, Math.ceil(n * share))
  const [a, b] = [topOf(scores.a, size), topOf(scores.b, size)]
  const both = a.map((value, i) => Math.min(value, b[i]!))
  const rest = (of: Float64Array) => of.map((value, i) => value - both[i]!)
  const once = new Uint16Array(n).fill(1)
  const did = (weights: Float64Array, drawn: Uint16Array = once) => measure(weights, after, drawn)
  const resamples = Math.max(400, Math.min(most, Math.floor(4e7 / n)))
  const drawn = bootstrap(
    n,
    (counts) => {
      const [x, y] = [did(a, counts), did(b, counts)]
      return NAMES.map((name) => x[name] - y[name])
    },
    { resamples, seed },
  )
  const ends = drawn.map((values) => interval(values))
  const [x, y] = [did(a), did(b)]
  const each = (value: (name: (typeof NAMES)[number], k: number) => number) =>
    Object.fromEntries(NAMES.map((name, k) => [name, value(name, k)])) as unknown as Did
  return {
    a: x,
    b: y,
    onlyA: did(rest(a)),
    onlyB: did(rest(b)),
    both: did(both),
    difference: each((name) => x[name] - y[name]),
    low: each((_, k) => ends[k]![0]),
    high: each((_, k) => ends[k]![1]),
    resamples,
  }
}

function measure(
  weights: Float64Array,
  { bought, revenue }: { bought: Float64Array; revenue: Float64Array },
  drawn: Uint16Array,
): Did {
  let [size, kept, money, all] = [0, 0, 0, 0]
  for (let i = 0; i < weights.length; i++) {
    const times = drawn[i]!
    if (!times) continue
    const weight = weights[i]! * times
    size += weight
    kept += weight * bought[i]!
    money += weight * revenue[i]!
    all += times * revenue[i]!
  }
  return { customers: size, retained: kept / size, revenueShare: money / all, revenueMean: money / size }
}
