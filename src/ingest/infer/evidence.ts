/** What a reading of a column makes of its cells: days since 1970-01-01 in the order of the file, null where none. */
export type Days = (number | null)[]

const dayOf = (iso: string): number => Date.parse(iso) / 864e5
export const toDay = (iso: string | null): number | null => (iso === null ? null : dayOf(iso.slice(0, 10)))

/** How much each piece of evidence says for a reading; differences of points say how sure one is (`sureOf`). */
const WEIGHTS = {
  /** Every cell is read. */
  read: 60,
  /** Every day lies where companies of today have days; half of it where people were born. */
  plausible: 12,
  /** Every day lies in the years that most exports are of. */
  recent: 3,
  /** The rows stand in the order of the days, and not one of them does not. */
  order: 6,
  sorted: 4,
  /** Each doubling of the span, beside a month. */
  span: -1.4,
  /** Days of many years, about one of each. */
  yearly: -5,
  /** All days of few numbers that are neither the first, the middle nor the end of a month. */
  sameDay: -4,
} as const
/** So many neighbours in order say all that order can say. */
const PAIRS = 6

const PLAUSIBLE: [from: number, to: number, share: number][] = [
  [dayOf('1990-01-01'), dayOf('2040-01-01'), 1],
  [dayOf('1930-01-01'), dayOf('2100-01-01'), 0.5],
]
const [RECENT, SOON] = [dayOf('2008-01-01'), dayOf('2031-01-01')]
/** Days of the month on which bills are made. */
const USUAL = new Set([1, 15, 28, 29, 30, 31])

export interface Order {
  /** Neighbours that differ, and the share of them that go the usual way. */
  pairs: number
  share: number
}
export function orderOf(days: Days): Order {
  let [up, down] = [0, 0]
  let last: number | null = null
  for (const day of days) {
    if (day === null) continue
    if (last !== null && day > last) up++
    if (last !== null && day < last) down++
    last = day
  }
  const pairs = up + down
  return { pairs, share: pairs ? Math.max(up, down) / pairs : 0 }
}
export const isSorted = ({ pairs, share }: Order): boolean => share === 1 && pairs > 3

/** How well days that a reading makes of a column look like the days of one company. */
export function rate(days: Days): number {
  const read = days.filter((day) => day !== null)
  if (!read.length) return -Infinity
  const share = (test: (day: number) => number) => read.reduce((sum, day) => sum + test(day), 0) / read.length
  const [low, high] = read.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [read[0]!, read[0]!])
  const distinct = new Set(read)
  const dates = [...distinct].map((day) => new Date(day * 864e5))
  const years = new Set(dates.map((date) => date.getUTCFullYear())).size
  const inMonth = new Set(dates.map((date) => date.getUTCDate()))
  const order = orderOf(days)
  const ordered = Math.max(0, order.share - 0.5) * 2 * Math.min(1, order.pairs / PAIRS)
  const yearly = distinct.size > 3 && distinct.size < 1.5 * years
  const sameDay =
    distinct.size > 3 && inMonth.size * 3 < distinct.size && ![...inMonth].every((d) => USUAL.has(d))
  return (
    WEIGHTS.read * (read.length / days.length) +
    WEIGHTS.plausible * share((day) => PLAUSIBLE.find(([from, to]) => day >= from && day < to)?.[2] ?? 0) +
    WEIGHTS.recent * share((day) => Number(day >= RECENT && day < SOON)) +
    WEIGHTS.order * ordered +
    (isSorted(order) ? WEIGHTS.sorted : 0) +
    WEIGHTS.span * Math.log2((high - low + 30) / 30) +
    (yearly ? WEIGHTS.yearly : 0) +
    (sameDay ? WEIGHTS.sameDay : 0)
  )
}

/** How sure a reading is that is so many points better than the next one, 0.5…1. */
export const sureOf = (points: number): number => 1 / (1 + Math.exp(-points / 2.5))
