import type { EntityName } from '../../model/entities'
import { normalise, whole } from '../../model/header'
import { PRESETS } from './presets'

/**
 * What is known of one system's export beyond what names say by themselves: which of several amounts is what was paid,
 * which of several ids is the customer's. A hint: what it does not name is found by synonyms, and a file that lost or
 * renamed columns is still read. Names are separated by `|`, the better ones first.
 */
export interface Preset {
  id: string
  /** Where the names come from. */
  from: string
  /** All of these must be there. */
  required?: string
  /** And of these at least one, or `least`. */
  any?: string
  least?: number
  /** None of these may be there. */
  reject?: string
  /** What the file can hold; lines and customers only where columns say something of them. */
  entities: EntityName[]
  /** Target → its names. */
  map: Record<string, string>
  /** Columns that look like something they are not; kept as attributes. */
  ignore?: string
  /** One column per question: every column that is named neither above nor here is a question. */
  survey?: true
  /** Its names are so common that it counts only where nothing else is found. */
  weak?: true
}
/** A preset as it is compared. */
export interface Known {
  preset: Preset
  required: string[]
  any: string[]
  reject: string[]
  ignore: Set<string>
  /** Name → target and how good it is for it: 1.5 and less, above every synonym. */
  names: Map<string, { target: string; score: number }[]>
}

const list = (names: string | undefined, form = normalise): string[] =>
  names ? names.split('|').map(form) : []
/** A name with brackets that tell two columns apart is compared with them. */
const exact = (name: string): string => (/[(（]/.test(name) ? whole(name) : normalise(name))

const KNOWN: Known[] = PRESETS.map((preset) => {
  const names: Known['names'] = new Map()
  for (const [target, text] of Object.entries(preset.map))
    list(text, exact).forEach((name, rank) =>
      names.set(name, [...(names.get(name) ?? []), { target, score: 1.5 - rank / 100 }]),
    )
  return {
    preset,
    required: list(preset.required),
    any: list(preset.any),
    reject: list(preset.reject),
    ignore: new Set(list(preset.ignore)),
    names,
  }
})

/** Every name that a preset knows, for finding the header row. */
export const presetNames = (): string[] =>
  KNOWN.flatMap(({ required, any, names }) => [...required, ...any, ...names.keys()])

/**
 * The export that the names give away, or null; of several the one that knows most of them.
 * @param may whether a file of these columns can hold that at all: some names stand in every table of a system
 */
export function detect(header: string[], may: (entity: EntityName) => boolean = () => true): Known | null {
  const here = new Set(header.flatMap((name) => [normalise(name), whole(name)]))
  const count = (names: Iterable<string>) => [...names].filter((name) => here.has(name)).length
  let best: { known: Known; score: number } | null = null
  for (const known of KNOWN) {
    const { preset, required, any, reject } = known
    if (count(required) < required.length || count(reject)) continue
    if (any.length && count(any) < (preset.least ?? 1)) continue
    if (!may(preset.entities[0]!)) continue
    const score = count(required) + count(any) + count(known.names.keys()) - (preset.weak ? 100 : 0)
    if (!best || score > best.score) best = { known, score }
  }
  return best?.known ?? null
}

/** Targets that the preset gives a header, with scores above every synonym. */
export const givenBy = (known: Known, header: string): { target: string; score: number }[] =>
  known.names.get(whole(header)) ?? known.names.get(normalise(header)) ?? []
