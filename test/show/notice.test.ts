import { describe, expect, it } from 'vitest'
import { noticeText } from '../../src/show/notice'
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
