import { dayOf } from './calendar.mjs'

const SCHEMES = {
  better: { orders12m: 0.4, recency: 0.2, revenue12m: 0.4 },
  worse: { revenueAll: 1 },
}
const DATES = ['2024-09-30', '2025-03-31', '2025-09-20']
const TOP = 0.1

/** Two gradings, and what their equally large top tiers did in the year after. */
export function makeSchemes({ orders }) {
  const histories = new Map()
  for (const order of orders) {
    if (!order.customer || order.status !== '已完成') continue
    if (!histories.has(order.customer)) histories.set(order.customer, [])
    histories.get(order.customer).push(order)
  }
  return {
    description:
      'Score = Σ weight × percentile rank among customers with a completed order so far. One-off bulk orders and revenue of long ago do not come back, so orders and recency together with recent revenue foretell the next year better than revenue to date; 客户等级 was given once and foretells least.',
    ...SCHEMES,
    topShare: TOP,
    outcome:
      'top tier: its share of all completed revenue of the next 365 days, and the share of it that ordered again',
    checks: DATES.map((date) => check(date, histories)),
  }
}

function check(date, histories) {
  const base = [...histories]
    .map(([customer, list]) => indicators(customer, list, dayOf(date)))
    .filter(({ seen }) => seen)
  const allNext = sum(base, ({ next }) => next)
  const results = Object.entries(SCHEMES).map(([name, weights]) => {
    const top = topTier(base, weights)
    const kept = top.filter(({ next }) => next > 0).length / top.length
    return [name, { revenueShare: round(sum(top, ({ next }) => next) / allNext), retained: round(kept) }]
  })
  return { asOf: date, customers: base.length, ...Object.fromEntries(results) }
}

function indicators(customer, orders, day) {
  const past = orders.filter((order) => order.day <= day)
  const year = past.filter((order) => order.day > day - 365)
  return {
    index: customer.index,
    seen: past.length > 0,
    orders12m: year.length,
    recency: past.length ? past.at(-1).day - day : 0,
    revenue12m: sum(year, ({ amount }) => amount),
    revenueAll: sum(past, ({ amount }) => amount),
    next: sum(
      orders.filter((order) => order.day > day && order.day <= day + 365),
      ({ amount }) => amount,
    ),
  }
}

function topTier(base, weights) {
  const scores = new Map(base.map((row) => [row, 0]))
  for (const [name, weight] of Object.entries(weights)) {
    const rank = ranks(base.map((row) => row[name]))
    for (const row of base) scores.set(row, scores.get(row) + weight * rank.get(row[name]))
  }
  const sorted = [...scores].sort((a, b) => b[1] - a[1] || a[0].index - b[0].index)
  return sorted.slice(0, Math.ceil(base.length * TOP)).map(([row]) => row)
}

/** Value → share of the base strictly below it. */
function ranks(values) {
  const rank = new Map()
  ;[...values]
    .sort((a, b) => a - b)
    .forEach((value, place, all) => rank.has(value) || rank.set(value, place / all.length))
  return rank
}

const sum = (rows, value) => rows.reduce((total, row) => total + value(row), 0)
const round = (value) => Number(value.toFixed(4))
