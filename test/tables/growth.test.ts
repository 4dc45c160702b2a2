import { describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

/** Two a month from the first month to the last; `of` says how much the customer pays on the day. */
const monthly = (from: string, months: number, of: Record<string, (month: number) => number>) =>
  csv(
    Array.from({ length: months }, (_, m) => {
      const [year, month] = from.split('-').map(Number) as [number, number]
      const day = (date: number) => new Date(Date.UTC(year, month - 1 + m, date)).toISOString().slice(0, 10)
      return Object.entries(of).flatMap(([customer_id, amount]) =>
        amount(m)
          ? [1, 28].map((date) => ({
              order_id: `${customer_id}${m}-${date}`,
              customer_id,
              ordered_at: day(date),
              amount: amount(m),
            }))
          : [],
      )
    }).flat(),
  )
/** A doubled, B halved, C began in the second year, D stopped after the first. */
const FOUR = {
  A: (m: number) => (m < 12 ? 100 : 200),
  B: (m: number) => (m < 12 ? 100 : 50),
  C: (m: number) => (m < 12 ? 0 : 10),
  D: (m: number) => (m < 12 ? 30 : 0),
}
const facts = `SELECT customer_id, growth_12m AS index, growth_rate_12m AS rate FROM customer_facts AS f
  JOIN params AS p ON p.as_of = f.as_of ORDER BY customer_id`

describe('growth', () => {
  test('is (after − before) / before; as an index it also places who is new or gone', async () => {
    // Exactly 24 months of orders.
    const session = await sessionOf({ 'orders.csv': monthly('2023-01', 24, FOUR) })
    expect(await session.engine.query(facts)).toEqual([
      { customer_id: 'A', index: expect.closeTo(1 / 3, 12), rate: 1 },
      { customer_id: 'B', index: expect.closeTo(-1 / 3, 12), rate: -0.5 },
      { customer_id: 'C', index: 1, rate: null },
      { customer_id: 'D', index: -1, rate: -1 },
    ])
    expect(session.scheme!.indicators.map(({ name }) => name)).toContain('growth_12m')
    await session.engine.stop()
  })
  test('is unknown where the window before begins before the data, on that date alone', async () => {
    const session = await sessionOf({ 'orders.csv': monthly('2023-01', 30, FOUR) })
    const names = async (asOf: string | null) => {
      await session.show(view({ asOf }))
      const rows = await session.engine.query<{ known: boolean }>(
        `SELECT bool_or(index IS NOT NULL) AS known FROM (${facts})`,
      )
      return rows[0]!.known
    }
    expect([await names(null), await names('2024-12-31'), await names('2024-06-30')]).toEqual([
      true,
      true,
      false,
    ])
    await session.engine.stop()
  })
  test('reviews before it is known stand on the other indicators, and the panel says so', async () => {
    const session = await sessionOf({ 'orders.csv': monthly('2022-01', 36, FOUR) })
    const known = session.comparedDays().map((day) => [day, session.windowless(day)])
    expect(known.slice(0, 5)).toEqual([
      ...['2022-12-31', '2023-03-31', '2023-06-30', '2023-09-30'].map((day) => [day, ['growth_12m']]),
      ['2023-12-31', []],
    ])
    const { rows, frame } = await ask(session, 'tiers.reviews')
    const say = sayIn('en')
    expect(panelOf('tiers.reviews')!.note!(rows, say, frame)).toContain('Dec 31, 2023')
    const migration = await ask(session, 'tiers.migration')
    // Both of the last two know it.
    expect(panelOf('tiers.migration')!.note!(migration.rows, say, migration.frame)).not.toContain('Growth')
    const early = await ask(session, 'tiers.migration', { from: '2023-09-30', to: '2023-12-31' })
    expect(panelOf('tiers.migration')!.note!(early.rows, say, early.frame)).toContain('Growth index')
    await session.engine.stop()
  })
})

describe('what is not known of a customer', () => {
  test('is in no band: without a birth date there is no age, and one of three is of one', async () => {
    const session = await sessionOf({
      'orders.csv': monthly('2024-01', 12, { A: () => 1, B: () => 2, C: () => 3 }),
      'customers.csv': csv([
        { customer_id: 'A', birth_date: '1990-05-01', company_size: 20 },
        { customer_id: 'B', birth_date: null, company_size: null },
        { customer_id: 'C', birth_date: '1850-01-01', company_size: 0 },
      ]),
    })
    expect(
      await session.engine.query(
        'SELECT customer_id, age_band, size_band FROM customers_scored ORDER BY customer_id',
      ),
    ).toEqual([
      { customer_id: 'A', age_band: '25_34', size_band: '10_49' },
      { customer_id: 'B', age_band: null, size_band: null },
      { customer_id: 'C', age_band: null, size_band: null },
    ])
    await session.engine.stop()
  })
})

describe('the pyramid', () => {
  const withStatus = {
    'orders.csv': monthly('2023-01', 24, FOUR),
    'customers.csv': csv(['A', 'B', 'C', 'D'].map((customer_id) => ({ customer_id, level: 'VIP' }))),
  }
  const rule = (field: string) => ({
    id: '1',
    kind: 'atLeast' as const,
    tier: 'diamond' as const,
    reason: '',
    until: null,
    condition: { field, op: 'atLeast' as const, values: [1] },
  })
  test('tells no change of a scheme that past reviews cannot know, also after Reviews was looked at', async () => {
    const session = await sessionOf(withStatus)
    const word = { ...rule('level'), condition: { field: 'level', op: 'in' as const, values: ['VIP'] } }
    await session.regrade({ ...session.scheme!, rules: [word] }, view())
    const changes = async () => (await rowsOf(session, 'tiers.pyramid')).map(({ change }) => change)
    expect(await changes()).toEqual([null, null, null, null])
    await rowsOf(session, 'tiers.reviews')
    await session.gradeDates([session.params!.previous_review!])
    expect(await changes()).toEqual([null, null, null, null])
    await session.engine.stop()
  })
  test('takes a rule on the days since the last order for what it is: known of every date', async () => {
    const session = await sessionOf({ 'orders.csv': monthly('2022-01', 36, FOUR) })
    await session.regrade({ ...session.scheme!, rules: [rule('recency_days')] }, view())
    const { rows } = await ask(session, 'tiers.pyramid')
    expect(rows.map(({ change }) => change)).not.toContain(null)
    expect(session.comparedDays()).toContain(session.params!.as_of)
    await session.engine.stop()
  })
})
