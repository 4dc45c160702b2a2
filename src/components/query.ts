import type { Control } from '../analysis/panel'
import { AppError } from '../model/error'
import { TIERS } from '../model/scheme'
import { parseView, type View } from '../model/view'

/** What has choices of its own in the address. */
export interface Choosing {
  /** Name of the place of a panel. */
  id: string
  controls?: Control[]
}
export type Query = Record<string, string | null | (string | null)[]>
export interface Mark {
  field: string
  value: string
}

/** What of the address cannot be read, as the message says it. */
export interface Problem {
  key: string
  params: Record<string, string | number>
}

/** The record without one key. */
export const without = <T>(record: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key))

const BAD: Partial<Record<string, string>> = { 'view.date': 'asOf', 'view.period': 'period' }

/** The address → what to show. A bad value is named and its default taken; the others stand. */
export function readView(
  query: Query,
  places: readonly Choosing[] = [],
): { view: View; problems: Problem[] } {
  let rest = query
  const problems: Problem[] = []
  let view: View | null = null
  while (!view) {
    try {
      view = parseView(rest)
    } catch (cause) {
      const error = AppError.from(cause)
      const name = BAD[error.code]
      if (!name || !(name in rest)) throw error
      problems.push({ key: `error.${error.code}`, params: error.params })
      rest = without(rest, name)
    }
  }
  const returns = one(query.returns)
  if (returns && returns !== 'net' && returns !== 'drop') problems.push(unknown('returns', returns))
  const tiers = view.filter.tier ?? []
  for (const tier of tiers) if (!TIERS.includes(tier as never)) problems.push(unknown('tier', tier))
  const known = tiers.filter((tier) => TIERS.includes(tier as never))
  if (known.length) view.filter.tier = known
  else delete view.filter.tier
  return { view, problems: [...problems, ...badControls(query, places)] }
}

/** Own segments may stand in the address by id or by name; what shows knows their names. One that is gone is named. */
export function named(
  { view, problems }: ReturnType<typeof readView>,
  segments: { id: string; name: string }[],
): ReturnType<typeof readView> {
  const { saved } = view.filter
  // Before the segments were read nothing can be said of their names.
  if (!saved || !segments.length) return { view, problems }
  const found = saved.map((value) => segments.find(({ id, name }) => id === value || name === value)?.name)
  const gone = saved.filter((_, at) => !found[at])
  const kept = [...new Set(found.filter((name) => name !== undefined))]
  const rest = without(view.filter, 'saved')
  return {
    view: { ...view, filter: kept.length ? { ...rest, saved: kept } : rest },
    problems: [...problems, ...gone.map((value) => unknown('saved', value))],
  }
}

const one = (value: Query[string] | undefined): string | null =>
  (Array.isArray(value) ? value.at(-1) : value) ?? null
const unknown = (name: string, value: string): Problem => ({
  key: 'ui.view.unknown',
  params: { name, value },
})

/** Splits `heatmap.matrix.rows` into the name of the place and that of the control. */
const split = (key: string): [string, string] => [
  key.slice(0, key.lastIndexOf('.')),
  key.slice(key.lastIndexOf('.') + 1),
]

/** Whether a control may have this value, as far as it is known without an answer. */
const offers = ({ options, valuesOf, hidden }: Control, value: string): boolean =>
  typeof options === 'string' || !!valuesOf || !!hidden || options.some((option) => option.value === value)

function badControls(query: Query, places: readonly Choosing[]): Problem[] {
  return Object.keys(query)
    .filter((key) => key.includes('.'))
    .flatMap((key) => {
      const [id, name] = split(key)
      const value = one(query[key])
      const control = places.find((place) => place.id === id)?.controls?.find((each) => each.name === name)
      if (!control || value === null) return []
      return offers(control, value) ? [] : [unknown(key, value)]
    })
}

/** What the address says of the controls of a place; values it does not offer are left out. */
export function readControls(query: Query, { id, controls }: Choosing): Record<string, string> {
  const found: Record<string, string> = {}
  for (const control of controls ?? []) {
    const value = one(query[`${id}.${control.name}`])
    if (value === null) continue
    if (offers(control, value)) found[control.name] = value
  }
  return found
}

/** A click on a mark: what is not yet chosen is added; where all is, it is taken away again. */
export function toggle(filter: View['filter'], marks: Mark[]): View['filter'] {
  const has = ({ field, value }: Mark) => filter[field]?.includes(value) ?? false
  const all = marks.every(has)
  let next = { ...filter }
  for (const { field, value } of marks) {
    const values = (next[field] ?? []).filter((each) => each !== value)
    if (!all) values.push(value)
    if (values.length) next[field] = values
    else next = without(next, field)
  }
  return next
}
