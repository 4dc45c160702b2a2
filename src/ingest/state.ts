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
  '貨關閉單訂處確認無廢銷審發簽換補報價駁絕請買賣還額結賬帳後約準備達評預異終敗開時過進運點實動際現轉領檢驗繳撤評處貳絶続'
const SIMPLIFIED =
  '货关闭单订处确认无废销审发签换补报价驳绝请买卖还额结账账后约准备达评预异终败开时过进运点实动际现转领检验缴撤评处贰绝续'
const simple = new Map([...TRADITIONAL].map((letter, at) => [letter, [...SIMPLIFIED][at]!]))

/** Without case, accents, width, traditional forms, and the marks between the words of a code. */
export const plain = (word: string): string =>
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

const any = (...parts: string[]): RegExp => new RegExp(parts.join('|'))

/** Something went back, or shall. */
const BACK = any(
  '退款|退货|退单|退订|售后|已退|全退|退回|返品|返金|反结',
  'refund|\\breturn|chargeback|charge back|\\brevers|credit note|\\brma\\b|disput',
  'erstatt|gutschrift|ruckgabe|retour|\\bstorno\\b|rembours|\\bavoir\\b|reembols|devol|devuel',
  '환불|반품',
)
/** … and the word says that it does not. */
const NOT_BACK = any(
  '(无|未|没有?|不|非|勿|免)(需|用|可|能|支持|发起|申请|创建|有|曾|进行|产生|要求)*(退款|退货|售后|退)',
  '(退款|退货|售后)(未申请|未发起|无)',
  '\\b(no|not|non|never|without|un)[ -]?(yet |been |eligible for |a |any |full )*(refund|return|revers|chargeback|disput)',
  '\\b(nicht|keine?|non|pas|sans|no|sin|nao|sem) (ete |sido )?(erstatt|ruckgabe|retour|rembours|reembols|devol)',
  '未返|返(品|金)なし|返(品|金)不可|(미|비)(환불|반품)|(환불|반품) ?(없|불가)',
)
/** A wish that was refused or taken back. */
const REFUSED = any(
  '失败|关闭|拒绝|驳回|撤销|取消|不通过|未通过|不同意|撤回|终止|拒否|却下|キャンセル',
  'reject|declin|denied|deny|cancel|fail|clos|withdr|refus|revok|expired|abgelehnt|storniert|rechaz|rejeit|recus|negad|annul',
  '거절|거부|취소|철회|실패',
)
/** Still being decided. */
const DECIDING = any(
  '中$|中，|申请|待|审核|处理|异常|发起|同意|等候|等待|待ち|依頼',
  'request|pending|await|process|review|initiat|in progress|open|approv|disput|demand|solicit|beantragt|angefordert|en cours|en attente',
  '요청|신청|대기|접수|진행',
)
const SUCCEEDED = any('成功|完成|已退(?!订)|完毕|已到账|succe|complet|done|finish|済|완료')
const PART = any('部分|\\bpart\\b|partial|partly|in part|\\bteil|partiel|parcial|一部|부분|일부')
/** Never sent out: what then goes back was no sale. */
const NEVER_SENT = any('未发|未成交|未出库|未出货|已取消|交易(自动)?关闭|订单(自动)?关闭|^cancel|before ship')

/** No money was paid. */
const UNPAID = any(
  '(待|未|等待|没有?|需)[^，,;；]{0,6}(付款|支付|收款|付清|付(?!款)|缴费|结账|结清|(?<!签)收(?!货|件))',
  '(?<!部分|已)(待付|未付|待支付|待收款|欠款|赊)|没有创建|等待付|付款(中|待)|支付中',
  '\\bunpaid|\\bnot (yet )?(been )?paid|(await|wait|pending|require|need)[a-z]* ?(for )?(buyer )?(pay|action|deposit|fund)|wait buyer pay|pay[a-z]* (pending|due|required|open|await)|no create pay|outstanding|overdue|\\bdue\\b',
  'unbezahlt|nicht bezahlt|zahlung (zu|ausst|offen|erwart)|impaye|non paye|attente de paie|wart\\w* auf zahlung|no pagad|impagad|sin pagar|pago pendiente|pendiente de pago|nao pago|aguardando pag',
  '未払|未入金|(支払|入金|決済)(い)?待|(입금|결제) ?(대기|전|예정)|미(입금|결제|납)',
)
const PAY_FAILED = any(
  '(支付|付款|扣款|交易|拼团|下单|收款)(已)?失败|pay[a-z]* (fail|declin|error|reject)|zahlung fehl|paiement (refus|echou)|결제 ?실패|決済失敗',
)
const CANCELLED = any(
  '取消|关闭|作废|废弃|撤单|撤销|撤回|无效|失效|删除|终止|中止|拒收|拒签|退单|失败|不成立|未成交|过期|超时|流单|锁定订单|已拒|停止',
  'cancel|\\bvoid|expir|\\bfail|declin|reject|unavailable|no show|not attending|revok|delet|terminat|\\blost\\b|denied|abort|abandon|invalid|refus|timed? ?out|closed by|\\bfraud|error',
  'storniert|abgebrochen|fehlgeschlagen|abgelaufen|ungultig|abgelehnt|annul|echou|expire|cancelad|fallid|caducad|anulad|rechazad|falh|recusad|expirad|vencid',
  'キャンセル|失敗|無効|无効|期限切|中止|취소|실패|만료|무효|거절',
)
const NOT_CANCELLED = any(
  '(未|没有?|不)(被)?(取消|关闭|作废|撤|失效|过期)|\\b(not|non|never|un) ?(cancel|void|expir|fail|declin|reject)|미취소',
)
/** What will follow is not about money: goods have yet to go out or to be praised. */
const TO_SEND = any(
  '(待|等待|未)[^，,;；]{0,6}(发货|出库|出货|收货|签收|评价|取货|自提|配送|发送|揽收|备货|确认收|安装|核销|使用)|备货|拣货|打包',
  '(await|wait|pending|ready|un)[a-z]* ?(for |to )?(buyer |seller )?(ship|send|deliver|fulfil|dispatch|pick|collect|confirm (goods|rec))|unfulfil|unshipp',
  '(発送|出荷|配送|発注)(準備|待)|(배송|발송|출고) ?(대기|준비|전)|abholbereit|pret a|(pendient|pendent|attente|aguardando)e? ?(de |d.)?(envi|expedi|entreg|livr|ship|prepar)',
)
const PENDING = any(
  '待(成团|成交|报价|处理|审|下单|提交)|草稿|报价|询价|预留|意向|购物车|挂单|未提交|未完成|未确认',
  '\\bpending|\\breview|\\bdraft|\\bquot|\\bestimate|pro ?forma|\\bopen\\b|on hold|\\bheld\\b|\\bhold|frozen|authori[sz]|\\bcreated?\\b|requires|await|incomplete|in ?cart|\\bcart|checkout|^sent$|\\bsaved|\\bunconfirmed|\\btentative|\\binquiry|\\benquiry|not (confirmed|completed)|on ?going quote',
  '\\boffen|ausstehend|entwurf|angebot|wartend|in wartest|en attente|brouillon|\\bdevis|pendient|borrador|presupuesto|cotizaci|pendente|em aberto|aguardando|rascunho|orcamento',
  '待ち|受付中|見積|下書|仮(受|注)|保留|대기|미확정|견적|임시|거래진행',
)
const SALE = any(
  '成交|成功|发货|出库|出货|签收|收货|收款|已收|付款|支付|结账|结算|确认|交付|配送|评价|评论|送达|到店|取货|正常|结案|成立|已核|审核|处理|备货|运输|派送|锁定|销售|开票|妥投|揽|发出|已付|有效|使用|执行|进行',
  'ship|paid|fulfil|process|authori[sz]|confirm|accept|approv|invoic|\\bactive|captur|settl|succe|post|sales? order|\\bsale\\b|lock|sold|order(ed)?$|transit|ready|resolv|attend|check ?out|checked|consign|signed|dispatch|way|purchas|receiv|clear|in progress|preparing|packed|billed|booked|won\\b|partial|wait seller',
  'bezahlt|versendet|versandt|unterwegs|bestatigt|abholbereit|geliefert|in bearbeitung|berechnet|paye|expedi|poste|valide|confirme|pagad|\\bpago\\b|proces|enviad|confirmad|faturad|aprovad|atendid|preparaci|en cours|facture',
  '支払|発送|出荷|配達|受注|確定|确定|入金|配送|受取|発注|決済|결제|배송|구매|입금|발송|주문|확정|접수',
)
const FINISHED = any(
  '完成|成功|签收|送达|已收货|完结|结案|妥投|complete|deliver|\\bdone\\b|finish|closed|succe|received|success',
  'zugestellt|abgeschlossen|geliefert|erledigt|livre|termine|entregad|entregue|completad|concluid|finaliz|完了|配達|완료|확정',
)

/** Only told of what goes back: nothing at all, a wish, a change for another thing. */
const NOTHING = any('^(无|没有|否|不|none|no|nein|keine?|non|aucun|ninguno|nao|n a|nil|なし|없음|正常|未)$')
const EXCHANGE = any(
  '换货|补寄|补发|维修|换新|exchange|replac|repair|umtausch|echange|cambio|troca|交換|交换|교환|수리',
)

/** What a status word says; what no rule knows is unknown rather than guessed. */
export function meaningOf(word: string, scope: Scope): Meaning {
  const text = plain(word)
  if (!text) return 'silent'
  if (scope === 'delivery') return back(text) ?? 'silent'
  if (scope === 'refund') return refundMeaning(text)
  if (/^trade closed$/.test(text)) return 'returned'
  return back(text) ?? moneyMeaning(text, scope)
}

function back(text: string): Meaning | null {
  if (!BACK.test(text)) return null
  if (NOT_BACK.test(text)) return 'sale'
  const done = SUCCEEDED.test(text)
  if (NEVER_SENT.test(text) || /退单/.test(text)) return 'cancelled'
  if (!done && REFUSED.test(text)) return 'sale'
  if (!done && DECIDING.test(text)) return 'asked'
  return PART.test(text) ? 'part-returned' : 'returned'
}

function refundMeaning(text: string): Meaning {
  if (NOTHING.test(text) || /^no(ne| |$)/.test(text)) return 'sale'
  const found = back(text)
  if (found) return found === 'cancelled' && !NEVER_SENT.test(text) ? 'returned' : found
  if (EXCHANGE.test(text)) return 'silent'
  if (REFUSED.test(text)) return 'sale'
  const done = SUCCEEDED.test(text)
  if (!done && (DECIDING.test(text) || /中$/.test(text))) return 'asked'
  if (done) return PART.test(text) ? 'part-returned' : 'returned'
  return 'unknown'
}

function moneyMeaning(text: string, scope: Scope): Meaning {
  if (PAY_FAILED.test(text)) return 'cancelled'
  if (PART.test(text) && /付款|支付|付|paid|pay|bezahl|zahl|pag|支払|入金|결제|입금/.test(text))
    return 'part-paid'
  if (/(?<!待|未)(已|付|收)[^，,]{0,3}(定金|订金|预付)|deposit paid|paid deposit|(定金|订金)已/.test(text))
    return 'part-paid'
  if (UNPAID.test(text)) return 'pending'
  if (NOT_CANCELLED.test(text)) return 'sale'
  if (CANCELLED.test(text)) return 'cancelled'
  if (TO_SEND.test(text)) return 'sale'
  if (/^(partial|部分)$/.test(text)) return 'silent'
  if (PENDING.test(text)) return 'pending'
  if (/^(处理中|待确认|暂停订单|処理中)$/.test(text) && scope === 'order') return 'silent'
  if (FINISHED.test(text)) return 'finished'
  return SALE.test(text) ? 'sale' : 'unknown'
}
