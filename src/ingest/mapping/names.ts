import { ENTITIES } from '../../model/entities'
import { normalise, unprefixed, whole } from '../../model/header'

/** Targets that the names of a column give it, with how well they do. */
export interface Named {
  index: number
  scores: Map<string, number>
}

interface Known {
  target: string
  /** Earlier synonyms are better ones. */
  rank: number
  part: boolean
}
/** Synonym, as names are compared → the fields that go by it; worked out once, for a wide file asks a million times. */
const KNOWN = new Map<string, Known[]>()
for (const { name, fields } of ENTITIES)
  for (const field of fields)
    field.synonyms.forEach((synonym, rank) => {
      const part = (text: string) => text.length >= (/[\u4e00-\u9fff]/.test(text) ? 3 : 6)
      for (const text of new Set([normalise(synonym), whole(synonym)])) {
        const entries = KNOWN.get(text) ?? []
        if (!entries.some(({ target }) => target === `${name}.${field.name}`))
          entries.push({ target: `${name}.${field.name}`, rank: Math.min(rank, 50), part: part(text) })
        KNOWN.set(text, entries)
      }
    })
const PARTS = [...KNOWN].filter(([, entries]) => entries.some(({ part }) => part))
/** Words before or after a known name that make another thing of it: a promised date is no date of delivery. */
const OTHER =
  /预计|承诺|建议|最晚|最近|最后|上次|预约|退款|退货|运费|补贴|已退|历史|是否|备注|税|比例|率$|排名|estimated|expected|promised|latest|last|refund|shipping|tax|fee|rate$|previous|parent|secondary|modified|updated/

const cache = new Map<string, Map<string, number>>()

/** Target → how well the header names it: by name 1…0.92, by a part of it 0.6. */
export function namesOf(header: string): Map<string, number> {
  const known = cache.get(header)
  if (known) return known
  if (cache.size > 10_000) cache.clear()
  const scores = scored(header)
  cache.set(header, scores)
  return scores
}

function scored(header: string): Map<string, number> {
  const scores = new Map<string, number>()
  const note = (target: string, score: number) => {
    if (score > (scores.get(target) ?? 0)) scores.set(target, score)
  }
  const name = normalise(header)
  if (!name) return scores
  const forms: [string | null, number][] = [
    [whole(header), 0],
    [name, 0.002],
    [unprefixed(header), 0.02],
  ]
  for (const [text, cost] of forms)
    for (const { target, rank } of (text && KNOWN.get(text)) || []) note(target, 1 - rank / 1000 - cost)
  for (const [text, entries] of PARTS) {
    const rest = name.startsWith(text)
      ? name.slice(text.length)
      : name.endsWith(text)
        ? name.slice(0, -text.length)
        : ''
    if (!rest || OTHER.test(rest)) continue
    for (const { target, part } of entries) if (part) note(target, 0.6)
  }
  return scores
}

/** From here on a field goes by one of its names. */
export const NAMED = 0.9
