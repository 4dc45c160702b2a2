import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import { rowsOf, sessionOf, view } from '../support/session'

const folder = new URL('../../public/samples/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as { files: string[] }
const truth = JSON.parse(readFileSync(new URL('../sample/truth.json', import.meta.url), 'utf8')) as {
  counts: Record<string, unknown>
  churners: { customer_id: string; leftAt: string; quiet?: boolean }[]
  season: unknown
}

/** What was planted in the sample company must come out of the analyses. */
describe('the sample company', () => {
  let session: Session
  beforeAll(async () => {
    const files = Object.fromEntries(
      manifest.files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
    )
    session = await sessionOf(files, { period: 'all' })
  })
  afterAll(() => session.engine.stop())

  test('is recognised file by file, and not a row is lost', () => {
    expect(session.sources.map((s) => [s.file, s.entities[0], s.rowsSetAside, s.rowsMerged])).toEqual([
      ['customers.csv', 'customers', 0, 0],
      ['orders.csv', 'orders', 0, 0],
      ['order_lines.csv', 'order_lines', 0, 0],
      ['feedback.csv', 'feedback', 0, 0],
      ['tickets.csv', 'tickets', 0, 0],
    ])
    for (const s of session.sources) expect(s.rowsKept + s.rowsMerged + s.rowsSetAside).toBe(s.rowsRead)
  })
  test('brings the revenue of its completed orders: what was returned nets out, what was cancelled never counts', async () => {
    const [kpi] = await rowsOf(session, 'overview.kpis')
    expect(kpi!.revenue).toBeCloseTo(30737734.02, 2)
    expect(kpi!.customers).toBe(4624)
    expect(kpi!.nps).toBeCloseTo(21.3, 1)
  })
  test('its south has more than its share of diamonds, its north-west fewer', async () => {
    await session.show(view({ period: '12m' }))
    const rows = await rowsOf(session, 'heatmap.matrix', {
      rows: 'region',
      columns: 'tier',
      metric: 'customers',
      mode: 'index',
    })
    const index = (region: string) =>
      Number(rows.find((row) => row.row_value === region && row.column_value === 'diamond')?.index ?? 0)
    expect(index('华南')).toBeGreaterThan(150)
    expect(index('西北')).toBeLessThan(60)
  })
  test('sells most in November and least at the Spring Festival', async () => {
    const rows = await rowsOf(session, 'trend.revenue')
    const of = (month: string) => Number(rows.find((row) => row.start === `${month}-01`)!.revenue)
    for (const year of [2024, 2025]) {
      expect(of(`${year}-11`)).toBeGreaterThan(1.15 * of(`${year}-09`))
      expect(of(`${year}-02`)).toBeLessThan(of(`${year}-03`))
    }
  })
  test('shows those who left for good as no longer active', async () => {
    const gone = truth.churners.filter((c) => c.leftAt < '2026-03-01').map((c) => c.customer_id)
    await session.engine.put('gone', { customer_id: gone })
    const [row] = await session.engine.query(
      'SELECT count(*) AS n, count_if(g.active) / count(*) AS active FROM gone JOIN customer_signal AS g USING (customer_id)',
    )
    expect(row!.n).toBeGreaterThan(500)
    expect(row!.active).toBeLessThan(0.02)
  })
  test('grades so that a tier tells what comes after: a year ago, diamonds then spent most in the year since', async () => {
    await session.show(view({ asOf: '2025-09-20' }))
    const rows = await session.engine.query<{ tier: string; after: number }>(
      `SELECT t.tier, avg(coalesce(o.sold, 0))::DOUBLE AS after FROM customer_tier AS t JOIN params AS p ON t.as_of = p.as_of
       LEFT JOIN (SELECT customer_id, sum(sold) AS sold FROM orders WHERE ordered_at > DATE '2025-09-21' GROUP BY 1) AS o USING (customer_id)
       GROUP BY t.tier ORDER BY after DESC`,
    )
    expect(rows.map((row) => row.tier)).toEqual(['diamond', 'gold', 'silver', 'ordinary'])
  })
})
