import { LAST_DAY, dayOf, season } from './calendar.mjs'
import { makeCustomers } from './customers.mjs'
import { answer, isAnswered, orderAnswers } from './feedback.mjs'
import { live } from './life.mjs'
import { makeOrder } from './orders.mjs'
import { stream } from './random.mjs'
import { makeTicket, questions } from './tickets.mjs'

const SEED = 20231001
const WALK_IN_SHARE = 0.01
const SHIFT_SHARE = 0.18
/** Quarters in whose first days customers begin to rise or fall. */
const SHIFT_STARTS = ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01', '2026-04-01']

/** The company with all that happened to it, latent causes included. */
export function makeCompany(seed = SEED) {
  const customers = makeCustomers(seed)
  customers.forEach((customer) => {
    customer.shift = planShift(customer, stream(seed, `shift ${customer.index}`))
    customer.life = live(customer, customer.shift, stream(seed, `life ${customer.index}`))
  })
  const orders = makeOrders(customers, seed)
  return {
    seed,
    customers,
    orders,
    sheets: makeSheets(customers, orders, seed),
    tickets: makeTickets(customers, orders, seed),
  }
}

/** Only customers who buy often can be seen to rise or fall within a quarter or two. */
function planShift({ latent, created, twinOf }, random) {
  const day = dayOf(random.pick(SHIFT_STARTS))
  if (twinOf || latent.neverBuys || latent.pace < 0.7 || created > day - 400 || !random.chance(SHIFT_SHARE))
    return null
  return { day, direction: random.chance(0.5) ? 'rise' : 'fall' }
}

function makeOrders(customers, seed) {
  const known = customers.flatMap((customer) => {
    const random = stream(seed, `orders ${customer.index}`)
    return customer.life.orders.map((event) => makeOrder(event, customer, random))
  })
  const orders = [...known.filter((order) => order.day <= LAST_DAY), ...makeWalkIns(known, seed)]
  orders.sort((a, b) => a.at - b.at || (a.customer?.index ?? -1) - (b.customer?.index ?? -1))
  orders.forEach((order, index) => (order.id = `S${10001 + index}`))
  return orders
}

function makeWalkIns(known, seed) {
  const random = stream(seed, 'walk-ins')
  const count = known.filter((order) => order.day <= LAST_DAY).length * WALK_IN_SHARE
  const days = Array.from({ length: LAST_DAY + 1 }, (_, day) => [day, season(day)])
  return Array.from({ length: Math.round(count) }, () =>
    makeOrder({ day: random.weighted(days), spend: random.logNormal(160, 0.6) }, null, random),
  )
}

function makeSheets(customers, orders, seed) {
  const random = stream(seed, 'feedback')
  const asked = customers.flatMap((customer) =>
    customer.life.askedOn.map((occasion) => ({ ...occasion, customer, survey: '客户调研' })),
  )
  const sheets = [...orderAnswers(orders, random), ...asked]
    .map((occasion) => answer(occasion, random))
    .filter(isAnswered)
  return number(
    sheets.sort((a, b) => a.at - b.at || a.customer.index - b.customer.index),
    'R',
  )
}

function makeTickets(customers, orders, seed) {
  const random = stream(seed, 'tickets')
  const troubles = customers.flatMap((customer) =>
    customer.life.troubles.map((trouble) => ({ ...trouble, customer })),
  )
  const tickets = [...troubles, ...questions(orders, random)]
    .filter(({ day }) => day <= LAST_DAY - 1)
    .map((trouble) => makeTicket(trouble, random))
  return number(
    tickets.sort((a, b) => a.openedAt - b.openedAt || a.customer.index - b.customer.index),
    'T',
  )
}

function number(rows, letter) {
  rows.forEach((row, index) => (row.id = `${letter}${1001 + index}`))
  return rows
}
