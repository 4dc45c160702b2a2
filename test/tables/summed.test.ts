import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { stripOf } from '../../src/show/strip'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { dataFolder } from '../setup/data.mjs'
import { ask, rowsOf, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

const SAY = sayIn('en')

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

/** 40 customers: the k-th spent k × 100 in k orders, the last one k days before the end of June; one never ordered. */
const YEAR = [
  '客户编号,客户名称,地区,年度交易额,成交次数,最后成交时间',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `K${i + 1},客户${i + 1},${i % 2 ? '华东' : '华南'},${(i + 1) * 100},${i + 1},2024-06-${String(30 - (i % 28)).padStart(2, '0')}`,
  ),
  'K41,新客户,华东,0,0,',
].join('\n')

describe('a customer export that is summed up', () => {
  test('grades its customers without a single order, as of the last date it knows', async () => {
    const session = await sessionOf({ '客户.csv': YEAR }, {}, engine)
    expect(session.params).toMatchObject({ as_of: '2024-06-30' })
    const pyramid = await rowsOf(session, 'tiers.pyramid')
    expect(pyramid.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(40)
    expect(pyramid.reduce((sum, row) => sum + Number(row.revenue), 0)).toBe(82_000)
    expect(pyramid[0]).toMatchObject({ ungraded: 1, change: null })
    expect(session.scheme!.indicators.map((i) => i.name)).toEqual([
      'revenue_all',
      'orders_all',
      'recency_days',
    ])
    const table = await rowsOf(session, 'tiers.table')
    expect(table.reduce((sum, row) => sum + Number(row.orders), 0)).toBe(820)
    const top = (await rowsOf(session, 'tiers.concentration')).find((row) => row.customers_share === 0.1)
    // The largest four: 4,000 + 3,900 + 3,800 + 3,700 of 82,000.
    expect(top!.revenue).toBe(15_400)
    const segments = await rowsOf(session, 'rfm.segments')
    expect(segments.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(40)
    const matrix = await rowsOf(session, 'heatmap.matrix')
    expect(new Set(matrix.map((row) => row.row_value))).toEqual(new Set(['华东', '华南']))
  })
  test('says of what needs dated orders that it does, and of an earlier day that it knows the present only', async () => {
    const session = await sessionOf({ '客户.csv': YEAR }, {}, engine)
    expect(await ask(session, 'trend.revenue')).toMatchObject({ state: 'needs' })
    await session.show(view({ asOf: '2024-01-31' }))
    expect(await ask(session, 'tiers.pyramid')).toMatchObject({
      state: 'empty',
      reason: { key: 'reason.summed', params: { date: '2024-06-30' } },
    })
    await session.show(view())
    expect((await ask(session, 'tiers.pyramid')).state).toBe('ready')
  })
  test('has headline figures as far as it says them; what it cannot say is null and not none', async () => {
    const session = await sessionOf({ '客户.csv': YEAR }, {}, engine)
    // 40 of 41 bought, 39 of them more than once.
    const known = { customers: 40, orders: 820, revenue: 82_000, repeat_rate: 39 / 40 }
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(kpi).toMatchObject({ ...known, summed: true, active_customers: null, revenue_at_risk: null })
    const panel = panelOf('overview.kpis')!
    const say = SAY
    const answer = await ask(session, 'overview.kpis')
    expect(panel.sentence(answer.rows, say, answer.frame)).toContain('40 customers have brought')
    const strip = stripOf(answer, say)!.figures.map(({ metric }) => metric)
    expect(strip).toEqual(['revenue', 'customers', 'orders', 'repeatRate'])
  })
  test('without amounts says how many there are and no revenue of nothing', async () => {
    const session = await sessionOf({ 'c.csv': 'customer id,orders count\nA,2\nB,1\nC,0\n' }, {}, engine)
    const answer = await ask(session, 'overview.kpis')
    expect(answer.rows[0]).toMatchObject({ customers: 2, orders: 3, revenue: null, repeat_rate: 0.5 })
    const sentence = panelOf('overview.kpis')!.sentence(answer.rows, SAY, answer.frame)
    expect(sentence).toMatch(/^2 customers\. .* without saying what they spent/)
  })
  test('gives way to orders as soon as there are any', async () => {
    const orders = 'order id,customer id,order date,amount\n1,K1,2024-05-01,7\n2,K2,2024-05-02,5\n'
    const session = await sessionOf({ '客户.csv': YEAR, 'orders.csv': orders }, { period: 'all' }, engine)
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({ customers: 2, revenue: 12 })
  })
})

const telco = `${dataFolder() ?? ''}/telco/Telco-Customer-Churn.csv`
describe.skipIf(!existsSync(telco))('Telco, 7,043 subscribers', () => {
  test('are graded by what they paid; without a date none is shown, and without counts there is no RFM', async () => {
    const session = await sessionOf([telco], {}, engine)
    expect(session.params!.as_of).toBe('')
    const pyramid = await rowsOf(session, 'tiers.pyramid')
    expect(pyramid.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(7043)
    // Sum and top share computed with Python from the same file.
    expect(pyramid.reduce((sum, row) => sum + Number(row.revenue), 0)).toBeCloseTo(16_056_168.7, 2)
    const top = (await rowsOf(session, 'tiers.concentration')).find((row) => row.customers_share === 0.2)
    expect(Number(top!.revenue_share)).toBeCloseTo(0.535791, 5)
    expect(
      (await rowsOf(session, 'tiers.table')).every(
        (row) => row.orders === null && row.recency_median === null,
      ),
    ).toBe(true)
    expect(await ask(session, 'rfm.grid')).toMatchObject({
      state: 'empty',
      reason: { key: 'reason.summedNone' },
    })
    expect((await rowsOf(session, 'overview.kpis'))[0]).toMatchObject({
      customers: 7043,
      orders: null,
      repeat_rate: null,
      active_customers: null,
    })
  })
})
