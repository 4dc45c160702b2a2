import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { defaultDecisions } from '../../src/model/quality'
import { encode } from '../support/bytes'
import { rowsOf, sessionOf, view } from '../support/session'

let engine: Engine
beforeAll(async () => {
  engine = await openBlocking()
}, 60_000)
afterAll(() => engine.stop())

/** Rule and subject → how many of how many, and what was done. */
async function findings(session: Session): Promise<Record<string, [number, number, string]>> {
  const rows = await rowsOf(session, 'quality.rules')
  return Object.fromEntries(
    rows.map((row) => [`${row.rule} ${row.subject}`, [Number(row.n), Number(row.total), String(row.done)]]),
  )
}
const open = (files: Record<string, string>) => sessionOf(files, {}, engine)

const ORDERS = `order_id,customer_id,order_date,amount,status,currency,delivered_at,region
1,c1,2024-01-05,100,completed,CNY,2024-01-07,广东省
2,c1,2024-02-05,120,completed,CNY,2024-02-01,广东省
3,c2,2024-02-06,90,已完成,CNY,2024-02-09,广东
4,c3,2024-03-05,-50,returned,CNY,,Guangdong
5,,2024-03-06,80,frobnicated,USD,2024-03-09,四川
6,c9,2024-03-07,0,completed,,2024-03-09,四川
`
const CUSTOMERS = `customer_id,name,phone,email,city,industry
c1,张伟,138 0013 9000,zw@corp.cn,深圳市,retail
c2,张 伟,+86-13800139000,,深圳,retail
c3,李娜,13911112222,LN@corp.cn,上海,technolgy
c4,Li Na,,ln@corp.cn,上海,IT
c5,王芳,00000000000,test@x.cn,北京,I T
c6,赵六,00000000000,test@x.cn,北京,retail
c7,陈*,186****0001,,广州,retail
c8,陈*,186****0001,,广州,retail
`

test('a sum below the rows is no row that is missing, a row without its id is', async () => {
  const rows = '1,c1,2024-01-05,100\n2,c1,2024-02-05,120\n3,c2,2024-02-06,90\n,c2,2024-02-07,80\n合计,,,390\n'
  const session = await open({ 'sums.csv': `order_id,customer_id,order_date,amount\n${rows}` })
  expect(session.sources[0]!.rowsSetAside).toBe(2)
  expect(await findings(session)).toMatchObject({
    'set_aside sums.csv': [1, 5, 'setAside'],
    'completeness sums.csv': [4, 16, 'kept'],
  })
})

describe('a table that can be checked by eye', () => {
  let found: Record<string, [number, number, string]>
  let session: Session
  beforeAll(async () => {
    session = await open({ 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS })
    found = await findings(session)
  })

  test('each rule counts its rows, of all that it could look at', () => {
    expect(found).toMatchObject({
      'no_customer @orders': [1, 6, 'apart'],
      'unknown_customer @orders': [1, 5, 'kept'],
      'without_orders @customers': [5, 8, 'kept'],
      'currency @other': [1, 6, 'added'],
      'currency @missing': [1, 6, 'added'],
      'not_positive @negative': [1, 6, 'returned'],
      'not_positive @zero': [1, 6, 'kept'],
      'date_order @delivered_ordered': [1, 5, 'kept'],
      'status @unknown': [1, 6, 'completed'],
      'set_aside orders.csv': [0, 6, 'setAside'],
      'likely_same @customers': [4, 9, 'offered'],
      'spelling @industry': [2, 8, 'kept'],
    })
  })
  test('likely the same: by phone with and without prefix, by mailbox whatever its case, never by fillers or masks', async () => {
    expect(await session.inspect()).toEqual([
      { ids: ['c1', 'c2'], why: ['phone', 'name'] },
      { ids: ['c3', 'c4'], why: ['email'] },
    ])
  })
  test('places: orders and customers each to the spelling most of their rows use', async () => {
    expect(found).toMatchObject({
      'region @region': [2, 6, 'changed'],
      'region @city': [1, 8, 'changed'],
    })
    expect(await session.hits('region', '@region', 10)).toEqual([
      { ref: 'Guangdong', found: null, instead: '广东省', n: 1 },
      { ref: '广东', found: null, instead: '广东省', n: 1 },
    ])
    const profile = await engine.query(
      'SELECT customer_id, region, city FROM customers_scored ORDER BY 1 LIMIT 3',
    )
    expect(profile).toEqual([
      { customer_id: 'c1', region: '广东省', city: '深圳' },
      { customer_id: 'c2', region: '广东省', city: '深圳' },
      { customer_id: 'c3', region: null, city: '上海' },
    ])
  })
  test('a finding opens to its rows', async () => {
    expect(await session.hits('date_order', '@delivered_ordered', 5)).toEqual([
      { ref: '2', found: '2024-02-01', instead: '2024-02-05', n: 1 },
    ])
    expect(await session.hits('spelling', '@industry', 5)).toEqual([
      { ref: 'IT', found: null, instead: 'I T', n: 1 },
      { ref: 'technolgy', found: null, instead: 'technology', n: 1 },
    ])
    expect(await session.hits('status', '@known', 5)).toContainEqual({
      ref: '已完成',
      found: null,
      instead: 'completed',
      n: 1,
    })
  })
  test('the switch leaves places as the files spell them', async () => {
    await session.decide({ ...defaultDecisions(), regions: false }, view())
    expect(await findings(session)).toMatchObject({ 'region @region': [2, 6, 'kept'] })
    const [row] = await engine.query("SELECT region FROM customers_scored WHERE customer_id = 'c2'")
    expect(row).toEqual({ region: '广东' })
    await session.decide(defaultDecisions(), view())
    const [again] = await engine.query("SELECT region FROM customers_scored WHERE customer_id = 'c2'")
    expect(again).toEqual({ region: '广东省' })
  })
  test('merged customers are one: their orders count together; undone, they are two again', async () => {
    const buyers = async () => (await rowsOf(session, 'overview.kpis'))[0]!.customers
    const before = await buyers()
    await session.decide({ ...defaultDecisions(), merges: [{ ids: ['c1', 'c2'], into: 'c1' }] }, view())
    expect(await buyers()).toBe(Number(before) - 1)
    expect(await session.inspect()).toEqual([{ ids: ['c3', 'c4'], why: ['email'] }])
    const [one] = await engine.query(
      "SELECT count(*) AS n, sum(amount) AS amount FROM orders WHERE customer_id = 'c1'",
    )
    expect(one).toEqual({ n: 3, amount: 310 })
    await session.decide({ ...defaultDecisions(), apart: [['c1', 'c2']] }, view())
    expect(await buyers()).toBe(before)
    expect(await session.inspect()).toEqual([{ ids: ['c3', 'c4'], why: ['email'] }])
  })
})

describe('what the encoding of a file lost', () => {
  const HEAD = 'order_id,customer_id,order_date,amount,region\n'
  test('letters that stand as U+FFFD in a valid file are counted by column, a whole file has none', async () => {
    const session = await open({
      'a.csv': `${HEAD}1,c1,2024-01-05,100,广\uFFFD省\n2,c\uFFFD,2024-02-05,120,广\uFFFD省\n3,c1,2024-02-06,5,四川\n`,
      'b.csv': `${HEAD}4,c1,2024-01-06,100,四川\n5,c2,2024-01-07,9,四川\n`,
    })
    const found = await findings(session)
    // Three text columns of three rows.
    expect(found['damaged a.csv']).toEqual([3, 9, 'kept'])
    expect(found['damaged b.csv']).toEqual([0, 6, 'kept'])
    expect((await session.hits('damaged', 'a.csv', 9)).map(({ ref, n }) => [ref, n])).toEqual([
      ['region', 2],
      ['customer_id', 1],
    ])
    expect(found).not.toHaveProperty('mixed a.csv')
  })
  test('lines in a second encoding are counted and read in it', async () => {
    const line = (i: number) => `${i},c${i % 5},2024-01-${10 + (i % 9)},10,四川省成都市\n`
    const body = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => line(from + i)).join('')
    const parts = [
      encode(HEAD + body(1, 200), 'utf-8')!,
      encode(body(200, 203), 'gb18030')!,
      encode(body(203, 400), 'utf-8')!,
    ]
    const session = new Session(engine)
    await session.add(new Blob(parts), 'mixed.csv')
    await session.rebuild(view())
    expect((await findings(session))['mixed mixed.csv']).toEqual([3, 399, 'changed'])
    expect(await engine.query('SELECT DISTINCT region FROM orders')).toHaveLength(1)
  })
})
