import type { Weights } from '../../src/ingest/recognise/model'

export interface Example {
  found: string[]
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
  const k = classes.length
  const rows = examples.map(({ found, can, right, also, weight, known }) => ({
    at: Int32Array.from(found, (f) => {
      if (!names.has(f)) names.set(f, names.size)
      return names.get(f)! * k
    }),
    can: Int32Array.from(can),
    isRight: Uint8Array.from(can, (c) => Number(c === right || !!also?.includes(c))),
    named: known?.size ? Float64Array.from(can, (c) => known.get(c) ?? 0) : null,
    weight,
  }))
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
  const exps = new Float64Array(k)
  for (let round = 0; round < rounds; round++) {
    for (let i = rows.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[rows[i], rows[j]] = [rows[j]!, rows[i]!]
    }
    for (const { at, can, isRight, named, weight } of rows) {
      let most = -Infinity
      for (let i = 0; i < can.length; i++) {
        let score = named ? known * named[i]! : 0
        for (const row of at) score += w[row + can[i]!]!
        exps[i] = score
        if (score > most) most = score
      }
      // What is known is that one of the right classes it is: each takes its share of what is expected.
      let [total, held] = [0, 0]
      for (let i = 0; i < can.length; i++) {
        exps[i] = Math.exp(exps[i]! - most)
        total += exps[i]!
        if (isRight[i]) held += exps[i]!
      }
      let dKnown = 0
      for (let i = 0; i < can.length; i++) {
        const error = (exps[i]! / total - (isRight[i] ? exps[i]! / held : 0)) * weight
        if (named) dKnown += error * named[i]!
        if (Math.abs(error) < 1e-4) continue
        for (const row of at) {
          const p = row + can[i]!
          const grad = error + penalty * (w[p]! - start[p]!)
          g2[p]! += grad * grad
          w[p]! -= (rate * grad) / Math.sqrt(g2[p]!)
        }
      }
      if (!named) continue
      knownG += dKnown * dKnown
      known -= (rate * dKnown) / Math.sqrt(knownG)
    }
  }
  return weightsOf(classes, names, w, known)
}

/** Columns of one table of which one, or several alike, have a meaning. */
export interface Contest {
  /** Place of the meaning. */
  at: number
  columns: {
    found: string[]
    /** What is known of it beside, in log odds. */
    offset: number
    isRight: boolean
  }[]
}

/** Fits which of the columns of a table it is: a conditional logit (McFadden 1974), fitted as above. */
export function fitContests(
  classes: string[],
  contests: Contest[],
  {
    rounds = 20,
    penalty = 1e-2,
    rate = 0.1,
    prior = (_feature: string, _meaning: string): number => 0,
    always = [] as string[],
  } = {},
): Weights {
  const k = classes.length
  const names = new Map(always.map((feature, i) => [feature, i]))
  const rows = contests.map(({ at, columns }) => ({
    columns: columns.map(({ found, offset, isRight }) => ({
      offset,
      isRight,
      places: found.map((feature) => {
        if (!names.has(feature)) names.set(feature, names.size)
        return names.get(feature)! * k + at
      }),
    })),
  }))
  const start = new Float64Array(names.size * k)
  for (const [name, f] of names) classes.forEach((meaning, c) => (start[f * k + c] = prior(name, meaning)))
  const w = start.slice()
  const g2 = new Float64Array(w.length).fill(1e-6)
  for (let round = 0; round < rounds; round++)
    for (const { columns } of rows) {
      const scores = columns.map(({ offset, places }) => places.reduce((sum, p) => sum + w[p]!, offset))
      const most = Math.max(...scores)
      const exps = scores.map((score) => Math.exp(score - most))
      const total = exps.reduce((a, b) => a + b, 0)
      const held = exps.reduce((sum, e, i) => sum + (columns[i]!.isRight ? e : 0), 0)
      columns.forEach(({ isRight, places }, i) => {
        const error = exps[i]! / total - (isRight ? exps[i]! / held : 0)
        if (Math.abs(error) < 1e-4) return
        for (const p of places) {
          const grad = error + penalty * (w[p]! - start[p]!)
          g2[p]! += grad * grad
          w[p]! -= (rate * grad) / Math.sqrt(g2[p]!)
        }
      })
    }
  return weightsOf(classes, names, w, 0)
}

function weightsOf(classes: string[], names: Map<string, number>, w: Float64Array, known: number): Weights {
  const k = classes.length
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
