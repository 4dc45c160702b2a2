import { LAST_DAY, season } from './calendar.mjs'
import { AGENTS } from './words.mjs'

/** Cause → category of the ticket and its reasons. */
const COMPLAINTS = {
  product: ['产品', ['质量瑕疵', '包装破损', '口味变差', '临期商品', '数量短缺']],
  service: ['服务', ['客服态度差', '回复太慢', '售后推诿', '承诺未兑现']],
  delivery: ['物流', ['配送延误', '发错货', '丢件']],
  price: ['价格', ['涨价不满', '优惠未生效', '价保被拒', '比同行贵']],
}
const QUESTIONS = [
  ['咨询', ['库存查询', '使用方法', '合作咨询', '订单查询']],
  ['账务', ['发票开具', '对账差异']],
]
const QUESTION_RATE = 0.01
const CHANNELS = [
  ['电话', 4],
  ['在线客服', 5],
  ['邮件', 1],
  ['微信', 3],
]
const PACE = { 电话: 0.4, 在线客服: 0.7, 邮件: 3, 微信: 1.2 }

export function questions(orders, random) {
  return orders
    .filter((order) => order.customer && random.chance(QUESTION_RATE))
    .map((order) => ({ customer: order.customer, day: order.day + random.int(0, 5), cause: null }))
}

/** Troubles and questions as the service desk records them; times in minutes. */
export function makeTicket({ customer, day, cause, late, severe, hours }, random) {
  const channel = random.weighted(CHANNELS)
  const agent = random.int(0, AGENTS.length - 1)
  const [category, reasons] = cause ? COMPLAINTS[late ? 'delivery' : cause] : random.pick(QUESTIONS)
  const openedAt = day * 1440 + random.int(8 * 60 + 30, 21 * 60)
  const wait =
    (hours ?? random.logNormal(severe ? 5 : 2, 1)) *
    PACE[channel] *
    (0.7 + 0.07 * agent) *
    Math.max(1, season(day))
  const respondedAt = openedAt + Math.max(2, Math.round(wait * 60))
  const resolvedAt =
    respondedAt + Math.max(5, Math.round(random.logNormal(cause ? (severe ? 60 : 26) : 6, 0.9) * 60))
  const end = LAST_DAY * 1440 + 18 * 60
  const isOpen = resolvedAt > end || (severe && random.chance(0.06))
  const isAwaited = respondedAt > end
  return {
    customer,
    openedAt,
    respondedAt: isAwaited ? null : respondedAt,
    resolvedAt: isOpen ? null : resolvedAt,
    channel,
    category,
    reason: random.pick(reasons),
    priority: severe
      ? random.pick(['高', '紧急'])
      : cause
        ? random.pick(['中', '中', '高'])
        : random.pick(['低', '中']),
    status: isAwaited ? '待处理' : isOpen ? '处理中' : random.pick(['已解决', '已关闭']),
    isComplaint: cause ? random.chance(severe ? 0.95 : 0.75) : false,
    agent: AGENTS[agent],
    satisfaction: isOpen || !random.chance(0.5) ? '' : rate(cause, severe, wait, random),
  }
}

function rate(cause, severe, wait, random) {
  const score = (cause ? 3.6 : 4.6) - (severe ? 1 : 0) - Math.min(1.5, wait / 24) + 0.6 * random.normal()
  return Math.min(5, Math.max(1, Math.round(score)))
}
