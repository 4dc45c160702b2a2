import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { FILTER_FIELDS, formatView, type View } from '../model/view'
import { readControls, readView, toggle, without, type Mark } from './query'

const OWN: string[] = ['asOf', 'period', 'returns', ...FILTER_FIELDS]

/** What is being looked at. The query of the hash is the only truth: every change is a step of the history. */
export function useView() {
  const route = useRoute()
  const router = useRouter()
  const read = computed(() => readView(route.query))
  const view = computed(() => read.value.view)

  const others = (): LocationQueryRaw =>
    Object.fromEntries(Object.entries(route.query).filter(([key]) => !OWN.includes(key)))
  const show = (part: Partial<View>) =>
    router.push({ query: { ...formatView({ ...view.value, ...part }), ...others() } })

  return {
    view,
    problems: computed(() => read.value.problems),
    show,
    toggle: (marks: Mark[]) => show({ filter: toggle(view.value.filter, marks) }),
    choose: (field: string, values: string[]) => {
      const { filter: old } = view.value
      const filter = values.length ? { ...old, [field]: values } : without(old, field)
      return show({ filter })
    },
    controls: (id: string) => readControls(route.query, id),
    control: (id: string, name: string, value: string) =>
      router.push({ query: { ...route.query, [`${id}.${name}`]: value } }),
  }
}
