import { computed, ref } from 'vue'
import { comparable, settleControls } from '../analysis/controls'
import type { Panel } from '../analysis/panel'
import { useRecipe } from '../workspace/recipe'
import { useDimensions } from './dimensions'
import { useView } from './view'

/** Present values of a panel's controls: from the address, else what fits the data. */
export function useControls(panel: Panel) {
  const view = useView()
  const recipe = useRecipe()
  const asks = (panel.controls ?? []).some((control) => control.options === 'dimension')
  const found = asks ? useDimensions() : ref<{ name: string; values: number }[]>([])
  const dimensions = computed(() => comparable(found.value))
  const controls = computed(() =>
    settleControls(panel, view.controls(panel), dimensions.value, recipe.segments),
  )
  return { controls, dimensions }
}
