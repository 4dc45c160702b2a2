import { createPinia, setActivePinia } from 'pinia'
import { CATALOGUE } from '../../../src/analysis/catalogue'
import { AppError } from '../../../src/model/error'
import type { Condition } from '../../../src/model/condition'
import { defaultRfm } from '../../../src/model/rfm'
import { emptyRecipe, type Recipe } from '../../../src/model/recipe'
import type { TierScheme } from '../../../src/model/scheme'
import { defaultView, type View } from '../../../src/model/view'
import { seeded } from '../../../src/stats/random'
import { useDecisions } from '../../../src/workspace/decisions'
import { useKeeping } from '../../../src/workspace/keeping'
import { useQuality } from '../../../src/workspace/quality'
import { useReceipt } from '../../../src/workspace/receipt'
import { useRecipe } from '../../../src/workspace/recipe'
import { switchScheme } from '../../../src/workspace/schemes'
import { takeRecipe } from '../../../src/workspace/share'
import { useWorkspace } from '../../../src/workspace/workspace'

setActivePinia(createPinia())
const workspace = useWorkspace()

const csv = (name: string, head: string, row: (n: number) => string, size: number): File =>
  new File([`${head}\n${Array.from({ length: size }, (_, n) => `${row(n)}\n`).join('')}`], name)
const day = (n: number) =>
  `2025-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
const ORDERS = 'order id,customer id,order date,amount,channel,status'
const order = (from: number) => (n: number) =>
  `K${from + n},C${(n * 7) % 23},${day(from + n)},${10 + ((n * 37) % 90)},${n % 3 ? 'web' : 'shop'},paid`
const PEOPLE = 'customer id,name,region,industry,wish'
const FILES = [
  csv('first.csv', ORDERS, order(0), 60),
  csv('second.csv', ORDERS, order(40), 50),
  csv(
    'people.csv',
    PEOPLE,
    (n) => `C${n},N${n},${n % 2 ? 'north' : 'south'},${n % 5 ? 'tea' : 'silk'},w${n % 4}`,
    23,
  ),
  csv(
    'answers.csv',
    'customer id,response date,nps score,comment',
    (n) => `C${n},${day(n)},${n % 11},fine`,
    20,
  ),
  csv('broken.csv', 'a', () => '', 0),
]
const VIEWS: Partial<View>[] = [
  {},
  { filter: { region: ['north'] } },
  { asOf: '2025-09-30', period: 'all' },
  { period: '2025-03..2025-08', returns: 'drop' },
  { filter: { tier: ['gold'] } },
]
const least = (value: number): Condition => ({ field: 'revenue_all', op: 'atLeast', values: [value] })
const segment = (value: number) => ({ id: `s${value}`, name: `From ${value}`, condition: least(value) })
const RECIPES: Recipe[] = [
  {
    ...emptyRecipe(),
    segments: [segment(300)],
    lifecycle: { newDays: 20, dormantDays: 60, churnedDays: 120 },
  },
  { ...emptyRecipe(), rfm: { ...defaultRfm(), window: 'all' } },
]

/** What somebody does, so that it can be done again in another order of waiting. */
type Step =
  | { do: 'drop'; file: number; as: string }
  | { do: 'recipe'; at: number }
  | { do: 'show'; view: View }
  | { do: 'scheme'; scheme: TierScheme }
  | { do: 'remove'; file: string }
  | { do: 'undo'; files: string[]; scheme: TierScheme | null }
  | { do: 'decide'; once: boolean }
  | { do: 'segments'; least: number[] }
  | { do: 'remap'; file: string; wish: string | null }

const idOf = (file: string) => workspace.sources.find((source) => source.file === file)?.id

async function take(step: Step): Promise<unknown> {
  switch (step.do) {
    case 'drop':
      return workspace.addFiles([new File([FILES[step.file]!], step.as)])
    case 'recipe':
      return takeRecipe(JSON.stringify(RECIPES[step.at]))
    case 'show':
      return workspace.show(step.view)
    case 'scheme':
      return switchScheme(step.scheme)
    case 'remove':
      return workspace.remove(idOf(step.file)!)
    case 'undo': {
      const ids = step.files.flatMap((file) => idOf(file) ?? [])
      const none = { orders: 0 } as never
      return workspace.retract({
        ids,
        already: [],
        failed: 0,
        before: none,
        after: none,
        sample: null,
        scheme: step.scheme,
        undone: false,
      })
    }
    case 'decide':
      return useQuality().decide({ identicalOnce: step.once })
    case 'segments':
      return useDecisions().choose({ segments: step.least.map(segment) })
    case 'remap':
      return workspace.remap([{ id: idOf(step.file)!, choices: { columns: { wish: step.wish } } }])
  }
}

/** Each drop has a name of its own, so that it is known which one is meant. */
const dropping = (n: number, file: number): Step => ({ do: 'drop', file, as: `${n}-${FILES[file]!.name}` })

/** One of the things that can be done now; null where it cannot. */
function next(n: number, pick: (size: number) => number, schemes: TierScheme[]): Step | null {
  const standing = workspace.sources.map(({ file }) => file)
  const file = standing[pick(standing.length || 1)]
  switch (pick(10)) {
    case 0:
    case 1:
    case 2:
      return dropping(n, pick(FILES.length))
    case 3:
      return { do: 'recipe', at: pick(RECIPES.length) }
    case 4:
      return { do: 'show', view: { ...defaultView(), ...VIEWS[pick(VIEWS.length)]! } }
    case 5:
      return workspace.scheme ? { do: 'scheme', scheme: schemes[pick(schemes.length)]! } : null
    case 6:
      return file ? { do: 'remove', file } : null
    case 7: {
      const { last } = useReceipt()
      const files = workspace.sources.flatMap((source) =>
        last?.ids.includes(source.id) ? [source.file] : [],
      )
      return last && files.length ? { do: 'undo', files, scheme: last.scheme } : null
    }
    case 8:
      return pick(2)
        ? { do: 'decide', once: pick(2) > 0 }
        : { do: 'segments', least: Array.from({ length: pick(3) }, (_, n) => 100 * (n + 1)) }
    default:
      return file?.endsWith('people.csv')
        ? { do: 'remap', file, wish: [null, 'customers.status', 'customers.group'][pick(3)]! }
        : null
  }
}

async function empty(): Promise<void> {
  await useKeeping().clear()
  workspace.view = defaultView()
  workspace.scheme = null
  workspace.failures = []
}

/** All that can be seen of the workspace. */
async function seen(): Promise<Record<string, unknown>> {
  const { sources, view, params, scheme, absent, failures, notices } = workspace
  const panels: Record<string, unknown> = {}
  for (const { id } of CATALOGUE.filter((panel) => SHOWN.has(panel.id))) {
    const { state, rows, facts, code } = (await workspace.panel(id)) as unknown as Record<string, unknown>
    panels[id] = { state, rows, facts, code }
  }
  return JSON.parse(
    JSON.stringify(
      {
        files: sources.map(({ file, rowsKept, mapping }) => [
          file,
          rowsKept,
          mapping.columns.map(({ target }) => target),
        ]),
        view,
        params,
        scheme,
        absent,
        failed: failures.map(({ code, file }) => [code, file]),
        told: notices.map(({ code }) => code).sort(),
        recipe: useRecipe().$state,
        decisions: useQuality().decisions,
        dimensions: await workspace.dimensions(),
        panels,
      },
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    ),
  ) as Record<string, unknown>
}
const SHOWN = new Set([
  'overview.kpis',
  'tiers.pyramid',
  'heatmap.matrix',
  'rfm.grid',
  'lifecycle.stages',
  'segments.compare',
  'trend.revenue',
  'satisfaction.scores',
])

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** How it ended: nothing, or the code of what went wrong. */
const ended = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (cause: unknown) => AppError.from(cause).code,
  )

let schemes: TierScheme[] = []
/** Two schemes that suit the files. */
async function prepare(): Promise<void> {
  if (schemes.length) return
  await workspace.addFiles([FILES[0]!, FILES[2]!])
  const proposed = workspace.scheme!
  schemes = [
    { ...proposed, id: 'own', name: 'Own', version: 1, mode: 'quota', accepted: '2026-01-01' },
    { ...proposed, id: 'other', name: 'Other', version: 1, keep: 1, accepted: '2026-01-01' },
  ]
  RECIPES.push({ ...emptyRecipe(), schemes: [schemes[0]!], segments: [segment(200)] })
}

/**
 * Does some things without waiting for one another, then the same one after another. Returns what was done, and what can
 * be seen after each.
 */
async function run(seed: number) {
  await prepare()
  await empty()
  const draw = seeded(seed)
  const pick = (size: number) => Math.floor(draw() * size)
  const steps: Step[] = []
  const running: Promise<string>[] = []
  for (let n = 0; n < 9; n++) {
    const step = n ? next(n, pick, schemes) : dropping(n, pick(3))
    if (!step) continue
    steps.push(step)
    running.push(ended(take(step)))
    const wait = pick(4)
    if (wait === 3) await Promise.all(running)
    else if (wait) await pause(pick(400))
  }
  const together = { ends: await Promise.all(running), ...(await seen()) }
  await empty()
  const ends: string[] = []
  for (const step of steps) ends.push(await ended(take(step)))
  return { steps, together, apart: { ends, ...(await seen()) } }
}

Object.assign(window, { run })
