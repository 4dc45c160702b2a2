import type { EntityName } from '../../model/entities'

/** The lists of fields, one of which a file must show to hold the entity; without one it cannot be told from others. */
export const NEEDS: Partial<Record<EntityName, string[][]>> = {
  orders: [
    ['orders.order_id', 'orders.ordered_at'],
    ['orders.customer_id', 'orders.ordered_at', 'orders.amount'],
    ['orders.ordered_at', 'order_lines.quantity', 'order_lines.unit_price'],
    ['orders.order_id', 'orders.paid_at', 'orders.amount'],
    ['orders.order_id', 'orders.customer_id', 'orders.amount'],
  ],
  tickets: [
    ['tickets.ticket_id', 'tickets.opened_at'],
    ['tickets.ticket_id', 'tickets.priority'],
    ['tickets.ticket_id', 'tickets.status', 'tickets.reason'],
  ],
  deals: [
    ['deals.deal_id', 'deals.stage'],
    ['deals.deal_id', 'deals.closed_at'],
    ['deals.deal_id', 'deals.amount'],
  ],
  feedback: [
    ['feedback.score', 'feedback.item'],
    ['feedback.score', 'feedback.comment'],
    ['feedback.score', 'feedback.response_id'],
    ['feedback.score', 'feedback.order_id'],
    ['feedback.score', 'feedback.customer_id', 'feedback.submitted_at'],
  ],
  order_lines: [
    ['order_lines.order_id', 'order_lines.product_id'],
    ['order_lines.order_id', 'order_lines.product_name'],
    ['order_lines.order_id', 'order_lines.quantity'],
  ],
  contracts: [
    ['contracts.contract_id', 'contracts.ends_at'],
    ['contracts.contract_id', 'contracts.starts_at'],
  ],
  points: [
    ['points.customer_id', 'points.at', 'points.earned'],
    ['points.customer_id', 'points.at', 'points.redeemed'],
  ],
  events: [['events.customer_id', 'events.at', 'events.kind']],
  touches: [['touches.campaign', 'touches.sent_at']],
  targets: [
    ['targets.metric', 'targets.period', 'targets.value'],
    ['targets.period', 'targets.value'],
  ],
  customers: [
    ['customers.customer_id'],
    ['customers.name', 'customers.phone'],
    ['customers.name', 'customers.email'],
    ['customers.name', 'customers.industry'],
    ['customers.email', 'customers.total_spend'],
  ],
}
export const needsOf = (name: EntityName): string[][] => NEEDS[name] ?? []
