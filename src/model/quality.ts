/** What the reader decided about the quality of the data: data itself, so that it can be kept, undone and passed on. */
export interface QualityDecisions {
  /** Ids of one customer, and the id under which it is counted. */
  merges: Merge[]
  /** Ids that look like one customer and are not; they are not offered again. */
  apart: string[][]
  /** Names of places are brought to one form. */
  regions: boolean
  /** Lines that say the same in every column of a file are counted once. */
  identicalOnce: boolean
}
/** Ids that the reader found to be one customer: all of them count under `into`. */
export interface Merge {
  ids: string[]
  into: string
}

export const defaultDecisions = (): QualityDecisions => ({
  merges: [],
  apart: [],
  regions: true,
  identicalOnce: false,
})

/** One decision as a settings document keeps it. Merges and what is kept apart name customers. */
export type Decision =
  | { kind: 'merge'; ids: string[]; into: string }
  | { kind: 'apart'; ids: string[] }
  | { kind: 'switch'; name: 'regions' | 'identicalOnce'; on: boolean }

export const listDecisions = ({ merges, apart, regions, identicalOnce }: QualityDecisions): Decision[] => [
  ...merges.map(({ ids, into }): Decision => ({ kind: 'merge', ids, into })),
  ...apart.map((ids): Decision => ({ kind: 'apart', ids })),
  ...(regions ? [] : [{ kind: 'switch', name: 'regions', on: false } as const]),
  ...(identicalOnce ? [{ kind: 'switch', name: 'identicalOnce', on: true } as const] : []),
]

const isIds = (ids: unknown): ids is string[] =>
  Array.isArray(ids) && ids.length > 1 && ids.every((id) => typeof id === 'string')

/** A stored list → decisions; what is of no known kind, or not whole, is left out. */
export function readDecisions(list: readonly Record<string, unknown>[]): QualityDecisions {
  const decisions = defaultDecisions()
  for (const { kind, ids, into, name, on } of list) {
    if (kind === 'merge' && isIds(ids) && typeof into === 'string' && ids.includes(into))
      decisions.merges.push({ ids, into })
    else if (kind === 'apart' && isIds(ids)) decisions.apart.push(ids)
    else if (kind === 'switch' && (name === 'regions' || name === 'identicalOnce') && typeof on === 'boolean')
      decisions[name] = on
  }
  return decisions
}

/** Two merges that share an id are one; the later `into` names it. Every id is in one merge at most. */
export function joinMerges(merges: Merge[]): Merge[] {
  const groups: Merge[] = []
  for (const { ids, into } of merges) {
    const shared = groups.filter((group) => group.ids.some((id) => ids.includes(id)))
    for (const group of shared) groups.splice(groups.indexOf(group), 1)
    groups.push({ ids: [...new Set([...shared.flatMap((group) => group.ids), ...ids])], into })
  }
  return groups
}

/** What is looked at, in the order in which a finding is worth knowing: what changes figures first. */
export const QUALITY_RULES = [
  'set_aside',
  'unread',
  'damaged',
  'far_dates',
  'currency',
  'likely_same',
  'identical',
  'duplicate',
  'replaced',
  'status',
  'amount',
  'outlier',
  'no_customer',
  'unknown_customer',
  'date_order',
  'not_positive',
  'region',
  'spelling',
  'without_orders',
  'mixed',
  'trimmed',
  'completeness',
] as const
export type QualityRule = (typeof QUALITY_RULES)[number]

/** Findings that change headline figures or may, as against those that only tell. */
export const WEIGHTY: readonly QualityRule[] = QUALITY_RULES.slice(0, QUALITY_RULES.indexOf('no_customer'))
