import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { loadFile, type SourceReport } from '../../src/ingest/load'
import { saidIn, yearsOf } from '../../src/ingest/year'

const TODAY = '2026-11-30'
/** One day in five from a day on, as month × 100 + day. */
const run = (from: string, n: number): number[] =>
  Array.from({ length: n }, (_, i) => {
    const at = new Date(Date.parse(from) + 5 * i * 864e5)
    return (at.getUTCMonth() + 1) * 100 + at.getUTCDate()
  })

describe('of which year days are that name none', () => {
  test.each([
    ['orders_2023.csv', '2023-12-31'],
    ['2024年5月销售明细.xlsx', '2024-05-31'],
    ['export-2025-02.csv', '2025-02-28'],
    ['20240131.csv', '2024-01-31'],
    ['2022-2023.csv', null],
    ['order 200412345.csv', null],
    ['plan 2090.csv', null],
  ])('%s says %s', (name, upto) => expect(saidIn([name], TODAY)).toBe(upto))
  test('a run that ends before today is of this year, one that goes on after it of the last', () => {
    expect(yearsOf(run('2026-02-01', 40), TODAY)).toEqual({ upto: '2026-12-31', sure: 0.9 })
    expect(yearsOf(run('2025-02-01', 65), TODAY)).toEqual({ upto: '2025-12-31', sure: 0.9 })
    expect(yearsOf(run('2025-02-01', 65).toReversed(), TODAY)).toEqual({ upto: '2025-12-31', sure: 0.9 })
  })
  test('a run over the turn of a year ends on its last day, the latest such day before today', () => {
    const days = run('2025-11-01', 30)
    expect(yearsOf(days, TODAY)).toEqual({ upto: '2026-03-26', sure: 0.9 })
    expect(yearsOf(days.toReversed(), TODAY)).toEqual({ upto: '2026-03-26', sure: 0.9 })
    expect(yearsOf(days, '2026-01-15')).toMatchObject({ upto: '2025-03-26' })
  })
  test('days of more than a year, and days in no order that lie after today, are not known', () => {
    expect(yearsOf(run('2024-01-01', 160), TODAY).sure).toBeLessThan(0.5)
    expect(yearsOf([1203, 105, 1210, 611, 1220, 302, 811], TODAY).sure).toBeLessThan(0.5)
  })
})

describe('a file whose days name no year', () => {
  let engine: Engine
  beforeAll(async () => void (engine = await openBlocking()))
  afterAll(() => engine.stop())
  let id = 0
  const load = (name: string, days: string[], more: Parameters<typeof loadFile>[4] = {}) =>
    loadFile(
      engine,
      new Blob([['订单号,客户,日期,金额', ...days.map((day, i) => `O${i},C${i % 4},${day},10`)].join('\n')]),
      name,
      ++id,
      { today: TODAY, ...more },
    )
  const lastOf = async ({ table }: SourceReport) =>
    (
      await engine.query(
        `SELECT min("orders.ordered_at")::DATE::VARCHAR AS first, max("orders.ordered_at")::DATE::VARCHAR AS last FROM ${table}`,
      )
    )[0]
  const text = (md: number, write: (month: number, day: number) => string) =>
    write(Math.floor(md / 100), md % 100)
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

  test.each([
    ['11-30', (m: number, d: number) => `${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`],
    ['11/30', (m: number, d: number) => `${m}/${d}`],
    ['11月30日', (m: number, d: number) => `${m}月${d}日`],
    ['30 Nov', (m: number, d: number) => `${d} ${names[m - 1]}`],
    ['Nov 30', (m: number, d: number) => `${names[m - 1]} ${d}`],
    ['30.11.', (m: number, d: number) => `${d}.${m}.`],
  ])('written as %s is read by its run and told', async (_, write) => {
    const source = await load(
      'orders.csv',
      run('2026-03-01', 50).map((md) => text(md, write)),
    )
    expect(await lastOf(source)).toEqual({ first: '2026-03-01', last: '2026-11-01' })
    expect(source.notices).toContainEqual(
      expect.objectContaining({
        code: 'year',
        column: '日期',
        params: expect.objectContaining({ date: '2026-03-01' }),
      }),
    )
    expect(source.questions.map(({ code }) => code)).not.toContain('year')
  })
  test('takes the year of the file’s name, of whatever year the run could be', async () => {
    const days = run('2026-03-01', 50).map((md) => text(md, (m, d) => `${m}月${d}日`))
    expect(await lastOf(await load('2023年订单.csv', days))).toEqual({
      first: '2023-03-01',
      last: '2023-11-01',
    })
  })
  test('sees the turn of the year although the sample may not show it', async () => {
    const days = run('2025-11-01', 40).flatMap((md) =>
      Array<string>(400).fill(text(md, (m, d) => `${m}月${d}日`)),
    )
    expect(await lastOf(await load('orders.csv', days))).toEqual({ first: '2025-11-01', last: '2026-05-15' })
  })
  test('asks where nothing says it, and the answer holds', async () => {
    const days = ['12/3', '1/25', '12/10', '6/11', '12/20', '3/2', '8/13', '5/30']
    const asked = await load('orders.csv', days)
    const question = asked.questions.find(({ code }) => code === 'year')!
    expect(question.options.map(({ params }) => params)).toEqual([
      { from: '2025-01-25', to: '2025-12-20' },
      { from: '2024-01-25', to: '2024-12-20' },
      { from: '2023-01-25', to: '2023-12-20' },
    ])
    const answered = await load('orders.csv', days, { choices: question.options[1]!.choices })
    expect(await lastOf(answered)).toEqual({ first: '2024-01-25', last: '2024-12-20' })
    expect(answered.questions.map(({ code }) => code)).not.toContain('year')
  })
  test('two small numbers with a mark between them are no days', async () => {
    const source = await load('orders.csv', ['1/2', '3/4', '2/3', '5/8', '7/8', '1/2', '3/8', '4/5'])
    expect(source.mapping.columns.find(({ header }) => header === '日期')!.reading).not.toMatchObject({
      upto: expect.anything() as string,
    })
  })
})
