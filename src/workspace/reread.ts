import type { Recipe } from '../model/recipe'
import { inTurn } from './lane'
import { idle } from './progress'
import { readBy } from './reading'
import { useRecipe } from './recipe'
import { useWorkspace } from './workspace'

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
