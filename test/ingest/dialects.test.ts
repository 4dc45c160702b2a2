import { describe, expect, it } from 'vitest'
import { convert } from '../../src/ingest/convert'
import { detectDialect } from '../../src/ingest/dialect'
import { takeSample } from '../../src/ingest/sample'
import { readRows } from '../pollock/measure'

const RECORDS = [
  ['order id', 'customer', 'order date', 'time', 'amount', 'note'],
  ['A1', 'Ann Berg', '2024-01-05', '10:30', '12.50', ''],
  ['A2', 'Bob', '2024-01-06', '11:45', '13', 'two, or three; maybe'],
  ['A3', 'Cyd Ito', '2024-01-07', '09:05', '1024.75', "it's"],
  ['A4', 'Dee', '2024-01-08', '23:59', '7', ''],
]
const tableOf = async (text: string | Uint8Array): Promise<string[][]> =>
  readRows(await (await convert(new Blob([text as BlobPart]), 'x.csv')).text.text())

/** The records, with a cell in quotes where it holds the delimiter or the quote. */
const write = (delimiter: string, quote = '"', end = '\n', escape = quote + quote): string =>
  RECORDS.map((cells) =>
    cells
      .map((cell) =>
        cell.includes(delimiter) || (quote && cell.includes(quote))
          ? quote + cell.replaceAll(quote, escape) + quote
          : cell,
      )
      .join(delimiter),
  ).join(end) + end

describe('every way to cut', () => {
  it.each([',', '\t', ';', '|', '，', '^', '~', '\x01', '\x1f', ', ', '; ', '||', '~~', '；'])(
    'delimiter %j',
    async (delimiter) => {
      expect(detectDialect(write(delimiter)).delimiter).toBe(delimiter)
      expect(await tableOf(write(delimiter))).toEqual(RECORDS)
    },
  )

  it('a blank, where every cell with a blank is quoted', async () => {
    expect(await tableOf(write(' '))).toEqual(RECORDS)
  })

  it('a colon, where no times stand in the cells', async () => {
    const text = 'id:name:city\n1:Ann:Oslo\n2:Bob:Rome\n3:Cyd:Bonn\n'
    expect(detectDialect(text).delimiter).toBe(':')
    expect(detectDialect('time\n10:30\n11:45\n09:05\n')).toMatchObject({ width: 1 })
  })

  it.each([
    ['single quotes', write(',', "'")],
    ['CR', write(',', '"', '\r')],
    ['CRLF', write(',', '"', '\r\n')],
    ['mixed line ends', write(',').replace('\n', '\r\n').replace('A3', '\r\nA3')],
    ['blank lines around and between', `\n\n${write(',').replaceAll('\n', '\n\n')}\n`],
  ])('%s', async (_, text) => {
    expect(await tableOf(text)).toEqual(RECORDS)
  })

  it('a backslash before a quote, and no other', async () => {
    const text = 'id,note,path\n1,"a \\"word\\", two",C:\\temp\n2,"8\\\'9\\" long","x\\\\y"\n3,plain,z\n'
    expect(detectDialect(text).escape).toBe('\\')
    expect(await tableOf(text)).toEqual([
      ['id', 'note', 'path'],
      ['1', 'a "word", two', 'C:\\temp'],
      ['2', '8\\\'9" long', 'x\\y'],
      ['3', 'plain', 'z'],
    ])
  })

  it('comments between the rows are no rows', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `A${i},C${i},2024-01-05`)
    const text = [
      '# made by hand',
      'id,customer,date',
      ...rows.slice(0, 6),
      '# half of it, so far',
      ...rows.slice(6),
    ]
    const { rows: n, apart, sample } = await convert(new Blob([text.join('\n')]), 'x.csv')
    expect(sample!.dialect.comment).toBe('#')
    expect([n, apart]).toEqual([12, 1])
  })

  it('order numbers that begin with # are no comments', async () => {
    const text = 'Name,Total,Paid at\n#1001,12.50,2024-01-05\n#1002,7.00,2024-01-06\n#1003,8.00,2024-01-07\n'
    expect(await tableOf(text)).toHaveLength(4)
  })

  it('a record over 4 MB and cells across the edges of a slice', async () => {
    const long = 'x'.repeat(5 << 20)
    const rows = [
      ['id', 'note'],
      ['1', `${long}\n"${long}"`],
      ['2', 'ü'],
      ['3', 'y'],
    ]
    const text = rows
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
      .join('\r\n')
    expect(await tableOf(text)).toEqual(rows)
  })
})

describe('a header', () => {
  it.each([
    ['of numbers in every row is none', '1,Ann,2024-01-05\n2,Bob,2024-01-06\n3,Cyd,2024-01-07\n', 3],
    ['of codes is none', 'C1\nC2\nC3\n', 1],
  ])('%s', async (_, text, width) => {
    const sample = await takeSample(new Blob([text]), 'x.csv')
    expect(sample.dialect.reasons.header).toBe('none')
    expect(sample.header).toEqual(Array.from({ length: width }, (_, i) => `column ${i + 1}`))
    expect(sample.rows).toHaveLength(3)
    expect(await tableOf(text)).toHaveLength(3)
  })

  it('of years is one', async () => {
    const sample = await takeSample(new Blob(['region,2023,2024\nNorth,10,12\nSouth,8,9\n']), 'x.csv')
    expect(sample.header).toEqual(['region', '2023', '2024'])
  })

  it('is known by words over values, where the model knows none of its names', async () => {
    const text =
      'A quarterly overview,,\nall figures unaudited,,\nfoo,bar,baz\nx1,2024-01-05,3\nx2,2024-01-06,4\n'
    const sample = await takeSample(new Blob([text]), 'x.csv')
    expect(sample.header).toEqual(['foo', 'bar', 'baz'])
    expect(sample.dialect.reasons.header).toBe('shape')
  })

  it('a name that stands twice, one below the other, is said once', async () => {
    const sample = await takeSample(new Blob(['id,date\nid,date\n1,2024-01-05\n2,2024-01-06\n']), 'x.csv')
    expect(sample.header).toEqual(['id', 'date'])
    expect(sample.dialect.headerRows).toBe(2)
  })

  it('shorter or longer than its rows leaves every cell a column', async () => {
    const short = await takeSample(new Blob(['id,date\n1,2024-01-05,x\n2,2024-01-06,y\n']), 'x.csv')
    expect(short.header).toEqual(['id', 'date', 'column 3'])
    const long = await takeSample(new Blob(['id,date,\n1,2024-01-05\n2,2024-01-06\n']), 'x.csv')
    expect(long.header).toEqual(['id', 'date'])
  })
})

describe('little files', () => {
  it.each([
    ['one record', 'A1,12.50,2024-01-05\n', [['A1', '12.50', '2024-01-05']]],
    ['a header and nothing else', 'id,amount\n', [['id', 'amount']]],
    ['one column', 'customer id\nC1\n\nC2\n', [['customer id'], ['C1'], ['C2']]],
    ['one cell', 'hello', [['hello']]],
    [
      'blank lines at both ends',
      '\n\nid,amount\n1,2\n\n\n',
      [
        ['id', 'amount'],
        ['1', '2'],
      ],
    ],
  ])('%s', async (_, text, rows) => {
    expect(await tableOf(text)).toEqual(rows)
  })

  it('an empty file stays empty', async () => {
    expect(await tableOf('')).toEqual([])
  })
})
