import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/analysis/say'
import { noticeText, optionText, questionText } from '../../src/show/notice'
import type { Option, Question } from '../../src/ingest/notice'
import { sayIn } from '../support/words'

const say = sayIn('en')
const notice = (n: number) =>
  noticeText(
    {
      code: 'not_sales',
      file: 'orders.csv',
      column: 'Status',
      params: { n, total: 0, example: 'cancelled' },
    },
    say,
  )

describe('a notice counts in the words of its language', () => {
  it('one row is, several rows are', () => {
    expect(notice(1)).toContain('1 row is no sale')
    expect(notice(2)).toContain('2 rows are no sales')
  })
  it('a large count is written as counts are', () => {
    expect(notice(12345)).toContain('12,345 rows')
  })
})

describe('what is told of a file', () => {
  const inAll = (
    code: string,
    params: Record<string, string | number>,
    writing = { units: 'km' as const, currency: 'EUR' },
  ) =>
    LANGUAGES.map((language) =>
      noticeText(
        { code, file: 'a.csv', column: 'C', params } as Parameters<typeof noticeText>[0],
        sayIn(language, writing),
      ),
    )
  it('is said in each language, with file, column and example', () => {
    expect(inAll('not_sales', { n: 2, total: 0, example: 'void' })).toEqual([
      '2 rows are no sales by their status (C in a.csv): void. They count in no figure of revenue.',
      'a.csv 的「C」有 2 行按状态不是成交：void。不计入任何收入。',
      'a.csv 的「C」有 2 列按狀態不是成交：void。不計入任何營收。',
    ])
  })
  it('writes an amount as money, and any other figure as a figure', () => {
    const [en, cn] = inAll('returned', { n: 3, amount: 1234.5, total: 0, example: 'back' })
    expect(en).toContain('€1,234.50')
    expect(cn).toContain('€1,234.50')
    expect(cn).toContain('3 笔订单')
    expect(inAll('unit', { unit: '万元', factor: 10_000 })[0]).toContain('multiplied by 10,000')
    expect(inAll('unit', { unit: '万元', factor: 0.5 })[0]).toContain('multiplied by 0.50')
  })
  it('writes amounts inside a text that programs read too, behind “=” and behind a currency, and no others', () => {
    const example = (text: string) => inAll('not_sales', { n: 1, total: 0, example: text })[0]
    expect(example('10 × 5.5 = 55')).toContain(': 10 × 5.5 = 55.00.')
    expect(example('USD 1234.50 (12345)')).toContain(': USD 1,234.50 (12,345).')
    expect(example('v = 1.2.3')).toContain(': v = 1.2.3.')
    expect(example('order 1234.50 (2)')).toContain(': order 1234.50 (2).')
  })
  it('says words that stand in its figures as words', () => {
    const say = sayIn('zh-TW')
    const told = {
      code: 'not_sales',
      file: 'a.csv',
      column: 'C',
      params: { n: 1, example: 'reference.products' },
    }
    expect(noticeText(told as Parameters<typeof noticeText>[0], say)).toContain('商品')
  })
  it('of no column names none', () => {
    const told = { code: 'revenue_paid', file: 'a.csv', params: {} }
    expect(noticeText(told as Parameters<typeof noticeText>[0], say)).toBe(
      'Orders that name no amount are counted with what a.csv says was paid.',
    )
  })
})

describe('what is asked', () => {
  it('is a question in each language', () => {
    const question = { code: 'who', file: 'a.csv', params: {} } as unknown as Question
    expect(LANGUAGES.map((language) => questionText(question, sayIn(language)))).toEqual([
      'Who is the customer in a.csv?',
      'a.csv 中谁是客户？',
      'a.csv 中誰是客戶？',
    ])
  })
  it('has answers in words, with what they name, or the heading of a column as it stands in the file', () => {
    const option = (label: string, params?: Option['params']) => ({ label, params }) as unknown as Option
    expect(optionText(option('option.multiply', { factor: 10_000 }), say)).toBe('Yes: multiply by 10,000')
    expect(optionText(option('option.day_first', { example: '5/3' }), sayIn('zh-CN'))).toBe('日在前（5/3）')
    expect(optionText(option('Order Date'), say)).toBe('Order Date')
  })
})
