import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import { FILTER_FIELDS, isFilterField } from '../../src/model/filter'
import { sumOf, type Row } from '../../src/model/row'
import { ask, rowsOf, sessionOf, view } from '../support/session'

const folder = new URL('../../public/samples/', import.meta.url)
const files = ['customers.csv', 'orders.csv']

/** What a panel says of the chosen customers, as figures that add up over parts of them. */
const FIGURES: [id: string, controls: Record<string, string>, names: string[]][] = [
  [
    'overview.kpis',
    {},
    [
      'customers',
      'orders',
      'revenue',
      'active_customers',
      'at_risk_customers',
      'revenue_at_risk',
      'customers_before',
      'revenue_before',
    ],
  ],
  ['trend.revenue', {}, ['revenue', 'orders', 'customers', 'new_customers']],
  ['heatmap.matrix', { rows: 'source', columns: 'age_band' }, ['customers', 'revenue', 'orders']],
  ['heatmap.matrix', { rows: 'source', columns: 'weekday' }, ['revenue', 'orders']],
  ['rfm.grid', {}, ['customers', 'revenue']],
  ['rfm.movement', {}, ['customers', 'revenue_change']],
  ['tiers.reviews', {}, ['revenue']],
  ['tiers.migration', {}, ['customers', 'revenue_after']],
  ['lifecycle.stages', {}, ['customers', 'revenue']],
  ['lifecycle.growth', {}, ['customers', 'new_customers', 'retained']],
  ['lifecycle.flow', {}, ['customers', 'revenue']],
]

describe('a filter', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf(
      Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
      { period: '12m' },
    )
  })
  afterAll(() => session.engine.stop())

  const figures = async (filter: Record<string, string[]>): Promise<Record<string, number>> => {
    await session.filter(view({ filter }))
    const found: Record<string, number> = {}
    for (const [id, controls, names] of FIGURES) {
      const rows: Row[] = await rowsOf(session, id, controls)
      const at = Object.values(controls).join(' ')
      for (const name of names) found[`${id} ${at} ${name}`] = sumOf(rows, name)
    }
    return found
  }

  test('chooses by the fields of the model: columns of the wide row, or rows of their own', async () => {
    const columns = await session.engine.query<{ column_name: string }>('DESCRIBE customers_scored')
    const wide = new Set(columns.map(({ column_name }) => column_name))
    expect(FILTER_FIELDS.filter(({ name, long }) => !long && !wide.has(name))).toEqual([])
    const rows = await session.engine.query<{ name: string }>('SELECT DISTINCT name FROM customer_dimension')
    expect(rows.map(({ name }) => name).filter((name) => !isFilterField(name))).toEqual([])
  })

  test('writes nobody down where it asks a column of the wide row: it only points at it', async () => {
    const written = async (filter: Record<string, string[]>): Promise<boolean> => {
      await session.engine.run(
        'DROP VIEW IF EXISTS scope_customers; DROP TABLE IF EXISTS scope_customers_hits',
      )
      await session.filter(view({ filter }))
      const names = await session.engine.query<{ name: string }>(
        "SELECT table_name AS name FROM duckdb_tables() WHERE table_name = 'scope_customers_hits'",
      )
      return names.length > 0
    }
    expect(await written({ tier: ['gold'], region: ['华东'], gender: ['女'] })).toBe(false)
    expect(await written({ is_strategic: ['yes'] })).toBe(true)
  })

  // Columns of the wide row, and a dimension that stands in rows of its own.
  test.each(['gender', 'region', 'cluster'])(
    'on each value of %s adds up to a filter on all of them, in every panel',
    async (field) => {
      const values = (await session.filterValues(field)).map(({ value }) => value)
      expect(values.length).toBeGreaterThan(1)
      const whole = await figures({ [field]: values })
      const sums: Record<string, number> = {}
      for (const value of values)
        for (const [name, figure] of Object.entries(await figures({ [field]: [value] })))
          sums[name] = (sums[name] ?? 0) + figure
      for (const [name, figure] of Object.entries(whole)) expect(sums[name], name).toBeCloseTo(figure, 2)
    },
  )

  test('on both together leaves those who meet both, and taken off leaves everybody', async () => {
    const all = await figures({})
    const bought = async (filter: Record<string, string[]>) =>
      (await figures(filter))['overview.kpis  customers']!
    const gender = (await session.filterValues('gender')).slice(0, 1).map(({ value }) => value)
    const clusters = (await session.filterValues('cluster')).map(({ value }) => value)
    const [some, grouped] = [await bought({ gender }), await bought({ cluster: clusters })]
    const both = await bought({ gender, cluster: clusters })
    expect(some).toBeLessThan(all['overview.kpis  customers']!)
    expect(both).toBe(some)
    // Who bought in the period is in one of the groups.
    expect(grouped).toBe(all['overview.kpis  customers'])
    expect(await bought({ gender, cluster: clusters.slice(1) })).toBeLessThan(some)
    expect(await figures({})).toEqual(all)
  })
})

test('who asks while the date changes gets an answer and no error, whenever it is', async () => {
  const session = await sessionOf({
    'orders.csv': readFileSync(new URL('orders.csv', folder), 'utf8'),
  })
  const dates = ['2024-12-31', '2024-09-30']
  const states = new Set<string>()
  for (let hops = 0; hops <= 40; hops += 8) {
    const answers = ['tiers.pyramid', 'overview.kpis', 'trend.revenue'].map((id) => ask(session, id))
    for (let i = 0; i < hops; i++) await Promise.resolve()
    await session.show(view({ asOf: dates[(hops / 8) % 2]! }))
    for (const { state, reason } of await Promise.all(answers)) {
      states.add(state)
      expect(reason, `after ${hops} hops`).toBeUndefined()
    }
  }
  expect([...states]).toEqual(['ready'])
  await session.engine.stop()
})
