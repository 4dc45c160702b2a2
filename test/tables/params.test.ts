import { beforeEach, describe, expect, test } from 'vitest'
import { paramsOn, setCalendar, setDates, setSummedParams } from '../../src/tables/build'
import { empty, house, look, order, put } from '../support/house'
import { view } from '../support/session'

const home = house()
beforeEach(async () => {
  await home.engine.run('DELETE FROM tier_scheme')
})

/** Orders from the first day to the last. */
const span = (from: string, to: string) =>
  put(home.engine, 'orders', [order('A', from, 1), order('A', to, 1), order('A', null, 1)])

describe('params', () => {
  test('stand on the last day of the orders where no day is asked for', async () => {
    await span('2022-01-05', '2024-12-30 22:15')
    expect(await look(home.engine)).toEqual({
      as_of: '2024-12-30',
      period: '12m',
      period_start: '2023-12-31',
      period_end: '2024-12-30',
      returns: 'net',
      data_start: '2022-01-05',
      data_end: '2024-12-30',
      previous_review: '2024-09-30',
      before_start: '2022-12-31',
      before_end: '2023-12-30',
    })
  })
  test('stand on no order without a day, and not where there is none', async () => {
    expect(await look(home.engine)).toBeNull()
    await put(home.engine, 'orders', [order('A', null, 1)])
    expect(await look(home.engine)).toBeNull()
    // A day that is asked for does not make up for it.
    expect(await look(home.engine, { asOf: '2024-12-31' })).toBeNull()
  })
  test('end on the last row of an order, which may be later than the order', async () => {
    await put(home.engine, 'orders', [{ ...order('A', '2024-03-01', 1), last_at: '2024-03-09' }])
    expect(await look(home.engine)).toMatchObject({ as_of: '2024-03-09', data_start: '2024-03-01' })
  })
  test.each([
    ['all', '2020-02-10', '2024-12-31', null, null],
    ['3m', '2024-10-01', '2024-12-31', '2024-07-01', '2024-09-30'],
    ['24m', '2023-01-01', '2024-12-31', '2021-01-01', '2022-12-31'],
    // Whole months are compared with those of the year before.
    ['2024-02..2024-04', '2024-02-01', '2024-04-30', '2023-02-01', '2023-04-30'],
    ['2024-02..2024-02', '2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28'],
    // Months that are not over end on the day.
    ['2024-11..2025-03', '2024-11-01', '2024-12-31', '2023-11-01', '2023-12-31'],
  ])('of the period %s are from %s to %s, compared with %s to %s', async (period, from, to, before, end) => {
    await span('2020-02-10', '2024-12-31')
    expect(await look(home.engine, { period })).toMatchObject({
      ...{ period, period_start: from, period_end: to, before_start: before, before_end: end },
    })
  })
  test('compare only with a period that lies within the data, but for a week', async () => {
    const before = async (from: string) => {
      await empty(home.engine)
      await span(from, '2024-12-31')
      const { before_start, before_end } = (await look(home.engine))!
      return [before_start, before_end]
    }
    expect(await before('2023-01-08')).toEqual(['2023-01-01', '2023-12-31'])
    expect(await before('2023-01-09')).toEqual([null, null])
  })
  test('know the review before, the end of a quarter or of a month, where a year lies before it', async () => {
    const review = async (asOf: string, from = '2020-01-01') => {
      await empty(home.engine)
      await span(from, '2024-12-31')
      return (await look(home.engine, { asOf }))!.previous_review
    }
    expect(await review('2024-12-31')).toBe('2024-09-30')
    // On the first of a quarter the last one is over.
    expect(await review('2024-10-01')).toBe('2024-09-30')
    expect(await review('2024-09-30')).toBe('2024-06-30')
    // 1 October 2024 less twelve months is 1 October 2023.
    expect(await review('2024-12-31', '2023-10-09')).toBe('2024-09-30')
    expect(await review('2024-12-31', '2023-10-10')).toBeNull()
    await home.engine.run("INSERT INTO tier_scheme VALUES ('score', 0, 'month')")
    expect(await review('2024-12-31')).toBe('2024-11-30')
    expect(await review('2024-03-15')).toBe('2024-02-29')
  })
  test('of other rows are those of their own days, and of none as of nothing', async () => {
    await span('2020-01-01', '2024-12-31')
    await look(home.engine)
    const days = await paramsOn(home.engine, view({ period: 'all' }), {
      from: '2023-05-01',
      to: '2023-06-01',
    })
    expect(days).toMatchObject({ as_of: '2023-06-01', period_start: '2023-05-01', data_end: '2023-06-01' })
    expect(await paramsOn(home.engine, view(), { from: null, to: null })).toMatchObject({
      as_of: null,
      data_end: null,
    })
    expect((await home.engine.query('SELECT as_of FROM params'))[0]).toEqual({ as_of: '2024-12-31' })
  })
})

describe('params of customers who are summed up', () => {
  test('are as of the last order that the file knows of, over all time, and compare with nothing', async () => {
    await put(home.engine, 'customers', [
      { customer_id: 'A', last_order_at: '2024-05-01 10:00' },
      { customer_id: 'B', last_order_at: '2024-06-02 23:00' },
      { customer_id: 'C' },
    ])
    expect(await setSummedParams(home.engine, 'drop')).toEqual({
      dated: true,
      params: {
        ...{ as_of: '2024-06-02', period: 'all', period_start: '2024-06-02', period_end: '2024-06-02' },
        ...{ returns: 'drop', data_start: null, data_end: '2024-06-02', previous_review: null },
        ...{ before_start: null, before_end: null },
      },
    })
  })
  test('without any day stand on one that nobody is shown', async () => {
    await put(home.engine, 'customers', [{ customer_id: 'A', total_spend: 5 }])
    expect(await setSummedParams(home.engine, 'net')).toMatchObject({
      dated: false,
      params: { as_of: '2000-01-01', data_end: null },
    })
  })
})

describe('the calendar', () => {
  /** First days of the week, the month and the fiscal quarter of a day. */
  const periods = async (day: string) => {
    const [row] = await home.engine.query(
      `SELECT period_of('week', d, week_start, fiscal_start) AS week, period_of('month', d, week_start, fiscal_start) AS month,
        period_of('quarter', d, week_start, fiscal_start) AS quarter FROM calendar, (SELECT DATE '${day}' AS d)`,
    )
    return [row!.week, row!.month, row!.quarter]
  }
  test('begins weeks on Monday and quarters in January', async () => {
    await setCalendar(home.engine, { weekStart: 1, fiscalStart: 1 })
    // 1 December 2024 was a Sunday.
    expect(await periods('2024-12-01')).toEqual(['2024-11-25', '2024-12-01', '2024-10-01'])
    expect(await periods('2024-12-02')).toEqual(['2024-12-02', '2024-12-01', '2024-10-01'])
  })
  test('begins them where the reader says', async () => {
    await setCalendar(home.engine, { weekStart: 7, fiscalStart: 4 })
    expect(await periods('2024-12-01')).toEqual(['2024-12-01', '2024-12-01', '2024-10-01'])
    expect(await periods('2024-11-30')).toEqual(['2024-11-24', '2024-11-01', '2024-10-01'])
    await setCalendar(home.engine, { weekStart: 6, fiscalStart: 2 })
    expect(await periods('2024-12-01')).toEqual(['2024-11-30', '2024-12-01', '2024-11-01'])
    expect(await periods('2024-01-31')).toEqual(['2024-01-27', '2024-01-01', '2023-11-01'])
  })
})

test('the dates that are worked on are those named last', async () => {
  await setDates(home.engine, ['2024-01-31', '2024-02-29'])
  await setDates(home.engine, ['2024-03-31'])
  expect(await home.engine.query('SELECT * FROM as_of_dates')).toEqual([{ as_of: '2024-03-31' }])
  await setDates(home.engine, [])
  expect(await home.engine.query('SELECT * FROM as_of_dates')).toEqual([])
})
