import { ref, watch } from 'vue'
import { useWorkspace } from '../workspace/workspace'
import { useRecipe } from '../workspace/recipe'
import { useBase } from './answer'

/** Dimensions that the data have, with the number of their values; asked once for all who show them. */
const found = ref<{ name: string; values: number }[]>([])
let asked = ''

export function useDimensions() {
  const workspace = useWorkspace()
  const recipe = useRecipe()
  watch(
    [useBase(), () => recipe.segments],
    async ([base, segments]) => {
      const key = base && `${base} ${JSON.stringify(segments)}`
      if (!key || key === asked) return
      asked = key
      const answer = await workspace.dimensions().catch(() => [])
      if (key === asked) found.value = answer
    },
    { immediate: true },
  )
  return found
}
