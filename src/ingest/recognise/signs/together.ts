import type { Column } from './column'
import { isReceiver, isSomebody } from './column'

/** What a company buys for itself, in the words for it. */
const BOUGHT = /采购|採購|进货|進貨|仕入|구매발주|purchas|procure|\bpo\b|einkauf|compras?\b|achats?\b/i

/** What several signs say together that none of them says alone, by name. */
export function together(here: ReadonlySet<string>, columns: Column[], header: string[]): string[] {
  const all = (...names: string[]) => names.every((name) => here.has(name))
  const none = (...names: string[]) => !names.some((name) => here.has(name))
  const who =
    here.has('buyer') ||
    here.has('phone') ||
    here.has('email') ||
    columns.some((c) => isSomebody(c) || isReceiver(c))
  /** Its people are more than accounts: customers, buyers, members. */
  const isOfPeople = columns.some((c) => c.is('customer', 'buyer', 'member'))
  const noDate = none('anyDate', 'orderDate', 'plainDate', 'createdDate', 'joinedDate', 'closedDate')
  /** A row is a day or a month rather than somebody or some order. */
  const isDay =
    (here.has('plainDate') || here.has('period')) && !who && none('orderId', 'gender', 'ago', 'lastOrder')
  const isRefundCase =
    (here.has('refundId') && (here.has('refundWhy') || columns.some((c) => c.only('kind')))) ||
    (here.has('refundWhy') && none('amount', 'quantity', 'orderDate'))
  const found: [string, boolean][] = [
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
        none('balance', 'deal', 'score', 'refundWhy'),
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
    ['pointsMoved', all('points') && (here.has('earned') || here.has('redeemed')) && none('spend', 'pupil')],
    ['sentTo', all('sent') && who],
    ['stockOnly', all('stock') && none('orderId')],
    ['supplierOnly', here.has('supplier') && !who && !(noDate && all('orderId', 'product'))],
    [
      'boughtFrom',
      !who &&
        ((here.has('supplier') && here.has('orderId') && header.some((name) => BOUGHT.test(name))) ||
          (here.has('vendor') && ['orderId', 'quantity', 'contract'].some((name) => here.has(name)))),
    ],
    ['openItems', here.has('balance') && (here.has('due') || here.has('settlement')) && who],
    ['refundsOnly', all('refundOnly') && none('product', 'orderDate', 'subject', 'refundWhy')],
    // What was given back is what the row is about: a case with its reason, or money alone.
    ['refundCase', isRefundCase],
    [
      'refundRows',
      !isRefundCase &&
        (all('refundId') || (all('refundMoney') && none('amount', 'spend', 'orderStatus', 'product'))),
    ],
    [
      'caseWork',
      ['ticket', 'refundWhy', 'priority', 'openedDate', 'closedDate', 'respondedDate', 'staff'].filter(
        (name) => here.has(name),
      ).length > 2 &&
        (here.has('ticket') || here.has('refundWhy')) &&
        none('deal'),
    ],
    ['subjectStatus', all('subject', 'status') && none('orderId', 'score', 'sent', 'deal', 'quantity')],
    ['ledgerNobody', all('ledger') && !who],
    ['moneyBothWays', all('bothWays', 'money') && none('product', 'phone', 'email') && !isOfPeople],
    ['stockBothWays', all('bothWays', 'quantity') && none('buyer', 'money')],
    [
      'netOfFee',
      columns.some((c) => c.relates('payout')) &&
        all('settlement') &&
        none('phone', 'email', 'product', 'receiver', 'status'),
    ],
    [
      'openOnly',
      (here.has('overdues') && none('orderStatus')) ||
        (all('allOpen') && (here.has('due') || here.has('overdue'))),
    ],
    ['staffOnly', all('employed') && none('buyer', 'orderId', 'ticket', 'subject', 'deal', 'product')],
    [
      'workRecord',
      all('employed') &&
        ['payroll', 'attendance', 'exam', 'score', 'period'].some((name) => here.has(name)) &&
        none('buyer', 'orderId', 'product'),
    ],
    ['school', all('pupil') && (here.has('exam') || here.has('score')) && none('amount', 'orderId')],
    [
      'eventOf',
      who &&
        (here.has('eventKind') || here.has('enrolled')) &&
        none('amount', 'orderId', 'score', 'ticket', 'deal', 'balance', 'level'),
    ],
    [
      'signup',
      who &&
        all('enrolled') &&
        none('orderId', 'quantity', 'gender', 'spend', 'level', 'contract', 'subject', 'ticket', 'balance'),
    ],
    [
      'orderOfSomebody',
      all('orderId') &&
        (here.has('orderDate') || here.has('plainDate')) &&
        who &&
        none('ticket', 'deal', 'contract', 'score', 'refundId', 'event'),
    ],
    [
      'sumNoDate',
      who &&
        noDate &&
        !columns.some((c) => c.looks('date', 'moment')) &&
        here.has('amount') &&
        none(
          'orderId',
          'product',
          'quantity',
          'deal',
          'contract',
          'score',
          'stock',
          'points',
          'due',
          'balance',
        ),
    ],
    [
      'spans',
      who && all('startDate', 'endDate') && none('orderId', 'quantity', 'deal', 'ticket', 'enrolled', 'stay'),
    ],
    ['ratedPlaces', all('scores') && !who && none('comment', 'survey', 'asks')],
    [
      'pointsOnDay',
      who &&
        all('points') &&
        (here.has('anyDate') || here.has('plainDate')) &&
        none(
          'amount',
          'spend',
          'orderCount',
          'joinedDate',
          'lastOrder',
          'gender',
          'orderId',
          'pupil',
          'balance',
          'address',
          'email',
        ),
    ],
  ]
  return found.flatMap(([name, holds]) => (holds ? [name] : []))
}
