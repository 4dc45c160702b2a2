import { seenCustomers } from '../../ingest/entity/seen'
import type { Session } from '../session'

/** Who has which number: place n − 1 is the customer of number n, null where that customer is gone. */
export type Numbers = readonly (string | null)[]

/**
 * Numbers for those who have none, in the order in which they are named. A number tells nothing of an id, stays with
 * its customer, and is given to nobody else after that customer is gone.
 */
export function assignNumbers(before: Numbers, seen: readonly string[]): (string | null)[] {
  const known = new Set(seen)
  const kept = before.map((id) => (id !== null && known.has(id) ? id : null))
  const numbered = new Set(kept)
  return [...kept, ...seen.filter((id) => !numbered.has(id))]
}

/** Numbers the customers of all files and writes `customer_number(customer_id, number)`. */
export const numberCustomers = (session: Session, before: Numbers): Promise<(string | null)[]> =>
  session.quiet(async ({ engine, sources, decisions }) => {
    const numbers = assignNumbers(before, await seenCustomers(engine, sources, decisions.merges))
    const places = numbers.flatMap((id, place) => (id === null ? [] : place + 1))
    await engine.put('customer_number', {
      customer_id: numbers.filter((id) => id !== null),
      number: Float64Array.from(places),
    })
    return numbers
  })
