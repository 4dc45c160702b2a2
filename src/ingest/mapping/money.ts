import { parseNumber } from '../value'
import { headingOf } from '../recognise/heading'
import type { Concept } from '../recognise/words'
import type { Context } from './context'

const MONEY: Concept[] = [
  'amount',
  'total',
  'price',
  'unitprice',
  'paid',
  'due',
  'sale',
  'net',
  'gross',
  'subtotal',
  'spend',
]
/** What numbers are of that are no money: of whom, when, how long, how many. */
const OTHER: Concept[] = [
  'id',
  'company',
  'staff',
  'customer',
  'store',
  'date',
  'time',
  'period',
  'start',
  'end',
  'duration',
  'count',
  'quantity',
  'age',
  'phone',
  'zip',
  'status',
  'kind',
  'is',
]
/** Whole numbers within a lifetime are years. */
const YEARS = [1900, 2100] as const

/** Whether a column may be offered as an amount: its name says nothing else of its numbers, and they are no years. */
export function mayBeMoney({ sheet }: Pick<Context, 'sheet'>, index: number): boolean {
  const { concepts } = headingOf(sheet.header[index]!)
  const says = (words: Concept[]) => words.some((word) => concepts.includes(word))
  if (says(MONEY)) return true
  const numbers = sheet.present(index, 500).flatMap((cell) => parseNumber(cell) ?? [])
  const [from, to] = YEARS
  const areYears = numbers.every((n) => Number.isInteger(n) && n >= from && n <= to)
  return !says(OTHER) && !(areYears && numbers.length > 0)
}
