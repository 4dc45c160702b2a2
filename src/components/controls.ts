import { computed, ref } from 'vue'
import { comparable, settleControls } from '../analysis/controls'
import type { Panel } from '../analysis/panel'
import { useRecipe } from '../workspace/recipe'
import { useDimensions } from './dimensions'
import { useView } from './view'

/** Present values of a panel's controls in its place: from the address, else as the board has them, else what fits the data. */
export function useControls(panel: Panel, place = panel.id, choices: Record<string, string> = {}) {
  const view = useView()
  const recipe = useRecipe()
  const asks = (panel.controls ?? []).some((control) => control.options === 'dimension')
  const found = asks ? useDimensions() : ref<{ name: string; values: number }[]>([])
  const dimensions = computed(() => comparable(found.value))
  const controls = computed(() => {
    const chosen = { ...choices, ...view.controls({ id: place, controls: panel.controls }) }
    return settleControls(panel, chosen, dimensions.value, recipe.segments)
  })
  return { controls, dimensions }
}
