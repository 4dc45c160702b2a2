import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import type { Session } from '../../src/analysis/session'
import { beyondChance, drawnByLot, ratioDeviation } from '../../src/stats/chance'
import { seeded } from '../../src/stats/random'
import { ask, csv, sessionOf } from '../support/session'
import { sayIn } from '../support/words'

describe('chance', () => {
  test('34 of 40 where 24 are expected are 4.15 standard deviations, by the hypergeometric variance', () => {
    // Expected 24, variance 24 × 0.4 × 60/99.
    expect(drawnByLot(34, 40, 0.6, 100)).toBeCloseTo(10 / Math.sqrt((24 * 0.4 * 60) / 99), 12)
    expect(drawnByLot(3, 40, 0.1, 100)).toBeNull()
    expect(drawnByLot(60, 100, 0.6, 100)).toBeNull()
  })
  test('a ratio of sums has each customer as one draw, worked out by hand', () => {
    // Parts 1, 0, 3 of wholes 2, 2, 4 against 0.25: residuals 0.5, −0.5, 2; half of the base is theirs.
    const own = { part: 4, whole: 8, squares: 10, products: 14, wholes: 24 }
    const all = { squares: 14, products: 20, wholes: 40 }
    // Squared residuals: 4.5 of their own, 6.5 of the whole base.
    expect(ratioDeviation(own, all, 0.25, 0.5)).toBeCloseTo(2 / Math.sqrt(4.5 / 2), 12)
    expect(ratioDeviation(own, { ...all, squares: 24 }, 0.25, 0.5)).toBeCloseTo(2 / Math.sqrt(16.5 / 4), 12)
    expect(ratioDeviation(own, all, 0.25, 1)).toBeNull()
  })
  test('of four deviations those are told that Holm leaves, each by its side', () => {
    // 2.2 alone would be told at 5 %; beside three others it is not.
    expect(beyondChance([3.5, null, -2.2, -3, 0.1])).toEqual(['up', null, null, 'down', null])
    expect(beyondChance([2.2])).toEqual(['up'])
  })
})

/** 400 customers with one to six orders of very different size; where they live and what they buy says nothing of each other. */
const CITIES = ['Oslo', 'Rome', 'Lima', 'Cairo']
function shop(seed: number, told = 0): string {
  const random = seeded(seed)
  const rows = []
  for (let i = 0; i < 400; i++) {
    const region = CITIES[Math.floor(random() * 4)]!
    for (let k = 0; k <= Math.floor(random() * 6); k++) {
      const day = 1 + Math.floor(random() * 27)
      const channel = random() < (region === 'Oslo' ? 0.5 + told : 0.5) ? 'web' : 'shop'
      // Log-normal with a heavy tail, as revenue is.
      const amount = Math.exp(
        3 + 1.5 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
      )
      rows.push({
        order_id: `${i}-${k}`,
        customer_id: `C${i}`,
        order_date: `2024-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        amount: amount.toFixed(2),
        region,
        channel,
      })
    }
  }
  return csv(rows)
}
const say = sayIn('en')

describe('the heat map', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf(
      {
        'orders.csv': shop(7, 0.4),
        // Known, and without a purchase: no tier.
        'customers.csv': csv(
          Array.from({ length: 430 }, (_, i) => ({
            customer_id: `C${i}`,
            region: CITIES[i % 3]!,
            gender: i % 2 ? 'F' : 'M',
          })),
        ),
      },
      { period: 'all' },
    )
  })
  afterAll(() => session.engine.stop())
  const matrix = (controls: Record<string, string>) => ask(session, 'heatmap.matrix', controls)

  test('tells a difference that is one, in colour and in its sentence', async () => {
    const { rows, frame } = await matrix({ rows: 'order_region', columns: 'order_channel', metric: 'orders' })
    const cell = rows.find((row) => row.row_value === 'Oslo' && row.column_value === 'web')!
    expect(cell.difference).toBe('up')
    expect(panelOf('heatmap.matrix')!.sentence(rows, say, frame)).toContain('Oslo has')
  })
  test('says that nothing differs where a mean is the same but for chance', async () => {
    const { rows, frame } = await matrix({
      rows: 'order_region',
      columns: 'order_channel',
      metric: 'average',
    })
    expect(rows.filter((row) => row.difference != null)).toEqual([])
    expect(panelOf('heatmap.matrix')!.sentence(rows, say, frame)).toBe(say.t('panel.heatmap.matrix.alike'))
  })
  test('has the base, the numbers and the differences of the profile where both look at the same', async () => {
    const [heat, profile] = [
      await ask(session, 'heatmap.matrix', { rows: 'region', columns: 'tier' }),
      await ask(session, 'profile.index', { rows: 'region', columns: 'tier' }),
    ]
    const key = (row: Record<string, unknown>) => `${row.row_value}/${row.column_value}`
    const of = new Map(profile.rows.map((row) => [key(row), row]))
    expect(heat.n).toBe(profile.n)
    for (const row of heat.rows) {
      expect(Number(row.index)).toBeCloseTo(Number(of.get(key(row))!.index), 9)
      expect(row.difference).toBe(of.get(key(row))!.difference)
    }
  })
})

describe('of 200 shuffles of a dimension', () => {
  const WAYS: [string, Record<string, string>][] = [
    ['customers by tier', { rows: '#lot', columns: 'tier' }],
    ['revenue by tier', { rows: '#lot', columns: 'tier', metric: 'revenue' }],
    ['revenue per customer', { rows: '#lot', columns: 'tier', metric: 'spend' }],
    ['orders by weekday', { rows: '#lot', columns: 'weekday', metric: 'orders' }],
    ['revenue by channel of the order', { rows: '#lot', columns: 'order_channel', metric: 'revenue' }],
  ]
  let session: Session
  beforeAll(async () => {
    session = await sessionOf(
      {
        'orders.csv': shop(11),
        'customers.csv': csv(
          Array.from({ length: 400 }, (_, i) => ({ customer_id: `C${i}`, lot: `L${i % 5}` })),
        ),
      },
      { period: 'all' },
    )
  })
  afterAll(() => session.engine.stop())

  /** Deals the values of the dimension anew, and asks. */
  async function claims(panel: string, controls: Record<string, string>, times: number): Promise<number> {
    let claimed = 0
    for (let seed = 1; seed <= times; seed++) {
      await session.engine.run(
        `CREATE OR REPLACE TEMP TABLE dealt AS
         SELECT key, 'L' || (row_number() OVER (ORDER BY hash(key * 1000003 + ${seed})) % 5) AS value
         FROM customer_dimension WHERE name = '#lot';
         UPDATE customer_dimension SET value = dealt.value FROM dealt
         WHERE customer_dimension.key = dealt.key AND name = '#lot';`,
      )
      session.base++
      const { rows } = await ask(session, panel, controls)
      claimed += Number(rows.some((row) => row.difference != null))
    }
    return claimed
  }
  test.each(WAYS)('the heat map claims a difference in at most one of ten: %s', async (_, controls) => {
    expect(await claims('heatmap.matrix', controls, 200)).toBeLessThanOrEqual(20)
  })
  test('and so does the profile', async () => {
    expect(await claims('profile.index', { rows: '#lot', columns: 'tier' }, 200)).toBeLessThanOrEqual(20)
  })
})
