import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'
import { gammaDeviate } from '../../src/stats/value/lifetime'
import { buildSale } from '../../src/tables/build'
import { fitValue } from '../../src/tables/value/fit'
import { keepValueFit, readValueFeatures } from '../../src/tables/value/table'
import { house, look, order, put } from '../support/house'

const kept = house()
const day = (from: number): string => new Date(Date.UTC(2023, 0, 1 + from)).toISOString().slice(0, 10)

/** Customers who behave as the models say, from a seed: r 1, α 6, a 0.5, b 2, and spend of p 6, q 4, γ 150. */
function planted(customers: number, days = 728) {
  const random = seeded(11)
  return Array.from({ length: customers }, (_, k) => {
    const rate = gammaDeviate(1, random) / 6 / 7
    const [one, other] = [gammaDeviate(0.5, random), gammaDeviate(2, random)]
    const leaves = one / (one + other)
    const spend = gammaDeviate(4, random) / 150
    const rows = []
    for (let at = Math.floor(random() * 300); at <= days;) {
      rows.push(order(`K${String(k).padStart(4, '0')}`, day(Math.floor(at)), gammaDeviate(6, random) / spend))
      if (rows.length > 1 && random() < leaves) break
      at += Math.max(1, -Math.log(1 - random()) / rate)
    }
    return rows
  }).flat()
}

async function fitted(rows: ReturnType<typeof planted>) {
  const { engine } = kept
  for (let from = 0; from < rows.length; from += 1000)
    await put(engine, 'orders', rows.slice(from, from + 1000))
  await look(engine)
  await buildSale(engine)
  const fit = fitValue(await readValueFeatures(engine))
  await keepValueFit(engine, fit)
  return { engine, fit }
}

describe('what value is learnt from', () => {
  test('is days with a purchase: orders of one day are one, and the first is no repeat', async () => {
    const { engine } = kept
    await put(engine, 'orders', [
      order('A', '2024-01-01', 10),
      order('A', '2024-01-15', 30),
      order('A', '2024-01-15', 10),
      order('A', '2024-02-12', 20),
      order('B', '2024-02-05', 5),
      order('B', '2024-02-06', -5),
      order('C', '2024-02-26', 8),
    ])
    await look(engine)
    await buildSale(engine)
    await readValueFeatures(engine)
    expect(await engine.query('SELECT start, until, held, split FROM value_span')).toEqual([
      { start: '2024-01-01', until: '2024-02-26', held: 28, split: '2024-01-29' },
    ])
    expect(
      await engine.query(
        `SELECT frequency, recency, age, mean, frequency_then, recency_then, age_then, later
        FROM value_history ORDER BY place`,
      ),
    ).toEqual([
      {
        frequency: 2,
        recency: 42,
        age: 56,
        mean: 30,
        frequency_then: 1,
        recency_then: 14,
        age_then: 28,
        later: 1,
      },
      { frequency: 0, recency: 0, age: 21, mean: 0, ...NOT_YET },
      { frequency: 0, recency: 0, age: 0, mean: 0, ...NOT_YET },
    ])
    expect(await engine.query('SELECT * FROM value_week ORDER BY week')).toEqual([
      { week: 2, repeats: 1 },
      { week: 6, repeats: 1 },
    ])
  })
})
const NOT_YET = { frequency_then: null, recency_then: null, age_then: null, later: null }

describe('what is kept of a fit', () => {
  test('each customer has an answer, and what was planted is found', async () => {
    const { engine, fit } = await fitted(planted(800))
    expect(fit.failures).toEqual({ model: null, spend: null, then: null })
    expect(Math.abs(Math.log(fit.model!.r / 1))).toBeLessThan(0.3)
    expect(Math.abs(Math.log(fit.model!.alpha / 6))).toBeLessThan(0.4)
    const [told] = await engine.query(
      `SELECT count(*) AS customers, count(*) FILTER (frequency = 0 AND alive IS NOT NULL) AS sure,
        count(*) FILTER (orders_low <= orders_high AND spend_low <= spend_high) AS whole,
        count(*) FILTER (discounted_15 <= discounted_10 AND discounted_10 <= discounted_0 + 1e-9) AS discounted
      FROM model_value`,
    )
    expect(told).toEqual({ customers: 800, sure: 0, whole: 800, discounted: 800 })
    expect(fit.errors.orders).toBeGreaterThan(0)
    expect(fit.errors.orders).toBeLessThan(0.3)
    expect(fit.errors.value).toBeGreaterThan(fit.errors.orders! / 2)
  })
  test('what it expects of the time held out is nearer to what came than each customer’s past rate', async () => {
    const { engine } = await fitted(planted(800))
    const [sums] = await engine.query<{ actual: number; expected: number; naive: number }>(
      `SELECT sum(actual)::DOUBLE AS actual, sum(expected) AS expected, sum(naive) AS naive FROM value_holdout`,
    )
    const { actual, expected, naive } = sums!
    expect(Math.abs(expected / actual - 1)).toBeLessThan(0.15)
    expect(Math.abs(expected / actual - 1)).toBeLessThan(Math.abs(naive / actual - 1))
    const [track] = await engine.query<{ weeks: number; last: number; repeats: number }>(
      `SELECT count(*)::DOUBLE AS weeks, max(expected) AS last, (SELECT sum(repeats)::DOUBLE FROM value_week) AS repeats
      FROM value_track`,
    )
    expect(track!.weeks).toBeGreaterThan(100)
    expect(Math.abs(track!.last / track!.repeats - 1)).toBeLessThan(0.15)
  })
  test.each([0, 1, 5])('of %d customers nothing is told, and why', async (customers) => {
    const { engine, fit } = await fitted(planted(customers))
    expect(fit.failures.model).toMatch(/too-few|no-repeats/)
    expect(await engine.query('SELECT count(*) AS n FROM model_value')).toEqual([{ n: 0 }])
    expect(await engine.query('SELECT failure FROM value_fit')).toEqual([{ failure: fit.failures.model }])
  })
  test('is the same each time', async () => {
    const read = () => kept.engine.query('SELECT * FROM model_value ORDER BY key')
    await fitted(planted(60))
    const once = await read()
    await fitted([])
    expect(await read()).toEqual(once)
  })
})
