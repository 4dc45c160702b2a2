import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import { CLASSES, defaultRfm, segmentAt, defaultBoundaries, type RfmSetting } from '../../src/model/rfm'
import { sumOf } from '../../src/model/row'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

const day = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10)

/** 40 customers; customer i orders 1 + i % 4 times, last 3 × i days before the end of 2024, for 10 × (i + 1) each. */
const many = csv(
  Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 1 + (i % 4) }, (_, k) => ({
      order_id: `o${i}-${k}`,
      customer_id: `c${String(i).padStart(2, '0')}`,
      ordered_at: day('2024-12-31', -3 * i - 20 * k),
      amount: 10 * (i + 1),
    })),
  ).flat(),
)
/** An order long before, so that earlier windows lie inside the data. */
const old = 'order_id,customer_id,ordered_at,amount\nold,c99,2022-01-01,5\n'

describe('RFM', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'orders.csv': many + old.split('\n')[1] + '\n' })
  })
  afterAll(() => session.engine.stop())
  const configure = (rfm: Partial<RfmSetting>) =>
    session.configure({ rfm: { ...defaultRfm(), ...rfm } }, view())
  const scored = () =>
    session.engine.query<{
      r: number
      f: number
      m: number
      segment: string
      class: string
      recency_days: number
    }>('SELECT * FROM customer_rfm ORDER BY customer_id')

  test('names segments by the table of boundaries, also one that the reader changed', async () => {
    for (const { r, f, m, segment } of await scored())
      expect(segment).toBe(segmentAt(defaultBoundaries(), r, (f + m) / 2))
    const own: RfmSetting['segments'] = [
      { segment: 'champions', r: [1, 5], fm: [3, 5] },
      { segment: 'new', r: [5, 5], fm: [1, 5] },
    ]
    await configure({ segments: own })
    const rows = await scored()
    for (const { r, f, m, segment } of rows) expect(segment).toBe(segmentAt(own, r, (f + m) / 2))
    expect(new Set(rows.map(({ segment }) => segment))).toEqual(new Set(['champions', 'new', 'lost']))
    await configure({})
  })

  test('divides the eight classes at the mean, the median or a fixed score', async () => {
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const median = (values: number[]) => {
      const sorted = [...values].sort((a, b) => a - b)
      const middle = sorted.length / 2
      return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
    }
    const check = (rows: Awaited<ReturnType<typeof scored>>, cut: { r: number; f: number; m: number }) => {
      for (const row of rows) {
        const kind = row.m > cut.m ? 'important' : 'general'
        const recent = row.r > cut.r
        const often = row.f > cut.f
        const rest = recent ? (often ? 'value' : 'develop') : often ? 'keep' : 'retain'
        expect(row.class).toBe(`${kind}_${rest}`)
      }
    }
    const of = (rows: Awaited<ReturnType<typeof scored>>, cut: (values: number[]) => number) => ({
      r: cut(rows.map(({ r }) => r)),
      f: cut(rows.map(({ f }) => f)),
      m: cut(rows.map(({ m }) => m)),
    })
    let rows = await scored()
    check(rows, of(rows, mean))
    await configure({ cut: { by: 'median' } })
    rows = await scored()
    check(rows, of(rows, median))
    await configure({ cut: { by: 'fixed', r: 4, f: 2, m: 3.5 } })
    check(await scored(), { r: 4, f: 2, m: 3.5 })
    await configure({})
  })

  test('has a window of its own: the same scores as the view over that period would give', async () => {
    await configure({ window: '2024-10..2024-11' })
    const own = await scored()
    await session.configure({ rfm: defaultRfm() }, view({ period: '2024-10..2024-11' }))
    expect(await scored()).toEqual(own)
    // Recency counts from the last order of the window, also for who ordered again after it.
    const last = own.map(({ recency_days: days }) => days)
    expect(Math.min(...last)).toBe(33)
    await session.show(view())
  })

  test('counts each customer of the window once in grid, segments, classes and cross-tab', async () => {
    for (const id of ['rfm.grid', 'rfm.segments', 'rfm.classes', 'rfm.crosstab'])
      expect(sumOf(await rowsOf(session, id), 'customers'), id).toBe(40)
    expect(sumOf(await rowsOf(session, 'rfm.grid', { across: 'f' }), 'customers')).toBe(40)
    expect(await rowsOf(session, 'rfm.grid')).toHaveLength(45)
    const classes = await rowsOf(session, 'rfm.classes')
    for (const row of classes) expect(CLASSES).toContain(row.class)
    expect(sumOf(classes, 'revenue_share')).toBeCloseTo(1, 9)
  })

  test('moves: the earlier side is what RFM said as of then, the later what it says now', async () => {
    const rows = await rowsOf(session, 'rfm.movement', { since: '3' })
    const now = await rowsOf(session, 'rfm.segments')
    for (const row of now)
      expect(
        sumOf(
          rows.filter((each) => each.now === row.segment),
          'customers',
        ),
        String(row.segment),
      ).toBe(row.customers)
    await session.show(view({ asOf: '2024-09-30' }))
    // Asked of the table: the panel would say that 20 customers are too few.
    const then = await session.engine.query(
      'SELECT segment, count(*) AS customers FROM customer_rfm GROUP BY segment',
    )
    expect(sumOf(then, 'customers')).toBe(20)
    await session.show(view())
    for (const row of then)
      expect(
        sumOf(
          rows.filter((each) => each.before === row.segment),
          'customers',
        ),
        String(row.segment),
      ).toBe(row.customers)
  })

  test('says why nothing can be compared with a window that begins with the data', async () => {
    await session.show(view({ period: 'all' }))
    expect(await ask(session, 'rfm.movement')).toMatchObject({
      state: 'empty',
      reason: { key: 'panel.rfm.movement.none' },
    })
    await configure({ window: '12m' })
    await session.show(view({ period: 'all' }))
    expect((await ask(session, 'rfm.movement')).state).toBe('ready')
    await configure({})
  })
})
