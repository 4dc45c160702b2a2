import { describe, expect, it } from 'vitest'
import { detectDialect } from '../../src/ingest/dialect'
import { takeSample } from '../../src/ingest/sample'

const rows = (delimiter: string, quote = false): string =>
  [
    ['订单编号', '客户编号', '下单时间', '金额'],
    ['A1', 'C1', '2024-01-05', '12.5'],
    ['A2', 'C2', '2024-01-06', quote ? `"1${delimiter}5"` : '13'],
    ['A3', 'C1', '2024-01-07', '14'],
  ]
    .map((cells) => cells.join(delimiter))
    .join('\n')

describe('the delimiter', () => {
  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
    ['vertical bar', '|'],
    ['full-width comma', '，'],
  ])('%s', (_, delimiter) => {
    expect(detectDialect(rows(delimiter))).toMatchObject({ delimiter, skip: 0 })
    expect(detectDialect(rows(delimiter, true))).toMatchObject({ delimiter, skip: 0 })
  })

  it('semicolons win over decimal commas', () => {
    expect(detectDialect('id;amount;date\n1;2,5;x\n2;3,5;y\n3;4,75;z\n').delimiter).toBe(';')
  })

  it('tabs win over commas in the text', () => {
    expect(detectDialect('id\tnote\n1\tred, small\n2\tblue, large, new\n3\tgreen\n').delimiter).toBe('\t')
  })

  it('a chosen delimiter is kept', () => {
    expect(detectDialect(rows(','), ';').delimiter).toBe(';')
  })

  it('one column is one column', () => {
    expect(detectDialect('customer id\nC1\nC2\n').skip).toBe(0)
  })
})

describe('the header line', () => {
  it('stands after title, date and empty lines', () => {
    const text = `华东商贸 销售明细\n导出时间：2024-05-06\n\n${rows(',')}`
    expect(detectDialect(text).skip).toBe(3)
  })

  it('stands after a title that is padded with delimiters', () => {
    expect(detectDialect(`销售明细,,,\n制表人,王伟,,\n${rows(',')}`).skip).toBe(2)
  })

  it('stands after a quoted title with line breaks, counted in lines', () => {
    expect(detectDialect(`"Sales\nreport\n2024",,,\n${rows(',')}`).skip).toBe(3)
  })

  it('heads the rows, although another with names that are known stands between them', () => {
    const [known, ...orders] = rows(',').split('\n')
    const joined = ['甲,乙,丙,丁', ...orders, known, ...orders].join('\n')
    expect(detectDialect(joined).skip).toBe(0)
  })

  it('is the first line where nothing is known', () => {
    expect(detectDialect('foo,bar,baz\n1,2,3\n4,5,6\n').skip).toBe(0)
  })

  it('has line breaks of its own', async () => {
    const { header, rows } = await takeSample(
      new Blob(['"order\nid",customer id,order date\nA1,C1,2024-01-05\n"A\n2",C2,2024-01-06\n']),
      'x.csv',
    )
    expect(header).toEqual(['order\nid', 'customer id', 'order date'])
    expect(rows).toEqual([
      ['A1', 'C1', '2024-01-05'],
      ['A\n2', 'C2', '2024-01-06'],
    ])
  })

  it('gives empty and repeated names a place of their own', async () => {
    const { header } = await takeSample(new Blob(['id,,name,name\n1,2,3,4\n']), 'x.csv')
    expect(header).toEqual(['id', 'column 2', 'name', 'name (2)'])
  })
})
