import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSwapped, settingOf, windowsOf } from '../../../src/components/lifecycle/window'
import type { Session } from '../../../src/analysis/session'
import { STAGES } from '../../../src/model/lifecycle'
import { sumOf } from '../../../src/model/row'
import { dataFolder } from '../../setup/data.mjs'
import { retail } from '../../support/retail'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'

const stagesOf = async (session: Session) =>
  Object.fromEntries(
    (
      await session.engine.query<{ customer_id: string; stage: string | null }>(
        'SELECT customer_id, stage FROM customer_stage ORDER BY customer_id',
      )
    ).map(({ customer_id, stage }) => [customer_id, stage]),
  )

describe('stages: small tables', () => {
  const order = (customer_id: string, ordered_at: string, amount = 10, status = 'completed') => ({
    order_id: `${customer_id}-${ordered_at}-${amount}`,
    customer_id,
    ordered_at,
    amount,
    status,
  })
  const files = {
    'orders.csv': csv([
      order('active', '2024-01-05'),
      order('active', '2024-06-10'),
      order('new', '2024-06-20'),
      order('dormant', '2024-01-05'),
      order('dormant', '2024-04-20'),
      order('churned', '2023-01-01'),
      order('churned', '2024-01-01'),
      order('last', '2024-06-30'),
      // Sent back what was bought before the data begin; and never got what was ordered.
      order('returned', '2024-05-01', -5),
      order('cancelled', '2024-05-01', 20, 'cancelled'),
    ]),
    'customers.csv': csv([
      { customer_id: 'known', name: 'K', created_at: '2024-03-01' },
      { customer_id: 'later', name: 'L', created_at: '2024-07-02' },
      { customer_id: 'undated', name: 'U', created_at: null },
      { customer_id: 'new', name: 'N', created_at: '2024-06-01' },
    ]),
  }
  const lifecycle = { newDays: 30, dormantDays: 60, churnedDays: 120 }
  let session: Session
  beforeAll(async () => {
    session = await sessionOf(files)
    await session.configure({ lifecycle }, view())
  })
  afterAll(() => session.engine.stop())

  test('each customer stands where the windows say', async () => {
    expect(await stagesOf(session)).toEqual({
      active: 'active',
      new: 'new',
      last: 'new',
      dormant: 'dormant',
      churned: 'churned',
      returned: null,
      cancelled: 'potential',
      known: 'potential',
      undated: 'potential',
      later: null,
    })
  })

  test('as of a past date nobody is known who is not said to have been there', async () => {
    await session.show(view({ asOf: '2024-04-30' }))
    expect(await stagesOf(session)).toMatchObject({
      active: 'dormant',
      dormant: 'active',
      churned: 'dormant',
      known: 'potential',
      undated: null,
      new: null,
      last: null,
      cancelled: null,
    })
    await session.show(view())
  })

  test('the panel counts every stage in its order, with the windows, and who has none', async () => {
    const rows = await rowsOf(session, 'lifecycle.stages')
    expect(rows.map((row) => [row.stage, row.customers])).toEqual([
      ['potential', 3],
      ['new', 2],
      ['active', 1],
      ['dormant', 1],
      ['churned', 1],
    ])
    expect(rows[0]).toMatchObject({
      without_stage: 2,
      new_days: 30,
      dormant_days: 60,
      churned_days: 120,
      gaps: 3,
    })
    expect(rows[3]).toMatchObject({ revenue: 20, revenue_ever: 20, recency_median: 71, orders_median: 2 })
    expect(sumOf(rows, 'revenue_share')).toBeCloseTo(1, 12)
  })

  test('a filter on stages leaves the others standing beside the chosen one', async () => {
    await session.filter(view({ filter: { stage: ['dormant'] } }))
    expect(sumOf(await rowsOf(session, 'lifecycle.stages'), 'customers')).toBe(8)
    expect((await rowsOf(session, 'overview.kpis'))[0]!.customers).toBe(1)
    await session.filter(view())
  })

  test('windows are proposed from the gaps of all customers, and stand where nothing is set', async () => {
    await session.configure({ lifecycle: { newDays: null, dormantDays: 90, churnedDays: null } }, view())
    const [row] = await rowsOf(session, 'lifecycle.stages')
    const windows = windowsOf(row)!
    // Gaps of 106, 157 and 365 days: three quarters up to 261, nine tenths up to 323.4.
    expect(windows.proposed).toEqual({ newDays: 261, dormantDays: 261, churnedDays: 323 })
    expect(windows.days).toEqual({ newDays: 261, dormantDays: 90, churnedDays: 323 })
    const own = settingOf({ newDays: '', dormantDays: 400, churnedDays: '' })!
    expect(own).toEqual({ newDays: null, dormantDays: 400, churnedDays: null })
    expect(isSwapped(own, windows)).toBe(true)
    expect(settingOf({ newDays: 0, dormantDays: '', churnedDays: '' })).toBeNull()
    await session.configure({ lifecycle }, view())
  })
})

describe('stages: summed-up exports', () => {
  test('with the day of the last order: active, dormant, churned, and who never ordered', async () => {
    const session = await sessionOf({
      'customers.csv': csv(
        ['2024-06-30', '2024-06-01', '2024-05-01', '2024-01-01', null].map((day, at) => ({
          customer_id: `K${at}`,
          total_spend: day ? 100 : 0,
          order_count: day ? 2 : 0,
          last_order_at: day,
        })),
      ),
    })
    const rows = await rowsOf(session, 'lifecycle.stages')
    expect(rows.map((row) => row.customers)).toEqual([1, 0, 2, 1, 1])
    await session.engine.stop()
  })

  test('new is whose only order is recent; where orders are not counted nobody can tell', async () => {
    const file = (columns: string[]) =>
      csv(
        [1, 1, 3, 3].map((orders, at) => {
          const row = {
            customer_id: `K${at}`,
            total_spend: 10,
            order_count: orders,
            last_order_at: `2024-0${3 + at}-30`,
          }
          return Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name)))
        }),
      )
    const counted = await sessionOf({
      'c.csv': file(['customer_id', 'total_spend', 'order_count', 'last_order_at']),
    })
    await counted.configure({ lifecycle: { newDays: 70, dormantDays: 80, churnedDays: 95 } }, view())
    expect(await stagesOf(counted)).toEqual({ K0: 'dormant', K1: 'new', K2: 'active', K3: 'active' })
    await counted.engine.stop()
    const plain = await sessionOf({ 'c.csv': file(['customer_id', 'total_spend', 'last_order_at']) })
    expect((await rowsOf(plain, 'lifecycle.stages')).map((row) => row.customers == null)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ])
    await plain.engine.stop()
  })

  test.skipIf(!existsSync(`${dataFolder() ?? ''}/telco`))(
    'telco: who churned is said by the file, who is new by the months it tells',
    async () => {
      const session = await sessionOf([`${dataFolder()}/telco/Telco-Customer-Churn.csv`])
      const rows = await rowsOf(session, 'lifecycle.stages')
      const of = (stage: string) => Number(rows.find((row) => row.stage === stage)!.customers)
      expect(of('churned')).toBe(1869)
      expect(of('new')).toBeGreaterThan(0)
      // Without purchase days nobody can be called dormant: that is no answer, and not none.
      expect(rows.find((row) => row.stage === 'dormant')).toMatchObject({ customers: null, revenue: null })
      expect(of('potential') + of('new') + of('active') + of('churned')).toBe(7043)
      for (const id of ['lifecycle.stages']) expect((await ask(session, id)).state).toBe('ready')
      await session.engine.stop()
    },
    60_000,
  )
})

test.skipIf(!existsSync(`${dataFolder() ?? ''}/online_retail`))(
  'Online Retail: every buyer has one stage, and their revenue is that of the headline',
  async () => {
    const session = await sessionOf({ 'online_retail.csv': await retail() }, { period: 'all' })
    const rows = await rowsOf(session, 'lifecycle.stages')
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(rows.map((row) => row.stage)).toEqual([...STAGES])
    expect(sumOf(rows.slice(1), 'customers')).toBe(4338)
    // Customer 13256 only ever got goods for nothing.
    expect(rows[0]!.customers).toBe(1)
    expect(rows[0]!.without_stage).toBe(33)
    expect(sumOf(rows, 'revenue')).toBeCloseTo(Number(kpi!.revenue), 2)
    console.info(
      rows.map((row) => `${row.stage} ${row.customers}`).join(', '),
      JSON.stringify(windowsOf(rows[0])),
    )
    await session.engine.stop()
  },
  120_000,
)
