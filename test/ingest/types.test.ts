import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { optionsOf } from '../../src/ingest/infer/options'
import { loadFile, type Choices, type SourceReport } from '../../src/ingest/load'
import { proposeMapping } from '../../src/ingest/mapping'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const load = (text: string, choices: Choices = {}): Promise<SourceReport> =>
  loadFile(engine, new Blob([text]), 'file.csv', ++id, { choices })
async function column(source: SourceReport, name: string): Promise<(string | null)[]> {
  const rows = await engine.query<{ v: string | null }>(
    `SELECT "${name}"::VARCHAR AS v FROM ${source.table} ORDER BY rowid`,
  )
  return rows.map(({ v }) => v)
}
const mapped = (source: SourceReport, header: string) =>
  source.mapping.columns.find((c) => c.header === header)!

/** Orders whose first thousands leave day and month open. */
const orders = (dates: string[]) =>
  `order_id,customer_id,order_date,amount\n${dates.map((date, i) => `A${i},C${i % 7},${date},${i}.50`).join('\n')}\n`
const open = (n: number) => Array.from({ length: n }, (_, i) => `${1 + (i % 12)}/${1 + ((i * 5) % 12)}/2024`)

describe('day and month', () => {
  it('are decided over the whole column where the sample leaves them open', async () => {
    const source = await load(orders([...open(3000), '12/31/2024', '3/14/2024']))
    expect(mapped(source, 'order_date')).toMatchObject({
      reading: { format: '%m/%d/%Y' },
      why: { key: 'monthFirst', count: 2, of: 3002 },
    })
    expect(source.rowsSetAside).toBe(0)
    expect((await column(source, 'orders.ordered_at')).slice(-2)).toEqual(['2024-12-31', '2024-03-14'])
    expect((await column(source, 'orders.ordered_at'))[1]).toBe('2024-02-06')
  })
  it('are assumed and marked for checking where nothing decides', async () => {
    const neither = Array.from({ length: 48 }, (_, i) => `${1 + ((i * 5) % 12)}/${1 + ((i * 7) % 12)}/2024`)
    const source = await load(orders(neither))
    const date = mapped(source, 'order_date')
    expect(date.why?.key).toBe('assumedDay')
    expect(date.confidence).toBeLessThan(0.6)
    expect(date.reading).toMatchObject({ format: '%d/%m/%Y' })
  })
  it('a choice wins', async () => {
    const source = await load(orders(open(50)), { types: { order_date: { as: 'date', format: '%m/%d/%Y' } } })
    expect(mapped(source, 'order_date')).toMatchObject({
      reading: { format: '%m/%d/%Y' },
      why: { key: 'chosen' },
    })
    expect((await column(source, 'orders.ordered_at'))[1]).toBe('2024-02-06')
  })
  it('follow another column of the file that is certain', () => {
    const { columns } = proposeMapping(
      ['order_id', 'customer_id', 'order_date', 'ship_date', 'amount'],
      open(20).map((date, i) => [`A${i}`, 'C1', date, `1/${13 + (i % 9)}/2024`, '5']),
    )
    expect(columns[2]).toMatchObject({
      reading: { format: '%m/%d/%Y' },
      why: { key: 'likeMonth', example: 'ship_date' },
    })
  })
})

describe('words for nothing', () => {
  it('NA among codes is a code, and nothing in a column of numbers', async () => {
    const source = await load('customer_id,name,kring,balance\nC1,Na,EMEA,5\nC2,无,NA,NA\nC3,Ann,APAC,7\n')
    expect(await column(source, '#kring')).toEqual(['EMEA', 'NA', 'APAC'])
    expect(await column(source, '#balance')).toEqual(['5.0', null, '7.0'])
    expect(await column(source, 'customers.name')).toEqual(['Na', null, 'Ann'])
    expect(source.unread).toEqual([])
  })
  it('无 beside 有 is a no', async () => {
    const source = await load('customer_id,remark,flagged\nC1,无,有\nC2,老客户,无\nC3,新客户,有\n', {
      types: { flagged: { as: 'boolean' } },
    })
    expect(await column(source, '#flagged')).toEqual(['true', 'false', 'true'])
    expect(await column(source, '#remark')).toEqual([null, '老客户', '新客户'])
  })
})

describe('ids', () => {
  it('destroyed by a spreadsheet count as unread, and their row stands: who bought when tells the order', async () => {
    const source = await load(
      'order_id,customer_id,order_date,amount\n1.23E+17,C1,2024-01-05,5\nA2,4.56E+15,2024-01-06,6\nA3,C3,2024-01-07,7\n',
    )
    expect(source.setAside).toEqual([])
    expect(source.unread).toMatchObject([
      { column: 'order_id', count: 1, examples: ['1.23E+17'] },
      { column: 'customer_id', count: 1, examples: ['4.56E+15'] },
    ])
    expect(source.rowsRead).toBe(source.rowsKept + source.rowsMerged + source.rowsSetAside)
  })
  it('17850.0 and 17850 are one customer where a program wrote the whole column so', async () => {
    const source = await load(
      'order_id,customer_id,order_date,amount\nA1,17850.0,2024-01-05,5\nA2,,2024-01-06,6\n',
    )
    expect(await column(source, 'orders.customer_id')).toEqual(['17850', null])
  })
})

describe('a date column may mix cells with and without a time', () => {
  it.each([
    ['2024/1/5', '2024/1/5 9:05', '2024-01-05 09:05:00'],
    ['民國113年1月5日', '民國113年1月5日 下午3:05', '2024-01-05 15:05:00'],
    ['2024-01-05', '2024-01-05T09:05:03.000+08:00', '2024-01-05 09:05:03'],
    ['20260827', '20260827143005', '2026-08-27 14:30:05'],
    ['Oct-05-26', 'Oct-05-26 3:05 PM', '2026-10-05 15:05:00'],
  ])('%s and %s', async (plain, timed, value) => {
    const source = await load(orders([plain, timed, plain, timed]))
    expect(source.rowsSetAside).toBe(0)
    const read = await column(source, 'orders.ordered_at')
    expect([read[0], read[1]]).toEqual([`${value.slice(0, 10)} 00:00:00`, value])
  })
})

describe('the ways to read a column', () => {
  const keys = (cells: string[], type: Parameters<typeof optionsOf>[1]) =>
    optionsOf(cells, type).map(
      ({ choice, unread }) => `${choice.format ?? choice.decimal ?? choice.as} ${unread}`,
    )
  it('are those that its field leaves, with what each could not read', () => {
    expect(keys(['1/2/2024', '13/2/2024'], 'date')).toEqual(['%d/%m/%Y 0', '%m/%d/%Y 1'])
    expect(keys(['1,5', '2,25'], 'money')).toEqual(['. 2', ', 0'])
    expect(keys(['0012'], 'id')).toEqual([])
    expect(keys(['是', '否', '也许'], null)).toEqual(['text 0', '. 3', ', 3', 'boolean 1'])
  })
})
