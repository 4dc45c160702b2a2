import { describe, expect, it } from 'vitest'
import { cellsXml, lines, opened, xlsx } from '../../support/pack'

const one = (
  rows: Parameters<typeof cellsXml>[0],
  more: Parameters<typeof xlsx>[1] = {},
  merges: string[] = [],
) => lines(xlsx([{ rows: cellsXml(rows), merges }], more))

describe('numbers of a spreadsheet', () => {
  it('are written in plain figures: no exponent, no noise of binary fractions', async () => {
    const values = [0.1 + 0.2, 1e-7, 1234567.89, 1e14, -5, 0.05, 100, 2.5e-12, 123456.78901]
    expect(await one([['n', 'm'], ...values.map((v) => [v, 'x'])])).toEqual([
      'n,m',
      ...[
        '0.3',
        '0.0000001',
        '1234567.89',
        '100000000000000',
        '-5',
        '0.05',
        '100',
        '0.0000000000025',
        '123456.78901',
      ].map((text) => `${text},x`),
    ])
  })

  it('percent and currency formats keep the number; zeros shown in front are part of an id', async () => {
    const formats = { 164: '[$¥-804]#,##0.00', 165: '000000', 166: '0.00"元"', 167: '#,##0_);[Red](#,##0)' }
    const styles = [0, 9, 164, 165, 166, 167, 49]
    expect(
      await one(
        [
          ['a', 'b'],
          [
            [0.05, 1],
            [1234.5, 2],
          ],
          [
            [42, 3],
            [7, 4],
          ],
          [
            [-1200, 5],
            [88, 6],
          ],
        ],
        { formats, styles },
      ),
    ).toEqual(['a,b', '0.05,1234.5', '000042,7', '-1200,88'])
  })

  it('an id that the spreadsheet has rounded stays recognisable as such and is told of', async () => {
    const book = xlsx([
      {
        rows: cellsXml([
          ['客户编号', '金额'],
          [440106199001011000, 5],
          [6222021234567890, 6],
          ['K1', 7],
        ]),
      },
    ])
    const { texts, told, failures } = await opened(book, 'a.xlsx')
    expect(texts['a.xlsx']).toBe(
      '客户编号,金额\r\n4.40106199001011E+17,5\r\n6.22202123456789E+15,6\r\nK1,7\r\n',
    )
    expect(told).toEqual(['file.rounded'])
    expect(failures[0]!.error.params).toMatchObject({
      column: '客户编号',
      count: 2,
      example: '4.40106199001011E+17',
    })
  })
})

describe('dates of a spreadsheet', () => {
  const formats = {
    164: 'yyyy"年"m"月"d"日"',
    165: 'yyyy-mm-dd hh:mm:ss',
    166: '[h]:mm:ss',
    167: '[$-404]e"年"m"月"d"日"',
    168: 'm/d/yy\\ h:mm\\ AM/PM;@',
    169: 'mm:ss.0',
    170: '上午/下午h"时"mm"分"',
    171: '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
  }
  const styles = [0, 14, 22, 164, 165, 166, 167, 168, 169, 170, 171, 31, 58, 32, 20]

  it.each([
    ['the built-in date', [45296, 1], '2024-01-05'],
    ['a date with a time behind it', [45296.395833333336, 1], '2024-01-05 09:30:00'],
    ['date and time', [45296.395833333336, 2], '2024-01-05 09:30:00'],
    ['date and time at midnight', [45296, 2], '2024-01-05 00:00:00'],
    ['年月日', [45296, 3], '2024-01-05'],
    ['exact to the second', [45296.999988425923, 4], '2024-01-05 23:59:59'],
    ['half a millisecond short of the next day', [45296.9999999999, 4], '2024-01-06 00:00:00'],
    ['a duration', [1.5, 5], '36:00:00'],
    ['a year of the Republic', [45296, 6], '2024-01-05'],
    ['with AM and PM', [45296.75, 7], '2024-01-05 18:00:00'],
    ['minutes and seconds', [0.0104166666666667, 8], '00:15:00'],
    ['上午/下午', [0.75, 9], '18:00:00'],
    ['the long date of the system', [45296, 10], '2024-01-05'],
    ['format 31, which no file spells out', [45296, 11], '2024-01-05'],
    ['format 58', [45296, 12], '2024-01-05'],
    ['format 32', [0.5, 13], '12:00:00'],
    ['a time', [0.5, 14], '12:00:00'],
    ['a time of a day', [45296.5, 14], '2024-01-05 12:00:00'],
    ['the day after the one that never was', [61, 1], '1900-03-01'],
    ['the first day', [1, 1], '1900-01-01'],
    ['no date at all', [-3, 1], '-3'],
    ['nothing, shown as a date', [0, 1], '0'],
  ] as [string, [number, number], string][])('%s', async (_, cell, text) => {
    expect(
      await one(
        [
          ['a', 'b'],
          [cell, 'x'],
        ],
        { formats, styles },
      ),
    ).toEqual(['a,b', `${text},x`])
  })

  it('count from 1904 where the workbook says so', async () => {
    expect(
      await one(
        [
          ['a', 'b'],
          [
            [43834, 1],
            [43834.5, 2],
          ],
        ],
        { styles, date1904: true },
      ),
    ).toEqual(['a,b', '2024-01-05,2024-01-05 12:00:00'])
  })

  it('every second of a day comes back as itself', async () => {
    const seconds = Array.from({ length: 2880 }, (_, i) => i * 30 + (i % 30))
    const rows = seconds.map((s): [number, number][] => [
      [45296 + s / 86400, 4],
      [s, 0],
    ])
    const read = await one([['a', 'b'], ...rows], { formats, styles })
    const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
    expect(read.slice(1)).toEqual(
      seconds.map((s) => `2024-01-05 ${two(s / 3600)}:${two((s / 60) % 60)}:${two(s % 60)},${s}`),
    )
  })
})

describe('texts of a spreadsheet', () => {
  it('shared, rich, with line breaks, quotes, escapes and without the pronunciation', async () => {
    const strings =
      '<si><t>客户</t></si><si><r><rPr><b/></rPr><t>王</t></r><r><t xml:space="preserve"> 小明</t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a &amp; "b", &#20013;_x000D_\nc</t></si><si/>'
    const rows =
      '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>备注</t></is></c></row><row/>' +
      '<row><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row><c t="s"><v>3</v></c><c t="s"><v>4</v></c></row>'
    expect(await opened(xlsx([{ rows }], { strings }), 'a.xlsx')).toMatchObject({
      texts: { 'a.xlsx': '客户,备注\r\n\r\n王 小明,東京\r\n"a & ""b"", 中\nc",\r\n' },
    })
  })

  it('formulas give their stored values, errors their text, booleans true and false, ISO dates the date', async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>' +
      '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="b"><v>0</v></c>' +
      '<c r="D2" t="d"><v>2024-01-05T10:30:00Z</v></c></row>'
    expect(await lines(xlsx([{ rows }]))).toEqual(['ab,2,,', '#N/A,true,false,2024-01-05 10:30:00'])
  })

  it('a vocabulary with a prefix, single quotes and cells without a place', async () => {
    const xml =
      '<?xml version="1.0"?>\n<x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c t=\'inlineStr\'><x:is><x:t>id</x:t></x:is></x:c>' +
      '<x:c><x:v>1</x:v></x:c></x:row><x:row r="3"><x:c r="B3"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await lines(xlsx([{ rows: '', xml }]))).toEqual(['id,1', '', ',2'])
  })
})

describe('the place of a table in its sheet', () => {
  it('columns and rows before it are left out, blank rows inside stay, those behind go', async () => {
    const rows =
      '<row r="3"><c r="B3" t="inlineStr"><is><t>id</t></is></c><c r="C3" t="inlineStr"><is><t>n</t></is></c></row>' +
      '<row r="5"><c r="B5"><v>1</v></c><c r="C5"><v>2</v></c><c r="D5" s="0"/></row><row r="9"><c r="B9" s="0"/></row>'
    expect(await lines(xlsx([{ rows }]))).toEqual(['id,n', '', '1,2'])
  })

  it('rows that are short of the widest are filled up, however late it comes', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [i, 'some text to fill the block with'])
    const read = await one([['a', 'b'], ...rows, [1, 2, 3, 4]])
    expect([read[0], read[1], read.at(-1)]).toEqual([
      'a,b,,',
      '0,some text to fill the block with,,',
      '1,2,3,4',
    ])
    expect(read.length).toBe(60_002)
  })
})

describe('merged cells', () => {
  it('down the rows a text or a date holds for each of them, a number is counted once', async () => {
    const rows: Parameters<typeof cellsXml>[0] = [
      ['单号', '日期', '商品', '订单金额'],
      ['A1', [45296, 1], 'x', 100],
      [null, null, 'y', null],
      [null, null, 'z', null],
      ['A2', [45297, 1], 'x', 50],
    ]
    expect(await one(rows, { styles: [0, 14] }, ['A2:A4', 'B2:B4', 'D2:D4'])).toEqual([
      '单号,日期,商品,订单金额',
      'A1,2024-01-05,x,100',
      'A1,2024-01-05,y,',
      'A1,2024-01-05,z,',
      'A2,2024-01-06,x,50',
    ])
  })

  it('a heading over headings is repeated; a title over the whole and a total are not', async () => {
    const rows: Parameters<typeof cellsXml>[0] = [
      ['2024 订单', null, null, null],
      ['客户', null, '订单', null],
      ['编号', '姓名', '单号', '金额'],
      ['C1', '王', 'A1', 5],
      ['合计', null, null, 5],
    ]
    expect(await one(rows, {}, ['A1:D1', 'A2:B2', 'C2:D2', 'A5:C5'])).toEqual([
      '2024 订单,,,',
      '客户,客户,订单,订单',
      '编号,姓名,单号,金额',
      'C1,王,A1,5',
      '合计,,,5',
    ])
  })
})

describe('the sheets of a workbook', () => {
  const table = cellsXml([
    ['id', 'n'],
    [1, 2],
  ])

  it('each is a table of its own; empty ones are passed over, covers and hidden ones told of', async () => {
    const book = xlsx([
      { name: '说明', rows: cellsXml([['导出说明'], ['本表由系统导出']]) },
      { name: '订单', rows: table },
      { name: '客户 &amp; 联系人', rows: table },
      { name: 'Sheet3', rows: '' },
      { name: 'lists', rows: table, state: 'hidden' },
      { name: 'deep', rows: table, state: 'veryHidden' },
    ])
    const { texts, told, failures, formats } = await opened(book, 'a.xlsx')
    expect(Object.keys(texts)).toEqual(['a.xlsx › 订单', 'a.xlsx › 客户 & 联系人'])
    expect(formats).toEqual(['xlsx', 'xlsx'])
    expect(told).toEqual(['file.cover', 'file.hidden', 'file.hidden'])
    expect(failures.map(({ error }) => error.params.sheet)).toEqual(['说明', 'lists', 'deep'])
  })

  it('one table has the name of the file, whatever its sheet is called', async () => {
    expect(Object.keys((await opened(xlsx([{ name: '订单', rows: table }]), 'a.csv')).texts)).toEqual([
      'a.csv',
    ])
  })

  it('where there is nothing else, a hidden sheet or a list of one column is taken', async () => {
    expect((await opened(xlsx([{ rows: table, state: 'hidden' }]))).told).toEqual([])
    expect(await lines(xlsx([{ rows: cellsXml([['id'], [1], [2]]) }]))).toEqual(['id', '1', '2'])
  })

  it('no cell at all is said to be no table', async () => {
    await expect(opened(xlsx([{ rows: '' }]), 'a.xlsx')).rejects.toMatchObject({ code: 'file.noTable' })
  })

  it('a workbook cut short is damaged', async () => {
    const book = xlsx([{ rows: table }])
    await expect(opened(book.slice(0, book.length - 100), 'a.xlsx')).rejects.toMatchObject({
      code: 'file.damaged',
    })
  })
})
