import { marked, type ActionKind } from '../../model/action'
import type { Action } from '../../analysis/action/list'
import { useRecipe } from '../../workspace/recipe'
import { useWorkspace } from '../../workspace/workspace'

/** Says that something was done with a customer, or puts it off; the day is that of the view. */
export function useMarks() {
  const recipe = useRecipe()
  const workspace = useWorkspace()
  return {
    mark: ({ customer_id: customer, kind }: Action, done: boolean): Promise<void> => {
      const at = workspace.params?.as_of || new Date().toLocaleDateString('sv')
      const marks = marked(recipe.marks ?? [], { customer, kind: kind as ActionKind, done, at })
      return recipe.choose({ marks })
    },
    /** Takes the last one back. */
    undo: (): Promise<void> => recipe.choose({ marks: (recipe.marks ?? []).slice(0, -1) }),
  }
}
