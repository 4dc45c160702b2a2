import { computed, onScopeDispose, reactive, ref, shallowRef, triggerRef, watch } from 'vue'
import {
  openList,
  orderList,
  placesOfField,
  rowsOf,
  tellingOf,
  type Everybody,
  type Sort,
} from '../../analysis/customers/list'
import { isFiltered } from '../../analysis/scope'
import type { Session } from '../../analysis/session'
import { AppError } from '../../model/error'
import type { Row } from '../../model/row'
import { useRecipe } from '../../workspace/recipe'
import { Search } from '../../workspace/search'
import { useSettings } from '../../workspace/settings'
import { useWorkspace } from '../../workspace/workspace'
import { columnsOf, headOf, sortOf } from './columns'

/** What the reader looks for stays while a customer is looked at; it names people, so it is in no address. */
const kept = reactive<{ sort: Sort | null; query: string; top: number }>({ sort: null, query: '', top: 0 })

/** Numbers of the customers in the order of the list that was seen last. */
export const sequence = shallowRef<Float64Array>(new Float64Array())

/** Rows that are read at once. */
const BLOCK = 100
/** Rows that are written at once. */
const PIECE = 5000
const NOBODY: Float64Array = new Float64Array()

/** For the files that stand. */
let search: { of: unknown; index: Promise<Search> } | null = null

/** Everybody whom the filter leaves, in an order, as far as they are found; rows come as they are looked at. */
export function useList() {
  const workspace = useWorkspace()
  const recipe = useRecipe()
  const settings = useSettings()
  const everybody = shallowRef<Everybody | null>(null)
  /** Rows of the sheet: in order, and those of them that were found. */
  const ordered = shallowRef<Float64Array>(NOBODY)
  const shown = shallowRef<Float64Array>(NOBODY)
  const sort = ref<Sort | null>(null)
  const state = ref<'loading' | 'ready' | 'none' | 'error'>('loading')
  const failure = shallowRef<AppError | null>(null)
  /** They are those whom a filter leaves. */
  const filtered = ref(false)
  /** Names are not found by pinyin yet. */
  const spelling = ref(false)
  const fields = computed(() => everybody.value?.fields ?? [])
  const columns = computed(() => columnsOf(fields.value, recipe.columns))
  const names = computed(() => columns.value.map(({ name }) => name))
  const blocks = shallowRef(new Map<number, Row[]>())
  let seen: [number, number] = [0, 40]
  let turn = 0
  let numbered: unknown = null
  let gone = false
  onScopeDispose(() => (gone = true))

  async function session(): Promise<Session> {
    const active = await workspace.start()
    if (numbered !== workspace.sources) {
      await workspace.number()
      numbered = workspace.sources
    }
    return active
  }

  /** Answers what is asked now; what an older question still brings is thrown away. */
  async function ask(work: (active: Session, stale: () => boolean) => Promise<void>): Promise<void> {
    const mine = ++turn
    try {
      await work(await session(), () => gone || mine !== turn)
      if (mine === turn) failure.value = null
    } catch (cause) {
      const error = AppError.from(cause)
      if (mine !== turn || gone || error.code === 'cancelled') return
      failure.value = error
      state.value = 'error'
    }
  }

  const refresh = () =>
    ask(async (active, stale) => {
      const found = await openList(active)
      if (stale()) return
      if (!found) return void (state.value = 'none')
      const wanted = sortOf(found, kept.sort)
      const rows = await orderList(active, found, wanted, settings.language)
      const hits = await looked(active)
      if (stale()) return
      await turnTo(active, found, rows, hits, stale)
      if (stale()) return
      sort.value = wanted
      state.value = 'ready'
      prepareNames(active, found)
    })

  /** A click on the head of the names should not wait for them to be read. */
  function prepareNames(active: Session, found: Everybody): void {
    if (headOf(found.fields) !== 'name') return
    setTimeout(() => {
      if (!gone) void placesOfField(active, found, 'name', settings.language).catch(() => null)
    }, 1500)
  }

  const look = () =>
    ask(async (active, stale) => {
      const found = everybody.value
      if (!found) return
      const hits = await looked(active)
      if (!stale()) await turnTo(active, found, ordered.value, hits, stale)
    })

  /** Whom the query finds, by number; null: nothing is looked for. */
  async function looked(active: Session): Promise<Uint8Array | null> {
    const query = kept.query.trim()
    if (!query) return null
    return (await indexOf(active)).find(query)
  }

  function indexOf(active: Session): Promise<Search> {
    if (search?.of === workspace.sources) return search.index
    void search?.index.then((old) => old.close())
    spelling.value = true
    const index = Search.open(active, () => {
      spelling.value = false
      if (kept.query.trim()) void look()
    })
    search = { of: workspace.sources, index }
    return index
  }

  /** Other rows, with those in sight already read, so that nothing flickers. */
  async function turnTo(
    active: Session,
    found: Everybody,
    rows: Float64Array,
    hits: Uint8Array | null,
    stale: () => boolean,
  ): Promise<void> {
    const left = hits ? rows.filter((row) => hits[found.numbers[row]!] === 1) : rows
    const wanted = columnsOf(found.fields, recipe.columns).map(({ name }) => name)
    const first = blocksBetween(
      Math.min(seen[0], Math.max(0, left.length - 1)),
      Math.min(seen[1], left.length),
    )
    const read = await readBlocks(active, found, wanted, left, first)
    if (stale()) return
    everybody.value = found
    filtered.value = isFiltered(active.shown)
    ordered.value = rows
    shown.value = left
    blocks.value = read
    sequence.value = left.map((row) => found.numbers[row]!)
  }

  /** Asks once for all of them: each question goes through the whole table. */
  async function readBlocks(
    active: Session,
    found: Everybody,
    columns: readonly string[],
    rows: Float64Array,
    wanted: number[],
  ): Promise<Map<number, Row[]>> {
    const parts = wanted.map((block) => rows.subarray(block * BLOCK, (block + 1) * BLOCK))
    const read = await rowsOf(
      active,
      found,
      columns,
      parts.flatMap((part) => [...part]),
    )
    return new Map(
      parts.map(({ length }, i) => {
        const start = parts.slice(0, i).reduce((sum, part) => sum + part.length, 0)
        return [wanted[i]!, read.slice(start, start + length)]
      }),
    )
  }
  function blocksBetween(from: number, to: number): number[] {
    const first = Math.floor(from / BLOCK)
    return Array.from({ length: Math.max(1, Math.floor(to / BLOCK) - first + 1) }, (_, i) => first + i)
  }

  /** Places that are in sight: their rows are read, the newest wish first. */
  let reading = false
  async function see(from: number, to: number): Promise<void> {
    seen = [from, to]
    if (reading || !everybody.value) return
    reading = true
    try {
      for (;;) {
        const [held, rows, found] = [blocks.value, shown.value, everybody.value]
        const next = blocksBetween(...seen).filter((block) => !held.has(block) && block * BLOCK < rows.length)
        if (!next.length || gone) break
        const read = await readBlocks(await workspace.start(), found, names.value, rows, next)
        if (blocks.value !== held) continue
        for (const [block, those] of read) held.set(block, those)
        triggerRef(blocks)
      }
    } catch (cause) {
      // Other rows are on their way.
      if (AppError.from(cause).code !== 'cancelled') failure.value = AppError.from(cause)
    }
    reading = false
  }

  watch(
    [() => workspace.tick, () => workspace.stage],
    () => {
      if (workspace.stage === 'all' && workspace.hasData) void refresh()
      else if (!everybody.value) state.value = 'loading'
    },
    { immediate: true },
  )
  watch(
    () => settings.language,
    () => {
      if (state.value === 'ready') void refresh()
    },
  )
  watch(names, () => {
    if (state.value === 'ready') void look()
  })

  return {
    state,
    failure,
    fields,
    columns,
    shown,
    sort,
    kept,
    filtered,
    spelling,
    total: computed(() => ordered.value.length),
    see,
    rowAt: (place: number): Row | undefined => blocks.value.get(Math.floor(place / BLOCK))?.[place % BLOCK],
    numberAt: (place: number): number => everybody.value!.numbers[shown.value[place]!]!,
    sortBy(wanted: Sort) {
      kept.sort = wanted
      void refresh()
    },
    find(query: string) {
      kept.query = query
      void look()
    },
    /** Reads what customers are looked for by, before the first letter. */
    prepare: async () => void indexOf(await session()),
    telling: async () => tellingOf(await workspace.start(), everybody.value!),
    /** Rows of everybody in the list, piece by piece. */
    async *pieces(wanted: string[]): AsyncGenerator<{ rows: Row[]; numbers: number[] }> {
      const [rows, found] = [shown.value, everybody.value!]
      for (let at = 0; at < rows.length; at += PIECE) {
        const part = [...rows.subarray(at, at + PIECE)]
        const read = await rowsOf(await workspace.start(), found, wanted, part)
        yield { rows: read, numbers: part.map((row) => found.numbers[row]!) }
      }
    },
  }
}
export type List = ReturnType<typeof useList>
