import { fieldOf, type EntityName, type Field } from '../../model/entities'
import type { Inference } from '../infer'
import type { ColumnMapping } from '../mapping'
import { parseNumber } from '../value'
import type { Buyer } from './buyer'
import { NAMED } from './names'
import type { Sheet } from './sheet'

/** Targets that the names of a column give it, with how well they do. */
export interface Named {
  index: number
  scores: Map<string, number>
}
/** What is decided before columns are given their meaning. */
export interface Terms {
  sheet: Sheet
  names: Named[]
  entities: EntityName[]
  /** What the user says of a column: a target, null for none, undefined for nothing. */
  choice: (index: number) => string | null | undefined
  /** What tells the buyers of an order file apart. */
  buyer?: Buyer
  /** Columns whose amount is the order's own although it stands on each line. */
  own: Set<number>
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
  addByShape(terms, candidates)
  // Of equals the name decides and not the place, so that the order of the columns does not matter.
  candidates.sort(
    (a, b) =>
      b.score - a.score ||
      (header[a.index]! < header[b.index]! ? -1 : Number(header[a.index]! > header[b.index]!)),
  )
  const taken = new Set<string>()
  const byColumn = new Map<number, Candidate>()
  for (const candidate of candidates) {
    if (taken.has(shared(candidate.target, entities)) || byColumn.has(candidate.index)) continue
    taken.add(shared(candidate.target, entities))
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

/** A column that means nothing to the model: kept under its header. */
export function attribute(sheet: Sheet, index: number): ColumnMapping {
  const inference = sheet.asAttribute(index)
  return {
    index,
    header: sheet.header[index]!,
    target: null,
    confidence: isOpen(inference) ? 0.5 : 1,
    reason: 'attribute',
    ...plain(inference),
  }
}
const plain = ({ reading, type, why }: Inference): Pick<ColumnMapping, 'reading' | 'type' | 'why'> => ({
  reading,
  type,
  why,
})
/** Nothing says which of two numbers is the day: the reader is asked. */
const isOpen = ({ why }: Inference): boolean => why.key.startsWith('assumed')

function ofColumn({ index, scores }: Named, terms: Terms): Candidate[] {
  const { sheet, entities, choice, buyer } = terms
  const chosen = choice(index)
  if (chosen === null) return []
  const known = new Map(scores)
  if (chosen !== undefined) known.set(chosen, 2)
  return [...known].flatMap(([target, score]): Candidate[] => {
    const owner = target.slice(0, target.indexOf('.')) as EntityName
    if (!entities.includes(owner) || (chosen !== undefined && chosen !== target)) return []
    const field = fieldOf(target)!
    if (buyer && chosen !== target) {
      if (field.name === 'customer_id' && buyer.id !== index) return []
      if (owner === 'customers' && buyer.masked.has(index)) return []
    }
    const inference = sheet.as(index, field.type)
    if (chosen === undefined && !plausible(field, inference, sheet, index)) return []
    const ranked = score - preference(owner, field, entities, terms.own.has(index))
    return [
      {
        index,
        target,
        // A column that says nothing leaves its place to one that does.
        score: chosen === undefined && sheet.blank(index) ? ranked - 1 : ranked,
        ...(buyer?.name === index && chosen === undefined
          ? { confidence: 0.55 }
          : score > NAMED
            ? { confidence: Math.min(1, score + 0.05) }
            : {}),
        inference,
        reason: chosen === target ? 'chosen' : score > NAMED ? 'name' : 'part',
      },
    ]
  })
}

/** Ids that several entities of one file share are one column: the order's. */
function shared(target: string, entities: EntityName[]): string {
  const [owner, name] = target.split('.') as [EntityName, string]
  if (name === 'customer_id' || name === 'order_id') return name
  if (name === 'region' && entities.includes('orders') && owner === 'customers') return 'orders.region'
  return target
}

/** In a flat file the same word belongs to the line (amount) or to the order (status, channel, region) first. */
function preference(owner: EntityName, field: Field, entities: EntityName[], own: boolean): number {
  if (!entities.includes('orders')) return 0
  if (field.name === 'amount') return (owner === 'order_lines') === own ? 0.06 : 0
  if (owner === 'order_lines') return ['status', 'order_id'].includes(field.name) ? 0.04 : 0
  return owner === 'customers' &&
    ['customer_id', 'region', 'status', 'created_at', 'source'].includes(field.name)
    ? 0.04
    : 0
}

function plausible(field: Field, inference: Inference, sheet: Sheet, index: number): boolean {
  if (inference.fit < 0.5) return false
  if (field.name === 'discount') {
    // A discount may be a share of the price, which is no money.
    const values = sheet.present(index, 500).map((cell) => Math.abs(parseNumber(cell) ?? 0))
    return values.every((value) => value === 0) || values.some((value) => value > 1)
  }
  return true
}

/** The only column of dates, or null. */
export function dateByShape(
  sheet: Sheet,
  choice: Terms['choice'],
): { index: number; inference: Inference } | null {
  const dates = sheet.header
    .map((_, index) => ({ index, inference: sheet.as(index, 'datetime') }))
    .filter(
      ({ index, inference }) =>
        choice(index) === undefined && inference.fit > 0.95 && sheet.cells(index).some(Boolean),
    )
  return dates.length === 1 ? dates[0]! : null
}

function addByShape({ sheet, entities, choice }: Terms, candidates: Candidate[]): void {
  if (!entities.includes('orders') || candidates.some((c) => c.target === 'orders.ordered_at')) return
  const date = dateByShape(sheet, choice)
  if (date) candidates.push({ ...date, target: 'orders.ordered_at', score: 0.5, reason: 'shape' })
}
