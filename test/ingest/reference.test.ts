import { afterEach, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import { openQuestions } from '../../src/ingest/answer'
import { emptiness } from '../../src/ingest/note'
import type { Question } from '../../src/ingest/notice'
import { csv, rowsOf, sessionOf } from '../support/session'

/** Five orders of three people, with lines that name products by number only. */
const orders = csv(
  ['a', 'b', 'c', 'a', 'b'].map((who, i) => ({
    order_id: `o${i}`,
    customer_id: who,
    order_date: `2024-0${i + 1}-03`,
    status: 'delivered',
  })),
)
const lines = csv(
  [0, 1, 2, 3, 4].map((i) => ({
    order_id: `o${i}`,
    order_item_id: 1,
    product_id: `p${i % 3}`,
    seller_id: `s${i % 2}`,
    price: 10 + i,
  })),
)
const products = csv([
  { product_id: 'p0', product_category_name: 'brinquedos', product_weight_g: 200 },
  { product_id: 'p1', product_category_name: 'brinquedos', product_weight_g: 300 },
  { product_id: 'p2', product_category_name: 'beleza', product_weight_g: 80 },
  { product_id: 'p3', product_category_name: 'livros', product_weight_g: 450 },
])
const names = csv([
  { product_category_name: 'brinquedos', product_category_name_english: 'toys' },
  { product_category_name: 'livros', product_category_name_english: 'books' },
  { product_category_name: 'beleza', product_category_name_english: 'beauty' },
])
const payments = csv(
  [0, 1, 2, 3, 4].map((i) => ({
    order_id: `o${i}`,
    payment_sequential: 1,
    payment_type: 'card',
    payment_installments: 1 + i,
    payment_value: 12 + i,
  })),
)

let session: Session
afterEach(() => session.engine.stop())
const codes = async () => (await session.told(false)).notices.map(({ code, file }) => `${code} ${file}`)

describe('a list of products among the files', () => {
  test('gives the order lines their categories, by the names that another file has for them', async () => {
    session = await sessionOf({
      'orders.csv': orders,
      'lines.csv': lines,
      'products.csv': products,
      'names.csv': names,
    })
    expect(
      await session.engine.query('SELECT order_id, category FROM order_lines ORDER BY order_id'),
    ).toEqual(
      ['toys', 'toys', 'beauty', 'toys', 'toys'].map((category, i) => ({ order_id: `o${i}`, category })),
    )
    expect(await codes()).toEqual(
      expect.arrayContaining(['reference_products products.csv', 'reference_names names.csv']),
    )
    expect(session.sources.flatMap((source) => emptiness(source) ?? [])).toEqual([])
  })
  test('and takes nothing from a line that says its own', async () => {
    const own = lines.replace('order_item_id', 'category').replaceAll(',1,', ',gifts,')
    session = await sessionOf({ 'orders.csv': orders, 'lines.csv': own, 'products.csv': products })
    expect(await session.engine.query('SELECT DISTINCT category FROM order_lines')).toEqual([
      { category: 'gifts' },
    ])
  })
  test('is found by numbers that both files name, however each of them was read', async () => {
    const numbered = (text: string) => text.replace(/\bp(\d)\b/g, '10$1')
    session = await sessionOf({
      'orders.csv': orders,
      'lines.csv': numbered(lines),
      'products.csv': numbered(products),
    })
    expect(await session.engine.query('SELECT DISTINCT category FROM order_lines ORDER BY category')).toEqual(
      [{ category: 'beleza' }, { category: 'brinquedos' }],
    )
  })
  test('alone it is refused as what it is', async () => {
    session = await sessionOf({ 'products.csv': products })
    expect(session.sources.map((source) => emptiness(source)?.code)).toEqual(['file.refused.products'])
  })
})

test('a list that no figure needs says whose it is, and is no failure', async () => {
  const sellers = csv([
    { seller_id: 's0', seller_city: 'Santos', seller_state: 'SP' },
    { seller_id: 's1', seller_city: 'Recife', seller_state: 'PE' },
  ])
  session = await sessionOf({ 'orders.csv': orders, 'lines.csv': lines, 'sellers.csv': sellers })
  expect(await codes()).toContain('reference sellers.csv')
  expect(session.sources.flatMap((source) => emptiness(source) ?? [])).toEqual([])
})

describe('what another file answers is not asked', () => {
  test('who bought, in a file of payments under numbers of orders that name their buyers', async () => {
    session = await sessionOf({ 'orders.csv': orders, 'lines.csv': lines, 'payments.csv': payments })
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({
      customers: 3,
      orders: 5,
      revenue: 70,
    })
    expect((await session.told(false)).questions).toEqual([])
    expect(session.sources.flatMap(openQuestions)).toEqual([])
  })
  test('but it is where no other file says it', async () => {
    session = await sessionOf({ 'orders.csv': orders, 'payments.csv': payments })
    const [first, second] = session.sources
    const who: Question = {
      code: 'who',
      file: 'payments.csv',
      params: {},
      options: [],
      chosen: -1,
      confidence: 0,
    }
    second!.questions = [who]
    const view = { asOf: null, period: 'all', returns: 'net', filter: {} } as const
    await session.rebuild(view)
    expect(openQuestions(session.sources[1]!)).toEqual([])
    await session.remove(first!.id)
    await session.rebuild(view)
    expect(openQuestions(session.sources[0]!)).toEqual([who])
  })
})
