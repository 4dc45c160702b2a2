import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../../src/engine/blocking'
import type { Engine } from '../../../src/engine/engine'
import type { Treatment } from '../../../src/model/playbook'
import { sumOf, type Row } from '../../../src/model/row'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

/** Twenty who order every month, the k-th for k × 100 in all; the last stopped long ago. Two are known by name only. */
const ORDERS = csv(
  Array.from({ length: 20 }, (_, k) => k + 1).flatMap((k) =>
    Array.from({ length: k === 20 ? 6 : 12 }, (_, month) => ({
      order_id: `${k}-${month}`,
      customer_id: `C${k}`,
      order_date: `2024-${String(month + 1).padStart(2, '0')}-10`,
      amount: (k * 100) / 12,
    })),
  ),
)
const CUSTOMERS = csv(
  Array.from({ length: 22 }, (_, k) => ({
    customer_id: `C${k + 1}`,
    name: `N${k + 1}`,
    city: k % 2 ? 'X' : 'Y',
  })),
)
const made = (part: Partial<Treatment>): Treatment => ({
  tier: 'ordinary',
  stage: 'active',
  service: '',
  offer: '',
  contactDays: null,
  budget: null,
  ...part,
})
const cell = (rows: Row[], tier: string, stage: string) =>
  rows.find((row) => row.tier === tier && row.stage === stage)!

describe('the playbook in figures', () => {
  it('every customer stands in one cell, and who never bought under no tier', async () => {
    const session = await sessionOf({ 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS }, {}, engine)
    const rows = await rowsOf(session, 'playbook.plan')
    expect(sumOf(rows, 'customers')).toBe(22)
    expect(cell(rows, 'none', 'potential')).toMatchObject({ customers: 2, contact_days: 90, contacts: 8 })
    const [{ revenue }] = (await rowsOf(session, 'overview.kpis')) as [Row]
    expect(sumOf(rows, 'revenue')).toBeCloseTo(Number(revenue), 6)
    expect(rows).toHaveLength(17)
  })

  it('contacts and money follow what the reader set, and nothing is graded anew for it', async () => {
    const session = await sessionOf({ 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS }, {}, engine)
    const before = await rowsOf(session, 'playbook.plan')
    const { base } = session
    const usual = cell(before, 'ordinary', 'active')
    expect(usual).toMatchObject({ contact_days: 120, role: 'marketing', proposed: true })
    const playbook = [made({ contactDays: 73, budget: 7, role: 'sales' })]
    await session.configure({ playbook }, view())
    expect(session.base).toBe(base)
    const n = Number(usual.customers)
    expect(cell(await rowsOf(session, 'playbook.plan'), 'ordinary', 'active')).toMatchObject({
      customers: n,
      contacts: 5 * n,
      budget_each: 7,
      budget: 7 * n,
      role: 'sales',
      proposed: false,
    })
  })

  it('a proposed budget is a part of what a customer of the tier brings, in two digits, whatever the filter', async () => {
    const session = await sessionOf({ 'orders.csv': ORDERS }, {}, engine)
    const [{ mean }] = (await engine.query<{ mean: number }>(
      `SELECT avg(revenue_12m) AS mean FROM customer_sales JOIN customer_tier USING (as_of, customer_id)
       JOIN params USING (as_of) WHERE tier = 'silver'`,
    )) as [{ mean: number }]
    const silver = cell(await rowsOf(session, 'playbook.plan'), 'silver', 'active')
    expect(silver.budget_each).toBe(Number((mean * 0.01).toPrecision(2)))
    await session.filter(view({ filter: { tier: ['silver'] } }))
    const chosen = await rowsOf(session, 'playbook.plan')
    expect(cell(chosen, 'silver', 'active').budget_each).toBe(silver.budget_each)
    expect(cell(chosen, 'ordinary', 'active').customers).toBe(0)
  })

  it('without days of orders there is one column, and what nobody graded has no tier', async () => {
    const summed = csv(
      Array.from({ length: 8 }, (_, k) => ({ customer_id: `C${k}`, tenure_months: k, total_spend: k * 10 })),
    )
    const session = await sessionOf({ 'customers.csv': summed }, {}, engine)
    const rows = await rowsOf(session, 'playbook.plan')
    expect([...new Set(rows.map(({ stage }) => stage))]).toEqual(['unknown'])
    expect(sumOf(rows, 'customers')).toBe(8)
  })

  it('a sum of many months is a budget of one year, and without months it is said to be of all time', async () => {
    const summed = (extra: object) =>
      csv(
        Array.from({ length: 8 }, (_, k) => ({
          customer_id: `C${k}`,
          total_spend: (k + 1) * 1200,
          ...extra,
        })),
      )
    const sentence = async (file: string) => {
      const session = await sessionOf({ 'customers.csv': file }, {}, engine)
      const rows = await rowsOf(session, 'playbook.plan')
      return [sumOf(rows, 'revenue'), rows.find(({ customers }) => Number(customers) > 0)!.basis]
    }
    expect(await sentence(summed({ tenure_months: 48 }))).toEqual([(36 * 1200) / 4, 2])
    expect(await sentence(summed({ order_count: 3 }))).toEqual([36 * 1200, 3])
  })

  it('says which export is missing where there are no customers', async () => {
    const session = await sessionOf(
      { 'tickets.csv': 'ticket_id,opened_at,category\n1,2024-01-01,x\n' },
      {},
      engine,
    )
    expect(await ask(session, 'playbook.plan')).toMatchObject({ state: 'needs' })
  })
})
