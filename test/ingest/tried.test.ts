import { afterAll, describe, expect, it } from 'vitest'
import { createSay } from '../../src/analysis/say'
import { Session } from '../../src/analysis/session'
import { MESSAGES } from '../../src/cli/messages'
import { openBlocking } from '../../src/engine/blocking'
import { previewOf } from '../../src/ingest/preview'
import { defaultView } from '../../src/model/view'
import { rules } from '../../src/analysis/quality/panels'
import { maySell } from '../../src/ingest/answer'
import type { Question } from '../../src/ingest/notice'
import { noticeText } from '../../src/show/notice'

const engine = await openBlocking()
afterAll(() => engine.stop())

const csv = (rows: (string | number)[][]) => new Blob([rows.map((row) => row.join(',')).join('\n')])
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const day = (i: number) => `2024-0${1 + (i % 9)}-${10 + (i % 18)}`
const read = (rows: (string | number)[][], file = 'x.csv', types = {}) =>
  previewOf(csv(rows), { types }, undefined, { file, today: '2026-11-30' })
const targets = async (rows: (string | number)[][], file?: string) =>
  Object.fromEntries((await read(rows, file)).mapping.columns.map(({ header, target }) => [header, target]))

/** The files of one workspace, read and built. */
async function built(files: Record<string, (string | number)[][]>) {
  const session = new Session(engine)
  session.today = '2026-11-30'
  for (const [name, rows] of Object.entries(files)) await session.add(csv(rows), name)
  await session.rebuild(defaultView())
  const told = await session.told()
  const [sum] = await engine.query<{
    n: number
    sold: number
    returned: number
    first: string
    last: string
  }>(
    `SELECT count(*)::DOUBLE AS n, sum(sold)::DOUBLE AS sold, sum(returned)::DOUBLE AS returned,
     min(ordered_at)::DATE::VARCHAR AS first, max(ordered_at)::DATE::VARCHAR AS last FROM orders`,
  )
  for (const { id } of session.sources) await session.remove(id)
  return { ...told, sum: sum! }
}

const NAMES = [
  'Acme Ltd',
  'Beta GmbH',
  'Cora Inc',
  'Delta AG',
  'Echo plc',
  'Fargo LLC',
  'Gama SA',
  'Helio BV',
]
const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const CHINESE = times(12, (i) => `${i + 1}月`)
const wide = (who: string, months: string[], total: string) => [
  [who, ...months, total],
  ...NAMES.map((name, i) => {
    const amounts = months.map((_, m) => 100 * (i + 1) + 10 * m)
    return [name, ...amounts, amounts.reduce((a, b) => a + b)]
  }),
]
const SUM = NAMES.reduce(
  (sum, _, i) => sum + times(12, (m) => 100 * (i + 1) + 10 * m).reduce((a, b) => a + b),
  0,
)

describe('a column for each month', () => {
  it.each([
    ['Customer', ENGLISH.map((month) => `${month} 2024`), 'Total'],
    ['客户', CHINESE.map((month) => `2024年${month}`), '合计'],
    ['客户名称', CHINESE.map((month) => `2024年${month}销售额`), '小计'],
    ['Customer', ENGLISH.map((month) => `${month} 2024`), 'All of it'],
  ])('is an order each, and their sum is left out and told: %s, …, %s %s', async (who, months, total) => {
    const { sum, notices } = await built({ 'x.csv': wide(who, months, total) })
    expect(sum).toMatchObject({ n: 96, sold: SUM, first: '2024-01-31', last: '2024-12-31' })
    expect(notices).toContainEqual({ code: 'sum_column', file: 'x.csv', column: total, params: {} })
  })
  it.each([
    [ENGLISH, 'sales 2023.csv', undefined],
    [CHINESE, '2023年客户销售.csv', undefined],
    [CHINESE, 'x.csv', '2023年度客户销售'],
  ])(
    'without a year is of that which the file or its title names, and it is told: %s',
    async (months, file, title) => {
      const rows = wide('客户', months, '合计')
      const titled = title ? [[title, ...months.map(() => ''), ''], ...rows] : rows
      const { sum, notices, questions } = await built({ [file]: titled })
      expect(sum).toMatchObject({ n: 96, sold: SUM, first: '2023-01-31', last: '2023-12-31' })
      expect(notices).toContainEqual({
        code: 'month_year',
        file,
        column: months[0],
        params: { n: 12, from: '2023-01', to: '2023-12' },
      })
      expect(questions.map(({ code }) => code)).not.toContain('year')
    },
  )
  it('without a year anywhere is of the last one that is over, and asked', async () => {
    const rows = wide('Customer', ENGLISH, 'Total')
    const { mapping } = await read(rows)
    const asked = mapping.questions!.find(({ code }) => code === 'year')!
    expect(asked.options.map(({ params }) => params)).toEqual([
      { from: '2025-01', to: '2025-12' },
      { from: '2024-01', to: '2024-12' },
      { from: '2023-01', to: '2023-12' },
    ])
    const { mapping: chosen } = await read(rows, 'x.csv', asked.options[1]!.choices.types)
    expect(chosen.columns[1]!.wide).toEqual({ at: '2024-01-31' })
    expect(chosen.questions!.map(({ code }) => code)).not.toContain('year')
  })
  const FISCAL = [...ENGLISH.slice(3), ...ENGLISH.slice(0, 3)]
  const spans = async (months: string[], file: string, types = {}) => {
    const { mapping } = await read(wide('Customer', months, 'Total'), file, types)
    const asked = mapping.questions!.find(({ code }) => code === 'year')
    const ends = mapping.columns.flatMap(({ wide }) => (wide && 'at' in wide ? [wide.at.slice(0, 7)] : []))
    return {
      taken: [ends[0], ends[8], ends[9], ends[11]],
      asked: asked?.options.map(({ params }) => params!.from),
      options: asked?.options ?? [],
    }
  }
  it('goes on into the next year behind December: whether the year that is named begins or ends there is asked', async () => {
    const { options, ...first } = await spans(FISCAL, 'FY 2024.csv')
    expect(first).toEqual({
      taken: ['2023-04', '2023-12', '2024-01', '2024-03'],
      asked: ['2023-04', '2024-04'],
    })
    expect(await spans(FISCAL, 'FY 2024.csv', options[1]!.choices.types)).toEqual({
      taken: ['2024-04', '2024-12', '2025-01', '2025-03'],
      options: [],
    })
  })
  it('of a year by a word for those that are called after their beginning is taken so, and asked', async () => {
    const { taken, asked } = await spans(FISCAL, '2024年度.csv')
    expect([taken[0], asked]).toEqual(['2024-04', ['2024-04', '2023-04']])
  })
  it.each(['FY 2024-25.csv', 'FY2024/2025.csv', 'sales 2024–2025.csv'])(
    'of two years that are named is of these, and nothing is asked: %s',
    async (file) => {
      const { taken, asked } = await spans(FISCAL, file)
      expect([taken[0], taken[3], asked]).toEqual(['2024-04', '2025-03', undefined])
    },
  )
  it('of a year that cannot be over is of the one before, and nothing is asked', async () => {
    const { taken, asked } = await spans(FISCAL, 'FY 2026.csv')
    expect([taken[0], taken[3], asked]).toEqual(['2025-04', '2026-03', undefined])
  })
  it('of one calendar year is of the year that is named', async () => {
    expect((await spans(ENGLISH, 'FY 2024.csv')).asked).toBeUndefined()
  })
})

describe('what is no sale by its status', () => {
  const orders = (word: string) => [
    ['订单号', '客户', '下单时间', '实付金额', '订单状态'],
    ...times(40, (i) => [`A${1000 + i}`, `C${i % 7}`, day(i), 1000 + i, i % 4 ? '已完成' : word]),
  ]
  it.each(['退货完成', '退貨完成', 'Returned', '已退货'])(
    'came back: it is told how many and how much: %s',
    async (word) => {
      const { notices, sum } = await built({ 'x.csv': orders(word) })
      const told = notices.find(({ code }) => code === 'returned')!
      expect(told).toMatchObject({ column: '订单状态', params: { n: 10, amount: 10_180, example: word } })
      expect(sum.sold).toBe(times(40, (i) => (i % 4 ? 1000 + i : 0)).reduce((a, b) => a + b))
      const say = createSay('en', MESSAGES.en, { units: 'km', currency: '' })
      expect(noticeText(told, say)).toContain('(10,180.00)')
    },
  )
  it.each(['作廢', '作废', '已作廢', 'Void', 'VOIDED'])('is void: %s', async (word) => {
    const { notices, sum } = await built({ 'x.csv': orders(word) })
    expect(notices).toContainEqual(
      expect.objectContaining({ code: 'not_sales', params: { n: 10, example: word } }),
    )
    expect(sum.sold).toBe(times(40, (i) => (i % 4 ? 1000 + i : 0)).reduce((a, b) => a + b))
  })
})

describe('amounts', () => {
  it('with a stroke for no decimals are no less than nothing, and those in brackets are', async () => {
    const { sum } = await built({
      'x.csv': [
        ['order id', 'customer', 'date', 'price'],
        ...times(40, (i) => [`A${i}`, `C${i % 7}`, day(i), i % 4 ? `"${100 + i},-"` : '(50)']),
      ],
    })
    expect(sum.sold).toBe(times(40, (i) => (i % 4 ? 100 + i : 0)).reduce((a, b) => a + b))
  })
  it('that staff are paid are no sales: the file is said to be a list of pay, and nothing is asked', async () => {
    const rows = [
      ['列1', '日期', '应发工资', '实发工资', '扣款'],
      ...times(30, (i) => [`W${i % 9}`, day(i), 6000 + i * 7, 5000 + i * 13, 500 + i]),
    ]
    const { questions = [], refusal } = (await read(rows)).mapping
    expect([refusal, questions]).toEqual(['staff', []])
  })
})

describe('a column that is called an amount and holds none', () => {
  const rows = [
    ['订单号', '客户', '下单时间', '金额'],
    ...times(40, (i) => [`A${1000 + i}`, `C${i % 7}`, day(i), i % 2 ? '见附件' : `x${i}`]),
  ]
  it('is told, and a quarter of what the file should say is missing', async () => {
    const session = new Session(engine)
    await session.add(csv(rows), 'x.csv')
    await session.rebuild(defaultView())
    const result = await session.run(rules)
    const { notices } = await session.told()
    for (const { id } of session.sources) await session.remove(id)
    expect(notices).toContainEqual(expect.objectContaining({ code: 'unreadable', column: '金额' }))
    expect(result.state === 'ready' && result.frame.facts.score).toBe(75)
  })
  it('is none where another column has the amounts', async () => {
    const more = rows.map((row, i) => [...row, i ? 100 + i : '实付金额'])
    expect((await read(more)).mapping.columns.some(({ meant }) => meant)).toBe(false)
  })
})

describe('a file that is understood and holds no sales', () => {
  it('asks nothing from which sales would come', async () => {
    const kind = (sure: number, kinds: string[]): Question => ({
      code: 'kind',
      file: 'x.csv',
      params: {},
      options: kinds.map((kind) => ({ label: `option.kind.${kind}`, choices: { kind } })),
      chosen: 0,
      confidence: sure,
    })
    const contracts = kind(0.7, ['contracts', 'orders', 'other'])
    expect(maySell({ entities: ['contracts'] }, contracts)).toBe(false)
    expect(maySell({ entities: ['contracts'] }, kind(0.4, ['contracts', 'orders']))).toBe(true)
    expect(maySell({ entities: ['deals'] }, kind(0.4, ['deals', 'contracts', 'other']))).toBe(false)
    expect(maySell({ entities: [] }, contracts)).toBe(true)
    expect(maySell({ entities: [] }, { ...contracts, code: 'who' })).toBe(true)
    expect(maySell({ entities: ['contracts'] }, { ...contracts, code: 'date_order' })).toBe(false)
  })
})

describe('buyers whose names and numbers are masked', () => {
  it('are nobody, which is told with the columns', async () => {
    const { notices } = await built({
      'x.csv': [
        ['主订单编号', '收件人', '收件人手机号', '订单应付金额', '订单提交时间', '订单状态'],
        ...times(40, (i) => [
          `69${String(i).padStart(16, '0')}`,
          `${'张王李赵'[i % 4]}**`,
          `138****${1000 + (i % 9)}`,
          100 + i,
          `${day(i)} 10:00:00`,
          '已完成',
        ]),
      ],
    })
    expect(notices.find(({ code }) => code === 'masked')).toMatchObject({
      column: '收件人, 收件人手机号',
      params: { example: '张**' },
    })
  })
})

describe('columns of a survey', () => {
  const marks = (heading: string, asked: string) => [
    ['提交时间', '手机号', asked, heading],
    ...times(30, (i) => [
      day(i),
      13_800_138_000 + i,
      (i % 5) + 1,
      ['很好', '物流慢', '不错', '价格可以更低一些'][i % 4]!,
    ]),
  ]
  it.each(['您的建议', '您的意见', '意见', '建议', '您的意見', '其他建議', 'Your suggestions', 'Comments'])(
    'that ask for words are comments: %s',
    async (heading) => {
      expect((await targets(marks(heading, '您对我们的服务满意吗')))[heading]).toBe('feedback.comment')
      expect((await targets(marks(heading, '评分')))[heading]).toBe('feedback.comment')
    },
  )
})

describe('a day in three columns', () => {
  it('with the words for year, month and day is one', async () => {
    const { sum } = await built({
      'x.csv': [
        ['年', '月', '日', '客户', '金额'],
        ...times(40, (i) => ['2024年', `${(i % 12) + 1}月`, `${(i % 27) + 1}日`, `C${i % 7}`, 100 + i]),
      ],
    })
    expect(sum).toMatchObject({ n: 40, first: '2024-01-01', last: '2024-12-24' })
  })
})

describe('numbers in notices', () => {
  const text = (
    params: Record<string, string | number>,
    code: 'far_dates' | 'currencies',
    language: 'en' | 'zh-CN',
  ) =>
    noticeText(
      { code, file: 'x', params },
      createSay(language, MESSAGES[language], { units: 'km', currency: '' }),
    )
  it.each(['en', 'zh-CN'] as const)('are grouped as the reader writes them: %s', (language) => {
    const far = text(
      { n: 1200, total: 34_567, example: '2099-01-01, 2101-05-05 = 1234567.50' },
      'far_dates',
      language,
    )
    for (const shown of ['1,200', '34,567', '2099-01-01', '1,234,567.50']) expect(far).toContain(shown)
    const others = text(
      { n: 2, example: 'CNY', others: 'USD 12345.60 (1234), EUR 7.00 (2)' },
      'currencies',
      language,
    )
    expect(others).toContain('USD 12,345.60 (1,234), EUR 7.00 (2)')
  })
})
