import * as v from 'valibot'
import { date, text } from './shapes'
import type { TierName } from './scheme'

/**
 * What people said of single customers. It is kept with the workspace and goes into no recipe for a colleague, because
 * it names customers.
 */
export const PersonSchema = v.variant('kind', [
  /** A tier by hand, against what the scheme says. */
  v.strictObject({
    kind: v.literal('override'),
    id: text(40),
    customer: text(500),
    tier: v.picklist(['diamond', 'gold', 'silver', 'ordinary']),
    author: text(120),
    reason: text(2000),
    /** First and last day on which it holds; null: without an end. */
    since: date,
    until: v.nullable(date),
  }),
  /** Somebody does not agree with a tier. */
  v.strictObject({
    kind: v.literal('objection'),
    id: text(40),
    customer: text(500),
    author: text(120),
    reason: text(2000),
    at: date,
    /** What became of it, and what was answered. */
    state: v.picklist(['open', 'accepted', 'rejected']),
    answer: text(2000),
  }),
  v.strictObject({
    kind: v.literal('note'),
    id: text(40),
    customer: text(500),
    author: text(120),
    text: text(4000),
    at: date,
  }),
])
export type Person = v.InferOutput<typeof PersonSchema>
export type Override = Extract<Person, { kind: 'override' }> & { tier: TierName }
export type Objection = Extract<Person, { kind: 'objection' }>
export type Note = Extract<Person, { kind: 'note' }>
