import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sumOf, type Row } from '../../../src/model/row'
import { dataFolder } from '../../setup/data.mjs'
import { retail } from '../../support/retail'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'

/** Buyers add up from their parts, and from period to period. */
function addsUp(rows: readonly Row[]): void {
  rows.forEach((row, at) => {
    const [fresh, kept, back] = ['new_customers', 'retained', 'resurrected'].map((name) => Number(row[name]))
    expect(fresh! + kept! + back!, String(row.start)).toBe(row.customers)
    if (row.churned == null) return
    expect(kept! + Number(row.churned), String(row.start)).toBe(rows[at - 1]!.customers)
    if (row.net != null) expect(row.net).toBe(Number(row.customers) - Number(rows[at - 1]!.customers))
  })
}

/** Who bought in which month of 2023 and 2024, by its first day. */
const BOUGHT: Record<string, string[]> = {
  old: ['2023-01', '2023-02', '2024-05', '2024-06'],
  steady: ['2023-01', '2024-04', '2024-05', '2024-06', '2024-07'],
  fresh: ['2024-05', '2024-07'],
  late: ['2024-06'],
}
const small = () =>
  sessionOf({
    'orders.csv': csv(
      Object.entries(BOUGHT).flatMap(([customer_id, months]) =>
        months.flatMap((month) =>
          [10, 12].map((day) => ({
            order_id: `${customer_id}-${month}-${day}`,
            customer_id,
            ordered_at: `${month}-${day}`,
            amount: 10,
          })),
        ),
      ),
    ),
  })

describe('growth accounting', () => {
  test('each buyer of a month is new, retained or back; who bought in the month before only has stayed away', async () => {
    const session = await small()
    await session.configure({ lifecycle: { newDays: 30, dormantDays: 60, churnedDays: 90 } }, view())
    const rows = await rowsOf(session, 'lifecycle.growth')
    addsUp(rows)
    expect(rows).toHaveLength(19)
    expect(rows.slice(-4).map((row) => Object.values(row).slice(1, 9))).toEqual([
      [1, 0, 0, 1, 0, 1, null, null],
      [3, 1, 1, 1, 0, 2, null, 1],
      // fresh is missing, late came, old and steady stayed.
      [3, 1, 2, 0, 1, 0, 1, 2 / 3],
      // July is not over on its 12th: nobody can be said to have stayed away.
      [2, 0, 1, 1, null, null, null, null],
    ])
    expect(rows[0]).toMatchObject({ new_customers: 2, churned: null, net: null, start_of_data: true })
    expect(rows.at(-1)).toMatchObject({ unfinished: true })
    await session.engine.stop()
  })

  test('by the quarter, and of the customers of a filter alone', async () => {
    const session = await small()
    const rows = await rowsOf(session, 'lifecycle.growth', { grain: 'quarter' })
    addsUp(rows)
    expect(rows.map((row) => [row.start, row.customers])).toEqual([
      ['2023-01-01', 2],
      ['2023-04-01', 0],
      ['2023-07-01', 0],
      ['2023-10-01', 0],
      ['2024-01-01', 0],
      ['2024-04-01', 4],
      ['2024-07-01', 2],
    ])
    await session.filter(view({ filter: { stage: ['churned', 'dormant'] } }))
    expect((await ask(session, 'lifecycle.growth', { grain: 'quarter' })).state).toBe('empty')
    await session.engine.stop()
  })
})

test.skipIf(!existsSync(`${dataFolder() ?? ''}/online_retail`))(
  'Online Retail: the buyers of each month as counted apart from the product, in their parts',
  async () => {
    const session = await sessionOf({ 'online_retail.csv': await retail() }, { period: 'all' })
    const rows = await rowsOf(session, 'lifecycle.growth')
    addsUp(rows)
    expect(rows.map((row) => row.customers)).toEqual([
      885, 741, 758, 974, 856, 1056, 991, 949, 935, 1266, 1364, 1664, 615,
    ])
    expect(sumOf(rows as Row[], 'new_customers')).toBe(4338)
    // The churn window of 110 days is the start of the data: December to March.
    expect(rows.map((row) => row.start_of_data)).toEqual(rows.map((_, at) => at < 4))
    expect(rows.filter((row) => row.quick_ratio != null)).toHaveLength(8)
    console.info(rows.map((r) => Object.values(r).slice(1, 8).join(' ')).join('\n'))
    // Of a part of the customers the parts are the same parts.
    await session.filter(view({ period: 'all', filter: { country: ['Germany'] } }))
    const german = await rowsOf(session, 'lifecycle.growth')
    addsUp(german)
    expect(sumOf(german as Row[], 'new_customers')).toBeLessThan(100)
    await session.engine.stop()
  },
  120_000,
)
