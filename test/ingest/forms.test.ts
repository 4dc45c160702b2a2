import { describe, expect, it } from 'vitest'
import { inferAs } from '../../src/ingest/infer'
import { canonical } from '../../src/ingest/value'

const read = (cells: string[], type: 'date' | 'datetime' = 'date') => {
  const inference = inferAs(cells, type)
  const { reading } = inference
  if (reading.as !== 'date') throw new Error('no date')
  return { ...inference, reading, days: cells.map((cell) => canonical(cell, reading)?.slice(0, 10)) }
}
const two = (n: number) => String(n).padStart(2, '0')

describe('years of two digits', () => {
  it('make one span of today, not a day a year: four rows', () => {
    expect(read(['24-01-05', '24-02-06', '24-03-07', '24-03-08']).days).toEqual([
      '2024-01-05',
      '2024-02-06',
      '2024-03-07',
      '2024-03-08',
    ])
    expect(read(['05-01-24', '06-02-24', '07-03-24', '08-03-24']).days[3]).toBe('2024-03-08')
  })
  it('with bills on the first or the last of each month', () => {
    const first = Array.from({ length: 24 }, (_, i) => `${22 + Math.floor(i / 12)}/${1 + (i % 12)}/1`)
    expect(read(first).days).toEqual(
      first.map((_, i) => `20${22 + Math.floor(i / 12)}-${two(1 + (i % 12))}-01`),
    )
    // Out of order, too.
    expect(read(first.toSorted()).days.every((day) => day?.endsWith('-01'))).toBe(true)
    const ends = ['25.1.31', '25.2.28', '25.3.31', '25.4.30', '25.5.31', '25.6.30']
    expect(read(ends).days.at(-1)).toBe('2025-06-30')
  })
  it('with the year in words', () => {
    expect(read(['24年3月5日', '24年3月15日', '25年1月2日']).days).toEqual([
      '2024-03-05',
      '2024-03-15',
      '2025-01-02',
    ])
  })
  it('break into centuries where nobody was born', () => {
    expect(read(['62-03-04', '85-11-30', '99-05-06', '04-02-28', '71-07-07']).days).toEqual([
      '1962-03-04',
      '1985-11-30',
      '1999-05-06',
      '2004-02-28',
      '1971-07-07',
    ])
  })
  it('are asked where two readings are as good', () => {
    expect(read(['10/11/12', '11/10/12', '12/11/10']).reading.rivals?.length).toBeGreaterThan(0)
    expect(
      read(['24/1/5', '24/1/19', '24/2/8', '24/3/15', '24/4/22', '24/4/30']).reading.rivals,
    ).toBeUndefined()
  })
})

describe('years of the Republic', () => {
  it('are taken by their sign, by three digits, or where nothing else fits', () => {
    expect(read(['民國99年1月5日', '民國113年2月6日']).days).toEqual(['2010-01-05', '2024-02-06'])
    expect(read(['99/01/05', '100/12/31', '113/02/06']).days).toEqual([
      '2010-01-05',
      '2011-12-31',
      '2024-02-06',
    ])
    expect(read(['1130105', '1130231', '1131231']).days).toEqual(['2024-01-05', undefined, '2024-12-31'])
  })
})

describe('a day or a month first', () => {
  it('goes by the order of the rows, and is asked', () => {
    const { reading, why, days } = read([
      '01/01/2024',
      '02/06/2024',
      '03/11/2024',
      '04/04/2024',
      '05/09/2024',
      '06/02/2024',
    ])
    expect(days.at(-1)).toBe('2024-06-02')
    expect(why.key).toBe('orderedMonth')
    expect(reading).toMatchObject({ rivals: ['%d/%m/%Y'], assumed: true })
    expect(reading.sure).toBeGreaterThan(0.9)
  })
  it('goes by what one company would bill: the first of each month, not twelve days of January', () => {
    const bills = Array.from({ length: 24 }, (_, i) => `01/${two(1 + (i % 12))}/${2023 + Math.floor(i / 12)}`)
    expect(read(bills).days[1]).toBe('2023-02-01')
  })
  it('is read cell by cell where both stand in one column, and is asked', () => {
    const { reading, days, fit } = read([
      '13/05/2024',
      '14/05/2024',
      '15/05/2024',
      '05/17/2024',
      '03/04/2024',
    ])
    expect(fit).toBe(1)
    expect(days).toEqual(['2024-05-13', '2024-05-14', '2024-05-15', '2024-05-17', '2024-04-03'])
    expect(reading.rivals).toEqual(['%m/%d/%Y|%d/%m/%Y'])
  })
  it('is not asked where it is proven', () => {
    expect(read(['01/02/2024', '13/02/2024']).reading.rivals).toBeUndefined()
  })
})

describe('months without a day', () => {
  it.each(['Jan 2024', 'January 2024', 'Jan-24', '01/2024', '2024-01'])('%s is its first day', (cell) => {
    expect(read([cell, cell]).days[0]).toBe('2024-01-01')
    expect(read([cell, cell]).reading.rivals).toBeUndefined()
  })
})

describe('a column that mixes forms', () => {
  it('numbers of a spreadsheet and texts: each cell by what fits', () => {
    const { days, reading } = read(['2024/01/01', '45317', '2024/02/20', '45367', '', '2024/04/10'])
    expect(days.slice(0, 4)).toEqual(['2024-01-01', '2024-01-26', '2024-02-20', '2024-03-16'])
    expect(reading.others).toEqual(['serial'])
  })
  it('a number far from the dates is none', () => {
    expect(read(['2024/01/01', '2024/02/20', '2024/03/05', '12345']).days.at(-1)).toBeUndefined()
  })
  it('long forms beside short ones', () => {
    expect(
      read(['2024年1月5日 下午3:05', '2024年1月7日 星期日 下午3:05', '2024-1-8 PM 3:05:00'], 'datetime').days,
    ).toEqual(['2024-01-05', '2024-01-07', '2024-01-08'])
  })
})
