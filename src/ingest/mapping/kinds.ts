import type { EntityName } from '../../model/entities'
import { whole } from '../../model/header'
import type { ColumnMapping } from '../mapping'
import { isPacked, isPackedName, isRepeated } from './level'
import { NAMED, namesOf } from './names'
import { givenBy, type Known } from './preset'
import type { Sheet } from './sheet'

export type Kind = { entities: EntityName[]; needs: string[][] }

/** What a file can be, and which fields (any list, all of it) it must show by name to be that. */
export const KINDS: Kind[] = [
  {
    entities: ['orders', 'order_lines', 'customers'],
    needs: [
      ['orders.order_id', 'orders.ordered_at'],
      ['orders.customer_id', 'orders.ordered_at', 'orders.amount'],
      ['orders.ordered_at', 'order_lines.quantity', 'order_lines.unit_price'],
      ['orders.order_id', 'orders.paid_at', 'orders.amount'],
      ['orders.order_id', 'orders.customer_id', 'orders.amount'],
    ],
  },
  {
    entities: ['tickets'],
    needs: [
      ['tickets.ticket_id', 'tickets.opened_at'],
      ['tickets.ticket_id', 'tickets.priority'],
      ['tickets.ticket_id', 'tickets.status', 'tickets.reason'],
    ],
  },
  {
    entities: ['deals'],
    needs: [
      ['deals.deal_id', 'deals.stage'],
      ['deals.deal_id', 'deals.closed_at'],
      ['deals.deal_id', 'deals.amount'],
    ],
  },
  {
    entities: ['feedback'],
    needs: [
      ['feedback.score', 'feedback.item'],
      ['feedback.score', 'feedback.comment'],
      ['feedback.score', 'feedback.response_id'],
      ['feedback.score', 'feedback.order_id'],
      ['feedback.score', 'feedback.customer_id', 'feedback.submitted_at'],
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
  {
    entities: ['contracts'],
    needs: [
      ['contracts.contract_id', 'contracts.ends_at'],
      ['contracts.contract_id', 'contracts.starts_at'],
    ],
  },
  {
    entities: ['points'],
    needs: [
      ['points.customer_id', 'points.at', 'points.earned'],
      ['points.customer_id', 'points.at', 'points.redeemed'],
    ],
  },
  { entities: ['events'], needs: [['events.customer_id', 'events.at', 'events.kind']] },
  { entities: ['touches'], needs: [['touches.campaign', 'touches.sent_at']] },
  {
    entities: ['targets'],
    needs: [
      ['targets.metric', 'targets.period', 'targets.value'],
      ['targets.period', 'targets.value'],
    ],
  },
  {
    entities: ['customers'],
    needs: [
      ['customers.customer_id'],
      ['customers.name', 'customers.phone'],
      ['customers.name', 'customers.email'],
      ['customers.name', 'customers.industry'],
      ['customers.email', 'customers.total_spend'],
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
  const scores = header.map(namesOf)
  // Somebody who says when and how much has said that they are sales, whoever bought.
  const sales = ['orders.ordered_at', 'orders.amount'].every((target) => wanted.includes(target))
  for (const kind of KINDS) {
    const told = sales && kind.entities[0] === 'orders'
    if (!told && !kind.needs.some((list) => list.every((target) => named.has(target)))) continue
    const mine = (target: string) => kind.entities.some((name) => target.startsWith(`${name}.`))
    const explained = scores.filter((names) =>
      [...names].some(([target, score]) => score > NAMED && mine(target)),
    ).length
    const asked = wanted.filter(mine).length
    const weight = explained + asked * (header.length + 1)
    if (weight > most) [best, most] = [kind, weight]
  }
  return best
}

const LINE_FIELDS = ['product_id', 'product_name', 'category', 'quantity', 'unit_price', 'cost', 'margin']

/**
 * A flat order file holds lines only if it says what was bought, and not all of it in one cell; customers only if it
 * says who bought.
 */
export function present(kind: Kind, sheet: Sheet, wanted: string[], known: Known | null): EntityName[] {
  const has = (owner: EntityName, names: string[]) =>
    sheet.header.some((header) =>
      [...namesOf(header)]
        .filter(([, score]) => score > NAMED)
        .map(([target]) => target)
        .concat(known ? givenBy(known, header).map(({ target }) => target) : [])
        .some((target) => names.some((name) => target === `${owner}.${name}`)),
    ) || wanted.some((target) => names.some((name) => target === `${owner}.${name}`))
  return kind.entities.filter((name) => {
    if (kind.entities.length === 1 || name === 'orders' || name === 'customers') return true
    if (known && !known.preset.entities.includes(name) && !wanted.some((t) => t.startsWith('order_lines.')))
      return false
    return has(name, LINE_FIELDS) && !packed(sheet)
  })
}

/** All articles of an order in one cell: no line can be made of it. */
function packed(sheet: Sheet): boolean {
  const { header } = sheet
  const id = header.findIndex((name) => (namesOf(name).get('orders.order_id') ?? 0) > NAMED)
  if (id < 0) return false
  const named = header.some((name) => isPackedName(whole(name)))
  const articles = header.findIndex((name) => (namesOf(name).get('order_lines.product_name') ?? 0) > NAMED)
  if (!named && !(articles >= 0 && isPacked(sheet, articles))) return false
  const ids = sheet.cells(id).filter(Boolean)
  return new Set(ids).size === ids.length
}

/** An amount that stands on each line of its order and is the order's own. */
export function orderOwn(sheet: Sheet): Set<number> {
  const id = sheet.header.findIndex((name) => (namesOf(name).get('orders.order_id') ?? 0) > NAMED)
  const own = new Set<number>()
  if (id < 0) return own
  sheet.header.forEach((name, index) => {
    const names = namesOf(name)
    if (names.get('orders.amount') && names.get('order_lines.amount') && isRepeated(sheet, id, index))
      own.add(index)
  })
  return own
}

/** Entities that got no column of their own fall away. */
export function trim(entities: EntityName[], columns: ColumnMapping[]): EntityName[] {
  const owns = (name: EntityName) => columns.some((c) => c.target?.startsWith(`${name}.`))
  const id = columns.some((c) => c.target?.endsWith('.customer_id'))
  return entities.filter((name) => owns(name) || (name === 'customers' && id))
}
