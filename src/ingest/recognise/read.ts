import { ENTITIES, type EntityName } from '../../model/entities'
import type { Sheet } from '../mapping/sheet'
import { featuresOf, type ColumnFeatures } from './features'
import { logProbabilities, type Weights } from './model'
import { signsOf } from './signs'
import weights from './weights.json'

/** Fitted weights of both models; `npm run recognise -- --learn` makes them anew. */
export interface Fitted {
  /** Which kind a table is of, by its signs. */
  kinds: Weights
  /** What a column means in a table of a kind. */
  roles: Weights
  /** Which of several columns has a meaning that only one can have. */
  rivals: Weights
}
export const FITTED = weights as unknown as Fitted

/** Kinds of file, most likely first. `entity` is null for those that hold nothing that the model takes. */
export interface KindGuess {
  kind: string
  entity: EntityName | null
  probability: number
}
/** What a column can mean, most likely first, decoys as one: `target` null. */
export interface RoleGuess {
  target: string | null
  /** What it is that the model does not take: `freight`, `list_price`; empty where nobody knows. */
  decoy?: string
  probability: number
}

/** A table with all that is seen in it, before anything is decided. */
export interface Evidence {
  columns: ColumnFeatures[]
  signs: string[]
}

/** @param leave columns that are not to be looked at */
export function evidenceOf(sheet: Sheet, leave: (index: number) => boolean = () => false): Evidence {
  const columns = featuresOf(sheet).map((column, index) =>
    leave(index) ? { found: ['v:empty'], known: new Map<string, number>() } : column,
  )
  return { columns, signs: signsOf(sheet, columns) }
}

const NAMES = new Set<string>(ENTITIES.map(({ name }) => name))
const entityOf = (kind: string): EntityName | null => (NAMES.has(kind) ? (kind as EntityName) : null)

/** What the table may be, by all signs together. */
export function kindsOf({ signs }: Evidence, { kinds }: Fitted = FITTED): KindGuess[] {
  const all = kinds.classes.map((_, i) => i)
  const logs = logProbabilities(kinds, signs, all)
  return kinds.classes
    .map((kind, i) => ({ kind, entity: entityOf(kind), probability: Math.exp(logs[i]!) }))
    .sort((a, b) => b.probability - a.probability)
}

/** Which entities' fields the columns of a file of a kind can fill. */
export const FIELDS_OF: Partial<Record<string, EntityName[]>> = {
  orders: ['orders', 'order_lines', 'customers'],
  order_lines: ['order_lines', 'orders'],
}

/** Places of the roles that columns of a kind of file can have. */
export function rolesOf(kind: string, classes: string[]): number[] {
  const own: string[] = FIELDS_OF[kind] ?? [kind]
  return classes.flatMap((role, i) =>
    role.startsWith('-') ||
    (own.includes(role.split('.')[0]!) && !(kind === 'orders' && role === 'order_lines.order_id'))
      ? [i]
      : [],
  )
}

/** What each column may mean in a table of this kind. */
export function guessesOf({ columns }: Evidence, kind: string, { roles }: Fitted = FITTED): RoleGuess[][] {
  const can = rolesOf(kind, roles.classes)
  return columns.map(({ found, known }) => {
    const logs = logProbabilities(
      roles,
      [...found, `k:${kind}`],
      can,
      (place) => known.get(roles.classes[place]!) ?? 0,
    )
    const decoys = { target: null, decoy: '', probability: 0 }
    let most = 0
    const guesses: RoleGuess[] = []
    can.forEach((place, i) => {
      const role = roles.classes[place]!
      const probability = Math.exp(logs[i]!)
      if (!role.startsWith('-')) guesses.push({ target: role, probability })
      else {
        decoys.probability += probability
        if (probability > most) [most, decoys.decoy] = [probability, role.slice(1)]
      }
    })
    return [decoys, ...guesses.filter(({ probability }) => probability > 0.001)].sort(
      (a, b) => b.probability - a.probability,
    )
  })
}
