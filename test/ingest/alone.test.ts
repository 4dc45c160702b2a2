import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { ask, rowsOf, sessionOf, view } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const CONTRACTS = `合同编号,客户名称,签订日期,到期日期,合同金额
H1,星岚商贸有限公司,2024-01-15,2025-01-14,120000
H2,云栖机电有限公司,2024-02-20,2025-02-19,35000
H3,星岚商贸有限公司,2024-06-01,2025-01-14,30000
`
const ORDERS =
  'order_id,customer_id,order_date,amount\n1,a,2024-01-05,10\n2,b,2024-02-05,20\n3,a,2024-03-05,30\n'

describe('a file of contracts', () => {
  it('alone says what it holds and what is missing, and asks whether each is a sale', async () => {
    const session = await sessionOf({ 'c.csv': CONTRACTS }, {}, engine)
    const { notices, questions } = await session.told()
    expect(notices).toEqual([
      {
        code: 'no_orders',
        file: 'c.csv',
        params: { n: 3, customers: 2, span: '2024-01-15 – 2024-06-01', kind: 'entity.contracts' },
      },
    ])
    expect(questions.map(({ code, options }) => [code, options.map(({ label }) => label)])).toEqual([
      ['kind', ['option.kind.contracts', 'option.kind.orders']],
    ])
  })

  it('without amounts has nothing that could be a sale', async () => {
    const bare = CONTRACTS.replace(/,[^,\n]*$/gm, '')
    const { notices, questions } = await (await sessionOf({ 'c.csv': bare }, {}, engine)).told()
    expect(notices.map(({ code }) => code)).toEqual(['no_orders'])
    expect(questions).toEqual([])
  })

  it('whose contracts are taken as sales gives the figures of orders', async () => {
    const session = await sessionOf({ 'c.csv': CONTRACTS }, { period: 'all' }, engine)
    const [{ id, choices }] = session.sources as [(typeof session.sources)[0]]
    await session.reload(id, new Blob([CONTRACTS]), { ...choices, kind: 'orders' })
    await session.rebuild(view({ period: 'all' }))
    const [kpis] = await rowsOf(session, 'overview.kpis')
    expect(kpis).toMatchObject({ customers: 2, orders: 3, revenue: 185_000 })
  })

  it('beside orders says nothing of itself', async () => {
    const { notices, questions } = await (
      await sessionOf({ 'c.csv': CONTRACTS, 'o.csv': ORDERS }, {}, engine)
    ).told()
    expect(notices.filter(({ code }) => code === 'no_orders')).toEqual([])
    expect(questions).toEqual([])
  })

  it('is looked at for its quality where nobody bought', async () => {
    const session = await sessionOf({ 'c.csv': CONTRACTS }, {}, engine)
    for (const id of ['quality.rules', 'quality.fields']) expect((await ask(session, id)).state).toBe('ready')
  })
})
