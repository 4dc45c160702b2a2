import {
  bgNbdAlive,
  bgNbdConditional,
  bgNbdExpected,
  fitBgNbd,
  type BgNbd,
  type BgNbdFit,
} from '../../stats/value/bg-nbd'
import {
  expectedSpend,
  fitGammaGamma,
  type GammaGamma,
  type GammaGammaFit,
} from '../../stats/value/gamma-gamma'
import { gather, inWeeks, type Gathered } from '../../stats/value/histories'
import { discountedYear, predictedOrders, predictedValue, WEEKS_A_YEAR } from '../../stats/value/lifetime'
import type { Failure } from '../../stats/value/maximise'
import { DISCOUNTS, type ValueFeatures, type ValueFit } from './features'

/** So many customers are fitted to the day; more of them in whole weeks, of which few are distinct. */
const EXACT = 20_000
const worked = <T>(found: T | Failure): T | null => (typeof found === 'string' ? null : (found as T))
const failureOf = (found: unknown): Failure | null => (typeof found === 'string' ? (found as Failure) : null)
const weeks = (days: Float64Array): Float64Array => days.map((day) => day / 7)

/** Learns what customers will still buy from the whole past, and from the part before the split what would have come after it. */
export function fitValue(features: ValueFeatures): ValueFit {
  const { frequency, recency, age, mean } = features
  const gathered = gatheredOf(frequency, weeks(recency), weeks(age))
  const model = fitBgNbd(gathered.histories)
  const spend = fitGammaGamma(frequency, mean)
  const columns = blank(frequency.length)
  const errors: ValueFit['errors'] = { orders: null, value: null }
  const [bg, money] = [worked<BgNbdFit>(model), worked<GammaGammaFit>(spend)]
  if (bg) {
    estimate(columns, gathered, bg)
    if (money) price(columns, gathered, { bg, money, features })
    Object.assign(errors, uncertainty(gathered, bg, money, features))
  }
  const past = before(features, columns)
  return {
    failures: {
      model: failureOf(model),
      spend: failureOf(spend),
      then: past.failure,
    },
    model: bg && { r: bg.r, alpha: bg.alpha, a: bg.a, b: bg.b, logLikelihood: bg.logLikelihood },
    spend: money && { p: money.p, q: money.q, gamma: money.gamma, correlation: money.correlation },
    customers: columns,
    track: past.track,
    errors,
  }
}

const COLUMNS = [
  ...['alive', 'orders', 'orders_low', 'orders_high', 'variance', 'each'],
  ...['discounted_0', 'discounted_5', 'discounted_10', 'discounted_15'],
  ...['spend_low', 'spend_high', 'spend_variance', 'expected_then', 'naive_then'],
] as const
type Columns = Record<(typeof COLUMNS)[number], Float64Array>

const blank = (count: number): Columns =>
  Object.fromEntries(COLUMNS.map((name) => [name, new Float64Array(count).fill(NaN)])) as Columns

const gatheredOf = (frequency: Float64Array, recency: Float64Array, age: Float64Array): Gathered =>
  frequency.length > EXACT ? inWeeks({ frequency, recency, age }) : gather(frequency, recency, age)

const historyAt = ({ histories: { frequency, recency, age } }: Gathered, k: number) => ({
  x: frequency[k]!,
  last: recency[k]!,
  age: age[k]!,
})

/** Writes what belongs to a history to each customer who has it. */
function spread(
  gathered: Gathered,
  columns: Columns,
  of: (k: number) => Partial<Record<keyof Columns, number>>,
) {
  const told = Array.from(gathered.histories.weight, (_, k) => of(k))
  gathered.of.forEach((k, customer) => {
    for (const [name, value] of Object.entries(told[k]!)) columns[name as keyof Columns][customer] = value
  })
}

/** Chance of being there, and purchases of the next year. */
function estimate(columns: Columns, gathered: Gathered, bg: BgNbd): void {
  spread(gathered, columns, (k) => {
    const history = historyAt(gathered, k)
    const { orders, variance } = predictedOrders(bg, history, WEEKS_A_YEAR)
    const [plain, five, ten, fifteen] = discountedYear(bg, history, DISCOUNTS)
    return {
      alive: bgNbdAlive(bg, history.x, history.last, history.age) ?? NaN,
      orders: plain!,
      ...{ orders_low: orders[0], orders_high: orders[1], variance },
      ...{ discounted_0: plain!, discounted_5: five!, discounted_10: ten!, discounted_15: fifteen! },
    }
  })
}

interface Priced {
  bg: BgNbd
  money: GammaGamma
  features: ValueFeatures
}

/** What the purchases come to, with an interval that is drawn from a seed of each customer's own. */
function price(columns: Columns, gathered: Gathered, { bg, money, features }: Priced): void {
  const chances = new Map<number, number[]>()
  gathered.of.forEach((k, customer) => {
    const known = chances.get(k) ?? predictedOrders(bg, historyAt(gathered, k), WEEKS_A_YEAR).chances
    chances.set(k, known)
    const own = { x: features.frequency[customer]!, mean: features.mean[customer]! }
    const each = expectedSpend(money, own.x, own.mean)
    const orders = columns.orders[customer]!
    columns.each[customer] = each ?? NaN
    const [low, high] = predictedValue(known, money, own, 1, customer + 1)
    columns.spend_low[customer] = low
    columns.spend_high[customer] = high
    const variance = spendVariance(money, own, orders, columns.variance[customer]!)
    // Where the model gives a sum no variance: that of a normal one with the same interval.
    columns.spend_variance[customer] = variance ?? ((high - low) / (2 * 1.2815515655446004)) ** 2
  })
}

/** Variance of a sum of purchases: their number varies, what each comes to, and what this customer spends at all. Null: it has no end. */
function spendVariance(
  { p, q, gamma }: GammaGamma,
  { x, mean }: { x: number; mean: number },
  orders: number,
  variance: number,
): number | null {
  const repeats = mean > 0 ? x : 0
  const shape = p * repeats + q
  if (shape <= 2) return null
  const scale = gamma + repeats * mean
  const square = (scale * scale) / ((shape - 1) * (shape - 2))
  const counts = variance + orders * orders
  return (orders * p + counts * p * p) * square - ((orders * p * scale) / (shape - 1)) ** 2
}

/** Delta method: how far the sums move with each parameter, and how far these may be off. */
function uncertainty(
  gathered: Gathered,
  bg: BgNbdFit,
  money: GammaGammaFit | null,
  features: ValueFeatures,
): ValueFit['errors'] {
  const { weight } = gathered.histories
  const orders = (model: BgNbd) =>
    Float64Array.from(weight, (_, k) => bgNbdConditional(model, historyAt(gathered, k), WEEKS_A_YEAR))
  const counted = (each: Float64Array) => each.reduce((sum, y, k) => sum + weight[k]! * y, 0)
  const [plain, at] = [orders(bg), [bg.r, bg.alpha, bg.a, bg.b]]
  const moved = at.map((_, k) => {
    const [r, alpha, a, b] = at.map((x, j) => (j === k ? x * (1 + STEP) : x))
    return orders({ r: r!, alpha: alpha!, a: a!, b: b! })
  })
  const slopes = (sum: (each: Float64Array) => number) =>
    moved.map((each, k) => (sum(each) - sum(plain)) / (at[k]! * STEP))
  const ofOrders = error(slopes(counted), bg.covariance, counted(plain))
  if (!money) return { orders: ofOrders, value: null }
  const worth = (spend: GammaGamma) => {
    const sums = new Float64Array(weight.length)
    gathered.of.forEach((k, customer) => {
      sums[k]! += expectedSpend(spend, features.frequency[customer]!, features.mean[customer]!) ?? NaN
    })
    return sums
  }
  const value = (each: Float64Array, spend: Float64Array) =>
    each.reduce((sum, y, k) => sum + y * spend[k]!, 0)
  const spent = worth(money)
  const total = value(plain, spent)
  const spendAt = [money.p, money.q, money.gamma]
  const spendSlopes = spendAt.map((_, k) => {
    const [p, q, gamma] = spendAt.map((x, j) => (j === k ? x * (1 + STEP) : x))
    return (value(plain, worth({ p: p!, q: q!, gamma: gamma! })) - total) / (spendAt[k]! * STEP)
  })
  const ofCounts = error(
    slopes((each) => value(each, spent)),
    bg.covariance,
    total,
  )
  const ofSpend = error(spendSlopes, money.covariance, total)
  const both = Math.hypot(ofCounts, ofSpend)
  return { orders: ofOrders, value: Number.isFinite(both) ? both : null }
}

const STEP = 1e-4
/** Standard error of a sum, as a share of it. */
const error = (slopes: number[], covariance: number[][], total: number): number =>
  Math.sqrt(
    slopes.reduce(
      (sum, one, j) => sum + slopes.reduce((inner, other, k) => inner + one * other * covariance[j]![k]!, 0),
      0,
    ),
  ) / total

/** The model of the time before the split: what it expects after it, and week by week of the whole time. */
function before(features: ValueFeatures, columns: Columns): { failure: Failure | null; track: Float64Array } {
  const { frequencyThen, recencyThen, ageThen, span } = features
  const [held, days] = [span[0]! / 7, span[1]!]
  const places = Array.from(ageThen.keys()).filter((k) => !Number.isNaN(ageThen[k]!))
  const some = (of: Float64Array, by = 1) => Float64Array.from(places, (k) => of[k]! / by)
  const gathered = gatheredOf(some(frequencyThen), some(recencyThen, 7), some(ageThen, 7))
  const none = new Float64Array()
  if (held < 1) return { failure: 'too-few', track: none }
  const found = fitBgNbd(gathered.histories)
  const model = worked<BgNbdFit>(found)
  if (!model) return { failure: failureOf(found), track: none }
  const expected = Array.from(gathered.histories.weight, (_, k) =>
    bgNbdConditional(model, historyAt(gathered, k), held),
  )
  places.forEach((customer, at) => {
    columns.expected_then[customer] = expected[gathered.of[at]!]!
    const [x, age] = [frequencyThen[customer]!, ageThen[customer]! / 7]
    columns.naive_then[customer] = age > 0 ? (x / age) * held : 0
  })
  return { failure: null, track: tracked(model, some(ageThen), days, span[0]!) }
}

/** Repeat purchases expected up to the end of each week, by the week in which customers came. */
function tracked(model: BgNbd, ageThen: Float64Array, days: number, held: number): Float64Array {
  const came = new Map<number, number>()
  for (const age of ageThen) came.set(days - held - age, (came.get(days - held - age) ?? 0) + 1)
  const count = Math.floor(days / 7) + 1
  // By days since the first purchase: all weeks end on one weekday, so seven times as many values as weeks are enough.
  const byDays = new Map<number, number>()
  const expected = (since: number) => {
    const known = byDays.get(since) ?? bgNbdExpected(model, since / 7)
    byDays.set(since, known)
    return known
  }
  return Float64Array.from({ length: count }, (_, week) => {
    const end = Math.min(days, week * 7 + 6)
    let sum = 0
    for (const [first, customers] of came) if (first < end) sum += customers * expected(end - first)
    return sum
  })
}
