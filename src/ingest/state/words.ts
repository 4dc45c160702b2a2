/** What is spoken of in status words, as patterns on text without case, accents and traditional forms (`plain`). */

/** Letters that have no word boundaries. */
const any = (...parts: string[]): RegExp => new RegExp(parts.join('|'))
/** Words of the Latin alphabet begin where no other letter stands before them: "blocked" is no lock. */
const latin = (words: string): string => `\\b(?:${words})`

/** What turns a Latin word into its opposite, with what may stand between. */
const NOT = latin(
  'not|non|never|aucun[a-z]*|ningun[a-z]*|nenhum[a-z]*|no|without|nicht|kein[a-z]*|nie|ohne|pas|sans|jamais|sin|nao|sem|nunca',
)
const BETWEEN =
  '(?: ?(?:yet|been|being|fully|be|is|was|a|an|any|the|full|eligible|for|de|do|da|ete|sido|worden))*[ -]?'
const negated = (words: string): string => `(?:${NOT}${BETWEEN}|\\bun ?|\\bin(?=complet))(?:${words})`

const PART_WORDS = '部[分份]|\\bpart\\b|partial|partly|in part|\\bteil|partiel|parcial|一部|부분|일부'
const CANCEL_WORDS = '取消|关闭|作废|撤单|撤销|cancel|\\bvoid|storn|annul|anulad|anulac|キャンセル|취소'

/** A sale, by the languages that differ in how they turn a word into its opposite. */
const SALE_ZH =
  '成交|成功|发货|出库|出货|签收|收货|收款|已收|付款|支付|付讫|结账|结算|确认|通过|交付|配送|评价|评论|送达|到店|取货|正常|结案|成立|生效|接单|已核|已审核?|处理|备货|运输|派送|锁定|销售|开票|妥投|揽|发出|已付|有效|使用|执行|进行'
const SALE_EN =
  'ship|(pre)?paid|fulfil|process|authori[sz]|confirm|accept|approv|invoiced\\b|active|captur|settl|succe|posted\\b|sales? order|sale\\b|lock(ed)?\\b|sold|order(ed)?$|in transit|transit|ready|resolv|attend|check ?out|checked|consign|signed|dispatch|on (the|its) way|underway|purchas|receiv|clear|in progress|preparing|pack|billed|booked|won\\b|wait seller|deliver'
const SALE_EU =
  'bezahlt|erhalten|eingegangen|versendet|versandt|unterwegs|bestatigt|abholbereit|geliefert|in bearbeitung|berechnet|paye|expedi|\\bposte|valide|confirme|pagad|\\bpago\\b|proces|enviad|confirmad|faturad|aprovad|atendid|preparaci|en cours|facture'
const SALE_JA =
  '支払|発送|出荷|配達|受注|確定|确定|入金|配送|受取|発注|決済|결제|배송|구매|입금|발송|주문|확정|접수'
/** It is over. */
const FINISHED_ZH = '完成|成功|签收|送达|已收货|完结|结案|妥投'
const FINISHED_EN = 'complete|deliver|done\\b|finish|closed|succe|received|success'
const FINISHED_EU =
  'zugestellt|abgeschlossen|geliefert|erledigt|livre|termine|entregad|entregue|completad|concluid|finaliz|完了|配達|완료|확정'

/** Something went back, or shall. */
export const BACK = any(
  '退款|退货|退单|退订|退费|退票|售后|已退|全退|退回|退刷|刷退|退还|返品|返金|反结',
  latin('refund|return|charged? ?back|revers|credit note|rma\\b|disput'),
  latin('retour|storno\\b|(?<!contre )rembours|avoir\\b|(?<!contra )reembols|devol|devuel|estorn'),
  'erstatt|gutschrift|ruckgabe|rucksend|gutgeschrieben|환불|반품',
)
/** … and the word says that it does not. */
export const NOT_BACK = any(
  '(无|未|没有?|不|非|勿|免)(需|用|可|能|予|支持|发起|申请|创建|有|曾|进行|产生|发生|要求|按时)*(退款|退货|退费|退票|售后|退)',
  '(退款|退货|售后)(未申请|未发起|无)',
  negated(
    'refund|return|revers|charge ?back|disput|estorn|erstatt|ruckgabe|retour|rembours|reembols|devol|devuel',
  ),
  latin(
    '(refund|return|charge ?back|reembolso|devolucion|devolucao|remboursement|erstattung)s? (is |was |has )?(been )?(not|non|none|nicht|no)\\b',
  ),
  '未返|返(品|金)(なし|不可|不要)|(미|비)(환불|반품)|(환불|반품) ?(없|불가|안)',
)
/** A wish that was refused or taken back. */
export const REFUSED = any(
  '失败|关闭|拒绝|驳回|撤销|取消|不通过|未通过|不同意|撤回|终止|拒否|却下|キャンセル',
  'reject|declin|denied|deny|cancel|fail|clos|withdr|refus|revok|expired|abgelehnt|storniert|rechaz|rejeit|recus|negad|annul',
  '(refund|chargeback|charge back|return|dispute)s? (was )?(void|revers|won\\b|lifted|released)|거절|거부|취소|철회|실패|반려',
)
/** The same where the word for what goes back stands right before it. */
export const REFUSED_BACK = any(
  '(退款|退货|售后)(申请|请求)?(已|被|已被)?(失败|关闭|拒|驳回|撤|取消|不通过|未通过|终止)',
  '(refund|chargeback|charge back|return|dispute)s? (was |is )?(fail|declin|reject|denied|void|revers|won\\b|withdr|lifted)',
)
/** Still being decided, or on its way. */
export const DECIDING = any(
  '中$|中，|申请|待|审核|处理|异常|发起|同意|等候|等待|待ち|依頼|受付|予定',
  'request|pending|await|\\bwait|process|review|initiat|in progress|\\bopen\\b|approv|disput(?!e lost)|demand|solicit|transit|accept|proces|\\bhold|unterwegs|en camino|a caminho',
  latin('(return|rma)s? (is |was |been )*(label|authori|issued|created|shipped|booked|scheduled|sent)|label'),
  'beantragt|angefordert|angemeldet|angekundigt|offen|ausstehend|en cours|en attente|pendient|pendent|em analise|en revision',
  '요청|신청|대기|접수|진행|수거|예정',
)
export const SUCCEEDED = any('成功|完成|已退(?!订)|完毕|已到账|succe|complet|done|finish|(?<!受付)済|완료')
export const PART = any(PART_WORDS)
/** A clause that says no more than that. */
export const PART_ONLY = any(`^(${PART_WORDS})[a-z]*$`)
/** Some of several things. */
export const PIECES = any('其中|\\b\\d+ (items?|units?|pieces?|of)\\b|[\\d一二两三] ?(件|个|点|개)')
/** Goods are awaited that somebody sends back. */
export const AWAITED = any('退货.*(待|等待)[^，,]{0,6}(收货|签收|确认|退款|验货)')
/** Never sent out: what then goes back was no sale. */
export const NEVER_SENT = any(
  '未发(?!生|起)|(拒收|拒签|未取[^，,]{0,2})退|未成交|未出库|未出货|已取消|交易(自动)?关闭|订单(自动)?关闭|^cancel|before ship',
)

/** A part of the order was taken out of it. */
export const PART_CANCELLED = any(
  `(${PART_WORDS})[a-z]* ?(${CANCEL_WORDS})`,
  `(cancel|annul|anulac|storn)[a-z]* (${PART_WORDS})`,
)
/** It was to be called off, and was not. */
export const NOT_CANCELLED = any(
  '(未|没有?|不)(被)?(取消|关闭|作废|撤|失效|过期)|(撤回|撤销|驳回|拒绝)了?取消|미취소|未キャンセル',
  negated('cancel|void|expir|fail|declin|reject|storn|annul|anulad'),
  '(取消|撤单|撤销)(的)?(申请|请求|要求)?(已|被|已被)?(失败|未成功|不成功|拒绝|被拒|遭拒|驳回|撤回|不通过|未通过|无效)',
  '\\bcancel(l?ation)?( request)? (was |been |is |has )*(declin|reject|refus|denied|deny|fail|withdr|revok|revers|not)[a-z]*',
  '(stornierung|annulation|cancelacion|cancelamento|anulacion)( (wurde|a ete|fue|foi))? (abgelehnt|refus|rechaz|recus|rejeit|negad)[a-z]*',
  'キャンセル(申请|依頼|申請)?(不可|拒否|却下|取消|撤回|なし)|취소 ?(요청|신청)? ?(거부|거절|철회|불가|실패|반려)',
)
/** An invoice went out and nobody paid it yet. */
export const OWED = any(
  '逾期|未收款|待收款|欠款|赊|应收',
  '^(sent|issued|open|viewed)$|overdue|past due|unpaid|not (yet )?(been )?paid|outstanding|\\bdue\\b|await[a-z]* payment',
  '^offen$|uberfallig|unbezahlt|nicht bezahlt|impaye|non paye|en retard|vencid|atrasad|no pagad|nao pag',
  '未払|未入金|期限超過|미납|미수|연체',
)
export const PAY_FAILED = any(
  '(支付|付款|扣款|交易|拼团|下单|收款)(已)?失败|pay[a-z]* (fail|declin|error|reject)|zahlung fehl|paiement (refus|echou)|결제 ?실패|決済(失敗|エラー)',
)
export const CANCELLED = any(
  '取消|关闭|作废|废弃|撤单|撤销|撤回|无效|失效|删除|终止|中止|拒收|拒签|拒单|拒绝(签收|收货|接收)|退单|失败|不成立|不通过|未通过|未成交|不成功|未成功|过期|超时|流单|锁定订单|已拒|停止',
  latin(
    'cancel|void|expir|fail|declin|disapprov|reject|unavailable|no show|not attending|revok|delet|terminat|lost\\b|denied|abort|abandon|invalid|refus|timed? ?out|closed by|(?<!suspected )fraud(ulent)?$|error|rto\\b',
  ),
  negated('success|succeed|accept|aprovad|aprobad|accepte'),
  'storniert|abgebrochen|fehlgeschlagen|abgelaufen|ungultig|abgelehnt|annul|echou|echec|expire|cancelad|fallid|caducad|anulad|rechazad|falh|recusad|expirad|vencid',
  'キャンセル|失敗|無効|无効|期限切|中止|拒否|辞退|エラー|\\bng\\b|오류|취소|실패|만료|무효|거절|거부|반려',
)
/** Money came for a part of it. */
export const PART_PAID = any('付款|支付|付|paid|pay|captur|settl|bezahlt|zahl|pag|支払|入金|결제|입금')
export const DEPOSIT = any(
  '(?<!待|未)(已|付|收)[^，,]{0,3}(定金|订金|预付)|deposit paid|paid deposit|(定金|订金)已|anzahlung (erhalten|bezahlt)|acompte (verse|paye)',
)
/** No money was paid. */
export const UNPAID = any(
  '(待|未|等待|等候|没有?|需)[^，,;；]{0,6}(付款|支付|收款|付清|付(?!款)|缴费|结账|结清|(?<!签)收(?!货|件))',
  '(?<!部分|已)(待付|未付|待支付|待收款|欠款|赊)|没有创建|等待付|付款(中|待)|支付中',
  '\\bunpaid|(await|wait|pending|require|need)[a-z]* ?(for )?(buyer )?(pay|action|deposit|fund|captur)|wait buyer pay|pay[a-z]* (pending|due|required|open|await)|pay[a-z]* (is |in )*(process(ing)?\\b|progress)|process(ing)? pay|no create pay|outstanding|overdue|\\bdue\\b',
  negated('paid|captur|settl|clear|collected|invoiced|bezahlt|payee?|pagad|pagar|pago'),
  latin(
    '(payment|funds|zahlung|paiement|pago|pagamento)s? (is |was |has )*(not|non|nicht|no|nao|never)\\b|to (be )?(pay|paid|captured|collected|invoiced|billed)|(a|reste a) payer|(por|a) pagar|zu (be)?zahlen',
  ),
  'unbezahlt|zahlung (zu|ausst|offen|erwart)|impaye|attente de paie|paiement en attente|wart\\w* auf zahlung|impagad|pago pendiente|pendiente de pago|pagamento pendente|aguardando pag|esperando pag',
  '未払|未入金|未決済|(支払|入金|決済|振込)(い)?(确认|確認)?(待|中$)|(支払|入金|決済)(が|は)?未|(支払|入金)[^，,]{0,4}(超過|超过|遅延|滞)|(입금|결제) ?(진행|(확인)? ?(중|대기|전|예정))|미(입금|결제|납)',
)
/** It is not what would make it a sale. */
export const NOT_YET = any(
  '(未|尚未|还没|没有?)(被|经|能|曾)?(确认|完成|生效|成立|结算|受理|接单|批准)',
  negated(
    'confirm|approv|authori|complet|finish|finali|validee?|bestatigt|abgeschlossen|termine|conclu|confirmad',
  ),
  '未(完了|确定|確定|承认|承認|处理|処理|成立|受注)|미(완료|확정|승인|처리|접수)',
)
/** A word that turns what stands beside it into its opposite, wherever it stands: no plain yes. */
export const TURNED = any(`${NOT}\\b`, latin('inel'), '[未不无没拒]|対象外|미(?!국)|안 ')
/** … or puts it off. */
export const DOUBT = any(TURNED.source, latin('encore|espera|waiting'), '待')
/** What would make it a sale did not happen; whether it is one all the same is not said. */
export const NOT_DONE = any(
  `(未|没有?|无法?|不|非)(被|曾|能|予|可)?(${SALE_ZH})|(配送|派送|投递)(失败|不成)`,
  negated(`${SALE_EN}|${SALE_EU}|${FINISHED_EN}|${FINISHED_EU}|valid|verified|genehmigt`),
  `(未|不)(${SALE_JA})|(${SALE_JA})(不可|不能|なし)|(미|비|불)(${SALE_JA})|(${SALE_JA}) ?(불가|안됨)`,
  'unzustellbar|(待|等待)(客户|顾客|会员|用户)确认$',
)
/** What will follow is not about money: goods have yet to go out or to be praised. */
export const TO_SEND = any(
  negated('ship|sent|dispatch|fulfil|pick') +
    '|(待|等待|未)[^，,;；]{0,6}(发货|出库|出货|收货|签收|评价|取货|自提|配送|发送|揽收|备货|确认收|安装|核销|使用)|备货|拣货|打包',
  '(await|wait|pending|ready|un)[a-z]* ?(for |to )?(buyer |seller )?(ship|send|fulfil|dispatch|pick|collect|confirm (goods|rec))|(await|wait|pending|ready)[a-z]* ?(for |to |out for )?deliver',
  '(発送|出荷|配送|発注)(準備|待)|未(発送|出荷)|(배송|발송|출고) ?(대기|준비|전)|abholbereit|pret a|(pendient|pendent|attente|aguardando)e? ?(de |d.)?(envi|expedi|entreg|livr|ship|prepar)',
)
/** Paid at the door or later: whether money came is not said. */
export const PAID_LATER = any(
  '货到付款|代收货款|\\bcod\\b|cash on delivery|pay later|pay[a-z]* on (invoice|account)|on account|nachnahme|auf rechnung|contre rembours|contra ?reembolso|代引|착불',
)
/** Money came, whatever is still to be looked at. */
export const PAID = any(
  '已(付款|支付|收款|结清|付(?!定|订)|收(?!货|件|到?退))|\\b(pre)?paid\\b|\\bcaptured\\b|bezahlt|\\bpayee?\\b|\\bpagad|入金済|支払い?済|결제완료',
)
/** A payment that is on its way. */
export const UNDER_WAY = any(
  '中$|process(ing)?$|in (process|progress|review)|en cours|en proceso|em (processamento|andamento)|in bearbeitung|처리|확인 ?중',
)
export const PENDING = any(
  '待(成团|成交|报价|处理|审|下单|提交)|(?<!已)(审核|审批)(中|$)|草稿|报价|询价|预留|意向|购物车|挂单|暂存|未提交|未完成|未确认',
  latin(
    'pending|review|draft|quot|estimate|pro ?forma|open\\b|on hold|held\\b|hold|frozen|authori[sz]|created?\\b|requires|await|incomplete|in ?cart|cart|checkout|saved|tentative|inquiry|enquiry|on ?going quote',
  ),
  '^sent$|\\boffen|ausstehend|entwurf|angebot|wartend|in wartest|en attente|brouillon|\\bdevis|pendient|borrador|presupuesto|cotizaci|pendente|em aberto|aguardando|en espera|en revisi|esperando|rascunho|orcamento',
  '待ち|受付中|見積|下書|仮(受|注)|保留|대기|미확정|견적|임시|거래진행',
)
/** Nothing was handed out yet that anybody could owe. */
export const UNISSUED = any(
  '草稿|暂存|未提交|待提交|报价|询价|购物车|下書|見積|见积|임시|견적',
  latin('draft|quot|estimate|pro ?forma|in ?cart|cart|saved'),
  '^entwurf|^angebot|brouillon|\\bdevis|borrador|presupuesto|cotizaci|rascunho|orcamento',
)
/** Somebody of the house looks at the document before it stands. */
export const AUDIT = any(
  '审核|审批|已审|未审|待审|核准|复核|已核|反审|单据状态|承认|승인|결재',
  latin('approv|audit|document status|doc ?status'),
  'genehmig|approuv|\\bvalid(e|ation)|aprobad|aprovad',
)
/** The goods are on their way. */
export const SENT = any(
  '(?<!待|未|等待)(发货|出库|出货|发出|送达|签收)|妥投',
  latin('shipped|dispatched|delivered|fulfilled|in transit'),
  'versandt|versendet|geliefert|expedie|livre|enviad|entregad|entregue|発送済|出荷済|配達完了|발송|배송 ?(중|완료)',
)
export const SALE = any(SALE_ZH, latin(SALE_EN), SALE_EU, SALE_JA)
export const FINISHED = any(FINISHED_ZH, latin(FINISHED_EN), FINISHED_EU)

/** Only told of what goes back: nothing at all, a wish, a change for another thing. */
export const NOTHING = any(
  '^(无|没有|否|不|none|no|nein|keine?|non|aucun|ninguno|nao|n a|nil|なし|없음|正常|未)$',
  '^(not|none|no|nicht|keine?|pas|sans|sin|sem|nao)\\b|^un ?(refund|return)|^(未|没有?|无)(申请|发起|发生|提交)',
)
/** All of it went back. */
export const WHOLE = any('^(full|fully|total|全额|全部|全額|전체|전액)$')
export const EXCHANGE = any(
  '换货|补寄|补发|维修|换新|exchange|replac|repair|umtausch|echange|cambio|troca|交換|交换|교환|수리',
)
