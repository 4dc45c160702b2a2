import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  openList,
  orderList,
  rowsOf,
  tellingOf,
  wordsOf,
  type Sort,
} from '../../../src/analysis/customers/list'
import { numberCustomers } from '../../../src/analysis/customers/number'
import type { Session } from '../../../src/analysis/session'
import { openBlocking } from '../../../src/engine/blocking'
import type { Engine } from '../../../src/engine/engine'
import { csv, sessionOf, view } from '../../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

/** Twelve customers; the k-th buys once for k × 100. C12 is known by name only, and one orders under no known name. */
const FILES = {
  'customers.csv': csv(
    Array.from({ length: 12 }, (_, k) => ({
      customer_id: `C${k + 1}`,
      name: `N${k + 1}`,
      shop: k % 2 ? 'north' : 'south',
      remark: `word ${k}`,
    })),
  ),
  'orders.csv': csv([
    ...Array.from({ length: 11 }, (_, k) => ({
      order_id: k,
      customer_id: `C${k + 1}`,
      order_date: `2024-01-${10 + k}`,
      amount: (k + 1) * 100,
    })),
    { order_id: 99, customer_id: 'X', order_date: '2024-02-01', amount: 50 },
  ]),
}
async function listed(session: Session, sort: Sort, columns = ['customer_id']) {
  const everybody = (await openList(session))!
  const rows = await orderList(session, everybody, sort, 'zh-CN')
  return rowsOf(session, everybody, columns, [...rows])
}
const ids = async (session: Session, sort: Sort) =>
  (await listed(session, sort)).map((row) => row.customer_id).join(' ')

describe('the list of customers', () => {
  it('holds who bought, who is known by name only, and who orders under no name', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await numberCustomers(session, [])
    expect(await ids(session, { field: 'revenue_12m', down: true })).toBe(
      'C11 C10 C9 C8 C7 C6 C5 C4 C3 C2 C1 X C12',
    )
    expect(await ids(session, { field: 'revenue_12m', down: false })).toMatch(/^X C1 C2 .* C11 C12$/)
    expect((await listed(session, { field: 'name', down: false }, ['name'])).at(-1)!.name).toBe(null)
  })

  it('has only whom the filter leaves, and the same rows as before when it goes', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await numberCustomers(session, [])
    const before = await openList(session)
    const sort = { field: 'revenue_12m', down: true }
    const all = await ids(session, sort)
    await session.filter(view({ filter: { tier: ['diamond'] } }))
    const [{ n }] = (await engine.query<{ n: number }>(
      "SELECT count(*) AS n FROM customer_tier WHERE tier = 'diamond'",
    )) as [{ n: number }]
    expect((await ids(session, sort)).split(' ')).toHaveLength(n)
    expect(await openList(session)).toBe(before)
    await session.filter(view())
    expect(await ids(session, sort)).toBe(all)
  })

  it('tiers are ordered by rank and not by their words', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await numberCustomers(session, [])
    const tiers = (await listed(session, { field: 'tier', down: true }, ['tier'])).map((row) => row.tier)
    const rank = ['diamond', 'gold', 'silver', 'ordinary', null]
    expect(tiers).toEqual([...tiers].sort((a, b) => rank.indexOf(a as string) - rank.indexOf(b as string)))
  })

  it('knows the number of each row, and which columns may name somebody', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const numbers = await numberCustomers(session, [])
    const everybody = (await openList(session))!
    const rows = await orderList(session, everybody, { field: 'customer_id', down: false }, 'en')
    const read = await rowsOf(session, everybody, ['customer_id'], [...rows])
    read.forEach((row, at) => expect(numbers[everybody.numbers[rows[at]!]! - 1]).toBe(row.customer_id))
    expect([...(await tellingOf(session, everybody)).free]).toEqual(['#remark', 'customer_id', 'name'])
    expect(await wordsOf(session)).toContainEqual({
      number: numbers.indexOf('C12') + 1,
      id: 'C12',
      name: 'N12',
      phone: null,
      email: null,
    })
  })

  it('rows of a view that is gone are not read from another', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await numberCustomers(session, [])
    const everybody = (await openList(session))!
    await session.show(view({ asOf: '2024-01-15' }))
    await expect(rowsOf(session, everybody, ['name'], [0])).rejects.toMatchObject({ code: 'cancelled' })
    // Who is known by name stays in the list; who first ordered later has no figures yet.
    const late = (
      await listed(session, { field: 'customer_id', down: false }, ['customer_id', 'revenue_12m'])
    ).find((row) => row.customer_id === 'C11')
    expect(late).toMatchObject({ revenue_12m: null })
  })

  it('stands on a summed-up export alone, and not on names alone', async () => {
    const summed = await sessionOf(
      {
        'sums.csv':
          '客户编号,客户名称,累计消费金额,累计订单数,最后成交时间\n1,甲,500,3,2024-05-01\n2,乙,90,1,2024-04-01\n',
      },
      {},
      engine,
    )
    await numberCustomers(summed, [])
    expect(await listed(summed, { field: 'total_spend', down: true }, ['name'])).toMatchObject([
      { name: '甲' },
      { name: '乙' },
    ])
    const names = await sessionOf({ 'names.csv': 'customer_id,name,phone\n1,Ann,13800000000\n' }, {}, engine)
    await numberCustomers(names, [])
    expect(await openList(names)).toBe(null)
  })
})
