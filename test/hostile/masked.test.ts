import { expect, test } from 'vitest'
import { numberCustomers } from '../../src/analysis/customers/number'
import { openList, orderList, rowsOf, tellingOf } from '../../src/analysis/customers/list'
import { columnsFor, listCells } from '../../src/report/list'
import { csv, sessionOf } from '../support/session'

test('a masked list has no account number, no address of a firm of its own and no group of one, and keeps what groups people', async () => {
  const people = csv(
    Array.from({ length: 60 }, (_, at) => ({
      ...{
        customer_id: `c${at}`,
        name: `Ann${at} Lee`,
        email: at < 50 ? `p${at}@qq.com` : `boss@firm${at}.cn`,
      },
      ...{ QQ: 10_000_000 + at * 7919, floor: at % 6, shop: `S${at % 4}`, nickname: `nick${at}` },
    })),
  )
  const orders = csv(
    Array.from({ length: 120 }, (_, at) => ({
      ...{
        order_id: `o${at}`,
        customer_id: `c${at % 60}`,
        ordered_at: `2024-0${1 + (at % 6)}-11`,
        amount: 10 + at,
      },
    })),
  )
  const session = await sessionOf({ 'customers.csv': people, 'orders.csv': orders }, { period: 'all' })
  await numberCustomers(session, [])
  const everybody = (await openList(session))!
  const { free, domains } = await tellingOf(session, everybody)
  const fields = columnsFor(everybody.fields, 'masked', free)
  const names = fields.map(({ name }) => name)
  expect(everybody.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['#QQ', '#floor', '#shop']))
  expect(names.filter((name) => ['#QQ', '#nickname', 'customer_id'].includes(name))).toEqual([])
  expect(names).toEqual(expect.arrayContaining(['name', 'email', '#floor', '#shop']))
  const places = await orderList(session, everybody, { field: 'customer_id', down: false }, 'en')
  const rows = await rowsOf(session, everybody, names, [...places])
  const cells = rows.map((row) => listCells(fields, row, 'masked', (_, value) => value, domains))
  const emails = new Set(cells.map((row) => row[names.indexOf('email')]))
  expect([...emails].sort()).toEqual(['b***@***', 'p***@qq.com'])
  expect(JSON.stringify(cells)).not.toMatch(/firm|nick|Ann/)
  await session.engine.stop()
})
