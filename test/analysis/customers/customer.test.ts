import { expect, it } from 'vitest'
import { customerOf, linesOf, timelineOf } from '../../../src/analysis/customers/customer'
import { numberCustomers } from '../../../src/analysis/customers/number'
import { sessionOf, view } from '../../support/session'

const FILES = {
  'orders.csv':
    'order_id,customer_id,order_date,amount\n1,a,2024-01-05,100\n2,b,2024-01-06,50\n3,a,2024-03-05,70\n',
  'lines.csv':
    'order_id,product_id,product_name,quantity,unit_price\n1,P1,Tea,2,20\n1,P2,Cup,1,60\n3,P1,Tea,7,10\n',
  'tickets.csv': 'ticket_id,customer_id,opened_at,category,status\nT1,a,2024-02-01,delivery,closed\n',
}

it('one customer: facts, history newest first up to the date, and the lines of an order', async () => {
  const session = await sessionOf(FILES)
  const numbers = await numberCustomers(session, [])
  const found = await customerOf(session, numbers.indexOf('a') + 1)
  expect(found).toMatchObject({ id: 'a', row: { orders_all: 2, revenue_all: 170 } })
  const history = async () =>
    (await timelineOf(session, 'a', 0)).map(({ kind, ref, amount, n }) => [kind, ref, amount, n])
  expect(await history()).toEqual([
    ['order', '3', 70, 3],
    ['ticket', 'T1', null, 3],
    ['order', '1', 100, 3],
  ])
  expect(await linesOf(session, 'a', '1')).toMatchObject([
    { product: 'Cup', amount: 60 },
    { product: 'Tea', amount: 40 },
  ])
  await session.show(view({ asOf: '2024-02-15' }))
  expect((await history()).map(([, ref]) => ref)).toEqual(['T1', '1'])
  expect(await customerOf(session, 99)).toBe(null)
  await session.engine.stop()
})
