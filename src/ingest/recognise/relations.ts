import type { Sheet } from '../mapping/sheet'
import { parseNumber } from '../value'

interface Numbers {
  index: number
  values: (number | null)[]
}

const ENOUGH = 4
/** As many columns of numbers at most are multiplied with each other. */
const MOST = 14

/**
 * How columns of numbers hang together, by column: which of them is quantity × price, and which is another one less a
 * discount or with freight on top. Only rows tell in which not all factors are one.
 */
export function relationsOf(sheet: Sheet, extras: Extras): Map<number, Set<string>> {
  const of = new Map<number, Set<string>>()
  const note = (index: number, what: string) => of.set(index, (of.get(index) ?? new Set()).add(what))
  const columns = sheet.header
    .map((_, index) => ({ index, values: numbersOf(sheet, index) }))
    .filter(({ values }) => values !== null)
    .slice(0, MOST) as Numbers[]
  for (const total of columns)
    for (const a of columns)
      for (const b of columns) {
        if (a.index >= b.index || total === a || total === b) continue
        const { share, telling } = hold(total.values, a.values, b.values)
        if (telling < ENOUGH || share < 0.7) continue
        note(total.index, 'product')
        note(a.index, 'factor')
        note(b.index, 'factor')
      }
  for (const a of columns)
    for (const b of columns) {
      if (a === b) continue
      const { less, same } = compare(a.values, b.values)
      if (less > 0.95) {
        note(a.index, 'smaller')
        note(b.index, 'larger')
      }
      if (same) note(a.index, 'twin')
      // The same as another one that says it in more rows.
      if (same && filled(a) < FITS * filled(b)) note(a.index, 'lesser')
    }
  for (const { list, paid } of steps(columns, extras)) {
    note(list, 'before')
    note(paid, 'after')
  }
  // What a platform keeps is taken off what was charged: the rest is paid out.
  for (const { list, paid } of steps(columns, { off: extras.fees, on: [] })) {
    note(list, 'charged')
    note(paid, 'payout')
  }
  for (const [index, says] of fitting(columns, extras)) note(index, says)
  for (const { whole, part } of parted(columns, extras)) {
    note(whole, 'whole')
    note(part, 'partly')
  }
  return of
}

/** In so many rows a quantity times the price must be the amount. */
const FITS = 0.95
/**
 * Which of several quantities the price is for (`fits`): times that one it is the amount, in rows of one piece as well;
 * times the others it is not (`misfit`).
 */
function fitting(columns: Numbers[], { each, many }: Extras): Map<number, string> {
  const found = new Map<number, string>()
  const some = (places: number[]) => columns.filter(({ index }) => places.includes(index))
  if (some(many).length < 2) return found
  for (const price of some(each))
    for (const total of columns) {
      if (total === price || many.includes(total.index)) continue
      const shares = some(many)
        .filter((quantity) => quantity !== price)
        .map(({ index, values }) => {
          let [n, held, telling] = [0, 0, 0]
          total.values.forEach((t, row) => {
            const [x, y] = [price.values[row] ?? null, values[row] ?? null]
            if (t === null || x === null || y === null || t === 0) return
            n++
            if (Math.abs(x * y - t) > 0.011 + Math.abs(t) * 1e-4) return
            held++
            if (y !== 1) telling++
          })
          return { index, share: n < ENOUGH ? 0 : held / n, telling }
        })
      if (!shares.some(({ share, telling }) => share >= FITS && telling > 0)) continue
      for (const { index, share } of shares) {
        if (share >= FITS) found.set(index, 'fits')
        else if (share < 0.5 && !found.has(index)) found.set(index, 'misfit')
      }
    }
  return found
}

/** So small a part of an amount no discount leaves; as many rows must show one. */
const PART = 0.6
const PARTLY = 0.1
/** Amounts of which parts only were paid so far, as a deposit is, with the column of the parts. */
function parted(columns: Numbers[], { paid }: Extras): { whole: number; part: number }[] {
  return columns
    .filter(({ index }) => paid.includes(index))
    .flatMap((part) =>
      columns.flatMap((whole) => {
        if (whole === part || paid.includes(whole.index)) return []
        let [n, within, small] = [0, 0, 0]
        whole.values.forEach((t, row) => {
          const x = part.values[row] ?? null
          if (t === null || x === null || t <= 0) return
          n++
          if (x <= t + 0.011) within++
          if (x > 0 && x < PART * t) small++
        })
        const isPart = n >= ENOUGH && within >= FITS * n && small >= Math.max(2, PARTLY * n)
        return isPart ? [{ whole: whole.index, part: part.index }] : []
      }),
    )
}

/** The numbers of a column, null where a cell is empty; null altogether where it holds none. */
export function numbersOf(sheet: Sheet, index: number): (number | null)[] | null {
  const cells = sheet.cells(index).slice(0, 400)
  const { reading } = sheet.as(index, 'money')
  const { decimal, affix } = reading.as === 'number' ? reading : { decimal: '.' as const, affix: undefined }
  const values: (number | null)[] = []
  let [filled, unread] = [0, 0]
  for (const cell of cells) {
    const text = cell.trim()
    const value = text === '' ? null : parseNumber(text, decimal, { affix })
    values.push(value)
    if (text !== '') filled++
    // Most columns hold no numbers, which their first cells tell.
    if (text !== '' && value === null && ++unread > 0.1 * cells.length) return null
  }
  return filled >= ENOUGH && filled - unread >= 0.9 * filled ? values : null
}

const filled = ({ values }: Numbers): number => values.filter((value) => value !== null).length

function hold(total: (number | null)[], a: (number | null)[], b: (number | null)[]) {
  let [telling, held] = [0, 0]
  total.forEach((t, i) => {
    const [x, y] = [a[i] ?? null, b[i] ?? null]
    if (t === null || x === null || y === null || t === 0) return
    // One times something is that something: nothing is told by it.
    if (Math.abs(x) === 1 || Math.abs(y) === 1 || x === 0 || y === 0) return
    telling++
    if (Math.abs(x * y - t) <= 0.011 + Math.abs(t) * 1e-4) held++
  })
  return { telling, share: telling ? held / telling : 0 }
}

/** Columns of what is let off and of what comes on top, by their names. */
export interface Extras {
  off: number[]
  on: number[]
  /** What somebody keeps for their service. */
  fees: number[]
  /** What was paid or received. */
  paid: number[]
  /** Prices of one piece, and quantities. */
  each: number[]
  many: number[]
}
/** More extras of one amount than these are not tried together. */
const PARTS = 4

/**
 * Amounts that differ by extras in nearly all rows that have any: `list − off + on = paid`, with all combinations of a
 * few extras.
 */
function steps(
  columns: Numbers[],
  { off, on }: Pick<Extras, 'off' | 'on'>,
): { list: number; paid: number }[] {
  const extras = columns
    .filter(({ index }) => off.includes(index) || on.includes(index))
    .slice(0, PARTS)
    .map(({ index, values }) => ({
      index,
      values: values.map((value) => (off.includes(index) ? -1 : 1) * Math.abs(value ?? 0)),
    }))
  const found: { list: number; paid: number }[] = []
  for (let set = 1; set < 1 << extras.length; set++) {
    const parts = extras.filter((_, i) => set & (1 << i))
    const change = parts[0]!.values.map((_, row) => parts.reduce((sum, { values }) => sum + values[row]!, 0))
    const idle = parts.some(({ values }) => values.filter(Boolean).length < 2)
    if (idle) continue
    for (const list of columns)
      for (const paid of columns) {
        if (list === paid || parts.some(({ index }) => index === list.index || index === paid.index)) continue
        let [telling, held] = [0, 0]
        change.forEach((by, row) => {
          const [before, after] = [list.values[row] ?? null, paid.values[row] ?? null]
          if (before === null || after === null || before === 0 || by === 0) return
          telling++
          if (Math.abs(before + by - after) <= 0.011) held++
        })
        if (telling >= 3 && held >= 0.9 * telling) found.push({ list: list.index, paid: paid.index })
      }
  }
  return found
}

function compare(a: (number | null)[], b: (number | null)[]) {
  let [n, less, same] = [0, 0, 0]
  a.forEach((x, i) => {
    const y = b[i] ?? null
    if (x === null || y === null) return
    n++
    if (x <= y && x >= 0) less++
    if (x === y) same++
  })
  return { less: n > ENOUGH && same < n ? less / n : 0, same: n > ENOUGH && same === n }
}
