import solver from 'javascript-lp-solver'

/** A number that a reader may be able to work out. */
export interface Variable {
  name: string
  measure: string
  /** What it is in truth; and how many customers stand behind it. */
  truth: number
  customers: number
  known: boolean
  least: number
  /** A group of a table, and not what a table leaves out. */
  cell: boolean
  /** One customer brings more than half of it, or two more than three quarters. */
  dominated: boolean
}

/** The least or the most that a variable can be. */
export function extreme(
  aim: Variable,
  variables: Variable[],
  equations: [Variable, number][][],
  way: 'min' | 'max',
): number {
  const place = new Map(variables.map((variable, at) => [variable, at]))
  const columns: Record<string, Record<string, number>> = Object.fromEntries(
    variables.map((_, at) => [`x${at}`, {}]),
  )
  const constraints: Record<string, { equal: number }> = {}
  equations.forEach((equation, at) => {
    constraints[`e${at}`] = {
      equal: equation.reduce((sum, [{ truth, least }, sign]) => sum + sign * (truth - least), 0),
    }
    for (const [variable, sign] of equation) columns[`x${place.get(variable)}`]![`e${at}`] = sign
  })
  columns[`x${place.get(aim)}`]!.aim = 1
  const solved = solver.Solve({ optimize: 'aim', opType: way, constraints, variables: columns }) as {
    feasible: boolean
    bounded?: boolean
    result: number
  }
  if (solved.bounded === false) return way === 'max' ? Infinity : -Infinity
  if (!solved.feasible) return NaN
  return aim.least + solved.result
}
