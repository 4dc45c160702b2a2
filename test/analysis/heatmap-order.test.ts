import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { keysOf } from '../../src/analysis/heatmap/panels'
import type { Session } from '../../src/analysis/session'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

type Line = [order: string, customer: string, day: string, region: string, channel: string, amount: number]

/** Ten customers buy twice: first in the north by the shop for 100, then c0 … c3 in the south online for 30. */
const moving: Line[] = Array.from({ length: 10 }, (_, i): Line[] => [
  [`a${i}`, `c${i}`, '2024-03-04', 'North', 'shop', 100],
  i < 4
    ? [`b${i}`, `c${i}`, '2024-04-06', 'South', 'online', 30]
    : [`b${i}`, `c${i}`, '2024-04-06', 'North', i === 9 ? '' : 'online', 10],
]).flat()
const flat = (lines: Line[], place = 'Region') =>
  csv(
    lines.map(([order, customer, day, region, channel, amount]) => ({
      'Order ID': order,
      'Customer ID': customer,
      'Order Date': day,
      [place]: region,
      'Sales Channel': channel,
      'Total Amount': amount,
    })),
  )

const sum = (rows: readonly Record<string, unknown>[], name: string): number =>
  rows.reduce((total, row) => total + Number(row[name]), 0)
/** By the first dimension: revenue, orders and, where the second is one class, customers. */
async function byRow(session: Session, controls: Record<string, string>) {
  const rows = await rowsOf(session, 'heatmap.matrix', { metric: 'revenue', ...controls })
  const keys = [...new Set(rows.map((row) => String(row.row_value)))].sort()
  return Object.fromEntries(
    keys.map((key) => {
      const line = rows.filter((row) => row.row_value === key)
      return [key, [sum(line, 'revenue'), sum(line, 'orders')]]
    }),
  )
}
async function whole(session: Session) {
  const [kpis] = await rowsOf(session, 'overview.kpis')
  return [Number(kpis!.revenue), Number(kpis!.orders)]
}

describe('the region and channel of the order', () => {
  test('spread the revenue, orders and buyers of the orders, where customers move between regions', async () => {
    const session = await sessionOf({ 'sales.csv': flat(moving) })
    const rows = await rowsOf(session, 'heatmap.matrix', { rows: 'order_region', columns: 'order_channel' })
    expect(
      rows.map((row) => [row.row_value, row.column_value, row.customers, row.orders, row.revenue]),
    ).toEqual([
      ['North', '\u0002', 1, 1, 10],
      ['North', 'online', 5, 5, 50],
      ['North', 'shop', 10, 10, 1000],
      ['South', 'online', 4, 4, 120],
    ])
    // The customer's own region is that of the last order, and says something else.
    expect(await byRow(session, { rows: 'region', columns: 'month' })).toEqual({
      North: [660, 12],
      South: [520, 8],
    })
    expect([sum(rows, 'revenue'), sum(rows, 'orders')]).toEqual(await whole(session))
    await session.engine.stop()
  })

  test('what orders do not say stands last and is called so', async () => {
    const session = await sessionOf({ 'sales.csv': flat(moving) })
    const { rows, frame } = await ask(session, 'heatmap.matrix', {
      rows: 'order_channel',
      columns: 'order_region',
    })
    const say = sayIn('en')
    expect(keysOf(rows, 'row_value', frame, say)).toEqual(['shop', 'online', '\u0002'])
    const panel = CATALOGUE.find(({ id }) => id === 'heatmap.matrix')!
    expect(panel.note!(rows, say, frame)).toContain('a customer stands in every cell in which they ordered')
    await session.engine.stop()
  })

  test('are by month what the trend says, and keep to the filter', async () => {
    const others = moving.map(([order, customer, ...rest]): Line => [`${order}x`, `${customer}x`, ...rest])
    const session = await sessionOf({ 'sales.csv': flat([...moving, ...others]) })
    const months = await byRow(session, { rows: 'month', columns: 'order_region' })
    const trend = await rowsOf(session, 'trend.revenue')
    expect(months).toEqual({ '2024-03': [2000, 20], '2024-04': [360, 20] })
    expect(trend.map((row) => [row.revenue, row.orders])).toEqual([
      [2000, 20],
      [360, 20],
    ])
    // Twelve of the twenty ended in the north, and bought nowhere else.
    await session.filter(view({ filter: { region: ['North'] } }))
    expect(await byRow(session, { rows: 'order_channel', columns: 'month' })).toEqual({
      '\u0002': [20, 2],
      online: [100, 10],
      shop: [1200, 12],
    })
    await session.engine.stop()
  })

  test('a refund counts in the region where it was booked', async () => {
    const back: Line[] = [['r1', 'c9', '2024-04-07', 'South', 'online', -40]]
    const session = await sessionOf({ 'sales.csv': flat([...moving, ...back]) })
    const found = await byRow(session, { rows: 'order_region', columns: 'month' })
    expect(found).toEqual({ North: [1060, 16], South: [80, 4] })
    expect([1140, 20]).toEqual(await whole(session))
    await session.engine.stop()
  })

  test.each(['Country', 'State', 'City', '省份'])('stand where the file says %s alone', async (place) => {
    const named = moving.map(([a, b, c, region, e, f]): Line => [
      a,
      b,
      c,
      region === 'North' ? 'Norway' : 'Spain',
      e,
      f,
    ])
    const session = await sessionOf({ 'sales.csv': flat(named, place) })
    expect(await byRow(session, { rows: 'order_region', columns: 'month' })).toEqual({
      Norway: [1060, 16],
      Spain: [120, 4],
    })
    await session.engine.stop()
  })

  test('spellings of one place are one region', async () => {
    const named = moving.map(([a, b, c, region, e, f], i): Line => [
      a,
      b,
      c,
      region === 'South' ? '浙江' : i === 0 ? '广东' : '广东省',
      e,
      f,
    ])
    const session = await sessionOf({ 'sales.csv': flat(named, '收货省份') })
    expect(await byRow(session, { rows: 'order_region', columns: 'month' })).toEqual({
      广东省: [1060, 16],
      浙江: [120, 4],
    })
    await session.engine.stop()
  })
})

describe('the category of the order', () => {
  const items = Array.from({ length: 12 }, (_, i) => [
    { order_id: `o${i}`, category: 'tea', quantity: 1, price: 10 },
    { order_id: `o${i}`, category: 'cups', quantity: 2, price: 15 },
    ...(i < 3 ? [{ order_id: `o${i}`, category: 'tea', quantity: 1, price: 5 }] : []),
  ]).flat()
  const products = { tea: 'p1', cups: 'p2' } as Record<string, string>
  const day = (order: string) => (Number(order.slice(1)) % 2 ? '2024-05-02' : '2024-06-03')

  test('counts an order once in each category of its lines, with the revenue of these', async () => {
    const session = await sessionOf({
      'sales.csv': csv(
        items.map(({ order_id, category, quantity, price }) => ({
          order_id,
          customer_id: order_id.replace('o', 'c'),
          order_date: day(order_id),
          product_id: products[category]!,
          category,
          quantity,
          unit_price: price,
        })),
      ),
    })
    const rows = await rowsOf(session, 'heatmap.matrix', { rows: 'order_category', columns: 'month' })
    expect(
      rows.map((row) => [row.row_value, row.column_value, row.customers, row.orders, row.revenue]),
    ).toEqual([
      ['cups', '2024-05', 6, 6, 180],
      ['cups', '2024-06', 6, 6, 180],
      ['tea', '2024-05', 6, 6, 65],
      ['tea', '2024-06', 6, 6, 70],
    ])
    expect(sum(rows, 'revenue')).toBe((await whole(session))[0])
    await session.engine.stop()
  })

  test('adds up to what was paid, with lines in a file of their own, refunds of orders and an order without lines', async () => {
    const paid = (i: number) => 50 - i
    const session = await sessionOf({
      'orders.csv': csv(
        Array.from({ length: 13 }, (_, i) => ({
          order_id: `o${i}`,
          customer_id: `c${i}`,
          order_date: '2024-05-02',
          amount: paid(i),
          'Refunded Amount': i === 4 ? 6 : 0,
        })),
      ),
      'lines.csv': csv(
        items.map(({ order_id, category, quantity, price }) => ({
          order_id,
          product_id: products[category]!,
          category,
          quantity,
          unit_price: price,
        })),
      ),
    })
    const found = await byRow(session, { rows: 'order_category', columns: 'month' })
    const [revenue] = await whole(session)
    expect(revenue).toBe(Array.from({ length: 13 }, (_, i) => paid(i)).reduce((a, b) => a + b) - 6)
    expect(found['\u0002']).toEqual([paid(12), 1])
    expect(found.tea![0]! + found.cups![0]! + paid(12)).toBeCloseTo(revenue!, 3)
    // The order that was refunded in part paid 46 for tea of 10 and cups of 30, and 6 of it came back.
    const of = (part: (i: number) => number) =>
      Array.from({ length: 12 }, (_, i) => (paid(i) - (i === 4 ? 6 : 0)) * part(i)).reduce((a, b) => a + b)
    expect(found.cups).toEqual([
      expect.closeTo(
        of((i) => (i < 3 ? 30 / 45 : 30 / 40)),
        2,
      ),
      12,
    ])
    await session.engine.stop()
  })
})

describe('what a heat map shows without a choice', () => {
  const plain = async (files: Record<string, string>, id = 'heatmap.matrix') => {
    const session = await sessionOf(files)
    const { frame } = await ask(session, id)
    const offered = (await session.dimensions()).map(({ name }) => name)
    await session.engine.stop()
    return { rows: frame.controls.rows, columns: frame.controls.columns, offered }
  }

  test('is the region where there is one, and dimensions of orders are offered where orders say them', async () => {
    const found = await plain({ 'sales.csv': flat(moving) })
    expect(found).toMatchObject({ rows: 'region', columns: 'tier' })
    expect(found.offered).toEqual(expect.arrayContaining(['order_region', 'order_channel']))
    expect(found.offered).not.toContain('order_category')
  })

  test('is a dimension that the data have, in page and command line alike', async () => {
    const customers = csv(
      moving
        .filter((_, i) => i % 2 === 0)
        .map(([, customer_id], i) => ({ customer_id, industry: i % 2 ? 'Food' : 'Steel' })),
    )
    const orders = csv(
      moving.map(([order_id, customer_id, ordered_at, , , amount]) => ({
        order_id,
        customer_id,
        ordered_at,
        amount,
      })),
    )
    const files = { 'customers.csv': customers, 'orders.csv': orders }
    const found = await plain(files)
    expect(found.offered).toContain(found.rows)
    expect(found.rows).not.toBe('region')
    expect((await plain(files, 'profile.index')).rows).toBe('industry')
  })
})
