import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { filterFieldOf } from '../model/filter'
import { formatView, type View } from '../model/view'
import { useRecipe } from '../workspace/recipe'
import { useWorkspace } from '../workspace/workspace'
import { places } from './catalogue'
import { dimensionLabel } from '../analysis/dimension'
import {
  named,
  readControls,
  readView,
  toggle,
  without,
  type Choosing,
  type Mark,
  type Problem,
} from './query'
import { useSay } from './say'

const isOwn = (key: string): boolean => ['asOf', 'period', 'returns'].includes(key) || !!filterFieldOf(key)

/** What is being looked at. The query of the hash is the only truth: every change is a step of the history. */
export function useView() {
  const route = useRoute()
  const router = useRouter()
  const workspace = useWorkspace()
  const recipe = useRecipe()
  const say = useSay()
  const read = computed(() => named(readView(route.query, places.value), recipe.segments))
  const view = computed(() => read.value.view)
  const absent = computed((): Problem[] =>
    workspace.absent
      .filter((field) => field in view.value.filter)
      .map((field) => ({ key: 'ui.view.noField', params: { name: dimensionLabel(field, say.value) } })),
  )

  const others = (): LocationQueryRaw =>
    Object.fromEntries(Object.entries(route.query).filter(([key]) => !isOwn(key)))
  const show = (part: Partial<View>) =>
    router.push({ query: { ...formatView({ ...view.value, ...part }), ...others() } })

  return {
    view,
    problems: computed(() => [...read.value.problems, ...absent.value]),
    show,
    toggle: (marks: Mark[]) => show({ filter: toggle(view.value.filter, marks) }),
    choose: (field: string, values: string[]) => {
      const { filter: old } = view.value
      const filter = values.length ? { ...old, [field]: values } : without(old, field)
      return show({ filter })
    },
    controls: (place: Choosing) => readControls(route.query, place),
    control: (id: string, name: string, value: string) =>
      router.push({ query: { ...route.query, [`${id}.${name}`]: value } }),
  }
}
