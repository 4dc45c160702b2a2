import type { Session } from '../analysis/session'
import type { CurrencySum } from '../ingest/entities'
import { isZone } from '../ingest/value/date'
import type { Recipe } from '../model/recipe'

/** The zone of this machine, in which times are told unless somebody says another. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The reader's own day: rows that lie after it are told of, and days without a year lie before it. */
export const today = (): string => new Date().toLocaleDateString('sv')

/** What the reader said of all files together, before they are read. */
export function readBy(active: Session, { reading }: Pick<Recipe, 'reading'>): void {
  active.currency = reading?.currency ?? null
  active.zone = reading?.zone && isZone(reading.zone) ? reading.zone : ownZone()
}

/** The currency of the figures, where the files say one: of several it is told which. */
export async function signOf(active: Session, currencies: readonly CurrencySum[]): Promise<string> {
  const home = currencies.find(({ counts }) => counts)?.currency
  const named = home === undefined ? await active.currencies() : [home]
  return named.length === 1 ? named[0]! : ''
}
