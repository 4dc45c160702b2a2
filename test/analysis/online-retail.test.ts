import { createReadStream, existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGunzip } from 'node:zlib'
import type { Session } from '../../src/analysis/session'
import scoreSql from './score.sql?raw'
import { dragger } from '../../src/stats/drag'
import reference from '../reference/online_retail.json'
import { dataFolder } from '../setup/data.mjs'
import { rowsOf, sessionOf, view } from '../support/session'

const archive = `${dataFolder() ?? ''}/online_retail/online_retail.csv.gz`
const VIEW = view({ asOf: '2011-12-10', period: 'all' })

async function unpacked(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(archive).pipe(createGunzip())) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

// Figures computed with pandas from the same file (UCI Online Retail, doi 10.24432/C5BW33).
describe.skipIf(!existsSync(archive))('Online Retail, 541,909 lines', () => {
  let session: Session
  let text: string
  beforeAll(async () => {
    text = await unpacked()
    session = await sessionOf({ 'online_retail.csv': text }, VIEW)
  }, 120_000)
  afterAll(() => session.engine.stop())

  test('every line is read and kept, and the headline agrees with the published figures', async () => {
    expect(session.sources[0]).toMatchObject({
      rowsRead: 541909,
      rowsKept: 541909,
      rowsMerged: 0,
      rowsSetAside: 0,
    })
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(kpi).toMatchObject({ customers: 4338, orders: 18532, customers_without_purchase: 34 })
    expect(kpi!.revenue).toBeCloseTo(8310477.054, 3)
    expect(kpi!.refunds_without_purchase).toBeCloseTo(-10411.24, 3)
    expect(kpi!.sales_without_customer).toBeCloseTo(1447682.12, 2)
    expect(kpi!.total).toBeCloseTo(9747747.934, 3)
    expect(kpi!.repeat_rate).toBeCloseTo(0.65583, 5)
  })
  test('the tiers are a pyramid that adds up to the customers and to the revenue', async () => {
    const rows = await rowsOf(session, 'tiers.pyramid')
    const counts = rows.map((row) => Number(row.customers))
    expect(counts[0]).toBeGreaterThan(0)
    expect([...counts].sort((a, b) => a - b)).toEqual(counts)
    expect(counts.reduce((a, b) => a + b)).toBe(4338)
    expect(rows.reduce((sum, row) => sum + Number(row.revenue), 0)).toBeCloseTo(8310477.054, 3)
    const table = await rowsOf(session, 'tiers.table')
    expect(table.map((row) => row.customers)).toEqual(counts)
  })
  test('the score equals plain SQL for every customer, and so do the tiers', async () => {
    await session.engine.run(scoreSql)
    const [worst] = await session.engine.query(
      `SELECT count(*) AS n, max(abs(t.raw - o.raw)) AS raw, max(abs(t.score - o.score)) AS score,
         count_if(t.missing <> o.missing) AS missing,
         count_if(t.tier <> (SELECT arg_min(l.tier, l.ordinal) FROM tier_level AS l WHERE round(o.score, 6) >= l.threshold)) AS tier
       FROM customer_tier AS t JOIN params AS p ON t.as_of = p.as_of JOIN score_oracle AS o USING (customer_id)`,
    )
    expect(worst).toMatchObject({ n: 4338, missing: 0, tier: 0 })
    expect(worst!.raw).toBeLessThan(1e-9)
    expect(worst!.score).toBeLessThan(1e-6)
  })
  test('dragging says the same tier of every customer', async () => {
    const given = (await session.whatIf())!
    const rows = await session.engine.query<{ id: string; level: number }>(
      `SELECT t.customer_id AS id, l.ordinal::DOUBLE AS level FROM customer_tier AS t JOIN params AS p ON t.as_of = p.as_of
       JOIN score_oracle AS o USING (customer_id) JOIN tier_level AS l ON l.tier = t.tier`,
    )
    const kept = new Map(rows.map(({ id, level }) => [id, level]))
    const drag = dragger(given.columns)
    const moved = session.scheme!.indicators.map((each, i, { length }) => ({
      ...each,
      weight: i ? each.weight : 1 / length,
    }))
    drag({ ...session.scheme!, indicators: moved })
    const level = drag(session.scheme!, given.beside)
    expect(given.ids.length).toBe(4338)
    expect(given.ids.filter((id, i) => level[i] !== kept.get(id))).toEqual([])
  })
  test('a quota cuts at its shares and never between equal scores', async () => {
    const scheme = session.scheme!
    await session.regrade({ ...scheme, mode: 'quota' }, VIEW)
    const counts = (await rowsOf(session, 'tiers.pyramid')).map((row) => Number(row.customers))
    expect(counts).toEqual([217, 651, 1301, 2169])
    await session.regrade(scheme, VIEW)
  })
  test('the top 20 % bring 74.6 % without returns, 73.4 % of the 4,317 with revenue left net of them', async () => {
    const top = async () =>
      (await rowsOf(session, 'tiers.concentration')).find((row) => row.customers_share === 0.2)!
    expect(Number((await top()).revenue_share)).toBeCloseTo(0.73439, 4)
    await session.show(view({ ...VIEW, returns: 'drop' }))
    expect(Number((await top()).revenue_share)).toBeCloseTo(0.74617, 4)
    expect(Number((await top()).gini)).toBeCloseTo(0.71514, 4)
    expect((await rowsOf(session, 'overview.kpis'))[0]!.revenue).toBeCloseTo(8911407.904, 3)
    await session.show(VIEW)
  })
  test('by behaviour there are regulars and the rest, not clearly apart, and every buyer is in one of the two', async () => {
    const rows = await rowsOf(session, 'rfm.clusters')
    expect(rows.map(({ cluster, customers, segment }) => [cluster, customers, segment])).toEqual([
      ['r4f4m4', reference.clusters[0], 'champions'],
      ['r2f2m2', reference.clusters[1], 'hibernating'],
    ])
    expect(rows[0]!.logged).toBe('recency,frequency,monetary')
    expect(Number(rows[0]!.revenue_share)).toBeCloseTo(0.84679, 4)
    const widths = await rowsOf(session, 'rfm.clusterfit')
    expect(widths.map(({ groups }) => groups)).toEqual(['2', '3', '4', '5', '6', '7', '8'])
    expect(Number(widths[0]!.width)).toBeCloseTo(0.4317, 4)
  })
  test('the buyers of each month are those that pandas counts, and the last month is not over', async () => {
    const rows = await rowsOf(session, 'trend.revenue')
    expect(rows.map((row) => row.customers)).toEqual([
      885, 741, 758, 974, 856, 1056, 991, 949, 935, 1266, 1364, 1664, 615,
    ])
    expect(rows.map((row) => !!row.unfinished)).toEqual([...Array(12).fill(false), true])
    expect(rows.reduce((sum, row) => sum + Number(row.revenue), 0)).toBeCloseTo(8310477.054, 3)
  })
  describe('what pandas works out of the same file (test/reference/online_retail.py)', () => {
    /** Figures of a row by name, to the digits that sums of different orders share. */
    const agree = (row: Record<string, unknown>, figures: Record<string, number>) => {
      for (const [name, value] of Object.entries(figures))
        expect(Number(row[name]), name).toBeCloseTo(value, Math.abs(value) > 1e5 ? 4 : 6)
    }
    test('is the headline, and who has gone quiet by whose rhythm', async () => {
      const [kpi] = await rowsOf(session, 'overview.kpis')
      agree(kpi!, reference.kpis)
      const { active, own, pooled } = reference.quiet
      expect(kpi).toMatchObject({
        active_customers: active,
        at_risk_own: own,
        at_risk_customers: own + pooled,
      })
      expect(kpi).toMatchObject({ on_file: 4372, ever_bought: 4338 })
    })
    test('is the triangle of cohorts, its last month marked as not over', async () => {
      const rows = await rowsOf(session, 'retention.cohorts')
      const cells = new Map(rows.map((row) => [`${row.line} ${row.age}`, row]))
      expect(rows).toHaveLength((13 * 14) / 2)
      for (const [line, age, buyers, revenue] of reference.cohorts as [string, number, number, number][]) {
        const cell = cells.get(`${line} ${age}`)!
        expect(cell, `${line} ${age}`).toMatchObject({ buyers })
        expect(Number(cell.revenue)).toBeCloseTo(revenue, 4)
        expect(cell.unfinished, `${line} ${age}`).toBe(
          age === (line === '2010-12' ? 12 : 12 - Number(line.slice(5))),
        )
      }
      const known = rows.filter(
        ({ start_of_data, unfinished, age }) => !start_of_data && !unfinished && age === 1,
      )
      const sum = (name: string) => known.reduce((all, row) => all + Number(row[name]), 0)
      expect(rows[0]!.next_share).toBe(sum('buyers') / sum('customers'))
    })
    test('is how many stay so long, where more than 89 days without a purchase are the end', async () => {
      await session.configure({ lifecycle: { newDays: 30, dormantDays: 60, churnedDays: 89 } }, VIEW)
      const rows = await rowsOf(session, 'retention.survival')
      for (const [days, share] of Object.entries(reference.staying))
        expect(Number(rows.findLast((row) => Number(row.days) <= Number(days))!.share)).toBeCloseTo(share, 10)
      await session.configure({ lifecycle: { newDays: null, dormantDays: null, churnedDays: null } }, VIEW)
    })
    test('is the size of each score of recency, frequency and money', async () => {
      for (const name of ['r', 'f', 'm'] as const) {
        const rows = await session.engine.query<{ n: number }>(
          `SELECT count(*) AS n FROM customer_rfm GROUP BY ${name} ORDER BY ${name}`,
        )
        expect(
          rows.map(({ n }) => Number(n)),
          name,
        ).toEqual(reference.rfm[name])
      }
    })
    test('is the stage of everybody, the windows between them, and who came back', async () => {
      const rows = await rowsOf(session, 'lifecycle.stages')
      const of = new Map(rows.map((row) => [row.stage, row.customers]))
      for (const [stage, customers] of Object.entries(reference.stages))
        expect(of.get(stage), stage).toBe(customers)
      expect(rows[0]).toMatchObject({
        dormant_days: reference.windows.dormant,
        churned_days: reference.windows.churned,
        gaps: reference.windows.gaps,
        called: reference.came_back.called,
        came_back: reference.came_back.back,
      })
    })
    test('is the growth of the base by month, and of each customer by half-year', async () => {
      const rows = await rowsOf(session, 'lifecycle.growth', { grain: 'month' })
      for (const [i, { stayed_away, ...month }] of reference.growth.entries()) {
        expect(rows[i]).toMatchObject(month)
        // Of the first month and of the unfinished one nobody can be said to have stayed away.
        if (i && i < 12) expect(rows[i]!.churned).toBe(stayed_away)
      }
      const [growth] = await session.engine.query<Record<string, number>>(
        `SELECT count(f.growth_rate_6m) AS rates, median(f.growth_rate_6m) AS median_rate, sum(f.growth_6m) AS index_sum
         FROM customer_facts AS f JOIN params AS p ON p.as_of = f.as_of WHERE f.orders_all > 0`,
      )
      agree(growth!, reference.growth_6m)
    })
    test('is the concentration of revenue', async () => {
      const rows = await rowsOf(session, 'tiers.concentration')
      const { n, others, gini } = reference.concentration
      agree(rows[0]!, { n, others, gini })
      for (const percent of [1, 5, 10, 20] as const)
        expect(Number(rows[percent - 1]!.revenue_share)).toBeCloseTo(
          reference.concentration[`top_${percent}`],
          9,
        )
    })
    test('is the tier of everybody by the scheme that is proposed, as of its day', async () => {
      await session.show(view({ period: 'all' }))
      const [pyramid, table] = [await rowsOf(session, 'tiers.pyramid'), await rowsOf(session, 'tiers.table')]
      for (const [i, [tier, { customers, revenue, median_recency }]] of Object.entries(
        reference.tiers,
      ).entries()) {
        expect(pyramid[i]).toMatchObject({ tier, customers })
        expect(Number(pyramid[i]!.revenue), tier).toBeCloseTo(revenue, 3)
        expect(table[i]!.recency_median).toBe(median_recency)
      }
      await session.show(VIEW)
    })
    test('is a review at the end of a month, by the anchors of the last day', async () => {
      const scheme = session.scheme!
      await session.regrade({ ...scheme, review: 'month' }, VIEW)
      expect(session.comparedDays()).toEqual(['2011-11-30', '2011-12-10'])
      const rows = (await rowsOf(session, 'tiers.reviews')).filter(({ as_of }) => as_of === '2011-11-30')
      for (const [i, [tier, { customers, revenue }]] of Object.entries(reference.review).entries()) {
        expect(rows[i]).toMatchObject({ tier, customers })
        expect(Number(rows[i]!.revenue), tier).toBeCloseTo(revenue, 3)
      }
      await session.regrade(scheme, VIEW)
    })
  })
  test('a filter chooses customers, regrades nobody, and leaves the panel it was clicked in standing', async () => {
    const before = await rowsOf(session, 'tiers.pyramid')
    const matrix = await rowsOf(session, 'heatmap.matrix')
    await session.filter(view({ ...VIEW, filter: { tier: ['gold'] } }))
    expect(await rowsOf(session, 'tiers.pyramid')).toEqual(before.map((row) => ({ ...row, ungraded: 0 })))
    expect(await rowsOf(session, 'heatmap.matrix')).toEqual(matrix)
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(kpi!.customers).toBe(before[1]!.customers)
    expect(kpi!.revenue).toBeCloseTo(Number(before[1]!.revenue), 3)
    await session.filter(view({ ...VIEW, filter: { region: ['France', 'Germany'] } }))
    const chosen = await rowsOf(session, 'tiers.pyramid')
    const countries = matrix.filter((row) => ['France', 'Germany'].includes(String(row.row_value)))
    expect(chosen.map((row) => row.customers)).toEqual(
      ['diamond', 'gold', 'silver', 'ordinary'].map((tier) =>
        countries
          .filter((row) => row.column_value === tier)
          .reduce((sum, row) => sum + Number(row.customers), 0),
      ),
    )
    await session.filter(VIEW)
    expect(await rowsOf(session, 'tiers.pyramid')).toEqual(before)
  })
  test('no figure changes when rows and columns come in another order', async () => {
    const panels = [
      'overview.kpis',
      'tiers.pyramid',
      'tiers.table',
      'tiers.concentration',
      'rfm.grid',
      'rfm.segments',
      'heatmap.matrix',
      'trend.revenue',
      'data.reconcile',
    ]
    const [header = '', ...lines] = text.trimEnd().split('\n')
    let seed = 7
    for (let i = lines.length - 1; i > 0; i--) {
      seed = (seed * 48271) % 2147483647
      const j = seed % (i + 1)
      ;[lines[i], lines[j]] = [lines[j]!, lines[i]!]
    }
    const shuffled = await sessionOf({ 'online_retail.csv': [header, ...lines].join('\n') + '\n' }, VIEW)
    for (const id of panels) expect(await rowsOf(shuffled, id), id).toEqual(await rowsOf(session, id))
    await shuffled.engine.stop()
  }, 120_000)
})
