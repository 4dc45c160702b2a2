import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { indicatorFields } from '../../src/analysis/tiers/indicators'
import { presetScheme } from '../../src/analysis/tiers/preset'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { PRESETS } from '../../src/model/preset'
import { csv, sessionOf, view } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())
const ids = Array.from({ length: 40 }, (_, k) => k + 1)
const customers = (part: (k: number) => Record<string, string | number>) =>
  csv(ids.map((k) => ({ customer_id: `K${k}`, customer_name: `Customer ${k}`, ...part(k) })))
const preset = (id: string) => PRESETS.find((each) => each.id === id)!

describe('a preset', () => {
  test('takes what the data give, shares the weights of the rest, and puts its rules in words', async () => {
    const session = await sessionOf(
      {
        'orders.csv': csv(
          ids.flatMap((k) =>
            ['2023-03-10', '2024-02-10', '2024-11-10'].map((day, d) => ({
              order_id: `${d}-${k}`,
              customer_id: `K${k}`,
              order_date: day,
              amount: k * (d + 1) * 100,
            })),
          ),
        ),
        'customers.csv': customers((k) => ({
          is_strategic: k === 1 ? 'yes' : 'no',
          credit_rating: ['AAA', 'A', 'B'][k % 3]!,
        })),
      },
      {},
      engine,
    )
    const made = (await presetScheme(session, preset('b2b'), (key) => `said ${key}`))!
    const names = made.indicators.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['revenue_12m', 'credit_rating']))
    for (const lacking of ['margin_12m', 'payment_days', 'company_size', 'revenue_all'])
      expect(names).not.toContain(lacking)
    expect(made.indicators.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
    expect(made.indicators.find(({ name }) => name === 'credit_rating')!.table).toEqual([
      { value: 'AAA', points: 100 },
      { value: 'A', points: 50 },
      { value: 'B', points: 0 },
    ])
    expect(made.rules.map(({ reason, tier }) => [reason, tier])).toEqual([
      ['said scheme.preset.strategic', 'gold'],
    ])
    await session.regrade(made, view())
    const [strategic] = await session.engine.query(
      "SELECT t.tier FROM customer_tier AS t JOIN params AS p ON p.as_of = t.as_of WHERE t.customer_id = 'K1'",
    )
    expect(['gold', 'diamond']).toContain(strategic!.tier)
  })
  test('grades customers of a file that is summed up already', async () => {
    const session = await sessionOf(
      {
        'customers.csv': customers((k) => ({
          total_spend: k * 10,
          order_count: (k % 7) + 1,
          last_order_date: `2024-0${(k % 9) + 1}-10`,
        })),
      },
      {},
      engine,
    )
    expect((await indicatorFields(session)).map(({ name }) => name)).toContain('revenue_all')
    const made = (await presetScheme(session, preset('retail'), (key) => key))!
    expect(made.indicators.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['revenue_all', 'recency_days']),
    )
    const given = (await session.whatIf(made))!
    expect(given.ids.length).toBe(40)
  })
})
