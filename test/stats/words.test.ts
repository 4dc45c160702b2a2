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

test.each([
  // B before BB: the letter decides, then how often it stands.
  [
    ['BB', 'B', 'C'],
    ['BB 100', 'B 50', 'C 0'],
  ],
  [
    ['a', 'aa', 'aaa'],
    ['aaa 100', 'aa 50', 'a 0'],
  ],
  [
    ['A', 'A+', 'A-'],
    ['A+ 100', 'A 50', 'A- 0'],
  ],
  // AA- stands above A+, CCC above D.
  [
    ['A+', 'AA-', 'D', 'CCC'],
    ['AA- 100', 'A+ 67', 'CCC 33', 'D 0'],
  ],
  [
    ['A', 'B'],
    ['A 100', 'B 0'],
  ],
])('the ratings %j stand in their order, from 100 down to 0', (words, wanted) => {
  expect(proposeTable(words).map(({ value, points }) => `${value} ${points}`)).toEqual(wanted)
})
test('one rating alone, and ratings among other words, wait in the middle', () => {
  expect(proposeTable(['A'])).toEqual([{ value: 'A', points: 50 }])
  expect(proposeTable(['A', 'B', 'unrated']).map(({ points }) => points)).toEqual([50, 50, 50])
  expect(proposeTable(['E', 'F']).map(({ points }) => points)).toEqual([50, 50])
  expect(proposeTable(['AAAAA', 'A']).map(({ points }) => points)).toEqual([50, 50])
})
test('yes and no are read in both languages, whatever their case and the spaces around them, and kept as they are written', () => {
  const words = ['Yes', ' TRUE ', '1', '是', 'y', 'No', 'false', '0', '否', 'N']
  expect(proposeTable(words)).toEqual(words.map((value, at) => ({ value, points: at < 5 ? 100 : 0 })))
})
test('no words are no table', () => {
  expect(proposeTable([])).toEqual([])
})
