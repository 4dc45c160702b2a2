import { normalise } from '../../model/header'
import type { Refusal } from '../mapping'
import { NAMED, namesOf } from './names'

const some = (names: string[], pattern: RegExp): number => names.filter((name) => pattern.test(name)).length

const SEEN =
  /^(impressions?|reach|展示数|展示次数|展示量|展现量|展现数|展现次数|曝光量|曝光数|曝光次数|totalrecipients|recipients|successfuldeliveries|emailssent|送达数|送达人数)$/
const DONE =
  /^(clicks?|linkclicks|clics|ctr|cpc|cpm|点击数|点击量|点击次数|点击率|clickrate|uniqueclicks|totalclicks|uniqueopens|openrate|opens|amountspent|montantdepense|montantdépensé|消耗|消费|花费|spend|cost|转化数|转化成本)$/
const SETTLED =
  /^(动账时间|动账流水号|动账金额|动账方向|动账场景|钱包入账日期|入账日|入账日期|拨款日期?|结账日|结算日期|结算时间|对账年月|对账日期|settlementid|settlementdate|payoutdate|payoutid|depositdate|结算单号|打款时间)$/
const FEES = /手续费|服务费|佣金|代付运费|fees?$|commission|扣款|分账/
const BILLED = /^(收支|收付款方式|交易对方|资金状态|对方账号|对方户名)$/
const DAYS =
  /^(有效订单数?|无效订单数?|下单人数|下单次数|进店人数|进店次数|曝光人数|单均实付|单均收入|客单价|营业额|顾客实付总额|访客数|浏览量|支付买家数|支付订单数|支付件数|成交订单数|成交人数|订单数|订单量|sessions|visitors|pageviews|orders|averageordervalue|grosssales|netsales|totalsales|itemssold|新客下单人数|营业收入)$/
const DAY = /^(日期|date|day|统计日期|时间天|营业日期|数据日期|month|月份)$/

/** Somebody or some order stands behind each row. */
const personal = (header: string[]): boolean =>
  header.some((name) => {
    const scores = namesOf(name)
    const is = (target: string) => (scores.get(target) ?? 0) > NAMED
    return (
      !/^account|帐户|账户/i.test(name) &&
      (is('orders.customer_id') || is('customers.email') || is('customers.phone'))
    )
  })
const ordered = (header: string[]): boolean =>
  header.some((name) => (namesOf(name).get('orders.order_id') ?? 0) > NAMED)

/**
 * What a file is that looks like sales and holds nobody who could be graded, or null. Sums of a campaign are not read
 * as touches: a touch is one contact with one customer, and a campaign's row would count its recipients as one.
 */
export function refuse(header: string[]): Refusal | null {
  const names = header.map(normalise)
  if (some(names, /^收支$/) && some(names, BILLED) > 1) return 'bill'
  if (personal(header)) return null
  if (some(names, SETTLED) && names.some((name) => FEES.test(name))) return 'settlement'
  if (ordered(header)) return null
  if (some(names, SEEN) && some(names, DONE)) return 'advertising'
  if (some(names, DAY) && some(names, DAYS) > 2) return 'dayTotals'
  return null
}
