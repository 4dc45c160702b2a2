import { describe, expect, test } from 'vitest'
import type { Column } from '../../src/analysis/panel'
import { LANGUAGES } from '../../src/analysis/say'
import {
  cellText,
  figureText,
  headText,
  isFigure,
  isWords,
  plainCell,
  unitOf,
  withUnit,
} from '../../src/show/cell'
import { frame } from '../report/answers'
import { sayIn } from '../support/words'

const column = (type: Column['type'], part: Partial<Column> = {}): Column => ({
  name: 'x',
  type,
  label: '',
  ...part,
})
const en = sayIn('en')
const text = (
  type: Column['type'],
  x: string | number | boolean | null,
  part: Partial<Column> = {},
  say = en,
) => cellText(column(type, part), { x }, frame, say)
const inAll = (type: Column['type'], x: string | number | null, part: Partial<Column> = {}) =>
  LANGUAGES.map((language) => text(type, x, part, sayIn(language)))

describe('a cell', () => {
  test.each([
    ['count', 12345, '12,345'],
    ['money', 1234.5, '1,234.50'],
    ['money', -0.4, '−0.40'],
    ['share', 0.12345, '12.3'],
    ['share', 1, '100.0'],
    ['index', 98.6, '99'],
    ['days', 7, '7'],
    ['days', 7.25, '7.3'],
    ['score', 61.55, '61.6'],
    ['count', -3, '−3'],
    ['count', 0, '0'],
  ] as const)('of %s %f is %s', (type, figure, wanted) => {
    expect(text(type, figure)).toBe(wanted)
    expect(figureText(type, figure, en)).toBe(wanted)
  })
  test('without an answer is a dash, whatever its type', () => {
    for (const type of ['count', 'money', 'text', 'date', 'month', 'tier'] as const)
      expect(text(type, null)).toBe('–')
    expect(cellText(column('count'), {}, frame, en)).toBe('–')
  })
  test('of a change has its sign; nothing has none', () => {
    const change = { change: true } as const
    expect([3, -3, 0].map((x) => text('count', x, change))).toEqual(['+3', '−3', '0'])
    expect(text('count', 3)).toBe('3')
  })
  test('of words says them in the reader’s language; a text of the files stays as it is', () => {
    expect(inAll('tier', 'diamond')).toEqual(['Diamond', '钻石', '鑽石'])
    expect(inAll('text', 'diamond', { words: 'tier' })).toEqual(['Diamond', '钻石', '鑽石'])
    expect(inAll('text', 'diamond')).toEqual(['diamond', 'diamond', 'diamond'])
  })
  test('of a day and of a month is written as the language does', () => {
    expect(inAll('date', '2024-03-05')).toEqual(['Mar 5, 2024', '2024-03-05', '2024-03-05'])
    expect(inAll('month', '2024-03-01')).toEqual(['Mar 2024', '2024-03', '2024-03'])
  })
  test('of a period follows the grain and the fiscal year that were chosen', () => {
    const of = (grain: string, fiscalStart: number, x: string) =>
      cellText(column('month'), { x }, { ...frame, fiscalStart, controls: { grain } }, en)
    expect(of('quarter', 1, '2024-04-01')).toBe('2024 Q2')
    expect(of('quarter', 4, '2024-04-01')).toBe('FY2025 Q1')
    expect(of('week', 1, '2024-04-01')).toBe('Apr 1, 2024')
  })
  test('of a period that is not to be compared says why, in each language', () => {
    const noted = (flags: Record<string, boolean>) =>
      LANGUAGES.map((language) =>
        cellText(column('month'), { x: '2024-03-01', ...flags }, frame, sayIn(language)),
      )
    expect(noted({ unfinished: true })).toEqual([
      'Mar 2024 · unfinished',
      '2024-03 · 未结束',
      '2024-03 · 尚未結束',
    ])
    expect(noted({ start_of_data: true })).toEqual([
      'Mar 2024 · start of data',
      '2024-03 · 数据起点',
      '2024-03 · 資料起點',
    ])
    // Both: what is not over yet is told.
    expect(noted({ unfinished: true, start_of_data: true })[0]).toBe('Mar 2024 · unfinished')
  })
})

describe('where a cell stands', () => {
  test('figures stand right, words and days left', () => {
    expect((['count', 'money', 'share', 'days'] as const).map((type) => isFigure(column(type)))).toEqual([
      ...[true, true, true, true],
    ])
    expect((['text', 'tier', 'date', 'month'] as const).map((type) => isFigure(column(type)))).toEqual([
      ...[false, false, false, false],
    ])
    expect([isWords(column('text')), isWords(column('tier')), isWords(column('date'))]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('units', () => {
  const euro = (language: (typeof LANGUAGES)[number]) => sayIn(language, { units: 'km', currency: 'EUR' })
  test('are a share’s per cent, days, and the currency where the files say one', () => {
    expect(LANGUAGES.map((language) => unitOf('days', sayIn(language)))).toEqual(['days', '天', '天'])
    expect([
      unitOf('share', en),
      unitOf('money', euro('en')),
      unitOf('money', en),
      unitOf('count', en),
    ]).toEqual([...['%', 'EUR', '', '']])
  })
  test('stand in the head, in each language’s way', () => {
    const head = (type: Column['type'], label: string) =>
      LANGUAGES.map((language) => headText(column(type, { label }), frame, euro(language)))
    expect(head('money', 'column.revenue')).toEqual(['Revenue, EUR', '收入（EUR）', '營收（EUR）'])
    expect(head('share', 'column.share')).toEqual(['Share of customers, %', '客户占比（%）', '客戶占比（%）'])
    expect(head('count', 'metric.customers')).toEqual(['Customers', '客户数', '客戶數'])
  })
  test('are not said twice, whatever the case', () => {
    expect(withUnit('Days since', 'days', en)).toBe('Days since')
    expect(withUnit('Share in %', 'share', en)).toBe('Share in %')
    expect(withUnit('Revenue', 'money', en)).toBe('Revenue')
  })
  test('a column whose dimension was chosen is named after it', () => {
    const chosen = column('text', { words: '@rows', label: 'never read' })
    const asked = { ...frame, controls: { rows: 'tier' } }
    expect(LANGUAGES.map((language) => headText(chosen, asked, sayIn(language)))).toEqual([
      'Tier',
      '等级',
      '等級',
    ])
    expect(cellText(chosen, { x: 'gold' }, asked, en)).toBe('Gold')
    expect(headText(chosen, { ...frame, controls: { rows: '#floor' } }, en)).toBe('floor')
  })
})

describe('a cell of a file', () => {
  const plain = (type: Column['type'], x: string | number | boolean | null) =>
    plainCell(column(type), { x }, frame, en)
  test('keeps more digits than are shown and fewer than a computer makes up, by type', () => {
    const third = 1 / 3
    expect(
      (['share', 'index', 'score', 'money', 'days', 'number'] as const).map((type) => plain(type, third)),
    ).toEqual([0.333333, 0.333, 0.3333, 0.3333, 0.333, 0.333333])
  })
  test('keeps whole numbers, days, flags and no answer as they are', () => {
    expect([plain('money', 5), plain('date', '2024-03-05'), plain('count', null)]).toEqual([
      5,
      '2024-03-05',
      null,
    ])
    expect(plainCell(column('count'), {}, frame, en)).toBeNull()
  })
  test('says words in the reader’s language', () => {
    const said = LANGUAGES.map((language) => plainCell(column('tier'), { x: 'gold' }, frame, sayIn(language)))
    expect(said).toEqual(['Gold', '黄金', '黃金'])
  })
})
