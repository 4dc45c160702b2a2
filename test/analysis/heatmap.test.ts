import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { UNSAID } from '../../src/analysis/dimension'
import { keysOf } from '../../src/analysis/heatmap/panels'
import type { Session } from '../../src/analysis/session'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

/**
 * 20 customers: 12 in the north, 8 in the south. In the north 9 buy in the shop and 3 online, in the south 2 and 6. Everybody
 * buys once for 100 on a Monday at 9, those online once more for 50 on the Saturday at 20.
 */
const places = [
  ...Array.from({ length: 9 }, () => ['N', 'shop']),
  ...Array.from({ length: 3 }, () => ['N', 'online']),
  ...Array.from({ length: 2 }, () => ['S', 'shop']),
  ...Array.from({ length: 6 }, () => ['S', 'online']),
] as [string, string][]
const customers = csv(places.map(([region, source], i) => ({ customer_id: `c${i}`, region, source })))
const orders = csv(
  places.flatMap(([, source], i) => [
    { order_id: `a${i}`, customer_id: `c${i}`, ordered_at: '2024-03-04 09:30:00', amount: 100 },
    ...(source === 'online'
      ? [{ order_id: `b${i}`, customer_id: `c${i}`, ordered_at: '2024-03-09 20:10:00', amount: 50 }]
      : []),
  ]),
)

describe('a heat map', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'customers.csv': customers, 'orders.csv': orders })
  })
  afterAll(() => session.engine.stop())

  const cells = async (controls: Record<string, string>) => {
    const rows = await rowsOf(session, 'heatmap.matrix', controls)
    return Object.fromEntries(rows.map((row) => [`${row.row_value} ${row.column_value}`, row]))
  }

  test('compares a share of the row with the share of the column in all: worked out by hand', async () => {
    const found = await cells({ rows: 'region', columns: 'source', metric: 'customers' })
    // N: 9 of 12 in the shop, 11 of 20 in all.
    expect(found['N shop']).toMatchObject({ customers: 9, share: 0.75 })
    expect(found['N shop']!.index).toBeCloseTo((100 * (9 / 12)) / (11 / 20), 9)
    expect(found['S online']!.index).toBeCloseTo((100 * (6 / 8)) / (9 / 20), 9)
    // Revenue: N shop 900, N online 450; all shop 1100, online 1350.
    const money = await cells({ rows: 'region', columns: 'source', metric: 'revenue' })
    expect(money['N shop']!.index).toBeCloseTo((100 * (900 / 1350)) / (1100 / 2450), 9)
  })

  test('the index weighted with the rows is 100 in every column', async () => {
    const rows = await rowsOf(session, 'heatmap.matrix', { rows: 'region', columns: 'source' })
    for (const column of ['shop', 'online']) {
      const line = rows.filter((row) => row.column_value === column)
      const size = (key: unknown) =>
        rows.filter((row) => row.row_value === key).reduce((sum, row) => sum + Number(row.customers), 0)
      const weighted = line.reduce((sum, row) => sum + Number(row.index) * size(row.row_value), 0)
      expect(weighted / 20).toBeCloseTo(100, 9)
    }
  })

  test('shows as many rows as are asked for now, whatever was asked before', async () => {
    const shown = async (controls: Record<string, string>) =>
      new Set((await rowsOf(session, 'heatmap.matrix', controls)).map((row) => row.row_value))
    const pair = { rows: 'region', columns: 'source' }
    expect(await shown(pair)).toEqual(new Set(['N', 'S']))
    expect(await shown({ ...pair, top: '1' })).toEqual(new Set(['N', '\u0001']))
  })

  test('of a mean stands against the mean of the column in all', async () => {
    const average = await cells({ rows: 'region', columns: 'source', metric: 'average' })
    // 150 in 2 orders are all that came online.
    expect(average['S online']).toMatchObject({ value: 75, share: null })
    expect(average['S online']!.index).toBeCloseTo(100, 9)
    const recency = await cells({ rows: 'region', columns: 'source', metric: 'recency_days' })
    expect(recency['N shop']!.value).toBe(5)
    expect(recency['S online']!.value).toBe(0)
    // Three customers are too few for a mean.
    expect(recency['N online']!.value).toBeNull()
  })

  test('by weekday and hour counts orders and money once, and a customer in each cell', async () => {
    const result = await ask(session, 'heatmap.matrix', {
      rows: 'weekday',
      columns: 'hour',
      metric: 'orders',
    })
    expect(result.n).toBe(20)
    expect(
      result.rows.map((row) => [row.row_value, row.column_value, row.customers, row.orders, row.revenue]),
    ).toEqual([
      ['1', '09', 20, 20, 2000],
      ['6', '20', 9, 9, 450],
    ])
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(result.rows.reduce((sum, row) => sum + Number(row.revenue), 0)).toBe(kpi!.revenue)
  })

  test('crosses a dimension of orders with one of customers', async () => {
    const found = await cells({ rows: 'region', columns: 'weekday', metric: 'revenue' })
    expect(found['N 6']!.revenue).toBe(150)
    expect(found['S 6']!.revenue).toBe(300)
  })

  test('puts rows beyond the chosen number together, and sorts by name, total or a column', async () => {
    const controls = { rows: 'region', columns: 'source', metric: 'customers', mode: 'value' }
    const order = async (sort: string) => {
      const { rows, frame } = await ask(session, 'heatmap.matrix', { ...controls, sort })
      return keysOf(rows, 'row_value', frame, null)
    }
    expect(await order('usual')).toEqual(['N', 'S'])
    expect(await order('total')).toEqual(['N', 'S'])
    expect(await order('online')).toEqual(['S', 'N'])
  })

  test('keeps to the filter and compares with everybody', async () => {
    await session.filter(view({ filter: { source: ['shop'] } }))
    const found = await cells({ rows: 'region', columns: 'source', metric: 'customers' })
    // The map is spread over the filtered field: it shows all of it.
    expect(Object.keys(found)).toHaveLength(4)
    await session.filter(view())
  })
})

test('ages are whole years on the date, sizes stand in bands', async () => {
  const people = [
    ['1990-03-10', 9],
    ['1989-03-09', 10],
    ['2006-03-10', 249],
    ['2006-03-09', 250],
    ['1850-01-01', null],
  ] as const
  const session = await sessionOf({
    'customers.csv': csv(
      people.map(([birth_date, company_size], i) => ({ customer_id: `c${i}`, birth_date, company_size })),
    ),
    'orders.csv': csv(
      people.map((_, i) => ({
        order_id: `o${i}`,
        customer_id: `c${i}`,
        ordered_at: '2024-03-09',
        amount: 10,
      })),
    ),
  })
  const rows = await session.engine.query(
    'SELECT age_band, size_band FROM customers_scored ORDER BY customer_id',
  )
  expect(rows.map((row) => [row.age_band, row.size_band])).toEqual([
    ['25_34', '1_9'],
    ['35_44', '10_49'],
    ['under_18', '50_249'],
    ['18_24', '250_999'],
    [null, null],
  ])
  await session.engine.stop()
})

test('customers of whom an attribute is not said are a class of it, so that the cells add up', async () => {
  const customers = csv(
    places.map(([region, source], i) => ({ customer_id: `c${i}`, region: i ? region : '', source })),
  )
  const own = await sessionOf({ 'customers.csv': customers, 'orders.csv': orders })
  const rows = await rowsOf(own, 'heatmap.matrix', { rows: 'region', columns: 'source', metric: 'customers' })
  expect(rows.find((row) => row.row_value === UNSAID)).toMatchObject({ column_value: 'shop', customers: 1 })
  expect(rows.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(20)
  const { select } = panelOf('heatmap.matrix')!
  const frame = (await ask(own, 'heatmap.matrix', { rows: 'region', columns: 'source' })).frame
  expect(rows.map((row) => select!(row, frame)?.value)).toEqual(expect.arrayContaining([undefined, 'N', 'S']))
  await own.engine.stop()
})
