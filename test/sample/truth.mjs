import {
  AS_OF,
  EVENTS,
  FIRST_DAY,
  LAST_DAY,
  MONTHLY_GROWTH,
  SPRING_FESTIVAL,
  isoDay,
  monthlySeason,
} from './calendar.mjs'
import { makeCounts } from './counts.mjs'
import { ITEMS, OVERALL } from './feedback.mjs'
import { BULK, HAZARD, PRICE_RISES, RIVAL, SHIFTS, WARNING } from './life.mjs'
import { makeMovers } from './movers.mjs'
import { makeSchemes } from './schemes.mjs'
import { REGIONS, SOURCES } from './words.mjs'

/** What was planted, and what can be counted exactly; tests compare the analyses with it. */
export function makeTruth(company) {
  const gone = company.customers.filter(({ life }) => life.left)
  return {
    seed: company.seed,
    firstDay: FIRST_DAY,
    asOf: AS_OF,
    churners: gone.filter(({ life }) => life.left.day <= LAST_DAY).map(leaver),
    leaving: gone.filter(({ life }) => life.left.day > LAST_DAY && life.left.decided <= LAST_DAY).map(leaver),
    hazard: {
      description:
        'Every day the hazard of leaving for a cause is painPerDay × (exp(painPower × pain) − 1); an order may be flawed, late or dearer than expected and adds about 1 to the pain of its cause, which halves every painHalfLifeDays. Leaving for a competitor has a constant hazard per customer, varied by source and by the rival. A loud leaver shows the warning (fewer, smaller orders, tickets, low scores) between warnedFrom and leftAt; a quiet one shows nothing.',
      ...HAZARD,
      warning: WARNING,
      rival: RIVAL,
      priceRises: PRICE_RISES,
    },
    movers: makeMovers(company),
    shifts: SHIFTS,
    bulk: BULK,
    season: {
      months: Object.fromEntries(
        [...monthlySeason()].map(([month, multiplier]) => [month, round(multiplier, 4)]),
      ),
      events: EVENTS,
      springFestival: SPRING_FESTIVAL,
      trend: { perMonth: MONTHLY_GROWTH, of: 'orders per customer; new customers come on top' },
    },
    betterScheme: makeSchemes(company),
    drivers: {
      description:
        'overall = level + slope × Σ weight × (item − its level) + noise, rounded to 0…10; leaving for a competitor takes 1.5 off',
      overall: OVERALL,
      items: Object.fromEntries(
        Object.entries(ITEMS).map(([name, { weight, level }]) => [name, { weight, level }]),
      ),
    },
    regions: {
      planted: mapValues(REGIONS, ({ share, spend, pace, days }) => ({
        share,
        spend,
        pace,
        deliveryDays: days,
      })),
      topDecile: topShares(company),
    },
    sources: SOURCES,
    twins: company.customers
      .filter(({ twinOf }) => twinOf)
      .map(({ id, twinOf }) => ({ customer_id: id, same_as: twinOf.id })),
    counts: makeCounts(company),
  }
}

/** A loud leaver shows the warning from `warnedFrom` to `leftAt`; a quiet one shows nothing. */
const leaver = ({ id, life: { left } }) => ({
  customer_id: id,
  leftAt: isoDay(left.day),
  cause: left.cause,
  ...(left.quiet ? { quiet: true } : { warnedFrom: isoDay(left.decided) }),
})

/** Region → share of its buyers who are in the top tenth of all buyers by completed revenue. */
function topShares({ orders }) {
  const spent = new Map()
  for (const { customer, status, amount } of orders)
    if (customer && status === '已完成') spent.set(customer, (spent.get(customer) ?? 0) + amount)
  const ranked = [...spent]
    .sort((a, b) => b[1] - a[1] || a[0].index - b[0].index)
    .map(([customer]) => customer)
  const top = new Set(ranked.slice(0, Math.ceil(ranked.length / 10)))
  return mapValues(REGIONS, (_, region) => {
    const here = ranked.filter((customer) => customer.region === region)
    const inTop = here.filter((customer) => top.has(customer)).length
    return { buyers: here.length, top: inTop, share: round(inTop / here.length, 4) }
  })
}

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
const round = (value, digits) => Number(value.toFixed(digits))
