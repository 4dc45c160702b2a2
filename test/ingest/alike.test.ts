import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Files } from '../../src/ingest/files'
import type { Engine } from '../../src/engine/engine'
import { openNative } from '../../src/engine/native'
import { buildSales } from '../../src/ingest/entities'

let engine: Engine
beforeAll(async () => void (engine = await openNative()))
afterAll(() => engine.stop())

const file = (head: string, rows: string[]) => new Blob([[head, ...rows].join('\n') + '\n'])

/** Files of one drop as whoever drops them sees them: what others show to be read otherwise is read again. */
async function together(blobs: Blob[]) {
  const files = new Files(engine)
  const texts = new Map<number, Blob>()
  for (const [at, blob] of blobs.entries()) {
    const source = await files.add(blob, `part-${at}.csv`)
    texts.set(source.id, blob)
  }
  const again = files.unlike
  for (const { id, choices } of again) await files.reload(id, texts.get(id)!, choices)
  await buildSales(engine, files.sources)
  const rows = await engine.query<{ id: string; day: string; amount: number }>(
    'SELECT order_id AS id, ordered_at::DATE::VARCHAR AS day, amount::DOUBLE AS amount FROM orders ORDER BY order_id',
  )
  const { sources, unlike } = files
  for (const { id } of sources) await files.remove(id)
  return { rows, sources, again: again.map(({ file: name }) => name), unlike }
}

describe('files of one export', () => {
  const HEAD = 'order id,customer id,order date,amount'
  const open = ['A1,K1,03/04/2024,10', 'A2,K2,05/04/2024,20', 'A3,K1,04/05/2024,30']
  const proof = ['B1,K1,13/06/2024,10', 'B2,K2,21/06/2024,20', 'B3,K1,30/06/2024,30']

  test.each([
    [0, [open, proof]],
    [1, [proof, open]],
  ] as const)('days that may be months are read as another file of it shows (%i)', async (_, parts) => {
    const { rows, sources, unlike } = await together(parts.map((rows) => file(HEAD, [...rows])))
    expect(rows.map(({ day }) => day)).toEqual([
      '2024-04-03',
      '2024-04-05',
      '2024-05-04',
      '2024-06-13',
      '2024-06-21',
      '2024-06-30',
    ])
    expect(sources.flatMap(({ questions }) => questions.map(({ code }) => code))).toEqual([])
    expect(unlike).toEqual([])
  })
  test('a part that says nothing by itself is read again once another shows how', async () => {
    const american = proof.map((row) => row.replace(/(\d\d)\/(\d\d)\/2024/, '$2/$1/2024'))
    const { rows, again } = await together([file(HEAD, open), file(HEAD, american)])
    expect(again).toEqual(['part-0.csv'])
    expect(rows.map(({ day }) => day).slice(0, 3)).toEqual(['2024-03-04', '2024-05-04', '2024-04-05'])
  })
  test('a mark that may part thousands is read as another file of it shows', async () => {
    const row = (id: string, amount: string) => `${id},K1,2024-03-0${id.slice(1)},"${amount}"`
    const { rows } = await together([
      file(HEAD, [row('A1', '1,234'), row('A2', '2,345')]),
      file(HEAD, [row('B3', '12,50'), row('B4', '7,25'), row('B5', '1,234')]),
    ])
    expect(rows.map(({ amount }) => amount)).toEqual([1.234, 2.345, 12.5, 7.25, 1.234])
  })
  test('a price that only all parts together show to grow with the quantity is that of all pieces', async () => {
    const head = '订单ID,订单日期,客户ID,产品名称,售价,销售量'
    const line = (id: number, product: string, price: number, n: number) =>
      `${id},2024-03-${10 + id},K${id % 3},${product},${price},${n}`
    const rows = [
      line(1, '灯', 100, 1),
      line(2, '杯', 30, 1),
      line(3, '垫', 50, 1),
      line(4, '灯', 300, 3),
      line(5, '杯', 60, 2),
      line(6, '垫', 200, 4),
    ]
    const whole = await together([file(head, rows)])
    expect(whole.rows.map(({ amount }) => amount)).toEqual([100, 30, 50, 300, 60, 200])
    const parts = await together([file(head, rows.slice(0, 3)), file(head, rows.slice(3))])
    expect(parts.rows).toEqual(whole.rows)
    expect(parts.unlike).toEqual([])
  })
  test('nothing is read again where all say the same', async () => {
    const day = (n: number) => `A${n},K${n % 3},2024-03-${10 + n},${n}`
    const { again } = await together([
      file(HEAD, [1, 2, 3].map(day)),
      file(HEAD, [4, 5, 6].map(day)),
      file(HEAD, [7].map(day)),
    ])
    expect(again).toEqual([])
  })
  test('files of the same headings that hold other things stay what they are', async () => {
    const rows = ['1,03/04/2024,10.5', '2,13/04/2024,20.5', '3,05/06/2024,30.5']
    const files = new Files(engine)
    await files.add(file('id,day,value', rows), 'a.csv', { choices: { kind: 'orders' } })
    await files.add(file('id,day,value', rows), 'b.csv', { choices: { kind: 'customers' } })
    expect(files.unlike).toEqual([])
    expect(files.sources.map(({ mapping }) => mapping.entities[0])).toEqual(['orders', 'customers'])
    for (const { id } of files.sources) await files.remove(id)
  })
})
