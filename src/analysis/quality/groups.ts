/** Why two customers look like one. */
export type Likeness = 'phone' | 'email' | 'name'

/** Customers who are probably one, and what they share. */
export interface LikelyGroup {
  ids: string[]
  why: Likeness[]
}

/** A value that several customers share, one row each customer. */
export interface SharedKey {
  why: Likeness
  key: string
  customer_id: string
}

/** More than this are no longer looked at side by side: a chain of likenesses drew strangers together. */
const MOST = 8

/**
 * Customers joined by what they share, through others as well: A and B by phone, B and C by e-mail are one group. Pairs
 * that the reader keeps apart do not join. Groups too long to judge fall back to what each single value joins.
 */
export function likelyGroups(keys: SharedKey[], apart: string[][]): LikelyGroup[] {
  const kept = new Set(apart.flatMap((ids) => pairs([...ids].sort()).map(nameOf)))
  const byKey = new Map<string, SharedKey[]>()
  for (const key of keys) {
    const name = `${key.why} ${key.key}`
    byKey.set(name, [...(byKey.get(name) ?? []), key])
  }
  const links = [...byKey.values()].flatMap((shared) =>
    pairs(shared.map(({ customer_id }) => customer_id).sort())
      .filter((pair) => pair[0] !== pair[1] && !kept.has(nameOf(pair)))
      .map((pair) => ({ pair, why: shared[0]!.why })),
  )
  const groups = joined(links.map(({ pair }) => pair))
  const groupOf = new Map(groups.flatMap((ids) => ids.map((id) => [id, ids])))
  const reasons = new Map<string[], Set<Likeness>>()
  for (const { pair, why } of links) {
    const group = groupOf.get(pair[0])!
    reasons.set(group, (reasons.get(group) ?? new Set()).add(why))
  }
  return groups
    .flatMap((ids) =>
      ids.length <= MOST
        ? [{ ids, why: ORDER.filter((why) => reasons.get(ids)!.has(why)) }]
        : links
            .filter(({ pair }) => groupOf.get(pair[0]) === ids)
            .map(({ pair, why }) => ({ ids: [...pair], why: [why] })),
    )
    .sort((a, b) => b.why.length - a.why.length || (a.ids[0]! < b.ids[0]! ? -1 : 1))
}
const ORDER: Likeness[] = ['phone', 'email', 'name']

type Pair = [string, string]
const nameOf = ([a, b]: Pair): string => `${a}\n${b}`
const pairs = (ids: string[]): Pair[] => ids.flatMap((a, i) => ids.slice(i + 1).map((b): Pair => [a, b]))

/** Pairs → the sets that they connect, each sorted. */
function joined(links: Pair[]): string[][] {
  const parent = new Map<string, string>()
  const root = (id: string): string => {
    let at = id
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    parent.set(id, at)
    return at
  }
  for (const [a, b] of links) parent.set(root(a), root(b))
  const sets = new Map<string, string[]>()
  for (const id of new Set(links.flat())) sets.set(root(id), [...(sets.get(root(id)) ?? []), id])
  return [...sets.values()].map((ids) => ids.sort())
}
