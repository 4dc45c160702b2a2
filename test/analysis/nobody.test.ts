import { describe, expect, it } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { stripOf } from '../../src/show/strip'
import { ask, csv, rowsOf, sessionOf } from '../support/session'
import { sayIn } from '../support/words'

const SAY = sayIn('en')
const sold = csv(
  Array.from({ length: 30 }, (_, i) => ({
    order_id: `K${i}`,
    order_date: `2024-0${1 + (i % 3)}-15`,
    amount: 10 + (i % 3),
    status: i === 0 ? 'cancelled' : 'completed',
  })),
)

describe('sales that name nobody', () => {
  it('are the headline, its sentence and the trend, and stand beside nothing', async () => {
    const session = await sessionOf({ 'till.csv': sold }, { period: 'all' })
    const headline = await ask(session, 'overview.kpis')
    const [row] = headline.rows
    expect(row).toMatchObject({ customers: 0, revenue: 0, sales_without_customer: 320, total: 320 })
    expect(panelOf('overview.kpis')!.sentence(headline.rows, SAY, headline.frame)).toBe(
      '29 orders brought 320; none of them says who bought.',
    )
    const strip = stripOf(headline, SAY)!
    expect(strip.figures.map(({ metric, value }) => [metric, value])).toEqual([
      ['salesWithoutCustomer', 320],
      ['ordersWithoutCustomer', 29],
      ['averageOrder', 320 / 29],
      ['customers', 0],
    ])
    expect(strip.beside).toEqual([])
    const trend = await ask(session, 'trend.revenue')
    expect(panelOf('trend.revenue')!.sentence(trend.rows, SAY, trend.frame)).toContain('110')
    await session.engine.stop()
  })
})

describe('what changed since an earlier period', () => {
  // Two orders a month: of 10 each in 2023, of 15 in January 2024 and of one more each month.
  const orders = csv(
    [2023, 2024].flatMap((year) =>
      Array.from({ length: 12 }, (_, month) =>
        ['A', 'B'].map((customer) => ({
          order_id: `${customer}${year}${month}`,
          customer_id: `${customer}${month % 3}`,
          order_date: `${year}-${String(month + 1).padStart(2, '0')}-10`,
          amount: year === 2023 ? 10 : 15 + month,
        })),
      ).flat(),
    ),
  )
  it('is a share of the year before, of the period before, and null where there is none', async () => {
    const session = await sessionOf({ 'orders.csv': orders }, { period: '2024-07..2024-12' })
    const trend = await rowsOf(session, 'trend.revenue')
    expect(trend[0]).toMatchObject({ revenue: 20, year_change: null, change: null })
    expect(trend[1]).toMatchObject({ revenue: 20, year_change: null, change: 0 })
    expect(trend[12]).toMatchObject({ revenue: 30, year_change: 0.5, change: 0.5 })
    expect(trend[14]!.change).toBeCloseTo(34 / 32 - 1, 12)
    const [row] = await rowsOf(session, 'overview.kpis')
    // Against the same months a year before: 282 of 120, from the same six customers with as many orders.
    expect(row).toMatchObject({ customers_change: 0, orders_change: 0, repeat_rate_change: 0 })
    expect(row!.revenue_change).toBeCloseTo(282 / 120 - 1, 12)
    await session.engine.stop()
  })
})

describe('the way from the files to the headline', () => {
  it('counts orders in another currency and adds none of them', async () => {
    const mixed = csv(
      Array.from({ length: 12 }, (_, i) => ({
        order_id: `K${i}`,
        customer_id: `C${i % 4}`,
        order_date: `2024-03-1${i % 9}`,
        amount: 10,
        currency: i % 4 ? 'EUR' : 'USD',
        status: i === 1 ? 'cancelled' : 'completed',
      })),
    )
    const session = await sessionOf({ 'orders.csv': mixed }, { period: 'all' })
    const steps = await rowsOf(session, 'data.reconcile')
    expect(steps.map(({ step, amount, n }) => [step, amount, n])).toEqual([
      ['plain', 90, 9],
      ['currency', null, 3],
      ['void', -10, 1],
      ['unnamed', 0, 0],
      ['refunds', 0, 0],
      ['revenue', 80, 8],
    ])
    await session.engine.stop()
  })
})
