import { AppError } from '../../src/model/error'
import { describe, expect, test } from 'vitest'
import { buildPeriod } from '../../src/tables/build'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

/** Small enough to check by eye; dates around an as-of of 2024-12-31. */
const orders = (rows: [string, string | null, string, number, string?][]) =>
  csv(
    rows.map(([order_id, customer_id, order_date, amount, status]) => ({
      order_id,
      customer_id,
      order_date,
      amount,
      status: status ?? '已完成',
    })),
  )

const BASE = orders([
  ['1', 'A', '2024-12-31', 100],
  ['2', 'A', '2024-01-01', 50],
  ['3', 'A', '2023-12-31', 7], // the day that 12m no longer holds
  ['4', 'A', '2024-06-01', -30], // a refund of a buyer
  ['5', 'B', '2024-05-05', -11], // a refund of someone who bought nothing
  ['6', null, '2024-05-06', 20], // nobody's sale
  ['7', 'C', '2024-05-07', 40, '已取消'],
  ['8', 'D', '2024-05-08', 60, '已退货'],
  ['9', 'D', '2024-05-09', 5],
])

describe('revenue', () => {
  test('counts buyers of the period, net of their own refunds, and shows the rest beside it', async () => {
    const session = await sessionOf({ 'orders.csv': BASE })
    const [kpi] = await rowsOf(session, 'overview.kpis')
    // A 100 + 50 − 30; D 5, and an order that came back whole and is no purchase.
    expect(kpi).toMatchObject({
      customers: 2,
      orders: 3,
      revenue: 125,
      repeat_rate: 0.5,
      refunds_without_purchase: -11,
      sales_without_customer: 20,
      total: 134,
    })
    await session.engine.stop()
  })
  test('returns=drop leaves the refunds of buyers out', async () => {
    const session = await sessionOf({ 'orders.csv': BASE }, { returns: 'drop' })
    const [kpi] = await rowsOf(session, 'overview.kpis')
    // Together it is what the files say of the period, whichever way returns count.
    expect(kpi).toMatchObject({ customers: 2, revenue: 155, refunds_left_out: -30, total: 134 })
    await session.engine.stop()
  })
  test('12m is (as-of − 12 months, as-of], months are whole, all begins with the data', async () => {
    const session = await sessionOf({ 'orders.csv': BASE })
    const of = async (period: string) => {
      await session.show(view({ period }))
      const [kpi] = await rowsOf(session, 'overview.kpis')
      return kpi!.orders
    }
    expect(await of('12m')).toBe(3)
    expect(await of('all')).toBe(4)
    expect(await of('2023-12..2024-01')).toBe(2)
    await session.engine.stop()
  })
  test('the 12 months taken from customer_sales are those that a scan of the orders gives', async () => {
    const session = await sessionOf({ 'orders.csv': BASE })
    const read = () => session.engine.query('SELECT * FROM customer_period ORDER BY customer_id')
    const short = await read()
    await buildPeriod(session.engine, 'scanned')
    expect(short).toEqual(await read())
    await session.engine.stop()
  })
  test('a past date does not know what came after it', async () => {
    const session = await sessionOf({ 'orders.csv': BASE }, { asOf: '2024-03-01', period: 'all' })
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(kpi).toMatchObject({ customers: 1, orders: 2, revenue: 57, sales_without_customer: 0 })
    await session.engine.stop()
  })
  test('an order refunded in whole is no purchase, and who placed it is kept as one who bought nothing', async () => {
    const order = (
      order_id: string,
      customer_id: string,
      order_date: string,
      total: number,
      refunded_amount: number,
    ) => ({ order_id, customer_id, order_date, total, refunded_amount })
    const rows = [
      order('1', 'A', '2024-05-01', 100, 100), // all of it came back
      order('2', 'B', '2024-05-02', 100, 40),
      order('3', 'C', '2024-05-03', 50, 0),
      order('4', 'C', '2024-05-04', 50, 50),
    ]
    const session = await sessionOf({ 'orders.csv': csv(rows) }, { period: 'all' })
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({
      customers: 2,
      orders: 2,
      revenue: 110,
      customers_without_purchase: 1,
      refunds_without_purchase: 0,
      total: 110,
    })
    expect(
      await session.engine.query(
        'SELECT customer_id AS id, return_rate_12m AS rate FROM customer_facts ORDER BY ALL',
      ),
    ).toEqual([
      { id: 'A', rate: 1 },
      { id: 'B', rate: 0.4 },
      { id: 'C', rate: 0.5 },
    ])
    await session.engine.stop()
  })
  test.each(['net', 'drop'] as const)(
    'the reconcile table walks from the files to the headline (returns=%s)',
    async (returns) => {
      const session = await sessionOf({ 'orders.csv': BASE }, { returns })
      const steps = await rowsOf(session, 'data.reconcile')
      const of = (step: string) => Number(steps.find((row) => row.step === step)?.amount ?? 0)
      expect(of('plain')).toBe(241)
      expect(of('plain') + of('outside') + of('void') + of('unnamed') + of('refunds') + of('dropped')).toBe(
        of('revenue'),
      )
      expect(of('revenue')).toBe(returns === 'net' ? 125 : 155)
      await session.engine.stop()
    },
  )
})

describe('grain', () => {
  const line = (
    order_id: string,
    product: string,
    quantity: number,
    unit_price: number,
    order_total: number,
  ) => ({
    order_id,
    customer_id: 'A',
    order_date: '2024-05-01',
    product,
    quantity,
    unit_price,
    order_total,
  })
  test('lines of an order are summed, and an order total repeated on each line is not', async () => {
    const rows = [line('1', 'x', 2, 10, 35), line('1', 'y', 3, 5, 35), line('2', 'x', 1, 10, 10)]
    const session = await sessionOf({ 'lines.csv': csv(rows) })
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({ orders: 2, revenue: 45 })
    await session.engine.stop()
    const repeated = rows.map(({ unit_price: _, ...rest }) => rest)
    const totals = await sessionOf({ 'totals.csv': csv(repeated) })
    expect((await rowsOf(totals, 'overview.kpis'))[0]).toMatchObject({ orders: 2, revenue: 45 })
    await totals.engine.stop()
  })
  test('an order header without an amount gets it from the lines of another file', async () => {
    const session = await sessionOf({
      'orders.csv': csv([{ order_id: '1', customer_id: 'A', order_date: '2024-05-01', status: 'paid' }]),
      'lines.csv': csv([
        { order_id: '1', sku: 'x', quantity: 2, price: 10 },
        { order_id: '1', sku: 'y', quantity: 1, price: 2.5 },
      ]),
    })
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({
      customers: 1,
      orders: 1,
      revenue: 22.5,
    })
    await session.engine.stop()
  })
  test('the data end on the last day of any row, although an order was placed on the day of its first', async () => {
    const till = csv(
      [1, 2, 3].flatMap((day) =>
        ['1', '2'].map((no) => ({
          order_id: no,
          customer_id: `C${no}`,
          order_date: `2024-05-0${day}`,
          total: 10,
        })),
      ),
    )
    const session = await sessionOf({ 'till.csv': till })
    session.say(session.sources[0]!.id, { unit: 'id' })
    await session.rebuild(view({ period: 'all' }))
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({ orders: 2, revenue: 60 })
    expect(session.params!.as_of).toBe('2024-05-03')
    await session.engine.stop()
  })
  test('two exports that overlap count an order once, the newest file wins', async () => {
    const first = orders([
      ['1', 'A', '2024-01-01', 10],
      ['2', 'A', '2024-02-01', 20],
      ['3', 'C', '2024-02-09', 5],
    ])
    // What both say alike shows that they overlap. At the edge of a file 20 and 25 could be the parts of one order.
    const second = orders([
      ['1', 'A', '2024-01-01', 10],
      ['2', 'A', '2024-02-01', 25],
      ['3', 'C', '2024-02-09', 5],
      ['4', 'B', '2024-03-01', 30],
    ])
    const session = await sessionOf({ 'january.csv': first, 'february.csv': second }, { period: 'all' })
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({ orders: 4, revenue: 70 })
    expect(Object.fromEntries(session.changes)).toEqual({
      1: { added: 3, unchanged: 0, changed: 0, replaced: 3 },
      2: { added: 1, unchanged: 2, changed: 1, replaced: 0 },
    })
    await session.engine.stop()
  })
})

describe('RFM', () => {
  test('equal values score equally, whatever the order of the rows', async () => {
    const rows: [string, string, string, number][] = Array.from({ length: 40 }, (_, i) => [
      String(i),
      `C${i}`,
      `2024-05-${String(1 + (i % 4)).padStart(2, '0')}`,
      i < 30 ? 10 : 20,
    ])
    const session = await sessionOf({ 'orders.csv': orders(rows) })
    const scores = await session.engine.query(
      'SELECT DISTINCT monetary::DOUBLE AS monetary, m FROM customer_rfm ORDER BY 1',
    )
    // 30 of 40 spent 10 (nobody less): score 1; the best value scores 5 however many share it, here 10 who spent 20.
    expect(scores).toEqual([
      { monetary: 10, m: 1 },
      { monetary: 20, m: 5 },
    ])
    expect(await session.engine.query('SELECT count(DISTINCT f) AS n FROM customer_rfm')).toEqual([{ n: 1 }])
    const recency = await session.engine.query('SELECT DISTINCT recency_days, r FROM customer_rfm ORDER BY 1')
    expect(recency).toEqual([
      { recency_days: 0, r: 5 },
      { recency_days: 1, r: 3 },
      { recency_days: 2, r: 2 },
      { recency_days: 3, r: 1 },
    ])
    await session.engine.stop()
  })
})

describe('a filter', () => {
  test('leaves out what names no customer', async () => {
    const session = await sessionOf({ 'orders.csv': BASE })
    await session.filter(view({ filter: { tier: ['diamond', 'gold', 'silver', 'ordinary'] } }))
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(kpi).toMatchObject({
      customers: 2,
      revenue: 125,
      sales_without_customer: 0,
      refunds_without_purchase: 0,
    })
    const trend = await rowsOf(session, 'trend.revenue')
    expect(trend.reduce((sum, row) => sum + Number(row.without_customer), 0)).toBe(0)
    await session.engine.stop()
  })
})

describe('a rebuild', () => {
  test('that fails ends in words: each panel says so, and the next good one answers again', async () => {
    const session = await sessionOf({ 'orders.csv': BASE })
    await session.engine.run('ALTER TABLE source_1 RENAME TO away')
    await expect(session.show(view({ asOf: '2024-06-30' }))).rejects.toThrow(AppError)
    expect(await ask(session, 'tiers.pyramid')).toMatchObject({
      state: 'error',
      reason: { key: 'error.engine.query' },
    })
    await session.engine.run('ALTER TABLE away RENAME TO source_1')
    await session.show(view())
    expect((await ask(session, 'overview.kpis')).state).toBe('ready')
    await session.engine.stop()
  })
  test('that another overtakes leaves the newer one its customers and its figures', async () => {
    const session = await sessionOf({ 'orders.csv': BASE })
    const first = session.rebuild(view({ period: 'all' }))
    const second = session.show(view({ asOf: '2024-03-01', period: 'all' }))
    await Promise.all([first, second])
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({ orders: 2, revenue: 57 })
    expect(await session.engine.query('SELECT count(*) AS n FROM customers')).toEqual([{ n: 4 }])
    await session.engine.stop()
  })
})
