import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { emptiness } from '../../src/ingest/note'
import { rowsOf, sessionOf } from '../support/session'

/** Made-up rows under the heads of a public data set: 24 orders of 8 people, each order under a number of its own. */
const folder = fileURLToPath(new URL('../fixtures/olist', import.meta.url))
const files = readdirSync(folder).sort()

it.each([
  ['in the order of their names', files],
  ['the other way round', files.toReversed()],
])('nine files of one marketplace dropped at once are understood with no choice: %s', async (_, order) => {
  const session = await sessionOf(
    order.map((name) => join(folder, name)),
    { period: 'all' },
  )
  const [headline] = await rowsOf(session, 'overview.kpis')
  // Three orders were cancelled, and one of the people bought nothing else; revenue is what was paid.
  expect(headline).toMatchObject({ customers: 7, orders: 21, revenue: 1549.2, sales_without_customer: 0 })
  const { notices, questions } = await session.told(false)
  // Who bought what is paid for stands in the file of orders.
  expect(questions).toEqual([])
  expect(session.sources.flatMap((source) => emptiness(source) ?? [])).toEqual([])
  expect(notices.map(({ code, file }) => `${code} ${file}`)).toContain(
    'revenue_paid olist_order_payments_dataset.csv',
  )
  const told = new Map(notices.map(({ code, file, params }) => [file, { code, ...params }]))
  expect(told.get('olist_products_dataset.csv')).toMatchObject({
    code: 'reference_products',
    n: 36,
    total: 36,
  })
  expect(told.get('product_category_name_translation.csv')).toMatchObject({ code: 'reference_names' })
  expect(told.get('olist_sellers_dataset.csv')).toMatchObject({ about: 'reference.sellers' })
  expect(told.get('olist_geolocation_dataset.csv')).toMatchObject({ about: 'reference.places' })
  expect(
    await session.engine.query('SELECT DISTINCT category FROM order_lines ORDER BY category LIMIT 1'),
  ).toEqual([{ category: 'bed_bath_table' }])
  const held = new Map(session.sources.map(({ file, entities }) => [file, entities]))
  for (const name of ['olist_sellers_dataset.csv', 'olist_geolocation_dataset.csv'])
    expect(held.get(name), name).toEqual([])
  const [reviews] = await session.engine.query(
    'SELECT count(*) AS n, count(customer_id) AS known FROM feedback',
  )
  expect(reviews).toEqual({ n: 18, known: 18 })
  await session.engine.stop()
})
