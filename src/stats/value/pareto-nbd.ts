import { best } from './bg-nbd'
import { logGamma } from './gamma'
import { customersOf, repeatsOf, type Histories } from './histories'
import { logHypergeometric } from './hypergeometric'
import { standardErrors, withDifferences, type Failure } from './maximise'

/**
 * Parameters of the Pareto/NBD model (Schmittlein, Morrison & Colombo 1987; Fader & Hardie, A Note on Deriving the
 * Pareto/NBD Model and Related Expressions, 2005): customers buy at rates of Γ(r, α) and leave at rates of Γ(s, β), at any
 * time. Of who bought once it can say how likely they are still there, which BG/NBD cannot.
 */
export interface ParetoNbd {
  r: number
  alpha: number
  s: number
  beta: number
}

export interface ParetoNbdFit extends ParetoNbd {
  logLikelihood: number
  errors: ParetoNbd
}

const named = ([r, alpha, s, beta]: number[]): ParetoNbd => ({ r: r!, alpha: alpha!, s: s!, beta: beta! })

interface History {
  x: number
  last: number
  age: number
}

/** Logarithms of the two terms of A₀ (equations 17 and 18 of the note); the second is the smaller one. */
function terms({ r, alpha, s, beta }: ParetoNbd, { x, last, age }: History): [number, number] {
  const high = Math.max(alpha, beta)
  const second = alpha >= beta ? s + 1 : r + x
  const all = r + s + x
  const at = (time: number) =>
    logHypergeometric(all, second, all + 1, Math.abs(alpha - beta) / (high + time)) -
    all * Math.log(high + time)
  return [at(last), at(age)]
}

/** Logarithms of how likely the history is of somebody still there, and of somebody who left; shared factors aside. */
function parts(model: ParetoNbd, history: History): [alive: number, gone: number] {
  const { r, alpha, s, beta } = model
  const { x, age } = history
  const [first, second] = terms(model, history)
  const gone = Math.log(s / (r + s + x)) + first + Math.log1p(-Math.exp(Math.min(0, second - first)))
  return [-(r + x) * Math.log(alpha + age) - s * Math.log(beta + age), gone]
}

/** Log-likelihood, equation 18 of the note. */
function paretoNbdLikelihood({ frequency, recency, age, weight }: Histories) {
  return (at: number[]): number => {
    const model = named(at)
    const { r, alpha, s, beta } = model
    const shared = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r)
    return frequency.reduce((sum, x, k) => {
      const [alive, gone] = parts(model, { x, last: recency[k]!, age: age[k]! })
      const high = Math.max(alive, gone)
      const both = high + Math.log(Math.exp(alive - high) + Math.exp(gone - high))
      return sum + weight[k]! * (shared + logGamma(r + x) + both)
    }, 0)
  }
}

/** Pareto/NBD by maximum likelihood. Its gradient is differenced: several times dearer than BG/NBD. */
export function fitParetoNbd(histories: Histories, least = 10): ParetoNbdFit | Failure {
  const repeaters = histories.weight.reduce((sum, w, k) => sum + (histories.frequency[k]! > 0 ? w : 0), 0)
  if (customersOf(histories) === 0) return 'too-few'
  if (repeaters === 0) return 'no-repeats'
  if (repeaters < least) return 'too-few'
  const observed = histories.age.reduce((sum, age, k) => sum + age * histories.weight[k]!, 0)
  const rate = repeatsOf(histories) / observed
  const mean = observed / customersOf(histories)
  const found = best(withDifferences(paretoNbdLikelihood(histories)), [
    [0.5, 0.5 / rate, 0.5, mean / 2],
    [1, 1 / rate, 1, mean],
  ])
  if (typeof found === 'string') return found
  return { ...named(found.at), logLikelihood: found.value, errors: named(standardErrors(found)) }
}

/** Chance that somebody is still there; equation 33 of the note. */
export function paretoNbdAlive(model: ParetoNbd, history: History): number {
  const [alive, gone] = parts(model, history)
  return 1 / (1 + Math.exp(gone - alive))
}

/** Purchases expected within the next `time` of somebody with this history; equation 41 of the note. */
export function paretoNbdConditional(model: ParetoNbd, history: History, time: number): number {
  const { r, alpha, beta } = model
  const s = Math.abs(model.s - 1) < 1e-6 ? 1 + 1e-6 : model.s
  const { x, age } = history
  const still = 1 - ((beta + age) / (beta + age + time)) ** (s - 1)
  return (((r + x) * (beta + age)) / ((alpha + age) * (s - 1))) * still * paretoNbdAlive(model, history)
}
