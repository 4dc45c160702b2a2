import { createReadStream, existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGunzip } from 'node:zlib'
import type { Session } from '../../src/analysis/session'
import { DEFAULT_INDICATORS } from '../../src/model/scheme'
import { interpolate } from '../../src/stats/interpolate'
import { rawScores } from '../../src/stats/score'
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
  test('the score on typed arrays equals the SQL for every customer', async () => {
    const names = [...new Set(DEFAULT_INDICATORS.map((i) => i.name))]
    const columns = await session.engine.columns(
      `SELECT ${names.map((n) => `f.${n}::DOUBLE AS ${n}`).join(', ')}, t.raw, t.score FROM customer_facts AS f
       JOIN customer_tier AS t USING (as_of, customer_id) WHERE as_of = DATE '2011-12-10'`,
    )
    const { indicators, calibration } = session.scheme!
    const raw = rawScores(
      indicators.map((i) => columns[i.name]!),
      indicators,
    )
    expect(raw.length).toBe(4338)
    let worst = 0
    raw.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - columns.raw![i]!))))
    expect(worst).toBeLessThan(1e-9)
    const scores = [...raw].map((value) => interpolate(value, calibration))
    scores.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - columns.score![i]!))))
    expect(worst).toBeLessThan(1e-5)
  })
  test('the top 20 % bring 74.6 % without returns, 73.6 % net', async () => {
    const top = async () =>
      (await rowsOf(session, 'tiers.concentration')).find((row) => row.customers_share === 0.2)!
    expect(Number((await top()).revenue_share)).toBeCloseTo(0.73586, 4)
    await session.show(view({ ...VIEW, returns: 'drop' }))
    expect(Number((await top()).revenue_share)).toBeCloseTo(0.74617, 4)
    expect(Number((await top()).gini)).toBeCloseTo(0.71514, 4)
    expect((await rowsOf(session, 'overview.kpis'))[0]!.revenue).toBeCloseTo(8911407.904, 3)
    await session.show(VIEW)
  })
  test('the buyers of each month are those that pandas counts, and the last month is not over', async () => {
    const rows = await rowsOf(session, 'trend.revenue')
    expect(rows.map((row) => row.customers)).toEqual([
      885, 741, 758, 974, 856, 1056, 991, 949, 935, 1266, 1364, 1664, 615,
    ])
    expect(rows.map((row) => !!row.unfinished)).toEqual([...Array(12).fill(false), true])
    expect(rows.reduce((sum, row) => sum + Number(row.revenue), 0)).toBeCloseTo(8310477.054, 3)
  })
  test('a filter chooses customers and regrades nobody', async () => {
    const before = await rowsOf(session, 'tiers.pyramid')
    await session.filter(view({ ...VIEW, filter: { tier: ['gold'] } }))
    const rows = await rowsOf(session, 'tiers.pyramid')
    expect(rows.map((row) => row.customers)).toEqual([0, before[1]!.customers, 0, 0])
    expect((await rowsOf(session, 'overview.kpis'))[0]!.revenue).toBeCloseTo(Number(before[1]!.revenue), 3)
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
