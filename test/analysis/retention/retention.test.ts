import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelOf } from '../../../src/analysis/catalogue'
import { openBlocking } from '../../../src/engine/blocking'
import type { Engine } from '../../../src/engine/engine'
import { disclose } from '../../../src/report/disclosure'
import { dataFolder } from '../../setup/data.mjs'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

type Order = [customer: string, day: string, amount: number]
const file = (orders: Order[], places: Record<string, string> = {}) => ({
  'orders.csv': csv(
    orders.map(([customer_id, ordered_at, amount], i) => ({
      order_id: `O${i}`,
      customer_id,
      ordered_at,
      amount,
      region: places[customer_id] ?? 'North',
    })),
  ),
})

/** So many customers whose first purchase is on the day; the first `back` of them buy again on each of the other days. */
const cohort = (name: string, n: number, day: string, again: [day: string, back: number][] = []): Order[] =>
  Array.from({ length: n }, (_, k): Order[] => [
    [`${name}${k}`, day, 100],
    ...again.filter(([, back]) => k < back).map(([on]): Order => [`${name}${k}`, on, 50]),
  ]).flat()

const ORDERS = [
  ...cohort('a', 30, '2023-01-02', [['2023-12-28', 2]]),
  ...cohort('b', 40, '2024-01-05', [
    ['2024-02-10', 20],
    ['2024-02-20', 5],
    ['2024-03-01', 10],
    ['2024-04-10', 8],
  ]),
  ...cohort('c', 50, '2024-02-05', [
    ['2024-03-10', 10],
    ['2024-04-10', 1],
  ]),
]

describe('who comes back', () => {
  test('a cell is whoever bought so many periods after the first purchase; the period that runs is marked', async () => {
    const session = await sessionOf(file(ORDERS), {}, engine)
    const rows = await rowsOf(session, 'retention.cohorts')
    const cell = (line: string, age: number) => rows.find((row) => row.line === line && row.age === age)
    expect(cell('2024-01', 0)).toMatchObject({
      customers: 40,
      buyers: 40,
      share: 1,
      revenue: 4000,
      orders: 40,
    })
    // Five bought twice in February, and each counts once.
    expect(cell('2024-01', 1)).toMatchObject({
      buyers: 20,
      share: 0.5,
      revenue: 1250,
      orders: 25,
      unfinished: false,
    })
    expect(cell('2024-01', 1)).toMatchObject({ revenue_share: 1250 / 4000, orders_each: 25 / 40 })
    expect(cell('2024-01', 2)).toMatchObject({ buyers: 10, unfinished: false })
    expect(cell('2024-01', 3)).toMatchObject({ buyers: 8, unfinished: true })
    expect(cell('2024-02', 2)).toMatchObject({ buyers: 1, unfinished: true })
    expect(cell('2024-02', 3)).toBeUndefined()
    expect(cell('2023-01', 4)).toMatchObject({ buyers: 0, share: 0, start_of_data: true })
    // One month after: 20 of 40 and 10 of 50; those of the start of the data are left out.
    expect(rows[0]).toMatchObject({ next_customers: 90, next_share: 30 / 90, early: 1 })
  })

  test('by quarter the age is in quarters, and a filter leaves whoever is not chosen out of the cohorts', async () => {
    const places = Object.fromEntries(Array.from({ length: 40 }, (_, k) => [`b${k}`, 'South']))
    const session = await sessionOf(file(ORDERS, places), { filter: { region: ['South'] } }, engine)
    const rows = await rowsOf(session, 'retention.cohorts', { grain: 'quarter' })
    expect(rows.map(({ line, age, customers, buyers }) => [line, age, customers, buyers])).toEqual([
      ['2024 Q1', 0, 40, 40],
      ['2024 Q1', 1, 40, 8],
    ])
  })

  test('of a class the cohorts stand together, each only as far as its periods are over', async () => {
    const session = await sessionOf(file(ORDERS), {}, engine)
    const rows = await rowsOf(session, 'retention.cohorts', { rows: 'region' })
    const north = (age: number) => rows.find((row) => row.line === 'North' && row.age === age)
    expect(north(0)).toMatchObject({ customers: 120 })
    expect(north(1)).toMatchObject({ customers: 120, buyers: 30 })
    // Of those of February the second month is not over.
    expect(north(2)).toMatchObject({ customers: 70, buyers: 10 })
  })

  test.each([0, 1, 5, 24])('%d customers are too few for an answer, and are told so', async (n) => {
    const orders = cohort('a', 24, '2024-01-05', [['2024-02-10', 24]])
    const places = Object.fromEntries(
      orders.map(([name]) => [name, Number(name.slice(1)) < n ? 'South' : 'North']),
    )
    const session = await sessionOf(file(orders, places), { filter: { region: ['South'] } }, engine)
    for (const id of ['retention.cohorts', 'retention.survival'])
      expect((await ask(session, id)).state, id).toBe('empty')
  })

  test('no average tells how many a hidden cohort has', async () => {
    const orders = [
      ...cohort('a', 20, '2023-01-02'),
      ...cohort('b', 30, '2024-01-05', [['2024-02-05', 12]]),
      ...cohort('c', 3, '2024-02-05', [['2024-03-10', 2]]),
      ...cohort('d', 25, '2024-03-05', [['2024-04-15', 10]]),
    ]
    const session = await sessionOf(file(orders), {}, engine)
    const panel = panelOf('retention.cohorts')!
    const result = await session.run(panel)
    // Those of January and February 2024 together; January's 30 stand in the table.
    expect(result.frame.facts).toMatchObject({ next_customers: 33 })
    const [disclosed] = disclose([{ panel, result }])
    expect(disclosed!.result.rows.find((row) => row.line === '2024-01' && row.age === 0)).toMatchObject({
      customers: 30,
    })
    expect(disclosed!.result.frame.facts).toMatchObject({ next_customers: null, next_share: null })
  })

  test('fifty customers of one day are an answer that says what is not known yet', async () => {
    const session = await sessionOf(file(cohort('a', 50, '2024-01-05')), {}, engine)
    const rows = await rowsOf(session, 'retention.cohorts')
    expect(rows).toMatchObject([{ customers: 50, next_share: null }])
  })
})

describe('how long customers stay', () => {
  const LONG = [
    ...cohort('gone', 30, '2023-01-01'),
    ...cohort('kept', 30, '2023-01-01', [
      ['2023-03-01', 30],
      ['2023-05-01', 30],
      ['2023-06-30', 30],
    ]),
  ]
  const WINDOWS = { lifecycle: { newDays: 30, dormantDays: 60, churnedDays: 90 } }

  test('gone is who has not bought for a window; whoever bought within it is followed to the last day', async () => {
    const session = await sessionOf(file(LONG), {}, engine)
    await session.configure(WINDOWS, view())
    const rows = await rowsOf(session, 'retention.survival')
    expect(
      rows
        .map(({ days, followed, gone, share }) => [days, followed, gone, share])
        .filter(([, , gone]) => gone),
    ).toEqual([[91, 60, 30, 0.5]])
    expect(rows.at(-1)).toMatchObject({ days: 180, followed: 30, share: 0.5 })
  })

  test('groups are compared by one test over all of them', async () => {
    const places = Object.fromEntries(
      LONG.map(([name]) => [name, name.startsWith('gone') ? 'South' : 'North']),
    )
    const session = await sessionOf(file(LONG, places), {}, engine)
    await session.configure(WINDOWS, view())
    const rows = await rowsOf(session, 'retention.survival', { rows: 'region' })
    expect(new Set(rows.map((row) => row.line))).toEqual(new Set(['South', 'North']))
    expect(Number(rows[0]!.p)).toBeLessThan(1e-6)
    // Tiers are made of the purchases that are compared.
    expect((await rowsOf(session, 'retention.survival', { rows: 'tier' }))[0]).toMatchObject({ p: null })
    const even = Object.fromEntries(
      LONG.map(([name]) => [name, Number(/\d+/.exec(name)![0]) % 2 ? 'South' : 'North']),
    )
    const other = await sessionOf(file(LONG, even), {}, engine)
    await other.configure(WINDOWS, view())
    expect(Number((await rowsOf(other, 'retention.survival', { rows: 'region' }))[0]!.p)).toBeGreaterThan(0.9)
  })

  // Published Kaplan–Meier figures of Telco (shared data, INDEX.md): months of tenure and the churned column.
  const telco = `${dataFolder() ?? ''}/telco/Telco-Customer-Churn.csv`
  test.skipIf(!existsSync(telco))('Telco after 12, 24, 48 and 72 months is what is published', async () => {
    const session = await sessionOf({ 'telco.csv': readFileSync(telco, 'utf8') }, {}, engine)
    const rows = await rowsOf(session, 'retention.survival')
    const at = (months: number) =>
      Number(rows.findLast((row) => Number(row.days) <= months * 30.4375 + 1)!.share)
    expect(at(12)).toBeCloseTo(0.8432, 3)
    expect(at(24)).toBeCloseTo(0.7887, 3)
    expect(at(48)).toBeCloseTo(0.7088, 3)
    expect(at(72)).toBeCloseTo(0.5928, 3)
  })
})
