import { LAST_DAY, dayOf, isoDay } from './calendar.mjs'

const REVIEWS = [2024, 2025, 2026].flatMap((year) =>
  ['03-31', '06-30', '09-30', '12-31'].map((end) => dayOf(`${year}-${end}`)),
)
/** A move counts as clear when twelve-month revenue has changed by this factor within three reviews. */
const CLEAR = { rise: (factor) => factor >= 1.6, fall: (factor) => factor <= 0.6 }

/** Customers whose pace and spend were changed for good on the first day of a quarter, and the review that shows it. */
export function makeMovers({ customers, orders }) {
  const shifted = new Map(customers.filter(({ shift }) => shift).map((customer) => [customer, []]))
  for (const order of orders) if (order.status === '已完成') shifted.get(order.customer)?.push(order)
  return [...shifted].map(([customer, own]) => describe(customer, own)).filter(Boolean)
}

function describe({ id, shift }, orders) {
  const before = yearTo(shift.day - 1, orders)
  const seen = REVIEWS.filter((end) => end >= shift.day && end <= LAST_DAY)
    .slice(0, 3)
    .find((end) => CLEAR[shift.direction](yearTo(end, orders) / before))
  if (!before || seen === undefined) return null
  return {
    customer_id: id,
    quarter: quarterOf(shift.day),
    direction: shift.direction,
    reviewBefore: isoDay(shift.day - 1),
    seenBy: isoDay(seen),
    revenueBefore: before / 100,
    revenueSeen: yearTo(seen, orders) / 100,
  }
}

/** Completed revenue of the 365 days that end on `day`. */
function yearTo(day, orders) {
  return orders.reduce(
    (sum, order) => sum + (order.day <= day && order.day > day - 365 ? order.amount : 0),
    0,
  )
}

const quarterOf = (day) => `${isoDay(day).slice(0, 4)}Q${Math.ceil(Number(isoDay(day).slice(5, 7)) / 3)}`
