import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { curves, tickOf } from '../../../src/analysis/lifecycle/curve'
import { sumOf, type Row } from '../../../src/model/row'
import { dataFolder } from '../../setup/data.mjs'
import { retail } from '../../support/retail'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'

const day = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10)

/** 40 customers begin on 1 March 2024; the k-th buys again after 3 × k days, every fourth never does; data to 30 June. */
const files = (extra: Record<string, string> = {}) => ({
  'orders.csv': csv([
    { order_id: 'start', customer_id: 'start', ordered_at: '2023-01-01', amount: 1 },
    { order_id: 'end', customer_id: 'start', ordered_at: '2024-06-30', amount: 1 },
    ...Array.from({ length: 40 }, (_, k) =>
      [0, 0, ...(k % 4 === 3 ? [] : [3 * (k + 1)])].map((after, at) => ({
        order_id: `${k}-${at}`,
        customer_id: `K${k}`,
        ordered_at: day('2024-03-01', after),
        amount: 10,
      })),
    ).flat(),
  ]),
  ...extra,
})

describe('time to the second purchase', () => {
  test('several orders of the first day are one; who has not bought again is followed to the last day', async () => {
    const session = await sessionOf(files())
    await session.configure({ lifecycle: { newDays: 30, dormantDays: 60, churnedDays: 90 } }, view())
    const rows = await rowsOf(session, 'lifecycle.second')
    expect(rows[0]).toMatchObject({ days: 0, share: 0, n: 40, unknown: 1 })
    // Nobody is censored before day 121, so until then it is the plain share.
    const plain = (until: number) =>
      Array.from({ length: 40 }, (_, k) => k % 4 !== 3 && 3 * (k + 1) <= until).filter(Boolean).length / 40
    for (const row of rows) expect(row.share, String(row.days)).toBeCloseTo(plain(Number(row.days)), 9)
    // Twenty of forty by day 78, the next on day 81.
    expect(rows[0]!.median).toBe(79.5)
    expect(sumOf(rows as Row[], 'bought')).toBe(30)
    for (const row of rows.slice(1))
      expect(Number(row.low) <= Number(row.share) && Number(row.share) <= Number(row.high)).toBe(true)
    await session.engine.stop()
  })

  test('a first purchase near the start of the data counts where the customer was entered within the data', async () => {
    const session = await sessionOf({
      'orders.csv': csv(
        Array.from({ length: 60 }, (_, k) => ({
          order_id: `o${k}`,
          customer_id: `K${k % 30}`,
          ordered_at: day('2024-01-01', (k % 30) + (k < 30 ? 0 : 20)),
          amount: 10,
        })),
      ),
    })
    expect(await ask(session, 'lifecycle.second')).toMatchObject({
      state: 'empty',
      reason: { key: 'panel.lifecycle.second.none' },
    })
    const customers = csv(
      Array.from({ length: 30 }, (_, k) => ({ customer_id: `K${k}`, created_at: '2024-01-01' })),
    )
    await session.add(new Blob([customers]), 'customers.csv')
    await session.rebuild(view())
    const rows = await rowsOf(session, 'lifecycle.second')
    expect(rows[0]).toMatchObject({ n: 30, unknown: 0, median: 20 })
    await session.engine.stop()
  })

  test('cohorts of few customers have no curve, and a curve ends where few are followed', () => {
    const counted = (cohort: string, days: number, happened: boolean, customers: number) => ({
      cohort,
      days,
      happened,
      customers,
      unknown: 0,
    })
    const rows = curves([
      counted('2024-01-01', 10, true, 20),
      counted('2024-01-01', 40, false, 4),
      counted('2024-04-01', 10, true, 20),
      counted('2024-04-01', 30, false, 20),
      counted('2024-04-01', 50, true, 5),
    ])
    expect(rows.map((row) => row.cohort)).toEqual(rows.map(() => '2024-04-01'))
    expect(rows.at(-1)).toMatchObject({ days: 30, followed: 25 })
    expect(curves([])).toEqual([])
    expect([tickOf(20), tickOf(100), tickOf(800)]).toEqual([7, 14, 180])
  })
})

test.skipIf(!existsSync(`${dataFolder() ?? ''}/online_retail`))(
  'Online Retail: the curve of all is the one that plain counting over the orders gives, by quarter too',
  async () => {
    const session = await sessionOf({ 'online_retail.csv': await retail() }, { period: 'all' })
    const rows = await rowsOf(session, 'lifecycle.second')
    const people = await session.engine.query<{ days: number; again: boolean }>(
      `WITH bought AS (SELECT DISTINCT customer_id, ordered_at::DATE AS day FROM orders WHERE sold > 0 AND customer_id IS NOT NULL),
       ranked AS (SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY day) AS place FROM bought)
       SELECT date_diff('day', f.day, coalesce(s.day, DATE '2011-12-09'))::DOUBLE AS days, s.day IS NOT NULL AS again
       FROM ranked AS f LEFT JOIN ranked AS s ON s.customer_id = f.customer_id AND s.place = 2
       WHERE f.place = 1 AND f.day >= DATE '2010-12-01' + 110`,
    )
    expect(rows[0]!.n).toBe(people.length)
    // The product limit by its definition, one time after the other.
    let survival = 1
    for (const time of [...new Set(people.map(({ days }) => days))].sort((a, b) => a - b)) {
      const atRisk = people.filter(({ days }) => days >= time).length
      survival *= 1 - people.filter(({ days, again }) => again && days === time).length / atRisk
      const row = rows.find(({ days }) => days === time)
      if (row) expect(row.share, String(time)).toBeCloseTo(1 - survival, 9)
    }
    const quarters = await rowsOf(session, 'lifecycle.second', { grain: 'quarter' })
    expect([...new Set(quarters.map((row) => row.cohort))]).toEqual([
      '2011-01-01',
      '2011-04-01',
      '2011-07-01',
      '2011-10-01',
    ])
    console.info(
      rows[0],
      rows.find((row) => row.days === 90),
    )
    await session.engine.stop()
  },
  120_000,
)
