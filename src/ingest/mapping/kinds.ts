import { entity, type EntityName } from '../../model/entities'
import type { ColumnMapping } from '../mapping'
import { nameScore } from './names'

export type Kind = { entities: EntityName[]; needs: string[][] }

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

/** The kind that explains most columns; what the user said of a column weighs more than any number of names. */
export function pickKind(header: string[], named: Set<string>, wanted: string[]): Kind | null {
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
export function present(kind: Kind, header: string[], wanted: string[]): EntityName[] {
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

const LINE_FIELDS = ['product_id', 'product_name', 'category', 'quantity', 'unit_price', 'cost', 'margin']

/** Entities that got no column of their own fall away. */
export function trim(entities: EntityName[], columns: ColumnMapping[]): EntityName[] {
  const owns = (name: EntityName) => columns.some((c) => c.target?.startsWith(`${name}.`))
  const id = columns.some((c) => c.target?.endsWith('.customer_id'))
  return entities.filter((name) => owns(name) || (name === 'customers' && id))
}
