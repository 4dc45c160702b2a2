import { describe, expect, test } from 'vitest'
import { buildSalesMarts, ORDERS_ALONE } from '../../src/tables/build'
import { house, look, order, put } from '../support/house'

const home = house()

const build = async (part: Partial<typeof ORDERS_ALONE>, dates = ['2024-12-31']) => {
  await look(home.engine, { asOf: '2024-12-31' })
  await buildSalesMarts(home.engine, dates, { ...ORDERS_ALONE, ...part })
}
const all = (table: string, columns: string) =>
  home.engine.query(`SELECT ${columns} FROM ${table} ORDER BY as_of, customer_id`)

describe('customer_payment', () => {
  const bill = (
    customer_id: string,
    ordered_at: string,
    paid_at: string | null,
    due_at: string | null,
    amount = 10,
  ) => order(customer_id, ordered_at, amount, { paid_at, due_at })
  const days = () => all('customer_payment', 'customer_id AS id, payment_days AS days, overdue_share AS late')
  test('is the mean of the days from order to payment, whatever the hour', async () => {
    await put(home.engine, 'orders', [
      bill('A', '2024-06-01 23:00', '2024-06-02 01:00', null),
      bill('A', '2024-06-10', '2024-06-15', null),
    ])
    await build({ payment: true })
    expect(await days()).toEqual([{ id: 'A', days: 3, late: null }])
  })
  test('counts as late what was paid after the day it was due, or is not paid although it is due', async () => {
    await put(home.engine, 'orders', [
      bill('A', '2024-06-01', '2024-07-01', '2024-07-01'), // on the day
      bill('A', '2024-06-01', '2024-07-02', '2024-07-01'), // a day late
      bill('A', '2024-06-01', null, '2024-12-31'), // due today, not paid
      bill('A', '2024-12-01', null, '2025-01-01'), // not yet due: not counted
    ])
    await build({ payment: true })
    expect(await days()).toEqual([{ id: 'A', days: 30.5, late: 2 / 3 }])
  })
  test('knows on a day only what was paid and due by then', async () => {
    await put(home.engine, 'orders', [bill('A', '2024-06-01', '2024-08-01', '2024-07-01')])
    await build({ payment: true }, ['2024-06-30', '2024-07-15', '2024-12-31'])
    // On 15 July it was due and not paid, which is late already.
    expect(await days()).toEqual([
      { id: 'A', days: null, late: null },
      { id: 'A', days: null, late: 1 },
      { id: 'A', days: 61, late: 1 },
    ])
  })
  test('is of the last twelve months, of sales, of customers', async () => {
    await put(home.engine, 'orders', [
      bill('A', '2023-12-31', '2024-01-30', null), // a year ago to the day
      bill('B', '2024-01-01', '2024-01-11', null),
      bill('C', '2024-06-01', '2024-06-02', null, -5),
      { ...bill('A', '2024-06-01', '2024-06-02', null), customer_id: null },
      bill('D', '2025-01-01', '2025-01-01', null),
    ])
    await build({ payment: true })
    expect(await days()).toEqual([{ id: 'B', days: 10, late: null }])
  })
})

describe('customer_products', () => {
  const line = (
    customer_id: string | null,
    ordered_at: string,
    more: Record<string, string | number | null>,
  ) => ({
    ...{ customer_id, ordered_at, amount: 10 },
    ...more,
  })
  const breadth = () => all('customer_products', 'customer_id AS id, categories AS n, margin_12m AS margin')
  test('counts categories, and products where they have none, each once', async () => {
    await put(home.engine, 'order_lines', [
      line('A', '2024-06-01', { category: 'tea', product_id: '1' }),
      line('A', '2024-06-02', { category: 'tea', product_id: '2' }),
      line('A', '2024-06-03', { category: null, product_id: '3' }),
      line('B', '2024-06-03', {}),
    ])
    await build({ products: true })
    expect(await breadth()).toEqual([
      { id: 'A', n: 2, margin: null },
      { id: 'B', n: 0, margin: null },
    ])
  })
  test('adds up the margin that a line says, else its amount less its cost; what says neither adds nothing', async () => {
    await put(home.engine, 'order_lines', [
      line('A', '2024-06-01', { category: 'tea', margin: 4, cost: 1 }),
      line('A', '2024-06-01', { category: 'tea', cost: 7 }),
      line('A', '2024-06-01', { category: 'tea' }),
      line('A', '2024-06-01', { category: 'tea', margin: -2 }),
    ])
    await build({ products: true })
    expect(await breadth()).toEqual([{ id: 'A', n: 1, margin: 5 }])
  })
  test('is of twelve months, of what was kept, of customers', async () => {
    await put(home.engine, 'order_lines', [
      line('A', '2023-12-31', { category: 'tea' }),
      line('A', '2024-01-01', { category: 'rice' }),
      line('A', '2024-12-31 20:00', { category: 'salt' }),
      line('A', '2025-01-01', { category: 'oil' }),
      line('A', '2024-06-01', { category: 'fish', sold: 0 }), // never became a sale
      line('A', '2024-06-01', { category: 'milk', sold: 5, refunded: -5 }), // all of it came back
      line('A', '2024-06-01', { category: 'corn', sold: 5, refunded: -4 }), // most of it
      line(null, '2024-06-01', { category: 'meat' }),
    ])
    await build({ products: true })
    expect(await breadth()).toEqual([{ id: 'A', n: 3, margin: null }])
  })
})

test('customer_voice: complaints are those of twelve months up to a day, open are tickets that nobody had resolved by then', async () => {
  const ticket = (
    customer_id: string | null,
    is_complaint: boolean | null,
    opened_at: string,
    resolved_at: string | null,
  ) => ({
    ...{ customer_id, is_complaint, opened_at, resolved_at },
  })
  await put(home.engine, 'tickets', [
    ticket('A', true, '2023-06-30 23:59', '2023-07-02 10:00'), // a year ago to the day: no more
    ticket('A', true, '2023-07-01 00:00', '2024-06-30 12:00'), // resolved on the day
    ticket('A', true, '2024-06-30 23:00', '2024-07-01 09:00'), // on the day, resolved the day after
    ticket('A', false, '2024-05-01 09:00', null), // open, and no complaint
    ticket('A', true, '2024-07-01 09:00', null), // not yet
    ticket('B', null, '2020-01-01 09:00', '2020-01-02 09:00'),
    ticket(null, true, '2024-06-01 09:00', null),
  ])
  await home.engine.run("INSERT INTO customer_voice VALUES ('2024-03-31', 'A', 7, 7)")
  await build({ voice: true }, ['2024-06-30', '2024-03-31', '2023-06-30'])
  const rows = await all(
    'customer_voice',
    'as_of AS day, customer_id AS id, complaints_12m AS complaints, open_tickets AS open',
  )
  expect(rows.map(({ day, id, complaints, open }) => [day, id, complaints, open])).toEqual([
    ['2023-06-30', 'A', 1, 1],
    ['2023-06-30', 'B', 0, 0],
    // What is known already is not worked out again.
    ['2024-03-31', 'A', 7, 7],
    ['2024-06-30', 'A', 2, 2],
    ['2024-06-30', 'B', 0, 0],
  ])
})

describe('customer_event', () => {
  const event = (customer_id: string | null, at: string, kind: string | null) => ({ customer_id, at, kind })
  const counts = () =>
    all(
      'customer_event',
      'customer_id AS id, defaults_12m AS defaults, disputes_12m AS disputes, events_12m AS n',
    )
  test('tells defaults and disputes by the words of their kind, in either script and in English', async () => {
    await put(home.engine, 'events', [
      ...[
        'Default',
        'bad debt',
        'write-off',
        'Write off',
        '合同违约',
        '違約',
        '坏账',
        '壞帳',
        '呆账',
        '呆帳',
        '失信',
      ].map((kind) => event('A', '2024-06-01', kind)),
      ...['Dispute', 'lawsuit', 'LITIGATION', '合同纠纷', '糾紛', '争议', '爭議', '诉讼', '訴訟', '仲裁'].map(
        (kind) => event('B', '2024-06-01', kind),
      ),
      ...['Visit', '拜访', 'complaint', 'writing'].map((kind) => event('C', '2024-06-01', kind)),
      event('C', '2024-06-01', null),
    ])
    await build({ events: true })
    expect(await counts()).toEqual([
      { id: 'A', defaults: 11, disputes: 0, n: 11 },
      { id: 'B', defaults: 0, disputes: 10, n: 10 },
      { id: 'C', defaults: 0, disputes: 0, n: 5 },
    ])
  })
  test('is of the twelve months up to the day, of customers', async () => {
    await put(home.engine, 'events', [
      event('A', '2023-12-31', 'default'),
      event('A', '2024-01-01', 'default'),
      event('A', '2024-12-31 18:00', 'dispute'),
      event('A', '2025-01-01', 'default'),
      event(null, '2024-06-01', 'default'),
    ])
    await build({ events: true })
    expect(await counts()).toEqual([{ id: 'A', defaults: 1, disputes: 1, n: 2 }])
  })
})

describe('customer_deal', () => {
  const deal = (
    customer_id: string | null,
    created_at: string,
    closed_at: string | null,
    amount: number | null,
  ) => ({
    ...{ customer_id, created_at, closed_at, amount },
  })
  test('counts deals that were begun and not closed on the day, and what they are worth', async () => {
    await put(home.engine, 'deals', [
      deal('A', '2019-01-01', null, 100), // however long ago
      deal('A', '2024-12-31 09:00', null, null), // begun today, without an amount
      deal('A', '2024-06-01', '2025-01-01', 20), // closed tomorrow
      deal('A', '2024-06-01', '2024-12-31', 1000), // closed today
      deal('A', '2025-01-01', null, 1000), // not yet begun
      deal('B', '2024-06-01', '2024-06-02', 1000),
      deal(null, '2024-06-01', null, 1000),
    ])
    await build({ deals: true })
    expect(
      await all('customer_deal', 'customer_id AS id, open_deals AS n, open_deal_amount AS amount'),
    ).toEqual([{ id: 'A', n: 3, amount: 120 }])
  })
  test('is of each date that is asked for', async () => {
    await put(home.engine, 'deals', [deal('A', '2024-02-01', '2024-05-01', 9)])
    await build({ deals: true }, ['2024-01-31', '2024-02-01', '2024-04-30', '2024-05-01'])
    expect(await all('customer_deal', 'as_of AS day')).toEqual([{ day: '2024-02-01' }, { day: '2024-04-30' }])
  })
})

test('marts that the files cannot fill stay empty, and facts of them are none', async () => {
  await put(home.engine, 'orders', [
    order('A', '2024-06-01', 10, { paid_at: '2024-06-02', due_at: '2024-06-01' }),
  ])
  await put(home.engine, 'tickets', [{ customer_id: 'A', is_complaint: true, opened_at: '2024-06-01' }])
  await put(home.engine, 'events', [{ customer_id: 'A', at: '2024-06-01', kind: 'default' }])
  await put(home.engine, 'deals', [{ customer_id: 'A', created_at: '2024-06-01', amount: 5 }])
  await put(home.engine, 'order_lines', [
    { customer_id: 'A', ordered_at: '2024-06-01', category: 'tea', margin: 3 },
  ])
  const facts = () =>
    home.engine.query(
      `SELECT payment_days AS paid, categories AS n, margin_12m AS margin, complaints_12m AS complaints, open_tickets AS open,
        defaults_12m AS defaults, open_deals AS deals, open_deal_amount AS amount FROM customer_facts`,
    )
  await build({})
  const none = { paid: null, n: 0, margin: null, complaints: 0, open: 0, defaults: 0, deals: 0, amount: 0 }
  expect(await facts()).toEqual([none])
  await build({ payment: true, products: true, voice: true, events: true, deals: true })
  const told = { paid: 1, n: 1, margin: 3, complaints: 1, open: 1, defaults: 1, deals: 1, amount: 5 }
  expect(await facts()).toEqual([told])
})
