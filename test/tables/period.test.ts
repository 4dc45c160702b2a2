import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'
import { buildPeriod, buildSalesMarts, setSummedParams, ORDERS_ALONE } from '../../src/tables/build'
import { empty, house, look, order, put } from '../support/house'

const home = house()

const rows = () => home.engine.query('SELECT * FROM customer_period ORDER BY customer_id')
const row = (customer_id: string, of: Record<string, number>) => ({
  ...{ customer_id, records: 0, orders: 0, revenue: 0, refunds_without_purchase: 0, refunds_left_out: 0 },
  ...{ orders_before: 0, revenue_before: 0, ...of },
})
/** The first quarter of 2024, compared with that of 2023. */
const QUARTER = '2024-01..2024-03'
const ORDERS = [
  order('0', '2020-01-01', 1), // the data begin long before
  order('A', '2023-12-31', 1000),
  order('A', '2024-01-01', 10),
  order('A', '2024-03-31 23:59', 20),
  order('A', '2024-04-01', 1000),
  order('A', '2024-02-01', -5), // of a buyer
  order('B', '2024-02-01', -7), // of who bought nothing
  order('C', '2023-03-31', 40), // bought a year before alone
  order('C', '2023-03-01', -4),
  order('D', '2023-02-01', -3), // sent back a year before alone
  order('E', '2024-03-01', 0, { returned: 50 }), // all of it came back
  order(null, '2024-02-02', 99),
]
const build = async (period: string, part: Parameters<typeof look>[1] = {}, table = period) => {
  await look(home.engine, { asOf: '2024-12-31', period, ...part })
  await buildSalesMarts(home.engine, ['2024-12-31'], ORDERS_ALONE)
  await buildPeriod(home.engine, table)
}

describe('customer_period', () => {
  test('is of who did anything in the period or in the one before, net of what buyers sent back', async () => {
    await put(home.engine, 'orders', ORDERS)
    await build(QUARTER)
    expect(await rows()).toEqual([
      row('A', { records: 3, orders: 2, revenue: 25 }),
      row('B', { records: 1, refunds_without_purchase: -7 }),
      row('C', { orders_before: 1, revenue_before: 36 }),
      row('D', {}),
      row('E', { records: 1 }),
    ])
  })
  test('where returns are dropped tells beside the revenue what buyers sent back', async () => {
    await put(home.engine, 'orders', ORDERS)
    await build(QUARTER, { returns: 'drop' })
    expect(await rows()).toEqual([
      row('A', { records: 3, orders: 2, revenue: 30, refunds_left_out: -5 }),
      row('B', { records: 1, refunds_without_purchase: -7 }),
      row('C', { orders_before: 1, revenue_before: 40 }),
      row('D', {}),
      row('E', { records: 1 }),
    ])
  })
  test('of all time compares with nothing', async () => {
    await put(home.engine, 'orders', ORDERS)
    await build('all')
    expect(await rows()).toEqual([
      row('0', { records: 1, orders: 1, revenue: 1 }),
      row('A', { records: 5, orders: 4, revenue: 2025 }),
      row('B', { records: 1, refunds_without_purchase: -7 }),
      row('C', { records: 2, orders: 1, revenue: 36 }),
      row('D', { records: 1, refunds_without_purchase: -3 }),
      row('E', { records: 1 }),
    ])
  })
  test('does not look beyond the day as of which it is', async () => {
    await put(home.engine, 'orders', [order('A', '2024-01-05', 10), order('A', '2024-02-05', 20)])
    await build(QUARTER, { asOf: '2024-01-31' })
    expect(await rows()).toEqual([row('A', { records: 1, orders: 1, revenue: 10 })])
  })
  test('of twelve months holds what those hold, and who bought in the twelve before', async () => {
    await put(home.engine, 'orders', [
      order('0', '2020-01-01', 1),
      order('A', '2024-01-01', 10),
      order('A', '2023-12-31', 30),
      order('A', '2024-06-01', -4),
      order('B', '2023-06-01', 40),
      order('C', '2024-05-01', -6),
      order('D', '2023-05-01', -6),
    ])
    await build('12m')
    expect(await rows()).toEqual([
      row('A', { records: 2, orders: 1, revenue: 6, orders_before: 1, revenue_before: 30 }),
      row('B', { orders_before: 1, revenue_before: 40 }),
      row('C', { records: 1, refunds_without_purchase: -6 }),
    ])
    await build('12m', { returns: 'drop' })
    expect((await rows())[0]).toMatchObject({ refunds_left_out: -4 })
  })
  test('of twelve months says nothing of the twelve before where the data do not reach back', async () => {
    await put(home.engine, 'orders', [
      order('A', '2024-01-01', 10),
      order('A', '2023-12-31', 30),
      order('B', '2023-06-01', 40),
    ])
    await build('12m')
    expect(await rows()).toEqual([row('A', { records: 1, orders: 1, revenue: 10 })])
  })
  test('of nobody is empty', async () => {
    await put(home.engine, 'orders', [order(null, '2024-06-01', 5)])
    for (const period of ['12m', 'all', QUARTER]) {
      await build(period)
      expect(await rows()).toEqual([])
    }
  })
  test('of twelve months is the same from customer_sales as from the orders, but for who only sent back before', async () => {
    const random = seeded(3)
    const day = () => new Date(Date.UTC(2022, 6, 1 + Math.floor(random() * 914))).toISOString().slice(0, 10)
    const many = Array.from({ length: 150 }, () =>
      order(`C${Math.floor(random() * 30)}`, day(), Math.round((random() - 0.3) * 100)),
    )
    await put(home.engine, 'orders', [order('0', '2022-07-01', 1), ...many])
    for (const returns of ['net', 'drop'] as const) {
      await empty(home.engine)
      await put(home.engine, 'orders', [order('0', '2022-07-01', 1), ...many])
      await build('12m', { returns })
      const short = await rows()
      await build('12m', { returns }, 'scanned')
      const scanned = (await rows()).filter(
        ({ records, orders_before }) => Number(records) || Number(orders_before),
      )
      expect(short).toEqual(scanned)
      expect(short.length).toBeGreaterThan(20)
    }
  })
})

describe('customers who are summed up', () => {
  const build = async () => {
    await setSummedParams(home.engine, 'net')
    await buildSalesMarts(home.engine, ['2000-01-01'], { ...ORDERS_ALONE, summed: true })
    await buildPeriod(home.engine, 'all', undefined, true)
  }
  const sales = () =>
    home.engine.query(
      'SELECT customer_id AS id, last_order_on AS last, orders_all AS orders, revenue_all AS revenue, orders_12m AS year FROM customer_sales ORDER BY customer_id',
    )
  test('stand with what their file says of all time; windows are not known', async () => {
    await put(home.engine, 'customers', [
      { customer_id: 'A', total_spend: 100, order_count: 3, last_order_at: '2024-06-30 15:00' },
      { customer_id: 'B', total_spend: 50 },
      { customer_id: 'C', order_count: 0 },
    ])
    await build()
    expect(await sales()).toEqual([
      { id: 'A', last: '2024-06-30', orders: 3, revenue: 100, year: null },
      { id: 'B', last: null, orders: null, revenue: 50, year: null },
      { id: 'C', last: null, orders: 0, revenue: 0, year: null },
    ])
    expect(await rows()).toEqual([
      row('A', { records: 3, orders: 3, revenue: 100 }),
      // Not counted is not none.
      { ...row('B', { revenue: 50 }), records: null, orders: null },
      row('C', {}),
    ])
  })
  test('are counted back from the day where the file says only how long ago', async () => {
    await put(home.engine, 'customers', [
      { customer_id: 'A', last_order_at: '2024-06-30' },
      { customer_id: 'B', recency_days: 30 },
      // The day itself goes before the count.
      { customer_id: 'C', recency_days: 30, last_order_at: '2024-06-29' },
    ])
    await build()
    expect((await sales()).map(({ id, last }) => [id, last])).toEqual([
      ['A', '2024-06-30'],
      ['B', '2024-05-31'],
      ['C', '2024-06-29'],
    ])
  })
  test.each(['total_spend', 'order_count', 'recency_days', 'tenure_months', 'monthly_charge'])(
    'are known where the file says %s, were it nothing; who has only a name is not',
    async (field) => {
      await put(home.engine, 'customers', [
        { customer_id: 'A', [field]: 0 },
        { customer_id: 'B', name: 'B' },
      ])
      await build()
      expect((await sales()).map(({ id }) => id)).toEqual(['A'])
    },
  )
  test('are written once for the day', async () => {
    await put(home.engine, 'customers', [{ customer_id: 'A', total_spend: 7 }])
    await build()
    await build()
    expect(await sales()).toHaveLength(1)
  })
})
