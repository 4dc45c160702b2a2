import { describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import type { PanelResult } from '../../src/analysis/panel'
import { createSay } from '../../src/analysis/say'
import { plainTable } from '../../src/components/cell'
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
