import { monthsAfter, monthsBefore } from '../../model/day'
import type { Session } from '../session'

/** A day of grading, and the last day of what is looked at after it. */
export interface Span {
  asOf: string
  until: string
  months: number
}

/** How long after the day customers are looked at, the longest first. */
export const MONTHS = [12, 6, 3]
/** So many months of orders lie before a day of grading. */
const BEFORE = 12
/** As many days as anybody chooses from. */
const MOST = 12

/** Days that can be graded and looked at for so many months after, the latest first: days of review, and the very last. */
export function spansOf(session: Session, months: number): Span[] {
  const { params, summed } = session
  if (!params?.data_start || summed) return []
  const last = monthsBefore(params.as_of, months)
  const days = new Set([last, ...session.reviews().toReversed()])
  return [...days]
    .filter((day) => day <= last && monthsBefore(day, BEFORE) >= params.data_start)
    .map((asOf) => ({ asOf, until: asOf === last ? params.as_of : monthsAfter(asOf, months), months }))
    .slice(0, MOST)
}

/** What the reader asks for, or as near to it as the data allow; null: they are too short. */
export function spanOf(session: Session, { day = '', months = '' } = {}): Span | null {
  const possible = MONTHS.map((each) => spansOf(session, each)).filter((spans) => spans.length)
  const spans = possible.find(([first]) => String(first!.months) === months) ?? possible[0]
  return spans?.find(({ asOf }) => asOf === day) ?? spans?.[0] ?? null
}
