import type { EntityName } from '../../model/entities'
import { whole } from '../../model/header'
import type { ColumnMapping } from '../mapping'
import { isPacked, isPackedName, isRepeated } from './level'
import { headingOf } from '../recognise/heading'
import type { RoleGuess } from '../recognise/read'
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

const isPackedHeading = (name: string): boolean => {
  const { concepts, notes } = headingOf(name)
  return concepts.includes('pack') || (concepts.includes('product') && notes.includes('pack'))
}

/** All articles of an order in one cell: no line can be made of it. */
export function packed(sheet: Sheet, columns: ColumnMapping[]): boolean {
  const at = (target: string) => columns.find((column) => column.target === target)?.index ?? -1
  const id = at('orders.order_id')
  if (id < 0) return false
  const named = sheet.header.some((name) => isPackedName(whole(name)) || isPackedHeading(name))
  const articles = at('order_lines.product_name')
  if (!named && !(articles >= 0 && isPacked(sheet, articles))) return false
  const ids = sheet.cells(id).filter(Boolean)
  return new Set(ids).size === ids.length
}

/** Columns whose amount stands on each line of its order and is the order's own. */
export function orderOwn(sheet: Sheet, guesses: RoleGuess[][]): Set<number> {
  const may = (index: number, target: string, least: number) =>
    guesses[index]!.some((guess) => guess.target === target && guess.probability > least)
  const ids = sheet.header.flatMap((_, index) =>
    may(index, 'orders.order_id', 0.3) || may(index, 'order_lines.order_id', 0.3) ? [index] : [],
  )
  const own = new Set<number>()
  const [id] = ids
  if (id === undefined) return own
  sheet.header.forEach((_, index) => {
    if (
      may(index, 'order_lines.amount', 0.004) &&
      may(index, 'orders.amount', 0.004) &&
      isRepeated(sheet, id, index)
    )
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
