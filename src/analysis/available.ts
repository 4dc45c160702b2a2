import type { Available, Params } from '../marts/build'
import type { Files } from './files'

/** Two years, a few days less: an export need not begin and end on the same day. */
const TWO_YEARS = (2 * 365.25 - 5) * 864e5

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
    twoYears: !!reference && Date.parse(reference.as_of) - Date.parse(reference.data_start) > TWO_YEARS,
  }
}
