import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import { sumOf } from '../../src/model/row'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

/** 30 regulars who ordered often, lately and much, and 30 who ordered once, long ago and little; no two alike. */
const spread = (i: number, most: number): number => (i * 17) % most
const regulars = Array.from({ length: 30 }, (_, i) => ({
  id: `R${i}`,
  orders: 8 + spread(i, 9),
  last: spread(i, 31),
  each: 800 + 7 * spread(i, 29),
}))
const once = Array.from({ length: 30 }, (_, i) => ({
  id: `O${i}`,
  orders: 1,
  last: 220 + 4 * spread(i, 31),
  each: 50 + 3 * spread(i, 29),
}))
const day = (back: number): string => new Date(Date.UTC(2024, 11, 31 - back)).toISOString().slice(0, 10)
const ordersOf = (people: typeof once) =>
  people.flatMap(({ id, orders, last, each }) =>
    Array.from({ length: orders }, (_, n) => ({
      order_id: `${id}-${n}`,
      customer_id: id,
      order_date: day(last + 7 * n),
      amount: each + n,
    })),
  )
const rows = ordersOf([...regulars, ...once])

const clusterOf = (session: Session) =>
  session.engine.query('SELECT customer_id, cluster FROM model_cluster ORDER BY customer_id')

describe('groups by behaviour', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'orders.csv': csv(rows) })
  }, 60_000)
  afterAll(() => session.engine.stop())

  test('are not fitted before somebody asks for them', async () => {
    await rowsOf(session, 'rfm.segments')
    await session.filter(view({ filter: { tier: ['gold'] } }))
    await session.filter(view())
    const made = await session.engine.query(
      `SELECT 1 AS n FROM duckdb_tables() WHERE table_name = 'model_cluster'`,
    )
    expect(made).toEqual([])
    expect((await session.dimensions()).map(({ name }) => name)).toContain('cluster')
  })

  test('find the two that were planted, name them, and add up to everybody', async () => {
    const found = await rowsOf(session, 'rfm.clusters')
    expect(found).toHaveLength(2)
    expect(found[0]).toMatchObject({
      cluster: 'r4f4m4',
      customers: 30,
      recency_median: 15.5,
      frequency_median: 12,
    })
    expect(found[1]).toMatchObject({ cluster: 'r2f2m2', customers: 30, frequency_median: 1 })
    const whole = await rowsOf(session, 'rfm.segments')
    expect(sumOf(found, 'revenue')).toBeCloseTo(sumOf(whole, 'revenue'), 6)
    expect(sumOf(found, 'share')).toBeCloseTo(1, 12)
    expect(sumOf(await rowsOf(session, 'rfm.clustermap'), 'customers')).toBe(60)
    const [first] = await rowsOf(session, 'rfm.clusterfit')
    expect(first).toMatchObject({ groups: '2', chosen: true, widest: true })
  })

  test('are a dimension and a filter, and a filter changes nobody’s group', async () => {
    const before = await clusterOf(session)
    await session.filter(view({ filter: { cluster: ['r2f2m2'] } }))
    expect(sumOf(await rowsOf(session, 'rfm.segments'), 'customers')).toBe(30)
    // The panel's own field stays spread out.
    expect(await rowsOf(session, 'rfm.clusters')).toHaveLength(2)
    expect(await clusterOf(session)).toEqual(before)
    await session.filter(view())
    const cells = await rowsOf(session, 'heatmap.matrix', { rows: 'cluster', columns: 'stage' })
    expect(sumOf(cells, 'customers')).toBe(60)
    expect(await session.filterValues('cluster')).toEqual([
      { value: 'r2f2m2', customers: 30 },
      { value: 'r4f4m4', customers: 30 },
    ])
  })

  test('follow the date, and a filter by group stands when everything was built anew', async () => {
    await session.show(view({ asOf: '2024-12-01', filter: { cluster: ['r4f4m4'] } }))
    expect(sumOf(await rowsOf(session, 'rfm.segments'), 'customers')).toBe(30)
    await session.show(view())
    expect(sumOf(await rowsOf(session, 'rfm.clusters'), 'customers')).toBe(60)
  })

  test('name nobody after the files changed, until they are asked for again', async () => {
    await session.rebuild(view())
    const left = await session.engine.query(
      `SELECT table_name FROM duckdb_tables() WHERE table_name IN ('model_cluster', 'cluster_feature')`,
    )
    expect(left).toEqual([])
    expect(sumOf(await rowsOf(session, 'rfm.clusters'), 'customers')).toBe(60)
  })

  test('can be as many as the reader says, with names that all differ', async () => {
    for (const k of [5, 8]) {
      await session.configure({ clusters: { k } }, view())
      const found = await rowsOf(session, 'rfm.clusters')
      expect(found).toHaveLength(k)
      expect(new Set(found.map(({ cluster }) => cluster)).size).toBe(k)
      const cells = await rowsOf(session, 'heatmap.matrix', { rows: 'cluster', columns: 'tier' })
      expect(new Set(cells.map((row) => row.row_value)).size).toBe(k)
      const [chosen] = (await rowsOf(session, 'rfm.clusterfit')).filter((row) => row.chosen)
      expect(chosen!.groups).toBe(String(k))
    }
    await session.configure({ clusters: {} }, view())
  })

  test('are the same whatever the order of the rows, and the same twice', async () => {
    await rowsOf(session, 'rfm.clusters')
    const turned = await sessionOf({ 'orders.csv': csv([...rows].reverse()) })
    await rowsOf(turned, 'rfm.clusters')
    expect(await clusterOf(turned)).toEqual(await clusterOf(session))
    await turned.engine.stop()
  })
})

const none = { state: 'empty', reason: { key: 'panel.rfm.clusters.none' } }

test('who all bought once differ by the rest: what is the same for everybody drops out', async () => {
  const session = await sessionOf({ 'orders.csv': csv(ordersOf(once)) })
  const [row] = await rowsOf(session, 'rfm.clusters')
  expect(row).toMatchObject({ constant: 'frequency', unknown: '', unplaced: 0 })
  expect(String(row!.cluster)).toMatch(/^r\dm\d$/)
  await session.engine.stop()
})

test('fewer than 20 customers, or all of them alike, are no groups', async () => {
  const few = await sessionOf({ 'orders.csv': csv(ordersOf(regulars.slice(0, 19))) })
  expect(await ask(few, 'rfm.clusters')).toMatchObject(none)
  expect((await few.dimensions()).map(({ name }) => name)).not.toContain('cluster')
  // Who chose a group that is none is told so.
  await few.filter(view({ filter: { cluster: ['r4f4m4'] } }))
  expect(few.absent).toEqual(['cluster'])
  await few.engine.stop()
  const alike = await sessionOf({
    'orders.csv': csv(ordersOf(once.map((person) => ({ ...person, last: 9, each: 70 })))),
  })
  for (const id of ['rfm.clusters', 'rfm.clusterfit']) expect(await ask(alike, id)).toMatchObject(none)
  expect((await ask(alike, 'rfm.clustermap')).state).toBe('empty')
  await alike.engine.stop()
})

test('summed-up customer files are grouped by as much as they say', async () => {
  const people = Array.from({ length: 40 }, (_, i) => ({
    customer_id: `C${i}`,
    total_spend: i < 20 ? 100 + i : 5000 + 10 * i,
    gender: i % 2 ? 'F' : 'M',
  }))
  const session = await sessionOf({ 'customers.csv': csv(people) })
  const found = await rowsOf(session, 'rfm.clusters')
  expect(found.map(({ cluster, customers }) => [cluster, customers])).toEqual([
    ['m4', 20],
    ['m2', 20],
  ])
  expect(found[0]).toMatchObject({ unknown: 'recency,frequency', treatment: null })
  expect(await ask(session, 'rfm.clustermap')).toMatchObject({ reason: { key: 'reason.summedNone' } })
  await session.engine.stop()
})
