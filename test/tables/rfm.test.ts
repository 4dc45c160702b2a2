import { describe, expect, test } from 'vitest'
import type { Bound } from '../../src/engine/engine'
import { defaultBoundaries, defaultRfm, type RfmSetting } from '../../src/model/rfm'
import { seeded } from '../../src/stats/random'
import { buildPeriod, buildSale, buildSalesMarts, ORDERS_ALONE } from '../../src/tables/build'
import { buildRfm, buildRfmBefore, writeRfm } from '../../src/tables/rfm'
import { empty, house, look, order, put } from '../support/house'

const home = house()

const AS_OF = '2024-12-31'
async function build(
  rows: Record<string, Bound>[],
  setting: Partial<RfmSetting> = {},
  part: Parameters<typeof look>[1] = {},
): Promise<void> {
  await put(home.engine, 'orders', rows)
  await buildSale(home.engine)
  await writeRfm(home.engine, { ...defaultRfm(), ...setting })
  const { as_of, period } = (await look(home.engine, { asOf: AS_OF, ...part }))!
  await buildSalesMarts(home.engine, [as_of], ORDERS_ALONE)
  await buildPeriod(home.engine, period)
  await buildRfm(home.engine)
}
const scores = () =>
  home.engine.query(
    `SELECT customer_id AS id, recency_days AS days, frequency AS n, monetary AS sum, r, f, m FROM customer_rfm ORDER BY customer_id`,
  )
const byName = async (column: string) =>
  Object.fromEntries(
    (
      await home.engine.query(
        `SELECT customer_id AS id, ${column} AS of FROM customer_rfm ORDER BY customer_id`,
      )
    ).map(({ id, of }) => [id, of]),
  )

describe('RFM scores', () => {
  test('are one and five times the share that is strictly worse, in whole steps; the best is five', async () => {
    // Five customers: 0, 1, 2, 3 and 4 of five are worse.
    await build([
      order('A', '2024-12-30', 10),
      ...[1, 2].map(() => order('B', '2024-12-20', 10)),
      ...[1, 2, 3].map(() => order('C', '2024-12-10', 10)),
      ...[1, 2, 3, 4].map(() => order('D', '2024-11-30', 10)),
      ...[1, 2, 3, 4, 5].map(() => order('E', '2024-11-20', 10)),
    ])
    expect(await scores()).toEqual([
      { id: 'A', days: 1, n: 1, sum: 10, r: 5, f: 1, m: 1 },
      { id: 'B', days: 11, n: 2, sum: 20, r: 4, f: 2, m: 2 },
      { id: 'C', days: 21, n: 3, sum: 30, r: 3, f: 3, m: 3 },
      { id: 'D', days: 31, n: 4, sum: 40, r: 2, f: 4, m: 4 },
      { id: 'E', days: 41, n: 5, sum: 50, r: 1, f: 5, m: 5 },
    ])
  })
  test('are the same for the same values, and five for all who share the best', async () => {
    await build([
      ...['A', 'B', 'C'].map((id) => order(id, '2024-12-31', 30)),
      order('D', '2024-06-01', 30),
      order('D', '2024-06-02', 30),
    ])
    expect((await scores()).map(({ id, r, f, m }) => [id, r, f, m])).toEqual([
      ...['A', 'B', 'C'].map((id) => [id, 5, 1, 1]),
      ['D', 1, 5, 5],
    ])
  })
  test('stand in the middle where nobody is worse than anybody, but recency at the top', async () => {
    await build(['A', 'B'].map((id) => order(id, '2024-12-01', 30)))
    expect((await scores()).map(({ r, f, m }) => [r, f, m])).toEqual([
      [5, 3, 3],
      [5, 3, 3],
    ])
    await empty(home.engine)
    await build([order('A', '2024-12-01', 30)])
    expect((await scores()).map(({ r, f, m }) => [r, f, m])).toEqual([[5, 3, 3]])
  })
  test('are of who bought in the window: refunds lessen what was spent and make nobody a buyer', async () => {
    await build([
      order('A', '2024-12-01', 30),
      order('A', '2024-12-09', -10),
      order('B', '2024-12-01', -5),
      order('C', '2023-12-31', 30), // a day before the twelve months
      order(null, '2024-12-01', 30),
      order('D', '2025-01-05', 30),
    ])
    expect(await scores()).toMatchObject([{ id: 'A', days: 30, n: 1, sum: 20 }])
  })
  test('are those of a slow count, over many drawn at random', async () => {
    const random = seeded(77)
    const day = () => new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 366))).toISOString().slice(0, 10)
    await build(
      Array.from({ length: 120 }, () =>
        order(`C${Math.floor(random() * 40)}`, day(), 5 * Math.ceil(random() * 8)),
      ),
    )
    const rows = await scores()
    const wanted =
      (name: string, worse: (a: number, b: number) => boolean) => (row: (typeof rows)[number]) => {
        const of = (each: (typeof rows)[number]) => Number(each[name])
        if (!rows.some((other) => worse(of(row), of(other)))) return 5
        return 1 + Math.floor((5 * rows.filter((other) => worse(of(other), of(row))).length) / rows.length)
      }
    const [r, f, m] = [
      wanted('days', (a, b) => a > b),
      wanted('n', (a, b) => a < b),
      wanted('sum', (a, b) => a < b),
    ]
    for (const row of rows) expect([row.r, row.f, row.m], String(row.id)).toEqual([r(row), f(row), m(row)])
    expect(rows.length).toBeGreaterThan(30)
  })
})

describe('the window of RFM', () => {
  const ORDERS = [
    order('A', '2022-01-01', 1),
    order('A', '2024-12-01', 10),
    order('B', '2024-09-15', 20),
    order('B', '2024-11-05', 7),
    order('C', '2023-05-05', 30),
  ]
  const shown = async () =>
    (await home.engine.query('SELECT window_start AS "from", window_end AS "to", ready FROM rfm_shown'))[0]
  test.each([
    ['', '12m', '2024-01-01', AS_OF, true, ['A', 'B']],
    ['', '2023-05..2023-06', '2023-05-01', '2023-06-30', false, ['C']],
    ['3m', '12m', '2024-10-01', AS_OF, false, ['A', 'B']],
    ['24m', '3m', '2023-01-01', AS_OF, false, ['A', 'B', 'C']],
    ['all', '3m', '2022-01-01', AS_OF, false, ['A', 'B', 'C']],
    ['2024-09..2024-10', '12m', '2024-09-01', '2024-10-31', false, ['B']],
    ['2024-12..2025-03', '12m', '2024-12-01', AS_OF, false, ['A']],
  ])('%j in a view of %s is from %s to %s', async (window, period, from, to, ready, who) => {
    await build(ORDERS, { window }, { period })
    expect(await shown()).toEqual({ from, to, ready })
    expect(Object.keys(await byName('r'))).toEqual(who)
  })
  test('counts recency from its end, by the last order in it', async () => {
    await build(ORDERS, { window: '2024-09..2024-10' })
    // From 15 September to the day as of which all is.
    expect(await scores()).toMatchObject([{ id: 'B', days: 107, n: 1, sum: 20 }])
  })
  test('gives the same scores from what was summed for the period as from the orders', async () => {
    await build(ORDERS)
    const ready = await scores()
    await writeRfm(home.engine, { ...defaultRfm(), window: '12m' })
    await buildRfm(home.engine)
    expect(await shown()).toMatchObject({ ready: false })
    expect(await scores()).toEqual(ready)
  })
  test('nets what was spent, or does not where returns are dropped', async () => {
    const rows = [order('A', '2024-12-01', 10), order('A', '2024-12-02', -4)]
    await build(rows, { window: '12m' })
    expect(await scores()).toMatchObject([{ sum: 6 }])
    await empty(home.engine)
    await build(rows, { window: '12m' }, { returns: 'drop' })
    expect(await scores()).toMatchObject([{ sum: 10 }])
  })
})

describe('earlier windows', () => {
  const before = () =>
    home.engine.query(
      `SELECT months, as_of AS day, window_start AS "from", window_end AS "to" FROM rfm_window ORDER BY months`,
    )
  test('are 3, 6 and 12 months before, the end of a month at the end of another', async () => {
    await build(
      [order('A', '2022-01-01', 1), order('A', '2024-11-30', 1)],
      {},
      { asOf: '2024-11-30', period: '12m' },
    )
    await buildRfmBefore(home.engine)
    expect(await before()).toEqual([
      { months: 3, day: '2024-08-31', from: '2023-09-01', to: '2024-08-31' },
      { months: 6, day: '2024-05-31', from: '2023-06-01', to: '2024-05-31' },
      { months: 12, day: '2023-11-30', from: '2022-12-01', to: '2023-11-30' },
    ])
  })
  test('are those alone that lie within the data, and none of a window that begins with them', async () => {
    await build([order('A', '2023-07-15', 1), order('A', '2024-12-15', 1)], {}, { asOf: '2024-12-15' })
    await buildRfmBefore(home.engine)
    expect((await before()).map(({ months }) => months)).toEqual([3])
    await buildRfm(home.engine)
    await writeRfm(home.engine, { ...defaultRfm(), window: 'all' })
    await buildRfm(home.engine)
    await buildRfmBefore(home.engine)
    expect(await before()).toEqual([])
  })
  test('know what was bought by then, and no more', async () => {
    await build(
      [
        order('A', '2022-01-01', 1),
        order('A', '2024-09-30', 10),
        order('B', '2024-10-01', 20),
        order('C', '2024-06-01', 30),
      ],
      {},
      { period: '12m' },
    )
    await buildRfmBefore(home.engine)
    const rows = await home.engine.query(
      `SELECT months, customer_id AS id, key, recency_days AS days, monetary AS sum FROM customer_rfm_before ORDER BY 1, 2`,
    )
    expect(rows).toEqual([
      { months: 3, id: 'A', key: 1, days: 0, sum: 10 },
      { months: 3, id: 'C', key: 3, days: 121, sum: 30 },
      { months: 6, id: 'C', key: 3, days: 29, sum: 30 },
    ])
    // What is shown now stays as it was.
    expect(Object.keys(await byName('r'))).toEqual(['A', 'B', 'C'])
  })
})

describe('segments and classes', () => {
  /** Scores (r, f, m): A 5 1 1, B 4 2 2, C 3 3 3, D 2 4 4, E 1 5 5. */
  const FIVE = [1, 2, 3, 4, 5].flatMap((n) =>
    Array.from({ length: n }, () => order('ABCDE'[n - 1]!, `2024-${String(12 - n).padStart(2, '0')}-01`, 10)),
  )
  test('segments are those of the first boundary that holds both scores, ends included', async () => {
    await build(FIVE, {
      segments: [
        { segment: 'at_risk', r: [1, 1], fm: [4.5, 5] },
        { segment: 'champions', r: [1, 3], fm: [3, 5] },
        { segment: 'new', r: [3, 4], fm: [2, 3] },
      ],
    })
    expect(await byName('segment')).toEqual({
      A: 'lost',
      B: 'new',
      C: 'champions',
      D: 'champions',
      E: 'at_risk',
    })
  })
  test('segments by the usual boundaries', async () => {
    await build(FIVE, { segments: defaultBoundaries() })
    expect(await byName('segment')).toEqual({
      ...{ A: 'new', B: 'potential_loyal', C: 'need_attention', D: 'at_risk', E: 'cannot_lose' },
    })
  })
  test('classes are divided above the mean, and the best score is high whatever divides', async () => {
    await build(FIVE)
    const mean = {
      ...{ A: 'general_develop', B: 'general_develop', C: 'general_retain' },
      ...{ D: 'important_keep', E: 'important_keep' },
    }
    expect(await byName('class')).toEqual(mean)
    await writeRfm(home.engine, { ...defaultRfm(), cut: { by: 'fixed', r: 5, f: 5, m: 5 } })
    await buildRfm(home.engine)
    expect(await byName('class')).toEqual({
      ...{ A: 'general_develop', B: 'general_retain', C: 'general_retain' },
      ...{ D: 'general_retain', E: 'important_keep' },
    })
    await writeRfm(home.engine, { ...defaultRfm(), cut: { by: 'fixed', r: 2.5, f: 2, m: 3.5 } })
    await buildRfm(home.engine)
    expect(await byName('class')).toEqual({
      ...{ A: 'general_develop', B: 'general_develop', C: 'general_value' },
      ...{ D: 'important_keep', E: 'important_keep' },
    })
  })
  test('classes by the median are divided elsewhere than by the mean where a few lie far off', async () => {
    // Monetary scores of 1, 1, 1, 4 and 5 by 10, 10, 10, 50, 90: mean 2.4, median 1; recency 5 for all.
    const rows = [10, 10, 10, 50, 90].map((sum, i) => order(`C${i}`, '2024-12-01', sum))
    await build(rows, { cut: { by: 'median' } })
    expect(await byName('m')).toEqual({ C0: 1, C1: 1, C2: 1, C3: 4, C4: 5 })
    expect(Object.values(await byName('class')).map((name) => String(name).split('_')[0])).toEqual([
      ...['general', 'general', 'general', 'important', 'important'],
    ])
    await empty(home.engine)
    // 10, 20, 20, 20, 20: scores 1, 5, 5, 5, 5.
    await build(
      [10, 20, 20, 20, 15].map((sum, i) => order(`C${i}`, '2024-12-01', sum)),
      { cut: { by: 'mean' } },
    )
    // Scores 1, 5, 5, 5, 2: mean 3.6.
    expect(await byName('m')).toEqual({ C0: 1, C1: 5, C2: 5, C3: 5, C4: 2 })
    expect((await byName('class')).C4).toMatch(/^general/)
  })
})
