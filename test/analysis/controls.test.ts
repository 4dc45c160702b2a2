import { expect, it } from 'vitest'
import { offeredTo } from '../../src/analysis/controls'

it('a dimension in which all customers are alike is shown where it is chosen, and offered nowhere else', () => {
  expect(offeredTo({}, ['region'], 'tier')).toEqual(['region', 'tier'])
  expect(offeredTo({}, ['region', 'tier'], 'tier')).toEqual(['region', 'tier'])
  expect(offeredTo({ leave: ['tier'] }, ['region', 'tier'], 'region')).toEqual(['region'])
  expect(offeredTo({ more: [{ value: 'none', label: 'x' }] }, ['region'], 'none')).toEqual(['region'])
})
