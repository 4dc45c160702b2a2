import { entity, ENTITIES, fieldOf, normalise, type EntityName, type Field } from '../model/entities'
import { inferAs, inferAttribute, type Inference } from './infer'
import type { Reading } from './value'

/** What one column of a file means and how its cells are read. */
export interface ColumnMapping {
  index: number
  header: string
  /** `orders.amount`, or null: kept as an attribute under its header. */
  target: string | null
  reading: Reading
  type: string
  /** 0…1; below 0.6 the mapping page asks. */
  confidence: number
  reason: 'name' | 'part' | 'shape' | 'attribute' | 'chosen'
  /**
   * A column of a wide file is one row of the entity: the answer to a question (`item`), or what happened in a month
   * (`at`, its last day). Several such columns carry the same target.
   */
  wide?: { item: string } | { at: string }
}
export interface Mapping {
  /** What the file holds; empty when it is not recognised. */
  entities: EntityName[]
  columns: ColumnMapping[]
  /** Known export whose names were recognised (`shopify-orders`), or null. */
  preset: string | null
  /** Values of an order stand on its first line only: blanks after it are filled down before rows are judged. */
  fill: boolean
  /** Why nothing can be said of customers although the file was understood, or null. */
  anonymous: Anonymous | null
  /** What the file is, where it is recognised and holds nothing that the model takes (`entities` is empty), or null. */
  refusal: Refusal | null
}
/** No column of buyers; masked or encrypted ones; sums by day, store or campaign. */
export type Anonymous = 'absent' | 'masked' | 'sums'
/** Advertising report, settlement of a platform, bill of a payment service, day totals of a store. */
export type Refusal = 'advertising' | 'settlement' | 'bill' | 'dayTotals'

type Kind = { entities: EntityName[]; needs: string[][] }

/** What a file can be, and which fields (any list, all of it) it must show by name to be that. */
const KINDS: Kind[] = [
  {
    entities: ['orders', 'order_lines', 'customers'],
    needs: [
      ['orders.order_id', 'orders.ordered_at'],
      ['orders.customer_id', 'orders.ordered_at', 'orders.amount'],
      ['orders.ordered_at', 'order_lines.quantity', 'order_lines.unit_price'],
    ],
  },
  {
    entities: ['tickets'],
    needs: [
      ['tickets.ticket_id', 'tickets.opened_at'],
      ['tickets.ticket_id', 'tickets.priority'],
    ],
  },
  {
    entities: ['deals'],
    needs: [
      ['deals.deal_id', 'deals.stage'],
      ['deals.deal_id', 'deals.closed_at'],
    ],
  },
  {
    entities: ['feedback'],
    needs: [
      ['feedback.score', 'feedback.item'],
      ['feedback.score', 'feedback.comment'],
      ['feedback.score', 'feedback.response_id'],
    ],
  },
  {
    entities: ['order_lines'],
    needs: [
      ['order_lines.order_id', 'order_lines.product_id'],
      ['order_lines.order_id', 'order_lines.product_name'],
      ['order_lines.order_id', 'order_lines.quantity'],
    ],
  },
  { entities: ['contracts'], needs: [['contracts.contract_id', 'contracts.ends_at']] },
  {
    entities: ['points'],
    needs: [
      ['points.customer_id', 'points.at', 'points.earned'],
      ['points.customer_id', 'points.at', 'points.redeemed'],
    ],
  },
  { entities: ['events'], needs: [['events.customer_id', 'events.at', 'events.kind']] },
  { entities: ['touches'], needs: [['touches.campaign', 'touches.sent_at']] },
  { entities: ['targets'], needs: [['targets.metric', 'targets.period', 'targets.value']] },
  {
    entities: ['customers'],
    needs: [
      ['customers.customer_id'],
      ['customers.name', 'customers.phone'],
      ['customers.name', 'customers.industry'],
    ],
  },
]
/** The lists of fields, one of which a file must show to hold the entity. */
export const needsOf = (name: EntityName): string[][] =>
  KINDS.find(({ entities }) => entities[0] === name)?.needs ?? []

const LINE_FIELDS = ['product_id', 'product_name', 'category', 'quantity', 'unit_price', 'cost', 'margin']

/** Proposes what a file holds and what each column means, by header name, then by the shape of the cells. */
export function proposeMapping(
  header: string[],
  rows: string[][],
  chosen: Partial<Record<string, string | null>> = {},
): Mapping {
  const cells = header.map((_, i) => rows.map((row) => row[i] ?? ''))
  const named = ENTITIES.flatMap((e) => e.fields.map((f) => `${e.name}.${f.name}`)).filter((target) =>
    header.some((name) => nameScore(name, fieldOf(target)!) > 0.9),
  )
  const wanted = Object.values(chosen).filter((target): target is string => !!target)
  // An order file whose date goes by an unknown name: its only date column will be the date.
  const order = ['orders.order_id', 'orders.customer_id'].every((target) => named.includes(target))
  if (order && !named.includes('orders.ordered_at') && dateByShape(header, cells, chosen))
    named.push('orders.ordered_at')
  const kind = pickKind(header, new Set([...named, ...wanted]), wanted)
  const entities = kind ? present(kind, header, wanted) : []
  const columns = assign(header, cells, entities, chosen)
  return {
    entities: trim(entities, columns),
    columns,
    preset: null,
    fill: false,
    anonymous: null,
    refusal: null,
  }
}

/** The kind that explains most columns; what the user said of a column weighs more than any number of names. */
function pickKind(header: string[], named: Set<string>, wanted: string[]): Kind | null {
  let best: Kind | null = null
  let most = 0
  for (const kind of KINDS) {
    if (!kind.needs.some((list) => list.every((target) => named.has(target)))) continue
    const explained = header.filter((name) =>
      kind.entities.some((e) => entity(e).fields.some((f) => nameScore(name, f) > 0.9)),
    ).length
    const asked = wanted.filter((target) => kind.entities.some((e) => target.startsWith(`${e}.`))).length
    const weight = explained + asked * (header.length + 1)
    if (weight > most) [best, most] = [kind, weight]
  }
  return best
}

/** A flat order file holds lines only if it says what was bought, customers only if it says who bought. */
function present(kind: Kind, header: string[], wanted: string[]): EntityName[] {
  const has = (owner: EntityName, names: string[]) =>
    entity(owner).fields.some(
      (f) =>
        names.includes(f.name) &&
        (header.some((h) => nameScore(h, f) > 0.9) || wanted.includes(`${owner}.${f.name}`)),
    )
  return kind.entities.filter((name) => {
    if (kind.entities.length === 1 || name === 'orders') return true
    return name === 'order_lines'
      ? has(name, LINE_FIELDS)
      : has('orders', ['customer_id']) || has('customers', ['customer_id'])
  })
}

/** Synonyms in the form in which names are compared, worked out once: a wide file asks for them a million times. */
const COMPARED = new Map<Field, { text: string; part: boolean }[]>(
  ENTITIES.flatMap((e) => e.fields).map((field) => [
    field,
    field.synonyms
      .map(normalise)
      .map((text) => ({ text, part: text.length >= (/[\u4e00-\u9fff]/.test(text) ? 3 : 6) })),
  ]),
)
const NAMES = new Map<string, string>()
function compared(header: string): string {
  const known = NAMES.get(header)
  if (known !== undefined) return known
  if (NAMES.size > 10_000) NAMES.clear()
  const name = normalise(header)
  NAMES.set(header, name)
  return name
}

/** Exact name (earlier synonyms first) 1…0.95, part of a name 0.6, else 0. */
function nameScore(header: string, field: Field): number {
  const name = compared(header)
  if (!name) return 0
  const synonyms = COMPARED.get(field)!
  const exact = synonyms.findIndex(({ text }) => text === name)
  if (exact >= 0) return 1 - Math.min(exact, 50) / 1000
  const part = synonyms.some(({ text, part }) => part && (name.startsWith(text) || name.endsWith(text)))
  return part ? 0.6 : 0
}

interface Candidate {
  index: number
  target: string
  score: number
  inference: Inference
  reason: ColumnMapping['reason']
}

function assign(
  header: string[],
  cells: string[][],
  entities: EntityName[],
  chosen: Partial<Record<string, string | null>>,
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

/** The only column of dates, or null. */
function dateByShape(
  header: string[],
  cells: string[][],
  chosen: Partial<Record<string, string | null>>,
): Pick<Candidate, 'index' | 'inference'> | null {
  const dates = header
    .map((_, index) => ({ index, inference: inferAs(cells[index]!, 'datetime') }))
    .filter(
      ({ index, inference }) =>
        chosen[header[index]!] === undefined && inference.fit > 0.95 && cells[index]!.some(Boolean),
    )
  return dates.length === 1 ? dates[0]! : null
}

function addByShape(
  header: string[],
  cells: string[][],
  entities: EntityName[],
  chosen: Partial<Record<string, string | null>>,
  candidates: Candidate[],
): void {
  if (!entities.includes('orders') || candidates.some((c) => c.target === 'orders.ordered_at')) return
  const date = dateByShape(header, cells, chosen)
  if (date) candidates.push({ ...date, target: 'orders.ordered_at', score: 0.5, reason: 'shape' })
}

/** Entities that got no column of their own fall away. */
function trim(entities: EntityName[], columns: ColumnMapping[]): EntityName[] {
  const owns = (name: EntityName) => columns.some((c) => c.target?.startsWith(`${name}.`))
  const id = columns.some((c) => c.target?.endsWith('.customer_id'))
  return entities.filter((name) => owns(name) || (name === 'customers' && id))
}
