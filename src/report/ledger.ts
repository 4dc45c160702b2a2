import { boundsOf, type Equation } from './bounds'
import { LEAST } from './protect'

/** What one measure comes to for a group of customers that a file tells of. */
export interface Group {
  value: number
  /** The reader takes it to be no less: where a zero would be shown, 1. */
  least: number
  shown: boolean
  /** Nobody may know it, exactly or nearly. */
  secret: boolean
}

/** A group that falls into others; a reader knows that it does. */
export interface Sum {
  whole: number
  parts: number[]
}

/** All that a file says of one measure. */
export interface Ledger {
  groups: Group[]
  sums: Sum[]
}

/** A secret may be known no better than to so much of it. */
export const NEARLY = 0.1
const ROUND = 1e-9

/** Of counts, whether the values that are possible say too much. */
function tellsCount(value: number, low: number, high: number): boolean {
  return high - low < Math.max(1, NEARLY * value) - ROUND
}
/** The same of money. */
const tellsMoney = (value: number, low: number, high: number): boolean =>
  high - low < NEARLY * Math.abs(value) - ROUND

/** Sums that have an unknown in common, directly or through others. */
interface Component {
  groups: number[]
  sums: number[]
}

/**
 * Secrets that follow from what is shown, by subtraction or because they cannot lie anywhere else: one of all that hang
 * together. `tight` holds what hangs together and tells nothing; it is looked at once.
 */
export function leaksOf(ledger: Ledger, tight: Set<string>, money = false): number[] {
  return componentsOf(ledger).flatMap((component) => {
    const name = component.groups.join()
    if (tight.has(name)) return []
    const leak = leakIn(component, ledger, money)
    if (leak === undefined) tight.add(name)
    return leak ?? []
  })
}

function componentsOf({ groups, sums }: Ledger): Component[] {
  const parent = groups.map((_, at) => at)
  const root = (at: number): number => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  const unknown = ({ whole, parts }: Sum): number[] => [whole, ...parts].filter((at) => !groups[at]!.shown)
  for (const sum of sums) {
    const [first, ...others] = unknown(sum)
    for (const other of others) parent[root(other)] = root(first!)
  }
  const components = new Map<number, Component>()
  groups.forEach(({ shown }, at) => {
    if (shown) return
    const own = components.get(root(at)) ?? { groups: [], sums: [] }
    own.groups.push(at)
    components.set(root(at), own)
  })
  sums.forEach((sum, at) => {
    const [first] = unknown(sum)
    if (first !== undefined) components.get(root(first))!.sums.push(at)
  })
  return [...components.values()].filter(({ groups: own }) => own.some((at) => groups[at]!.secret))
}

function leakIn({ groups, sums }: Component, ledger: Ledger, money: boolean): number | undefined {
  const place = new Map(groups.map((group, at) => [group, at]))
  const rows = reduced(
    sums.map((at): Equation => {
      const { whole, parts } = ledger.sums[at]!
      const equation: Equation = new Map()
      for (const [group, factor] of [[whole, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
        const unknown = place.get(group)
        if (unknown !== undefined) addTo(equation, new Map([[unknown, factor]]), 1)
      }
      return equation
    }),
  )
  const known = new Set(rows.flatMap((row) => (row.size === 1 ? [...row.keys()] : [])))
  const unknowns = groups.map((at) => ledger.groups[at]!)
  const secrets = unknowns.flatMap(({ secret }, at) => (secret ? [at] : []))
  const equations = rows.filter(({ size }) => size > 1)
  const tells = money ? tellsMoney : tellsCount
  const told = secrets.find((at) => {
    if (known.has(at)) return true
    const near = around(at, equations)
    const { low, high } = boundsOf(at, unknowns, near)
    if (tells(unknowns[at]!.value, low, high)) return true
    // That all who are hidden with it come to under 5 is a small count too.
    const none = unknowns.map((unknown) => ({ ...unknown, least: 0 }))
    return !money && high < LEAST && boundsOf(at, none, near).high < LEAST
  })
  return told === undefined ? undefined : groups[told]!
}

/** Only equations that hang together with an unknown say something of it. */
function around(at: number, equations: Equation[]): Equation[] {
  const seen = new Set([at])
  const near = new Set<Equation>()
  for (let before = -1; before !== near.size;) {
    before = near.size
    for (const equation of equations)
      if (!near.has(equation) && [...equation.keys()].some((each) => seen.has(each))) {
        near.add(equation)
        for (const each of equation.keys()) seen.add(each)
      }
  }
  return [...near]
}

function addTo(factors: Equation, others: Equation, times: number): void {
  for (const [at, each] of others) {
    const left = (factors.get(at) ?? 0) + times * each
    if (Math.abs(left) < ROUND) factors.delete(at)
    else factors.set(at, left)
  }
}

/** The equations solved as far as they go (Gauss and Jordan): an unknown that stands alone in its own is known. */
function reduced(equations: Equation[]): Equation[] {
  const done: Equation[] = []
  const open = [...equations]
  for (;;) {
    // The shortest first, so that they stay short.
    open.sort((a, b) => b.size - a.size)
    const equation = open.pop()
    if (!equation) return done
    const [first] = equation
    if (!first) continue
    const [pivot, factor] = first
    for (const [at, each] of equation) equation.set(at, each / factor)
    for (const other of [...done, ...open]) {
      const times = other.get(pivot)
      if (times) addTo(other, equation, -times)
    }
    done.push(equation)
  }
}
