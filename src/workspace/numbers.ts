import { numberCustomers, type Numbers } from '../analysis/customers/number'
import type { Session } from '../analysis/session'
import { AppError } from '../model/error'
import type { StoredFile } from './manifest'

/** Customers by their numbers as they are kept, and the file that holds them already. */
export interface Numbered {
  now: Blob | null
  stored: { file: StoredFile; of: Blob } | null
}

/** Nobody has a number until somebody asks for one; what was kept is read only then. */
let kept: Blob | null = null
let numbers: Numbers = []
/** The files that the numbers are of. */
let of: unknown = null
let turn: Promise<unknown> = Promise.resolve()

/** What was kept of a workspace that comes into the page, or nothing. */
export function takeNumbers(file: Blob | null): void {
  kept = file
  numbers = []
  of = null
}

/** Makes `customer_number` stand for the present files. */
export function standNumbers(session: Session): Promise<void> {
  const mine = turn.then(async () => {
    const files = session.cleaned
    if (of === files) return
    const before = numbers.length || !kept ? numbers : ((JSON.parse(await kept.text()) as Numbers) ?? [])
    numbers = await numberCustomers(session, before)
    const changed = !kept || numbers.length !== before.length || numbers.some((id, at) => id !== before[at])
    if (changed) kept = new Blob([JSON.stringify(numbers)])
    of = files
  })
  turn = mine.catch(() => undefined)
  return mine
}

/** Before they are kept: whoever left the files since is not named in them either. */
export async function settleNumbers(session: Session): Promise<Blob | null> {
  if (kept)
    await standNumbers(session).catch((cause: unknown) => {
      // Another engine will have the customers.
      if (AppError.from(cause).code === 'engine.ended') throw cause
      takeNumbers(null)
    })
  return kept
}
