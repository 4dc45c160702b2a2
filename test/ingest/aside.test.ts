import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { loadFile, type SourceReport } from '../../src/ingest/load'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const load = (text: string): Promise<SourceReport> => loadFile(engine, new Blob([text]), 'orders.csv', ++id)
/** Set-aside rows as `line reason`; the text of each is checked against the file. */
const aside = (source: SourceReport, text: string): string[] => {
  const physical = text.split(/\r\n|\n|\r/)
  expect(source.rowsRead).toBe(source.rowsKept + source.rowsMerged + source.rowsSetAside)
  return source.setAside.map((row) => {
    expect(row.text.split('\n')[0]).toBe(physical[row.line - 1])
    return `${row.line} ${row.reason}`
  })
}

const HEADER = '订单编号,客户编号,下单时间,金额,备注'
const rows = (n: number, from = 0): string[] =>
  Array.from(
    { length: n },
    (_, i) => `A${from + i},C${i % 5},2024-01-${String(1 + (i % 28)).padStart(2, '0')},${i}.5,好`,
  )

describe('what stands below the header and is no row', () => {
  it.each([
    [
      'sums and a time at the end',
      [...rows(9), '合计,,,36.00,', '', '导出时间：2024-02-01 08:00,,,,'],
      ['11 total', '13 note'],
    ],
    [
      'a subtotal among the rows',
      [...rows(3), '小计,,,3,', ...rows(3, 10), ',,合计：,6,'],
      ['5 total', '9 total'],
    ],
    ['the header once more', [...rows(3), HEADER, ...rows(3, 10)], ['5 header']],
    [
      'lines of dashes and words',
      [...rows(4), '-----------', '共4条记录', '打印人：王伟'],
      ['6 note', '7 note', '8 note'],
    ],
    [
      'another table',
      [...rows(3), '', '商品,仓库,库存', '茶,北仓,5', '杯,南仓,7'],
      ['6 table', '7 table', '8 table'],
    ],
    [
      'comments',
      ['# 第一批', ...rows(12), '# 到此为止 ok'].toSpliced(5, 0, '# half way there'),
      ['2 comment', '7 comment', '16 comment'],
    ],
  ])('%s', async (_, lines, expected) => {
    const text = [HEADER, ...lines].join('\n')
    const source = await load(text)
    expect(aside(source, text)).toEqual(expected)
    expect(source.rowsKept).toBe(lines.filter((line) => /^A\d/.test(line)).length)
  })

  it('the sum of a month stands where the days of its rows stand', async () => {
    const head = '日期,客户,货品,金额'
    const month = (m: number) => Array.from({ length: 6 }, (_, i) => `2026.${m}.${i + 3},老赵,水泥,${i + 20}`)
    const text = [head, ...month(3), '3月小计,,,135', ...month(4), '4月小计,,,135'].join('\n')
    expect(aside(await load(text), text)).toEqual(['8 total', '15 total'])
  })

  it('a sum is no customer, where nothing but a name is needed', async () => {
    const text =
      'customer id,name,level,total spend\nC1,Ann,gold,12\nC2,Bob,gold,13\nTotal,,,25\nC3,Total,silver,2\nC4,Cyd,,1\n'
    const source = await load(text)
    expect(aside(source, text)).toEqual(['4 total'])
    const names = await engine.query(`SELECT "customers.name" AS name FROM ${source.table} ORDER BY 1`)
    expect(names.map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Cyd', 'Total'])
  })

  it('the header once more in a table of nothing but words', async () => {
    const text = 'customer id,name,industry\nC1,Ann,tea\ncustomer id,name,industry\nC2,Bob,tea\n'
    expect(aside(await load(text), text)).toEqual(['3 header'])
  })

  it('the end of a cell of several lines is no note', async () => {
    const text = `${HEADER}\nA1,C1,2024-01-05,1,n\nA2,C2,2024-01-06,2,"first\n合计\n---"\n`
    const source = await load(text)
    expect(source).toMatchObject({ rowsRead: 2, rowsKept: 2 })
  })

  it('after the first 256 KB: a header, a sum, and another table', async () => {
    const lines = [HEADER, ...rows(9000), HEADER, ...rows(9000, 9000), '合计,,,1,', ...rows(10, 20_000)]
    const text = [...lines, '', '商品,仓库,分类,库存,备注', '茶,北仓,a,5,', '杯,南仓,b,7,'].join('\r\n')
    const source = await load(text)
    expect(aside(source, text)).toEqual([
      '9002 header',
      '18003 total',
      '18015 table',
      '18016 table',
      '18017 table',
    ])
    expect(source.rowsKept).toBe(18_010)
  })
})

describe('files that the engine cannot cut by itself', () => {
  it('lines of several headers, single quotes and a backslash', async () => {
    const source = await load(
      "'order id','customer id','order date',note\norder id,customer id,order date,note\nA1,C1,2024-01-05,'it\\'s, so'\nA2,C2,2024-01-06,'two\nlines'\nA3,C3,never,'\\'x\\', y'\n",
    )
    expect(source.sample.dialect).toMatchObject({ quote: "'", escape: '\\', headerRows: 2 })
    expect(source.setAside).toMatchObject([{ line: 6, reason: 'value' }])
    expect(
      await engine.query(`SELECT "#note" AS note FROM ${source.table} ORDER BY "orders.order_id"`),
    ).toEqual([{ note: "it's, so" }, { note: 'two\nlines' }])
  })

  it('no header: columns get a number', async () => {
    const source = await load('A1,C1,2024-01-05,12\nA2,C2,2024-01-06,13\nA3,C3,2024-01-07,14\n')
    expect(source.sample.header).toEqual(['column 1', 'column 2', 'column 3', 'column 4'])
    expect(source.rowsRead).toBe(3)
  })

  it('a row that is cut by another delimiter, and one with a name for every sixth cell only', async () => {
    const text = [HEADER, ...rows(6), 'B1;C1;2024-02-01;7;好', 'B2', ...rows(3, 20)].join('\n')
    const source = await load(text)
    expect(aside(source, text)).toEqual(['9 broken'])
    expect(
      await engine.query(
        `SELECT "orders.amount"::DOUBLE AS amount FROM ${source.table} WHERE "orders.order_id" = 'B1'`,
      ),
    ).toEqual([{ amount: 7 }])
  })

  it('half of the rows are cut short by their exporter', async () => {
    const short = Array.from({ length: 30_000 }, (_, i) => `S${i},C1,2024-01-05`)
    const source = await load([HEADER, ...rows(100), ...short].join('\n'))
    expect(source).toMatchObject({ rowsRead: 30_100, rowsKept: 30_100, rowsSetAside: 0 })
  })

  it('line ends of all three kinds', async () => {
    const source = await load(
      [HEADER, ...rows(9)].map((line, i) => line + ['\n', '\r\n', '\r'][i % 3]).join(''),
    )
    expect(source).toMatchObject({ rowsRead: 9, rowsKept: 9 })
  })
})
