import { digamma, logGamma } from './gamma'
import { customersOf, repeatsOf, type Histories } from './histories'
import { hypergeometric } from './hypergeometric'
import { maximise, standardErrors, type Failure, type Likelihood, type Maximum } from './maximise'

/**
 * Parameters of the BG/NBD model (Fader, Hardie & Lee, “Counting your customers” the easy way, Marketing Science 24, 2005):
 * customers buy at rates of Γ(r, α), and after each purchase leave with chances of B(a, b).
 */
export interface BgNbd {
  r: number
  alpha: number
  a: number
  b: number
}

export interface BgNbdFit extends BgNbd {
  logLikelihood: number
  errors: BgNbd
  /** Covariance of r, α, a, b. */
  covariance: number[][]
}

const named = ([r, alpha, a, b]: number[]): BgNbd => ({ r: r!, alpha: alpha!, a: a!, b: b! })

/** Sums over whole numbers from 0, in place of differences of ln Γ and ψ: Γ(z + x) ÷ Γ(z) = z (z + 1) … (z + x − 1). */
function rising(from: number, most: number): { logs: Float64Array; slopes: Float64Array } {
  const logs = new Float64Array(most + 1)
  const slopes = new Float64Array(most + 1)
  for (let x = 0; x < most; x++) {
    logs[x + 1] = logs[x]! + Math.log(from + x)
    slopes[x + 1] = slopes[x]! + 1 / (from + x)
  }
  return { logs, slopes }
}

/** Beyond this many repeats the sums above are longer than the functions are dear. */
const LONG = 100_000

function ratios(from: number, most: number) {
  if (most <= LONG) {
    const { logs, slopes } = rising(from, most)
    return { log: (x: number) => logs[x]!, slope: (x: number) => slopes[x]! }
  }
  const [log, slope] = [logGamma(from), digamma(from)]
  return { log: (x: number) => logGamma(from + x) - log, slope: (x: number) => digamma(from + x) - slope }
}

/** Log-likelihood of (r, α, a, b), equation 6 of the paper in the form that neither over- nor underflows, and its gradient. */
export function bgNbdLikelihood({ frequency, recency, age, weight }: Histories): Likelihood {
  const most = frequency.reduce((high, x) => Math.max(high, x), 0)
  return (at) => {
    const { r, alpha, a, b } = named(at)
    const [ofR, ofB, ofBoth] = [ratios(r, most), ratios(b, most), ratios(a + b, most)]
    const logAlpha = Math.log(alpha)
    let value = 0
    const gradient = [0, 0, 0, 0]
    for (let k = 0; k < frequency.length; k++) {
      const [x, w] = [frequency[k]!, weight[k]!]
      const [end, last] = [alpha + age[k]!, alpha + recency[k]!]
      const logEnd = Math.log(end)
      const alive = -(r + x) * logEnd
      let [both, share, logLast] = [alive, 0, 0]
      if (x > 0) {
        logLast = Math.log(last)
        const gone = Math.log(a / (b + x - 1)) - (r + x) * logLast
        const high = Math.max(alive, gone)
        both = high + Math.log(Math.exp(alive - high) + Math.exp(gone - high))
        share = Math.exp(gone - both)
      }
      value += w * (ofR.log(x) + r * logAlpha + ofB.log(x) - ofBoth.log(x) + both)
      gradient[0]! += w * (ofR.slope(x) + logAlpha - (1 - share) * logEnd - share * logLast)
      gradient[1]! += w * (r / alpha - (r + x) * ((1 - share) / end + share / last))
      gradient[2]! += w * (share / a - ofBoth.slope(x))
      gradient[3]! += w * (ofB.slope(x) - ofBoth.slope(x) - (x > 0 ? share / (b + x - 1) : 0))
    }
    return { value, gradient }
  }
}

/** Where to begin: the rate that all together had, with several ideas of how fast they leave. */
function starts(histories: Histories): number[][] {
  const observed = histories.age.reduce((sum, age, k) => sum + age * histories.weight[k]!, 0)
  const rate = repeatsOf(histories) / observed
  return [
    [0.5, 0.5 / rate, 1, 3],
    [1, 1 / rate, 0.3, 3],
    [0.3, 0.1 / rate, 1, 1],
  ]
}

/**
 * BG/NBD by maximum likelihood, with standard errors from the observed information. What cannot be fitted says why.
 *
 * @param least fewer customers with a repeat purchase are too few
 */
export function fitBgNbd(histories: Histories, least = 10): BgNbdFit | Failure {
  const repeaters = histories.weight.reduce((sum, w, k) => sum + (histories.frequency[k]! > 0 ? w : 0), 0)
  if (customersOf(histories) === 0) return 'too-few'
  if (repeaters === 0) return 'no-repeats'
  if (repeaters < least) return 'too-few'
  const found = best(bgNbdLikelihood(histories), starts(histories))
  if (typeof found === 'string') return found
  return {
    ...named(found.at),
    logLikelihood: found.value,
    errors: named(standardErrors(found)),
    covariance: found.covariance,
  }
}

/** The first start that leads to a top; else why the first did not. */
export function best(likelihood: Likelihood, from: number[][]): Maximum | Failure {
  let failure: Failure | null = null
  for (const start of from) {
    const found = maximise(likelihood, start)
    if (typeof found !== 'string') return found
    failure ??= found
  }
  return failure ?? 'no-convergence'
}

/** How much likelier somebody with this history is gone than still there; equation 7's denominator is 1 more than this. */
const oddsGone = ({ r, alpha, a, b }: BgNbd, x: number, last: number, age: number): number =>
  x > 0 ? (a / (b + x - 1)) * ((alpha + age) / (alpha + last)) ** (r + x) : 0

/**
 * Chance that somebody will still buy (Fader & Hardie, Computing P(alive) using the BG/NBD model, 2008). Null for who bought
 * once: the model lets people leave only after a repeat purchase and would say 1 of everybody, which it cannot know.
 */
export const bgNbdAlive = (model: BgNbd, x: number, last: number, age: number): number | null =>
  x > 0 ? 1 / (1 + oddsGone(model, x, last, age)) : null

/** (… ) ÷ (a − 1) has a limit at 1, but no value. */
const notOne = (a: number): number => (Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a)

/**
 * Purchases expected within `time` of somebody about whom nothing is known but that they bought once at its beginning;
 * equation 9 of the paper.
 */
export function bgNbdExpected({ r, alpha, a: given, b }: BgNbd, time: number): number {
  if (time <= 0) return 0
  const a = notOne(given)
  const z = time / (alpha + time)
  return ((a + b - 1) / (a - 1)) * (1 - (1 - z) ** r * hypergeometric(r, b, a + b - 1, z))
}

/** Purchases expected within the next `time` of somebody with this history; equation 10 of the paper. */
export function bgNbdConditional(
  model: BgNbd,
  { x, last, age }: { x: number; last: number; age: number },
  time: number,
): number {
  if (time <= 0) return 0
  const { r, alpha, b } = model
  const a = notOne(model.a)
  const z = time / (alpha + age + time)
  const series = (1 - z) ** (r + x) * hypergeometric(r + x, b + x, a + b + x - 1, z)
  return (((a + b + x - 1) / (a - 1)) * (1 - series)) / (1 + oddsGone(model, x, last, age))
}

/**
 * Probabilities of 0, 1, 2 … purchases within the next `time`, until so much of them is told: who is still there, is as
 * somebody new with the parameters r + x, α + T, a, b + x (their posterior), of whom equation 8 of the paper says it.
 */
export function bgNbdChances(
  { r, alpha, a, b }: BgNbd,
  { x, last, age }: { x: number; last: number; age: number },
  time: number,
  { until = 0.9999, most = 2000 } = {},
): number[] {
  const alive = 1 / (1 + oddsGone({ r, alpha, a, b }, x, last, age))
  const [rate, scale, stay] = [r + x, alpha + age, b + x]
  const z = time / (scale + time)
  let counted = Math.exp(-rate * Math.log1p(time / scale))
  let [below, kept, left] = [0, 1, a / (a + stay)]
  const chances: number[] = []
  let told = 0
  for (let y = 0; y <= most && told < until; y++) {
    const chance = alive * (kept * counted + (y > 0 ? left * (1 - below) : 0)) + (y === 0 ? 1 - alive : 0)
    chances.push(chance)
    told += chance
    below += counted
    counted *= ((rate + y) / (y + 1)) * z
    if (y > 0) left *= (stay + y - 1) / (a + stay + y)
    kept *= (stay + y) / (a + stay + y)
  }
  return chances
}
