import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import type { TierScheme } from '../../src/model/scheme'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

/** Customer n of twelve ordered n times for 10 each; even ones in the north. */
const orders = Array.from({ length: 12 }, (_, c) =>
  Array.from({ length: c + 1 }, (_, i) => ({
    order_id: `o${c}-${i}`,
    customer_id: `c${c + 1}`,
    order_date: `2025-${String(1 + (i % 12)).padStart(2, '0')}-15`,
    amount: 10,
    region: c % 2 ? 'north' : 'south',
  })),
).flat()

describe('tiers.profile', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'orders.csv': csv(orders) })
    const line = { dimension: 'financial', median: 65 } as const
    const scheme: TierScheme = {
      ...session.scheme!,
      indicators: [
        { ...line, name: 'orders_12m', weight: 1, values: [0, 10], points: [0, 100] },
        { ...line, name: 'revenue_12m', weight: 0, values: [0, 120], points: [0, 60] },
      ],
      calibration: { values: [0, 100], points: [0, 100] },
    }
    await session.regrade(scheme, view())
  }, 60_000)
  afterAll(() => session.engine.stop())
  const told = async (statistic = 'mean') =>
    (await rowsOf(session, 'tiers.profile', { statistic })).map((row) => [
      row.indicator,
      row.tier,
      row.customers,
      row.points,
    ])

  test('mean and median points by tier can be checked by eye', async () => {
    const revenue = [
      ['revenue_12m', 'diamond', 4, 52.5],
      ['revenue_12m', 'gold', 1, 40],
      ['revenue_12m', 'silver', 2, 32.5],
      ['revenue_12m', 'ordinary', 5, 15],
    ]
    const orders = (diamond: number) => [
      ['orders_12m', 'diamond', 4, diamond],
      ['orders_12m', 'gold', 1, 80],
      ['orders_12m', 'silver', 2, 65],
      ['orders_12m', 'ordinary', 5, 30],
    ]
    expect(await told()).toEqual([...orders(97.5), ...revenue])
    expect(await told('median')).toEqual([...orders(100), ...revenue])
  })
  test('a filter chooses whom to show and changes nobody’s points', async () => {
    await session.filter(view({ filter: { region: ['north'] } }))
    const result = await ask(session, 'tiers.profile')
    expect(result).toMatchObject({ state: 'empty', n: 6, reason: { key: 'reason.tooLittle' } })
    await session.filter(view({ filter: { tier: ['diamond'] } }))
    expect((await told()).length).toBe(8)
    await session.filter(view())
  })
  test('who asks while it is worked out, or while a draft is tried, gets the tiers of the scheme in use', async () => {
    const draft = { ...session.scheme!, indicators: session.scheme!.indicators.slice(0, 1) }
    for (let k = 0; k < 5; k++) {
      const [, , ...pyramids] = await Promise.all([
        session.whatIf(draft),
        ask(session, 'tiers.profile'),
        ...Array.from({ length: 4 }, () => ask(session, 'tiers.pyramid')),
      ])
      for (const { state, n } of pyramids) expect([state, n]).toEqual(['ready', 12])
      await session.show(view())
    }
  })
  test('another scheme has a profile of its own', async () => {
    const { indicators } = session.scheme!
    await session.regrade(
      { ...session.scheme!, indicators: [{ ...indicators[0]!, values: [0, 20] }] },
      view(),
    )
    expect((await told()).map(([name, tier, n]) => [name, tier, n])).toEqual([
      ['orders_12m', 'silver', 1],
      ['orders_12m', 'ordinary', 11],
    ])
  })
})
