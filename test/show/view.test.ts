import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/analysis/say'
import { capital, filterTexts, periodText } from '../../src/show/view'
import { sayIn } from '../support/words'

const inAll = <T>(of: (say: ReturnType<typeof sayIn>) => T): T[] =>
  LANGUAGES.map((language) => of(sayIn(language)))

describe('a period in words', () => {
  test('is so many months, the whole time, or from a month to a month', () => {
    expect(inAll((say) => periodText('12m', say))).toEqual(['last 12 months', '近 12 个月', '近 12 個月'])
    expect(inAll((say) => periodText('all', say))).toEqual(['whole time', '全部时间', '所有時間'])
    expect(inAll((say) => periodText('2011-01..2011-06', say))).toEqual([
      'Jan 2011 – Jun 2011',
      '2011-01 – 2011-06',
      '2011-01 – 2011-06',
    ])
  })
  test('of one month is one', () => {
    expect(periodText('1m', sayIn('en'))).toBe('last 1 month')
  })
  test('that is none stays as it is written', () => {
    expect(inAll((say) => periodText('tomorrow', say))).toEqual(['tomorrow', 'tomorrow', 'tomorrow'])
  })
})

describe('a filter in words', () => {
  test('names each field and its values, words as words and texts of the files as they are', () => {
    const filter = { tier: ['diamond', 'gold'], region: ['North'] }
    expect(inAll((say) => filterTexts(filter, say))).toEqual([
      ['Tier: Diamond, Gold', 'Region: North'],
      ['等级：钻石、黄金', '地区：North'],
      ['等級：鑽石、黃金', '地區：North'],
    ])
  })
  test('of nobody chosen is no text', () => {
    expect(filterTexts({}, sayIn('en'))).toEqual([])
  })
  test('by a column that only these files have is called by its header', () => {
    expect(filterTexts({ '#floor': ['2'] }, sayIn('en'))).toEqual(['floor: 2'])
  })
})

test('what stands alone begins with a capital', () => {
  expect(['last 12 months', 'whole time', '', '近 12 个月'].map(capital)).toEqual([
    ...['Last 12 months', 'Whole time', '', '近 12 个月'],
  ])
})
