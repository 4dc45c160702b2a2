import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sheetFields } from '../../src/analysis/sheet'
import type { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { stateFields } from '../../src/tables/tiers'
import { DECIDED, type TierRule, type TierScheme } from '../../src/model/scheme'
import { csv, rowsOf, sessionOf, view } from '../support/session'
import { schemeOf } from '../support/scheme'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

/** Ten customers over three years; the k-th buys for k × 100 every quarter. K3 is strategic and rated AAA. */
const DAYS = [2022, 2023, 2024].flatMap((year) =>
  ['02-10', '05-10', '08-10', '11-10'].map((day) => `${year}-${day}`),
)
const FILES = {
  'orders.csv': csv(
    DAYS.flatMap((day, d) =>
      Array.from({ length: 10 }, (_, k) => ({
        order_id: `${d}-${k}`,
        customer_id: `K${k + 1}`,
        order_date: day,
        amount: (k + 1) * 100,
      })),
    ),
  ),
  'customers.csv': csv(
    Array.from({ length: 10 }, (_, k) => ({
      customer_id: `K${k + 1}`,
      customer_name: `Customer ${k + 1}`,
      is_strategic: k === 2 ? 'yes' : 'no',
      credit_rating: k === 2 ? 'AAA' : 'B',
      floor_area: (k + 1) * 10,
    })),
  ),
}
const rule = (part: Partial<TierRule>): TierRule => ({
  id: 'r',
  condition: { field: 'is_strategic', op: 'is', values: [true] },
  kind: 'atLeast',
  tier: 'diamond',
  reason: 'signed',
  until: null,
  ...part,
})
/** One indicator: the money of 12 months; 4,000 is 100 points. */
const plain = (part: Partial<TierScheme> = {}): TierScheme =>
  schemeOf({
    id: 's',
    name: 'S',
    indicators: [
      {
        name: 'revenue_12m',
        dimension: 'financial',
        weight: 1,
        median: 0,
        values: [0, 4000],
        points: [0, 100],
      },
    ],
    referenceDate: '2024-11-10',
    ...part,
  })
const tiers = async (session: Session, date = session.params!.as_of) =>
  Object.fromEntries(
    (
      await session.engine.query<{ id: string; tier: string; decided: number }>(
        `SELECT customer_id AS id, tier, decided FROM customer_tier WHERE as_of = '${date}'`,
      )
    ).map(({ id, tier, decided }) => [id, [tier, decided]]),
  )

describe('grading', () => {
  test('rules lift and cap in their order, say which decided, and end on their day', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await session.regrade(
      plain({
        rules: [
          rule({}),
          rule({
            condition: { field: 'revenue_12m', op: 'atLeast', values: [4000] },
            kind: 'atMost',
            tier: 'silver',
          }),
          rule({
            condition: { field: 'orders_all', op: 'atLeast', values: [1] },
            tier: 'gold',
            until: '2024-11-09',
          }),
        ],
      }),
      view(),
    )
    const graded = await tiers(session)
    expect(graded).toMatchObject({
      K3: ['diamond', 1],
      K10: ['silver', 2],
      K9: ['diamond', DECIDED.score],
      K8: ['gold', DECIDED.score],
      K1: ['ordinary', DECIDED.score],
    })
    expect((await rowsOf(session, 'tiers.pyramid')).map((row) => row.customers)).toEqual([2, 1, 3, 4])
  })

  test('panels show the scheme in use while another one is tried', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await session.regrade(plain(), view())
    const shown = await rowsOf(session, 'tiers.pyramid')
    const other = plain({
      levels: plain().levels.map((level) => ({ ...level, threshold: level.threshold / 2 })),
      indicators: [{ ...plain().indicators[0]!, name: 'tenure_days', values: [0, 900], points: [0, 100] }],
    })
    const tried = session.whatIf(other)
    // The engine answers one after the other: between any two of its statements a panel may ask.
    for (let asked = 0; asked < 12; asked++) expect(await rowsOf(session, 'tiers.pyramid')).toEqual(shown)
    expect(Object.keys((await tried)!.columns)).toContain('tenure_days')
  })

  test('a person goes before the rules, within the days that were said', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const override = { kind: 'override', id: 'o', customer: 'K3', author: 'Li', reason: 'x' } as const
    await session.regrade(plain({ rules: [rule({})] }), view())
    await session.configure(
      { overrides: [{ ...override, tier: 'gold', since: '2024-01-01', until: '2024-11-10' }] },
      view(),
    )
    expect((await tiers(session)).K3).toEqual(['gold', DECIDED.override])
    await session.configure(
      { overrides: [{ ...override, tier: 'gold', since: '2024-01-01', until: '2024-11-09' }] },
      view(),
    )
    expect((await tiers(session)).K3).toEqual(['diamond', 1])
  })

  test('words of an attribute have points, headers of their own are indicators, and neither is known of the past', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const scheme = plain({
      indicators: [
        {
          name: 'credit_rating',
          dimension: 'risk',
          weight: 0.5,
          median: 50,
          values: [0, 100],
          points: [0, 100],
          table: [
            { value: 'AAA', points: 100 },
            { value: 'B', points: 0 },
          ],
        },
        {
          name: '#floor_area',
          dimension: 'potential',
          weight: 0.5,
          median: 50,
          values: [0, 100],
          points: [0, 100],
        },
      ],
    })
    await session.regrade(scheme, view())
    const scores = await session.engine.query(
      'SELECT customer_id, score FROM customer_tier ORDER BY score DESC, 1 LIMIT 2',
    )
    expect(scores).toEqual([
      { customer_id: 'K3', score: 65 },
      { customer_id: 'K10', score: 50 },
    ])
    // Nothing to compare with: the review before could not know them.
    expect((await rowsOf(session, 'tiers.pyramid')).map((row) => row.change)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('as of a past date only what was dated then decides, and the rules keep their place', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const dated = rule({ condition: { field: 'orders_all', op: 'atLeast', values: [1] }, tier: 'gold' })
    const [revenue] = plain().indicators
    await session.regrade(
      plain({
        indicators: [
          { ...revenue!, name: '#floor_area', weight: 0.5, values: [0, 100] },
          { ...revenue!, name: 'tenure_days', weight: 0.5, values: [0, 1000] },
        ],
        rules: [rule({}), dated],
      }),
      view({ asOf: '2024-06-30' }),
    )
    const rows = await session.engine.query(
      'SELECT DISTINCT score, tier, decided FROM customer_tier AS t JOIN params AS p ON p.as_of = t.as_of',
    )
    // 871 days since the first order of everybody; the strategic customer is like the others.
    expect(rows).toEqual([{ score: 87.1, tier: 'gold', decided: 0 }])
    await session.show(view({ asOf: '2023-06-30' }))
    expect((await tiers(session, '2023-06-30')).K3).toEqual(['gold', 2])
  })

  test('a rule may ask a column that only these files have; of past dates it decides nothing', async () => {
    const session = await sessionOf(FILES, {}, engine)
    expect([...(await stateFields(session.engine))]).toContain('#floor_area')
    const small = rule({ condition: { field: '#floor_area', op: 'atMost', values: [15] } })
    await session.regrade(plain({ rules: [small] }), view())
    expect((await tiers(session)).K1).toEqual(['diamond', 1])
    expect((await tiers(session)).K2).toEqual(['ordinary', 0])
    await session.show(view({ asOf: '2023-06-30' }))
    expect((await tiers(session, '2023-06-30')).K1).toEqual(['ordinary', 0])
  })

  test('a buffer keeps the tier of the last review for those who fell a little short', async () => {
    // K9 brought 3,600 by the third quarter and 3,500 by the end: 87.5 points, 2.5 under Diamond.
    const less = FILES['orders.csv'].replace('11-8,K9,2024-11-10,900', '11-8,K9,2024-11-10,800')
    for (const [keep, tier] of [
      [0, ['gold', DECIDED.score]],
      [2.5, ['diamond', DECIDED.keep]],
    ] as const) {
      const session = await sessionOf({ 'orders.csv': less }, {}, engine)
      await session.regrade(plain({ keep }), view())
      expect((await tiers(session)).K9).toEqual(tier)
    }
  })

  test('what-if has the same customers, columns and tiers as the tables, and leaves them as they are', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await session.regrade(plain(), view())
    const before = await tiers(session)
    const given = (await session.whatIf(plain({ rules: [rule({})] })))!
    expect(given.ids.length).toBe(10)
    expect([...given.columns.revenue_12m!].map((v, i) => `${given.ids[i]} ${v}`)).toContain('K3 1200')
    expect(given.ids[given.beside.hits![0]!.indexOf(1)]).toBe('K3')
    expect(given.revenue[given.ids.indexOf('K10')]).toBe(4000)
    expect(given.level[given.ids.indexOf('K9')]).toBe(1)
    expect(await tiers(session)).toEqual(before)
  })
})

test('the sheet holds a row for everybody, with facts, tier, stage and columns of their own', async () => {
  const session = await sessionOf(FILES, {}, engine)
  await session.sheet()
  const [row] = await session.engine.query(
    `SELECT customer_id, name, tier, stage, orders_all, "#floor_area" AS area, credit_rating FROM customer_sheet WHERE customer_id = 'K3'`,
  )
  expect(row).toMatchObject({
    name: 'Customer 3',
    stage: 'active',
    orders_all: 12,
    area: 30,
    credit_rating: 'AAA',
  })
  const fields = await sheetFields(session.engine)
  expect(fields.find(({ name }) => name === '#floor_area')).toEqual({
    name: '#floor_area',
    type: 'number',
    kind: 'attribute',
    known: 10,
  })
  expect(fields.find(({ name }) => name === 'is_strategic')).toMatchObject({ type: 'boolean', kind: 'said' })
  expect(fields.map(({ name }) => name)).not.toContain('phone')
})
