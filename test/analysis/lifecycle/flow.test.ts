import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/analysis/session'
import { STAGES } from '../../../src/model/lifecycle'
import { sumOf, type Row } from '../../../src/model/row'
import { dataFolder } from '../../setup/data.mjs'
import { retail } from '../../support/retail'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'

const LIFECYCLE = { newDays: 30, dormantDays: 60, churnedDays: 120 }
const side = (rows: readonly Row[], name: string, stage: string): number =>
  sumOf(rows.filter((row) => row[name] === stage) as Row[], 'customers')

/** Stages of everybody as the view of a day says, by the same windows. */
async function stagesAsOf(session: Session, asOf: string): Promise<Record<string, number>> {
  await session.show(view({ asOf, period: 'all' }))
  const rows = await session.engine.query<{ stage: string; n: number }>(
    'SELECT stage, count(*)::INTEGER AS n FROM customer_stage WHERE stage IS NOT NULL GROUP BY stage',
  )
  return Object.fromEntries(rows.map(({ stage, n }) => [stage, n]))
}

describe('flow between stages', () => {
  const files = {
    'orders.csv': csv(
      [
        ['early', '2023-01-10'],
        ['stays', '2023-11-01'],
        ['stays', '2024-03-20'],
        ['stays', '2024-06-25'],
        ['quiet', '2024-01-01'],
        ['quiet', '2024-03-25'],
        ['woken', '2023-08-01'],
        ['woken', '2024-06-20'],
        ['converted', '2024-06-10'],
        ['fresh', '2024-06-30'],
      ].map(([customer_id, ordered_at], at) => ({
        order_id: `o${at}`,
        customer_id: customer_id!,
        ordered_at: ordered_at!,
        amount: 10,
      })),
    ),
    'customers.csv': csv(
      [
        ['converted', '2024-01-05'],
        ['waiting', '2024-01-05'],
        ['entered', '2024-05-05'],
        ['undated', ''],
      ].map(([customer_id, created_at]) => ({ customer_id: customer_id!, created_at: created_at! })),
    ),
  }

  test('each customer stands once on both sides: then by what was known then, now as the stages say', async () => {
    const session = await sessionOf(files)
    await session.configure({ lifecycle: LIFECYCLE }, view())
    const rows = await rowsOf(session, 'lifecycle.flow', { since: 'review' })
    expect(rows[0]).toMatchObject({ earlier: '2024-03-31', later: '2024-06-30' })
    expect(rows.map((row) => [row.stage_before, row.stage_now, row.customers, row.step])).toEqual([
      ['came', 'potential', 1, null],
      ['came', 'new', 1, null],
      ['undated', 'potential', 1, null],
      ['potential', 'potential', 1, 0],
      ['potential', 'new', 1, 1],
      ['active', 'active', 1, 0],
      ['active', 'dormant', 1, -3],
      ['churned', 'active', 1, 4],
      ['churned', 'churned', 1, 0],
    ])
    const quarter = await rowsOf(session, 'lifecycle.flow', { since: '3' })
    expect(quarter[0]).toMatchObject({ earlier: '2024-03-30' })
    expect(sumOf(quarter as Row[], 'customers')).toBe(9)
    await session.engine.stop()
  })

  test('a day before the data has no answer, and one soon after its start is said to know nobody churned', async () => {
    const session = await sessionOf({
      'orders.csv': csv(
        Array.from({ length: 20 }, (_, at) => ({
          order_id: `o${at}`,
          customer_id: `K${at % 5}`,
          ordered_at: `2024-0${1 + (at % 4)}-1${at % 10}`,
          amount: 10,
        })),
      ),
    })
    expect(await ask(session, 'lifecycle.flow', { since: '12' })).toMatchObject({
      state: 'empty',
      reason: { key: 'panel.lifecycle.flow.none' },
    })
    await session.configure({ lifecycle: LIFECYCLE }, view())
    const rows = await rowsOf(session, 'lifecycle.flow', { since: 'review' })
    expect(rows[0]).toMatchObject({ earlier: '2024-03-31', short: true, known_days: 81 })
    await session.engine.stop()
  })
})

test.skipIf(!existsSync(`${dataFolder() ?? ''}/online_retail`))(
  'Online Retail: the left side is what the stages said as of that day, the right what they say now',
  async () => {
    const session = await sessionOf({ 'online_retail.csv': await retail() }, { period: 'all' })
    await session.configure({ lifecycle: LIFECYCLE }, view({ period: 'all' }))
    for (const [since, day] of [
      ['review', '2011-09-30'],
      ['6', '2011-06-09'],
    ] as const) {
      const rows = await rowsOf(session, 'lifecycle.flow', { since })
      const now = await stagesAsOf(session, '2011-12-09')
      const then = await stagesAsOf(session, day)
      for (const stage of STAGES.slice(1)) {
        expect(side(rows, 'stage_before', stage), `${day} ${stage}`).toBe(then[stage] ?? 0)
        expect(side(rows, 'stage_now', stage), stage).toBe(now[stage] ?? 0)
      }
      // Of the one who never bought for money no file says since when it is known.
      expect(side(rows, 'stage_before', 'undated')).toBe(1)
      expect(sumOf(rows as Row[], 'customers')).toBe(4339)
      await session.show(view({ period: 'all' }))
    }
    await session.engine.stop()
  },
  120_000,
)
