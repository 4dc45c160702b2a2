import { describe, expect, test } from 'vitest'
import type { Bound } from '../../src/engine/engine'
import { AppError } from '../../src/model/error'
import type { Override } from '../../src/model/person'
import type { TierIndicator, TierRule, TierScheme } from '../../src/model/scheme'
import { buildSale, buildSalesMarts, ORDERS_ALONE } from '../../src/tables/build'
import {
  asksMore,
  datedPart,
  fit,
  isSnapshot,
  measured,
  moreIndicators,
  propose,
  readBeside,
  readIndicators,
  stateFields,
  writeOverrides,
  writeScheme,
  writeTiers,
} from '../../src/tables/tiers'
import { house, look, order, put } from '../support/house'
import { schemeOf } from '../support/scheme'

const home = house()

const AS_OF = '2024-12-31'
const PAST = '2024-06-30'
const indicator = (name: string, part: Partial<TierIndicator> = {}): TierIndicator => ({
  ...{ name, dimension: 'financial', weight: 1, median: 0, values: [0, 100], points: [0, 100] },
  ...part,
})
const rule = (field: string, part: Partial<TierRule> = {}): TierRule => ({
  ...{ id: field, kind: 'atLeast', tier: 'diamond', reason: '', until: null },
  condition: { field, op: 'atLeast', values: [1] },
  ...part,
})
/** Scores are the revenue of twelve months: 95, 70 and 10 of A, B and C. */
const scheme = (part: Partial<TierScheme> = {}): TierScheme =>
  schemeOf({ indicators: [indicator('revenue_12m')], referenceDate: AS_OF, ...part })
const ABC = [order('A', PAST, 95), order('B', PAST, 70), order('C', PAST, 10), order('D', PAST, -5)]
async function build(rows: Record<string, Bound>[] = ABC, dates = [PAST, AS_OF]): Promise<void> {
  await put(home.engine, 'orders', [
    ...rows,
    order('Z', '2022-01-01', 1),
    order('Y', AS_OF, 0, { returned: 1 }),
  ])
  await buildSale(home.engine)
  await look(home.engine, { asOf: AS_OF })
  await buildSalesMarts(home.engine, dates, ORDERS_ALONE)
}
/** Customers in the order of the rows that grading reads. */
const idsOf = async () =>
  (await home.engine.query<{ id: string }>('SELECT customer_id AS id FROM tier_input')).map(({ id }) => id)
/** What grading reads, by customer. */
async function read(date: string, asked: TierScheme | null, names: string[]) {
  const columns = await readIndicators(home.engine, date, asked)
  const ids = await idsOf()
  return Object.fromEntries(ids.map((id, i) => [id, names.map((name) => columns[name]![i])]))
}

describe('what grading reads', () => {
  test('is of everybody with a purchase up to the day; what is not known is NaN', async () => {
    await build([...ABC, order('E', '2024-12-30', 8)])
    const names = ['revenue_12m', 'orders_all', 'recency_days', 'payment_days', 'growth_6m']
    expect(await read(AS_OF, null, names)).toEqual({
      A: [95, 1, 184, NaN, -1],
      B: [70, 1, 184, NaN, -1],
      C: [10, 1, 184, NaN, -1],
      E: [8, 1, 1, NaN, 1],
      Z: [0, 1, 1095, NaN, -1],
    })
    // E had bought nothing by then.
    expect(Object.keys(await read(PAST, null, names))).toEqual(['A', 'B', 'C', 'Z'])
  })
  test('holds further facts where a scheme asks for them, in their own column', async () => {
    await build()
    const asked = scheme({
      indicators: [indicator('revenue_12m'), indicator('tenure_days'), indicator('orders_6m')],
    })
    expect(await read(AS_OF, asked, ['tenure_days', 'orders_6m', 'revenue_12m'])).toMatchObject({
      A: [184, 0, 95],
      Z: [1095, 0, 0],
    })
    expect(await read(PAST, asked, ['tenure_days', 'orders_6m'])).toMatchObject({ A: [0, 1] })
  })
  test('holds what customer files say as numbers, words as the points of their table, at present alone', async () => {
    await build()
    await put(home.engine, 'customers', [
      { customer_id: 'A', company_size: 40, credit_rating: 'AA', is_strategic: true },
      { customer_id: 'B', credit_rating: 'unheard of', is_strategic: false },
      { customer_id: 'Q', company_size: 7 },
    ])
    await put(home.engine, 'customer_attributes', [
      { customer_id: 'B', name: '#floor', value: '12', number: 12 },
      { customer_id: 'C', name: '#grade', value: '3', number: 3 },
      { customer_id: 'A', name: '#grade', value: 'x', number: null },
    ])
    const table = (of: Record<string, number>) =>
      Object.entries(of).map(([value, points]) => ({ value, points }))
    const asked = scheme({
      indicators: [
        indicator('company_size'),
        indicator('credit_rating', { table: table({ AA: 80, A: 60 }) }),
        indicator('is_strategic', { table: table({ yes: 100, no: 5 }) }),
        indicator('#floor'),
        // A number may have points as a word has.
        indicator('#grade', { table: table({ x: 9, '3.0': 33 }) }),
      ],
    })
    const names = ['company_size', 'credit_rating', 'is_strategic', '#floor']
    expect(await read(AS_OF, asked, names)).toMatchObject({
      A: [40, 80, 100, NaN],
      B: [NaN, NaN, 5, 12],
      C: [NaN, NaN, NaN, NaN],
    })
    expect(await read(AS_OF, asked, ['#grade'])).toMatchObject({ A: [9], C: [3] })
    // Of a past day nobody knows what the file says now.
    expect(await read(PAST, asked, names)).toMatchObject({ A: [NaN, NaN, NaN, NaN] })
  })
  test('as of a day after the last order is still the present', async () => {
    await put(home.engine, 'orders', ABC)
    await put(home.engine, 'customers', [{ customer_id: 'A', company_size: 40 }])
    await look(home.engine, { asOf: AS_OF })
    await buildSalesMarts(home.engine, [AS_OF], ORDERS_ALONE)
    const asked = scheme({ indicators: [indicator('company_size')] })
    expect(await read(AS_OF, asked, ['company_size'])).toMatchObject({ A: [40] })
  })
})

describe('what decides beside the score', () => {
  /** By customer: what `readBeside` says of each. */
  async function beside(asked: TierScheme, reviewed: string | null = null, date = AS_OF) {
    await writeScheme(home.engine, asked)
    await readIndicators(home.engine, date)
    const ids = await idsOf()
    const { overrides, before, hits } = await readBeside(home.engine, date, ids.length, asked, reviewed)
    const named = (of: ArrayLike<number>) => Object.fromEntries(ids.map((id, i) => [id, of[i]]))
    return {
      overrides: overrides && named(overrides),
      before: before && named(before),
      hits: hits?.map((each) => each && named(each)),
    }
  }
  const byHand = (customer: string, tier: string, since: string, until: string | null = null) =>
    ({ kind: 'override', customer, tier, since, until }) as unknown as Override
  const none = { A: 0, B: 0, C: 0, Z: 0 }
  test('a tier by hand holds from its first day to its last, both included', async () => {
    await build()
    await writeOverrides(home.engine, [byHand('A', 'gold', AS_OF), byHand('B', 'gold', '2024-01-01', AS_OF)])
    expect((await beside(scheme())).overrides).toEqual({ ...none, A: 2, B: 2 })
    await writeOverrides(home.engine, [
      byHand('A', 'gold', '2025-01-01'),
      byHand('B', 'gold', '2024-01-01', '2024-12-30'),
    ])
    expect((await beside(scheme())).overrides).toEqual(none)
  })
  test('of several by hand the one that began last holds; one to a tier that the scheme has not is none', async () => {
    await build()
    await writeOverrides(home.engine, [
      byHand('A', 'gold', '2024-02-01'),
      byHand('A', 'silver', '2024-03-01'),
      byHand('A', 'diamond', '2024-01-01'),
      byHand('B', 'platinum', '2024-01-01'),
      byHand('nobody', 'gold', '2024-01-01'),
    ])
    expect((await beside(scheme())).overrides).toEqual({ ...none, A: 3 })
  })
  test('what was held is that of the review, and is asked only where there is a buffer', async () => {
    await build()
    await writeScheme(home.engine, scheme({ keep: 3 }))
    const tiers = (day: string, of: Record<string, string>) =>
      Object.entries(of).map(([id, tier]) => `('${day}', '${id}', 0, 0, '${tier}', 0, '${tier}', 0)`)
    await home.engine.run(
      `CREATE OR REPLACE TABLE kept AS SELECT * FROM customer_tier;
       INSERT INTO kept VALUES ${[...tiers('2024-09-30', { A: 'gold', B: 'ordinary' }), ...tiers(PAST, { A: 'diamond', C: 'silver' })].join(', ')}`,
    )
    const held = async (keep: number, reviewed: string | null) => {
      await readIndicators(home.engine, AS_OF)
      await home.engine.run('DELETE FROM customer_tier; INSERT INTO customer_tier SELECT * FROM kept')
      const { before } = await readBeside(home.engine, AS_OF, 4, scheme({ keep }), reviewed)
      const ids = await idsOf()
      return before && Object.fromEntries(ids.map((id, i) => [id, before[i]]))
    }
    expect(await held(3, '2024-09-30')).toEqual({ ...none, A: 2, B: 4 })
    expect(await held(3, PAST)).toEqual({ ...none, A: 1, C: 3 })
    expect(await held(0, PAST)).toBeUndefined()
    expect(await held(3, null)).toBeUndefined()
    await home.engine.run('DROP TABLE kept')
  })
  test('a rule meets whom its condition says; one that ended or asks what is not known meets nobody that day', async () => {
    await build()
    const rules = [
      rule('revenue_12m', { condition: { field: 'revenue_12m', op: 'atLeast', values: [70] } }),
      rule('orders_all', { until: '2024-12-30' }),
      rule('orders_all', { until: AS_OF }),
      rule('never heard of'),
    ]
    expect((await beside(scheme({ rules }))).hits).toEqual([
      { A: 1, B: 1, C: 0, Z: 0 },
      null,
      { A: 1, B: 1, C: 1, Z: 1 },
      null,
    ])
    expect((await beside(scheme())).hits).toBeUndefined()
  })
  test('what customer files say meets nobody of a past day', async () => {
    await build()
    await put(home.engine, 'customers', [{ customer_id: 'A', level: 'VIP' }])
    const rules = [rule('level', { condition: { field: 'level', op: 'in', values: ['VIP'] } })]
    expect((await beside(scheme({ rules }))).hits).toEqual([{ A: 1, B: 0, C: 0, Z: 0 }])
    expect((await beside(scheme({ rules }), null, PAST)).hits).toEqual([none])
  })
  test('rules may look at facts and at what customer files say', async () => {
    await build()
    const fields = await stateFields(home.engine)
    for (const name of ['revenue_12m', 'recency_days', 'defaults_12m', 'level', 'credit_rating'])
      expect(fields).toContain(name)
    expect(fields).not.toContain('tier')
  })
})

describe('tiers that are written', () => {
  const tiers = () =>
    home.engine.query(
      'SELECT customer_id AS id, raw, score, tier, plain, decided, missing FROM customer_tier WHERE as_of = (SELECT max(as_of) FROM customer_tier) ORDER BY 1',
    )
  test('hold total, score, tier, the tier by the score alone, what decided and how much was missing', async () => {
    await build()
    const own = scheme({
      indicators: [
        indicator('revenue_12m', { weight: 0.5 }),
        indicator('payment_days', { weight: 0.5, median: 100 }),
      ],
      rules: [rule('orders_all')],
    })
    await writeScheme(home.engine, own)
    const columns = await readIndicators(home.engine, AS_OF)
    const ids = await idsOf()
    await writeTiers(home.engine, columns, own, {
      hits: [Uint8Array.from(ids, (id) => Number(id === 'C'))],
      overrides: Float64Array.from(ids, (id) => (id === 'Z' ? 2 : 0)),
    })
    expect(await tiers()).toEqual([
      { id: 'A', raw: 97.5, score: 97.5, tier: 'diamond', plain: 'diamond', decided: 0, missing: 1 },
      { id: 'B', raw: 85, score: 85, tier: 'gold', plain: 'gold', decided: 0, missing: 1 },
      { id: 'C', raw: 55, score: 55, tier: 'diamond', plain: 'ordinary', decided: 1, missing: 1 },
      { id: 'Z', raw: 50, score: 50, tier: 'gold', plain: 'ordinary', decided: -2, missing: 1 },
    ])
  })
  test('stand beside those of other days, until another scheme is written', async () => {
    await build()
    await writeScheme(home.engine, scheme())
    for (const date of [PAST, AS_OF])
      await writeTiers(home.engine, await readIndicators(home.engine, date), scheme())
    const days = () =>
      home.engine.query('SELECT as_of AS day, count(*) AS n FROM customer_tier GROUP BY 1 ORDER BY 1')
    expect(await days()).toEqual([
      { day: PAST, n: 4 },
      { day: AS_OF, n: 4 },
    ])
    await writeScheme(home.engine, scheme())
    expect(await days()).toEqual([])
  })
  test('are by a scheme whose parts stand as rows, in their order', async () => {
    await writeScheme(home.engine, scheme())
    const own = scheme({
      mode: 'quota',
      keep: 2.5,
      review: 'month',
      indicators: [
        indicator('b', { weight: 0.25, median: 4, relative: true }),
        indicator('a', { weight: 0.75 }),
      ],
      rules: [rule('x', { kind: 'atMost', tier: 'silver', reason: 'why', until: '2025-01-31' }), rule('y')],
    })
    await writeScheme(home.engine, own)
    expect(await home.engine.query('SELECT * FROM tier_scheme')).toEqual([
      { mode: 'quota', keep: 2.5, review: 'month' },
    ])
    expect(
      await home.engine.query(
        'SELECT name, weight, median, ordinal, relative FROM tier_indicator ORDER BY ordinal',
      ),
    ).toEqual([
      { name: 'b', weight: 0.25, median: 4, ordinal: 1, relative: true },
      { name: 'a', weight: 0.75, median: 0, ordinal: 2, relative: false },
    ])
    expect(
      await home.engine.query('SELECT ordinal, kind, tier, reason, until FROM tier_rule ORDER BY 1'),
    ).toEqual([
      { ordinal: 1, kind: 'atMost', tier: 'silver', reason: 'why', until: '2025-01-31' },
      { ordinal: 2, kind: 'atLeast', tier: 'diamond', reason: '', until: null },
    ])
    expect(await home.engine.query('SELECT * FROM tier_level ORDER BY ordinal')).toEqual([
      { tier: 'diamond', ordinal: 1, threshold: 90, quota: 0.05 },
      { tier: 'gold', ordinal: 2, threshold: 80, quota: 0.2 },
      { tier: 'silver', ordinal: 3, threshold: 60, quota: 0.5 },
      { tier: 'ordinary', ordinal: 4, threshold: 0, quota: 1 },
    ])
    expect(
      await home.engine.query(
        'SELECT len(anchor_values) AS n, anchor_points[2] AS top FROM tier_calibration',
      ),
    ).toEqual([{ n: 2, top: 100 }])
  })
})

describe('what a scheme may stand on', () => {
  test('only customer files say snapshot fields and attributes; facts are known of every day', () => {
    expect(['level', 'credit_rating', '#floor', '#revenue_12m'].map(isSnapshot)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['revenue_12m', 'recency_days', 'defaults_12m', 'tenure_days'].map(isSnapshot)).toEqual([
      ...[false, false, false, false],
    ])
  })
  test('customer files must stand before grading where a rule or an unusual indicator asks for more', () => {
    expect(asksMore(scheme())).toBe(false)
    expect(asksMore(scheme({ rules: [rule('orders_all')] }))).toBe(true)
    expect(asksMore(scheme({ indicators: [indicator('tenure_days')] }))).toBe(true)
  })
  test('of a past day the part that is dated stands, with its weights shared, and rules keep their place', () => {
    const whole = scheme()
    expect(datedPart(whole)).toBe(whole)
    const mixed = scheme({
      indicators: [indicator('revenue_12m', { weight: 0.6 }), indicator('level', { weight: 0.4 })],
      rules: [rule('level'), rule('orders_all')],
    })
    const part = datedPart(mixed)!
    expect(part.indicators.map(({ name, weight }) => [name, weight])).toEqual([['revenue_12m', 1]])
    expect(part.rules.map(({ condition }) => condition)).toEqual([{ any: [] }, mixed.rules[1]!.condition])
    expect(datedPart(scheme({ indicators: [indicator('level')] }))).toBeNull()
  })
  const data = (of: string[]) =>
    Object.fromEntries(of.map((name, k) => [name, Float64Array.from({ length: 9 }, (_, i) => i * (k + 1))]))
  const NAMES = [
    ...['revenue_12m', 'revenue_all', 'orders_all', 'margin_12m', 'orders_12m', 'growth_12m', 'growth_6m'],
    ...['categories', 'payment_days', 'overdue_share', 'complaints_12m', 'recency_days'],
  ]
  const proposed = (part: Partial<typeof ORDERS_ALONE>) =>
    new Set(propose(data(NAMES), { ...ORDERS_ALONE, ...part }, AS_OF).indicators.map(({ name }) => name))
  test('a proposal takes what the files can give, and of two growths the longer where two years are there', () => {
    expect(proposed({})).toEqual(new Set(['revenue_12m', 'orders_12m', 'growth_6m', 'recency_days']))
    expect(proposed({ twoYears: true, margin: true })).toEqual(
      new Set(['revenue_12m', 'margin_12m', 'orders_12m', 'growth_12m', 'recency_days']),
    )
    const all = { payment: true, products: true, margin: true, voice: true, events: true, deals: true }
    expect(proposed(all)).toEqual(
      new Set([
        ...[
          'revenue_12m',
          'margin_12m',
          'orders_12m',
          'payment_days',
          'growth_6m',
          'categories',
          'recency_days',
        ],
        ...['overdue_share', 'complaints_12m'],
      ]),
    )
  })
  test('a proposal for who is summed up stands on sums of all time', () => {
    expect(proposed({ summed: true, products: true, margin: true, twoYears: true })).toEqual(
      new Set(['revenue_all', 'orders_all', 'recency_days']),
    )
  })
  test('measured is what can be and says something of somebody', () => {
    const columns = { ...data(['revenue_12m', 'margin_12m']), recency_days: new Float64Array(9).fill(NaN) }
    expect(measured(columns, ORDERS_ALONE)).toEqual(new Set(['revenue_12m']))
    expect(measured(columns, { ...ORDERS_ALONE, margin: true })).toEqual(
      new Set(['revenue_12m', 'margin_12m']),
    )
    expect(measured({}, ORDERS_ALONE)).toEqual(new Set())
  })
  test('more than the usual is what events, tickets and deals give, and what customer files say of anybody', async () => {
    await put(home.engine, 'customers', [
      { customer_id: 'A', level: 'VIP', company_size: 3 },
      { customer_id: 'B' },
    ])
    await put(home.engine, 'customer_attributes', [
      { customer_id: 'A', name: '#floor', value: '2', number: 2 },
    ])
    const orders = ['tenure_days', 'revenue_6m', 'orders_6m']
    expect(await moreIndicators(home.engine, ORDERS_ALONE)).toEqual(
      new Set([...orders, 'level', 'company_size', '#floor']),
    )
    await home.engine.run('DELETE FROM customers; DELETE FROM customer_attributes')
    expect(await moreIndicators(home.engine, { ...ORDERS_ALONE, events: true })).toEqual(
      new Set([...orders, 'defaults_12m', 'disputes_12m', 'events_12m']),
    )
    expect(await moreIndicators(home.engine, { ...ORDERS_ALONE, voice: true, deals: true })).toEqual(
      new Set([...orders, 'open_tickets', 'open_deals', 'open_deal_amount']),
    )
    expect(await moreIndicators(home.engine, { ...ORDERS_ALONE, summed: true })).toEqual(new Set())
  })
  test('a scheme for other data is fitted as far as these go, and refused where they give nothing of it', () => {
    const two = scheme({
      indicators: [indicator('a', { weight: 0.5 }), indicator('b', { weight: 0.5, dimension: 'risk' })],
    })
    expect(fit(two, new Set(['a'])).indicators.map(({ name, weight }) => [name, weight])).toEqual([['a', 1]])
    expect(fit(two, new Set())).toBe(two)
    expect(() => fit(two, new Set(['c']))).toThrow(AppError)
    try {
      fit(two, new Set(['c']))
    } catch (error) {
      expect(error).toMatchObject({ code: 'recipe.scheme', params: { indicators: 'a, b' } })
    }
  })
})
