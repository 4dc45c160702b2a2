import { describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import type { PanelResult } from '../../src/analysis/panel'
import { createSay } from '../../src/analysis/say'
import { withUnit } from '../../src/show/cell'
import { ordered, orderOf, plainTable, sortOf, tableOf, turned, type Line } from '../../src/show/table'
import { pyramid } from '../../src/analysis/tiers/panels'
import { revenue } from '../../src/analysis/trend/panels'
import { reconcile } from '../../src/analysis/data/panels'
import { answer, pyramidRows } from '../report/answers'
import { sayIn } from '../support/words'

const say = sayIn('en')

describe('a table as figures', () => {
  test('keeps as many digits as mean something, of shares, money and indices', () => {
    const panel = panelOf('profile.index')!
    const rows = [
      {
        row_value: 'F',
        column_value: 'diamond',
        customers: 12,
        share_group: 0.1234567890123456,
        share_base: 1 / 3,
        index: 98.76543210987654,
        index_low: 50,
        index_high: null,
        difference: null,
      },
    ]
    const frame = { controls: { rows: 'gender', columns: 'tier' } } as unknown as PanelResult['frame']
    const [, line] = plainTable(panel, { rows, frame } as unknown as PanelResult, say)
    expect(line!.slice(2)).toEqual([12, 0.123457, 0.333333, 98.765, 50, null, null])
  })
})

describe('a table as a reader sees it', () => {
  const euro = sayIn('en', { units: 'km', currency: 'EUR' })
  const rows = pyramidRows([10, 20, 40, 80], [7, -3, 0, null])
  const { result } = answer(pyramid, rows)
  const seen = tableOf(pyramid, result, euro)
  const column = (name: string) => seen.heads.findIndex((head) => head.column.name === name)
  const texts = (name: string) => seen.lines.map(({ cells }) => cells[column(name)]!.text)

  test('has units in its heads and none in its cells', () => {
    expect(seen.heads[column('revenue')]!.text).toBe('Revenue, EUR')
    expect(seen.heads[column('share')]!.text).toMatch(/, %$/)
    expect(texts('revenue')).toEqual(['1,000.00', '2,000.00', '4,000.00', '8,000.00'])
    expect(texts('share')[0]).toBe('6.7')
    expect(withUnit('Days since the first purchase', 'days', euro)).toBe('Days since the first purchase')
    expect(withUnit('Window', 'days', euro)).toBe('Window, days')
  })

  test('gives changes their sign and says no answer as a dash', () => {
    expect(texts('change')).toEqual(['+7', '−3', '0', '–'])
  })

  test('leaves out columns that no row fills, and keeps those that are hidden', () => {
    const still = answer(pyramid, pyramidRows([10, 20, 40, 80])).result
    const names = tableOf(pyramid, still, euro).heads.map((head) => head.column.name)
    expect(names).not.toContain('change')
    const one = tableOf(pyramid, { ...still, hidden: [[0, 'change']] }, euro)
    const at = one.heads.findIndex((head) => head.column.name === 'change')
    expect(one.lines.map(({ cells }) => cells[at]!.text)).toEqual(['n<5', '–', '–', '–'])
    expect(tableOf(pyramid, { ...result, columns: ['tier', 'customers'] }, euro).heads).toHaveLength(2)
  })

  test('is ordered by a click: figures largest first, tiers from the top, no answer last', () => {
    const by = (name: string, times = 1) => {
      const head = seen.heads[column(name)]!
      let order = orderOf(pyramid)
      for (let i = 0; i < times; i++) order = turned(order, head)
      return [sortOf(order, head), ...ordered(seen, order).map(({ row }) => row.tier)]
    }
    expect(by('change')).toEqual(['descending', 'diamond', 'silver', 'gold', 'ordinary'])
    expect(by('change', 2)).toEqual(['ascending', 'gold', 'silver', 'diamond', 'ordinary'])
    expect(by('tier')).toEqual(['ascending', 'diamond', 'gold', 'silver', 'ordinary'])
  })

  test('begins periods with the newest, which a click on their head turns round, and anything else as it comes', () => {
    expect([orderOf(revenue), orderOf(pyramid)]).toEqual([{ name: 'start', down: true }, null])
    const head = { column: revenue.columns[0]!, text: '', figure: false }
    expect(turned(orderOf(revenue), head)).toEqual({ name: 'start', down: false })
    expect([sortOf(orderOf(revenue), head), sortOf(null, head)]).toEqual(['descending', 'none'])
    expect(ordered(seen, null)).toBe(seen.lines)
    expect(ordered(seen, { name: 'not shown', down: true })).toBe(seen.lines)
  })

  test('orders texts as they are written, where some of them have a place in an order and some have none', () => {
    const line = (rank: string | number | null, at: number): Line => ({
      row: { at },
      cells: [{ text: '', hidden: false, tier: null, rank }],
      total: false,
    })
    const head = seen.heads[0]!
    const by = (down: boolean, ...ranks: (string | number | null)[]) =>
      ordered({ heads: [head], lines: ranks.map(line) }, { name: head.column.name, down }).map(
        ({ cells }) => cells[0]!.rank,
      )
    expect(by(false, 10, 9, 100)).toEqual([9, 10, 100])
    expect(by(false, 'b', 2, 'a')).toEqual([2, 'a', 'b'])
    expect(by(true, 'b', null, 'a', null, 'c')).toEqual(['c', 'b', 'a', null, null])
  })

  test('keeps a hidden cell out of the order and a tier’s colour out of it', () => {
    const gone = tableOf(pyramid, { ...result, hidden: [[1, 'revenue']] }, euro)
    const [tier, revenue] = [0, column('revenue')]
    expect(gone.lines[1]!.cells[revenue]).toEqual({ text: 'n<5', hidden: true, tier: null, rank: null })
    expect(gone.lines[1]!.cells[tier]!.tier).toBe('gold')
    expect(tableOf(pyramid, { ...result, hidden: [[1, 'tier']] }, euro).lines[1]!.cells[tier]).toMatchObject({
      tier: null,
      rank: null,
    })
  })

  test('keeps its total below whatever it is ordered by', () => {
    const steps = [
      { step: 'plain', amount: 90, n: 9 },
      { step: 'void', amount: -10, n: 1 },
      { step: 'revenue', amount: 80, n: 8 },
    ]
    const walk = tableOf(reconcile, answer(reconcile, steps).result, euro)
    for (const head of walk.heads)
      expect(ordered(walk, turned(null, head)).map(({ total }) => total)).toEqual([false, false, true])
  })
})

describe('English counts', () => {
  test('are of one where they are one, and of the rest as they are', () => {
    const said = createSay(
      'en',
      { a: '{x} days, {y} orders', b: 'from {x} – 1 points', c: '{x} customers are new and {y} are gone' },
      { units: 'km', currency: '' },
    )
    expect(said.t('a', { x: '1', y: '21' })).toBe('1 day, 21 orders')
    expect(said.t('a', { x: '0.1', y: '1' })).toBe('0.1 days, 1 order')
    expect(said.t('c', { x: '1', y: '11' })).toBe('1 customer is new and 11 are gone')
  })
})
