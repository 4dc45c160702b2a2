import * as v from 'valibot'
import { date, text } from './shapes'

/** Why a customer is to be contacted, the most urgent first. */
export const ACTIONS = [
  'complaint',
  'event',
  'overdue',
  'dormant',
  'fell',
  'rose',
  'hold',
  'lift',
  'birthday',
  'contact',
] as const
export type ActionKind = (typeof ACTIONS)[number]

/**
 * Something was done with a customer, or is put off: the action is hidden from the one day until the day before the
 * other. It names a customer, so it is kept with the workspace and goes into no recipe for a colleague.
 */
export const MarkSchema = v.strictObject({
  customer: text(500),
  kind: v.picklist(ACTIONS),
  done: v.boolean(),
  at: date,
  until: date,
})
export type Mark = v.InferOutput<typeof MarkSchema>

/** How long what was done needs no doing again, in days; a contact counts for the rhythm of its treatment. */
const RESTS: Record<ActionKind, number> = {
  complaint: 30,
  event: 31,
  overdue: 30,
  dormant: 30,
  fell: 100,
  rose: 100,
  hold: 100,
  lift: 100,
  birthday: 300,
  contact: 1,
}
/** Days for which something is put off. */
const LATER = 7

export function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10)
}

/** The marks with one more of a customer's action; what was said of the same action before is forgotten. */
export const marked = (marks: Mark[], { customer, kind, done, at }: Omit<Mark, 'until'>): Mark[] => [
  ...marks.filter((each) => each.customer !== customer || each.kind !== kind),
  { customer, kind, done, at, until: later(at, done ? RESTS[kind] : LATER) },
]
