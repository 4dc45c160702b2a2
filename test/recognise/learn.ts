import { KIND_PRIORS, PRIOR_SIGNS } from '../../src/ingest/recognise/kinds'
import { fieldOf } from '../../src/model/entities'
import { logProbabilities, type Weights } from '../../src/ingest/recognise/model'
import {
  CONTESTED,
  contestOf,
  PRIOR_RIVALS,
  rivalFeatures,
  rivalPrior,
  saysOwed,
} from '../../src/ingest/recognise/rivals'
import { rolesOf, type Fitted } from '../../src/ingest/recognise/read'
import { PRIOR_FEATURES, ROLE_PRIORS, rolePrior } from '../../src/ingest/recognise/roles'
import { nameOnly, type Named, type Seen, type Synonym } from './data'
import { fit, fitContests, type Contest, type Example } from './fit'

/** Weights below this say nothing that anybody would miss. */
const LEAST = 0.25
/** How much a column that lost its meaning to another one still speaks against that meaning. */
const LOSER = 0.05
/** How much is learnt as if no column went by a name that the model knows. */
const UNNAMED = 0.2

/** As much must be known of a column beforehand for a meaning that it may have lost to another one. */
const PLAUSIBLE = 0.5
/** What people know of a column speaks for a meaning, in log odds. */
const speaksFor = ({ found, known }: Known['features'], role: string): number =>
  known.has(role) ? Infinity : found.reduce((sum, feature) => sum + rolePrior(feature, role), 0)

interface Known {
  features: ReturnType<typeof nameOnly>
  role: string
  /** What would be right as well. */
  also?: string[]
}

/** What is learnt from tables whose meaning is known, from header rows without cells, and from the model's synonyms. */
export function learn(train: Seen[], named: Named[], words: Synonym[]): Fitted {
  // What the roles say of a table that they were not learnt from, as they will of any that is dropped.
  const halves = [0, 1].map((half) => train.filter((_, i) => i % 2 === half))
  const rivals = halves.flatMap((half, i) => contestsOf(half, learnRoles(halves[1 - i]!, named, words)))
  return {
    kinds: learnKinds(train, named),
    roles: learnRoles(train, named, words),
    rivals: fitContests(CONTESTED, rivals, { always: PRIOR_RIVALS, prior: rivalPrior }),
  }
}

/** Which kind a table is of, by its signs. */
function learnKinds(train: Seen[], named: Named[]): Weights {
  const kinds = Object.keys(KIND_PRIORS)
  const all = [...train.map((s) => ({ ...s, weight: 1 })), ...named.map((h) => ({ ...h, weight: 1.5 }))]
  return fit(
    kinds,
    all.flatMap(({ signs, kind, weight }) =>
      kinds.includes(kind)
        ? [{ found: signs, can: kinds.map((_, i) => i), right: kinds.indexOf(kind), weight }]
        : [],
    ),
    {
      rounds: 20,
      penalty: 0.05,
      rate: 0.1,
      always: PRIOR_SIGNS,
      prior: (sign, i) => KIND_PRIORS[kinds[i]!]?.[sign.slice(2)] ?? 0,
    },
  )
}

/** What a column means in a table of a kind. */
function learnRoles(train: Seen[], named: Named[], words: Synonym[]): Weights {
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
  const place = new Map(roles.map((role, i) => [role, i]))
  const examples: Example[] = []
  const add = (kind: string, column: Known, weight: number, taken: Set<string> = new Set()) => {
    const can = rolesOf(kind, roles)
    const right = place.get(column.role)
    if (right === undefined || !can.includes(right)) return
    const known = new Map<number, number>()
    for (const [target, score] of column.features.known)
      if (place.has(target)) known.set(place.get(target)!, score)
    const also = can.filter((i) => {
      const role = roles[i]!
      return column.also?.includes(role) || (taken.has(role) && speaksFor(column.features, role) > PLAUSIBLE)
    })
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
      1,
    )
    addAll(h.kind, columns, 0.5)
  }
  for (const s of words) add(s.kind, { features: nameOnly(s.header), role: s.role }, 0.6)
  return prune(
    fit(roles, examples, {
      penalty: 0.0003,
      rate: 0.1,
      rounds: 20,
      always: PRIOR_FEATURES,
      prior: (feature, i) => rolePrior(feature, roles[i]!),
    }),
  )
}

/** So far at most what is known of a column by itself counts among its rivals. */
const FAR = 4

/** The columns of each table that could have a meaning that one of them has. */
function contestsOf(tables: Seen[], roles: Weights): Contest[] {
  return tables
    .flatMap(({ kind, columns }) => {
      const features = columns.map((column) => column.features)
      const isOwed = saysOwed(features)
      const can = rolesOf(kind, roles.classes)
      const logs = features.map(({ found, known }) =>
        logProbabilities(
          roles,
          [...found, `k:${kind}`],
          can,
          (place) => known.get(roles.classes[place]!) ?? 0,
        ),
      )
      return [...new Set(columns.map(({ role }) => role))].flatMap((role): Contest[] => {
        const meaning = contestOf(role)
        const place = can.indexOf(roles.classes.indexOf(role))
        if (role.startsWith('-') || meaning === null || place < 0) return []
        return [
          {
            at: CONTESTED.indexOf(meaning),
            columns: columns.flatMap((column, i) => {
              if (features[i]!.found.includes('v:empty')) return []
              const none = can.reduce(
                (sum, at, j) => sum + (roles.classes[at]!.startsWith('-') ? Math.exp(logs[i]![j]!) : 0),
                1e-6,
              )
              const odds = logs[i]![place]! - Math.log(none)
              return [
                {
                  found: rivalFeatures(features[i]!, isOwed),
                  offset: Math.max(-6, Math.min(FAR, odds)),
                  isRight: column.role === role || column.also.includes(role),
                },
              ]
            }),
          },
        ]
      })
    })
    .filter(({ columns }) => columns.some(({ isRight }) => isRight) && columns.length > 1)
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
