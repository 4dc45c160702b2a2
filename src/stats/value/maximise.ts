import { CholeskyDecomposition, Matrix, inverse } from 'ml-matrix'

/** Why a model could not be fitted: nothing to learn from, a likelihood that grows without end, or no top found. */
export type Failure = 'too-few' | 'no-repeats' | 'boundary' | 'no-convergence'

/** A likelihood and its gradient at these parameters. */
export type Likelihood = (at: number[]) => { value: number; gradient: number[] }

export interface Maximum {
  at: number[]
  value: number
  /** Inverse of the observed information: variances and covariances of the parameters. */
  covariance: number[][]
  rounds: number
}

const MOST_ROUNDS = 200
/** Logarithms of parameters beyond this stand for nothing that customers do. */
const FAR = 14
/** So little left to gain by the quadratic that BFGS has learnt, Newton's steps are fewer. */
const NEAR = 1e-2

/**
 * The positive parameters of the greatest likelihood: BFGS with backtracking on their logarithms (Nocedal & Wright,
 * Numerical Optimization, 2006, 6.1), then Newton's steps with the Hessian from differences of the gradient, until the
 * gradient says that nothing is left to gain. A likelihood that is greatest only where a parameter is without end is
 * `boundary`; one whose top is flat or not reached is `no-convergence`.
 */
export function maximise(likelihood: Likelihood, start: number[]): Maximum | Failure {
  const onLogs = (at: number[]) => {
    const parameters = at.map(Math.exp)
    const { value, gradient } = likelihood(parameters)
    return { value: -value, gradient: gradient.map((slope, k) => -slope * parameters[k]!) }
  }
  const climbed = descend(onLogs, start.map(Math.log))
  if (climbed === null) return 'no-convergence'
  if (climbed.at.some((log) => Math.abs(log) > FAR)) return 'boundary'
  return polished(onLogs, climbed)
}

interface Point {
  at: number[]
  value: number
  gradient: number[]
  rounds: number
}

const dot = (a: number[], b: number[]): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0)
const moved = (at: number[], step: number[], by: number): number[] => at.map((x, k) => x + by * step[k]!)

/** BFGS; ends where the gradient is next to nothing, a parameter is far out, or no step gains any more. */
function descend(f: Likelihood, start: number[]): Point | null {
  let here: Point = { at: start, ...f(start), rounds: 0 }
  if (!Number.isFinite(here.value)) return null
  let inverseHessian = Matrix.eye(start.length, start.length).mul(1 / Math.max(1, norm(here.gradient)))
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    if (settled(here) || here.at.some((log) => Math.abs(log) > FAR)) return here
    const step = inverseHessian.mmul(Matrix.columnVector(here.gradient)).neg().to1DArray()
    if (-dot(step, here.gradient) < NEAR) return here
    const next = lineSearch(f, here, step)
    if (!next) return here
    const s = next.at.map((x, k) => x - here.at[k]!)
    const y = next.gradient.map((g, k) => g - here.gradient[k]!)
    if (dot(s, y) > 0) inverseHessian = updated(inverseHessian, s, y, round === 1)
    here = { ...next, rounds: round }
  }
  return here
}

const norm = (of: number[]): number => Math.sqrt(dot(of, of))
/** The gradient of the logarithms, of which a whole unit is a change by a factor of 2.7, gains nothing that counts. */
const settled = ({ value, gradient }: Point): boolean => norm(gradient) <= 1e-9 * Math.max(1, Math.abs(value))

/** Half as far until it is better by Armijo's rule; null: nowhere is. No step is longer than a factor of 7. */
function lineSearch(f: Likelihood, here: Point, step: number[]): Omit<Point, 'rounds'> | null {
  const slope = dot(step, here.gradient)
  if (slope >= 0) return null
  for (let by = Math.min(1, 2 / norm(step)); by > 1e-12; by /= 2) {
    const at = moved(here.at, step, by)
    const found = f(at)
    if (found.value <= here.value + 1e-4 * by * slope) return { at, ...found }
  }
  return null
}

function updated(held: Matrix, s: number[], y: number[], first: boolean): Matrix {
  const size = s.length
  const sy = dot(s, y)
  const from = first ? Matrix.eye(size, size).mul(sy / dot(y, y)) : held
  const [sColumn, yColumn] = [Matrix.columnVector(s), Matrix.columnVector(y)]
  const left = Matrix.eye(size, size).sub(sColumn.mmul(yColumn.transpose()).div(sy))
  return left.mmul(from).mmul(left.transpose()).add(sColumn.mmul(sColumn.transpose()).div(sy))
}

/** Newton's last steps, and the information there: on the logarithms, brought back to the parameters themselves. */
function polished(f: Likelihood, climbed: Point): Maximum | Failure {
  let here = climbed
  for (let round = 0; round < 25; round++) {
    const hessian = differenced(f, here.at)
    if (!hessian.to1DArray().every(Number.isFinite)) return 'no-convergence'
    const decomposition = new CholeskyDecomposition(hessian)
    if (!decomposition.isPositiveDefinite()) return 'no-convergence'
    const step = decomposition.solve(Matrix.columnVector(here.gradient)).neg().to1DArray()
    const gain = -dot(step, here.gradient) / 2
    if (gain < 1e-8) return told(here, inverse(hessian))
    const next = lineSearch(f, here, step)
    if (!next) return gain < 1e-4 ? told(here, inverse(hessian)) : 'no-convergence'
    here = { ...next, rounds: here.rounds + 1 }
    if (here.at.some((log) => Math.abs(log) > FAR)) return 'boundary'
  }
  return 'no-convergence'
}

function differenced(f: Likelihood, at: number[]): Matrix {
  const width = 1e-4
  const rows = at.map((_, k) => {
    const shifted = (by: number) => f(at.map((x, j) => (j === k ? x + by : x))).gradient
    const [up, down] = [shifted(width), shifted(-width)]
    return up.map((slope, j) => (slope - down[j]!) / (2 * width))
  })
  const hessian = new Matrix(rows)
  return hessian.clone().add(hessian.transpose()).div(2)
}

function told({ at, value, rounds }: Point, covariance: Matrix): Maximum {
  const parameters = at.map(Math.exp)
  return {
    at: parameters,
    value: -value,
    covariance: covariance
      .to2DArray()
      .map((row, j) => row.map((entry, k) => entry * parameters[j]! * parameters[k]!)),
    rounds,
  }
}

/** A likelihood without a gradient of its own: central differences, each parameter by a share of itself. */
export function withDifferences(likelihood: (at: number[]) => number): Likelihood {
  return (at) => ({
    value: likelihood(at),
    gradient: at.map((parameter, k) => {
      const width = 1e-5 * parameter
      const shifted = (by: number) => likelihood(at.map((x, j) => (j === k ? x + by : x)))
      return (shifted(width) - shifted(-width)) / (2 * width)
    }),
  })
}

/** Standard errors of the parameters of a maximum. */
export const standardErrors = ({ covariance }: Maximum): number[] =>
  covariance.map((row, k) => Math.sqrt(row[k]!))
