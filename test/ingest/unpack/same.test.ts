import * as XLSX from '@e965/xlsx'
import { tableToIPC, Table, TimestampMillisecond, Utf8, Float64, vectorFromArray } from 'apache-arrow'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Session } from '../../../src/analysis/session'
import { openBlocking } from '../../../src/engine/blocking'
import type { Engine } from '../../../src/engine/engine'
import type { Row } from '../../../src/model/row'
import { view } from '../../support/session'

/** Two years of orders with what formats differ in: zeros before ids, noise of fractions, quotes, line breaks, gaps. */
interface Order {
  order: string
  customer: string
  name: string
  at: Date
  amount: number
  region: string | null
}
const ORDERS: Order[] = Array.from({ length: 400 }, (_, i) => ({
  order: `A${String(i).padStart(5, '0')}`,
  customer: String(1 + ((i * i + 3 * i) % 37)).padStart(6, '0'),
  name: ['王小明', 'Müller, "Bau"', '陳 大文', 'a & <b>'][((i * i + 3 * i) % 37) % 4]!,
  at: new Date(Date.UTC(2023, 0, 1 + ((i * 7) % 700), i % 24, (i * 13) % 60, (i * 7) % 60)),
  amount: (i % 9) * 0.1 + 0.2 + i,
  region: i % 11 ? ['华东', '华南', '西北'][i % 3]! : null,
}))
const HEADER = ['订单编号', '客户编号', '客户名称', '下单时间', '订单金额', '地区']
const stamp = (at: Date) => at.toISOString().slice(0, 19).replace('T', ' ')
const slashes = (at: Date) => stamp(at).replaceAll('-', '/')
const rowsOf = ({ order, customer, name, at, amount, region }: Order, moment = stamp) => [
  order,
  customer,
  name,
  moment(at),
  amount.toFixed(2),
  region ?? '',
]

const csv = (delimiter: string, end: string, quote: boolean, moment = stamp): string =>
  [HEADER, ...ORDERS.map((order) => rowsOf(order, moment))]
    .map((cells) =>
      cells
        .map((cell) => (quote || /[",;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(delimiter),
    )
    .join(end) + end

function sheet(bookType: XLSX.BookType, date1904 = false): Uint8Array {
  const day = (at: Date) => at.getTime() / 86_400_000 + 25_569 - (date1904 ? 1462 : 0)
  const made = XLSX.utils.aoa_to_sheet([
    HEADER,
    ...ORDERS.map(({ order, customer, name, at, amount, region }) => [
      order,
      customer,
      name,
      { t: 'n', v: day(at), z: 'yyyy/m/d h:mm:ss' },
      { t: 'n', v: amount, z: '[$¥-804]#,##0.00' },
      region,
    ]),
  ])
  const book = XLSX.utils.book_new(made, '订单')
  if (date1904) book.Workbook = { WBProps: { date1904 } }
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer)
}

const records = () =>
  ORDERS.map(({ order, customer, name, at, amount, region }) => ({
    订单编号: order,
    客户编号: customer,
    客户名称: name,
    下单时间: stamp(at),
    订单金额: amount,
    ...(region === null ? {} : { 地区: region }),
  }))

const parquet = () =>
  new Uint8Array(
    parquetWriteBuffer({
      rowGroupSize: 150,
      columnData: [
        { name: HEADER[0]!, data: ORDERS.map(({ order }) => order), type: 'STRING' },
        { name: HEADER[1]!, data: ORDERS.map(({ customer }) => customer), type: 'STRING' },
        { name: HEADER[2]!, data: ORDERS.map(({ name }) => name), type: 'STRING' },
        { name: HEADER[3]!, data: ORDERS.map(({ at }) => at), type: 'TIMESTAMP' },
        { name: HEADER[4]!, data: ORDERS.map(({ amount }) => amount), type: 'DOUBLE' },
        { name: HEADER[5]!, data: ORDERS.map(({ region }) => region), type: 'STRING', nullable: true },
      ],
    }),
  )

const arrow = () =>
  tableToIPC(
    new Table({
      订单编号: vectorFromArray(
        ORDERS.map(({ order }) => order),
        new Utf8(),
      ),
      客户编号: vectorFromArray(ORDERS.map(({ customer }) => customer)),
      客户名称: vectorFromArray(ORDERS.map(({ name }) => name)),
      下单时间: vectorFromArray(
        ORDERS.map(({ at }) => at.getTime()),
        new TimestampMillisecond(),
      ),
      订单金额: vectorFromArray(
        ORDERS.map(({ amount }) => amount),
        new Float64(),
      ),
      地区: vectorFromArray(ORDERS.map(({ region }) => region)),
    }) as never,
    'file',
  )

const html = () =>
  `<html><meta charset="utf-8"><table>${[HEADER, ...ORDERS.map((order) => rowsOf(order))]
    .map(
      (cells) =>
        `<tr>${cells.map((cell) => `<td>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</td>`).join('')}</tr>`,
    )
    .join('')}</table></html>`

const FORMATS: Record<string, () => Uint8Array | string> = {
  'CSV with semicolons and CRLF': () => csv(';', '\r\n', true),
  'TSV with slashes in its dates': () => csv('\t', '\n', false, slashes),
  XLSX: () => sheet('xlsx'),
  'XLSX that counts from 1904': () => sheet('xlsx', true),
  XLSB: () => sheet('xlsb'),
  XLS: () => sheet('biff8'),
  ODS: () => sheet('ods'),
  'XML spreadsheet': () => sheet('xlml'),
  'HTML table': html,
  Parquet: parquet,
  Arrow: arrow,
  JSON: () => JSON.stringify({ data: records() }),
  NDJSON: () =>
    records()
      .map((record) => JSON.stringify(record))
      .join('\n'),
  GZIP: () => gzipSync(strToU8(csv(',', '\n', false))),
  ZIP: () => zipSync({ 'export/orders.csv': strToU8(csv(',', '\n', false)) }),
  'XLSX in a ZIP': () => zipSync({ 'orders.xlsx': sheet('xlsx') }),
}

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

async function facts(data: Uint8Array | string): Promise<Row[]> {
  const session = new Session(engine)
  const { read, failures } = await session.open(new Blob([data as BlobPart]), 'orders.csv')
  try {
    expect(failures).toEqual([])
    expect(read.map(({ source }) => [source.rowsRead, source.rowsSetAside])).toEqual([[400, 0]])
    await session.rebuild(view())
    return await engine.query('SELECT * FROM customer_facts ORDER BY ALL')
  } finally {
    for (const { source } of read) await session.remove(source.id)
  }
}

describe('the same table gives the same customers, whatever it comes in', () => {
  let expected: Row[]
  beforeAll(async () => void (expected = await facts(csv(',', '\n', false))))

  it('the table is one that tells customers apart', () => {
    expect(expected.length).toBeGreaterThan(15)
    expect(expected[0]).toMatchObject({ customer_id: expect.stringMatching(/^0000\d\d$/) as string })
  })

  it.each(Object.keys(FORMATS))('%s', async (name) => {
    expect(await facts(FORMATS[name]!())).toEqual(expected)
  })
})
