import { fieldOf, type EntityName } from '../../model/entities'
import type { Inference } from '../infer'
import type { ColumnMapping } from '../mapping'
import { sharedName } from '../recognise/assign'
import { attribute, isOpen, plain } from './column'
import { NAMED, type Named } from './names'
import type { Sheet } from './sheet'

/** What is decided before columns are given their meaning. */
export interface Terms {
  sheet: Sheet
  names: Named[]
  entities: EntityName[]
  /** What the user says of a column: a target, null for none, undefined for nothing. */
  choice: (index: number) => string | null | undefined
}
interface Candidate {
  index: number
  target: string
  score: number
  confidence?: number
  inference: Inference
  reason: ColumnMapping['reason']
}

/** One column for each target, the best that fits; every other column is kept under its header. */
export function assign(terms: Terms): ColumnMapping[] {
  const { sheet, entities, choice } = terms
  const { header } = sheet
  const candidates = terms.names.flatMap((named) => ofColumn(named, terms))
  // Of equals the name decides and not the place, so that the order of the columns does not matter.
  candidates.sort(
    (a, b) =>
      b.score - a.score ||
      (header[a.index]! < header[b.index]! ? -1 : Number(header[a.index]! > header[b.index]!)),
  )
  const taken = new Set<string>()
  const byColumn = new Map<number, Candidate>()
  for (const candidate of candidates) {
    if (taken.has(sharedName(candidate.target, entities)) || byColumn.has(candidate.index)) continue
    taken.add(sharedName(candidate.target, entities))
    byColumn.set(candidate.index, candidate)
  }
  return header.map((name, index): ColumnMapping => {
    const hit = byColumn.get(index)
    if (!hit) return { ...attribute(sheet, index), reason: choice(index) === null ? 'chosen' : 'attribute' }
    const sure = hit.confidence ?? Math.min(1, hit.score + 0.05)
    return {
      index,
      header: name,
      target: hit.target,
      confidence:
        sure * (hit.reason === 'chosen' ? 1 : hit.inference.fit) * (isOpen(hit.inference) ? 0.5 : 1),
      reason: hit.reason,
      ...plain(hit.inference),
    }
  })
}

function ofColumn({ index, scores }: Named, terms: Terms): Candidate[] {
  const { sheet, entities, choice } = terms
  const chosen = choice(index)
  if (chosen === null) return []
  const known = new Map(scores)
  if (chosen !== undefined) known.set(chosen, 2)
  return [...known].flatMap(([target, score]): Candidate[] => {
    const owner = target.slice(0, target.indexOf('.')) as EntityName
    if (!entities.includes(owner) || (chosen !== undefined && chosen !== target)) return []
    const field = fieldOf(target)!
    const inference = sheet.as(index, field.type)
    if (chosen === undefined && inference.fit < 0.5) return []
    return [
      {
        index,
        target,
        // A column that says nothing leaves its place to one that does.
        score: chosen === undefined && sheet.blank(index) ? score - 1 : score,
        ...(score > NAMED ? { confidence: Math.min(1, score + 0.05) } : {}),
        inference,
        reason: chosen === target ? 'chosen' : score > NAMED ? 'name' : 'part',
      },
    ]
  })
}
