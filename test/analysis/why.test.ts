import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explain, gradeAll, type Why } from '../../src/analysis/why/explain'
import { why } from '../../src/analysis/why/why'
import type { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { TierIndicator, TierScheme } from '../../src/model/scheme'
import { grade } from '../../src/stats/score'
import { dataFolder } from '../setup/data.mjs'
import { csv, sessionOf, view } from '../support/session'
import { retail } from '../support/retail'
import { schemeOf } from '../support/scheme'

/** Points by plain arithmetic, apart from the product's own curve. */
function line(x: number, values: number[], points: number[]): number {
  if (x <= values[0]!) return points[0]!
  const at = values.findIndex((value) => x <= value)
  if (at < 0) return points.at(-1)!
  const part = (x - values[at - 1]!) / (values[at]! - values[at - 1]!)
  return points[at - 1]! + part * (points[at]! - points[at - 1]!)
}
/** The score again from what the explanation shows, and nothing else. */
const again = ({ parts }: Why, scheme: TierScheme): number => {
  const total = parts.reduce((sum, { value, indicator: i }) => {
    return sum + i.weight * line(value ?? i.median, i.values, i.points)
  }, 0)
  return line(total, scheme.calibration.values, scheme.calibration.points)
}

/** What was promised, put into the columns: the level the customer would really have. */
async function lifted(
  session: Session,
  id: string,
  found: Why,
  which: 'alone' | 'together',
  scheme = session.scheme!,
) {
  const given = (await session.whatIf(scheme))!
  const at = given.ids.indexOf(id)
  const put = (changes: { name: string; to: number }[]) => {
    const columns = { ...given.columns }
    for (const { name, to } of changes) {
      columns[name] = columns[name]!.slice()
      columns[name][at] = to
    }
    return grade(columns, scheme, given.beside).level[at]!
  }
  const changes = found.next![which]
  return which === 'alone' ? changes.map((change) => put([change])) : [put(changes)]
}

describe.skipIf(!existsSync(`${dataFolder() ?? ''}/online_retail`))('why a tier: Online Retail', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'online_retail.csv': await retail() }, view({ period: 'all' }))
  }, 120_000)
  afterAll(() => session.engine.stop())

  test('three customers can be worked out by hand, and agree with the table of tiers', async () => {
    for (const id of ['12347', '12748', '15311']) {
      const found = (await why(session, id))!
      const [row] = await session.engine.query<{ score: number; raw: number; tier: string }>(
        `SELECT score, raw, tier FROM customer_tier JOIN params USING (as_of) WHERE customer_id = '${id}'`,
      )
      expect(found.score).toBe(row!.score)
      expect(found.tier).toBe(row!.tier)
      expect(again(found, session.scheme!)).toBeCloseTo(row!.score, 5)
      expect(found.parts.reduce((sum, part) => sum + part.contribution, 0)).toBeCloseTo(row!.raw, 9)
      const [facts] = await session.engine.query<Record<string, number>>(
        `SELECT f.* FROM customer_facts AS f JOIN params USING (as_of) WHERE customer_id = '${id}'`,
      )
      for (const { indicator, value } of found.parts)
        expect(value).toBeCloseTo(Number(facts![indicator.name]), 9)
      const [place] = await session.engine.query<{ n: number }>(
        `SELECT count(*) AS n FROM customer_tier JOIN params USING (as_of) WHERE score > ${row!.score}`,
      )
      expect(found.better).toBe(place!.n)
    }
  })

  test('what is promised lifts the customer, and a little less does not', async () => {
    const given = (await session.whatIf())!
    const scheme = session.scheme!
    const graded = gradeAll(given, scheme)
    let [single, several, never] = [0, 0, 0]
    for (let at = 0; at < given.ids.length; at += 97) {
      const found = explain(graded, at)
      if (!found.next) continue
      const wanted = graded.grades.level[at]! - 1
      for (const change of found.next.alone) {
        const levelWith = (to: number) => {
          const column = given.columns[change.name]!.slice()
          column[at] = to
          return grade({ ...given.columns, [change.name]: column }, scheme).level[at]!
        }
        expect(levelWith(change.to), `${given.ids[at]} ${change.name}`).toBeLessThanOrEqual(wanted)
        const less = change.to + (change.from! - change.to) * 0.02 - Math.sign(change.to - change.from!)
        if (Math.abs(change.to - change.from!) > 2) expect(levelWith(less)).toBeGreaterThan(wanted)
        single++
      }
      if (found.next.together.length) {
        expect(found.next.alone).toEqual([])
        const levels = await lifted(session, given.ids[at]!, found, 'together')
        expect(levels[0]).toBeLessThanOrEqual(wanted)
        several++
      }
      if (!found.next.alone.length && !found.next.together.length) never++
    }
    expect(single).toBeGreaterThan(20)
    expect(several).toBeGreaterThan(0)
    expect(never).toBe(0)
  })
})

const indicator = (part: Partial<TierIndicator>): TierIndicator => ({
  name: 'revenue_12m',
  dimension: 'financial',
  weight: 1,
  median: 0,
  values: [0, 1000],
  points: [0, 100],
  ...part,
})
const scheme = (part: Partial<TierScheme> = {}): TierScheme =>
  schemeOf({
    levels: [
      { tier: 'gold', threshold: 80, quota: 0.3 },
      { tier: 'ordinary', threshold: 0, quota: 1 },
    ],
    indicators: [indicator({})],
    ...part,
  })
const given = (columns: Record<string, number[]>) => {
  const size = Object.values(columns)[0]!.length
  return {
    ids: Array.from({ length: size }, (_, i) => `K${i}`),
    columns: Object.fromEntries(Object.entries(columns).map(([name, c]) => [name, Float64Array.from(c)])),
    beside: {},
    revenue: new Float64Array(size),
    level: new Float64Array(size),
  }
}

describe('why a tier: small tables', () => {
  test('a missing value counts as the median and is marked', () => {
    const s = scheme({ indicators: [indicator({ median: 300 })] })
    const found = explain(gradeAll(given({ revenue_12m: [NaN, 500, 900] }), s), 0)
    expect(found.parts[0]).toMatchObject({ value: null, points: 30, contribution: 30, standing: null })
    expect(found.next!.alone[0]).toMatchObject({ from: null, to: 800 })
  })

  test('no single indicator suffices: the fewest together, each by the same share of its room', () => {
    const s = scheme({
      indicators: [
        indicator({ name: 'revenue_12m', weight: 0.5 }),
        indicator({ name: 'orders_12m', weight: 0.3, values: [0, 10] }),
        indicator({ name: 'recency_days', weight: 0.2, values: [0, 100], points: [100, 0] }),
      ],
    })
    const found = explain(
      gradeAll(given({ revenue_12m: [100, 0], orders_12m: [1, 0], recency_days: [50, 0] }), s),
      0,
    )
    // 5 + 3 + 10 = 18 of 80; the first two could bring 45 + 27 more: 62 of these 72 are needed.
    expect(found.next!.alone).toEqual([])
    expect(found.next!.together.map(({ name }) => name)).toEqual(['revenue_12m', 'orders_12m'])
    expect(found.next!.together.map(({ to }) => to)).toEqual([875, 9])
  })

  test('nothing is promised that no value can give', () => {
    const s = scheme({
      indicators: [
        indicator({ weight: 0.5 }),
        indicator({ name: 'orders_12m', weight: 0.5, values: [0, 10], points: [0, 50] }),
      ],
    })
    const found = explain(gradeAll(given({ revenue_12m: [0, 1], orders_12m: [0, 1] }), s), 0)
    expect(found.next).toMatchObject({ distance: 80, alone: [], together: [], blocked: null })
  })

  test('a rule that caps, and a tier by hand, are named as what stands in the way', () => {
    const rule = {
      id: 'r',
      condition: { all: [] },
      kind: 'atMost' as const,
      tier: 'ordinary' as const,
      reason: 'default',
      until: null,
    }
    const s = scheme({ rules: [rule] })
    const data = given({ revenue_12m: [100, 900] })
    const capped = explain(gradeAll({ ...data, beside: { hits: [Uint8Array.of(1, 1)] } }, s), 1)
    expect(capped).toMatchObject({ tier: 'ordinary', plain: 'gold', decided: { by: 'rule' } })
    expect(capped.next).toMatchObject({ distance: 0, blocked: { by: 'rule' } })
    const held = explain(gradeAll({ ...data, beside: { overrides: Float64Array.of(0, 2) } }, s), 1)
    expect(held.next!.blocked).toEqual({ by: 'override' })
  })

  test('by quota the score of the last one in is what is needed, the others as they are', () => {
    const s = scheme({ mode: 'quota' })
    const data = given({ revenue_12m: [100, 200, 300, 400, 500, 600, 700, 800, 900, 950] })
    // 30 % of ten: at most two may be better, so the third highest of the others.
    const found = explain(gradeAll(data, s), 0)
    expect(found.next!.need.score).toBe(80)
    expect(found.next!.alone[0]!.to).toBe(800)
    const after = given({ revenue_12m: [800, 200, 300, 400, 500, 600, 700, 800, 900, 950] })
    expect(grade(after.columns, s).level[0]).toBe(1)
    after.columns.revenue_12m![0] = 799
    expect(grade(after.columns, s).level[0]).toBe(2)
  })

  test('ranks ask for the value of somebody who stands there, words for the lowest word that does', () => {
    const ranked = scheme({ indicators: [indicator({ relative: true, values: [0, 1] })] })
    const data = given({ revenue_12m: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110] })
    const found = explain(gradeAll(data, ranked), 0)
    expect(found.next!.alone[0]!.to).toBe(100)
    data.columns.revenue_12m![0] = 100
    expect(grade(data.columns, ranked).level[0]).toBe(1)
    const table = [
      { value: 'AAA', points: 100 },
      { value: 'AA', points: 85 },
      { value: 'B', points: 10 },
    ]
    const worded = scheme({ indicators: [indicator({ name: 'credit_rating', table, values: [0, 100] })] })
    const rated = explain(gradeAll(given({ credit_rating: [10, 100] }), worded), 0)
    expect(rated.parts[0]!.words).toEqual(['B'])
    expect(rated.next!.alone[0]).toMatchObject({ word: 'AA', to: 85 })
  })

  test('as of a past day only what was known then is shown', async () => {
    const engine = await openBlocking()
    const session = await sessionOf(
      {
        'orders.csv': csv(
          Array.from({ length: 60 }, (_, i) => ({
            order_id: `O${i}`,
            customer_id: `K${i % 6}`,
            order_date: `202${2 + Math.floor(i / 24)}-${String((i % 12) + 1).padStart(2, '0')}-05`,
            amount: 10 * (i % 6) + 5,
          })),
        ),
        'customers.csv': csv(
          Array.from({ length: 6 }, (_, i) => ({
            customer_id: `K${i}`,
            customer_name: `N${i}`,
            credit_rating: i > 3 ? 'A' : 'B',
          })),
        ),
      },
      {},
      engine,
    )
    const rated = indicator({
      name: 'credit_rating',
      dimension: 'risk',
      weight: 0.5,
      table: [{ value: 'A', points: 100 }],
      values: [0, 100],
    })
    await session.regrade(scheme({ indicators: [indicator({ weight: 0.5 }), rated] }), view())
    expect((await why(session, 'K5'))!.parts.map((part) => part.indicator.name)).toEqual([
      'revenue_12m',
      'credit_rating',
    ])
    await session.show(view({ asOf: '2023-12-31' }))
    const past = (await why(session, 'K5'))!
    expect(past.parts.map((part) => [part.indicator.name, part.weight])).toEqual([['revenue_12m', 1]])
    expect(await why(session, 'nobody')).toBeNull()
    engine.stop()
  })
})
