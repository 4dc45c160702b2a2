import type { Weights } from '../../src/ingest/recognise/model'

export interface Example {
  found: string[]
  /** How much there is of each feature; 1 of all where it is not said. */
  much?: number[]
  /** Places of the classes that could be, and of the right one among all classes. */
  can: number[]
  right: number
  /** Further classes that would be right as well: which of them it is nobody knows. */
  also?: number[]
  weight: number
  known?: Map<number, number>
}

/**
 * Fits a multinomial logistic model by stochastic gradient steps of adaptive length (AdaGrad; Duchi et al. 2011) with
 * a penalty on squared weights. The order of the examples is shuffled from a fixed seed, so two runs give the same.
 */
export function fit(
  classes: string[],
  examples: Example[],
  {
    rounds = 30,
    penalty = 1e-3,
    rate = 0.25,
    prior = (_feature: string, _place: number): number => 0,
    always = [] as string[],
  } = {},
): Weights {
  const names = new Map(always.map((feature, i) => [feature, i]))
  const rows = examples.map((e) => ({
    ...e,
    at: e.found.map((f) => {
      if (!names.has(f)) names.set(f, names.size)
      return names.get(f)!
    }),
  }))
  const k = classes.length
  const w = new Float64Array(names.size * k)
  for (const [name, f] of names) for (let c = 0; c < k; c++) w[f * k + c] = prior(name, c)
  const start = w.slice()
  const g2 = new Float64Array(names.size * k).fill(1e-6)
  let known = 1
  let knownG = 1e-6
  let seed = 7
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = rows.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[rows[i], rows[j]] = [rows[j]!, rows[i]!]
    }
    for (const { at, much, can, right, also, weight, known: named } of rows) {
      const scores = can.map((c) => {
        let s = known * (named?.get(c) ?? 0)
        at.forEach((f, j) => (s += w[f * k + c]! * (much?.[j] ?? 1)))
        return s
      })
      const most = Math.max(...scores)
      const exps = scores.map((s) => Math.exp(s - most))
      const total = exps.reduce((a, b) => a + b, 0)
      let dKnown = 0
      // What is known is that one of the right classes it is: each takes its share of what is expected.
      const isRight = (c: number) => c === right || !!also?.includes(c)
      const held = can.reduce((sum, c, i) => sum + (isRight(c) ? exps[i]! : 0), 0)
      can.forEach((c, i) => {
        const error = (exps[i]! / total - (isRight(c) ? exps[i]! / held : 0)) * weight
        dKnown += error * (named?.get(c) ?? 0)
        if (Math.abs(error) < 1e-4) return
        at.forEach((f, j) => {
          const p = f * k + c
          const grad = error * (much?.[j] ?? 1) + penalty * (w[p]! - start[p]!)
          g2[p]! += grad * grad
          w[p]! -= (rate * grad) / Math.sqrt(g2[p]!)
        })
      })
      knownG += dKnown * dKnown
      known -= (rate * dKnown) / Math.sqrt(knownG)
    }
  }
  const features: Weights['features'] = {}
  for (const [name, f] of names) {
    const pairs: number[] = []
    for (let c = 0; c < k; c++) {
      const value = Math.round(w[f * k + c]! * 100) / 100
      if (Math.abs(value) >= 0.05) pairs.push(c, value)
    }
    if (pairs.length) features[name] = pairs
  }
  return { classes, features, known: Math.round(known * 100) / 100 }
}
