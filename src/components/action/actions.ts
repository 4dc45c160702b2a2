import { computed, onScopeDispose, ref, shallowRef, triggerRef, watch } from 'vue'
import { actionsOf, openActions, type Action, type Actions, type Choice } from '../../analysis/action/list'
import { whyText } from '../../analysis/action/why'
import type { SheetField } from '../../analysis/sheet'
import type { Row } from '../../model/row'
import type { Level } from '../../report/list'
import { AppError } from '../../model/error'
import { useRecipe } from '../../workspace/recipe'
import { useWorkspace } from '../../workspace/workspace'
import { whatText } from './words'
import { useSay } from '../say'

/** Rows that are read at once. */
const BLOCK = 100
/** Columns of the file for another system, whatever is in sight. */
const COLUMNS: SheetField[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'phone', type: 'text' },
  { name: 'email', type: 'text' },
  { name: 'tier', type: 'text' },
  { name: 'stage', type: 'text' },
  { name: 'action', type: 'text' },
  { name: 'why', type: 'text' },
  { name: 'what', type: 'text' },
  { name: 'due', type: 'date' },
  { name: 'role', type: 'text' },
  { name: 'owner', type: 'text' },
].map((column) => ({ ...column, kind: 'fact', known: 1 }) as SheetField)

/** What is to be done, as it was chosen; rows come as they are looked at. */
export function useActions(choice: () => Choice) {
  const workspace = useWorkspace()
  const recipe = useRecipe()
  const say = useSay()
  const actions = shallowRef<Actions | null>(null)
  const blocks = shallowRef(new Map<number, Action[]>())
  const state = ref<'loading' | 'ready' | 'none' | 'error'>('loading')
  const failure = shallowRef<AppError | null>(null)
  let turn = 0
  let seen: [number, number] = [0, 40]
  let reading = false
  onScopeDispose(() => turn++)

  async function refresh(): Promise<void> {
    const mine = ++turn
    try {
      const active = await workspace.start()
      await workspace.number()
      const found = await openActions(active, choice())
      const first = found ? await actionsOf(active, found, 0, BLOCK) : []
      if (mine !== turn) return
      actions.value = found
      blocks.value = new Map([[0, first]])
      failure.value = null
      state.value = found ? 'ready' : 'none'
      void see(...seen)
    } catch (cause) {
      const error = AppError.from(cause)
      if (mine !== turn || error.code === 'cancelled') return
      failure.value = error
      state.value = 'error'
    }
  }

  /** Places that are in sight: their rows are read, the newest wish first. */
  async function see(from: number, to: number): Promise<void> {
    seen = [from, to]
    if (reading) return
    reading = true
    try {
      for (;;) {
        const [held, found] = [blocks.value, actions.value]
        const wanted = [seen[0], seen[1]].map((place) => Math.floor(place / BLOCK))
        const next = wanted.find((block) => !held.has(block) && block * BLOCK < (found?.rows.length ?? 0))
        if (next === undefined || !found) break
        const read = await actionsOf(await workspace.start(), found, next * BLOCK, (next + 1) * BLOCK)
        if (blocks.value !== held) continue
        held.set(next, read)
        triggerRef(blocks)
      }
    } catch (cause) {
      // Other rows are on their way.
      if (AppError.from(cause).code !== 'cancelled') failure.value = AppError.from(cause)
    }
    reading = false
  }

  watch(
    [() => workspace.tick, () => workspace.stage, () => JSON.stringify(choice())],
    () => {
      if (workspace.stage === 'all' && workspace.hasData) void refresh()
      else if (!actions.value) state.value = 'loading'
    },
    { immediate: true },
  )

  /** A summed-up file knows no 12 months. */
  const revenue = computed((): SheetField => {
    const name = workspace.params?.data_start ? 'revenue_12m' : 'total_spend'
    return { name, type: 'money', kind: 'fact', known: 1 }
  })
  const told = (action: Action) => whatText(recipe.playbook, action, say.value)
  /** A row of the file. Below level "full" nothing that people wrote goes into it. */
  const written = (action: Action, level: Level): Row => {
    return {
      ...action,
      action: action.kind,
      why: whyText(action, say.value, level === 'masked'),
      what: told(action),
      [revenue.value.name]: action.revenue,
    }
  }

  return {
    state,
    failure,
    count: computed(() => actions.value?.rows.length ?? 0),
    see,
    told,
    rowAt: (place: number): Action | undefined =>
      blocks.value.get(Math.floor(place / BLOCK))?.[place % BLOCK],
    numberAt: (place: number): number => actions.value!.numbers[place]!,
    // What the form that saves a list asks.
    shown: computed(() => actions.value?.rows ?? new Float64Array()),
    telling: () => Promise.resolve({ free: new Set<string>() }),
    columns: computed(() => [...COLUMNS, revenue.value]),
    async *pieces(_: string[], level: Level): AsyncGenerator<{ rows: Row[]; numbers: number[] }> {
      const found = actions.value!
      const active = await workspace.start()
      for (let at = 0; at < found.rows.length; at += 5000) {
        const rows = await actionsOf(active, found, at, at + 5000)
        yield {
          rows: rows.map((action) => written(action, level)),
          numbers: [...found.numbers.subarray(at, at + 5000)],
        }
      }
    },
  }
}
export type ActionList = ReturnType<typeof useActions>
