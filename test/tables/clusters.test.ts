import { describe, expect, test } from 'vitest'
import { defaultRfm } from '../../src/model/rfm'
import { seeded } from '../../src/stats/random'
import {
  buildPeriod,
  buildRest,
  buildSale,
  buildSalesMarts,
  setSummedParams,
  ORDERS_ALONE,
} from '../../src/tables/build'
import { fit } from '../../src/tables/clusters/fit'
import { nameClusters, partsOf, placeOfName } from '../../src/tables/clusters/name'
import { keepFit, readFeatures } from '../../src/tables/clusters/table'
import { writeRfm } from '../../src/tables/rfm'
import { house, look, order, put } from '../support/house'

test('a customer without a value is in no group; a value that most lack is left aside', () => {
  const n = 60
  const recency = Float64Array.from({ length: n }, (_, i) => (i < 5 ? NaN : i % 7))
  const frequency = new Float64Array(n).fill(NaN)
  const monetary = Float64Array.from({ length: n }, (_, i) => (i % 2 ? 1000 + i : i))
  const { labels, unknown, used } = fit({ recency, frequency, monetary }, 2)
  expect([unknown, used]).toEqual([['frequency'], ['recency', 'monetary']])
  expect([...labels.slice(0, 5)]).toEqual([0, 0, 0, 0, 0])
  expect(labels.slice(5).every((label) => label > 0)).toBe(true)
})

test('more groups are asked for than there are different customers: as many as there are', () => {
  const monetary = Float64Array.from({ length: 30 }, (_, i) => 100 * (i % 3))
  const same = new Float64Array(30).fill(1)
  const { k, widths, constant } = fit({ recency: same, frequency: same, monetary }, 8)
  expect([k, widths.length, constant]).toEqual([3, 2, ['recency', 'frequency']])
})

test('names stand by what is spent, then by how often and how lately', () => {
  const names = ['r2f2m2', 'm5-2', 'r4f3m4', 'm5-1', 'r3f4m4']
  expect(names.sort((a, b) => placeOfName(a) - placeOfName(b))).toEqual([
    'm5-1',
    'm5-2',
    'r3f4m4',
    'r4f3m4',
    'r2f2m2',
  ])
})

test('names take the fine levels, and then numbers, only where they must', () => {
  expect(
    nameClusters([
      { recency: 1, monetary: -0.1 },
      { recency: -1, monetary: 2 },
    ]),
  ).toEqual(['r4m3', 'r2m4'])
  expect(nameClusters([{ monetary: 2 }, { monetary: 1 }])).toEqual(['m5', 'm4'])
  expect(nameClusters([{ monetary: 3 }, { monetary: 2 }, { monetary: 0 }])).toEqual(['m5-1', 'm5-2', 'm3'])
})

test('a name says its levels and its number, and of equal spending who comes oftener stands first', () => {
  expect(partsOf('r4f3m2')).toEqual({
    levels: [
      ['r', 4],
      ['f', 3],
      ['m', 2],
    ],
    number: null,
  })
  expect(partsOf('m5-12')).toEqual({ levels: [['m', 5]], number: 12 })
  expect(partsOf('')).toEqual({ levels: [], number: null })
  expect(placeOfName('r1f5m3')).toBeLessThan(placeOfName('r5f4m3'))
})

test('levels begin beyond 0.4 and 1.2 standard deviations from the mean', () => {
  expect(nameClusters([{ monetary: 0.4 }, { monetary: 0.41 }, { monetary: -0.41 }])).toEqual([
    'm3',
    'm4',
    'm2',
  ])
  // Two alike by the plain levels: the fine ones tell all.
  expect(nameClusters([{ monetary: 1.2 }, { monetary: 1.21 }, { monetary: -1.21 }])).toEqual([
    'm4',
    'm5',
    'm1',
  ])
  expect(nameClusters([])).toEqual([])
})

describe('groups by behaviour', () => {
  const spread = (n: number, of: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => of(i))
  /** Twice fifteen customers: lately, often and much, or long ago, once and little. */
  const two = {
    recency: spread(30, (i) => (i % 2 ? 5 + (i % 3) : 200 + (i % 7))),
    frequency: spread(30, (i) => (i % 2 ? 20 + (i % 5) : 1 + (i % 2))),
    monetary: spread(30, (i) => (i % 2 ? 900 + i : 10 + i)),
  }
  test('are as many as are told apart best, and the first spends most', () => {
    const { k, labels, centres, widths, logged, constant, unknown } = fit(two, undefined)
    expect({ k, logged, constant, unknown }).toEqual({ k: 2, logged: [], constant: [], unknown: [] })
    expect([...labels]).toEqual(Array.from({ length: 30 }, (_, i) => (i % 2 ? 1 : 2)))
    expect(centres.map(({ cluster }) => cluster)).toEqual(['r4f4m4', 'r2f2m2'])
    // Up is better: who bought lately stands above the mean, one deviation where both halves are alike in size.
    expect(centres[0]!.at.recency).toBeCloseTo(1, 1)
    expect(centres[1]!.at.recency).toBeCloseTo(-1, 1)
    expect(widths[0]!.k).toBe(2)
    expect(widths[0]!.width).toBeGreaterThan(0.9)
    for (let at = 1; at < widths.length; at++) {
      expect(widths[at]!.k).toBe(at + 2)
      expect(widths[at]!.width).toBeLessThan(widths[0]!.width)
      expect(widths[at]!.inertia).toBeLessThanOrEqual(widths[at - 1]!.inertia)
    }
  })
  test('are as many as the reader says, and the same twice', () => {
    const asked = fit(two, 4)
    expect(asked.k).toBe(4)
    expect(new Set(asked.labels)).toEqual(new Set([1, 2, 3, 4]))
    expect(fit(two, 4)).toEqual(asked)
  })
  test('take the logarithm of what is skewed, and less than nothing spent for nothing', () => {
    const monetary = spread(30, (i) => (i ? i : 100_000))
    expect(fit({ ...two, monetary }, 2).logged).toEqual(['monetary'])
    const refunded = fit({ ...two, monetary: spread(30, (i) => (i % 2 ? 900 : -900)) }, 2)
    expect(refunded.centres.map(({ at }) => at.monetary)).toEqual([1, -1].map((x) => expect.closeTo(x, 9)))
  })
  test('are none of nineteen customers, and none of who are all alike', () => {
    const first = (n: number) => ({
      recency: two.recency.slice(0, n),
      frequency: two.frequency.slice(0, n),
      monetary: two.monetary.slice(0, n),
    })
    expect(fit(first(19), undefined)).toMatchObject({ k: 0, widths: [], centres: [] })
    expect([...fit(first(19), undefined).labels]).toEqual(new Array(19).fill(0))
    expect(fit(first(20), undefined).k).toBe(2)
    const same = new Float64Array(30).fill(4)
    expect(fit({ recency: same, frequency: same, monetary: same }, undefined)).toMatchObject({
      ...{ k: 0, used: [], constant: ['recency', 'frequency', 'monetary'] },
    })
  })
  test('leave aside what half of them and more do not say', () => {
    const half = spread(30, (i) => (i < 15 ? i : NaN))
    expect(fit({ ...two, frequency: half }, 2).unknown).toEqual([])
    const fewer = spread(30, (i) => (i < 14 ? i : NaN))
    expect(fit({ ...two, frequency: fewer }, 2).unknown).toEqual(['frequency'])
  })
  test('of more than a sample are those of all: everybody is placed', () => {
    const random = seeded(3)
    const n = 2500
    const near = spread(n, (i) => (i % 3 ? 10 : 300) + random())
    const { labels, k } = fit(
      { recency: near, frequency: near, monetary: near.map((x) => 400 - x) },
      undefined,
    )
    expect(k).toBe(2)
    labels.forEach((label, i) => expect(label).toBe(i % 3 ? 1 : 2))
  })
})

describe('groups as tables', () => {
  const home = house()
  const placed = () =>
    home.engine.query(
      'SELECT customer_id AS id, number, cluster, monetary AS sum FROM model_cluster ORDER BY 1',
    )
  const kept = (labels: number[]) => ({
    ...{ used: [], logged: ['monetary' as const], constant: [], unknown: ['recency' as const], k: 2 },
    widths: [
      { k: 2, width: 0.5, inertia: 9 },
      { k: 3, width: 0.4, inertia: 7 },
    ],
    labels: Uint8Array.from(labels),
    centres: [
      { cluster: 'm4', at: { monetary: 1 } },
      { cluster: 'm2', at: { monetary: -1 } },
    ],
  })

  test('stand on recency, frequency and spending of the window, in the order of ids; a fit is kept under them', async () => {
    await put(home.engine, 'orders', [
      order('C', '2024-12-01', 30),
      order('A', '2024-12-21', 10),
      order('A', '2024-12-11', 5),
      order('B', '2024-12-31', 20),
    ])
    await buildSale(home.engine)
    await look(home.engine)
    await buildSalesMarts(home.engine, ['2024-12-31'], ORDERS_ALONE)
    await buildPeriod(home.engine, '12m')
    await writeRfm(home.engine, defaultRfm())
    await buildRest(home.engine)
    const { recency, frequency, monetary } = await readFeatures(home.engine)
    expect([[...recency], [...frequency], [...monetary]]).toEqual([
      [10, 0, 30],
      [2, 1, 1],
      [15, 20, 30],
    ])
    await keepFit(home.engine, kept([2, 0, 1]))
    expect(await placed()).toEqual([
      { id: 'A', number: 2, cluster: 'm2', sum: 15 },
      { id: 'C', number: 1, cluster: 'm4', sum: 30 },
    ])
    const dimension = `SELECT customer_id AS id, value FROM customer_dimension WHERE name = 'cluster' ORDER BY 1`
    expect(await home.engine.query(dimension)).toEqual([
      { id: 'A', value: 'm2' },
      { id: 'C', value: 'm4' },
    ])
    expect(await home.engine.query('SELECT * FROM cluster_fit')).toEqual([
      { logged: 'monetary', constant: '', unknown: 'recency', unplaced: 1 },
    ])
    expect(await home.engine.query('SELECT k, chosen FROM cluster_width ORDER BY k')).toEqual([
      { k: 2, chosen: true },
      { k: 3, chosen: false },
    ])
    expect(await home.engine.query('SELECT * FROM cluster_centre ORDER BY number')).toEqual([
      { number: 1, cluster: 'm4', recency: null, frequency: null, monetary: 1 },
      { number: 2, cluster: 'm2', recency: null, frequency: null, monetary: -1 },
    ])
    // Fitted anew, nobody is in two; and where there are no groups nobody is in one.
    await keepFit(home.engine, kept([1, 1, 1]))
    expect(await home.engine.query(dimension)).toHaveLength(3)
    await keepFit(home.engine, { ...kept([0, 0, 0]), centres: [], widths: [], k: 0 })
    expect(await home.engine.query(dimension)).toEqual([])
  })
  test('of who is summed up stand on as much as the file says', async () => {
    await put(home.engine, 'customers', [
      { customer_id: 'A', total_spend: 10 },
      { customer_id: 'B', total_spend: 20, recency_days: 4 },
      { customer_id: 'C', order_count: 0, total_spend: 0 },
      { customer_id: 'D', total_spend: 30, order_count: 2, recency_days: 9 },
    ])
    await buildSale(home.engine)
    const { params } = (await setSummedParams(home.engine, 'net'))!
    await buildSalesMarts(home.engine, [params.as_of], { ...ORDERS_ALONE, summed: true })
    await buildPeriod(home.engine, 'all', undefined, true)
    await writeRfm(home.engine, defaultRfm())
    await buildRest(home.engine)
    const { recency, frequency, monetary } = await readFeatures(home.engine)
    expect([[...recency], [...frequency], [...monetary]]).toEqual([
      [NaN, 4, 9],
      [NaN, NaN, 2],
      [10, 20, 30],
    ])
  })
})
