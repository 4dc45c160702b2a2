import { KIND_PRIORS, PRIOR_SIGNS } from '../../src/ingest/recognise/kinds'
import { fieldOf } from '../../src/model/entities'
import { rolesOf, type Fitted } from '../../src/ingest/recognise/read'
import { PRIOR_FEATURES, ROLE_PRIORS, rolePrior } from '../../src/ingest/recognise/roles'
import { nameOnly, type Named, type Seen, type Synonym } from './data'
import { fit, type Example } from './fit'

/** Weights below this say nothing that anybody would miss. */
const LEAST = 0.25
/** How much a column that lost its meaning to another one still speaks against that meaning. */
const LOSER = 0.05
/** How much is learnt as if no column went by a name that the model knows. */
const UNNAMED = 0.2

interface Known {
  features: ReturnType<typeof nameOnly>
  role: string
  /** What would be right as well. */
  also?: string[]
}

/** What is learnt from tables whose meaning is known, from header rows without cells, and from the model's synonyms. */
export function learn(train: Seen[], named: Named[], words: Synonym[]): Fitted {
  const roles = [
    ...new Set([
      ...Object.keys(ROLE_PRIORS),
      ...train.flatMap((s) => s.columns.map((c) => c.role)),
      ...named.flatMap((h) => h.columns.map((c) => c.role)),
      ...words.map((s) => s.role),
    ]),
  ]
    .filter((role) => role.startsWith('-') || fieldOf(role))
    .sort()
  const kinds = Object.keys(KIND_PRIORS)
  const place = new Map(roles.map((role, i) => [role, i]))
  const examples: Example[] = []
  const add = (kind: string, column: Known, weight: number, taken: Set<string> = new Set()) => {
    const can = rolesOf(kind, roles)
    const right = place.get(column.role)
    if (right === undefined || !can.includes(right)) return
    const known = new Map<number, number>()
    for (const [target, score] of column.features.known)
      if (place.has(target)) known.set(place.get(target)!, score)
    const also = can.filter((i) => taken.has(roles[i]!) || column.also?.includes(roles[i]!))
    examples.push({ found: [...column.features.found, `k:${kind}`], can, right, also, weight, known })
  }
  /** Columns of one table; what lost its meaning to another column may well have had it by itself. */
  const addAll = (kind: string, columns: Known[], weight: number) => {
    const taken = new Set(columns.map(({ role }) => role).filter((role) => !role.startsWith('-')))
    for (const column of columns)
      if (column.role !== '-') add(kind, column, weight)
      else {
        add(kind, column, weight * (1 - LOSER), taken)
        add(kind, column, weight * LOSER)
      }
  }
  for (const s of train) {
    addAll(s.kind, s.columns, 1 - UNNAMED)
    // The next heading is one that the model has no name for: words and cells must do.
    addAll(
      s.kind,
      s.columns.map((c) => ({ ...c, features: { ...c.features, known: new Map() } })),
      UNNAMED,
    )
  }
  for (const h of named) {
    const columns = h.columns.map(({ header, role }) => ({ features: nameOnly(header), role }))
    addAll(
      h.kind,
      columns.filter(({ role }) => role !== '-'),
      0.7,
    )
    addAll(h.kind, columns, 0.3)
  }
  for (const s of words) add(s.kind, { features: nameOnly(s.header), role: s.role }, 0.3)
  return {
    kinds: fit(
      kinds,
      [...train.map((s) => ({ ...s, weight: 1 })), ...named.map((h) => ({ ...h, weight: 0.5 }))].flatMap(
        ({ signs, kind, weight }) =>
          kinds.includes(kind)
            ? [{ found: signs, can: kinds.map((_, i) => i), right: kinds.indexOf(kind), weight }]
            : [],
      ),
      {
        rounds: 20,
        penalty: 0.03,
        rate: 0.1,
        always: PRIOR_SIGNS,
        prior: (sign, i) => KIND_PRIORS[kinds[i]!]?.[sign.slice(2)] ?? 0,
      },
    ),
    roles: prune(
      fit(roles, examples, {
        penalty: 0.0003,
        rate: 0.1,
        rounds: 20,
        always: PRIOR_FEATURES,
        prior: (feature, i) => rolePrior(feature, roles[i]!),
      }),
    ),
  }
}

const prune = (weights: Fitted['roles']): Fitted['roles'] => ({
  ...weights,
  features: Object.fromEntries(
    Object.entries(weights.features).flatMap(([name, pairs]) => {
      const kept: number[] = []
      for (let i = 0; i < pairs.length; i += 2)
        if (Math.abs(pairs[i + 1]!) >= LEAST) kept.push(pairs[i]!, Math.round(pairs[i + 1]! * 10) / 10)
      return kept.length ? [[name, kept]] : []
    }),
  ),
})
