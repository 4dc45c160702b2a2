import { seeded } from '../random'
import { bgNbdChances, bgNbdConditional, type BgNbd } from './bg-nbd'
import type { GammaGamma } from './gamma-gamma'

interface History {
  x: number
  last: number
  age: number
}

const MONTHS = 12
const WEEKS_A_MONTH = 365.25 / 7 / 12
export const WEEKS_A_YEAR = 365.25 / 7

/**
 * Purchases expected in the next twelve months, for each discount a year brought to today from the end of their month
 * (Fader, Hardie & Lee, RFM and CLV, 2005, in months instead of without end).
 */
export function discountedYear(model: BgNbd, history: History, discounts: readonly number[]): number[] {
  const sums = discounts.map(() => 0)
  let before = 0
  for (let month = 1; month <= MONTHS; month++) {
    const until = bgNbdConditional(model, history, month * WEEKS_A_MONTH)
    discounts.forEach((discount, k) => (sums[k]! += (until - before) / (1 + discount) ** (month / MONTHS)))
    before = until
  }
  return sums
}

/** Gamma deviate of this shape and rate 1 (Marsaglia & Tsang, ACM Transactions on Mathematical Software 26, 2000). */
export function gammaDeviate(shape: number, random: () => number): number {
  if (shape < 1) return gammaDeviate(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * normal) ** 3
    if (v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** The smallest number of purchases that this share of the chances reaches. */
export function countAt(chances: number[], share: number): number {
  let told = 0
  const found = chances.findIndex((chance) => (told += chance) >= share)
  return found < 0 ? chances.length - 1 : found
}

export interface Predicted {
  /** 80 % predictive interval of the purchases: closed form (`bgNbdChances`). */
  orders: [low: number, high: number]
  /** Variance of the purchases. */
  variance: number
}

export function predictedOrders(
  model: BgNbd,
  history: History,
  time: number,
): Predicted & { chances: number[] } {
  const chances = bgNbdChances(model, history, time)
  const mean = chances.reduce((sum, chance, y) => sum + y * chance, 0)
  const variance = chances.reduce((sum, chance, y) => sum + chance * (y - mean) ** 2, 0)
  return { chances, orders: [countAt(chances, 0.1), countAt(chances, 0.9)], variance }
}

const DRAWS = 400

/**
 * 80 % predictive interval of what somebody spends, by simulation from a seed: purchases by their chances, and for each
 * simulated year a spend rate ν of Γ(p x + q, γ + x m) and a sum of so many of Γ(p, ν). `worth` is what a unit of spend is
 * worth by margin and discount. Where 90 % buy nothing the interval is 0…0 and nothing is drawn.
 */
export function predictedValue(
  chances: number[],
  { p, q, gamma }: GammaGamma,
  { x, mean }: { x: number; mean: number },
  worth: number,
  seed: number,
): [low: number, high: number] {
  if (chances[0]! >= 0.9) return [0, 0]
  const random = seeded(seed)
  const repeats = x > 0 && mean > 0 ? x : 0
  const drawn = new Float64Array(DRAWS)
  for (let k = 0; k < DRAWS; k++) {
    // One draw from each of so many equal parts of 0…1: less noise than from all of it.
    const y = countAt(chances, (k + random()) / DRAWS)
    if (!y) continue
    const rate = gammaDeviate(p * repeats + q, random) / (gamma + repeats * (repeats ? mean : 0))
    drawn[k] = (gammaDeviate(p * y, random) / rate) * worth
  }
  drawn.sort()
  return [drawn[Math.floor(DRAWS * 0.1)]!, drawn[Math.ceil(DRAWS * 0.9) - 1]!]
}
