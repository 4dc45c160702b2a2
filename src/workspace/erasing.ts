import { configOf } from '../analysis/config'
import { useKeeping } from './keeping'
import { inTurn } from './lane'
import { setOrigin } from './origins'
import { forgetPublished } from './published'
import { useQuality } from './quality'
import { useRecipe } from './recipe'
import { saving } from './saving'
import { idle, useWorkspace } from './workspace'

/** Takes one customer out of everything; returns the rows that went. A later file cannot bring them back. */
export function eraseCustomer(id: string): Promise<number> {
  return inTurn(async () => {
    const keeping = useKeeping()
    const workspace = useWorkspace()
    const active = await workspace.ready()
    const { eraseFrom } = await import('./erase')
    const gone = await eraseFrom(active, id, keeping.erased)
    if (!gone) return 0
    keeping.erased = gone.erased
    // It holds figures that nobody was shown, also of few.
    forgetPublished()
    const recipe = useRecipe()
    const others = ({ customer }: { customer: string }) => !gone.ids.includes(customer)
    const [people, marks] = [recipe.people.filter(others), recipe.marks?.filter(others)]
    recipe.take({ ...recipe.$state, people, marks })
    active.config = configOf(recipe.$state)
    for (const source of gone.rows.keys()) {
      // The text it was read from goes as well, and the table is written anew.
      saving.stored.delete(source)
      setOrigin(source, { file: null, text: () => Promise.resolve(null) })
    }
    useQuality().decisions = active.decisions
    await workspace.settle(active, idle(), workspace.scheme)
    if (keeping.keeps) await keeping.save()
    return [...gone.rows.values()].reduce((sum, n) => sum + n, 0)
  })
}
