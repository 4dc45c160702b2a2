import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { inferAs, inferAttribute } from '../../src/ingest/infer'
import { canonical, EPOCH, EPOCH_MS, readingSql, ROC, SERIAL, type Reading } from '../../src/ingest/value'
import { ROC_DIGITS } from '../../src/ingest/value/date'

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
  ['AU $3,000.00', 3000],
  ['EUR 90.00', 90],
  ['৳2,999', 2999],
  ['-$0.46', -0.46],
  ['¥-5', -5],
  ['12.00元', 12],
  ['12.00(含3积分)', 12],
  ['1,200.00 (incl. 3 points)', 1200],
  ['12圆', 12],
  ['499.00（系统计算中…）', 499],
  ["1'234.50", 1234.5],
  ['12,34,567', 1234567],
  ['1 234 567', 1234567],
  ['15-', -15],
  ['5‰', 0.005],
  ['1.2千', 1200],
  ['3百万', 3000000],
  ['2千万元', 20000000],
  ['3.5K', 3500],
  ['2M', 2000000],
  ['7 KRW', 7],
  ['HK$1.5K', 1500],
  ['101,000원', 101000],
  ['Rs. 76,900', 76900],
  ['Rs.76,900.50', 76900.5],
  ['₹ 1,23,456', 123456],
  ['RM 12.50', 12.5],
  ['S/ 8.40', 8.4],
  ['S/. 8.40', 8.4],
  ['76,900₫', 76900],
  ['฿76,900.00', 76900],
  ["CHF 76'900.00", 76900],
  ['1,200.00 Kč', 1200],
  ['150 kr', 150],
  ['-150.5 kr.', -150.5],
  ['99 lei', 99],
  ['Order 5', null],
  ['A1001', null],
  ['3件', 3],
  ['10秒', 10],
  ['25岁', 25],
  ['3件5', null],
  ['1,23', null],
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
  ['1 234,50 €', 1234.5],
  ['EUR 90,00', 90],
  ["1'234,50", 1234.5],
  ['3,5万', 35000],
  ['76900,00 zł', 76900],
  ['1 299,50 Kč', 1299.5],
  ['1.299,50 kr.', 1299.5],
  ['R$ 76.900,00', 76900],
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

  it('money without parts has marks that group: 76.900₫ is no 76.9', () => {
    expect(inferAs(['76.900₫', '3.900₫', '120.000₫'], 'money').reading).toMatchObject({ decimal: ',' })
    expect(inferAs(['101,000원', '490,000원'], 'money').reading).toEqual({
      as: 'number',
      decimal: '.',
      plain: false,
    })
  })

  it('a sign that nobody knows and that all cells share is no part of the number', async () => {
    const columns: [string[], number[]][] = [
      [
        ['Nu. 1,200.00', 'Nu. 35.50', 'Nu. 2,000.00', 'Nu. 410.00'],
        [1200, 35.5, 2000, 410],
      ],
      [
        ['1,200.00 birr', '35.50 birr', '2,000.00 birr', '-410.00 birr'],
        [1200, 35.5, 2000, -410],
      ],
      [
        ['1.200,00 ден.', '35,50 ден.', '2.000,00 ден.', '410,00 ден.'],
        [1200, 35.5, 2000, 410],
      ],
    ]
    for (const [cells, values] of columns) {
      const { reading, fit } = inferAs(cells, 'money')
      expect(fit).toBe(1)
      expect(cells.map((cell) => Number(canonical(cell, reading)))).toEqual(values)
      expect((await bySql(cells, reading, 'DECIMAL(18, 4)')).map(Number)).toEqual(values)
    }
  })

  it('what letters and digits name is no number, however alike', () => {
    for (const cells of [
      ['A1001', 'A1002', 'A1003', 'A1004'],
      ['ORD-1,001', 'ORD-1,002', 'ORD-1,003', 'ORD-1,004'],
      ['No. 17', 'No. 18', 'No. 19', 'No. 20'],
      ['3 Zimmer', '2 Zimmer', '4 Zimmer', '3 Zimmer'],
    ])
      expect(inferAs(cells, 'money').fit).toBe(0)
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
    ['2024-01-05 25:04:05 +0800', '2024-01-05x'],
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
  ['%Y/%m/%d %H:%M:%S', [['2024/1/5 3:04:05', '2024-01-05 03:04:05']], ['2024/1/5 30:00:00', '5/1/2024']],
  [
    '%Y/%m/%d %H:%M',
    [
      ['2024/1/5 13:04', '2024-01-05 13:04:00'],
      ['2024/1/5 9:05:03', '2024-01-05 09:05:03'],
      ['2024/1/5', '2024-01-05 00:00:00'],
    ],
    ['2024/1/5 9'],
  ],
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
      ['113年1月5日', '2024-01-05'],
      ['113/01/05', '2024-01-05'],
      ['113.1.5', '2024-01-05'],
      ['99-12-31', '2010-12-31'],
    ],
    ['民國113年13月5日', '1月5日', 'x'],
  ],
  [
    `${ROC} %H:%M`,
    [
      ['民國113年1月5日 下午3:05', '2024-01-05 15:05:00'],
      ['113/01/05 09:05:06', '2024-01-05 09:05:06'],
    ],
    ['113/13/05 09:05'],
  ],
  [
    '%Y年%m月%d日 %H:%M',
    [
      ['2024年1月5日 上午9:05', '2024-01-05 09:05:00'],
      ['2024年1月5日 下午3:05:06', '2024-01-05 15:05:06'],
      ['2024年1月5日下午12:30', '2024-01-05 12:30:00'],
      ['2024年1月5日 凌晨12:30', '2024-01-05 00:30:00'],
      ['2024年1月5日 9时5分', '2024-01-05 09:05:00'],
      ['2024年1月5日9时5分6秒', '2024-01-05 09:05:06'],
      ['2024 年 1 月 5 日', ''],
    ].filter(([, value]) => value) as [string, string][],
    ['2024年1月5日 下午25:00', '2024年2月30日 9:00'],
  ],
  [
    '%Y/%m/%d %H:%M:%S',
    [
      ['2026/09/27 3:00:00 PM GMT+3', '2026-09-27 15:00:00'],
      ['2026/9/27 下午 3:00:00 [GMT+8]', '2026-09-27 15:00:00'],
      ['2026/9/27 12:10:00 AM', '2026-09-27 00:10:00'],
      ['2026/9/27 12:10:00 pm', '2026-09-27 12:10:00'],
      ['２０２６／９／２７　３：００：００', '2026-09-27 03:00:00'],
    ],
    ['2026/9/27 3 PM', '2026/9/27 99:00:00'],
  ],
  [
    '%Y-%m-%d %H:%M:%S',
    [
      ['2024-01-05T09:05:03.000+08:00', '2024-01-05 09:05:03'],
      ['2026-05-01 10:00:00 +0200', '2026-05-01 10:00:00'],
      ['2024-01-05 09:05:03 UTC', '2024-01-05 09:05:03'],
      ['2024-1-5 9:05', '2024-01-05 09:05:00'],
    ],
    ['2024-01-05 09:05:03 ++08:00'],
  ],
  [
    '%Y%m%d %H:%M:%S',
    [
      ['20260827143005', '2026-08-27 14:30:05'],
      ['20260827', '2026-08-27 00:00:00'],
      ['20260827 14:30:05', '2026-08-27 14:30:05'],
    ],
    ['20260827253005', '2026082714'],
  ],
  [
    '%d-%b-%y',
    [
      ['26-May-26', '2026-05-26'],
      ['05-oct.-26', '2026-10-05'],
      ['5 août 24', '2024-08-05'],
      ['1-ene-24', '2024-01-01'],
      ['7. Dez. 99', ''],
      ['31-déc.-25', '2025-12-31'],
    ].filter(([, value]) => value) as [string, string][],
    ['26-Foo-26', '31-Feb-26'],
  ],
  [
    '%d-%b-%Y',
    [
      ['26 May 2026', '2026-05-26'],
      ['5 juillet 2026', '2026-07-05'],
      ['1-Jun-2026', '2026-06-01'],
    ],
    ['26 Foo 2026'],
  ],
  ['%b-%d-%y', [['Oct-05-26', '2026-10-05']], ['Oct-35-26', 'Foo-05-26']],
  [
    '%b-%d-%Y',
    [
      ['May 1, 2026', '2026-05-01'],
      ['December 31, 2025', '2025-12-31'],
      ['Mar 3rd, 2026', '2026-03-03'],
    ],
    ['May 32, 2026'],
  ],
  ['%b-%d-%Y %H:%M', [['May 1, 2026 3:05 PM', '2026-05-01 15:05:00']], ['May 1, 2026 33:05']],
  [
    '%d/%m/%y',
    [
      ['09/03/26', '2026-03-09'],
      ['31/12/99', '1999-12-31'],
    ],
    ['12/31/26', '9/3/2026'],
  ],
  ['%m/%d/%y %H:%M', [['12/31/26 8:26', '2026-12-31 08:26:00']], ['31/12/26 8:26']],
  [
    '%Y-%m',
    [
      ['2024-01', '2024-01-01'],
      ['2024/3', '2024-03-01'],
    ],
    ['2024-13', '2024'],
  ],
  [
    '%YQ',
    [
      ['2024Q1', '2024-01-01'],
      ['2024-Q4', '2024-10-01'],
      ['2024年Q2', '2024-04-01'],
    ],
    ['2024Q5', '2024'],
  ],
  ['Q%Y', [['Q3 2024', '2024-07-01']], ['Q0 2024']],
  ['Q%y', [["Q4'21", '2021-10-01']], ['Q4 2021']],
  ['nQ%Y', [['4Q2021', '2021-10-01']], ['5Q2021']],
  [
    '%Y年%m月%d日 %H:%M',
    [
      ['2024年1月5日 星期五', '2024-01-05 00:00:00'],
      ['2024年1月7日 星期日 下午3:05', '2024-01-07 15:05:00'],
      ['2024년 1월 5일 금요일 9:05', '2024-01-05 09:05:00'],
      ['2024年1月5日（金）9:05', '2024-01-05 09:05:00'],
    ],
    ['2024年13月5日 星期五', '2024年1月5日 星期八'],
  ],
  [
    '%Y-%m-%d %H:%M',
    [
      ['2024-01-08（周一）', '2024-01-08 00:00:00'],
      ['2024-1-8 PM 3:05:00', '2024-01-08 15:05:00'],
      ['2024-01-06 周六 14:30', '2024-01-06 14:30:00'],
      ['Sat 2024-01-06 14:30', '2024-01-06 14:30:00'],
      ['2024-01-06 Saturday', '2024-01-06 00:00:00'],
    ],
    ['2024-01-08 (shipped)', 'x 2024-01-08'],
  ],
  [
    '%b-%d-%Y %H:%M',
    [
      ['Saturday, January 06, 2024', '2024-01-06 00:00:00'],
      ['January 6, 2024 at 3:05 PM', '2024-01-06 15:05:00'],
      ['Fri Jan 05 2024 14:30:00 GMT+0800 (China Standard Time)', '2024-01-05 14:30:00'],
      ['Mar 5, 2024', '2024-03-05 00:00:00'],
    ],
    ['Holiday, January 06, 2024'],
  ],
  [
    '%d-%b-%Y',
    [
      ['19th November 2023', '2023-11-19'],
      ['Sunday 19 November 2023', '2023-11-19'],
      ['5 de enero de 2024', '2024-01-05'],
      ['1er février 2024', '2024-02-01'],
    ],
    ['31st November 2023'],
  ],
  ['%Y-%b-%d', [['2024-Jan-05', '2024-01-05']], ['2024-Xyz-05']],
  [
    '%b-%Y',
    [
      ['Nov-2021', '2021-11-01'],
      ['November 2021', '2021-11-01'],
    ],
    ['Nov-21', 'Nope 2021'],
  ],
  ['%b-%y', [['Nov-21', '2021-11-01']], ['Nov-2021', 'SKU-21']],
  ['%m/%Y', [['11/2021', '2021-11-01']], ['13/2021']],
  [
    '%y年%m月%d日',
    [
      ['24年3月5日', '2024-03-05'],
      ['99年12月31号', '1999-12-31'],
    ],
    ['2024年3月5日'],
  ],
  [ROC_DIGITS, [['1130105', '2024-01-05']], ['1131305', '113010']],
  ['%y%m%d', [['240105', '2024-01-05']], ['241305']],
  [
    '%Y年Q',
    [
      ['2024年第1季度', '2024-01-01'],
      ['2024年四季度', '2024-10-01'],
      ['2024年3季', '2024-07-01'],
    ],
    ['2024年第5季度'],
  ],
  [
    '%y/%m/%d',
    [
      ['24/01/05', '2024-01-05'],
      ['99/12/31', '1999-12-31'],
    ],
    ['24/13/05', '2024/1/5'],
  ],
  ['%Y年%m月', [['2024年1月', '2024-01-01']], ['2024年13月', '2024年1月5日']],
  ['%Y%m', [['202401', '2024-01-01']], ['202413', '20240101']],
  [
    SERIAL,
    [
      ['45296', '2024-01-05'],
      ['45296.378', '2024-01-05'],
    ],
    ['x', '123', '2024-01-05'],
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

  it('cells that the first format does not read are read by the next, and centuries break where the reading says', async () => {
    const reading: Reading = {
      as: 'date',
      format: '%y/%m/%d',
      time: false,
      others: [SERIAL, '%d/%m/%Y'],
      pivot: 50,
    }
    const cells = ['60/03/04', '24/03/04', '45317', '05/01/2024', '31/31/2024', 'x', '']
    expect(await bySql(cells, reading, 'DATE')).toEqual(await byFunction(cells, reading, 'DATE'))
    expect(cells.map((cell) => canonical(cell, reading))).toEqual([
      '1960-03-04',
      '2024-03-04',
      '2024-01-26',
      '2024-01-05',
      undefined,
      undefined,
      null,
    ])
  })
  it.each([
    ['UTC', ['2024-01-31 16:10:00', '2024-01-31 16:05:00', '2024-07-01 06:00:00', '2024-01-05 10:00:00']],
    [
      'Asia/Shanghai',
      ['2024-02-01 00:10:00', '2024-02-01 00:05:00', '2024-07-01 14:00:00', '2024-01-05 10:00:00'],
    ],
    [
      'America/New_York',
      ['2024-01-31 11:10:00', '2024-01-31 11:05:00', '2024-07-01 02:00:00', '2024-01-05 10:00:00'],
    ],
  ])('offsets are told in one zone, summer and winter: %s', async (zone, values) => {
    const reading: Reading = { as: 'date', format: '%Y-%m-%d %H:%M:%S', time: true, zone }
    const cells = [
      '2024-02-01 00:10:00 +0800',
      '2024-01-31T16:05:00Z',
      '2024-07-01 01:00:00 -05:00',
      '2024-01-05 10:00:00',
    ]
    expect(cells.map((cell) => canonical(cell, reading))).toEqual(values)
    expect(await bySql(cells, reading, 'TIMESTAMP')).toEqual(values)
  })
  it('numbers that count days or seconds carry their time', async () => {
    const cases: [string, string, string][] = [
      [SERIAL, '45296.378', '2024-01-05 09:04:19'],
      [EPOCH, '1704445503', '2024-01-05 09:05:03'],
      [EPOCH_MS, '1704445503000', '2024-01-05 09:05:03'],
    ]
    for (const [format, cell, value] of cases) {
      const reading = date(format, true)
      expect(canonical(cell, reading)).toBe(value)
      expect(await bySql([cell, 'x', ''], reading, 'TIMESTAMP')).toEqual([value, null, null])
    }
  })

  const format = (...cells: string[]): string | null => {
    const { reading } = inferAs(cells, 'datetime')
    return reading.as === 'date' ? reading.format : null
  }
  it('a year of two digits comes first where the whole column shows few years and many days', () => {
    const days = Array.from(
      { length: 20 },
      (_, i) => `${i < 9 ? 23 : 24}/0${1 + (i % 9)}/${String(8 + i).padStart(2, '0')}`,
    )
    expect(format(...days)).toBe('%y/%m/%d')
    expect(format(...days.map((day) => `${day} 10:00`))).toBe('%y/%m/%d %H:%M')
    // The same text turned round; one cell alone shows next to nothing; one among many of another form changes nothing.
    expect(format(...days.map((day) => day.split('/').reverse().join('/')))).toBe('%d/%m/%y')
    expect(format('24/01/05')).toBe('%y/%m/%d')
    expect(inferAs(['24/01/05'], 'date').reading).toMatchObject({ rivals: ['%d/%m/%y'] })
    expect(format(...days, '31/12/99')).toBe('%y/%m/%d')
    expect(inferAs([...days, '31/12/99'], 'date')).toMatchObject({
      fit: 1,
      reading: { others: ['%d/%m/%y'] },
    })
  })
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
    ['113/01/05', ROC],
    ['2024/1/5 9:05', '%Y/%m/%d %H:%M'],
    ['2024年1月5日 下午3:05', '%Y年%m月%d日'],
    ['26-May-26', '%d-%b-%y'],
    ['Oct-05-26', '%b-%d-%y'],
    ['May 1, 2026', '%b-%d-%Y'],
    ['2024-01', '%Y-%m'],
    ['202401', '%Y%m'],
    ['2024Q1', '%YQ'],
    ['2024年第1季度', '%Y年Q'],
    ['20260827143005', '%Y%m%d'],
    ['45296', SERIAL],
    ['1704445503', EPOCH],
    ['1704445503000', EPOCH_MS],
    ['31/12/26', '%d/%m/%y'],
    ['12/31/26', '%m/%d/%y'],
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
      '已',
      '未',
      '對',
      '-',
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

describe('ids', () => {
  const read = (cells: string[]) => {
    const { reading } = inferAs(cells, 'id')
    return cells.map((cell) => canonical(cell, reading))
  }
  it('stay what they are: zeros in front, long digits, prefixes, guards of spreadsheets taken off', () => {
    const cells = [
      '0012',
      '123456789012345678',
      'zcrm_123',
      '#1001',
      '="0013"',
      "'0014",
      '\t123\t',
      '123\t',
      ' 7 ',
    ]
    expect(read(cells)).toEqual([
      '0012',
      '123456789012345678',
      'zcrm_123',
      '#1001',
      '0013',
      '0014',
      '123',
      '123',
      '7',
    ])
  })
  it('lose a “.0” only where the whole column has it', () => {
    expect(read(['17850.0', '13047.0', ''])).toEqual(['17850', '13047', null])
    expect(read(['17850.0', '13047'])).toEqual(['17850.0', '13047'])
  })
  it('that a spreadsheet has destroyed are not guessed', () => {
    expect(read(['1.23E+17', '123'])).toEqual([undefined, '123'])
    expect(inferAs(['1.23E+17', '123'], 'id').why).toMatchObject({ key: 'destroyed', count: 1, of: 2 })
  })
  it('are read the same in SQL', async () => {
    for (const floats of [true, false]) {
      const cells = ['17850.0', '1.23E+17', '0012', '="0013"', '\t5.0\t', 'A1', '1E5']
      const reading: Reading = { as: 'id', floats }
      expect(await bySql(cells, reading, 'VARCHAR')).toEqual(await byFunction(cells, reading, 'VARCHAR'))
    }
  })
})

describe('the reason of a decision', () => {
  const why = (cells: string[], type: Parameters<typeof inferAs>[1]) => inferAs(cells, type).why
  it('counts the cells that decided', () => {
    expect(why(['1/2/2024', '13/5/2024', '3/4/2024'], 'date')).toEqual({
      key: 'dayFirst',
      count: 1,
      of: 3,
      example: '13/5/2024',
    })
    expect(why(['1/2/2024', '5/13/2024'], 'date')).toMatchObject({ key: 'monthFirst', count: 1, of: 2 })
    expect(why(['1.234,50', '12'], 'money')).toMatchObject({ key: 'comma', count: 1, of: 2 })
    expect(why(['12', '13.5'], 'money')).toMatchObject({ key: 'plain' })
    expect(inferAttribute(['0012', '0013']).why).toMatchObject({ key: 'identifier', example: '0012' })
  })
  it('says when nothing decided: every part is below thirteen', () => {
    const { reading, why } = inferAs(['1/2/2024', '3/4/2024'], 'date')
    expect(reading).toMatchObject({ assumed: true, format: '%d/%m/%Y' })
    expect(why.key).toBe('assumedDay')
  })
  it('a choice wins', () => {
    expect(inferAs(['1/2/2024'], 'date', { as: 'date', format: '%m/%d/%Y' })).toMatchObject({
      reading: { format: '%m/%d/%Y' },
      why: { key: 'chosen' },
    })
    expect(inferAs(['1,234'], 'money', { as: 'number', decimal: ',' }).reading).toMatchObject({
      decimal: ',',
    })
    expect(inferAttribute(['0012'], { as: 'number' }).type).toBe('DOUBLE')
    expect(inferAttribute(['12'], { as: 'text' }).type).toBe('VARCHAR')
  })
})

describe('error cells of a spreadsheet', () => {
  const errors = ['#VALUE!', '#REF!', '#N/A', '#DIV/0!', '#NAME?', '########', 'Err:502', ' #NUM! ']
  const values = ['#1001', '#12', 'Error', 'Errol', 'REF']
  it.each([
    [{ as: 'text' }, 'VARCHAR'],
    [{ as: 'id', floats: false }, 'VARCHAR'],
    [number('.'), 'DOUBLE'],
    [date('%Y-%m-%d'), 'DATE'],
  ] as [Reading, string][])('are no value of a column read as %o', async (reading, type) => {
    expect(await bySql(errors, reading, type)).toEqual(errors.map(() => null))
    expect(errors.map((cell) => canonical(cell, reading) ?? null)).toEqual(errors.map(() => null))
  })
  it('are not taken for what begins as they do', async () => {
    expect(await bySql(values, { as: 'text' }, 'VARCHAR')).toEqual(values)
    expect(values.map((cell) => canonical(cell, { as: 'text' }))).toEqual(values)
  })
})

describe('units of a heading', () => {
  it.each(['DECIMAL(18, 4)', 'DOUBLE'])(
    'multiply in SQL as in the function, unless the cell has its own: %s',
    async (type) => {
      for (const scale of [1e4, 0.01]) {
        const reading: Reading = { as: 'number', decimal: '.', plain: false, scale }
        const cells = ['1.5', '-2', '1,234.56', '¥3', '(4)', '1.2亿', '5k', '50%', '0', 'x', '']
        const [sql, own] = [await bySql(cells, reading, type), await byFunction(cells, reading, type)]
        expect(sql).toEqual(own)
        expect(Number(own[0])).toBe(1.5 * scale)
        expect(Number(own[5])).toBe(1.2e8)
      }
    },
  )
  it('cells of the other mark are read where a column mixes both', async () => {
    const reading: Reading = { as: 'number', decimal: '.', plain: false, either: true }
    const cells = ['1,234.56', '1.234,56', '99,90', '12.5', '1,234', 'x']
    expect(await bySql(cells, reading, 'DOUBLE')).toEqual([
      '1234.56',
      '1234.56',
      '99.9',
      '12.5',
      '1234.0',
      null,
    ])
    expect(await byFunction(cells, reading, 'DOUBLE')).toEqual(await bySql(cells, reading, 'DOUBLE'))
  })
})
