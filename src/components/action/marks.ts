import { marked, type ActionKind } from '../../model/action'
import type { Action } from '../../analysis/action/list'
import { useDecisions } from '../../workspace/decisions'
import { useRecipe } from '../../workspace/recipe'
import { useWorkspace } from '../../workspace/workspace'

/** Says that something was done with a customer, or puts it off; the day is that of the view. */
export function useMarks() {
  const recipe = useRecipe()
  const decisions = useDecisions()
  const workspace = useWorkspace()
  return {
    mark: ({ customer_id: customer, kind }: Action, done: boolean): Promise<void> => {
      const at = workspace.params?.as_of || new Date().toLocaleDateString('sv')
      const marks = marked(recipe.marks ?? [], { customer, kind: kind as ActionKind, done, at })
      return decisions.choose({ marks })
    },
    /** Takes the last one back. */
    undo: (): Promise<void> => decisions.choose({ marks: (recipe.marks ?? []).slice(0, -1) }),
  }
}
