import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'
import { buildSale, buildSalesMarts, ORDERS_ALONE } from '../../src/tables/build'
import { house, look, order, put } from '../support/house'

const home = house()

/** Around 31 December 2024: 12 months begin on 1 January, 6 months on 1 July. */
const AROUND = [
  order('A', '2024-12-31 23:59:59', 100),
  order('A', '2024-07-01', 10),
  order('A', '2024-06-30 12:00', 20),
  order('A', '2024-01-01', 30),
  order('A', '2023-12-31 23:00', 40),
  order('A', '2023-01-01', 50),
  order('A', '2022-12-31', 60),
  order('A', '2025-01-01', 1000), // not yet
  order('A', '2024-08-01', -5),
  order('A', '2023-06-01', -7),
  order('B', '2024-05-01', -11), // sent something back and bought nothing
  order('C', '2024-03-03', 0, { returned: 25 }), // everything came back
  order('D', '2025-01-02', 9), // begins later
  order(null, '2024-05-05', 77), // nobody's
  order('E', null, 88), // of no day
]
/** The last day alone, by one of the two ways; further dates that hold nobody make it the other. */
const WAYS: [string, string[]][] = [
  ['one date after the other', ['2024-12-31']],
  ['many dates at once', ['2024-12-31', '1990-01-01', '1990-02-01', '1990-03-01']],
]
const salesOf = (columns: string) =>
  home.engine.query(`SELECT ${columns} FROM customer_sales WHERE as_of = '2024-12-31' ORDER BY customer_id`)

describe.each(WAYS)('customer_sales, %s', (_, dates) => {
  const build = async (returns: 'net' | 'drop' = 'net') => {
    await put(home.engine, 'orders', AROUND)
    await look(home.engine, { asOf: '2024-12-31', returns })
    await buildSalesMarts(home.engine, dates, ORDERS_ALONE)
  }
  test('counts orders in windows that begin the day after and end on the day', async () => {
    await build()
    expect(
      await salesOf(
        'customer_id AS id, orders_all AS ever, records_12m AS records, orders_12m AS year, orders_prior_12m AS before, orders_6m AS half, orders_prior_6m AS half_before',
      ),
    ).toEqual([
      { id: 'A', ever: 7, records: 5, year: 4, before: 2, half: 2, half_before: 2 },
      { id: 'B', ever: 0, records: 1, year: 0, before: 0, half: 0, half_before: 0 },
      { id: 'C', ever: 0, records: 1, year: 0, before: 0, half: 0, half_before: 0 },
    ])
  })
  test('nets revenue with the buyer’s own refunds of the window, and gives none to who bought nothing', async () => {
    await build()
    expect(
      await salesOf(
        'revenue_all AS ever, revenue_12m AS year, revenue_prior_12m AS before, revenue_6m AS half, revenue_prior_6m AS half_before',
      ),
    ).toEqual([
      { ever: 298, year: 155, before: 83, half: 105, half_before: 50 },
      { ever: 0, year: 0, before: 0, half: 0, half_before: 0 },
      { ever: 0, year: 0, before: 0, half: 0, half_before: 0 },
    ])
  })
  test('leaves refunds out of revenue where returns are dropped, and tells them beside it all the same', async () => {
    await build('drop')
    expect(
      await salesOf(
        'revenue_all AS ever, revenue_12m AS year, revenue_6m AS half, sold_12m AS sold, refunded_12m AS refunded, returned_12m AS returned',
      ),
    ).toEqual([
      { ever: 310, year: 160, half: 110, sold: 160, refunded: -5, returned: 0 },
      { ever: 0, year: 0, half: 0, sold: 0, refunded: -11, returned: 0 },
      { ever: 0, year: 0, half: 0, sold: 0, refunded: 0, returned: 25 },
    ])
  })
  test('knows the first and the last day of a purchase; a refund or a returned order is none', async () => {
    await build()
    expect(await salesOf('first_order_on AS first, last_order_on AS last')).toEqual([
      { first: '2022-12-31', last: '2024-12-31' },
      { first: null, last: null },
      { first: null, last: null },
    ])
  })
  test('does not make a date again that stands already', async () => {
    await build()
    await home.engine.run('UPDATE customer_sales SET orders_all = 99')
    await buildSalesMarts(home.engine, dates, ORDERS_ALONE)
    expect(await salesOf('orders_all AS ever')).toEqual([{ ever: 99 }, { ever: 99 }, { ever: 99 }])
  })
})

test('customer_sales of nobody has no rows, whatever the way', async () => {
  await look(home.engine, { asOf: '2024-12-31' })
  for (const [, dates] of WAYS) await buildSalesMarts(home.engine, dates, ORDERS_ALONE)
  expect(await home.engine.query('SELECT count(*) AS n FROM customer_sales')).toEqual([{ n: 0 }])
})

test('customer_sales is the same whichever way it was made, over many orders drawn at random', async () => {
  const random = seeded(19)
  const day = () => new Date(Date.UTC(2022, 0, 1 + Math.floor(random() * 1100))).toISOString().slice(0, 10)
  await put(
    home.engine,
    'orders',
    Array.from({ length: 250 }, () =>
      order(`C${Math.floor(random() * 25)}`, day(), Math.round((random() - 0.2) * 1000) / 10),
    ),
  )
  await look(home.engine)
  // Ends of months of which 6 and 12 months earlier there is no such day, and one day of none.
  const dates = ['2024-08-31', '2024-02-29', '2023-12-31', '2023-03-30']
  const read = () => home.engine.query('SELECT * FROM customer_sales ORDER BY as_of, customer_id')
  await buildSalesMarts(home.engine, dates, ORDERS_ALONE)
  const bulk = await read()
  await home.engine.run('DELETE FROM customer_sales')
  for (const date of dates) await buildSalesMarts(home.engine, [date], ORDERS_ALONE)
  expect(await read()).toEqual(bulk)
  expect(bulk.length).toBeGreaterThan(80)
})

describe('customer_facts', () => {
  const factsOf = async (columns: string, asOf = '2024-12-31') => {
    await look(home.engine, { asOf })
    await buildSalesMarts(home.engine, [asOf], ORDERS_ALONE)
    return home.engine.query(`SELECT customer_id AS id, ${columns} FROM customer_facts ORDER BY customer_id`)
  }
  const begin = order('Z', '2022-12-31', 1)
  test('tell the days since the first and the last order, and what an order brings', async () => {
    await put(home.engine, 'orders', [
      begin,
      order('A', '2024-12-01', 30),
      order('A', '2024-12-30', 10),
      order('A', '2024-12-31', -4),
      order('B', '2024-06-01', -3),
    ])
    expect(await factsOf('recency_days AS recency, tenure_days AS tenure, average_order AS average')).toEqual(
      [
        { id: 'A', recency: 1, tenure: 30, average: 18 },
        { id: 'B', recency: null, tenure: null, average: null },
        { id: 'Z', recency: 731, tenure: 731, average: 1 },
      ],
    )
  })
  test('tell growth as an index from −1 (stopped) to 1 (new) and as a rate that who is new has not', async () => {
    await put(home.engine, 'orders', [
      begin,
      ...['A', 'C', 'D'].map((id) => order(id, '2023-06-01', 100)),
      ...['A', 'B'].map((id) => order(id, '2024-06-01', 300)),
      order('D', '2024-06-01', 100),
    ])
    expect(await factsOf('growth_12m AS index, growth_rate_12m AS rate')).toEqual([
      { id: 'A', index: 0.5, rate: 2 },
      { id: 'B', index: 1, rate: null },
      { id: 'C', index: -1, rate: -1 },
      { id: 'D', index: 0, rate: 0 },
      { id: 'Z', index: -1, rate: null },
    ])
  })
  test('tell growth of half a year from twelve months on, of a whole one from twenty-four, but for a week', async () => {
    await put(home.engine, 'orders', [order('A', '2023-01-07', 10), order('A', '2024-12-30', 10)])
    // A week and a day less than two years before the last day.
    const known = async (asOf: string) => {
      await home.engine.run('DELETE FROM customer_sales')
      const [row] = await factsOf('growth_12m IS NOT NULL AS year, growth_6m IS NOT NULL AS half', asOf)
      return [row!.year, row!.half]
    }
    expect(await known('2024-12-31')).toEqual([true, true])
    expect(await known('2024-12-30')).toEqual([false, true])
    expect(await known('2023-12-31')).toEqual([false, true])
    expect(await known('2023-12-30')).toEqual([false, false])
  })
  test('tell what share of what was ordered came back, in part or whole, and of nothing ordered none', async () => {
    await put(home.engine, 'orders', [
      order('A', '2024-06-01', 60),
      order('A', '2024-06-02', 0, { returned: 40 }),
      order('A', '2024-06-03', -10),
      order('B', '2024-06-03', -10),
    ])
    expect(await factsOf('return_rate_12m AS rate')).toEqual([
      { id: 'A', rate: 0.5 },
      { id: 'B', rate: null },
    ])
  })
  test('are none of what nothing tells, and zero of what is counted', async () => {
    await put(home.engine, 'orders', [order('A', '2024-06-01', 60)])
    expect(
      await factsOf(
        'payment_days AS days, margin_12m AS margin, median_gap_days AS gap, categories, complaints_12m AS complaints, open_deal_amount AS deals',
      ),
    ).toEqual([{ id: 'A', days: null, margin: null, gap: null, categories: 0, complaints: 0, deals: 0 }])
  })
})

describe('sale', () => {
  test('numbers customers of orders and of customer files in the order of their ids, each once', async () => {
    await put(home.engine, 'orders', [
      order('b', '2024-01-01', 1),
      order('b', '2024-01-02', 1),
      order(null, '2024-01-01', 1),
    ])
    await put(home.engine, 'customers', [{ customer_id: 'a' }, { customer_id: 'b' }, { customer_id: 'c' }])
    await buildSale(home.engine)
    expect(await home.engine.query('SELECT * FROM customer_index ORDER BY key')).toEqual([
      { customer_id: 'a', key: 1 },
      { customer_id: 'b', key: 2 },
      { customer_id: 'c', key: 3 },
    ])
  })
  test('holds what each bought and sent back on which day, and nothing that names nobody', async () => {
    await put(home.engine, 'orders', [
      order('A', '2024-01-01 23:59', 5),
      order('A', '2024-01-02', -3),
      order('B', '2024-01-03', 0, { returned: 7 }),
      order(null, '2024-01-04', 9),
    ])
    await buildSale(home.engine)
    expect(await home.engine.query('SELECT * FROM sale ORDER BY key, day')).toEqual([
      { key: 1, day: '2024-01-01', sold: 5, refunded: 0, returned: 0 },
      { key: 1, day: '2024-01-02', sold: 0, refunded: -3, returned: 0 },
      { key: 2, day: '2024-01-03', sold: 0, refunded: 0, returned: 7 },
    ])
  })
})
