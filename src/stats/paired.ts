import { seeded } from './random'

/** Two groups of units, which may overlap, and what each unit did later; all arrays have one value a unit. */
export interface Groups {
  /** How much of the unit belongs to the group, 0…1. */
  a: Float64Array
  b: Float64Array
  /** 1: came back. */
  returned: Float64Array
  /** What it brought. */
  amount: Float64Array
}

/** Of a group: share that came back, share of the amount of all units, amount a member. */
export const FIGURES = ['returned', 'share', 'mean'] as const
export type Figures = Record<(typeof FIGURES)[number], number>

/** Draws of `Groups`, for A, B and A less B: one array a figure, in the order of `FIGURES`, one value a resample. */
export interface Draws {
  a: Float64Array[]
  b: Float64Array[]
  difference: Float64Array[]
}

/**
 * Paired bootstrap (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, ch. 8): units are drawn with replacement
 * together with both memberships, because the groups overlap. The same seed gives the same draws. `step` makes some of
 * them and says whether more are to come, so that nobody has to wait for all at once.
 */
export function pairedDraws(
  { a, b, returned, amount }: Groups,
  { resamples, seed }: { resamples: number; seed: number },
): { draws: Draws; step(most: number): boolean } {
  const n = amount.length
  const random = seeded(seed)
  // Members first, then others who brought something: the rest is drawn too, but adds nothing.
  const kind = (i: number) => (a[i]! || b[i]! ? 0 : amount[i]! ? 1 : 2)
  const order = [0, 1, 2].flatMap((wanted) => indices(n, (i) => kind(i) === wanted))
  const members = order.findIndex((i) => kind(i) > 0)
  const inside = members < 0 ? n : members
  const counted = order.findIndex((i) => kind(i) > 1)
  const outside = counted < 0 ? n : counted
  const take = (of: Float64Array) => Float64Array.from(order, (i) => of[i]!)
  const [inA, inB, came, brought] = [take(a), take(b), take(returned), take(amount)]
  const empty = () => FIGURES.map(() => new Float64Array(resamples))
  const draws: Draws = { a: empty(), b: empty(), difference: empty() }
  let done = 0

  function draw(at: number): void {
    let [all, sizeA, keptA, sumA, sizeB, keptB, sumB] = [0, 0, 0, 0, 0, 0, 0]
    for (let k = 0; k < n; k++) {
      const i = Math.floor(random() * n)
      if (i >= outside) continue
      const amount = brought[i]!
      all += amount
      if (i >= inside) continue
      const [x, y, back] = [inA[i]!, inB[i]!, came[i]!]
      sizeA += x
      keptA += x * back
      sumA += x * amount
      sizeB += y
      keptB += y * back
      sumB += y * amount
    }
    const [of, other] = [
      [keptA / sizeA, sumA / all, sumA / sizeA],
      [keptB / sizeB, sumB / all, sumB / sizeB],
    ]
    FIGURES.forEach((_, k) => {
      draws.a[k]![at] = of![k]!
      draws.b[k]![at] = other![k]!
      draws.difference[k]![at] = of![k]! - other![k]!
    })
  }
  return {
    draws,
    step(most) {
      for (const end = Math.min(resamples, done + most); done < end; done++) draw(done)
      return done < resamples
    },
  }
}

/** Figures of a group, and its size: weights of its members added up. NaN where nobody is in it. */
export function figuresOf(
  weights: Float64Array,
  { returned, amount }: Pick<Groups, 'returned' | 'amount'>,
): Figures & { size: number } {
  let [size, kept, sum, all] = [0, 0, 0, 0]
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!
    size += weight
    kept += weight * returned[i]!
    sum += weight * amount[i]!
    all += amount[i]!
  }
  return { size, returned: kept / size, share: sum / all, mean: sum / size }
}

function indices(n: number, wanted: (i: number) => boolean): number[] {
  const found: number[] = []
  for (let i = 0; i < n; i++) if (wanted(i)) found.push(i)
  return found
}
