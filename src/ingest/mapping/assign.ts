import { entity, type EntityName, type Field } from '../../model/entities'
import { inferAs, inferAttribute, type Inference } from '../infer'
import type { Chosen, ColumnMapping } from '../mapping'
import { nameScore } from './names'
import { dateByShape } from './shape'

interface Candidate {
  index: number
  target: string
  score: number
  inference: Inference
  reason: ColumnMapping['reason']
}

/** One column for each target, the best that fits; every other column is kept under its header. */
export function assign(
  header: string[],
  cells: string[][],
  entities: EntityName[],
  chosen: Chosen,
): ColumnMapping[] {
  const candidates: Candidate[] = []
  header.forEach((name, index) => {
    const choice = chosen[name]
    if (choice === null) return
    for (const owner of entities)
      for (const field of entity(owner).fields) {
        const target = `${owner}.${field.name}`
        if (choice !== undefined && choice !== target) continue
        const score = choice === target ? 2 : nameScore(name, field)
        if (!score) continue
        const inference = inferAs(cells[index]!, field.type)
        if (choice === undefined && !plausible(field, inference, cells[index]!)) continue
        const reason = choice === target ? 'chosen' : score > 0.9 ? 'name' : 'part'
        candidates.push({
          index,
          target,
          score: score - preference(owner, field, entities),
          inference,
          reason,
        })
      }
  })
  addByShape(header, cells, entities, chosen, candidates)
  candidates.sort((a, b) => b.score - a.score || a.index - b.index)
  const taken = new Set<string>()
  const byColumn = new Map<number, Candidate>()
  for (const candidate of candidates) {
    if (taken.has(shared(candidate.target, entities)) || byColumn.has(candidate.index)) continue
    taken.add(shared(candidate.target, entities))
    byColumn.set(candidate.index, candidate)
  }
  return header.map((name, index) => {
    const hit = byColumn.get(index)
    if (!hit)
      return {
        index,
        header: name,
        target: null,
        confidence: 1,
        reason: chosen[name] === null ? 'chosen' : 'attribute',
        ...plain(inferAttribute(cells[index]!)),
      }
    const confidence = Math.min(1, hit.score + 0.05) * (hit.reason === 'chosen' ? 1 : hit.inference.fit)
    return {
      index,
      header: name,
      target: hit.target,
      confidence,
      reason: hit.reason,
      ...plain(hit.inference),
    }
  })
}

const plain = ({ reading, type }: Inference): Pick<ColumnMapping, 'reading' | 'type'> => ({ reading, type })

/** Ids that several entities of one file share are one column: the order's. */
function shared(target: string, entities: EntityName[]): string {
  const [owner, name] = target.split('.') as [EntityName, string]
  if (name === 'customer_id' || name === 'order_id') return name
  if (name === 'region' && entities.includes('orders') && owner === 'customers') return 'orders.region'
  return target
}

/** In a flat file the same word belongs to the line (amount) or to the order (status, channel, region) first. */
function preference(owner: EntityName, field: Field, entities: EntityName[]): number {
  if (!entities.includes('orders')) return 0
  if (field.name === 'amount') return owner === 'order_lines' ? 0 : 0.04
  if (owner === 'order_lines') return ['status', 'order_id'].includes(field.name) ? 0.04 : 0
  return owner === 'customers' &&
    ['customer_id', 'region', 'status', 'created_at', 'source'].includes(field.name)
    ? 0.04
    : 0
}

function plausible(field: Field, inference: Inference, cells: string[]): boolean {
  if (inference.fit < 0.5) return false
  if (field.name === 'discount') return cells.some((cell) => Number(cell) > 1)
  return true
}

function addByShape(
  header: string[],
  cells: string[][],
  entities: EntityName[],
  chosen: Chosen,
  candidates: Candidate[],
): void {
  if (!entities.includes('orders') || candidates.some((c) => c.target === 'orders.ordered_at')) return
  const date = dateByShape(header, cells, chosen)
  if (date) candidates.push({ ...date, target: 'orders.ordered_at', score: 0.5, reason: 'shape' })
}
