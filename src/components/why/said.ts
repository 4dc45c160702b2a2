import { computed } from 'vue'
import type { Person } from '../../model/person'
import { useDecisions } from '../../workspace/decisions'
import { useRecipe } from '../../workspace/recipe'
import { useWorkspace } from '../../workspace/workspace'

/** What people said of customers' tiers, and how to change it; tiers by hand are graded at once. */
export function useSaid() {
  const recipe = useRecipe()
  const decisions = useDecisions()
  const workspace = useWorkspace()
  return {
    people: computed(() => recipe.people as Person[]),
    /** Whoever spoke last is likely to speak again. */
    author: computed(() => recipe.people.at(-1)?.author ?? ''),
    /** The day of the view: what holds is what holds on it. */
    day: computed(() => workspace.params?.as_of || today()),
    /** The files say as of which day they are. */
    dated: computed(() => !!workspace.params?.as_of),
    today,
    keep: (people: Person[]) => decisions.choose({ people }),
  }
}

const today = (): string => new Date().toLocaleDateString('sv')
