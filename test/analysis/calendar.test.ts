import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import { createSay } from '../../src/analysis/say'
import { periodLabel } from '../../src/analysis/trend/period'
import { csv, rowsOf, sessionOf } from '../support/session'

// 2024-01-01 is a Monday; one order a day for 400 days, each of 1.
const days = Array.from({ length: 400 }, (_, i) =>
  new Date(Date.UTC(2023, 11, 25 + i)).toISOString().slice(0, 10),
)
const file = csv(
  days.map((order_date, i) => ({ order_id: i, customer_id: `C${i % 7}`, order_date, amount: 1 })),
)

describe('trend by calendar', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'orders.csv': file }, { period: 'all' })
  })
  afterAll(() => session.engine.stop())
  const starts = async (grain: string) =>
    (await rowsOf(session, 'trend.revenue', { grain })).map((row) => row.start)

  test('weeks begin on the day that the reader chose', async () => {
    expect((await starts('week')).slice(0, 2)).toEqual(['2023-12-25', '2024-01-01'])
    await session.setCalendar({ weekStart: 7, fiscalStart: 1 })
    expect((await starts('week')).slice(0, 2)).toEqual(['2023-12-24', '2023-12-31'])
    const rows = await rowsOf(session, 'trend.revenue', { grain: 'week' })
    expect(rows.slice(1, 5).map((row) => row.revenue)).toEqual([7, 7, 7, 7])
  })
  test('quarters are those of the fiscal year', async () => {
    await session.setCalendar({ weekStart: 1, fiscalStart: 1 })
    expect((await starts('quarter'))[1]).toBe('2024-01-01')
    await session.setCalendar({ weekStart: 1, fiscalStart: 2 })
    expect((await starts('quarter')).slice(0, 3)).toEqual(['2023-11-01', '2024-02-01', '2024-05-01'])
  })
  test('a fiscal year is named after the year in which it ends', () => {
    const say = createSay('en', {}, { units: 'km', currency: '' })
    expect(periodLabel('2024-02-01', 'quarter', say, 2)).toBe('FY2025 Q1')
    expect(periodLabel('2024-01-01', 'quarter', say, 2)).toBe('FY2024 Q4')
    expect(periodLabel('2024-04-01', 'quarter', say)).toBe('2024 Q2')
  })
  test('months add up to the headline in every grain', async () => {
    for (const grain of ['week', 'month', 'quarter']) {
      const rows = await rowsOf(session, 'trend.revenue', { grain })
      expect(
        rows.reduce((sum, row) => sum + Number(row.revenue), 0),
        grain,
      ).toBe(400)
    }
  })
})
