import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { inferAs, inferAttribute } from '../../src/ingest/infer'
import { canonical, readingSql, ROC, type Reading } from '../../src/ingest/value'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

/** What the SQL form makes of each cell, as text; null where it cannot be read or is missing. */
async function bySql(cells: string[], reading: Reading, type: string): Promise<(string | null)[]> {
  await engine.put('cells', { n: Float64Array.from(cells.keys()), cell: cells })
  const rows = await engine.query<{ value: string | null }>(
    `SELECT (${readingSql('cell', reading, type)})::VARCHAR AS value FROM cells ORDER BY n`,
  )
  return rows.map(({ value }) => value)
}
/** The function's form, cast by the engine as a re-read row is. */
async function byFunction(cells: string[], reading: Reading, type: string): Promise<(string | null)[]> {
  const values = cells.map((cell) => canonical(cell, reading) ?? null)
  await engine.put('cells', { n: Float64Array.from(cells.keys()), cell: values })
  const rows = await engine.query<{ value: string | null }>(
    `SELECT cell::${type}::VARCHAR AS value FROM cells ORDER BY n`,
  )
  return rows.map(({ value }) => value)
}

const number = (decimal: '.' | ','): Reading => ({ as: 'number', decimal, plain: false })
const date = (format: string, time = false): Reading => ({ as: 'date', format, time })

const NUMBERS: [string, number | null][] = [
  ['12', 12],
  ['-12.5', -12.5],
  ['+3', 3],
  ['.5', 0.5],
  ['007', 7],
  ['1,234.50', 1234.5],
  ['12,345,678', 12345678],
  ['1 234', 1234],
  ['¥1,234.50', 1234.5],
  ['￥99', 99],
  ['-¥12', -12],
  ['¥-12', -12],
  ['$ 3.20', 3.2],
  ['NT$1,200', 1200],
  ['HK$88', 88],
  ['US$5', 5],
  ['£7.5', 7.5],
  ['€7', 7],
  ['7 €', 7],
  ['12元', 12],
  ['12 CNY', 12],
  ['RMB 12', 12],
  ['(15.25)', -15.25],
  ['(¥1,000)', -1000],
  ['（15）', -15],
  ['12%', 0.12],
  ['12.5％', 0.125],
  ['１２３．５', 123.5],
  ['－５', -5],
  ['１，２３４', 1234],
  ['3.5万', 35000],
  ['3.5萬', 35000],
  ['1.2亿', 120000000],
  ['2億', 200000000],
  ['¥3.5万元', 35000],
  ['-2万', -20000],
  [' 42 ', 42],
  ['1e3', 1000],
  ['1.5E-2', 0.015],
  ['abc', null],
  ['12abc', null],
  ['1-2', null],
  ['1.2.3', null],
  ['2024-01-05', null],
  ['12:30', null],
  ['十二', null],
  ['', null],
  ['-', null],
  ['无', null],
  ['N/A', null],
  ['NULL', null],
]
const COMMA_NUMBERS: [string, number | null][] = [
  ['12', 12],
  ['12,5', 12.5],
  ['-12,5', -12.5],
  ['1.234,50', 1234.5],
  ['1 234,5', 1234.5],
  ['€ 1.234.567,89', 1234567.89],
  ['12,5 €', 12.5],
  ['(1,5)', -1.5],
  ['12,5%', 0.125],
  ['abc', null],
  ['', null],
]

describe('numbers', () => {
  it.each(NUMBERS)('“%s” is %s', (cell, value) => {
    const text = canonical(cell, number('.'))
    expect(text == null ? null : Number(text)).toBe(value)
  })
  it.each(COMMA_NUMBERS)('with a decimal comma “%s” is %s', (cell, value) => {
    const text = canonical(cell, number(','))
    expect(text == null ? null : Number(text)).toBe(value)
  })

  it.each(['DECIMAL(18, 4)', 'DOUBLE'])(
    'the SQL form reads every cell as the function does: %s',
    async (type) => {
      for (const [decimal, table] of [
        ['.', NUMBERS],
        [',', COMMA_NUMBERS],
      ] as const) {
        const cells = table.map(([cell]) => cell)
        const [sql, own] = [
          await bySql(cells, number(decimal), type),
          await byFunction(cells, number(decimal), type),
        ]
        expect(Object.fromEntries(cells.map((cell, i) => [cell, sql[i]]))).toEqual(
          Object.fromEntries(cells.map((cell, i) => [cell, own[i]])),
        )
      }
    },
  )

  it('the decimal mark is decided over the whole column', () => {
    const decimal = (cells: string[]) => {
      const { reading } = inferAs(cells, 'money')
      return reading.as === 'number' ? reading.decimal : null
    }
    expect(decimal(['1.234,50', '12,5'])).toBe(',')
    expect(decimal(['1,234.50', '12.5'])).toBe('.')
    expect(decimal(['1,234', '2,500'])).toBe('.')
    expect(decimal(['12,5', '7,25', '1.000,00'])).toBe(',')
  })
})

/** Cells that one format reads, the day (and time) they mean, and cells that it must refuse. */
const DATES: [string, [string, string][], string[]][] = [
  [
    '%Y-%m-%d',
    [
      ['2024-01-05', '2024-01-05'],
      ['2024-1-5', '2024-01-05'],
      ['2024-02-29', '2024-02-29'],
    ],
    ['2024-02-30', '2024-13-01', '24-1-5', 'x', '2024/1/5'],
  ],
  [
    '%Y-%m-%d %H:%M:%S',
    [
      ['2024-01-05 13:04:05', '2024-01-05 13:04:05'],
      ['2024-1-5 3:04:05', '2024-01-05 03:04:05'],
    ],
    ['2024-01-05 25:00:00', '2024-01-05 10:61:00', 'x'],
  ],
  [
    '%Y-%m-%d %H:%M:%S%z',
    [
      ['2024-01-05 23:04:05 +0800', '2024-01-05 23:04:05'],
      ['2024-01-05T03:04:05Z', '2024-01-05 03:04:05'],
      ['2024-01-05T03:04:05.123-05:00', '2024-01-05 03:04:05'],
    ],
    ['2024-01-05 25:04:05 +0800', '2024-01-05'],
  ],
  ['%Y-%m-%d %H:%M', [['2024-01-05 13:04', '2024-01-05 13:04:00']], ['2024-01-05 24:04', '2024-02-30 10:00']],
  ['%Y-%m-%dT%H:%M:%S', [['2024-01-05T13:04:05', '2024-01-05 13:04:05']], ['2024-01-05T25:04:05']],
  [
    '%Y/%m/%d',
    [
      ['2024/1/5', '2024-01-05'],
      ['2024/12/31', '2024-12-31'],
    ],
    ['2024/2/30', '5/1/2024'],
  ],
  ['%Y/%m/%d %H:%M:%S', [['2024/1/5 3:04:05', '2024-01-05 03:04:05']], ['2024/1/5 30:00:00']],
  ['%Y/%m/%d %H:%M', [['2024/1/5 13:04', '2024-01-05 13:04:00']], ['2024/1/5']],
  [
    '%Y年%m月%d日',
    [
      ['2024年1月5日', '2024-01-05'],
      ['2024年12月31日', '2024-12-31'],
    ],
    ['2024年13月5日', '1月5日'],
  ],
  ['%Y年%m月%d日 %H:%M:%S', [['2024年1月5日 13:04:05', '2024-01-05 13:04:05']], ['2024年1月5日 25:04:05']],
  ['%Y.%m.%d', [['2024.1.5', '2024-01-05']], ['2024.2.30', '5.1.2024']],
  ['%Y%m%d', [['20240105', '2024-01-05']], ['20241305', '20240230', '2024']],
  [
    '%d/%m/%Y',
    [
      ['5/1/2024', '2024-01-05'],
      ['31/12/2024', '2024-12-31'],
    ],
    ['12/31/2024', '30/2/2024'],
  ],
  ['%d/%m/%Y %H:%M:%S', [['5/1/2024 13:04:05', '2024-01-05 13:04:05']], ['12/31/2024 13:04:05']],
  ['%d/%m/%Y %H:%M', [['5/1/2024 3:04', '2024-01-05 03:04:00']], ['5/1/2024 25:04']],
  [
    '%m/%d/%Y',
    [
      ['1/5/2024', '2024-01-05'],
      ['12/31/2024', '2024-12-31'],
    ],
    ['31/12/2024'],
  ],
  ['%m/%d/%Y %H:%M', [['12/31/2024 8:26', '2024-12-31 08:26:00']], ['31/12/2024 8:26']],
  ['%d-%m-%Y', [['5-1-2024', '2024-01-05']], ['12-31-2024']],
  ['%m-%d-%Y', [['12-31-2024', '2024-12-31']], ['31-12-2024']],
  ['%d.%m.%Y', [['5.1.2024', '2024-01-05']], ['12.31.2024', '2024.1.5']],
  [
    ROC,
    [
      ['民國113年1月5日', '2024-01-05'],
      ['民国99年12月31日', '2010-12-31'],
    ],
    ['民國113年13月5日', '113年1月5日', 'x'],
  ],
]

describe('dates', () => {
  it.each(DATES)('%s', async (format, good, bad) => {
    const time = format.includes('%H')
    const reading = date(format, time)
    for (const [cell, value] of good) expect(canonical(cell, reading), cell).toBe(value)
    for (const cell of bad) expect(canonical(cell, reading), cell).toBeUndefined()
    const cells = [...good.map(([cell]) => cell), ...bad, '', '-', 'NULL', ` ${good[0]![0]} `]
    const type = time ? 'TIMESTAMP' : 'DATE'
    const [sql, own] = [await bySql(cells, reading, type), await byFunction(cells, reading, type)]
    expect(Object.fromEntries(cells.map((cell, i) => [cell, sql[i]]))).toEqual(
      Object.fromEntries(cells.map((cell, i) => [cell, own[i]])),
    )
  })

  const format = (...cells: string[]): string | null => {
    const { reading } = inferAs(cells, 'datetime')
    return reading.as === 'date' ? reading.format : null
  }
  it('day or month first is decided over the whole column', () => {
    expect(format('1/2/2024', '3/4/2024', '13/5/2024')).toBe('%d/%m/%Y')
    expect(format('1/2/2024', '3/4/2024', '5/13/2024')).toBe('%m/%d/%Y')
    expect(format('1/2/2024 10:00', '12/31/2024 8:26')).toBe('%m/%d/%Y %H:%M')
    expect(format('1-2-2024', '5-13-2024')).toBe('%m-%d-%Y')
  })
  it.each([
    ['2024-01-05 10:00:00', '%Y-%m-%d %H:%M:%S'],
    ['2024/1/5', '%Y/%m/%d'],
    ['2024年1月5日', '%Y年%m月%d日'],
    ['20240105', '%Y%m%d'],
    ['民國113年1月5日', ROC],
  ])('“%s” is recognised', (cell, expected) => {
    expect(format(cell, cell)).toBe(expected)
  })
})

describe('yes and no', () => {
  it('the SQL form reads every word as the function does', async () => {
    const cells = [
      '是',
      '否',
      'Yes',
      'no',
      'TRUE',
      'False',
      '1',
      '0',
      '√',
      '×',
      '有',
      '无',
      '無',
      'maybe',
      '',
      'y',
      'N',
    ]
    const reading: Reading = { as: 'boolean' }
    expect(await bySql(cells, reading, 'BOOLEAN')).toEqual(await byFunction(cells, reading, 'BOOLEAN'))
    expect(canonical('是', reading)).toBe('true')
    expect(canonical('maybe', reading)).toBeUndefined()
  })
})

describe('a column that the model has no field for', () => {
  const type = (...cells: string[]) => inferAttribute(cells).type
  it('is a number or a date only where every cell is one', () => {
    expect(type('1', '2.5', '')).toBe('DOUBLE')
    expect(type('1', 'x')).toBe('VARCHAR')
    expect(type('2024-01-05', '2024-02-05')).toBe('DATE')
    expect(type('2024-01-05', 'x')).toBe('VARCHAR')
    expect(type('', '')).toBe('VARCHAR')
  })
  it('that looks like numbers of things stays text: leading zeros, long digits, phones', () => {
    expect(type('0012', '0013')).toBe('VARCHAR')
    expect(type('13800000001', '13800000002')).toBe('VARCHAR')
    expect(type('123456789012345678')).toBe('VARCHAR')
  })
})
