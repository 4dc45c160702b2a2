import { describe, expect, test } from 'vitest'
import { reachesBack } from '../../src/model/day'
import { reviewDates } from '../../src/tables/reviews'

describe('review', () => {
  test('days of review are ends of quarters or months with a whole year of data behind them', () => {
    expect(reviewDates('2022-02-10', '2023-12-31', 'quarter')).toEqual([
      '2023-03-31',
      '2023-06-30',
      '2023-09-30',
      '2023-12-31',
    ])
    expect(reviewDates('2022-02-01', '2023-02-28', 'month')).toEqual(['2023-01-31', '2023-02-28'])
    expect(reviewDates('2022-02-09', '2023-02-27', 'month')).toEqual([])
  })
  test('a year of orders is one although nobody ordered on its first days', () => {
    expect(reviewDates('2023-01-04', '2024-02-01', 'quarter')).toEqual(['2023-12-31'])
    expect(reviewDates('2023-01-12', '2024-02-01', 'quarter')).toEqual([])
    expect(reachesBack('2024-12-28', 24, '2023-01-03')).toBe(true)
    expect(reachesBack('2024-12-28', 24, '2023-01-05')).toBe(false)
  })
  test('days include the last one, and are none where the data are shorter than a year', () => {
    expect(reviewDates('2023-01-01', '2023-12-31', 'quarter')).toEqual(['2023-12-31'])
    expect(reviewDates('2023-01-01', '2023-12-30', 'quarter')).toEqual([])
    expect(reviewDates('2023-01-01', '2022-01-01', 'month')).toEqual([])
  })
  test('days end in February on its last day, whatever the year', () => {
    expect(reviewDates('2022-12-01', '2024-03-30', 'month').filter((day) => day.includes('-02-'))).toEqual([
      '2024-02-29',
    ])
  })
})
