import { LAST_DAY, dayOf, season, trend, weekday } from './calendar.mjs'
import { REGIONS, SOURCES } from './words.mjs'

/** Lives run on past the last day of the export, so that those about to leave are known. */
const HORIZON = LAST_DAY + 150
export const RIVAL = { region: '华东', from: '2025-04-01', multiplier: 2.2 }
export const PRICE_RISES = [
  { date: '2024-07-01', category: '坚果', rise: 0.1, pain: 0.2 },
  { date: '2025-07-01', category: '茶叶', rise: 0.15, pain: 0.25 },
]
export const HAZARD = {
  competitorPerDay: 0.00013,
  painPerDay: 0.0005,
  painPower: 2.1,
  painHalfLifeDays: 130,
  leaveAfterFirstOrder: 0.17,
}
export const WARNING = { days: [60, 120], pace: 0.35, spend: 0.6, ticket: 0.85, response: 0.35 }
export const SHIFTS = { rise: { pace: 2.4, spend: 1.7 }, fall: { pace: 0.22, spend: 0.55 } }
/** One-off orders many times the usual size; per customer and year, whatever the pace. */
export const BULK = { perYear: 0.1, factor: [15, 40] }

const CAUSES = ['product', 'service', 'price']
const fade = Math.exp(-Math.LN2 / HAZARD.painHalfLifeDays)
/** Companies order on working days, people a little more at weekends. */
const WEEK = {
  company: [0.15, 1.3, 1.35, 1.3, 1.3, 1.2, 0.4],
  person: [1.25, 0.85, 0.85, 0.9, 0.95, 1.05, 1.2],
}

const seasons = Array.from({ length: HORIZON + 1 }, (_, day) => season(day) * trend(day))
const weekdays = Array.from({ length: HORIZON + 1 }, (_, day) => weekday(day))
const rivalFrom = dayOf(RIVAL.from)
const riseOn = new Map(PRICE_RISES.map((rise) => [dayOf(rise.date), [rise]]))

/**
 * One customer, day by day: what is bought, what goes wrong, and whether and why the customer leaves.
 * Pain fades; the hazard of leaving for a cause grows with its pain.
 */
export function live(customer, shift, random) {
  const { latent } = customer
  const life = { orders: [], troubles: [], askedOn: [], left: null }
  if (latent.neverBuys) return life

  const pain = { product: 0, service: 0, price: 0 }
  const start = Math.max(0, customer.created)
  const firstDay = customer.created < 0 ? null : start + (random.chance(0.7) ? 0 : random.int(1, 20))
  const week = customer.isCompany ? WEEK.company : WEEK.person
  let leaving = null

  for (let day = firstDay ?? start; day <= HORIZON; day++) {
    for (const cause of CAUSES) pain[cause] *= fade
    feelPriceRises(day, customer, pain, life, random)
    if (leaving && day >= leaving.day) break
    if (!leaving) leaving = decideLeaving(day, customer, shift, pain, random)
    if (leaving?.decided === day) warn(leaving, life, random)

    const state = stateOn(day, shift, leaving)
    const pace = (latent.pace / 30) * seasons[day] * week[weekdays[day]] * state.pace
    if (day === firstDay || random.chance(Math.min(0.7, pace))) {
      const order = decideOrder(day, latent, state, random)
      suffer(order, customer, pain, life, random)
      life.orders.push({ ...order, pain: { ...pain }, leaving: state.leaving })
      if (day === firstDay && !shift && random.chance(HAZARD.leaveAfterFirstOrder))
        leaving = { decided: day, day: day + 1, cause: 'competitor', quiet: true }
    }
  }
  if (leaving && leaving.day <= HORIZON) life.left = leaving
  return life
}

/** How pace and spend differ from the customer's own on a day, and the cause of leaving where it already shows. */
function stateOn(day, shift, leaving) {
  const change = shift && day >= shift.day ? SHIFTS[shift.direction] : { pace: 1, spend: 1 }
  if (!leaving || leaving.quiet) return { ...change, leaving: null }
  return { pace: change.pace * WARNING.pace, spend: change.spend * WARNING.spend, leaving: leaving.cause }
}

function decideOrder(day, latent, state, random) {
  const isBulk = random.chance(Math.min(0.5, BULK.perYear / (latent.pace * 12)))
  const spend = latent.spend * state.spend * (isBulk ? random.between(...BULK.factor) : 1)
  return { day, spend, bulk: isBulk }
}

function decideLeaving(day, customer, shift, pain, random) {
  if (shift) return null
  const rival = customer.region === RIVAL.region && day >= rivalFrom ? RIVAL.multiplier : 1
  const base = HAZARD.competitorPerDay * customer.latent.frailty * SOURCES[customer.source].leaving
  const hazards = CAUSES.map((cause) => [
    cause,
    HAZARD.painPerDay * (Math.exp(HAZARD.painPower * pain[cause]) - 1),
  ])
  hazards.push(['competitor', base * rival])
  if (!random.chance(hazards.reduce((sum, [, hazard]) => sum + hazard, 0))) return null
  const cause = random.weighted(hazards)
  return {
    decided: day,
    day: day + random.int(...WARNING.days),
    cause,
    quiet: cause === 'competitor' && random.chance(0.3),
  }
}

/** What a customer shows between the decision and the last day. */
function warn({ decided, day, cause, quiet }, life, random) {
  if (quiet) return
  if (cause !== 'competitor')
    for (let n = 0; n < 2; n++)
      if (random.chance(n ? 0.35 : WARNING.ticket))
        life.troubles.push({ day: random.int(decided, day - 20), cause, severe: true })
  if (random.chance(WARNING.response))
    life.askedOn.push({
      day: random.int(decided, day - 5),
      leaving: cause,
      pain: { product: 0, service: 0, price: 0, [cause]: 1.2 },
    })
}

function feelPriceRises(day, customer, pain, life, random) {
  for (const { category, pain: size } of riseOn.get(day) ?? []) {
    const taste = customer.latent.tastes.find(([name]) => name === category)[1]
    const total = customer.latent.tastes.reduce((sum, [, weight]) => sum + weight, 0)
    const felt = size * customer.latent.pains.price * Math.min(1.5, 8 * (taste / total))
    pain.price += felt
    if (felt > 0.4 && random.chance(0.4)) life.troubles.push({ day: day + random.int(2, 40), cause: 'price' })
  }
}

/** An order may be flawed, late or dearer than expected; a slow answer to the complaint makes it worse. */
function suffer(order, customer, pain, life, random) {
  const { pains } = customer.latent
  order.flawed = random.chance(Math.min(0.4, 0.022 * pains.product))
  order.late = random.chance(Math.min(0.4, 0.018 * pains.service * (REGIONS[customer.region].days / 2)))
  const dear = random.chance(Math.min(0.4, 0.012 * pains.price))
  if (order.flawed) pain.product += 1
  if (order.late) pain.service += 0.8
  if (dear) pain.price += 0.9
  const felt = [order.flawed && 'product', order.late && 'service', dear && 'price'].filter(Boolean)
  for (const cause of felt) {
    if (!random.chance(0.6)) continue
    const hours = random.logNormal(3, 1.1)
    if (hours > 8) pain.service += 0.5
    life.troubles.push({
      day: order.day + random.int(1, 6),
      cause,
      late: cause === 'service' && order.late,
      hours,
    })
  }
}
