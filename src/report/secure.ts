import { bookOf, COUNTS, SUMS, type Book, type Entry, type Secrets, type Table, type Total } from './book'
import { moved, type Equation } from './bounds'
import { leaksOf, NEARLY } from './ledger'
import { LEAST } from './protect'

/**
 * What must be hidden beside what is hidden already, so that nothing of it follows from all tables of a file together.
 * Whoever is in one table and not in another is protected like a cell of its own.
 */
export function secure(tables: Table[], totals: Total[]): Secrets {
  const secrets: Secrets = { cells: new Set(), closed: new Set() }
  for (const measure of [...COUNTS, ...SUMS]) {
    const money = SUMS.includes(measure)
    const tight = new Set<string>()
    for (;;) {
      const book = bookOf(tables, totals, secrets, measure)
      const leaks = leaksOf(book, tight, money)
      const helped = leaks.filter((leak) => remedy(leak, book, secrets, money))
      if (!helped.length) break
    }
  }
  return secrets
}

/** How far from a leak something is looked for that may be hidden instead: so many tables, and then all. */
const REACH = [3, 6, Infinity]
/** A panel without totals loses so much of what it counts. */
const TOTALS = 0.2

/**
 * Hides what costs least so that a leak could be another number: 5 for a count, a tenth more for a sum. False: nothing is
 * left to hide.
 */
function remedy(leak: number, book: Book, secrets: Secrets, money: boolean): boolean {
  const { value } = book.groups[leak]!
  const need = money ? NEARLY * Math.abs(value) * 1.01 : Math.max(1, LEAST - value, NEARLY * value)
  for (const reach of REACH) {
    const { groups, equations } = near(leak, book, reach)
    const entries = groups.map((at) => book.groups[at]!)
    const movables = entries.map((entry) => ({
      cost: entry.shown ? costOf(entry) : 0,
      room: entry.value - entry.least,
    }))
    const gone = moved(groups.indexOf(leak), need, movables, equations)?.map((at) => entries[at]!)
    const shown = gone?.filter((entry) => entry.shown) ?? []
    for (const { key, of } of shown)
      if (of === null) secrets.cells.add(key)
      else secrets.closed.add(of)
    if (shown.length) return true
  }
  return false
}

const isFixed = ({ shown, size, cell, of }: Entry): boolean => shown && (!size || (!cell && of === null))
/** What the reader misses: more where several panels show it. Later panels are missed less. */
const costOf = ({ size, cell, of }: Entry): number =>
  of === null ? size * cell : (size * TOTALS * 9) / (9 + of)

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
