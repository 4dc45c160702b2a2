import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { monthsOf, similarTo } from '../../../src/analysis/customers/similar'
import { csv, sessionOf, view } from '../../support/session'

/** Of 200 customers 40 buy every month: c10 to c39 tea and cups, c0 tea and jars, the others tea; the rest bought a ball. */
const itemOf = (k: number, month: number): [string, string] => {
  if (k >= 40) return ['Ball', 'Toys']
  if (month % 2 === 0 || (k > 0 && k < 10)) return ['Tea', 'Drinks']
  return k ? ['Cup', 'Ware'] : ['Jar', 'Glass']
}
const ORDERS = Array.from({ length: 200 }, (_, k) =>
  Array.from({ length: k < 40 ? 12 : 1 }, (_, month) => ({
    order_id: `${k}-${month}`,
    customer_id: `c${k}`,
    order_date: `2024-${String(month + 1).padStart(2, '0')}-10`,
    product_name: itemOf(k, month)[0],
    category: itemOf(k, month)[1],
    quantity: 1,
    amount: 100,
  })),
).flat()

it('similar customers: what they buy more often than all and this one never has, with how many and what share', async () => {
  const large = ORDERS.slice(0, 5).map((order, i) => ({
    ...order,
    order_id: `odd${i}`,
    customer_id: 'odd',
    product_name: 'Tea',
    category: 'Drinks',
    amount: 900,
  }))
  const session = await sessionOf({ 'lines.csv': csv([...ORDERS, ...large]) })
  const likeMost = (await similarTo(session, 'c0'))!
  expect(likeMost).toMatchObject({ same: true, similar: 30 })
  const all = { n: 30, peers: 30, share: 1, share_all: 30 / 201 }
  expect(likeMost.offers).toEqual([
    expect.objectContaining({ kind: 'category', item: 'Ware', ...all }),
    expect.objectContaining({ kind: 'product', item: 'Cup', ...all }),
  ])
  // Nobody is like the one with five large orders: the hundred nearest are asked, and its own tea is no news.
  const odd = (await similarTo(session, 'odd'))!
  expect(odd).toMatchObject({ same: false, similar: 100 })
  expect(odd.offers.map(({ item }) => item)).not.toContain('Tea')
  expect(await similarTo(session, 'nobody')).toBe(null)
  await session.engine.stop()
})

it('months: from the first order to the date, gaps as nothing, returns deducted, the last one unfinished', async () => {
  const session = await sessionOf(
    {
      'orders.csv':
        'order_id,customer_id,order_date,amount\n1,a,2024-01-05,100\n2,b,2024-01-06,50\n3,a,2024-03-05,70\n4,a,2024-03-09,-20\n5,b,2024-04-10,5\n',
    },
    { returns: 'net' },
  )
  const months = async () =>
    (await monthsOf(session, 'a')).map(({ start, revenue, orders, unfinished }) => [
      start,
      revenue,
      orders,
      unfinished,
    ])
  expect(await months()).toEqual([
    ['2024-01-01', 100, 1, false],
    ['2024-02-01', 0, 0, false],
    ['2024-03-01', 50, 1, false],
    ['2024-04-01', 0, 0, true],
  ])
  await session.show(view({ asOf: '2024-03-31' }))
  expect((await months()).at(-1)).toEqual(['2024-03-01', 50, 1, false])
  expect(await monthsOf(session, 'nobody')).toEqual([])
  await session.engine.stop()
})

it('similar customers: told of the sample company and not of files without order lines', async () => {
  const folder = new URL('../../../public/samples/', import.meta.url)
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as { files: string[] }
  const session = await sessionOf(
    Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
  )
  const people = await session.engine.query<{ customer_id: string }>(
    'SELECT customer_id FROM customers_scored ORDER BY customer_id LIMIT 60',
  )
  let offered = 0
  for (const { customer_id } of people) {
    const found = await similarTo(session, customer_id)
    offered += found?.offers.length ?? 0
    for (const { n, peers, share, share_all } of found?.offers ?? []) {
      expect(share).toBeCloseTo(n / peers, 10)
      expect(n).toBeGreaterThanOrEqual(5)
      expect(share).toBeGreaterThan(share_all)
    }
  }
  console.info(`offers to 60 customers of the sample: ${offered}`)
  expect(offered).toBeGreaterThan(0)
  await session.engine.stop()
}, 60_000)
