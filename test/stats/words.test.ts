import { expect, test } from 'vitest'
import { proposeTable } from '../../src/stats/words'

test('ratings are worth their order', () => {
  expect(proposeTable(['B', 'AAA', 'A-', 'AA+', 'A'])).toEqual([
    { value: 'AAA', points: 100 },
    { value: 'AA+', points: 75 },
    { value: 'A', points: 50 },
    { value: 'A-', points: 25 },
    { value: 'B', points: 0 },
  ])
})
test('yes is everything, no is nothing, other words wait in the middle', () => {
  expect(proposeTable(['是', '否', 'perhaps']).map(({ points }) => points)).toEqual([100, 0, 50])
})
