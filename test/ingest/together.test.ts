import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { rowsOf, sessionOf } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const ORDERS = `order_id,customer_id,order_date,order_status
1,a1,2024-01-05,completed
2,a2,2024-02-05,completed
3,a3,2024-03-05,completed
`
const LINES = `order_id,product_id,quantity,unit_price
1,P1,1,10
1,P2,2,5
2,P1,1,10
3,P2,1,5
`
const PEOPLE = `customer_id,customer_unique_id,customer_city
a1,u1,Rio
a2,u2,Belo
a3,u1,Rio
`
async function told(files: Record<string, string>) {
  const session = await sessionOf(files, { period: 'all' }, engine)
  const [headline] = await rowsOf(session, 'overview.kpis')
  const { notices } = await session.told(false)
  return { headline, said: notices.map(({ code, file }) => `${code} ${file}`) }
}

describe('files that belong together', () => {
  it('orders without amounts come to the prices of their lines, and that is said', async () => {
    const { headline, said } = await told({ 'orders.csv': ORDERS, 'lines.csv': LINES })
    expect(headline).toMatchObject({ orders: 3, revenue: 35 })
    expect(said).toEqual(['revenue_lines lines.csv'])
  })

  it('a number per order and one per person beside it: people are counted', async () => {
    const files = { 'orders.csv': ORDERS, 'lines.csv': LINES, 'people.csv': PEOPLE }
    expect((await told(files)).headline).toMatchObject({ customers: 2, orders: 3 })
  })

  it('nothing is said where orders name their amounts', async () => {
    const own = ORDERS.replace('order_status', 'amount').replaceAll('completed', '7')
    expect((await told({ 'orders.csv': own, 'lines.csv': LINES })).said).toEqual([])
  })
})
