import type { Available, Params } from '../tables/build'
import { reachesBack } from '../model/day'
import type { Files } from '../ingest/files'

/** What the files say that grading may stand on. */
export function availableIn(files: Files, reference: Params | null): Available {
  const mapped = (target: string) =>
    files.sources.some((s) => s.mapping.columns.some((c) => c.target === target))
  return {
    payment: mapped('orders.paid_at') || mapped('orders.due_at'),
    products: files.has('order_lines'),
    margin: mapped('order_lines.margin') || mapped('order_lines.cost'),
    voice: (mapped('tickets.customer_id') || mapped('tickets.order_id')) && mapped('tickets.opened_at'),
    events: mapped('events.customer_id') && mapped('events.at'),
    deals: mapped('deals.customer_id') && mapped('deals.created_at'),
    summed: files.summed,
    twoYears: !!reference && reachesBack(reference.as_of, 24, reference.data_start),
  }
}
