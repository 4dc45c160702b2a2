import { LAST_DAY, isoDay } from './calendar.mjs'
import { PRICE_RISES } from './life.mjs'
import { CATEGORIES, PRODUCTS, REGIONS } from './words.mjs'

const TERMS = [
  [15, 2],
  [30, 6],
  [45, 1],
  [60, 1],
]
const HOURS = {
  company: [
    [9, 5],
    [10, 7],
    [11, 5],
    [13, 3],
    [14, 6],
    [15, 6],
    [16, 5],
    [17, 3],
  ],
  person: [
    [8, 1],
    [9, 2],
    [10, 3],
    [11, 3],
    [12, 4],
    [13, 3],
    [14, 3],
    [15, 3],
    [16, 3],
    [17, 3],
    [18, 4],
    [19, 5],
    [20, 7],
    [21, 7],
    [22, 4],
    [23, 2],
  ],
  shop: [
    [10, 4],
    [11, 5],
    [12, 3],
    [14, 4],
    [15, 5],
    [16, 6],
    [17, 6],
    [18, 5],
    [19, 4],
    [20, 3],
  ],
}
const SHELVES = Object.fromEntries(
  Object.keys(CATEGORIES).map((category) => [category, PRODUCTS.filter((p) => p.category === category)]),
)

/** All that an order row and its lines say, amounts in cents; `customer` is null for a walk-in sale. */
export function makeOrder(event, customer, random) {
  const channel = channelOf(customer, random)
  const hours = channel === '门店' ? HOURS.shop : customer?.isCompany ? HOURS.company : HOURS.person
  const at = event.day * 1440 + random.weighted(hours) * 60 + random.int(0, 59)
  const lines = makeLines(event, customer, random)
  const status = statusOf(event, random)
  return {
    ...event,
    customer,
    at,
    channel,
    status,
    lines,
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
    discount: lines.reduce((sum, line) => sum + line.off, 0),
    ...payment(event.day, customer, status, random),
    delivered: delivery(event, customer, channel, status, random),
  }
}

function channelOf(customer, random) {
  if (!customer) return '门店'
  const company = [
    ['业务员', 6],
    ['电话', 2],
    ['网店', 2],
  ]
  return random.weighted(
    customer.isCompany
      ? company
      : [
          ['网店', 5],
          ['小程序', 3],
          ['门店', 3],
        ],
  )
}

function statusOf(event, random) {
  if (random.chance(0.024)) return '已取消'
  return random.chance(event.flawed ? 0.4 : 0.02) ? '已退货' : '已完成'
}

function makeLines(event, customer, random) {
  const target = event.spend * Math.exp(0.3 * random.normal())
  const count =
    target < 120
      ? 1
      : random.weighted([
          [1, 73],
          [2, 20],
          [3, 7],
        ])
  const off = random.weighted(
    customer?.isCompany
      ? [
          [0, 3],
          [0.05, 4],
          [0.1, 3],
          [0.15, 1],
        ]
      : [
          [0, 7],
          [0.05, 1],
          [0.1, 2],
        ],
  )
  const tastes = customer?.latent.tastes ?? Object.keys(CATEGORIES).map((category) => [category, 1])
  const taken = new Set()
  return Array.from({ length: count }, () => {
    const product = chooseProduct(random.weighted(tastes), target / count, taken, random)
    taken.add(product)
    return makeLine(product, target / count, off, event.day)
  })
}

function chooseProduct(category, budget, taken, random) {
  const free = SHELVES[category].filter((product) => !taken.has(product))
  const affordable = free.filter((product) => product.price <= budget * 1.15)
  const cheapest = free.reduce((a, b) => (a.price <= b.price ? a : b))
  return affordable.length ? random.pick(affordable) : cheapest
}

function makeLine(product, budget, off, day) {
  const list = listPrice(product, day)
  const unit = Math.round(list * (1 - off))
  const quantity = Math.max(1, Math.round((budget * 100) / unit))
  const unitCost = Math.round(product.price * 100 * product.costShare * (1 + 0.02 * yearsIn(day)))
  return {
    product,
    quantity,
    unit,
    amount: quantity * unit,
    cost: quantity * unitCost,
    off: quantity * (list - unit),
  }
}

const yearsIn = (day) => Number(isoDay(day).slice(0, 4)) - 2023

/** In cents, to the tenth of a yuan: 3 % dearer each January, and the planted rises. */
function listPrice(product, day) {
  const risen = PRICE_RISES.filter((rise) => rise.category === product.category && isoDay(day) >= rise.date)
  const factor = risen.reduce((price, { rise }) => price * (1 + rise), 1 + 0.03 * yearsIn(day))
  return Math.round(product.price * 10 * factor) * 10
}

/** Companies buy on credit; people have paid when they order, and the export leaves both dates blank. */
function payment(day, customer, status, random) {
  if (!customer?.isCompany || status === '已取消') return { due: '', paid: '' }
  const due = day + random.weighted(TERMS)
  const delay = random.chance(customer.latent.lateness) ? random.int(1, 45) : -random.int(0, 10)
  const paid = Math.max(day, due + delay)
  return { due: isoDay(due), paid: paid <= LAST_DAY ? isoDay(paid) : '' }
}

function delivery(event, customer, channel, status, random) {
  if (channel === '门店' || status === '已取消') return ''
  const usual =
    REGIONS[customer.region].days +
    random.weighted([
      [-1, 2],
      [0, 5],
      [1, 3],
      [2, 1],
    ])
  const day = event.day + Math.max(1, usual) + (event.late ? random.int(4, 10) : 0)
  return day <= LAST_DAY ? isoDay(day) : ''
}
