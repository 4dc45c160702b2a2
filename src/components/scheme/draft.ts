import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { WhatIf } from '../../analysis/grading'
import { sheetFields, type SheetField } from '../../analysis/sheet'
import { indicatorFields, type IndicatorField } from '../../analysis/tiers/indicators'
import { changesOf } from '../../model/change'
import { isComplete } from '../../model/condition'
import type { TierIndicator, TierScheme } from '../../model/scheme'
import { dragger, mediansBy, movers, shiftOf, type Shift } from '../../stats/drag'
import { failure, type Failure } from '../../workspace/failure'
import { useWorkspace } from '../../workspace/workspace'
import { draftOf, drop, follow, forgetWithRecipe, hold } from './held'
import { ruleFields } from './rule'

/** What is told a moment later than the pyramid. */
interface Detail {
  /** Median revenue of the period, by level. */
  medians: (number | null)[]
  movers: { id: string; name: string | null; from: number; to: number; revenue: number }[]
}
const MOST_MOVERS = 12

/** The scheme as it is being changed, where it differs from the one in use; null: nobody changes it. */
export function unaccepted(): TierScheme | null {
  const { scheme } = useWorkspace()
  const draft = draftOf(scheme)
  return draft && changesOf(scheme!, draft).length ? settled(draft) : null
}

/** Rules that are still being written decide nothing yet. */
const settled = (scheme: TierScheme): TierScheme =>
  scheme.rules.every(({ condition }) => isComplete(condition))
    ? scheme
    : { ...scheme, rules: scheme.rules.filter(({ condition }) => isComplete(condition)) }

/** What of a scheme the engine must be asked about again; the rest is worked out on typed arrays. */
const askedOf = ({ indicators, rules, keep, review }: TierScheme): string =>
  JSON.stringify([
    indicators.map(({ name, table }) => [name, table ?? null]),
    rules.map(({ condition, until }) => [condition, until]),
    keep > 0 ? review : null,
  ])

/** A scheme that is being changed, and what it would do to these customers; nothing is kept until it is accepted. */
export function useDraft() {
  const workspace = useWorkspace()
  const base = computed(() => workspace.scheme)
  forgetWithRecipe()
  watch(base, follow, { immediate: true, flush: 'sync' })
  const scheme = computed(() => draftOf(base.value) ?? base.value)
  const changes = computed(() => (base.value && scheme.value ? changesOf(base.value, scheme.value) : []))
  const given = shallowRef<WhatIf | null>(null)
  const present = shallowRef<Shift | null>(null)
  const shift = shallowRef<Shift | null>(null)
  const detail = shallowRef<Detail | null>(null)
  const fields = shallowRef<IndicatorField[]>([])
  const conditions = shallowRef<SheetField[]>([])
  const wrong = shallowRef<Failure | null>(null)
  let drag: ReturnType<typeof dragger> | null = null
  let [frame, later, asking, turn] = [0, 0, 0, 0]

  function change(part: Partial<TierScheme>): void {
    if (base.value) hold(base.value, { ...scheme.value!, ...part })
  }
  const changeIndicator = (name: string, part: Partial<TierIndicator>): void =>
    change({
      indicators: scheme.value!.indicators.map((each) => (each.name === name ? { ...each, ...part } : each)),
    })

  /** As often as the screen is drawn, and no oftener. */
  function move(): void {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      const [now, of] = [given.value, scheme.value]
      if (!now || !of || !drag) return
      const level = drag(settled(of), now.beside)
      shift.value = shiftOf(of.levels.length, now.level, level, now.revenue)
      clearTimeout(later)
      later = window.setTimeout(() => void tell(now, level, of.levels.length), 120)
    })
  }

  async function tell(now: WhatIf, level: Float64Array, levels: number): Promise<void> {
    const mine = turn
    const medians = mediansBy(levels, level, now.revenue)
    const rows = movers(now.level, level, now.revenue, MOST_MOVERS)
    const to = rows.map((row) => level[row]!)
    const ids = rows.map((row) => now.ids[row]!)
    const found = ids.length ? await (await workspace.start()).members(ids) : []
    if (mine !== turn || now !== given.value) return
    const names = new Map(found.map((row) => [String(row.customer_id), row.name]))
    detail.value = {
      medians,
      movers: rows.map((row, i) => ({
        id: now.ids[row]!,
        name: names.get(now.ids[row]!)?.toString() ?? null,
        from: now.level[row]!,
        to: to[i]!,
        revenue: now.revenue[row]!,
      })),
    }
  }

  /** The customers of the present view, with what this draft asks of them. */
  async function ask(): Promise<void> {
    const of = scheme.value
    if (!of) return
    const mine = ++turn
    try {
      const session = await workspace.start()
      const now = await session.whatIf(settled(of))
      if (mine !== turn || !now) return
      drag = dragger(now.columns)
      given.value = now
      present.value = shiftOf(of.levels.length, now.level, now.level, now.revenue)
      wrong.value = null
      move()
      if (fields.value.length) return
      fields.value = await indicatorFields(session)
      await session.sheet()
      conditions.value = await ruleFields(session, await sheetFields(session.engine))
    } catch (cause) {
      if (mine === turn) wrong.value = failure('', cause)
    }
  }
  function askSoon(): void {
    clearTimeout(asking)
    asking = window.setTimeout(() => void ask(), 120)
  }

  watch(scheme, move)
  watch(
    () => [scheme.value && askedOf(settled(scheme.value)), workspace.stage === 'all' && workspace.tick],
    () => workspace.stage === 'all' && askSoon(),
    { immediate: true },
  )
  watch(
    () => workspace.sources,
    () => (fields.value = []),
  )
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    clearTimeout(later)
    clearTimeout(asking)
    turn++
  })
  /** The column that an indicator stands on, where it has been read. */
  const columnOf = (name: string): Float64Array | null => given.value?.columns[name] ?? null
  return {
    base,
    scheme,
    changes,
    given,
    present,
    shift,
    detail,
    fields,
    conditions,
    wrong,
    change,
    changeIndicator,
    discard: drop,
    columnOf,
  }
}
export type Draft = ReturnType<typeof useDraft>
