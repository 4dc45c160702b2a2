import { LAST_DAY, dayOf, isoDay } from './calendar.mjs'
import { stream } from './random.mjs'
import { CATEGORIES, REGIONS, SOURCES, companyName, personName } from './words.mjs'

const COUNT = 4975
const TWINS = 25
const OLDEST = dayOf('2019-03-01')
const CREDIT = ['AAA', 'AA', 'A', 'BBB', 'BB', 'B', 'C']

/** Customers in order of their creation; `latent` is what no file shows. */
export function makeCustomers(seed) {
  const people = Array.from({ length: COUNT }, (_, index) =>
    makeCustomer(stream(seed, `customer ${index}`), index),
  )
  const twins = makeTwins(people, stream(seed, 'twins'))
  const customers = [...people, ...twins].sort((a, b) => a.created - b.created || a.index - b.index)
  customers.forEach((customer, index) => (customer.id = `C${1001 + index}`))
  gradeOnce(customers)
  return customers
}

function makeCustomer(random, index) {
  const isCompany = random.chance(0.22)
  const region = random.weighted(Object.entries(REGIONS).map(([name, { share }]) => [name, share]))
  const [province, city] = random.pick(REGIONS[region].places).split('/')
  const source = random.weighted(Object.entries(SOURCES).map(([name, { share }]) => [name, share]))
  const gender = isCompany ? '' : random.chance(0.58) ? '女' : '男'
  const { name, industry } = isCompany
    ? companyName(random, city)
    : { name: personName(random, gender), industry: '' }
  const latent = makeLatent(random, isCompany, region)
  return {
    index,
    kind: isCompany ? '企业' : '个人',
    isCompany,
    name,
    gender,
    birth:
      isCompany || random.chance(0.15)
        ? ''
        : isoDay(dayOf('1996-01-01') - 365 * 28 + random.int(0, 365 * 37)),
    phone: `1990000${String(index).padStart(4, '0')}`,
    email: random.chance(isCompany ? 0.8 : 0.4) ? `u${index}@example.com` : '',
    province,
    city,
    region,
    industry,
    source,
    owner: random.pick(REGIONS[region].owners),
    created: makeCreated(random),
    credit: isCompany ? creditOf(latent.lateness, random) : '',
    strategic: isCompany && latent.pace * latent.spend > 9000 && random.chance(0.3),
    cost: Math.round(random.logNormal(SOURCES[source].cost * (isCompany ? 3 : 1), 0.35)),
    latent,
  }
}

/** 45 % were customers before the export begins; later ones come ever faster. */
function makeCreated(random) {
  if (random.chance(0.45)) return random.int(OLDEST, -1)
  return Math.floor(LAST_DAY * Math.sqrt(random.between(0.04, 1)))
}

function makeLatent(random, isCompany, region) {
  const { spend, pace } = REGIONS[region]
  return {
    /** Orders per 30 days on a plain day. */
    pace: (isCompany ? 0.8 : 0.425) * pace * (random.gamma(0.85) / 0.85) + 0.03,
    /** Median order in yuan. */
    spend: random.logNormal(isCompany ? 560 : 250, isCompany ? 0.35 : 0.35) * spend,
    pains: {
      product: random.logNormal(1, 0.7),
      service: random.logNormal(1, 0.7),
      price: random.logNormal(1, 0.7),
    },
    frailty: random.gamma(1.5) / 1.5,
    mood: 0.3 * random.normal(),
    lateness: Math.min(1, Math.max(0, 0.3 + 0.25 * random.normal())),
    tastes: Object.keys(CATEGORIES).map((category) => [category, random.gamma(0.5) + 0.01]),
    neverBuys: random.chance(0.04),
  }
}

function creditOf(lateness, random) {
  const place = Math.floor((lateness + 0.12 * random.normal()) * CREDIT.length)
  return CREDIT[Math.min(CREDIT.length - 1, Math.max(0, place))]
}

/** The same person entered a second time, as happens between branches: same name, phone and city. */
function makeTwins(people, random) {
  return Array.from({ length: TWINS }, (_, n) => {
    const original = people[n * 190 + random.int(0, 180)]
    const created = Math.min(LAST_DAY - 40, Math.max(0, original.created) + random.int(60, 500))
    return {
      ...original,
      index: COUNT + n,
      twinOf: original,
      email: '',
      source: '门店',
      created,
      strategic: false,
      latent: { ...original.latent, pace: 0.3, neverBuys: false },
    }
  })
}

/** The company's own grade: given once, from the size of an order and a guess, and never looked at again. */
function gradeOnce(customers) {
  const random = stream(0, 'grades')
  const ranked = customers
    .map((customer) => [customer, Math.log(customer.latent.spend) + random.normal()])
    .sort((a, b) => b[1] - a[1])
  ranked.forEach(([customer], rank) => {
    const share = rank / ranked.length
    customer.level = share < 0.1 ? 'A' : share < 0.3 ? 'B' : share < 0.65 ? 'C' : 'D'
  })
}
