import { computed, ref } from 'vue'
import type { Panel } from '../analysis/panel'
import { useRecipe } from '../workspace/recipe'
import { useDimensions } from './dimensions'
import { useView } from './view'

/** Present values of a panel's controls: from the address, else the default, else a dimension that the data have. */
export function useControls(panel: Panel) {
  const view = useView()
  const recipe = useRecipe()
  const asks = (panel.controls ?? []).some((control) => control.options === 'dimension')
  const found = asks ? useDimensions() : ref<{ name: string; values: number }[]>([])
  // A dimension of one value is no comparison.
  const dimensions = computed(() => found.value.filter(({ values }) => values > 1).map(({ name }) => name))

  const controls = computed(() => {
    const given = view.controls(panel)
    const chosen: Record<string, string> = {}
    for (const { name, options, leave, more, default: usual } of panel.controls ?? []) {
      const offered = dimensions.value.filter(
        (each) => !Object.values(chosen).includes(each) && !leave?.includes(each),
      )
      const instead =
        options === 'dimension' && offered.length && !offered.includes(usual)
          ? (offered.find((each) => each !== 'tier') ?? offered[0]!)
          : usual
      // Without a choice the first own segment, unless there is a fixed option for none.
      const first = options === 'saved' && !more ? (recipe.segments[0]?.name ?? usual) : instead
      chosen[name] = given[name] ?? first
    }
    return chosen
  })
  return { controls, dimensions }
}
