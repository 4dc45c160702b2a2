import { digamma, logGamma } from './gamma'
import { standardErrors, type Failure, type Likelihood } from './maximise'
import { best } from './bg-nbd'

/**
 * Parameters of the Gamma-Gamma model of spend (Fader, Hardie & Lee, RFM and CLV: Using Iso-Value Curves, Journal of
 * Marketing Research 42, 2005; Fader & Hardie, The Gamma-Gamma Model of Monetary Value, 2013): what somebody spends at a
 * time is Γ(p, ν), and ν is Γ(q, γ) over customers.
 */
export interface GammaGamma {
  p: number
  q: number
  gamma: number
}

export interface GammaGammaFit extends GammaGamma {
  /** Customers with a repeat purchase of more than nothing, on whom it stands. */
  n: number
  logLikelihood: number
  errors: GammaGamma
  covariance: number[][]
  /** Correlation of how often and how much, which the model takes to be 0. */
  correlation: number
}

const named = ([p, q, gamma]: number[]): GammaGamma => ({ p: p!, q: q!, gamma: gamma! })

/** Equation 1a of the note of 2013 and its gradient; all but one logarithm a customer is shared by those with the same x. */
export function gammaGammaLikelihood(frequency: Float64Array, mean: Float64Array): Likelihood {
  const logMean = mean.map(Math.log)
  return (at) => {
    const { p, q, gamma } = named(at)
    const shared = new Map<number, { log: number; p: number; q: number }>()
    const sharedBy = (x: number) => {
      const known = shared.get(x)
      if (known) return known
      const both = digamma(p * x + q)
      const made = {
        log: logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(gamma) + p * x * Math.log(x),
        p: x * (both - digamma(p * x) + Math.log(x)),
        q: both - digamma(q) + Math.log(gamma),
      }
      shared.set(x, made)
      return made
    }
    let value = 0
    const gradient = [0, 0, 0]
    for (let k = 0; k < frequency.length; k++) {
      const [x, m] = [frequency[k]!, mean[k]!]
      const alike = sharedBy(x)
      const log = Math.log(gamma + m * x)
      value += alike.log + (p * x - 1) * logMean[k]! - (p * x + q) * log
      gradient[0]! += alike.p + x * (logMean[k]! - log)
      gradient[1]! += alike.q - log
      gradient[2]! += q / gamma - (p * x + q) / (gamma + m * x)
    }
    return { value, gradient }
  }
}

/**
 * Gamma-Gamma by maximum likelihood on customers with a repeat purchase: how many repeats, and the mean of what these came
 * to. Others are left aside. It is fitted in multiples of the mean spend, so that no currency is too small or too large.
 *
 * @param least fewer such customers are too few
 */
export function fitGammaGamma(
  frequency: Float64Array,
  mean: Float64Array,
  least = 10,
): GammaGammaFit | Failure {
  const places = Array.from(frequency.keys()).filter((k) => frequency[k]! > 0 && mean[k]! > 0)
  if (!places.length) return 'no-repeats'
  if (places.length < least) return 'too-few'
  const x = Float64Array.from(places, (k) => frequency[k]!)
  const spend = Float64Array.from(places, (k) => mean[k]!)
  const unit = spend.reduce((sum, m) => sum + m, 0) / spend.length
  const found = best(
    gammaGammaLikelihood(
      x,
      spend.map((m) => m / unit),
    ),
    [
      [4, 4, 1],
      [1, 2, 1],
      [20, 10, 1],
    ],
  )
  if (typeof found === 'string') return found
  const errors = named(standardErrors(found))
  const { p, q, gamma } = named(found.at)
  return {
    ...{ p, q, gamma: gamma * unit },
    n: places.length,
    logLikelihood: found.value - places.length * Math.log(unit),
    errors: { ...errors, gamma: errors.gamma * unit },
    covariance: found.covariance.map((row, j) =>
      row.map((entry, k) => entry * (j === 2 ? unit : 1) * (k === 2 ? unit : 1)),
    ),
    correlation: correlation(x, spend),
  }
}

/**
 * What somebody spends at a time in the long run, from x repeats of this mean; equation 5 of the note. Null where nobody's
 * can be said as q + p x ≤ 1: the mean has no end.
 */
export function expectedSpend({ p, q, gamma }: GammaGamma, x: number, mean: number): number | null {
  const repeats = x > 0 && mean > 0 ? x : 0
  const shape = p * repeats + q - 1
  return shape > 0 ? (p * (gamma + repeats * (repeats ? mean : 0))) / shape : null
}

function correlation(one: Float64Array, other: Float64Array): number {
  const n = one.length
  const [a, b] = [one, other].map((values) => values.reduce((sum, value) => sum + value, 0) / n)
  let [both, ofOne, ofOther] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    both += (one[k]! - a!) * (other[k]! - b!)
    ofOne += (one[k]! - a!) ** 2
    ofOther += (other[k]! - b!) ** 2
  }
  return ofOne && ofOther ? both / Math.sqrt(ofOne * ofOther) : 0
}
