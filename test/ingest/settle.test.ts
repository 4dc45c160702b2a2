import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { loadFile, type LoadOptions, type SourceReport } from '../../src/ingest/load'
import { parseUnit, unitOf, unitOfNote } from '../../src/ingest/value/unit'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const load = (lines: string[], options: LoadOptions = {}): Promise<SourceReport> =>
  loadFile(engine, new Blob([`${lines.join('\n')}\n`]), 'file.csv', ++id, options)
async function column(source: SourceReport, name: string): Promise<(string | null)[]> {
  const rows = await engine.query<{ v: string | null }>(
    `SELECT "${name}"::VARCHAR AS v FROM ${source.table} ORDER BY rowid`,
  )
  return rows.map(({ v }) => v)
}
const amounts = async (source: SourceReport) =>
  (await column(source, 'orders.amount')).map((v) => (v === null ? null : Number(v)))
/** Answers a question by one of its options and reads the file again. */
const answer = (source: SourceReport, lines: string[], code: string, option: number) =>
  load(lines, { choices: source.questions.find((q) => q.code === code)!.options[option]!.choices })
const codes = (list: { code: string }[]) => list.map(({ code }) => code)
const accounted = ({ rowsRead, rowsKept, rowsMerged, rowsSetAside }: SourceReport) =>
  expect(rowsRead).toBe(rowsKept + rowsMerged + rowsSetAside)

const orders = (heading: string, values: string[], mark = ',') => [
  ['order_id', 'customer_id', 'order_date', heading].join(mark),
  ...values.map((value, i) => [`A${i}`, `C${i % 3}`, `2024-01-${String(10 + i)}`, value].join(mark)),
]

describe('units of money', () => {
  it('that are chosen by hand hold where no heading names them', async () => {
    const lines = orders('订单金额', ['1.5', '2', '3.25'])
    expect(await amounts(await load(lines))).toEqual([1.5, 2, 3.25])
    const types = { 订单金额: { as: 'number' as const, scale: 1e4 } }
    expect(await amounts(await load(lines, { choices: { types } }))).toEqual([15_000, 20_000, 32_500])
  })
  it.each([
    ['金额(万元)', 1e4],
    ['订单金额（万）', 1e4],
    ['金额（单位：千元）', 1e3],
    ['销售额/万元', 1e4],
    ['销售额(百万元)', 1e6],
    ['金額（億元）', 1e8],
    ['金额万元', 1e4],
    ['金额（分）', 0.01],
    ['Amount (in thousands)', 1e3],
    ['Revenue ($000)', 1e3],
    ['Revenue (USD k)', 1e3],
    ['Umsatz (T€)', 1e3],
    ['Umsatz (TEUR)', 1e3],
    ['Sales (€ million)', 1e6],
    ['amount_cents', 0.01],
    ['price_in_cents', 0.01],
    ['amountInCents', 0.01],
    ['Total (cents)', 0.01],
    ['金额(元)', 1],
    ['Amount (USD)', 1],
    ['金额', null],
    ['Amount (paid)', null],
    ['客户积分', null],
    ['Total Amount', null],
    ['Items', null],
  ])('%s: %s', (heading, factor) => expect(unitOf(heading)?.factor ?? null).toBe(factor))
  it.each([
    ['单位：万元', 1e4],
    ['制表：财务部 单位:千元', 1e3],
    ['（單位：元）', 1],
    ['All amounts in thousands of USD', 1e3],
    ['(in millions)', 1e6],
    ['单位：件', null],
    ['Report of all units sold', null],
    ['Sales in March', null],
  ])('a note “%s”: %s', (line, factor) => expect(unitOfNote(line)?.factor ?? null).toBe(factor))
  it('a word that is no unit is none', () => expect(parseUnit('including tax')).toBeNull())

  it('in a heading multiply every cell that has none of its own, and are told and asked', async () => {
    const lines = orders('金额(万元)', ['1.5', '2', '3.25', '1.2亿', '8000元', '-0.5'])
    const source = await load(lines)
    expect(await amounts(source)).toEqual([15000, 20000, 32500, 120000000, 80000000, -5000])
    expect(source.notices).toContainEqual(
      expect.objectContaining({
        code: 'unit',
        column: '金额(万元)',
        params: { unit: '万元', factor: 10000 },
      }),
    )
    expect(source.questions).toMatchObject([{ code: 'unit', chosen: 0 }])
    const plain = await answer(source, lines, 'unit', 1)
    expect((await amounts(plain))[0]).toBe(1.5)
    expect(codes(plain.notices)).toEqual([])
    expect((await amounts(await answer(source, lines, 'unit', 0)))[0]).toBe(15000)
  })
  it('hundredths are divided; where cells have decimals they are none, and it is asked', async () => {
    expect(await amounts(await load(orders('金额（分）', ['12345', '100'])))).toEqual([123.45, 1])
    const source = await load(orders('金额（分）', ['123.45', '99.5']))
    expect(await amounts(source)).toEqual([123.45, 99.5])
    expect(source.questions).toMatchObject([{ code: 'unit', chosen: 1 }])
  })
  it('in a note above the table hold for all its money that names no unit', async () => {
    const source = await load([
      '单位：万元',
      '订单号,客户编号,下单时间,金额,运费(元)',
      'A1,C1,2024-01-05,1.5,12',
      'A2,C2,2024-01-06,2.5,15',
    ])
    expect(await amounts(source)).toEqual([15000, 25000])
  })
})

describe('marks of numbers', () => {
  it('1,234 in every cell may be both: asked, and the answer holds', async () => {
    const lines = orders('Amount', ['1,234', '2,500', '3,000'], ';')
    const source = await load(lines)
    expect(await amounts(source)).toEqual([1234, 2500, 3000])
    expect(source.questions).toMatchObject([{ code: 'number_marks', column: 'Amount', chosen: 0 }])
    const decimals = await answer(source, lines, 'number_marks', 1)
    expect(await amounts(decimals)).toEqual([1.234, 2.5, 3])
    expect(codes(decimals.questions)).toEqual([])
  })
  it('1.234 in a file of semicolons: asked; beside decimal commas it is a thousand', async () => {
    const source = await load(orders('Amount', ['1.234', '2.500', '12.750'], ';'))
    expect(await amounts(source)).toEqual([1234, 2500, 12750])
    expect(codes(source.questions)).toEqual(['number_marks'])
    const lines = orders('Amount', ['1.234', '2.500'], ';').map(
      (line, i) => `${line};${i ? '7,50' : 'shipping'}`,
    )
    const sure = await load(lines)
    expect(await amounts(sure)).toEqual([1234, 2500])
    expect(codes(sure.questions)).toEqual([])
  })
  it('one number without a mark, or one deep in the file, settles it', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `${1 + (i % 9)},${String(100 + (i % 800))}`)
    const rows = (last: string) => [
      'order_id;customer_id;order_date;Amount',
      ...[...many, last].map((value, i) => `A${i};C${i % 7};2024-01-05;${value}`),
    ]
    expect(codes((await load(orders('Amount', ['1,234', '950'], ';'))).questions)).toEqual([])
    const source = await load(rows('12,5'))
    expect(codes(source.questions)).toEqual([])
    expect((await amounts(source)).at(-1)).toBe(12.5)
    expect((await amounts(source))[0]).toBe(1.1)
  })
  it('both in one column: each number by its own, and it is said', async () => {
    const source = await load(orders('Amount', ['"1,234.56"', '12.50', '"1.234,56"', '"99,90"']))
    expect(await amounts(source)).toEqual([1234.56, 12.5, 1234.56, 99.9])
    expect(source.notices).toMatchObject([{ code: 'number_marks', params: { example: '1.234,56' } }])
  })
})

describe('times with zones', () => {
  const times = (cells: string[]) => [
    'order_id,customer_id,order_date,amount',
    ...cells.map((cell, i) => `A${i},C${i},${cell},10`),
  ]
  const read = async (cells: string[], zone: string | null) => {
    const source = await load(times(cells), { zone })
    return { source, at: await column(source, 'orders.ordered_at') }
  }
  it('of several places are told in one zone, and it is said and asked', async () => {
    const cells = ['2024-02-01 00:10:00 +0800', '2024-01-31 16:05:00 +0000']
    const { source, at } = await read(cells, 'Asia/Shanghai')
    expect(at).toEqual(['2024-02-01 00:10:00', '2024-02-01 00:05:00'])
    expect(source.notices).toMatchObject([{ code: 'time_zone', params: { zone: 'Asia/Shanghai' } }])
    const written = await answer(source, times(cells), 'time_zone', 2)
    expect(await column(written, 'orders.ordered_at')).toEqual(['2024-02-01 00:10:00', '2024-01-31 16:05:00'])
    expect((await read(cells, null)).at).toEqual(['2024-01-31 16:10:00', '2024-01-31 16:05:00'])
  })
  it('of UTC are told in the zone of the reader', async () => {
    const { source, at } = await read(['2024-01-31T16:30:00Z', '2024-02-02T10:00:00Z'], 'Asia/Shanghai')
    expect(at[0]).toBe('2024-02-01 00:30:00')
    expect(codes(source.questions)).toEqual([])
  })
  it('of one place, in summer and in winter, stand as written, and it is said', async () => {
    const { source, at } = await read(
      ['2024-03-09 23:30:00 -0500', '2024-03-10 23:30:00 -0400'],
      'Asia/Shanghai',
    )
    expect(at).toEqual(['2024-03-09 23:30:00', '2024-03-10 23:30:00'])
    expect(source.notices).toMatchObject([{ code: 'time_zone', params: { zone: 'UTC−05:00, UTC−04:00' } }])
  })
  it('that only rows deep in the file write are brought in, too', async () => {
    const cells = [
      ...Array.from({ length: 2500 }, () => '2024-02-01 00:10:00 +0800'),
      '2024-01-31 16:05:00 +0000',
    ]
    const { at } = await read(cells, 'UTC')
    expect([at[0], at.at(-1)]).toEqual(['2024-01-31 16:10:00', '2024-01-31 16:05:00'])
  })
})

describe('day and month', () => {
  const dated = (dates: string[], amount = (i: number) => `${i}.50`) => [
    'order_id,customer_id,order_date,ship_date,amount',
    ...dates.map((date, i) => `A${i},C${i % 3},${date},${date},${amount(i)}`),
  ]
  it('are asked once for all columns that leave them open, and one answer is for all', async () => {
    const lines = dated(['05/04/2024', '03/05/2024', '11/02/2024', '01/03/2024'])
    const source = await load(lines)
    expect(codes(source.questions)).toEqual(['date_order'])
    const month = await answer(source, lines, 'date_order', 1)
    expect((await column(month, 'orders.ordered_at'))[0]).toBe('2024-05-04')
    expect((await column(month, 'orders.delivered_at'))[0]).toBe('2024-05-04')
    expect(codes(month.questions)).toEqual([])
  })
  it('stand as in America beside AM, PM and dollars, and are asked all the same', async () => {
    const source = await load(
      dated(['05/04/2024 3:05 PM', '03/05/2024 9:00 AM', '11/02/2024 1:00 PM'], (i) => `$${i}.50`),
    )
    expect((await column(source, 'orders.ordered_at'))[0]).toBe('2024-05-04 15:05:00')
    expect(source.questions).toMatchObject([{ code: 'date_order', chosen: 1 }])
  })
  it('are not asked where rows deep in the file show them', async () => {
    const open = Array.from({ length: 3000 }, (_, i) => `${1 + ((i * 5) % 12)}/${1 + ((i * 7) % 12)}/2024`)
    expect(codes((await load(dated([...open, '12/31/2024']))).questions)).toEqual([])
    const both = await load(dated([...open, '12/31/2024', '31/12/2024']))
    expect(codes(both.questions)).toEqual(['date_order'])
    expect(both.rowsSetAside).toBe(0)
  })
})

describe('dates in a form that the sample did not show', () => {
  it.each(['2024-01-05', '2024-01-05 10:00'])('are read by what fits, after %s', async (first) => {
    const rows = Array.from({ length: 2500 }, () => first)
    const source = await load(
      orders('amount', []).concat(
        [...rows, '05/01/2024', '29/11/2024', '2024年3月5日', '45317', 'tomorrow'].map(
          (date, i) => `A${i},C${i % 7},${date},5`,
        ),
      ),
    )
    accounted(source)
    expect(source.setAside).toMatchObject([{ reason: 'value', column: 'order_date' }])
    expect((await column(source, 'orders.ordered_at')).slice(-4).map((at) => at?.slice(0, 10))).toEqual([
      '2024-01-05',
      '2024-11-29',
      '2024-03-05',
      '2024-01-26',
    ])
    expect(codes(source.notices)).toEqual(['date_forms'])
  })
})

describe('error cells of a spreadsheet', () => {
  it('are nothing in numbers, dates and names, are counted in each, and leave no customer', async () => {
    const source = await load([
      'order_id,customer_id,order_date,amount,region',
      'A1,#REF!,2024-01-05,#VALUE!,#N/A',
      'A2,C1,2024-01-06,#VALUE!,East',
      'A3,C2,########,5,East',
      'A4,C3,2024-01-08,Err:502,West',
      'A5,C4,2024-01-09,6,West',
    ])
    accounted(source)
    expect(source.setAside).toMatchObject([{ column: 'order_date' }])
    expect(await column(source, 'orders.customer_id')).toEqual([null, 'C1', 'C3', 'C4'])
    expect(await amounts(source)).toEqual([null, null, null, 6])
    expect(
      source.notices
        .filter(({ code }) => code === 'error_cells')
        .map(({ column: at, params }) => [at, params.n]),
    ).toEqual(
      expect.arrayContaining([
        ['amount', 3],
        ['customer_id', 1],
        ['region', 1],
      ]),
    )
  })
  it('deep in a file whose sample shows none are found, too', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `A${i},C${i % 7},2024-01-05,5`)
    const source = await load([
      ...orders('amount', []),
      ...rows,
      'X1,#REF!,2024-01-05,#DIV/0!',
      'X2,#N/A,2024-01-05,7',
    ])
    expect((await column(source, 'orders.customer_id')).slice(-2).toSorted()).toEqual([null, null])
    expect(source.unread).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ column: 'customer_id', count: 2 }),
        expect.objectContaining({ column: 'amount', count: 1 }),
      ]),
    )
  })
})
