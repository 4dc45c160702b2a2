import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareTops, topOf } from '../../src/analysis/compare/top'
import compareSql from '../../src/analysis/compare/compare.sql?raw'
import type { Session } from '../../src/analysis/session'
import { bootstrap, interval } from '../../src/stats/bootstrap'
import { seeded } from '../../src/stats/random'
import { ask, csv, rowsOf, sessionOf } from '../support/session'

test('bootstrap: the standard error of the mouse data is that of Efron & Tibshirani 1993, table 2.1: 23.36', () => {
  const mice = [94, 197, 16, 38, 99, 141, 23]
  const mean = (drawn: Uint16Array) => [mice.reduce((sum, x, i) => sum + x * drawn[i]!, 0) / mice.length]
  const [means] = bootstrap(mice.length, mean, { resamples: 20_000, seed: 7 })
  const centre = means!.reduce((sum, x) => sum + x, 0) / means!.length
  const error = Math.sqrt(means!.reduce((sum, x) => sum + (x - centre) ** 2, 0) / means!.length)
  expect(error / 23.36).toBeCloseTo(1, 1)
  expect(centre / 86.86).toBeCloseTo(1, 1)
})

test('bootstrap: the interval of a mean is the normal one where there are many', () => {
  const random = seeded(3)
  const values = Float64Array.from({ length: 1000 }, () => Number(random() < 0.3))
  const mean = values.reduce((sum, x) => sum + x, 0) / 1000
  const [means] = bootstrap(1000, (drawn) => [values.reduce((s, x, i) => s + x * drawn[i]!, 0) / 1000], {
    resamples: 2000,
    seed: 1,
  })
  const half = 1.96 * Math.sqrt((mean * (1 - mean)) / 1000)
  const [low, high] = interval(means!)
  expect((high - low) / (2 * half)).toBeCloseTo(1, 1)
})

test('top: equal scores at the edge share the last places', () => {
  expect([...topOf(Float64Array.of(5, 3, 3, 1), 2)]).toEqual([1, 0.5, 0.5, 0])
  expect([...topOf(Float64Array.of(2, 2, 2, 2), 1)]).toEqual([0.25, 0.25, 0.25, 0.25])
})

test('compare: small tables can be checked by eye', () => {
  const found = compareTops(
    { a: Float64Array.of(4, 3, 2, 1), b: Float64Array.of(4, 1, 2, 3) },
    { bought: Float64Array.of(1, 1, 0, 0), revenue: Float64Array.of(60, 30, 0, 10) },
    0.5,
  )
  expect(found.a).toEqual({ customers: 2, retained: 1, revenueShare: 0.9, revenueMean: 45 })
  expect(found.b).toEqual({ customers: 2, retained: 0.5, revenueShare: 0.7, revenueMean: 35 })
  expect([found.onlyA.revenueMean, found.onlyB.revenueMean, found.both.revenueMean]).toEqual([30, 10, 60])
})

describe('compare: the sample company', () => {
  let session: Session
  const folder = new URL('../../public/samples/', import.meta.url)
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as { files: string[] }
  beforeAll(async () => {
    session = await sessionOf(
      Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
    )
  }, 60_000)
  afterAll(() => session.engine.stop())

  test('the planted better scheme wins, with an interval that excludes zero', async () => {
    const rows = await rowsOf(session, 'tiers.compare', { a: 'rhythm', b: 'revenue_all', top: '0.1' })
    const of = (group: string) => rows.find((row) => row.group === group)!
    console.info(
      'compare',
      JSON.stringify(rows.map(({ group, retained, revenue_share }) => [group, retained, revenue_share])),
    )
    expect(rows[0]).toMatchObject({ as_of: '2025-09-20', months: 12 })
    expect(Number(of('low').revenue_share)).toBeGreaterThan(0)
    expect(Number(of('low').retained)).toBeGreaterThan(0)
    expect(of('a').customers).toBe(of('b').customers)
  })

  test('on shuffled outcomes a difference is claimed in at most one of ten', async () => {
    const rows = await session.engine.query(compareSql)
    const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]))
    const scores = { a: column('rhythm'), b: column('revenue_all') }
    const [bought, revenue] = [column('bought'), column('revenue')]
    let claims = 0
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed)
      const order = Array.from(bought, (_, i) => i)
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1))
        ;[order[i], order[j]] = [order[j]!, order[i]!]
      }
      const after = {
        bought: bought.map((_, i) => bought[order[i]!]!),
        revenue: revenue.map((_, i) => revenue[order[i]!]!),
      }
      const { low, high } = compareTops(scores, after, 0.1, seed, 400)
      if (low.revenueShare > 0 || high.revenueShare < 0) claims++
    }
    console.info(`claims on shuffled outcomes: ${claims} of 200`)
    expect(claims).toBeLessThanOrEqual(20)
  }, 120_000)

  test('a short history is said in words', async () => {
    const short = await sessionOf({
      'orders.csv': csv(
        Array.from({ length: 30 }, (_, i) => ({
          order_id: `O${i}`,
          customer_id: `K${i % 6}`,
          order_date: `2024-0${1 + (i % 6)}-10`,
          amount: 10 + i,
        })),
      ),
    })
    expect(await ask(short, 'tiers.compare')).toMatchObject({
      state: 'empty',
      reason: { key: 'reason.compare' },
    })
    await short.engine.stop()
  })
})
