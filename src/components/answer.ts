import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Panel, PanelResult } from '../analysis/panel'
import { useWorkspace } from '../workspace/workspace'

const FAR = { none: 0, tiers: 1, all: 2 }

/**
 * One panel's answer for what is being looked at; asked again whenever that or the controls change. One question at
 * a time, and the newest wins: meanwhile the old answer stays.
 */
export function useAnswer(
  { id, stage = 'all' }: Pick<Panel, 'id' | 'stage'>,
  controls: () => Record<string, string> = () => ({}),
) {
  const workspace = useWorkspace()
  const result = shallowRef<PanelResult | null>(null)
  const busy = ref(true)
  const far = computed(() => FAR[workspace.stage] >= FAR[stage])
  let running = false
  let again = false
  let gone = false

  async function ask(): Promise<void> {
    busy.value = true
    again = true
    if (running) return
    running = true
    while (again && !gone) {
      again = false
      const answer = await workspace.panel(id, controls()).catch(() => null)
      if (!again && !gone) result.value = answer
    }
    running = false
    busy.value = !far.value
  }

  watch(
    [() => workspace.tick, () => JSON.stringify(controls()), far],
    () => {
      // While figures come about, what older files lacked is no answer.
      if (!workspace.hasData || (!far.value && result.value?.state !== 'ready')) result.value = null
      if (far.value && workspace.hasData) void ask()
      else busy.value = true
    },
    { immediate: true },
  )
  onScopeDispose(() => (gone = true))
  return { result, busy }
}

/**
 * Names the customers that filters and dimensions choose from: changes with files, dates and scheme, and not with the
 * filter. Empty until the marts stand.
 */
export function useBase() {
  const workspace = useWorkspace()
  return computed(() => {
    const { params, scheme, sources } = workspace
    if (workspace.stage !== 'all' || !params) return ''
    return [
      ...sources.map((source) => source.id),
      params.as_of,
      params.period_start,
      params.period_end,
      params.returns,
      scheme?.version,
    ].join(' ')
  })
}
