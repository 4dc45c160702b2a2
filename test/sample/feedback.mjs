import { LAST_DAY, isoDay } from './calendar.mjs'
import { comment } from './comments.mjs'
import { PRODUCTS, REGIONS } from './words.mjs'

/** What each rated item is worth in the overall answer: the planted importance. */
export const ITEMS = {
  产品质量: { weight: 0.42, level: 4.1, pain: 'product', topic: 'product' },
  物流速度: { weight: 0.14, level: 3.7, pain: null, topic: 'delivery' },
  客服态度: { weight: 0.3, level: 4, pain: 'service', topic: 'service' },
  价格: { weight: 0.14, level: 3.6, pain: 'price', topic: 'price' },
}
export const OVERALL = { item: '整体推荐意愿', level: 8.8, slope: 3, noise: 0.6 }
const ANSWER_RATE = 0.029

export function orderAnswers(orders, random) {
  const delivered = (order) => order.customer && order.status !== '已取消'
  return orders
    .filter((order) => delivered(order) && random.chance(ANSWER_RATE))
    .map((order) => ({
      ...order,
      day: order.day + random.int(6, 14),
      product: order.lines[0].product.name,
      survey: '售后回访',
    }))
}

/** One answer sheet: a score per item, and the overall score that follows from the items by their weights. */
export function answer(occasion, random) {
  const { customer, pain, leaving, late } = occasion
  const items = Object.entries(ITEMS).map(([name, item]) => {
    const hurt = item.pain ? Math.min(2.2, pain[item.pain]) : 0
    const slow = item.topic === 'delivery' ? (late ? 1.3 : 0) + 0.15 * (REGIONS[customer.region].days - 2) : 0
    const goingFor = leaving && item.pain === leaving ? 0.8 : 0
    const score = item.level + customer.latent.mood + 0.8 * random.normal() - 0.9 * hurt - slow - goingFor
    return { name, item, score: clamp(Math.round(score), 1, 5) }
  })
  const mean = items.reduce((sum, { item, score }) => sum + item.weight * (score - item.level), 0)
  const away = leaving === 'competitor' ? 1.5 : 0
  const overall = OVERALL.level + OVERALL.slope * mean - away + OVERALL.noise * random.normal()
  const score = clamp(Math.round(overall), 0, 10)
  const answered = items.filter(() => !random.chance(0.05))
  return {
    customer,
    at: occasion.day * 1440 + random.int(9 * 60, 22 * 60),
    survey: occasion.survey,
    rows: [
      {
        item: OVERALL.item,
        overall: true,
        score,
        low: 0,
        high: 10,
        comment: remark(score, items, occasion, random),
      },
      ...answered.map(({ name, score }) => ({
        item: name,
        overall: false,
        score,
        low: 1,
        high: 5,
        comment: '',
      })),
    ],
  }
}

/** The remark speaks of what weighs most in the score, or of what the customer is leaving for. */
function remark(score, items, { leaving, product }, random) {
  if (!random.chance(score <= 6 ? 0.75 : 0.4)) return ''
  const tone = score <= 6 ? 'bad' : score >= 8 ? 'good' : 'plain'
  const pull = ({ item, score }) => item.weight * (score - item.level) * (tone === 'bad' ? 1 : -1)
  const strongest = items.reduce((a, b) => (pull(a) <= pull(b) ? a : b)).item.topic
  const topic = tone === 'bad' && leaving ? leaving : strongest
  return comment(topic, tone, product ?? random.pick(PRODUCTS).name, random)
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value))

export const isAnswered = (sheet) => isoDay(Math.floor(sheet.at / 1440)) <= isoDay(LAST_DAY)
