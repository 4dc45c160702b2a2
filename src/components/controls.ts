import { computed, ref, watch } from 'vue'
import type { Panel } from '../analysis/panel'
import { useWorkspace } from '../workspace/workspace'
import { useBase } from './answer'
import { useView } from './view'

/** Present values of a panel's controls: from the address, else the default, else a dimension that the data have. */
export function useControls(panel: Panel) {
  const workspace = useWorkspace()
  const view = useView()
  const dimensions = ref<string[]>([])
  const asks = (panel.controls ?? []).some((control) => control.options === 'dimension')

  let asked = ''
  watch(
    useBase(),
    async (base) => {
      if (!asks || !base || base === asked) return
      asked = base
      const found = await workspace.dimensions().catch(() => [])
      // A dimension of one value is no comparison.
      dimensions.value = found.filter(({ values }) => values > 1).map(({ name }) => name)
    },
    { immediate: true },
  )

  const controls = computed(() => {
    const given = view.controls(panel.id)
    const chosen: Record<string, string> = {}
    for (const { name, options, default: usual } of panel.controls ?? []) {
      const offered = dimensions.value.filter((each) => !Object.values(chosen).includes(each))
      const instead =
        options === 'dimension' && offered.length && !offered.includes(usual)
          ? (offered.find((each) => each !== 'tier') ?? offered[0]!)
          : usual
      chosen[name] = given[name] ?? instead
    }
    return chosen
  })
  return { controls, dimensions }
}
