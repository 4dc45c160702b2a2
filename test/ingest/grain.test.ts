import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { mayBeginOrder } from '../../src/ingest/grain'
import { proposeMapping } from '../../src/ingest/mapping'
import { readCsv } from '../../src/ingest/read'
import { takeSample } from '../../src/ingest/sample'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

/** Reads lines as a file whose orders are said once, and returns what it took and what it set aside. */
async function filled(lines: string[]) {
  const file = new Blob([lines.join('\n') + '\n'])
  const sample = await takeSample(file, 'orders.csv')
  const mapping = { ...proposeMapping(sample.header, sample.rows), fill: true }
  const read = await readCsv(engine, file, 'filled', sample, mapping)
  const rows = await engine.query<Record<string, string>>(
    `SELECT "orders.order_id" AS id, "orders.customer_id" AS customer, "orders.ordered_at"::DATE AS day,
       "order_lines.product_id" AS sku, "orders.amount"::DOUBLE AS total, "order_lines.quantity"::DOUBLE AS quantity FROM filled`,
  )
  const said = (row: (typeof rows)[number]) => [row.id, row.customer, row.day, row.sku, row.total]
  return { read, rows, said: rows.map(said), of: (sku: string) => said(rows.find((row) => row.sku === sku)!) }
}

const HEADER = 'order id,customer id,order date,order total,sku,quantity,unit price'
const BLANK = [
  HEADER,
  '1,A,2024-01-01,30,s1,1,10',
  ',,,,s2,2,10',
  '2,B,2024-01-02,,s3,1,5',
  ',,,,s4,1,5',
  '3,C,2024-01-03,7,s5,1,7',
]

describe('values that an export says once per order', () => {
  test('stand on every line of it, and a blank amount stays unknown', async () => {
    const { said, read } = await filled(BLANK)
    expect(said).toEqual([
      ['1', 'A', '2024-01-01', 's1', 30],
      ['1', 'A', '2024-01-01', 's2', 30],
      ['2', 'B', '2024-01-02', 's3', null],
      ['2', 'B', '2024-01-02', 's4', null],
      ['3', 'C', '2024-01-03', 's5', 7],
    ])
    expect(read).toMatchObject({ rowsRead: 5, setAside: [] })
  })
  test('also where the order id is repeated', async () => {
    const { said } = await filled([
      HEADER,
      '#1,A,2024-01-01,30,s1,1,10',
      '#1,,,,s2,2,10',
      '#2,,2024-01-02,5,s3,1,5',
      '#2,,,,s4,1,5',
    ])
    expect(said.map((row) => row.slice(0, 3))).toEqual([
      ['#1', 'A', '2024-01-01'],
      ['#1', 'A', '2024-01-01'],
      ['#2', null, '2024-01-02'],
      ['#2', null, '2024-01-02'],
    ])
  })
  test('reach a line that had to be read by itself, from the line above it and not from the last of the file', async () => {
    // A line of too few cells is refused in passing and read again: it then stands last in the table.
    const lines = BLANK.with(2, ',,,,s2,2')
    const { of } = await filled(lines)
    expect(of('s2')).toEqual(['1', 'A', '2024-01-01', 's2', 30])
    const head = await filled(BLANK.with(3, '2,B,2024-01-02,5,s3,1'))
    expect(head.of('s3')).toEqual(['2', 'B', '2024-01-02', 's3', 5])
    expect(head.of('s4')).toEqual(['2', 'B', '2024-01-02', 's4', 5])
    expect(head.of('s2')).toEqual(['1', 'A', '2024-01-01', 's2', 30])
  })
  test('never go from one order to another: lines below a set-aside first line are set aside with it', async () => {
    const { read, said } = await filled(BLANK.with(3, '2,B,2024-01-02,,s3,1,5,,one more'))
    expect(said.map((row) => row[3])).toEqual(['s1', 's2', 's5'])
    expect(read.setAside.map(({ line, reason, column }) => [line, reason, column])).toEqual([
      [4, 'columns', ''],
      [5, 'missing', 'order id'],
    ])
    const undated = await filled(BLANK.with(3, '2,B,someday,,s3,1,5'))
    expect(undated.said.map((row) => row[3])).toEqual(['s1', 's2', 's5'])
    expect(undated.read.setAside.map(({ line }) => line)).toEqual([4, 5])
  })
  test('go on below a set-aside line that goes on with the order', async () => {
    const { of, read } = await filled(BLANK.with(2, ',,,,s2,2,10,,one more').toSpliced(3, 0, ',,,,s2b,2,10'))
    expect(of('s2b')).toEqual(['1', 'A', '2024-01-01', 's2b', 30])
    expect(read.setAside).toHaveLength(1)
  })
})

describe('a line that was set aside', () => {
  const mapping = proposeMapping(['name', 'order id', 'customer id', 'order date'], [])
  const cutting = { delimiter: ',', quote: '"', escape: '\\', comment: '', cr: false }
  test('goes on with an order where its id is blank, also behind a quote that a backslash escapes', () => {
    expect(mayBeginOrder('"a 3\\", b",,A,x', cutting, mapping)).toBe(false)
    expect(mayBeginOrder('"a 3\\", b",7,A,x', cutting, mapping)).toBe(true)
    expect(mayBeginOrder('"a ""3"" b",,A,x', { ...cutting, escape: '"' }, mapping)).toBe(false)
  })
  test('may begin one where its cells cannot be told', () => {
    expect(mayBeginOrder('"a, b,,A,x', cutting, mapping)).toBe(true)
    expect(mayBeginOrder('a', cutting, mapping)).toBe(true)
  })
})
