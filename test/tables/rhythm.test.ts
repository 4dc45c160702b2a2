import { beforeEach, describe, expect, test } from 'vitest'
import type { Bound } from '../../src/engine/engine'
import {
  buildPeriod,
  buildRest,
  buildSale,
  buildSalesMarts,
  setSummedParams,
  writeLifecycle,
  ORDERS_ALONE,
} from '../../src/tables/build'
import { writeRfm } from '../../src/tables/rfm'
import { defaultRfm } from '../../src/model/rfm'
import { house, look, order, put } from '../support/house'

/** Nothing is set: all is proposed from the data. */
const OPEN = { newDays: null, dormantDays: null, churnedDays: null }
const home = house()
beforeEach(async () => {
  await writeLifecycle(home.engine, OPEN)
})

const AS_OF = '2024-12-31'
/** So many days before the day as of which all is. */
const ago = (days: number) => new Date(Date.UTC(2024, 11, 31 - days)).toISOString().slice(0, 10)
/** Orders of a customer so many days ago each. */
const bought = (id: string, ...days: number[]) => days.map((at) => order(id, ago(at), 10))

async function build(rows: Record<string, Bound>[], people: Record<string, Bound>[] = []): Promise<void> {
  await put(home.engine, 'orders', rows)
  await put(home.engine, 'customers', people)
  await buildSale(home.engine)
  await look(home.engine, { asOf: AS_OF })
  await buildSalesMarts(home.engine, [AS_OF], ORDERS_ALONE)
  await buildPeriod(home.engine, '12m')
  await writeRfm(home.engine, defaultRfm())
  await buildRest(home.engine)
}
const rhythm = () =>
  home.engine.query('SELECT customer_id AS id, gaps, median_gap_days AS gap FROM customer_rhythm ORDER BY 1')
const window = async () =>
  (await home.engine.query('SELECT new_days, dormant_days, churned_days, gaps FROM lifecycle_window'))[0]
const stages = async () =>
  Object.fromEntries(
    (await home.engine.query('SELECT customer_id AS id, stage FROM customer_stage ORDER BY 1')).map(
      ({ id, stage }) => [id, stage],
    ),
  )
const signals = () =>
  home.engine.query(
    'SELECT customer_id AS id, active, at_risk AS risk, own_rhythm AS own FROM customer_signal ORDER BY 1',
  )

describe('customer_rhythm', () => {
  test('is the median of the days from one purchase to the next', async () => {
    await build(bought('A', 100, 90, 70, 10))
    expect(await rhythm()).toEqual([{ id: 'A', gaps: 3, gap: 20 }])
  })
  test('takes two purchases of one day for one, and refunds, returns and later orders for none', async () => {
    await build([
      ...bought('A', 50, 50, 20),
      order('A', ago(30), -5),
      order('A', ago(40), 0, { returned: 9 }),
      order('A', '2025-02-01', 10),
    ])
    expect(await rhythm()).toEqual([{ id: 'A', gaps: 1, gap: 30 }])
  })
  test('keeps customers apart on the first day that is counted from, the first of 1900', async () => {
    await build([order('A', '1900-01-01', 5), order('A', '1900-01-11', 5), order('B', '1900-01-01', 5)])
    expect(await rhythm()).toEqual([
      { id: 'A', gaps: 1, gap: 10 },
      { id: 'B', gaps: 0, gap: null },
    ])
  })
  test('begins anew with each customer, and of one purchase there is none', async () => {
    await build([...bought('A', 9), ...bought('B', 300, 200), ...bought('C', 5, 1), order(null, ago(2), 4)])
    expect(await rhythm()).toEqual([
      { id: 'A', gaps: 0, gap: null },
      { id: 'B', gaps: 1, gap: 100 },
      { id: 'C', gaps: 1, gap: 4 },
    ])
  })
})

describe('windows of a customer’s life', () => {
  test('are 45 and 90 days where nobody bought twice', async () => {
    await build(bought('A', 1))
    expect(await window()).toEqual({ new_days: 45, dormant_days: 45, churned_days: 90, gaps: 0 })
  })
  test('are the quantiles 75 and 90 in a hundred of all gaps', async () => {
    // Gaps of 10, 20 … 100: type 7 gives 77.5 and 91.
    await build([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].flatMap((gap) => bought(`C${gap}`, gap + 1, 1)))
    expect(await window()).toEqual({ new_days: 78, dormant_days: 78, churned_days: 91, gaps: 10 })
  })
  test('are never shorter than 14 and 30 days', async () => {
    await build(bought('A', 5, 4, 3, 2, 1))
    expect(await window()).toEqual({ new_days: 14, dormant_days: 14, churned_days: 30, gaps: 4 })
  })
  test('are as the reader says, each for itself, and what would be proposed stands beside', async () => {
    await writeLifecycle(home.engine, { ...OPEN, dormantDays: 60 })
    await build(bought('A', 1))
    expect(await window()).toMatchObject({ new_days: 45, dormant_days: 60, churned_days: 90 })
    await writeLifecycle(home.engine, { newDays: 7, dormantDays: 60, churnedDays: 200 })
    await buildRest(home.engine)
    const [row] = await home.engine.query('SELECT * FROM lifecycle_window')
    expect(row).toMatchObject({
      ...{ new_days: 7, dormant_days: 60, churned_days: 200 },
      ...{ new_proposed: 45, dormant_proposed: 45, churned_proposed: 90 },
    })
  })
})

describe('customer_signal', () => {
  /** Nobody's gaps move the pooled window away from 90 days: more gaps of 90 than of anything else. */
  const pool = Array.from({ length: 9 }, (_, i) => bought(`Z${i}`, 450, 360, 270, 180, 90, 0)).flat()
  const of = async (...ids: string[]) => (await signals()).filter(({ id }) => ids.includes(String(id)))
  test('tells who bought within the window of all, its last day included', async () => {
    await build([...pool, ...bought('A', 90), ...bought('B', 91)])
    expect(await of('A', 'B')).toEqual([
      { id: 'A', active: true, risk: true, own: false },
      { id: 'B', active: false, risk: false, own: false },
    ])
  })
  test('of fewer than three gaps it is half of that window that warns', async () => {
    await build([...pool, ...bought('A', 45), ...bought('B', 46), ...bought('C', 66, 56, 46)])
    expect((await of('A', 'B', 'C')).map(({ risk, own }) => [risk, own])).toEqual([
      [false, false],
      [true, false],
      [true, false],
    ])
  })
  test('of three gaps and more it is twice their own, and never within a fortnight', async () => {
    await build([
      ...pool,
      ...bought('A', 50, 40, 30, 20), // own gap 10: twice is 20, reached and not passed
      ...bought('B', 51, 41, 31, 21),
      ...bought('C', 17, 16, 15, 14), // own gap 1
      ...bought('D', 18, 17, 16, 15),
    ])
    expect((await of('A', 'B', 'C', 'D')).map(({ risk, own }) => [risk, own])).toEqual([
      [false, true],
      [true, true],
      [false, true],
      [true, true],
    ])
  })
  test('is none of who never bought', async () => {
    await build([...pool, order('A', ago(3), -5)])
    expect(await of('A')).toEqual([])
  })
})

describe('customer_stage', () => {
  const set = () => writeLifecycle(home.engine, { newDays: 10, dormantDays: 30, churnedDays: 60 })
  test('is told by the days since the last order, and since the first one where that is near', async () => {
    await set()
    await build([
      ...bought('new', 10),
      ...bought('active', 30, 11),
      ...bought('edge', 11),
      ...bought('quiet', 200, 30),
      ...bought('dormant', 31),
      ...bought('long', 60),
      ...bought('churned', 61),
    ])
    expect(await stages()).toEqual({
      ...{ new: 'new', active: 'active', edge: 'active', quiet: 'active' },
      ...{ dormant: 'dormant', long: 'dormant', churned: 'churned' },
    })
  })
  test('is potential of who is known and never bought, and none of who sent back what was bought before the data', async () => {
    await set()
    await build(
      [...bought('A', 5), order('B', ago(5), -9), order('C', ago(5), 0, { returned: 9 })],
      ['A', 'D'].map((customer_id) => ({ customer_id })),
    )
    expect(await stages()).toEqual({ A: 'new', B: null, C: 'potential', D: 'potential' })
  })
  test('as of a past day is none of who was entered later, or does not say when', async () => {
    await set()
    await build(
      [...bought('A', 40), order('A', '2025-06-01', 5)],
      [
        { customer_id: 'before', created_at: '2024-12-31 22:00' },
        { customer_id: 'later', created_at: '2025-01-01' },
        { customer_id: 'unknown' },
      ],
    )
    expect(await stages()).toEqual({ A: 'dormant', before: 'potential', later: null, unknown: null })
  })
  test('of customers who are summed up is as much as their file says', async () => {
    await set()
    await put(home.engine, 'customers', [
      { customer_id: 'a', last_order_at: '2024-12-31', order_count: 1 }, // the only order
      { customer_id: 'b', last_order_at: '2024-12-31', order_count: 2 },
      { customer_id: 'c', last_order_at: '2024-11-01', order_count: 2 },
      { customer_id: 'd', order_count: 0 },
      { customer_id: 'e', total_spend: 5, churned: true },
      { customer_id: 'f', total_spend: 5 }, // when, nobody says
      { customer_id: 'g', total_spend: 5, churned: false, tenure_months: 0.3 }, // nine days
      { customer_id: 'h', total_spend: 5, churned: false, tenure_months: 1 },
    ])
    await buildSale(home.engine)
    await setSummedParams(home.engine, 'net')
    await buildSalesMarts(home.engine, [AS_OF], { ...ORDERS_ALONE, summed: true })
    await buildPeriod(home.engine, 'all', undefined, true)
    await writeRfm(home.engine, defaultRfm())
    await buildRest(home.engine)
    expect(await stages()).toEqual({
      ...{ a: 'new', b: 'active', c: 'dormant', d: 'potential' },
      ...{ e: 'churned', f: null, g: 'new', h: 'active' },
    })
  })
})
