import {
  bookOf,
  conceal,
  COUNTS,
  SUMS,
  type Book,
  type Entry,
  type Secrets,
  type Table,
  type Total,
} from './book'
import { moved, type Equation } from './bounds'
import { leaksOf, NEARLY } from './ledger'
import { LEAST } from './protect'

/**
 * All that must be hidden, so that nothing of what tables hide follows from all tables of a file together. Whoever is in one
 * table and not in another is protected like a cell of its own.
 */
export function secure(tables: Table[], totals: Total[]): Secrets {
  const secrets: Secrets = { cells: new Set(), figures: new Map(), closed: new Set() }
  for (const { cells, past } of tables)
    for (const { key, hidden } of past ? [] : cells)
      for (const measure of hidden) conceal(secrets, measure, key)
  for (const measure of [...COUNTS, ...SUMS]) {
    const money = SUMS.includes(measure)
    const tight = new Set<string>()
    for (let helped = true; helped;) {
      const book = bookOf(tables, totals, secrets, measure)
      // One after the other: what helps one may help the next.
      let gone: Entry[] = []
      for (const leak of leaksOf(book, tight, money)) if (!gone.length) gone = remedy(leak, book, money)
      for (const { key, of } of gone)
        if (of === null) conceal(secrets, measure, key)
        else secrets.closed.add(of)
      helped = gone.length > 0
    }
  }
  return secrets
}

/** How far from a leak something is looked for that may be hidden instead: so many tables, and then all. */
const REACH = [3, 6, Infinity]
/**
 * What costs least of all that is shown to hide, so that a leak could be another number: 5 for a count, a tenth more for a sum.
 * None: nothing is left.
 */
function remedy(leak: number, book: Book, money: boolean): Entry[] {
  const { value } = book.groups[leak]!
  const need = money ? NEARLY * Math.abs(value) * 1.01 : Math.max(1, LEAST - value, NEARLY * value)
  for (const reach of REACH) {
    const { groups, equations } = near(leak, book, reach)
    const entries = groups.map((at) => book.groups[at]!)
    const movables = entries.map((entry) => ({
      cost: entry.shown ? entry.cost : 0,
      room: entry.value - entry.least,
    }))
    const gone = moved(groups.indexOf(leak), need, movables, equations)?.map((at) => entries[at]!)
    const shown = gone?.filter((entry) => entry.shown) ?? []
    if (shown.length) return shown
  }
  return []
}

const isFixed = ({ shown, size, cost }: Entry): boolean => shown && (!size || !cost)

/** What hangs together with a group over so many sums, and can be hidden. */
function near(
  leak: number,
  { groups, sums }: Book,
  reach: number,
): { groups: number[]; equations: Equation[] } {
  const found = new Map([[leak, 0]])
  const taken = new Set<number>()
  for (let step = 0, before = -1; step < reach && before !== taken.size; step++) {
    before = taken.size
    const reached = new Set(found.keys())
    sums.forEach(({ whole, parts }, at) => {
      if (taken.has(at) || ![whole, ...parts].some((each) => reached.has(each))) return
      taken.add(at)
      for (const each of [whole, ...parts])
        if (!found.has(each) && !isFixed(groups[each]!)) found.set(each, found.size)
    })
  }
  // What stands in another sum as well could not move without it.
  const equations = [...taken].map((at): Equation => {
    const { whole, parts } = sums[at]!
    const equation: Equation = new Map()
    for (const [each, factor] of [[whole, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
      const place = found.get(each)
      if (place !== undefined) equation.set(place, (equation.get(place) ?? 0) + factor)
    }
    return equation
  })
  return { groups: [...found.keys()], equations }
}
