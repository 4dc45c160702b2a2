import type { OrderState } from '../../model/sale'
import { isOwed, isSent, isUnissued, speaksOfAudit, type Meaning, type Scope } from '../state'

/** A column that says something of the sale. */
export interface Column {
  target: string
  heading: string
  scope: Scope
  /** All its words are yes and no: the heading says of what. */
  yesNo: boolean
  /** It says whether the document itself stands: what was not approved is no sale, whoever paid. */
  audit: boolean
}
/** A word of such a column, with what it says. */
export interface Said {
  column: Column
  word: string
  meaning: Meaning
}

/** What the figures of a file stand on, beside its words. */
export interface Terms {
  /** The amount is what was paid, so that a part that was paid is a sale of that part. */
  paid: boolean
  /** Buyers pay later: an order that is not paid is a sale all the same. */
  credit: boolean
}

/** How an order stands, and whether order and payment say opposite things of it, so that somebody has to be asked. */
export interface Combined {
  state: OrderState
  isOpen: boolean
}

const GONE_OUT = /发货|發貨|出库|出庫|出货|出貨|签收|簽收|付款|支付|收款|ship|paid|pay|deliver|dispatch/i
/** A column of approval: by its heading, or by words for it where none speaks of what comes after (paid, sent). */
export const isAudit = (scope: Scope, heading: string, words: string[]): boolean =>
  scope === 'order' &&
  !words.some((word) => GONE_OUT.test(word)) &&
  (speaksOfAudit(heading) || words.some(speaksOfAudit))

/**
 * What several columns come to. What goes back decides after the order stood. A document that was not issued or not
 * approved is no sale, whoever paid; one that was approved, sent or finished is one, whoever has not paid yet; what was
 * merely ordered becomes one by its payment.
 */
export function combine(said: Said[], { paid, credit }: Terms): Combined {
  const of = (scope: Scope) => said.filter(({ column }) => column.scope === scope)
  const says = (words: Said[], ...meanings: Meaning[]) =>
    words.some((word) => meanings.includes(word.meaning))
  const sure = (state: OrderState): Combined => ({ state, isOpen: false })
  const [order, payment] = [of('order'), of('payment')]
  if (says(said, 'cancelled')) return sure('cancelled')
  if (says(said, 'returned')) return sure('returned')
  const wasPaid = says(payment, 'sale', 'finished', 'part-returned')
  const open = order.filter(({ meaning }) => meaning === 'pending')
  if (open.some(({ word, column }) => column.audit || isUnissued(word)))
    return { state: 'pending', isOpen: wasPaid }
  if (says(payment, 'pending')) {
    if (credit) return sure('completed')
    const stands = order.some(
      ({ meaning, word, column }) =>
        meaning === 'finished' || (meaning === 'sale' && (column.audit || isSent(word))),
    )
    return stands ? { state: 'completed', isOpen: true } : sure('pending')
  }
  if (says(said, 'part-paid'))
    return sure(paid || wasPaid || says(payment, 'part-paid') ? 'completed' : 'pending')
  if (open.length && !wasPaid)
    return sure(credit && open.every(({ word }) => isOwed(word)) ? 'completed' : 'pending')
  return sure('completed')
}

/** What order and payment say of a row together, as it is written where one of both does not tell: 未审核 + 已付款. */
export const bothSay = (said: Said[]): string => {
  const words = said.filter(
    ({ column: { scope }, word }) => word && (scope === 'order' || scope === 'payment'),
  )
  return words.length > 1 ? words.map(({ word }) => word).join(' + ') : ''
}
