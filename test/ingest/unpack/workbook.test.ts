import * as XLSX from '@e965/xlsx'
import zahl from '@e965/xlsx/dist/xlsx.zahl.mjs'
import { describe, expect, it } from 'vitest'
import { lines, opened } from '../../support/pack'

const rows = [
  ['编号', '日期', '时间', '金额', '折扣', '有效', '备注'],
  ['001', 45296, 45296.395833333336, 0.1 + 0.2, 0.05, true, 'a "b", 中'],
  ['002', 60 + 31, 45296.999988425923, 1234567.5, 1, false, '两\n行'],
]
const expected = [
  '编号,日期,时间,金额,折扣,有效,备注',
  '001,2024-01-05,2024-01-05 09:30:00,0.3,0.05,true,"a ""b"", 中"',
  '002,1900-03-31,2024-01-05 23:59:59,1234567.5,1,false,"两\n行"',
]

/** A workbook of these rows in a format of old or other programs. */
function book(bookType: XLSX.BookType, date1904 = false): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(rows)
  for (const row of [2, 3]) {
    sheet[`B${row}`].z = 'yyyy-mm-dd'
    sheet[`C${row}`].z = 'yyyy-mm-dd hh:mm:ss'
    sheet[`E${row}`].z = '0%'
    if (date1904) for (const column of ['B', 'C']) sheet[`${column}${row}`].v -= 1462
  }
  const made = XLSX.utils.book_new(sheet, '订单')
  if (date1904) made.Workbook = { WBProps: { date1904 } }
  return new Uint8Array(XLSX.write(made, { type: 'array', bookType, compression: true }) as ArrayBuffer)
}

describe('the same sheet in every format of workbooks', () => {
  it.each<XLSX.BookType>(['xlsx', 'xlsm', 'xlsb', 'biff8', 'ods', 'xlml'])('%s', async (type) => {
    expect(await lines(book(type), '订单.csv')).toEqual(expected)
  })

  it.each<XLSX.BookType>(['xlsx', 'xlsb', 'biff8'])('%s that counts from 1904', async (type) => {
    const read = await lines(book(type, true))
    expect(read[1]).toBe(expected[1])
  })
})

/** One record of a workbook of Excel 5. */
const record = (id: number, bytes: number[]): number[] => [id & 255, id >> 8, bytes.length, 0, ...bytes]

describe('old workbooks', () => {
  it('texts in the code page of the computer that wrote them', async () => {
    const text = (row: number, column: number, bytes: number[]) =>
      record(0x204, [row, 0, column, 0, 0, 0, bytes.length, 0, ...bytes])
    const begin = (type: number) => record(0x809, [0, 5, type, 0, 0x10, 0x20, 0xcc, 7])
    const codepage = record(0x42, [0xa8, 3])
    const globals = begin(5).length + codepage.length + record(0x85, Array(8).fill(0)).length + 4
    const workbook = [
      ...begin(5),
      ...codepage,
      ...record(0x85, [globals, 0, 0, 0, 0, 0, 1, 0x61]),
      ...record(0x0a, []),
      ...begin(0x10),
      ...text(0, 0, [0xbf, 0xcd, 0xbb, 0xa7]),
      ...text(0, 1, [0xbd, 0xf0, 0xb6, 0xee]),
      ...text(1, 0, [0xcd, 0xf5, 0xd0, 0xa1, 0xc3, 0xf7]),
      ...text(1, 1, [0x35]),
      ...record(0x0a, []),
    ]
    expect(await lines(Uint8Array.from(workbook), 'a.xls')).toEqual(['客户,金额', '王小明,5'])
  })

  it('one with a password says so', async () => {
    const cfb = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(cfb, '/EncryptionInfo', Array.from(new Uint8Array(200)))
    XLSX.CFB.utils.cfb_add(
      cfb,
      '/EncryptedPackage',
      Array.from({ length: 5000 }, (_, i) => (i * 7) % 256),
    )
    const bytes = Uint8Array.from(XLSX.CFB.write(cfb, { type: 'array' }) as number[])
    await expect(opened(bytes, 'Shopee.xlsx')).rejects.toMatchObject({
      code: 'file.encrypted',
      params: { file: 'Shopee.xlsx' },
    })
  })

  it('a Word document of old is named, and a broken one is damaged', async () => {
    const cfb = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(cfb, '/WordDocument', Array.from(new Uint8Array(5000)))
    const bytes = Uint8Array.from(XLSX.CFB.write(cfb, { type: 'array' }) as number[])
    await expect(opened(bytes, 'a.xls')).rejects.toMatchObject({
      code: 'file.document',
      params: { kind: 'Word' },
    })
    await expect(opened(book('biff8').slice(0, 700), 'a.xls')).rejects.toMatchObject({ code: 'file.damaged' })
  })
})

describe('HTML that is called a spreadsheet', () => {
  const page = (body: string) =>
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gbk><style>td {mso-number-format:"\\@"}</style></head><body>${body}</body></html>`

  it('cells are text as they stand, with their zeros, entities and line breaks', async () => {
    const html = page(
      `<table border=1><tr><th>订单号<th>备注</tr><!-- a > b --><tr><td style="a">000123456789012345678</td><td> a&nbsp;&amp; &#20013;<br>b </td></tr></table>`,
    )
    expect(await lines(html, 'orders.xls')).toEqual(['订单号,备注', '000123456789012345678,"a & 中\nb"'])
  })

  it('cells that reach over rows and columns, and rows without end tags', async () => {
    const html = page(
      '<TABLE><tr><td rowspan=2>A1<td>x<td>1<tr><td>y<td>2<tr><td colspan="2">合计<td>3</TABLE>',
    )
    expect(await lines(html, 'a.xls')).toEqual(['A1,x,1', 'A1,y,2', '合计,,3'])
  })

  it('in GBK, as its header says', async () => {
    const gbk = Uint8Array.from([...'<table><tr><td>'].map((c) => c.charCodeAt(0)))
    const name = [0xbf, 0xcd, 0xbb, 0xa7, 0xc3, 0xfb, 0xb3, 0xc6]
    const rest = [...'</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>'].map((c) => c.charCodeAt(0))
    const meta = [...'<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'].map((c) =>
      c.charCodeAt(0),
    )
    expect(await lines(Uint8Array.from([...meta, ...gbk, ...name, ...rest]))).toEqual(['客户名称,b', '1,2'])
  })

  it('several tables are several; a page around a table is not one', async () => {
    const two = page('<table><tr><td>a<td>b<tr><td>1<td>2</table><table><tr><td>c<td>d<tr><td>3<td>4</table>')
    expect(Object.keys((await opened(two, 'a.xls')).texts)).toEqual(['a.xls › 1', 'a.xls › 2'])
    const around = page('<table><tr><td><table><tr><td>a<td>b<tr><td>1<td>2</table></td></tr></table>')
    expect(await lines(around)).toEqual(['a,b', '1,2'])
  })

  it('a page without a table is a page', async () => {
    await expect(
      opened('<!DOCTYPE html><html><body>Please sign in</body></html>', 'a.xlsx'),
    ).rejects.toMatchObject({
      code: 'file.page',
    })
  })

  it('tab-separated text that is called a spreadsheet stays as it is', async () => {
    const text = 'id\tname\n1\ta\n'
    expect(await opened(text, 'orders.xls')).toMatchObject({
      texts: { 'orders.xls': text },
      formats: ['text'],
    })
  })
})

it('a workbook of Numbers is read too', async () => {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['编号', '金额'],
    ['001', 12.5],
    ['002', 7],
  ])
  const bytes = XLSX.write(XLSX.utils.book_new(sheet, '订单'), {
    type: 'array',
    bookType: 'numbers',
    numbers: zahl as string,
  }) as ArrayBuffer
  expect(await lines(new Uint8Array(bytes), 'a.numbers')).toEqual(['编号,金额', '001,12.5', '002,7'])
})
