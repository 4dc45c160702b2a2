import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offer, versionKey } from '../../src/analysis/compare/gradings'
import { spanOf, spansOf } from '../../src/analysis/compare/span'
import { compareTops, topOf } from '../../src/analysis/compare/top'
import { tryOut } from '../../src/analysis/compare/trial'
import type { Session } from '../../src/analysis/session'
import { monthsAfter } from '../../src/model/day'
import type { Row } from '../../src/model/row'
import { pairedDraws, type Groups } from '../../src/stats/paired'
import { seeded } from '../../src/stats/random'
import { ask, csv, rowsOf, sessionOf } from '../support/session'

const compared = (groups: Groups, resamples = 400, seed = 1) => {
  const { draws, step } = pairedDraws(groups, { resamples, seed })
  step(resamples)
  return compareTops(groups, draws)
}

test('top: equal scores at the edge share the last places', () => {
  expect([...topOf(Float64Array.of(5, 3, 3, 1), 2)]).toEqual([1, 0.5, 0.5, 0])
  expect([...topOf(Float64Array.of(2, 2, 2, 2), 1)]).toEqual([0.25, 0.25, 0.25, 0.25])
})

test('compare: small tables can be checked by eye', () => {
  const found = compared({
    a: topOf(Float64Array.of(4, 3, 2, 1), 2),
    b: topOf(Float64Array.of(4, 1, 2, 3), 2),
    returned: Float64Array.of(1, 1, 0, 0),
    amount: Float64Array.of(60, 30, 0, 10),
  })
  expect(found.a).toMatchObject({ size: 2, returned: 1, share: 0.9, mean: 45 })
  expect(found.b).toMatchObject({ size: 2, returned: 0.5, share: 0.7, mean: 35 })
  expect([found.onlyA.mean, found.onlyB.mean, found.both.mean]).toEqual([30, 10, 60])
})

test('a day some months on: the end of a month leads to the end of a month', () => {
  expect(monthsAfter('2025-06-30', 3)).toBe('2025-09-30')
  expect(monthsAfter('2025-09-30', 3)).toBe('2025-12-31')
  expect(monthsAfter('2023-12-31', 2)).toBe('2024-02-29')
  expect(monthsAfter('2025-09-20', 12)).toBe('2026-09-20')
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
  const of = (rows: Row[], group: string) => rows.find((row) => row.group === group)!

  test('the planted better scheme wins, with an interval that excludes zero', async () => {
    const rows = await rowsOf(session, 'tiers.compare', { a: 'rhythm', b: 'revenue_all', top: '0.1' })
    console.info(
      'compare',
      JSON.stringify(rows.map(({ group, retained, revenue_share }) => [group, retained, revenue_share])),
    )
    expect(rows[0]).toMatchObject({ as_of: '2025-09-20', months: 12, resamples: 2000 })
    expect(Number(of(rows, 'difference').revenue_share_low)).toBeGreaterThan(0)
    expect(Number(of(rows, 'difference').retained_low)).toBeGreaterThan(0)
    expect(of(rows, 'a').customers).toBe(of(rows, 'b').customers)
  })

  test('customers of one top alone are named, as many as the two tops differ by, with what they brought', async () => {
    const asked = { a: 'rhythm', b: 'revenue_all', top: '0.05' }
    const rows = await rowsOf(session, 'tiers.compare', asked)
    const people = await rowsOf(session, 'tiers.only', asked)
    for (const [side, sum] of [
      ['onlyA', 'revenue_a'],
      ['onlyB', 'revenue_b'],
    ] as const) {
      const group = of(rows, side)
      expect(Number(people[0]![sum])).toBeCloseTo(Number(group.customers) * Number(group.revenue_mean), 0)
      expect(people.filter((row) => row.group === side).length).toBe(Math.min(200, Number(group.customers)))
    }
    const [{ n }] = (await session.engine.query<{ n: number }>(
      `SELECT count(*) AS n FROM sale JOIN customer_index USING (key) WHERE customer_id = '${people[0]!.customer_id}' AND day > DATE '2025-09-20' AND sold > 0`,
    )) as [{ n: number }]
    expect(people[0]!.returned).toBe(n > 0 ? 'yes' : 'no')
  })

  test('presets, versions and a draft can stand on either side, of days with outcome enough', async () => {
    const { scheme } = session
    const other = { ...scheme!, version: 7, name: 'By orders', levels: scheme!.levels }
    other.indicators = scheme!.indicators.map((each) => ({
      ...each,
      weight: each.name === 'orders_12m' ? 1 : 0,
    }))
    offer(
      session,
      new Map([
        [versionKey(other), other],
        ['draft', scheme!],
      ]),
    )
    for (const b of ['retail', 'b2b', 'subscription', versionKey(other)]) {
      const rows = await rowsOf(session, 'tiers.compare', { b, top: 'tier', months: '3' })
      expect(rows[0], b).toMatchObject({ months: 3, b })
      expect(of(rows, 'a').customers, b).toBe(of(rows, 'b').customers)
      expect(Number(of(rows, 'onlyA').customers), b).toBeGreaterThan(0)
    }
    const same = await rowsOf(session, 'tiers.compare', { b: 'draft' })
    expect(of(same, 'difference')).toMatchObject({ revenue_share: 0, revenue_share_low: 0, retained_high: 0 })
    expect(await ask(session, 'tiers.compare', { b: 'gone@1' })).toMatchObject({
      state: 'error',
      reason: { key: 'error.compare.gone' },
    })
    expect(session.scheme).toBe(scheme)
    const [{ n }] = (await session.engine.query<{ n: number }>(
      'SELECT count(*) AS n FROM tier_indicator',
    )) as [{ n: number }]
    expect(n).toBe(scheme!.indicators.length)
  })

  test('scores of the past day are those by which the reviews grade that day', async () => {
    const span = spansOf(session, 6).find(({ asOf }) => session.reviews().includes(asOf))!
    expect(span.asOf < '2026-03-21').toBe(true)
    await session.gradeDates([span.asOf])
    const found = await tryOut(
      session,
      span.asOf,
      [{ kind: 'scheme', key: 'current', scheme: session.scheme! }],
      async ([trial]) => {
        const { score } = await session.engine.columns(
          `SELECT t.score FROM tier_input AS i JOIN customer_tier AS t ON t.as_of = i.as_of AND t.customer_id = i.customer_id ORDER BY i.rowid`,
        )
        return [trial!.score, score!]
      },
    )
    expect(found[0]!.length).toBeGreaterThan(1000)
    expect(found[0]).toEqual(found[1])
    expect(spanOf(session, { day: span.asOf, months: '6' })).toEqual(span)
    expect(spanOf(session, { day: '1999-01-01', months: '99' })!.asOf).toBe('2025-09-20')
  })

  test('on shuffled outcomes a difference is claimed in at most one of ten', async () => {
    const trials = await tryOut(
      session,
      '2025-09-20',
      [
        { kind: 'plain', key: 'rhythm' },
        { kind: 'plain', key: 'revenue_all' },
      ],
      async (found) => {
        const { amount, returned } = await session.engine.columns(
          `SELECT coalesce(sum(s.sold), 0)::DOUBLE AS amount, (count(s.key) > 0)::INTEGER::DOUBLE AS returned
           FROM tier_input AS i JOIN customer_index AS k ON k.customer_id = i.customer_id
           LEFT JOIN sale AS s ON s.key = k.key AND s.day > DATE '2025-09-20' GROUP BY i.rowid ORDER BY i.rowid`,
        )
        return { ranks: found.map(({ rank }) => rank), amount: amount!, returned: returned! }
      },
    )
    const { amount, returned } = trials
    const size = Math.ceil(amount.length / 10)
    const [a, b] = trials.ranks.map((rank) => topOf(rank, size)) as [Float64Array, Float64Array]
    let claims = 0
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed)
      const order = Array.from(amount, (_, i) => i)
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1))
        ;[order[i], order[j]] = [order[j]!, order[i]!]
      }
      const shuffled = (of: Float64Array) => of.map((_, i) => of[order[i]!]!)
      const { difference } = compared(
        { a, b, amount: shuffled(amount), returned: shuffled(returned) },
        400,
        seed,
      )
      if (difference.low!.share > 0 || difference.high!.share < 0) claims++
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
    for (const id of ['tiers.compare', 'tiers.only'])
      expect(await ask(short, id)).toMatchObject({ state: 'empty', reason: { key: 'reason.compare' } })
    await short.engine.stop()
  })
})
