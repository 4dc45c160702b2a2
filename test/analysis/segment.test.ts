import { afterAll, beforeAll, expect, test } from 'vitest'
import { tryCondition } from '../../src/analysis/segment/trial'
import { sheetFields } from '../../src/analysis/sheet'
import type { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import type { Segment } from '../../src/model/segment'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'

/** Twelve customers; the k-th has one order of k × 100 in each of the k last months of 2024. */
const FILES = {
  'orders.csv': csv(
    Array.from({ length: 12 }, (_, k) =>
      Array.from({ length: k + 1 }, (_, m) => ({
        order_id: `${k}-${m}`,
        customer_id: `K${k + 1}`,
        order_date: `2024-${String(12 - m).padStart(2, '0')}-10`,
        amount: (k + 1) * 100,
      })),
    ).flat(),
  ),
  'customers.csv': csv(
    Array.from({ length: 12 }, (_, k) => ({
      customer_id: `K${k + 1}`,
      customer_name: `Customer ${k + 1}`,
      gender: k % 2 ? 'F' : 'M',
      is_strategic: k === 2 ? 'yes' : 'no',
      'Store.type': ['mall', 'street', 'online'][k % 3]!,
    })),
  ),
}
let engine: Engine
let session: Session
beforeAll(async () => {
  engine = await openBlocking()
  session = await sessionOf(FILES, {}, engine)
}, 60_000)
afterAll(() => engine.stop())

const chosen = async () =>
  (
    await session.engine.query<{ id: string }>(
      'SELECT customer_id AS id FROM scope_customers ORDER BY customer_id[2:]::INT',
    )
  ).map(({ id }) => id)
const segments: Segment[] = [
  { id: 's1', name: 'Large', condition: { field: 'revenue_all', op: 'atLeast', values: [10_000] } },
  {
    id: 's2',
    name: 'Malls | {and} streets',
    condition: {
      all: [
        { field: '#Store.type', op: 'in', values: ['mall', 'street'] },
        { not: { field: 'gender', op: 'is', values: ['M'] } },
      ],
    },
  },
  { id: 's3', name: 'Elsewhere', condition: { field: '#floor', op: 'atLeast', values: [1] } },
]

test('a column that only these files have filters like any other dimension', async () => {
  await session.filter(view({ filter: { '#Store.type': ['online'] } }))
  expect(await chosen()).toEqual(['K3', 'K6', 'K9', 'K12'])
  await session.filter(view({ filter: { '#Store.type': ['online'], gender: ['F'] } }))
  expect(await chosen()).toEqual(['K6', 'K12'])
})

test('yes and no filter a field of truth', async () => {
  await session.filter(view({ filter: { is_strategic: ['yes'] } }))
  expect(await chosen()).toEqual(['K3'])
})

test('a field that the data do not have is named and chooses nobody away', async () => {
  await session.filter(view({ filter: { '#shoe': ['44'], industry: ['IT'], gender: ['F'] } }))
  expect(session.absent).toEqual(['#shoe', 'industry'])
  expect(session.shown).toEqual({ gender: ['F'] })
  expect(await chosen()).toHaveLength(6)
  await session.filter(view())
  expect(session.absent).toEqual([])
})

test('a panel that is spread over an attribute keeps what was chosen among the others', async () => {
  await session.filter(view({ filter: { '#Store.type': ['mall'] } }))
  const rows = await rowsOf(session, 'heatmap.matrix', { rows: '#Store.type', columns: 'gender' })
  expect(new Set(rows.map((row) => row.row_value))).toEqual(new Set(['mall', 'street', 'online']))
  await session.filter(view())
})

test('own segments are members, a filter and a dimension; one whose field is absent has nobody and says which', async () => {
  await session.configure({ segments }, view({ filter: { saved: ['Large'] } }))
  // K10 … K12 bought for 10 × 1,000, 11 × 1,100 and 12 × 1,200.
  expect(await chosen()).toEqual(['K10', 'K11', 'K12'])
  expect([...session.lacking]).toEqual([['Elsewhere', ['#floor']]])
  const counts = await session.engine.query(
    'SELECT name, count(*)::INT AS n FROM segment_members GROUP BY 1 ORDER BY 1',
  )
  expect(counts).toEqual([
    { name: 'Large', n: 3 },
    { name: 'Malls | {and} streets', n: 4 },
  ])
  expect(await session.filterValues('saved')).toEqual([
    { value: 'Malls | {and} streets', customers: 4 },
    { value: 'Large', customers: 3 },
  ])
  await session.configure({ segments: [] }, view())
  expect((await session.dimensions()).some(({ name }) => name === 'saved')).toBe(false)
})

test('members follow when another day is looked at', async () => {
  await session.configure({ segments }, view())
  await session.show(view({ asOf: '2024-06-30', filter: { saved: ['Large'] } }))
  // Up to June the twelfth bought six times for 1,200.
  expect(await chosen()).toEqual([])
  await session.show(view({ filter: { saved: ['Large'] } }))
  expect(await chosen()).toHaveLength(3)
})

test('two segments stand side by side, with those who are in both, and one beside everybody', async () => {
  await session.configure({ segments }, view())
  const rows = await rowsOf(session, 'segments.compare', { a: 'Large', b: 'Malls | {and} streets' })
  const all = rows.find(({ part }) => part === 'all')!
  // K10, K11, K12 beside K2, K4, K8, K10: the even ones whose number is no multiple of three.
  expect(all).toMatchObject({
    customers_a: 3,
    customers_b: 4,
    revenue_a: 36_500,
    revenue_b: 400 + 1600 + 6400 + 10_000,
  })
  expect(all).toMatchObject({
    share_a: 3 / 12,
    orders_a: 11,
    orders_b: 6,
    spend_a: 12_100,
    spend_b: 4000,
    recency_a: 0,
  })
  expect(rows.find(({ part }) => part === 'both')).toMatchObject({
    customers_a: 1,
    customers_b: 1,
    share_a: 1 / 3,
    share_b: 1 / 4,
  })
  const tiers = rows.filter(({ part }) => ['diamond', 'gold', 'silver', 'ordinary'].includes(String(part)))
  expect(tiers.reduce((sum, row) => sum + Number(row.customers_b), 0)).toBe(4)
  const stages = rows.filter(({ part }) =>
    ['potential', 'new', 'active', 'dormant', 'churned'].includes(String(part)),
  )
  expect(stages.reduce((sum, row) => sum + Number(row.customers_a), 0)).toBe(3)
  const [everybody] = await rowsOf(session, 'segments.compare')
  expect(everybody).toMatchObject({ name_a: 'Large', customers_a: 3, customers_b: 12, revenue_b: 65_000 })
  await session.configure({ segments: [] }, view())
  expect((await ask(session, 'segments.compare')).state).toBe('empty')
})

test('a condition that is being written is counted with its revenue beside everybody', async () => {
  await session.show(view())
  await session.sheet()
  const fields = await sheetFields(session.engine)
  const trial = await tryCondition(session, segments[0]!.condition, fields)
  expect(trial).toEqual({
    customers: 3,
    revenue: 10_000 + 12_100 + 14_400,
    allCustomers: 12,
    allRevenue: 65_000,
  })
  await expect(tryCondition(session, segments[2]!.condition, fields)).rejects.toMatchObject({
    code: 'condition.field',
  })
})
