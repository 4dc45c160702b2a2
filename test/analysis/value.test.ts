import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import { sumOf } from '../../src/model/row'
import { seeded } from '../../src/stats/random'
import { gammaDeviate } from '../../src/stats/value/lifetime'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

const PANELS = ['value.clv', 'value.tracking', 'value.calibration', 'value.capture']

/** Orders of two years of so many customers, from a seed, who buy at rates of their own until they leave. */
function planted(customers: number) {
  const random = seeded(3)
  const rows: {
    order_id: string
    customer_id: string
    order_date: string
    amount: number
    region: string
  }[] = []
  for (let k = 0; k < customers; k++) {
    const rate = gammaDeviate(1, random) / 42
    const [one, other] = [gammaDeviate(0.5, random), gammaDeviate(2, random)]
    const spend = gammaDeviate(4, random) / 150
    for (let at = Math.floor(random() * 300), n = 0; at <= 728; n++) {
      rows.push({
        order_id: `o${k}-${n}`,
        customer_id: `K${k}`,
        order_date: new Date(Date.UTC(2023, 0, 1 + Math.floor(at))).toISOString().slice(0, 10),
        amount: Math.round((100 * gammaDeviate(6, random)) / spend) / 100,
        region: k % 3 ? 'North' : 'South',
      })
      if (n > 0 && random() < one / (one + other)) break
      at += Math.max(1, -Math.log(1 - random()) / rate)
    }
  }
  return rows
}

describe('value', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'orders.csv': csv(planted(400)) })
  }, 60_000)
  afterAll(() => session.engine.stop())

  test('is not fitted before somebody asks for it', async () => {
    await rowsOf(session, 'rfm.segments')
    expect(
      await session.engine.query(`SELECT 1 AS n FROM duckdb_tables() WHERE table_name = 'model_value'`),
    ).toEqual([])
  })
  test('of groups adds up to that of all, whatever the dimension, and lies within its interval', async () => {
    const byTier = await rowsOf(session, 'value.clv')
    const byRegion = await rowsOf(session, 'value.clv', { rows: 'region' })
    expect(sumOf(byTier, 'customers')).toBe(400)
    expect(sumOf(byTier, 'clv')).toBeCloseTo(sumOf(byRegion, 'clv'), 4)
    expect(byRegion.map((row) => row.row_value)).toEqual(['North', 'South'])
    for (const row of [...byTier, ...byRegion]) {
      expect(Number(row.clv_low)).toBeLessThan(Number(row.clv))
      expect(Number(row.clv_high)).toBeGreaterThan(Number(row.clv))
    }
    // Chance in a few weighs more than in all.
    const [all] = byRegion
    const wide = (row: typeof all) => (Number(row!.clv_high) - Number(row!.clv_low)) / Number(row!.clv)
    expect((Number(all!.all_high) - Number(all!.all_low)) / Number(all!.all_clv)).toBeLessThan(wide(all))
  })
  test('follows the margin in proportion, and a discount makes it less', async () => {
    const of = async (controls: Record<string, string>) =>
      sumOf(await rowsOf(session, 'value.clv', controls), 'clv')
    const plain = await of({ discount: '0' })
    expect(await of({ discount: '0', margin: '20' })).toBeCloseTo(plain / 5, 4)
    const later = await of({ discount: '15' })
    expect(later).toBeLessThan(await of({ discount: '5' }))
    expect(later).toBeGreaterThan(plain / 1.15)
  })
  test('is tested on time that the model has not seen: nearer than the past rate of each', async () => {
    const [row] = await rowsOf(session, 'value.clv')
    expect(Math.abs(Number(row!.error))).toBeLessThan(0.2)
    expect(Math.abs(Number(row!.error))).toBeLessThan(Math.abs(Number(row!.naive_error)))
    expect(row!.split).toBe('2024-01-06')
  })
  test('the curve of what came and of what was expected end near each other, and neither ever falls', async () => {
    const rows = await rowsOf(session, 'value.tracking')
    for (const name of ['actual', 'expected'])
      rows
        .slice(1)
        .forEach((row, k) => expect(Number(row[name])).toBeGreaterThanOrEqual(Number(rows[k]![name])))
    expect(Math.abs(Number(rows.at(-1)!.expected) / Number(rows.at(-1)!.actual) - 1)).toBeLessThan(0.15)
  })
  test('classes and tenths hold every customer of the split once, and the shares come to all orders', async () => {
    const classes = await rowsOf(session, 'value.calibration')
    const tenths = await rowsOf(session, 'value.capture')
    expect(sumOf(classes, 'customers')).toBe(sumOf(tenths, 'customers'))
    expect(tenths).toHaveLength(10)
    expect(sumOf(tenths, 'share')).toBeCloseTo(1, 9)
    expect(sumOf(tenths, 'naive_share')).toBeCloseTo(1, 9)
    expect(Number(tenths[0]!.share)).toBeGreaterThan(0.2)
  })
  test('a filter chooses whom to count and fits nobody anew', async () => {
    const north = (await rowsOf(session, 'value.clv', { rows: 'region' }))[0]!
    await session.filter(view({ filter: { region: ['North'] } }))
    const filtered = await rowsOf(session, 'value.clv')
    await session.filter(view())
    expect(sumOf(filtered, 'clv')).toBeCloseTo(Number(north.clv), 4)
  })
  test('as of an earlier day knows nothing of what came later', async () => {
    const whole = await rowsOf(session, 'value.tracking')
    await session.show(view({ asOf: '2024-06-30' }))
    const earlier = await rowsOf(session, 'value.tracking')
    await session.show(view())
    expect(earlier.length).toBeLessThan(whole.length)
    expect(earlier[0]!.split).toBe('2023-10-01')
  })
})

test.each([1, 5, 50])(
  'of %d customers who are too few or have never come back, each panel says why',
  async (n) => {
    const rows = planted(n).filter(
      (row, at, all) => n < 10 || all.findIndex((o) => o.customer_id === row.customer_id) === at,
    )
    const session = await sessionOf({ 'orders.csv': csv(rows) })
    for (const id of PANELS) {
      const { state, reason } = await ask(session, id)
      expect([id, state]).toEqual([id, 'empty'])
      expect(reason!.key).toMatch(
        n < 10 ? /panel\.value\.why\.(too-few|no-repeats)/ : /panel\.value\.why\.no-repeats/,
      )
    }
    await session.engine.stop()
  },
)

test('without any customer each panel says so', async () => {
  const session = await sessionOf({})
  for (const id of PANELS) expect((await ask(session, id)).state).toMatch(/empty|needs/)
  await session.engine.stop()
})
