import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { makeOutput } from './output.mjs'
import truth from './truth.json'

type Line = Record<string, string>

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const table = (file: string): Line[] =>
  Papa.parse<Line>(read(`public/samples/${file}`).slice(1), { header: true, skipEmptyLines: true }).data

const customers = table('customers.csv')
const orders = table('orders.csv')
const lines = table('order_lines.csv')
const feedback = table('feedback.csv')
const tickets = table('tickets.csv')

const day = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000
const cents = (yuan: string): number => Math.round(Number(yuan) * 100)
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: number[]): number => sum(values) / values.length
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const share = <T>(list: T[], test: (item: T) => boolean): number => list.filter(test).length / list.length

function groupBy<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

const known = orders.filter((order) => order.客户编号)
const completed = known.filter((order) => order.状态 === '已完成')
const ordersOf = groupBy(known, (order) => order.客户编号!)
const spent = new Map(
  [...groupBy(completed, (order) => order.客户编号!)].map(([id, list]) => [
    id,
    sum(list.map((o) => cents(o.订单金额!))),
  ]),
)
const ranked = [...spent].sort((a, b) => b[1] - a[1]).map(([id]) => id)
const created = new Map(customers.map((customer) => [customer.客户编号!, customer.建档日期!]))

describe('sample: the files', () => {
  it('come out of the generator byte for byte', () => {
    const output = makeOutput()
    expect(Object.keys(output)).toHaveLength(7)
    const differing = Object.entries(output).filter(([path, text]) => read(path) !== text)
    expect(differing.map(([path]) => path)).toEqual([])
  })

  it('begin with a byte order mark, are named in the manifest and take less than 9 MB', () => {
    const { files } = JSON.parse(read('public/samples/manifest.json')) as { files: string[] }
    const texts = files.map((file) => read(`public/samples/${file}`))
    expect(texts.every((text) => text.startsWith('\ufeff'))).toBe(true)
    expect(sum(texts.map((text) => Buffer.byteLength(text)))).toBeLessThan(9_000_000)
  })
})

describe('sample: the accounts', () => {
  it('lines add up to their order to the cent, and quantity × price to the line', () => {
    const totals = new Map<string, number>()
    for (const line of lines) totals.set(line.订单号!, (totals.get(line.订单号!) ?? 0) + cents(line.金额!))
    expect(orders.filter((order) => totals.get(order.订单号!) !== cents(order.订单金额!))).toEqual([])
    expect(lines.filter((line) => Number(line.数量) * cents(line.单价!) !== cents(line.金额!))).toEqual([])
    expect(totals.size).toBe(orders.length)
  })

  it('every key is unique and every order, answer and ticket is of a customer in the file, or of nobody', () => {
    expect(created.size).toBe(customers.length)
    expect(new Set(orders.map((order) => order.订单号)).size).toBe(orders.length)
    expect(new Set(tickets.map((ticket) => ticket.工单号)).size).toBe(tickets.length)
    const strangers = [...known, ...feedback, ...tickets].filter((row) => !created.has(row.客户编号!))
    expect(strangers).toEqual([])
    expect(share(orders, (order) => !order.客户编号)).toBeCloseTo(0.01, 3)
  })

  it('nothing happens before its cause or after the last day', () => {
    const early = (row: Line, at: string): boolean => row[at]! < created.get(row.客户编号!)!
    expect(known.filter((order) => early(order, '下单时间'))).toEqual([])
    expect([...feedback, ...tickets].filter((row) => early(row, '提交时间'))).toEqual([])
    const backwards = (row: Line, from: string, to: string): boolean =>
      !!row[to] && row[to].slice(0, 10) < row[from]!.slice(0, 10)
    for (const to of ['应付日期', '付款日期', '物流签收日期'])
      expect(orders.filter((order) => backwards(order, '下单时间', to))).toEqual([])
    expect(tickets.filter((t) => t.首次响应时间 && t.首次响应时间 < t.提交时间!)).toEqual([])
    expect(tickets.filter((t) => t.解决时间 && t.解决时间 < t.首次响应时间!)).toEqual([])
    const dates = [
      ...orders.map((o) => o.下单时间!),
      ...feedback.map((f) => f.提交时间!),
      ...tickets.map((t) => t.提交时间!),
    ]
    expect(dates.filter((date) => date.slice(0, 10) > truth.asOf || date < truth.firstDay)).toEqual([])
    expect(orders.at(-1)!.下单时间!.slice(0, 10)).toBe(truth.asOf)
  })

  it('counts and sums are those of the truth', () => {
    const { counts } = truth
    expect(customers).toHaveLength(counts.customers)
    expect(orders).toHaveLength(counts.orders)
    expect(lines).toHaveLength(counts.lines)
    expect(feedback).toHaveLength(counts.feedbackRows)
    expect(tickets).toHaveLength(counts.tickets)
    expect(spent.size).toBe(counts.customersWithCompletedOrder)
    for (const [status, { orders: n, amount }] of Object.entries(counts.ordersByStatus)) {
      const list = orders.filter((order) => order.状态 === status)
      expect([list.length, sum(list.map((order) => cents(order.订单金额!)))]).toEqual([
        n,
        Math.round(amount * 100),
      ])
    }
    expect(sum([...spent.values()])).toBe(Math.round(counts.revenue * 100))
    const months = groupBy(completed, (order) => order.下单时间!.slice(0, 7))
    for (const [month, amount] of Object.entries(counts.revenueByMonth))
      expect(sum(months.get(month)!.map((order) => cents(order.订单金额!)))).toBe(Math.round(amount * 100))
    expect(months.size).toBe(36)
  })
})

describe('sample: what was planted shows in the plain data', () => {
  it('the top fifth brings 70 to 75 % of revenue', () => {
    const top = sum(ranked.slice(0, Math.ceil(ranked.length / 5)).map((id) => spent.get(id)!))
    expect(top / sum([...spent.values()])).toBeCloseTo(truth.counts.topFifthShare, 5)
    expect(truth.counts.topFifthShare).toBeGreaterThan(0.7)
    expect(truth.counts.topFifthShare).toBeLessThan(0.75)
  })

  it('who has left is silent, more often than who has stayed, for over twice the own rhythm', () => {
    const gone = new Set(truth.churners.map((churner) => churner.customer_id))
    const silent = [...ordersOf].flatMap(([id, list]) => {
      const days = list.map((order) => day(order.下单时间!))
      if (days.length < 4) return []
      const gaps = days.slice(1).map((at, index) => at - days[index]!)
      return [{ left: gone.has(id), late: day(truth.asOf) - days.at(-1)! > 2 * Math.max(7, median(gaps)) }]
    })
    const late = (left: boolean): number =>
      share(
        silent.filter((one) => one.left === left),
        (one) => one.late,
      )
    expect(late(true)).toBeGreaterThan(0.85)
    expect(late(false)).toBeLessThan(0.35)
  })

  it('nobody orders after leaving', () => {
    const leftAt = new Map(truth.churners.map((churner) => [churner.customer_id, churner.leftAt]))
    expect(
      known.filter((order) => order.下单时间!.slice(0, 10) >= (leftAt.get(order.客户编号!) ?? '9999')),
    ).toEqual([])
  })

  it('before leaving, complaints name the cause', () => {
    const category: Record<string, string[]> = {
      product: ['产品'],
      service: ['服务', '物流'],
      price: ['价格'],
    }
    const ticketsOf = groupBy(tickets, (ticket) => ticket.客户编号!)
    const loud = truth.churners.filter((churner) => churner.warnedFrom && churner.cause !== 'competitor')
    const named = share(loud, ({ customer_id, warnedFrom, leftAt, cause }) =>
      (ticketsOf.get(customer_id) ?? []).some(
        (t) => t.提交时间! >= warnedFrom! && t.提交时间! < leftAt && category[cause]!.includes(t.类别!),
      ),
    )
    expect(named).toBeGreaterThan(0.75)
    expect(share(ranked, (id) => ticketsOf.has(id))).toBeLessThan(0.6)
  })

  it('Spring Festival is a valley, 618 and 双11 are peaks, as high as planted', () => {
    const perDay = new Map(
      [...groupBy(completed, (order) => order.下单时间!.slice(0, 7))].map(([month, list]) => [
        month,
        list.length / daysIn(month),
      ]),
    )
    const against = (month: string, other: string): number => perDay.get(month)! / perDay.get(other)!
    const months: Record<string, number> = truth.season.months
    for (const [month, other] of [
      ['2024-02', '2024-03'],
      ['2026-02', '2026-03'],
      ['2024-06', '2024-05'],
      ['2025-06', '2025-05'],
      ['2024-11', '2024-10'],
      ['2025-11', '2025-10'],
    ] as const) {
      const planted = months[month]! / months[other]!
      expect(against(month, other) / planted, month).toBeGreaterThan(0.88)
      expect(against(month, other) / planted, month).toBeLessThan(1.12)
    }
  })

  it('华南 has about twice its share of top customers, 西北 hardly any', () => {
    const regionOf = new Map(customers.map((customer) => [customer.客户编号!, customer.地区!]))
    const top = new Set(ranked.slice(0, Math.ceil(ranked.length / 10)))
    const inTop = (region: string): number =>
      share(
        ranked.filter((id) => regionOf.get(id) === region),
        (id) => top.has(id),
      )
    for (const [region, { share: planted }] of Object.entries(truth.regions.topDecile))
      expect(inTop(region), region).toBeCloseTo(planted, 3)
    expect(inTop('华南')).toBeGreaterThan(0.17)
    expect(inTop('西北')).toBeLessThan(0.03)
  })

  it('movers change, between the reviews named, in the direction named', () => {
    const { movers } = truth
    expect(share(movers, (mover) => mover.direction === 'rise')).toBeGreaterThan(0.4)
    const revenue = (id: string, end: string): number =>
      sum(
        ordersOf
          .get(id)!
          .filter(
            (o) => o.状态 === '已完成' && day(o.下单时间!) <= day(end) && day(o.下单时间!) > day(end) - 365,
          )
          .map((o) => cents(o.订单金额!)),
      )
    for (const { customer_id, reviewBefore, seenBy, direction } of movers) {
      const factor = revenue(customer_id, seenBy) / revenue(customer_id, reviewBefore)
      expect(direction === 'rise' ? factor >= 1.6 : factor <= 0.6, customer_id).toBe(true)
    }
  })

  it('the better scheme foretells the next year better at every date', () => {
    for (const { asOf, better, worse } of truth.betterScheme.checks) {
      expect(better.revenueShare, asOf).toBeGreaterThan(worse.revenueShare)
      expect(better.retained, asOf).toBeGreaterThan(worse.retained + 0.05)
    }
  })

  it('overall scores follow the items in the order of their weights', () => {
    const sheets = [...groupBy(feedback, (row) => row.答卷编号!).values()].map(
      (rows) => new Map(rows.map((row) => [row.题目!, Number(row.评分)])),
    )
    /** Mean overall score where the item is good, less where it is bad. */
    const pull = (item: string): number => {
      const overall = (low: number, high: number): number =>
        mean(
          sheets
            .filter((s) => s.get(item)! >= low && s.get(item)! <= high)
            .map((s) => s.get(truth.drivers.overall.item)!),
        )
      return overall(5, 5) - overall(1, 3)
    }
    expect(pull('产品质量')).toBeGreaterThan(pull('客服态度'))
    expect(pull('客服态度')).toBeGreaterThan(pull('物流速度') + 0.3)
    expect(pull('客服态度')).toBeGreaterThan(pull('价格') + 0.3)
  })

  it('remarks vary', () => {
    const remarks = feedback.map((row) => row.评论!).filter((text) => text.length > 8)
    expect(new Set(remarks).size / remarks.length).toBeGreaterThan(0.6)
  })
})

function daysIn(month: string): number {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 0)).getUTCDate()
}
