import { expect, test } from 'vitest'
import { pyramid } from '../../src/analysis/tiers/panels'
import { kpis } from '../../src/analysis/overview/panels'
import { revenue as trend } from '../../src/analysis/trend/panels'
import type { Row } from '../../src/model/row'
import { disclose } from '../../src/report/disclosure'
import { answer, pyramidRows } from '../report/answers'
import { csv, rowsOf, sessionOf } from '../support/session'
import { panelOf } from '../../src/analysis/catalogue'

const shown = (...answers: ReturnType<typeof answer>[]) => disclose(answers).map(({ result }) => result.rows)
const tiers = (part: Row): Row[] =>
  pyramidRows([10, 20, 40, 80]).map((row) => (row.tier === 'gold' ? { ...row, ...part } : row))

test('a sum of money that one customer is more than half of is hidden with its share, and another one with it', () => {
  const [rows] = shown(answer(pyramid, tiers({ revenue: 2000, revenue_one: 1010, revenue_two: 1100 })))
  expect(rows!.map((row) => row.customers)).toEqual([10, 20, 40, 80])
  expect(rows![1]).toMatchObject({ revenue: null, revenue_share: null, share: expect.any(Number) })
  expect(rows!.filter((row) => row.revenue === null)).toHaveLength(2)
  expect(rows![1]).not.toHaveProperty('revenue_one')
})

test('so is one of which two customers bring more than three quarters, and none of which they bring less', () => {
  const gone = (one: number, two: number) =>
    shown(answer(pyramid, tiers({ revenue: 2000, revenue_one: one, revenue_two: two })))[0]![1]!.revenue ===
    null
  expect([gone(900, 1510), gone(900, 1490), gone(1000, 1490)]).toEqual([true, false, false])
})

test('a month that one buyer is most of is no year before either', () => {
  const months = Array.from({ length: 24 }, (_, at): Row => ({
    ...{ start: new Date(Date.UTC(2024, at, 1)).toISOString().slice(0, 10), customers: 30, orders: 60 },
    ...{ revenue: 1000, revenue_one: at === 3 ? 700 : 50, revenue_two: at === 3 ? 750 : 100 },
    ...{
      revenue_year_before: at < 12 ? null : 1000,
      year_change: at < 12 ? null : 0,
      change: 0,
      new_customers: 9,
    },
  }))
  const [rows] = shown(answer(trend, months))
  expect(rows![3]).toMatchObject({ revenue: null, customers: 30 })
  expect(rows![15]).toMatchObject({ revenue: 1000, revenue_year_before: null, year_change: null })
  expect(rows![4]!.change).toBeNull()
})

test('months of the same few buyers go with one of many: their sum is of them alone', () => {
  const months = [3, 3, 30, 40, 50].map((customers, at): Row => ({
    ...{ start: `2024-0${at + 1}-01`, customers, orders: customers * 2, revenue: customers * 100 },
    ...{ new_customers: null, revenue_year_before: null, year_change: null, change: null },
  }))
  const [rows] = shown(answer(trend, months))
  expect(rows!.map((row) => row.customers)).toEqual([null, null, null, 40, 50])
})

test('of 100 customers 98 that are active are not told: two are not', () => {
  const headline: Row = {
    ...{ on_file: 130, ever_bought: 120, customers: 100, orders: 300, revenue: 5000, active_customers: 98 },
    ...{ at_risk_customers: 40, total: 5000, nps_n: 0 },
  }
  expect(shown(answer(kpis, [headline]))[0]![0]!.active_customers).toBeNull()
  expect(shown(answer(kpis, [{ ...headline, active_customers: 90 }]))[0]![0]!.active_customers).toBe(90)
})

test('each table says in numbers of its own what the largest customers of a sum bring', async () => {
  const orders = csv(
    Array.from({ length: 60 }, (_, at) => ({
      ...{ order_id: `o${at}`, customer_id: `c${at % 30}`, ordered_at: `2024-0${1 + (at % 6)}-11` },
      amount: at % 30 ? 10 + (at % 30) : 3000,
    })),
  )
  const session = await sessionOf({ 'orders.csv': orders }, { period: 'all' })
  for (const id of [
    'tiers.pyramid',
    'tiers.table',
    'rfm.segments',
    'rfm.classes',
    'rfm.crosstab',
    'rfm.grid',
    'lifecycle.stages',
    'lifecycle.flow',
    'trend.revenue',
    'playbook.plan',
    'actions.kinds',
  ]) {
    const rows = await rowsOf(session, id)
    const one = Math.max(...rows.map((row) => Number(row.revenue_one ?? 0)))
    expect([id, one]).toEqual([id, 6000])
    for (const row of rows.filter(({ revenue_one }) => revenue_one != null))
      expect(Number(row.revenue_two)).toBeGreaterThanOrEqual(Number(row.revenue_one))
  }
  const all = await session.run(panelOf('overview.kpis')!)
  expect(disclose([{ panel: panelOf('overview.kpis')!, result: all }])[0]!.result.rows[0]).toMatchObject({
    ...{ customers: 30, revenue: null, total: null },
  })
  await session.engine.stop()
})

test('of what customers bring more or less, one who does most of it is not told by the change, whatever the others do', () => {
  const panel = panelOf('rfm.movement')!
  const row = (now: string, revenue_change: number, one: number): Row => ({
    ...{ before: 'champions', now, customers: 30, share: 1 / 3, revenue_change, revenue_change_mass: 1000 },
    ...{ revenue_change_one: one, revenue_change_two: one + 10 },
  })
  const rows = [row('champions', 20, 600), row('loyal', 20, 100), row('lost', -900, 100)]
  const [left] = shown(answer(panel, rows))
  expect(left!.map(({ revenue_change }) => revenue_change)).toEqual([null, 20, -900])
  expect(left![0]).not.toHaveProperty('revenue_change_one')
})

test('an open deal that is most of its stage is not told by the sum of the stage', async () => {
  const deals = csv(
    Array.from({ length: 40 }, (_, at) => ({
      ...{ 'deal id': `d${at}`, 'customer id': `c${at % 20}`, stage: at % 2 ? 'Offer' : 'Talk' },
      ...{ amount: at === 3 ? 9000 : 100 + at, 'created date': `2024-0${1 + (at % 9)}-11` },
    })),
  )
  const session = await sessionOf({ 'deals.csv': deals }, { period: 'all' })
  const panel = panelOf('pipeline.stages')!
  const result = await session.run(panel)
  const [left] = disclose([{ panel, result }])
  const of = (stage: string) => left!.result.rows.find((row) => row.stage === stage)
  expect(of('Offer')).toMatchObject({ deals: 20, amount: null })
  expect(of('Talk')!.amount).toBeGreaterThan(2000)
  await session.engine.stop()
})

test('nor is a customer who is most of an own segment, or of what is at stake', () => {
  const panel = panelOf('segments.compare')!
  const row = (part: string, one: number): Row => ({
    ...{ part, customers_a: 20, customers_b: 90, share_a: 0.2, share_b: 1, revenue_a: 1000, revenue_b: 9000 },
    ...{ revenue_a_one: one, revenue_a_two: one + 10, revenue_b_one: 700, revenue_b_two: 900 },
  })
  const [left] = shown(answer(panel, [row('all', 600), row('both', 600), row('gold', 100)]))
  expect(left!.map(({ revenue_a }) => revenue_a)).toEqual([null, null, 1000])
  expect(left!.map(({ revenue_b }) => revenue_b)).toEqual([9000, 9000, 9000])
  const facts = { due_customers: 20, stake: 1000, stake_one: 600, stake_two: 650 }
  const due = answer(panelOf('actions.kinds')!, [
    { action: 'lift', actions: 20, late: 0, revenue: 1000, revenue_one: 600, revenue_two: 650 },
  ])
  due.result.frame = { ...due.result.frame, facts }
  const [kinds] = disclose([due])
  expect(kinds!.result.rows[0]!.revenue).toBeNull()
  expect(kinds!.result.frame.facts.stake).toBeNull()
})
