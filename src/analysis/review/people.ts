import type { Objection, Override, Person } from '../../model/person'
import type { TierName } from '../../model/scheme'

/** Who says so, why, and from when to when (last day inclusive; null: without an end). */
export interface Hand {
  tier: TierName
  author: string
  reason: string
  since: string
  until: string | null
}

/** A number that no entry has yet. */
function nextId(people: Person[]): string {
  const taken = people.map(({ id }) => Number(/^p(\d+)$/.exec(id)?.[1] ?? 0))
  return `p${taken.reduce((most, id) => Math.max(most, id), 0) + 1}`
}

export const override = (people: Person[], customer: string, hand: Hand): Person[] => [
  ...people,
  { kind: 'override', id: nextId(people), customer, ...hand },
]

export const object = (
  people: Person[],
  customer: string,
  { author, reason, at }: { author: string; reason: string; at: string },
): Person[] => [
  ...people,
  { kind: 'objection', id: nextId(people), customer, author, reason, at, state: 'open', answer: '' },
]

/** Answers an objection; one that is accepted becomes a tier by hand. */
export function settle(people: Person[], id: string, answer: string, hand: Hand | null): Person[] {
  const found = people.find((said): said is Objection => said.kind === 'objection' && said.id === id)
  if (!found) return people
  const state = hand ? 'accepted' : 'rejected'
  const answered = people.map((said) => (said === found ? { ...found, state, answer } : said) as Person)
  return hand ? override(answered, found.customer, hand) : answered
}

/** A tier by hand ends: the day before `day` is its last. It stays in the history. */
export const end = (people: Person[], id: string, day: string): Person[] =>
  people.map((said) => (said.kind === 'override' && said.id === id ? { ...said, until: before(day) } : said))

/** Objections without an answer, the oldest first. */
export const open = (people: Person[]): Objection[] =>
  people
    .filter((said): said is Objection => said.kind === 'objection' && said.state === 'open')
    .sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id))

/** How a tier by hand stands on a day; `withdrawn`: it ended before it began. */
export type Standing = 'coming' | 'running' | 'over' | 'withdrawn'
export function standingOn(day: string, { since, until }: Pick<Override, 'since' | 'until'>): Standing {
  if (until !== null && until < since) return 'withdrawn'
  if (since > day) return 'coming'
  return until === null || until >= day ? 'running' : 'over'
}

/** Tiers by hand that hold on a day or will, those that end soonest first. */
export const running = (people: Person[], day: string): Override[] =>
  people
    .filter((said): said is Override => said.kind === 'override')
    .filter((said) => ['running', 'coming'].includes(standingOn(day, said)))
    .sort((a, b) => compare(a.until ?? '9999', b.until ?? '9999') || compare(a.since, b.since))

/** All that was said of a customer's tier, the newest first. */
export const historyOf = (people: Person[], customer: string): (Objection | Override)[] =>
  people
    .filter((said): said is Objection | Override => said.kind !== 'note' && said.customer === customer)
    .reverse()

/** Days from one date to another. */
export const daysTo = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 864e5)

const before = (day: string): string => new Date(Date.parse(day) - 864e5).toISOString().slice(0, 10)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
