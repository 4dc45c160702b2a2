import {
  AUDIT,
  AWAITED,
  BACK,
  CANCELLED,
  DECIDING,
  DEPOSIT,
  DOUBT,
  EXCHANGE,
  FINISHED,
  NEVER_SENT,
  NOT_BACK,
  NOT_CANCELLED,
  NOT_DONE,
  NOT_YET,
  NOTHING,
  OWED,
  PAID,
  PAID_LATER,
  PART,
  PART_CANCELLED,
  PART_ONLY,
  PART_PAID,
  PAY_FAILED,
  PENDING,
  PIECES,
  REFUSED,
  REFUSED_BACK,
  SALE,
  SENT,
  SUCCEEDED,
  TO_SEND,
  TURNED,
  UNDER_WAY,
  UNISSUED,
  UNPAID,
  WHOLE,
} from './state/words'

/** What a word says of the sale that its row stands for. */
export type Meaning =
  /** A sale; `finished`: it is over, whatever else is said of payment. */
  | 'sale'
  | 'finished'
  /** Ordered, and not paid or not closed yet. */
  | 'pending'
  /** A part was paid: the paid amount is a sale, the ordered one is not yet. */
  | 'part-paid'
  | 'cancelled'
  | 'returned'
  | 'part-returned'
  /** Somebody wants to give it back; until it is decided the sale stands. */
  | 'asked'
  /** Speaks of something else. */
  | 'silent'
  | 'unknown'
/** What a status column speaks of, told by its heading. */
export type Scope = 'order' | 'payment' | 'refund' | 'delivery'

export function scopeOf(heading: string): Scope {
  const text = plain(heading)
  if (/退|售后|refund|return|after ?sale|erstatt|rembours|reembols|devolu|返品|返金|환불|반품/.test(text))
    return 'refund'
  if (
    /付款|支付|收款|缴费|paid|payment|financial|bezahl|zahlung|paiement|pago|pagamento|支払|入金|결제|입금/.test(
      text,
    )
  )
    return 'payment'
  if (
    /物流|发货|配送|fulfil|shipping|shipment|delivery|lieferung|versand|livraison|entrega|发送|배송/.test(
      text,
    )
  )
    return 'delivery'
  return 'order'
}

const TRADITIONAL =
  '貨關閉單訂處確認無廢銷審發簽換補報價駁絕請買賣還額結賬帳後約準備達評預異終敗開時過進運點實動際現轉領檢驗繳撤評處貳絶続訖'
const SIMPLIFIED =
  '货关闭单订处确认无废销审发签换补报价驳绝请买卖还额结账账后约准备达评预异终败开时过进运点实动际现转领检验缴撤评处贰绝续讫'
const simple = new Map([...TRADITIONAL].map((letter, at) => [letter, [...SIMPLIFIED][at]!]))

/** Without case, accents, width, traditional forms, and the marks between the words of a code. */
const plain = (word: string): string =>
  [
    ...word
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/(?<=[a-zß])[\u0300-\u036f]/g, '')
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .replace(/[`_\-./:]+/g, ' ')
      .trim(),
  ]
    .map((letter) => simple.get(letter) ?? letter)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^wc /, '')

/** Parts of one status that each say something: "completed (refunded in part)", "交易成功-已售后". */
const clausesOf = (word: string): string[] =>
  word
    .split(
      /[，,;；、|/()（）【】[\]+]|\s[-–—]\s|(?<=[\u3040-\u9fff\uac00-\ud7af])[-–—]|[-–—](?=[\u3040-\u9fff\uac00-\ud7af])/,
    )
    .map(plain)
    .filter(Boolean)

/** Sold and not paid: where buyers pay later, such a row is a sale by its day and not by its payment. */
export const isOwed = (word: string): boolean => OWED.test(plain(word))

/** A draft or an offer: no document yet that anybody could owe. */
export const isUnissued = (word: string): boolean => UNISSUED.test(plain(word))
/** Speaks of approval by the house, as a heading or a word. */
export const speaksOfAudit = (text: string): boolean => AUDIT.test(plain(text))
/** The goods have gone out. */
export const isSent = (word: string): boolean => SENT.test(plain(word)) && !TO_SEND.test(plain(word))

/** What a status word says; what no rule knows is unknown rather than guessed. */
export function meaningOf(word: string, scope: Scope): Meaning {
  const text = plain(word)
  if (!text) return 'silent'
  if (scope === 'delivery') return back(text) ?? 'silent'
  if (scope === 'refund') return refundMeaning(text)
  if (/^trade closed$/.test(text)) return 'returned'
  const clauses = clausesOf(word)
  return clauses.length > 1 ? together(clauses, text, scope) : clauseMeaning(text, scope)
}

const clauseMeaning = (text: string, scope: Scope): Meaning => back(text) ?? moneyMeaning(text, scope)

/** What goes back decides after the order stood; a clause that nobody knows takes nothing from one that is known. */
function together(clauses: string[], text: string, scope: Scope): Meaning {
  const said = clauses.map((clause) => clauseMeaning(clause, scope))
  const has = (...meanings: Meaning[]) => said.some((meaning) => meanings.includes(meaning))
  // Of several words on what goes back the last one holds.
  const gone = clauses.flatMap((clause) => back(clause) ?? []).at(-1)
  const stood = clauses.filter((clause) => back(clause) === null).map((clause) => moneyMeaning(clause, scope))
  if (stood.includes('cancelled'))
    return clauses.some((clause) => PART_ONLY.test(clause)) ? 'part-returned' : 'cancelled'
  if (gone && gone !== 'sale') {
    if (AWAITED.test(text)) return 'asked'
    return gone === 'returned' && NEVER_SENT.test(text) ? 'cancelled' : gone
  }
  if (has('part-returned')) return 'part-returned'
  if (has('part-paid')) return 'part-paid'
  if (has('pending')) return PAID.test(text) && !UNPAID.test(text) ? 'sale' : 'pending'
  if (has('finished')) return 'finished'
  if (has('sale')) return 'sale'
  return has('unknown') ? clauseMeaning(text, scope) : 'silent'
}

/** What a text says of money going back; null where it does not speak of it. */
function back(text: string): Meaning | null {
  if (!BACK.test(text)) return null
  // What stands beside it may still say that the order was called off.
  if (NOT_BACK.test(text))
    return CANCELLED.test(text.replace(NOT_BACK, ' ').replace(REFUSED_BACK, ' ')) ? 'cancelled' : 'sale'
  const done = SUCCEEDED.test(text)
  if (!done && REFUSED_BACK.test(text)) return 'sale'
  if (NEVER_SENT.test(text) || /退单/.test(text)) return 'cancelled'
  if (!done && REFUSED.test(text)) return 'sale'
  if (!done && DECIDING.test(text)) return 'asked'
  // Somebody was served after the sale: whether money went back is not said.
  if (text.includes('售后') && !/退|返/.test(text) && !done) return 'unknown'
  if (DOUBT.test(text)) return 'unknown'
  return PART.test(text) || PIECES.test(text) ? 'part-returned' : 'returned'
}

function refundMeaning(text: string): Meaning {
  if (NOTHING.test(text)) return 'sale'
  if (AWAITED.test(text)) return 'asked'
  const found = back(text)
  if (found) return found === 'cancelled' && !NEVER_SENT.test(text) ? 'returned' : found
  if (/^[无未没不미비]/.test(text)) return 'sale'
  if (EXCHANGE.test(text)) return 'silent'
  if (REFUSED.test(text)) return 'sale'
  const done = SUCCEEDED.test(text)
  if (!done && DECIDING.test(text)) return 'asked'
  if (PART.test(text)) return 'part-returned'
  return done || WHOLE.test(text) ? 'returned' : 'unknown'
}

function moneyMeaning(text: string, scope: Scope): Meaning {
  if (PAY_FAILED.test(text)) return 'cancelled'
  if (NOT_CANCELLED.test(text)) {
    const rest = moneyMeaning(text.replace(NOT_CANCELLED, ' ').trim(), scope)
    return rest === 'unknown' || rest === 'silent' ? 'sale' : rest
  }
  if (PART_CANCELLED.test(text)) return 'part-returned'
  if (CANCELLED.test(text)) return 'cancelled'
  if (PART.test(text) && PART_PAID.test(text) && !UNPAID.test(text)) return 'part-paid'
  if (DEPOSIT.test(text)) return 'part-paid'
  if (PAID_LATER.test(text)) return 'unknown'
  if (UNPAID.test(text)) return 'pending'
  if (TO_SEND.test(text)) return scope === 'payment' ? 'unknown' : 'sale'
  if (NOT_YET.test(text)) return 'pending'
  if (NOT_DONE.test(text)) return 'unknown'
  if (/^(partial|部分)$/.test(text)) return 'silent'
  if (PAID.test(text) && !TURNED.test(text)) return FINISHED.test(text) ? 'finished' : 'sale'
  if (PENDING.test(text)) return 'pending'
  if (scope === 'payment' && UNDER_WAY.test(text)) return 'pending'
  if (/^(处理中|待确认|暂停订单|処理中)$/.test(text) && scope === 'order') return 'silent'
  if (DOUBT.test(text)) return 'unknown'
  if (FINISHED.test(text)) return 'finished'
  return SALE.test(text) ? 'sale' : 'unknown'
}
