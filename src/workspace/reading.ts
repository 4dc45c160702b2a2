import type { Session } from '../analysis/session'
import type { CurrencySum } from '../ingest/entities'
import { isZone } from '../ingest/value/date'
import type { Recipe } from '../model/recipe'
import { inTurn } from './lane'
import { idle } from './progress'
import { useRecipe } from './recipe'
import { useWorkspace } from './workspace'

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

/** Figures in another of the currencies that the orders are in; null: the one with most customers. */
export function countIn(currency: string | null): Promise<void> {
  return inTurn(async () => {
    const recipe = useRecipe()
    recipe.reading = cleaned({ ...recipe.reading, currency })
    const active = await useWorkspace().ready()
    readBy(active, recipe)
    await useWorkspace().settle(active, idle())
  })
}

/** Times told in another zone; null: that of this machine. Files whose times name a zone are read again. */
export async function tellTimesIn(zone: string | null): Promise<void> {
  const recipe = useRecipe()
  const workspace = useWorkspace()
  recipe.reading = cleaned({ ...recipe.reading, zone })
  readBy(await workspace.start(), recipe)
  await workspace.remap(
    workspace.sources
      .filter(({ mapping }) =>
        mapping.columns.some(({ reading }) => reading.as === 'date' && reading.offsets?.length),
      )
      .map(({ id, choices }) => ({ id, choices: JSON.parse(JSON.stringify(choices)) as typeof choices })),
  )
}

const cleaned = (said: { currency?: string | null; zone?: string | null }): Recipe['reading'] => {
  const { currency, zone } = said
  return currency || zone ? { ...(currency ? { currency } : {}), ...(zone ? { zone } : {}) } : undefined
}
