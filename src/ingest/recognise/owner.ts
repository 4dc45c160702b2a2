import type { Sheet } from '../mapping/sheet'

/** Somebody is known by one value where so many of the rows that could say otherwise do not. */
const MOSTLY = 0.8
/** Fewer who come again bear nothing out. */
const LEAST = 3

/** Rows of one ticket name several here, as the writers of its messages: none of them is whose ticket it is. */
export const differsWithin = (sheet: Sheet, of: number, other: number): boolean =>
  (constancy(sheet, of, other) ?? 1) < MOSTLY

/** How many of those who stand in several rows of the column `of` have one value in the other; null: too few do. */
function constancy(sheet: Sheet, of: number, other: number): number | null {
  const seen = new Map<string, { rows: number; values: Set<string> }>()
  const values = sheet.cells(other)
  sheet.cells(of).forEach((cell, row) => {
    const [key, value] = [cell.trim(), values[row]!.trim()]
    if (!key || !value) return
    const known = seen.get(key) ?? { rows: 0, values: new Set<string>() }
    known.rows++
    known.values.add(value)
    seen.set(key, known)
  })
  const again = [...seen.values()].filter(({ rows }) => rows > 1)
  return again.length < LEAST ? null : again.filter((one) => one.values.size === 1).length / again.length
}

/**
 * Numbers that reach who receives, and not who buys, by column: beside a column of buyers, where a buyer who comes again
 * has several of them, and the heading says so or they go along with the receiver.
 */
export function receivers(sheet: Sheet, columns: { found: string[] }[]): Set<number> {
  const has = (index: number, ...features: string[]) =>
    features.some((feature) => columns[index]!.found.includes(feature))
  const all = columns.map((_, index) => index)
  const isReceiver = (index: number) => has(index, 'c:receiver', 'c:delivered')
  const buyers = all.filter(
    (index) =>
      has(index, 'c:customer', 'c:buyer', 'c:member', 'c:user', 'c:nickname') &&
      !isReceiver(index) &&
      !has(
        index,
        'c:id',
        'c:phone',
        'c:email',
        'v:few',
        'v:masked',
        'v:empty',
        'v:sparse',
        'v:number',
        'v:prose',
      ),
  )
  const received = all.filter(
    (index) =>
      has(index, 'c:receiver') && !has(index, 'c:phone', 'c:address', 'c:email', 'v:empty', 'v:date'),
  )
  const found = new Set<number>()
  for (const index of all) {
    if (!has(index, 'c:phone', 'v:mobile') || has(index, 'c:customer', 'c:buyer', 'c:member', 'v:empty'))
      continue
    const own = buyers.map((buyer) => constancy(sheet, buyer, index) ?? 1)
    if (!own.length || own.some((share) => share >= MOSTLY)) continue
    const theirs = received.map((other) => constancy(sheet, other, index) ?? 0)
    if (isReceiver(index) || theirs.some((share) => own.every((mine) => share > mine))) found.add(index)
  }
  return found
}
