import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import factsSql from '../../src/analysis/review/facts.sql?raw'
import type { Session } from '../../src/analysis/session'
import { buildSalesMarts } from '../../src/tables/build'
import { sumOf, type Row } from '../../src/model/row'
import { dataFolder } from '../setup/data.mjs'
import { retail } from '../support/retail'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

/** Counts and revenue of every day of review add up, and moves lead from one to the next. */
async function addsUp(session: Session): Promise<void> {
  const rows = await rowsOf(session, 'tiers.reviews')
  const days = [...new Set(rows.map((row) => String(row.as_of)))]
  for (const day of days) {
    const [whole] = await session.engine.query<{ n: number; revenue: number }>(
      `SELECT count(*) AS n, sum(revenue_12m)::DOUBLE AS revenue FROM customer_sales WHERE as_of = '${day}' AND orders_all > 0`,
    )
    const own = rows.filter((row) => row.as_of === day)
    expect(sumOf(own, 'customers'), day).toBe(whole!.n)
    expect(sumOf(own, 'revenue'), day).toBeCloseTo(whole!.revenue, 2)
  }
  for (const [i, later] of days.entries()) {
    if (!i) continue
    const earlier = days[i - 1]!
    const moves = await rowsOf(session, 'tiers.migration', { from: earlier, to: later })
    expect(moves[0]).toMatchObject({ earlier, later })
    for (const [side, money, day] of [
      ['from_tier', 'revenue_before', earlier],
      ['to_tier', 'revenue_after', later],
    ] as const)
      for (const row of rows.filter((each) => each.as_of === day)) {
        const part = moves.filter((move) => move[side] === row.tier)
        expect(sumOf(part, 'customers'), `${day} ${row.tier}`).toBe(row.customers)
        expect(sumOf(part, money), `${day} ${row.tier}`).toBeCloseTo(Number(row.revenue), 2)
      }
    const movers = await rowsOf(session, 'tiers.movers', { from: earlier, to: later })
    const of = (test: (step: number) => boolean) =>
      sumOf(
        moves.filter((move) => move.step !== null && test(Number(move.step))),
        'customers',
      )
    expect([movers[0]!.rose, movers[0]!.fell]).toEqual([of((step) => step > 0), of((step) => step < 0)])
  }
}

describe.skipIf(!existsSync(`${dataFolder() ?? ''}/online_retail`))('reviews: Online Retail', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'online_retail.csv': await retail() }, view({ period: 'all' }))
  }, 120_000)
  afterAll(() => session.engine.stop())

  test('one year of orders has no review to look back on yet, or one: it is said in words', async () => {
    expect(session.reviews().length).toBeLessThan(2)
    const { state, reason } = await ask(session, 'tiers.movers')
    expect([state, reason?.key]).toEqual(
      session.reviews().length ? ['ready', undefined] : ['empty', 'reason.reviews'],
    )
  })

  test('many dates at once give the same rows as one by one', async () => {
    const { engine } = session
    const dates = ['2011-03-31', '2011-05-31', '2011-06-30', '2011-08-31', '2011-09-30', '2011-12-08']
    const grab = (table: string) =>
      engine.run(
        `CREATE OR REPLACE TABLE ${table} AS FROM customer_sales WHERE as_of IN (${dates.map((d) => `'${d}'`).join(', ')});
         DELETE FROM customer_sales WHERE as_of IN (${dates.map((d) => `'${d}'`).join(', ')})`,
      )
    const plain = {
      payment: false,
      products: false,
      margin: false,
      voice: false,
      events: false,
      deals: false,
    }
    const available = { ...plain, summed: false, twoYears: false }
    await buildSalesMarts(engine, dates, available)
    await grab('together')
    for (const date of dates) await buildSalesMarts(engine, [date], available)
    await grab('singly')
    const [apart] = await engine.query(
      `SELECT (SELECT count(*) FROM singly) AS n, (SELECT count(*) FROM (FROM singly EXCEPT ALL FROM together)) AS a,
        (SELECT count(*) FROM (FROM together EXCEPT ALL FROM singly)) AS b`,
    )
    expect(apart).toMatchObject({ a: 0, b: 0 })
    expect(Number(apart!.n)).toBeGreaterThan(10_000)
  })

  test('tiers, moves and revenue add up at every day, by the month too', async () => {
    await session.regrade({ ...session.scheme!, review: 'month', version: 2 }, view({ period: 'all' }))
    await addsUp(session)
  })
})

describe('reviews: the sample company', () => {
  let session: Session
  const folder = new URL('../../public/samples/', import.meta.url)
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as { files: string[] }
  const { movers: planted } = JSON.parse(
    readFileSync(new URL('../sample/truth.json', import.meta.url), 'utf8'),
  ) as {
    movers: { customer_id: string; direction: 'rise' | 'fall'; reviewBefore: string; seenBy: string }[]
  }
  beforeAll(async () => {
    session = await sessionOf(
      Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
    )
  }, 60_000)
  afterAll(() => session.engine.stop())

  test('tiers, moves and revenue add up at every review', async () => await addsUp(session))

  test('planted movers move in the direction that was planted', async () => {
    await rowsOf(session, 'tiers.reviews')
    const scores = new Map<string, { score: number; level: number }>()
    for (const row of await session.engine.query<Row & { as_of: string; customer_id: string }>(
      `SELECT t.as_of, t.customer_id, t.score, l.ordinal FROM customer_tier AS t JOIN tier_level AS l ON l.tier = t.tier`,
    ))
      scores.set(`${row.as_of} ${row.customer_id}`, { score: Number(row.score), level: Number(row.ordinal) })
    const seen = planted.flatMap(({ customer_id, direction, reviewBefore, seenBy }) => {
      const before = scores.get(`${reviewBefore} ${customer_id}`)
      const after = scores.get(`${seenBy} ${customer_id}`)
      // Growth is known on both days or on neither: else the move stands on that as well.
      if (
        !before ||
        !after ||
        String(session.windowless(reviewBefore)) !== String(session.windowless(seenBy))
      )
        return []
      const way = direction === 'rise' ? 1 : -1
      return [{ score: (after.score - before.score) * way > 0, tier: (before.level - after.level) * way }]
    })
    const share = (test: (each: (typeof seen)[number]) => boolean) => seen.filter(test).length / seen.length
    console.info(
      `planted movers: ${seen.length} of ${planted.length} within the reviews; score the planted way ${share((s) => s.score).toFixed(3)}, tier ${share((s) => s.tier > 0).toFixed(3)}, tier the other way ${share((s) => s.tier < 0).toFixed(3)}`,
    )
    expect(seen.length).toBeGreaterThan(50)
    expect(share((s) => s.score)).toBeGreaterThan(0.9)
    expect(share((s) => s.tier < 0)).toBeLessThan(0.05)
  })

  test('facts of single customers and days are those of the marts, on every day and every column', async () => {
    await rowsOf(session, 'tiers.reviews')
    const { engine } = session
    await engine.run(`CREATE OR REPLACE TABLE trigger_found AS
      SELECT customer_id, as_of AS day, row_number() OVER (ORDER BY as_of, customer_id) - 1 AS place
      FROM customer_sales WHERE as_of IN (SELECT as_of FROM review_dates)`)
    await engine.run(factsSql)
    const columns = await engine.query<{ name: string }>(
      "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'trigger_fact' AND column_name <> 'place'",
    )
    expect(columns.length).toBeGreaterThan(30)
    const names = columns.map(({ name }) => name)
    const rounded = names.map((name) =>
      ['as_of', 'customer_id', 'first_order_on', 'last_order_on'].includes(name)
        ? name
        : `round(${name}::DOUBLE, 6)`,
    )
    const list = rounded.join(', ')
    const [apart] = await engine.query(`WITH one AS (SELECT ${list} FROM trigger_fact),
      other AS (SELECT ${list} FROM customer_facts WHERE as_of IN (SELECT as_of FROM review_dates))
      SELECT (SELECT count(*) FROM one) AS n, (SELECT count(*) FROM (FROM one EXCEPT ALL FROM other)) AS a,
        (SELECT count(*) FROM (FROM other EXCEPT ALL FROM one)) AS b`)
    expect(apart).toMatchObject({ a: 0, b: 0 })
    expect(Number(apart!.n)).toBeGreaterThan(20_000)
    // Whatever a fact is added to the marts must be known of such days too.
    const missing = await engine.query(
      `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'customer_facts'
       AND column_name NOT IN ('gaps', 'median_gap_days') AND column_name NOT IN (${names.map((name) => `'${name}'`).join(', ')})`,
    )
    expect(missing).toEqual([])
  })

  test('what changed most is one of the indicators, with its part of the score', async () => {
    const rows = await rowsOf(session, 'tiers.movers')
    expect(rows.length).toBeGreaterThan(10)
    const names = session.scheme!.indicators.map(({ name }) => name)
    for (const row of rows) {
      expect(names).toContain(row.cause)
      expect(Math.sign(Number(row.cause_points))).toBe(Math.sign(Number(row.step)))
    }
  })
})

/** Twelve customers over three years who buy every month; K1 falls silent in 2024, K2 has an order of 50,000. */
const small = (events = '') =>
  sessionOf({
    'orders.csv': csv(
      ['2022', '2023', '2024'].flatMap((year) =>
        Array.from({ length: 12 }, (_, month) =>
          Array.from({ length: 12 }, (_, k) => ({
            order_id: `${year}-${month}-${k}`,
            customer_id: `K${k + 1}`,
            order_date: `${year}-${String(month + 1).padStart(2, '0')}-15`,
            amount: year === '2024' && month === 10 && k === 1 ? 50_000 : (k + 1) * 100,
          })).filter(({ customer_id }) => customer_id !== 'K1' || year !== '2024'),
        ).flat(),
      ),
    ),
    ...(events ? { 'events.csv': events } : {}),
  })

describe('reviews: small tables', () => {
  test('a large order between reviews is a trigger: graded as of its day, whatever came after it', async () => {
    const session = await small()
    expect(session.reviews().at(-1)).toBe('2024-09-30')
    const rows = await rowsOf(session, 'tiers.triggers')
    expect(
      rows.map((row) => [row.customer_id, row.trigger, row.amount, row.day, Number(row.step) > 0]),
    ).toEqual([['K2', 'order', 50000, '2024-11-15', true]])
    expect(rows[0]).toMatchObject({ reviewed: '2024-09-30', changed: 1, triggered: 1 })
    // Of the twelve months up to that day: eleven orders of 200 and the large one.
    expect(rows[0]!.revenue).toBe(11 * 200 + 50_000)
    await session.gradeDates(['2024-11-15'])
    const [graded] = await session.engine.query(
      "SELECT tier, score FROM customer_tier WHERE customer_id = 'K2' AND as_of = DATE '2024-11-15'",
    )
    expect({ tier: rows[0]!.to_tier, score: rows[0]!.score_after }).toEqual(graded)
    await session.engine.stop()
  })

  test('good news is not named beside a fall, and bad news is', async () => {
    const session = await small(
      'customer_id,event_date,event_type\nK12,2024-10-20,签约\nK11,2024-10-21,违约\nK10,2024-10-22,visit\n',
    )
    const capped = {
      id: '1',
      condition: { field: 'events_12m', op: 'atLeast' as const, values: [1] },
      kind: 'atMost' as const,
      tier: 'ordinary' as const,
      reason: '',
      until: null,
    }
    await session.regrade({ ...session.scheme!, version: 2, rules: [capped] }, view())
    const rows = (await rowsOf(session, 'tiers.triggers')).filter((row) => row.trigger === 'event')
    expect(rows.map((row) => [row.customer_id, row.what, Number(row.step) < 0])).toEqual([
      ['K11', '违约', true],
      ['K10', 'visit', true],
    ])
    await session.engine.stop()
  })

  test('an event counts on its day, by the rules of the scheme; a tier by hand stands above them', async () => {
    const session = await small(
      'customer_id,event_date,event_type,note\nK12,2024-10-20,违约,late\nK11,2024-10-21,default,\nK3,2024-10-22,visit,\n',
    )
    const rules = [
      {
        id: '1',
        condition: { field: 'defaults_12m', op: 'atLeast' as const, values: [1] },
        kind: 'atMost' as const,
        tier: 'ordinary' as const,
        reason: 'default',
        until: null,
      },
    ]
    await session.regrade({ ...session.scheme!, version: 2, rules }, view())
    const fallen = async () =>
      (await rowsOf(session, 'tiers.triggers'))
        .filter((row) => row.trigger === 'event')
        .map((row) => [row.customer_id, row.day, row.what, row.to_tier, Number(row.step) < 0])
    expect(await fallen()).toEqual([
      ['K12', '2024-10-20', '违约', 'ordinary', true],
      ['K11', '2024-10-21', 'default', 'ordinary', true],
    ])
    const [row] = await rowsOf(session, 'tiers.triggers')
    expect(row!.triggered).toBe(4)
    const [held] = await session.engine.query<{ tier: 'gold' }>(
      "SELECT tier FROM customer_tier WHERE customer_id = 'K12' AND as_of = DATE '2024-09-30'",
    )
    const hand = { kind: 'override', id: 'p1', customer: 'K12', author: 'a', reason: 'b' } as const
    await session.configure(
      { overrides: [{ ...hand, tier: held!.tier, since: '2024-10-01', until: '2024-10-31' }] },
      view(),
    )
    expect((await fallen()).map(([id]) => id)).toEqual(['K11'])
    await session.engine.stop()
  })

  test('without a move there is a sentence and no row of a customer', async () => {
    const session = await small()
    const result = await ask(session, 'tiers.movers', { from: '2023-06-30', to: '2023-09-30' })
    expect(result.state).toBe('ready')
    expect(Number(result.frame.facts.rose) + Number(result.frame.facts.fell)).toBe(
      result.rows.filter((row) => row.customer_id !== null).length,
    )
    await session.engine.stop()
  })

  test('a history of less than two reviews is said to be too short', async () => {
    const session = await sessionOf({
      'orders.csv': csv(
        Array.from({ length: 30 }, (_, i) => ({
          order_id: `O${i}`,
          customer_id: `K${i % 6}`,
          order_date: `2024-0${1 + (i % 6)}-10`,
          amount: 10 + i,
        })),
      ),
    })
    for (const id of ['tiers.reviews', 'tiers.migration', 'tiers.movers', 'tiers.triggers'])
      expect(await ask(session, id)).toMatchObject({ state: 'empty', reason: { key: 'reason.reviews' } })
    await session.engine.stop()
  })
})
