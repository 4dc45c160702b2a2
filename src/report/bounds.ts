import { solve } from 'yalps'

/** A number that the reader does not see. */
export interface Unknown {
  value: number
  /** The reader takes it to be no less. */
  least: number
}

/** Coefficients of a sum of unknowns that the reader knows the value of, by their place. */
export type Equation = Map<number, number>

/**
 * The values that an unknown can have where all equations hold and no unknown is under its least: Infinity where nothing
 * keeps it.
 */
export function boundsOf(
  at: number,
  unknowns: Unknown[],
  equations: Equation[],
): { low: number; high: number } {
  const constraints = equations.map((equation, place): [string, { equal: number }] => {
    let equal = 0
    for (const [each, factor] of equation) equal += factor * (unknowns[each]!.value - unknowns[each]!.least)
    return [`e${place}`, { equal }]
  })
  const coefficients = unknowns.map((_, place): [number, [string, number][]] => [
    place,
    place === at ? [['aim', 1]] : [],
  ])
  equations.forEach((equation, place) => {
    for (const [each, factor] of equation) coefficients[each]![1].push([`e${place}`, factor])
  })
  const end = (direction: 'minimize' | 'maximize'): number => {
    const { status, result } = solve({ direction, objective: 'aim', constraints, variables: coefficients })
    // What cannot be said to be kept is taken to be known.
    if (status === 'unbounded') return Infinity
    return status === 'optimal' ? unknowns[at]!.least + result : unknowns[at]!.value
  }
  return { low: end('minimize'), high: end('maximize') }
}

/** A number that could be another one, at so much for each by which it is. */
export interface Movable {
  cost: number
  /** How far it can go down, where nothing is paid for it. */
  room: number
}

/**
 * Which numbers must move for one of them to go up by `need` while all equations hold, at the least cost; null: nothing
 * lets it. What no equation names stays.
 */
export function moved(at: number, need: number, movables: Movable[], equations: Equation[]): number[] | null {
  const variables: [string, [string, number][]][] = []
  movables.forEach(({ cost }, place) => {
    const own = equations.flatMap((equation, line): [string, number][] => {
      const factor = equation.get(place)
      return factor === undefined ? [] : [[`e${line}`, factor]]
    })
    if (place === at) own.push(['need', 1])
    const paid = Math.max(cost, SLIGHT)
    variables.push([`+${place}`, [...own, ['cost', paid]]])
    const down = own.map(([name, factor]): [string, number] => [name, -factor])
    variables.push([
      `-${place}`,
      [...down, ['cost', paid], ...(cost ? [] : [[`room${place}`, 1] as [string, number]])],
    ])
  })
  const constraints: [string, { equal: number } | { min: number } | { max: number }][] = [
    ['need', { min: need }],
    ...equations.map((_, line): [string, { equal: number }] => [`e${line}`, { equal: 0 }]),
    ...movables.flatMap(({ cost, room }, place): [string, { max: number }][] =>
      cost ? [] : [[`room${place}`, { max: Math.max(0, room) }]],
    ),
  ]
  const solution = solve({ direction: 'minimize', objective: 'cost', constraints, variables })
  if (solution.status !== 'optimal') return null
  return [...new Set(solution.variables.map(([name]) => Number(name.slice(1))))]
}
/** What is free moves no more than it must. */
const SLIGHT = 1e-3
