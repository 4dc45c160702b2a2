import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { buildOthers, buildSales } from '../../src/ingest/entities'
import { bulkOf, type DayCount } from '../../src/ingest/entity/far'
import { loadFile } from '../../src/ingest/load'
import { readTold } from '../../src/ingest/notice'

const day = (iso: string): number => Date.parse(iso) / 864e5
const days = (...isos: string[]): DayCount[] =>
  isos
    .map(day)
    .sort((a, b) => a - b)
    .map((at) => [at, 1])
/** One day a week of this year and the following ones. */
const weeks = (year: number, n: number): string[] =>
  Array.from({ length: n }, (_, i) => new Date(Date.UTC(year, 0, 1 + 7 * i)).toISOString().slice(0, 10))
const iso = (span: [number, number] | null) =>
  span?.map((at) => new Date(at * 864e5).toISOString().slice(0, 10)) ?? null

describe('the bulk of days', () => {
  const year = weeks(2024, 40)
  const bulk = (...more: string[]) => iso(bulkOf(days(...year, ...more)))
  it('is all of them where none stands apart', () => expect(bulk()).toBeNull())
  it.each(['9999-12-31', '2099-01-01', '1970-01-01', '1900-01-01', '0001-01-01', '2042-05-03', '2014-05-03'])(
    'ends before %s',
    (far) => expect(bulk(far)).toEqual([year[0], year.at(-1)]),
  )
  it('stands where several days of several kinds are far from it', () => {
    expect(bulk('1900-01-01', '1970-01-01', '2042-05-03', '2042-05-04', '9999-12-31')).toEqual([
      year[0],
      year.at(-1),
    ])
  })
  it('leaves out a placeholder however many rows have it', () => {
    const rows = days('1970-01-01', ...year)
    rows[0]![1] = 500
    expect(iso(bulkOf(rows))).toEqual([year[0], year.at(-1)])
  })
  it('keeps what goes on after a break, old customers, and the next year', () => {
    expect(bulk('2025-06-01')).toBeNull()
    expect(bulk('2022-06-01')).toBeNull()
    expect(iso(bulkOf(days(...weeks(2010, 30), ...year)))).toBeNull()
  })
  it('does not judge a handful of days but for placeholders', () => {
    expect(bulkOf(days('2019-01-01', '2024-01-05'))).toBeNull()
    expect(iso(bulkOf(days('2024-01-01', '2024-01-05', '9999-12-31')))).toEqual(['2024-01-01', '2024-01-05'])
    expect(bulkOf(days('1900-01-01', '1970-01-01'))).toBeNull()
  })
})

describe('orders on far days', () => {
  let engine: Engine
  beforeAll(async () => void (engine = await openBlocking()))
  afterAll(() => engine.stop())

  it('keep their place without a day, and are told with what they come to', async () => {
    const rows = weeks(2024, 40).map((at, i) => `O${i},C${i % 7},${at},10`)
    const text = [
      'order_id,customer_id,order_date,amount',
      ...rows,
      'X1,C1,9999-12-31,7',
      'X2,C9,2042-05-03,5',
    ].join('\n')
    const source = await loadFile(engine, new Blob([text]), 'orders.csv', 1)
    await buildSales(engine, [source])
    await buildOthers(engine, [source])
    expect(source).toMatchObject({ rowsRead: 42, rowsKept: 42, rowsSetAside: 0 })
    const [row] = await engine.query(
      `SELECT count(*)::INTEGER AS n, count(ordered_at)::INTEGER AS dated, max(ordered_at)::DATE::VARCHAR AS last FROM orders`,
    )
    expect(row).toEqual({ n: 42, dated: 40, last: '2024-09-30' })
    expect(await readTold(engine)).toEqual([
      {
        code: 'far_dates',
        file: '',
        column: 'order_date',
        params: { n: 2, total: 42, example: '9999-12-31, 2042-05-03 = 12.00' },
      },
    ])
  })
  it('so do tickets and answers: they stay, without a day that is none', async () => {
    const tickets = [
      'ticket_id,customer_id,created_at,status,subject',
      ...weeks(2024, 40).map((day, i) => `T${i},C${i % 7},${day},closed,late`),
      'T90,C1,2099-12-31,open,late',
    ].join('\n')
    const answers = [
      'response_id,customer_id,submitted_at,nps_score,comment',
      ...weeks(2024, 40).map((day, i) => `R${i},C${i % 7},${day},${i % 11},fine`),
      'R90,C1,1900-01-01,3,late',
    ].join('\n')
    const sources = [
      await loadFile(engine, new Blob([tickets]), 'tickets.csv', 2),
      await loadFile(engine, new Blob([answers]), 'answers.csv', 3),
    ]
    expect(sources.map(({ entities }) => entities)).toEqual([['tickets'], ['feedback']])
    await buildSales(engine, sources)
    await buildOthers(engine, sources)
    const of = async (table: string, day: string) =>
      (await engine.query(`SELECT count(*)::INTEGER AS n, count(${day})::INTEGER AS dated FROM ${table}`))[0]
    expect(await of('tickets', 'opened_at')).toEqual({ n: 41, dated: 40 })
    // A mark and the words to it are one answer.
    expect(await of('feedback', 'submitted_at')).toEqual({ n: 41, dated: 40 })
    expect((await readTold(engine)).map(({ column, params }) => [column, params.n, params.example])).toEqual([
      ['created_at', 1, '2099-12-31'],
      ['submitted_at', 1, '1900-01-01'],
    ])
  })
})
