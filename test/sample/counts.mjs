import { monthOf } from './calendar.mjs'

const yuan = (cents) => cents / 100
const total = (orders) => yuan(orders.reduce((sum, { amount }) => sum + amount, 0))
const summary = (orders) => ({ orders: orders.length, amount: total(orders) })

function groupBy(rows, key) {
  const groups = new Map()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Exact counts and sums of the files; `bought` is any order of a known customer that was not cancelled. */
export function makeCounts({ customers, orders, sheets, tickets }) {
  const known = orders.filter(({ customer }) => customer)
  const completed = known.filter(({ status }) => status === '已完成')
  const bought = countPerCustomer(known.filter(({ status }) => status !== '已取消'))
  const kept = countPerCustomer(completed)
  return {
    customers: customers.length,
    companies: customers.filter(({ isCompany }) => isCompany).length,
    customersBefore: customers.filter(({ created }) => created < 0).length,
    customersWithPurchase: bought.size,
    customersWithCompletedOrder: kept.size,
    repeatRate: round(share([...bought.values()], (n) => n > 1)),
    orders: orders.length,
    ordersByStatus: summarise(orders, ({ status }) => status),
    knownOrdersByStatus: summarise(known, ({ status }) => status),
    walkIns: summarise(
      orders.filter(({ customer }) => !customer),
      ({ status }) => status,
    ),
    lines: orders.reduce((sum, { lines }) => sum + lines.length, 0),
    amount: total(orders),
    cost: yuan(orders.reduce((sum, { lines }) => sum + lines.reduce((cost, line) => cost + line.cost, 0), 0)),
    revenue: total(completed),
    revenueByMonth: Object.fromEntries(
      [...groupBy(completed, ({ day }) => monthOf(day))].map(([month, list]) => [month, total(list)]),
    ),
    revenueByRegion: Object.fromEntries(
      [...groupBy(completed, ({ customer }) => customer.region)].map(([region, list]) => [
        region,
        total(list),
      ]),
    ),
    topFifthShare: round(topFifth(completed)),
    responses: sheets.length,
    feedbackRows: sheets.reduce((sum, { rows }) => sum + rows.length, 0),
    nps: round(netPromoters(sheets.map(({ rows }) => rows[0].score))),
    tickets: tickets.length,
    complaints: tickets.filter(({ isComplaint }) => isComplaint).length,
    openTickets: tickets.filter(({ resolvedAt }) => resolvedAt === null).length,
  }
}

function summarise(orders, key) {
  return Object.fromEntries([...groupBy(orders, key)].map(([name, list]) => [name, summary(list)]))
}

function countPerCustomer(orders) {
  const counts = new Map()
  for (const { customer } of orders) counts.set(customer, (counts.get(customer) ?? 0) + 1)
  return counts
}

/** Share of revenue brought by the first ⌈n/5⌉ customers. */
function topFifth(orders) {
  const sums = [...groupBy(orders, ({ customer }) => customer).values()].map(total).sort((a, b) => b - a)
  const sum = (list) => list.reduce((a, b) => a + b, 0)
  return sum(sums.slice(0, Math.ceil(sums.length / 5))) / sum(sums)
}

const netPromoters = (scores) =>
  100 * (share(scores, (score) => score >= 9) - share(scores, (score) => score <= 6))
const share = (list, test) => list.filter(test).length / list.length
const round = (value) => Number(value.toFixed(6))
