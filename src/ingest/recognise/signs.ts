import { NEEDS } from '../mapping/needs'
import { refuse } from '../mapping/refusal'
import type { Sheet } from '../mapping/sheet'
import type { ColumnFeatures } from './features'
import type { Concept } from './words'

/** A column by what is said of it: words of its name, and what its cells look like. */
interface Column {
  is: (...concepts: Concept[]) => boolean
  all: (...concepts: Concept[]) => boolean
  /** Its name is this word and no other. */
  only: (...concepts: Concept[]) => boolean
  looks: (...features: string[]) => boolean
  relates: (...features: string[]) => boolean
  /** Its name is a question. */
  asks: boolean
}

const columnOf = ({ found }: ColumnFeatures): Column => {
  const here = new Set(found)
  const has = (concept: Concept) => here.has(`c:${concept}`)
  return {
    is: (...concepts) => concepts.some(has),
    all: (...concepts) => concepts.every(has),
    only: (...concepts) => concepts.some((concept) => here.has(`o:${concept}`)),
    looks: (...features) => features.some((feature) => here.has(`v:${feature}`)),
    relates: (...features) => features.some((feature) => here.has(`r:${feature}`)),
    asks: here.has('u:asks'),
  }
}

const dated = (c: Column): boolean =>
  c.looks('date', 'moment') || (c.is('date', 'time') && !c.looks('number', 'clock', 'prose', 'word'))
const money = (c: Column): boolean =>
  c.is('amount', 'total', 'price', 'paid', 'due', 'sale', 'net', 'gross', 'subtotal', 'spend', 'ever') &&
  !c.is(
    'date',
    'time',
    'id',
    'name',
    'phone',
    'status',
    'count',
    'method',
    'staff',
    'share',
    'points',
    'kind',
    'is',
    'store',
  ) &&
  !c.looks('date', 'moment', 'word', 'phrase', 'prose', 'email', 'mobile')
const person = (c: Column): boolean => c.is('customer', 'buyer', 'member', 'user', 'nickname')
const plainPerson = (c: Column): boolean =>
  person(c) &&
  !c.is(
    'count',
    'quantity',
    'level',
    'kind',
    'points',
    'balance',
    'date',
    'time',
    'amount',
    'status',
    'score',
    'paid',
    'payment',
    'remark',
    'address',
    'segment',
    'sale',
    'last',
    'source',
    'city',
    'province',
    'country',
    'region',
  )
/** A name that says no more than that, over names of people or firms. */
const isSomebody = (c: Column): boolean => c.only('name') && c.looks('person', 'firm')

/**
 * Signs of what a table is, each one sentence about its columns. What they weigh for which kind is fitted; that they are
 * worth looking at is what people know of such files.
 */
const SIGNS: Record<string, (c: Column) => boolean> = {
  orderId: (c) =>
    (c.is('order', 'invoice', 'receipt', 'transaction', 'sale') &&
      c.is('id') &&
      !c.is(
        'customer',
        'product',
        'ticket',
        'contract',
        'refund',
        'line',
        'staff',
        'count',
        'settlement',
        'payment',
        'buyer',
        'member',
        'row',
      )) ||
    (c.only('order', 'invoice', 'receipt') &&
      !c.looks('date', 'moment', 'phrase', 'cents', 'to10', 'to100') &&
      (!c.looks('word') || c.looks('unique', 'code'))),
  anyId: (c) => c.only('id') || (c.is('id') && c.looks('unique')),
  orderDate: (c) =>
    c.is('order', 'invoice', 'transaction', 'payment', 'sale', 'spend') &&
    dated(c) &&
    !c.is('last', 'first', 'next', 'expected', 'due', 'average'),
  plainDate: (c) => c.only('date', 'time') && !c.looks('clock'),
  anyDate: (c) => dated(c) && !c.is('birth', 'updated', 'last', 'first', 'next', 'expected', 'end', 'joined'),
  createdDate: (c) => c.is('created') && (dated(c) || c.is('date', 'time')),
  joinedDate: (c) => c.is('joined') && (dated(c) || c.is('date', 'time')),
  lastOrder: (c) =>
    c.is('last') && c.is('order', 'spend', 'transaction', 'sale') && (dated(c) || c.is('date', 'time')),
  ago: (c) => c.is('ago'),
  money,
  amount: (c) =>
    money(c) &&
    c.is('amount', 'total', 'paid', 'sale', 'net') &&
    !c.is(
      'refund',
      'freight',
      'fee',
      'discount',
      'tax',
      'cost',
      'balance',
      'expected',
      'ever',
      'contract',
      'deal',
      'coupon',
      'points',
    ),
  spend: (c) =>
    (c.is('ever') &&
      (c.is('spend', 'paid', 'sale', 'order', 'payment', 'amount') || c.only('ever')) &&
      !c.is('count')) ||
    (c.is('total') && c.is('spend', 'sale', 'payment', 'customer') && !c.is('count', 'product')) ||
    c.only('spend'),
  orderCount: (c) =>
    c.is('count', 'quantity') && c.is('order', 'spend', 'payment', 'transaction') && !c.is('product'),
  buyer: plainPerson,
  buyerId: (c) => plainPerson(c) && c.is('id'),
  phone: (c) => c.is('phone') || c.looks('mobile'),
  email: (c) => c.is('email') || c.looks('email'),
  receiver: (c) => c.is('receiver'),
  product: (c) =>
    c.is('product', 'sku') && !c.is('count', 'sale', 'amount', 'quantity', 'cost', 'impressions', 'subtotal'),
  productName: (c) => c.is('product') && (c.is('name') || c.only('product')),
  quantity: (c) => c.is('quantity') && !person(c) && !c.is('payment') && !c.looks('word', 'phrase'),
  unitPrice: (c) => c.is('unitprice') || (c.is('price') && !c.is('total', 'freight')),
  product3: (c) => c.looks('product'),
  status: (c) => c.is('status') && !c.is('payment', 'settlement'),
  orderStatus: (c) => c.is('status') && c.is('order', 'transaction', 'payment', 'delivered', 'carrier'),
  payMethod: (c) => c.is('payment') && c.is('method'),
  freight: (c) => c.is('freight', 'carrier', 'tracking'),
  discount: (c) => c.is('discount', 'coupon'),
  ticket: (c) => c.is('ticket'),
  ticketId: (c) => c.is('ticket') && c.is('id'),
  subject: (c) => c.is('subject'),
  priority: (c) => c.is('priority'),
  staff: (c) => c.is('staff'),
  closedDate: (c) => c.is('closed') && !c.is('deal') && (dated(c) || c.is('date', 'time')),
  respondedDate: (c) => c.is('responded'),
  openedDate: (c) => c.is('opened') && (dated(c) || c.is('date', 'time')),
  score: (c) => c.is('score') && c.looks('to5', 'to10', 'to100', 'number', 'word'),
  scoreName: (c) => c.is('score'),
  comment: (c) => c.is('comment', 'review'),
  survey: (c) => c.is('survey', 'question'),
  asks: (c) => c.asks,
  deal: (c) => c.is('deal'),
  dealId: (c) => c.is('deal') && c.is('id'),
  stage: (c) => c.is('stage'),
  probability: (c) => c.is('probability'),
  outcome: (c) => c.is('outcome'),
  expectedMoney: (c) => c.is('expected') && c.is('amount', 'sale', 'total', 'price'),
  closeDate: (c) => c.all('closed', 'date'),
  contract: (c) => c.is('contract'),
  contractId: (c) => c.is('contract') && c.is('id'),
  startDate: (c) => c.is('start') && (dated(c) || c.is('date', 'time')),
  endDate: (c) => c.is('end', 'due') && (dated(c) || c.is('date', 'time')),
  points: (c) => c.is('points'),
  earned: (c) => c.is('points') && c.is('earned', 'redeemed', 'spend'),
  redeemed: (c) => c.is('redeemed'),
  sent: (c) => c.is('sent'),
  campaign: (c) => c.is('campaign'),
  campaignId: (c) => c.is('campaign') && c.is('id'),
  event: (c) => c.is('event'),
  eventKind: (c) => c.is('event') && c.is('kind', 'name'),
  seen: (c) => c.is('impressions', 'clicked', 'openedmail', 'converted') && !c.is('amount', 'currency'),
  settlement: (c) => c.is('settlement'),
  ledger: (c) => c.is('ledger'),
  fee: (c) => c.is('fee'),
  tax: (c) => c.is('tax'),
  stock: (c) => c.is('stock'),
  published: (c) => c.is('published', 'web'),
  supplier: (c) => c.is('supplier'),
  listPrice: (c) => c.is('list', 'cost'),
  sums: (c) =>
    c.is('average') ||
    (person(c) && c.is('count', 'quantity') && !c.is('unitprice')) ||
    (c.is('order', 'payment', 'transaction') && c.is('count', 'quantity') && !c.is('ever', 'total')),
  period: (c) => c.is('period', 'shift') && !c.is('birth', 'age', 'count', 'quantity', 'duration'),
  refundMoney: (c) => c.is('refund') && !c.is('status', 'is'),
  refundOnly: (c) => c.is('refund') && c.is('date', 'time', 'reason', 'id'),
  balance: (c) => c.is('balance'),
  store: (c) => c.is('store'),
  gender: (c) => c.is('gender', 'birth', 'age'),
  level: (c) => c.is('level', 'segment'),
  industry: (c) => c.is('industry', 'employees', 'job'),
  life: (c) => c.is('life'),
  region: (c) => c.is('city', 'province', 'region', 'country'),
  address: (c) => c.is('address', 'zip'),
  company: (c) => c.is('company', 'contact'),
  source: (c) => c.is('source'),
  churn: (c) => c.is('churn', 'tenure'),
  budget: (c) => c.is('budget', 'metric'),
  expense: (c) => c.is('cost', 'spend') && !c.is('ever', 'total', 'last', 'count', 'product'),
  device: (c) => c.is('device'),
  due: (c) => c.is('due'),
  category: (c) => c.is('category', 'brand', 'variant'),
  name: (c) => c.is('name') && !c.is('product', 'store', 'campaign', 'event'),
  payroll: (c) => c.is('payroll'),
  log: (c) => c.is('log'),
  exam: (c) => c.is('exam'),
  attendance: (c) => c.is('attendance'),
}

/** How often a customer-like column repeats, whether an id counts its rows: what one row of the table stands for. */
function grainSigns(columns: Column[]): string[] {
  const found: string[] = []
  const people = columns.filter((c) => plainPerson(c) || c.looks('mobile', 'email'))
  if (people.some((c) => c.looks('unique'))) found.push('s:peopleOnce')
  else if (people.length && people.every((c) => c.looks('some', 'many', 'few'))) found.push('s:peopleAgain')
  return found
}

/** Somebody with so many days on the average came again and again: a row is what happened, not who it happened to. */
const DAYS_EACH = 1.5
/** People who come again on other days, with money that was spent: no list of people, in which each stands once. */
function spendsAgain(sheet: Sheet, features: ColumnFeatures[], columns: Column[]): boolean {
  if (!columns.some((c) => (money(c) || c.is('spend')) && c.looks('number') && !c.is('balance', 'points')))
    return false
  const people = columns.flatMap((c, index) =>
    plainPerson(c) || isSomebody(c) || c.looks('mobile', 'email') ? [index] : [],
  )
  if (!people.length || people.some((index) => !columns[index]!.looks('some', 'few'))) return false
  const days = columns.flatMap((c, index) =>
    c.looks('date', 'moment') &&
    !c.is('birth', 'joined', 'last', 'first', 'next', 'period') &&
    !features[index]!.found.includes('v:same')
      ? [index]
      : [],
  )
  return days.some((day) =>
    people.every((index) => {
      const seen = new Map<string, Set<string>>()
      sheet.cells(index).forEach((cell, row) => {
        const at = sheet.cells(day)[row]!.trim()
        if (cell.trim() && at) seen.set(cell, (seen.get(cell) ?? new Set<string>()).add(at))
      })
      return [...seen.values()].reduce((sum, { size }) => sum + size, 0) > DAYS_EACH * seen.size
    }),
  )
}
/** What a company buys for itself, in the words for it. */
const BOUGHT = /采购|採購|进货|進貨|仕入|구매발주|purchas|procure|\bpo\b|einkauf|compras?\b|achats?\b/i

/** What the cells show whatever the headings say, for tables in whose language nobody here reads. */
const LOOKS: Record<string, (c: Column) => boolean> = {
  money: (c) => c.looks('cents', 'signed') && !c.looks('date', 'moment', 'few'),
  number: (c) => c.looks('number') && !c.looks('cents', 'date', 'moment'),
  day: (c) => c.looks('date', 'moment'),
  moment: (c) => c.looks('moment'),
  person: (c) => c.looks('person', 'firm', 'person?') && c.looks('unique', 'many', 'some'),
  personOnce: (c) => c.looks('person', 'firm') && c.looks('unique'),
  reached: (c) => c.looks('mobile', 'email', 'phone'),
  code: (c) => c.looks('code', 'long', 'hex') && c.looks('unique'),
  prose: (c) => c.looks('prose'),
  mark: (c) => c.looks('to5', 'to10') && c.looks('some', 'few') && c.looks('integer'),
  state: (c) => c.looks('word') && c.looks('few', 'some'),
  product: (c) => c.relates('product'),
  after: (c) => c.relates('after'),
  inOrder: (c) => c.relates('inorder'),
  once: (c) => c.relates('once'),
}
function looksOf(features: ColumnFeatures[]): string[] {
  const columns = features.map(columnOf)
  return Object.entries(LOOKS).map(([name, test]) => `x:${name}${Math.min(3, columns.filter(test).length)}`)
}

/** What all headings are about together. */
const wordsOf = (features: ColumnFeatures[], bare: boolean): string[] => [
  ...new Set(
    features.flatMap(({ found }) =>
      found.includes('v:empty') && !bare ? [] : found.filter((feature) => feature.startsWith('c:')),
    ),
  ),
]

/** The signs that a table shows, and pairs of them that say more together. */
export function signsOf(sheet: Sheet, features: ColumnFeatures[]): string[] {
  const named = new Set(features.flatMap(({ known }) => [...known.keys()]))
  const columns = features
    .filter(({ found }) => !found.includes('v:empty') || !sheet.rows.length)
    .map(columnOf)
  const here = new Set<string>()
  for (const [name, test] of Object.entries(SIGNS)) {
    const n = columns.filter(test).length
    if (n) here.add(name)
    if (
      n > 1 &&
      /^(?:score|fee|sums|money|seen|settlement|stock|ledger|refundMoney|life|payroll|log|exam|attendance)$/.test(
        name,
      )
    )
      here.add(`${name}s`)
  }
  const found = [...here].map((name) => `s:${name}`)
  found.push(...grainSigns(columns))
  if (
    spendsAgain(sheet, features, features.map(columnOf)) &&
    !['ticket', 'subject', 'deal', 'contract', 'score', 'sent', 'points', 'event'].some((name) =>
      here.has(name),
    )
  )
    found.push('s:spendsAgain')
  const all = (...names: string[]) => names.every((name) => here.has(name))
  const none = (...names: string[]) => !names.some((name) => here.has(name))
  const who = here.has('buyer') || here.has('phone') || here.has('email') || columns.some(isSomebody)
  const noDate = none('anyDate', 'orderDate', 'plainDate', 'createdDate', 'joinedDate', 'closedDate')
  /** A row is a day or a month rather than somebody or some order. */
  const isDay =
    (here.has('plainDate') || here.has('period')) && !who && none('orderId', 'gender', 'ago', 'lastOrder')
  const together: [string, boolean][] = [
    ['sale', all('orderId', 'amount')],
    ['saleOnDay', (all('orderDate') || all('plainDate')) && all('amount') && who],
    [
      'paidOnDay',
      here.has('createdDate') &&
        here.has('amount') &&
        who &&
        none('deal', 'contract', 'ticket', 'score', 'gender', 'level', 'balance', 'points', 'spend'),
    ],
    [
      'visit',
      who &&
        all('product') &&
        (here.has('orderDate') || here.has('plainDate')) &&
        none('balance', 'deal', 'score'),
    ],
    ['surveyed', all('survey', 'score') || (all('scores') && none('amount'))],
    ['line', all('orderId', 'product') && (here.has('quantity') || here.has('unitPrice'))],
    ['nobody', !who],
    ['nobodyNoOrder', !who && none('orderId')],
    ['noOrder', none('orderId')],
    ['noDate', noDate],
    [
      'linesAlone',
      !who &&
        noDate &&
        here.has('orderId') &&
        ['product', 'quantity', 'unitPrice'].filter((name) => here.has(name)).length > 1,
    ],
    ['noMoney', none('money', 'unitPrice')],
    ['productNoOrder', here.has('product') && none('orderId', 'anyDate', 'orderDate', 'plainDate')],
    [
      'personNoSale',
      who && none('orderId', 'amount', 'orderDate', 'ticket', 'deal', 'contract', 'score', 'event', 'sent'),
    ],
    [
      'summed',
      who && here.has('spend') && (here.has('orderCount') || here.has('lastOrder') || here.has('ago')),
    ],
    [
      'summedOne',
      who &&
        none('orderId', 'plainDate', 'orderDate') &&
        (here.has('spend') || here.has('lastOrder') || here.has('orderCount')),
    ],
    [
      'summedUp',
      here.has('lastOrder') && (here.has('spend') || here.has('orderCount')) && none('orderId', 'plainDate'),
    ],
    ['profile', who && here.has('gender') && none('orderId', 'score')],
    ['dayOfSums', isDay && here.has('sums')],
    ['dayNobody', isDay && here.has('money')],
    ['campaignSums', all('campaign') && !who],
    ['adverts', all('seens')],
    ['payoutNobody', (all('settlement') || all('fees')) && !who],
    ['payoutSomebody', (all('settlement') || all('fees')) && who && here.has('orderId')],
    [
      'ticketWork',
      (all('ticket') || all('subject')) &&
        (here.has('priority') || here.has('staff') || here.has('closedDate')),
    ],
    ['scoreAlone', all('score') && none('amount', 'orderDate')],
    ['scoreComment', all('score', 'comment')],
    ['dealMoney', (all('deal') || all('stage')) && (here.has('amount') || here.has('expectedMoney'))],
    ['dealStage', all('stage') || all('probability')],
    [
      'leadPeople',
      all('deal') &&
        (here.has('phone') || here.has('email') || here.has('source')) &&
        none('stage', 'probability', 'closeDate'),
    ],
    ['contractDates', all('contract') && (here.has('startDate') || here.has('endDate'))],
    ['pointsMoved', all('points') && (here.has('earned') || here.has('redeemed')) && none('spend')],
    ['sentTo', all('sent') && who],
    ['stockOnly', all('stock') && none('orderId')],
    ['supplierOnly', here.has('supplier') && !who && !(noDate && all('orderId', 'product'))],
    [
      'boughtFrom',
      here.has('supplier') && !who && here.has('orderId') && sheet.header.some((name) => BOUGHT.test(name)),
    ],
    ['openItems', here.has('balance') && (here.has('due') || here.has('settlement')) && who],
    ['refundsOnly', all('refundOnly') && none('product', 'orderDate', 'subject')],
  ]
  for (const [name, holds] of together) if (holds) found.push(`s:${name}!`)
  for (const [entity, needs] of Object.entries(NEEDS))
    if (needs.some((list) => list.every((target) => named.has(target)))) found.push(`s:needs.${entity}`)
  // An entity of ours whose own names stand over most columns.
  const owners = features.map(
    ({ known }) => new Set([...known.keys()].map((target) => target.split('.')[0]!)),
  )
  for (const owner of new Set(owners.flatMap((set) => [...set]))) {
    const share = owners.filter((set) => set.has(owner)).length / Math.max(1, owners.length)
    if (share >= 0.6 && owners.length > 2) found.push(`s:most.${owner}`)
  }
  const like = refuse(sheet.header)
  if (like) found.push(`s:like.${like}`)
  const width = sheet.header.length
  if (sheet.rows.length) found.push(...looksOf(features))
  found.push(...wordsOf(features, !sheet.rows.length))
  found.push('s:bias', width < 4 ? 's:narrow' : width > 20 ? 's:wide' : 's:middle')
  return found
}
