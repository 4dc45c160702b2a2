import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { buildSales } from '../../src/ingest/entities'
import { dropSource, loadFile, type SourceReport } from '../../src/ingest/load'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

let id = 0
async function figures(texts: Blob[]): Promise<{ rows: unknown; sources: SourceReport[] }> {
  const sources: SourceReport[] = []
  for (const [at, text] of texts.entries())
    sources.push(await loadFile(engine, text, `part-${at}.csv`, ++id, {}))
  await buildSales(engine, sources)
  const [rows] = await engine.query(
    `SELECT count(*) AS orders, count_if(sold > 0) AS bought, count(DISTINCT customer_id) FILTER (sold > 0) AS customers,
       sum(sold)::DOUBLE AS sold, sum(refunded)::DOUBLE AS refunded, sum(amount)::DOUBLE AS amount FROM orders`,
  )
  for (const source of sources) await dropSource(engine, source)
  return { rows, sources }
}

/** Header and rows, cut after some row, in either order: always what the whole says. */
async function holds(
  header: string,
  rows: string[],
  cuts: number[],
  bytes = (text: string) => new Blob([text]),
) {
  const file = (part: string[]) => bytes([header, ...part].join('\n') + '\n')
  const whole = await figures([file(rows)])
  for (const cut of cuts)
    for (const parts of [
      [rows.slice(0, cut), rows.slice(cut)],
      [rows.slice(cut), rows.slice(0, cut)],
    ])
      expect((await figures(parts.map(file))).rows, `cut after row ${cut}`).toEqual(whole.rows)
  return whole.rows
}

const every = (rows: string[]) => rows.slice(1).map((_, at) => at + 1)
const HEAD = 'order id,customer id,order date,amount'

describe('a file and the same file cut in two give the same', () => {
  test('deposits and balances of an order, paid on other days', async () => {
    const rows = ['P1,A,2024-10-21,50', 'P2,B,2024-10-22,51', 'P1,A,2024-11-01,450', 'P2,B,2024-11-02,451']
    expect(await holds(HEAD, rows, every(rows))).toMatchObject({ orders: 2, sold: 1002 })
  })
  test('parts of an order that name no product', async () => {
    const rows = [
      '1,A,2024-01-01,10',
      '1,A,2024-01-01,5',
      '2,B,2024-02-01,20',
      '2,B,2024-02-01,21',
      '3,A,2024-03-01,7',
    ]
    expect(await holds(HEAD, rows, every(rows))).toMatchObject({ orders: 3, sold: 63 })
  })
  test('numbers of a till that start anew each day', async () => {
    const rows = [1, 2, 3, 4].flatMap((day) =>
      [1, 2, 3].map(
        (ticket) =>
          `000${ticket},V${(ticket + day) % 5},2024-03-0${day} 1${ticket}:00:00,${10 * day + ticket}`,
      ),
    )
    expect(await holds(HEAD, rows, every(rows))).toMatchObject({ orders: 12, customers: 5 })
  })
  test('numbers that a spreadsheet has rounded', async () => {
    const rows = ['A', 'B', 'C', 'D', 'E', 'F'].map(
      (name, at) => `${250000000000000 + (at >> 1)}000,${name},2024-0${at + 1}-05 10:00:00,${100 + at}`,
    )
    expect(await holds(HEAD, rows, every(rows))).toMatchObject({ orders: 6, customers: 6, sold: 615 })
  })
  test('two states of one order: the later one counts in whatever file it stands', async () => {
    const rows = [
      '1,A,2024-01-05,9,unpaid',
      '2,B,2024-01-05,8,paid',
      '1,A,2024-01-05,9,completed',
      '3,C,2024-01-05,7,paid',
    ]
    expect(await holds(`${HEAD},status`, rows, every(rows))).toMatchObject({ orders: 3, sold: 24 })
  })
  test('lines of orders that lie far from each other', async () => {
    const rows = ['x', 'y', 'z'].flatMap((sku, at) =>
      ['1', '2', '3'].map((no) => `${no},C${no},2024-01-0${no},${sku},1,${at + 2}`),
    )
    expect(
      await holds('order id,customer id,order date,sku,quantity,unit price', rows, every(rows)),
    ).toMatchObject({
      orders: 3,
      sold: 27,
    })
  })
  test('refunds beside the amount, and orders in two currencies', async () => {
    const rows = [
      '1,A,2024-01-05,100,30,USD',
      '2,B,2024-01-06,50,,USD',
      '3,C,2024-01-07,9000,,JPY',
      '4,A,2024-01-08,20,20,USD',
    ]
    expect(await holds(`${HEAD},refund amount,currency`, rows, every(rows))).toMatchObject({
      orders: 4,
      // The order of which everything came back is none that was sold.
      sold: 150,
      refunded: -30,
    })
  })
})
