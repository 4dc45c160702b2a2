import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { seeded } from './random'

interface Ridge {
  lambda: number
  intercept: number
  /** Of each column, on its own scale; a column that is the same for everyone has 0. */
  coefficients: number[]
  /** The same for columns of standard deviation 1 (divided by n), as R's `lm.ridge` keeps them. */
  scaled: number[]
}
interface ChosenRidge extends Ridge {
  /** Mean squared error on what was left out, and that of the plain mean. */
  error: number
  plain: number
}

/** Sums of columns, the outcome last, and of their products; enough for every λ and every error. */
interface Moments {
  n: number
  sums: Float64Array
  products: Float64Array[]
}

/**
 * Ridge regression (Hoerl & Kennard, Technometrics 12, 1970): the coefficients that make Σ(y − b₀ − Σ bₖxₖ)² + λ Σ (bₖsₖ)²
 * least, with sₖ the standard deviation of column k; the intercept is not held back. λ = 0 is least squares.
 * @throws RangeError where λ = 0 and the columns depend on each other
 */
export function ridge(columns: Float64Array[], y: Float64Array, lambda: number, nonNegative = false): Ridge {
  const shifts = shiftsOf([...columns, y])
  return unshifted(solve(momentsOf([...columns, y], shifts)[0]!, lambda, nonNegative), shifts)
}

/** λ a customer, from hardly any to nearly all. */
const PENALTIES = Array.from({ length: 25 }, (_, k) => 10 ** (-4 + k / 4))

/**
 * Ridge regression with the λ of the least squared error on parts that were left out in turn (k-fold cross-validation;
 * Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 2009, 7.10). The same seed gives the same folds.
 * Null: no λ foretells what was left out better than the plain mean does. `nonNegative`: no coefficient is negative, and the
 * others are those that are best then (non-negative least squares by coordinate descent; Franc, Hlaváč & Navara 2005, CAIP).
 */
export function chooseRidge(
  columns: Float64Array[],
  y: Float64Array,
  {
    folds = 10,
    seed = 1,
    nonNegative = false,
  }: { folds?: number; seed?: number; nonNegative?: boolean } = {},
): ChosenRidge | null {
  const all = [...columns, y]
  const shifts = shiftsOf(all)
  const random = seeded(seed)
  const parts = momentsOf(
    all,
    shifts,
    Uint8Array.from(y, () => Math.floor(random() * folds)),
    folds,
  ).filter(({ n }) => n > 0)
  const whole = parts.reduce((sum, part) => add(sum, part, 1))
  const rests = parts.map((part) => add(whole, part, -1))
  const errorOf = (fit: (rest: Moments) => Pick<Ridge, 'intercept' | 'coefficients'>) =>
    parts.reduce((sum, part, k) => sum + squaredError(part, fit(rests[k]!)), 0) / whole.n
  const plain = errorOf(({ n, sums }) => ({
    intercept: sums.at(-1)! / n,
    coefficients: columns.map(() => 0),
  }))
  let [best, least] = [0, plain]
  for (const penalty of PENALTIES) {
    const error = errorOf((rest) => solve(rest, penalty * rest.n, nonNegative))
    if (error < least) [best, least] = [penalty, error]
  }
  return best
    ? { ...unshifted(solve(whole, best * whole.n, nonNegative), shifts), error: least, plain }
    : null
}

/** Means, about which sums of products lose no digits. */
const shiftsOf = (columns: Float64Array[]): number[] =>
  columns.map((column) => column.reduce((sum, x) => sum + x, 0) / column.length)

function momentsOf(columns: Float64Array[], shifts: number[], fold?: Uint8Array, folds = 1): Moments[] {
  const size = columns.length
  const parts = Array.from({ length: folds }, () => ({
    n: 0,
    sums: new Float64Array(size),
    products: columns.map(() => new Float64Array(size)),
  }))
  const row = new Float64Array(size)
  for (let i = 0; i < columns[0]!.length; i++) {
    const part = parts[fold ? fold[i]! : 0]!
    part.n++
    for (let a = 0; a < size; a++) {
      row[a] = columns[a]![i]! - shifts[a]!
      part.sums[a]! += row[a]!
      for (let b = 0; b <= a; b++) part.products[a]![b]! += row[a]! * row[b]!
    }
  }
  for (const { products } of parts)
    for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) products[b]![a] = products[a]![b]!
  return parts
}

const add = (one: Moments, other: Moments, sign: 1 | -1): Moments => ({
  n: one.n + sign * other.n,
  sums: one.sums.map((x, a) => x + sign * other.sums[a]!),
  products: one.products.map((row, a) => row.map((x, b) => x + sign * other.products[a]![b]!)),
})

function solve({ n, sums, products }: Moments, lambda: number, nonNegative = false): Ridge {
  const last = sums.length - 1
  const means = sums.map((sum) => sum / n)
  const centred = (a: number, b: number) => products[a]![b]! - n * (means[a]! * means[b]!)
  const scales = Array.from({ length: last }, (_, a) => Math.sqrt(Math.max(0, centred(a, a)) / n))
  const used = scales.flatMap((scale, a) => (scale > 1e-9 ? [a] : []))
  const scaled = new Array<number>(last).fill(0)
  if (used.length) {
    const gram = new Matrix(
      used.map((a) => used.map((b) => centred(a, b) / (scales[a]! * scales[b]!) + (a === b ? lambda : 0))),
    )
    const decomposition = new CholeskyDecomposition(gram)
    if (!decomposition.isPositiveDefinite()) throw new RangeError('the columns depend on each other')
    const sides = used.map((a) => centred(a, last) / scales[a]!)
    const free = decomposition.solve(Matrix.columnVector(sides)).to1DArray()
    const found = !nonNegative || free.every((b) => b >= 0) ? free : descend(gram, sides)
    used.forEach((a, k) => (scaled[a] = found[k]!))
  }
  const coefficients = scaled.map((b, a) => (b ? b / scales[a]! : 0))
  const intercept = coefficients.reduce((sum, b, a) => sum - b * means[a]!, means[last]!)
  return { lambda, intercept, coefficients, scaled }
}

/** The b ≥ 0 that makes bᵀGb / 2 − sᵀb least, G positive definite: one after the other, until none moves. */
function descend(gram: Matrix, sides: number[]): number[] {
  const found = sides.map(() => 0)
  for (let sweep = 0, moved = 1; moved > 1e-12 && sweep < 10_000; sweep++) {
    moved = 0
    found.forEach((b, k) => {
      const rest = found.reduce((sum, other, j) => (j === k ? sum : sum + gram.get(k, j) * other), 0)
      const next = Math.max(0, (sides[k]! - rest) / gram.get(k, k))
      moved = Math.max(moved, Math.abs(next - b))
      found[k] = next
    })
  }
  return found
}

function unshifted(found: Ridge, shifts: number[]): Ridge {
  const { coefficients } = found
  const intercept = coefficients.reduce((sum, b, a) => sum - b * shifts[a]!, found.intercept + shifts.at(-1)!)
  return { ...found, intercept }
}

/** Σ(y − b₀ − Σ bₖxₖ)² over the rows behind the moments. */
function squaredError(
  { n, sums, products }: Moments,
  { intercept, coefficients }: Pick<Ridge, 'intercept' | 'coefficients'>,
): number {
  const signs = [...coefficients.map((b) => -b), 1]
  let error = n * intercept ** 2
  signs.forEach((s, a) => {
    error -= 2 * intercept * s * sums[a]!
    signs.forEach((t, b) => (error += s * t * products[a]![b]!))
  })
  return error
}
