import { dated, money, person, plainPerson, type Column } from './column'

/**
 * Signs of what a table is, each one sentence about its columns. What they weigh for which kind is fitted; that they are
 * worth looking at is what people know of such files.
 */
export const SIGNS: Record<string, (c: Column) => boolean> = {
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
    !c.looks('to5', 'to10', 'percent') &&
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
    c.is('product', 'sku') &&
    !c.is('fee', 'count', 'sale', 'amount', 'quantity', 'cost', 'impressions', 'subtotal'),
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
  comment: (c) =>
    c.is('comment', 'review') && !c.is('count', 'quantity') && !c.looks('number', 'date', 'moment'),
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
  points: (c) => c.is('points') && !c.looks('word', 'phrase', 'prose'),
  earned: (c) => c.is('points') && c.is('earned', 'redeemed', 'spend'),
  redeemed: (c) => c.is('redeemed'),
  sent: (c) => c.is('sent'),
  campaign: (c) => c.is('campaign'),
  campaignId: (c) => c.is('campaign') && c.is('id'),
  event: (c) => c.is('event'),
  eventKind: (c) => c.only('event') || (c.is('event') && c.is('kind', 'name')),
  seen: (c) => c.is('impressions', 'clicked', 'openedmail', 'converted') && !c.is('amount', 'currency'),
  settlement: (c) => c.is('settlement') && !person(c),
  ledger: (c) => c.is('ledger'),
  fee: (c) => c.is('fee'),
  tax: (c) => c.is('tax'),
  stock: (c) => c.is('stock'),
  published: (c) => c.is('published', 'web'),
  supplier: (c) => c.is('supplier'),
  listPrice: (c) => c.is('list', 'cost'),
  sums: (c) =>
    (c.is('average') && !c.looks('word', 'phrase', 'prose', 'date', 'moment')) ||
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
  // What no concept stands for, in the words for it.
  employed: (c) =>
    /员工|职员|工号|工资|employee|\bemp[ _.]|^emp\b|personalnummer|personalnr|mitarbeiter|社員|従業員|직원|사원|empleado|funcionari|salarié|сотрудник|personel|medewerker|pracownik/.test(
      c.name,
    ) && !c.is('customer', 'buyer', 'count', 'quantity'),
  pupil: (c) =>
    /student|pupil|学号|学员|同学|班级|准考证|生徒|学籍|schüler|élève|alumno|aluno|학생/.test(c.name),
  leadRow: (c) =>
    /lead|线索|リード|潜客|潜在客户|名单/.test(c.name) &&
    c.is('deal') &&
    c.is('id', 'name', 'status', 'date', 'created', 'source', 'staff'),
  enrolled: (c) =>
    /报名|签到|签退|报到|拜访|到访|来访|预约|rsvp|enrol|appointment|check.?(?:in|out) ?(?:time|status|at)|anmeldung zum/.test(
      c.name,
    ) && !c.is('id', 'last', 'next'),
  stay: (c) =>
    /房|入住|离店|退房|room|guest|night|hotel|listing|property|宿泊|zimmer|chambre|habitaci|quarto|camera/.test(
      c.name,
    ),
  vendor: (c) =>
    /供应商|厂商|供货|卖方|销售方|销方|supplier|vendor|lieferant|fournisseur|proveedor|fornecedor|fornitore|仕入|공급업체|tedarik|leverancier|поставщик|dostawc/.test(
      c.name,
    ),
  overdue: (c) =>
    /逾期|超期|账龄|overdue|past due|aging|ageing|days late|überfällig|en retard|vencid|延滞|滞納|연체/.test(
      c.name,
    ),
  reimbursed: (c) =>
    /报销|reimburs|^expense (?:date|type|report|category)|spesen|notes? de frais|経費|경비/.test(c.name),
  refundId: (c) => c.is('refund') && c.is('id') && c.looks('unique') && !c.looks('sparse'),
  refundWhy: (c) => c.is('refund') && c.is('reason', 'kind', 'priority', 'description', 'subject', 'opened'),
}

/** Signs that say more where several columns show them. */
export const SEVERAL: ReadonlySet<string> = new Set(
  'score fee sums money seen settlement stock ledger refundMoney life payroll log exam attendance supplier overdue'.split(
    ' ',
  ),
)
