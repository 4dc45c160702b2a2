import { expect, test } from 'vitest'
import { mutantsOf } from './mutants.mjs'

const changes = (text: string, path = 'a.ts', inside?: string[]): string[] =>
  mutantsOf(path, text, inside).map(({ start, end, by }) => text.slice(0, start) + by + text.slice(end))

test('one small mistake at a time: comparison, sum, both and either, condition, word, empty list', () => {
  expect(changes('a < b')).toEqual(['a > b'])
  expect(changes('a + b')).toEqual(['a - b'])
  expect(changes('a && b')).toEqual(['a || b'])
  expect(changes("const way = '▲'")).toEqual(["const way = '▼'"])
  expect(changes('if (a) b()')).toEqual(['if (!(a)) b()'])
  expect(changes('const x = a ? b : c')).toEqual(['const x = !(a) ? b : c'])
  expect(changes('const f = () => { return a.map(b) }')).toEqual(['const f = () => { return [] }'])
})

test('a constant is a little beside, and texts are not subtracted', () => {
  expect(changes('const z = 1.96')).toEqual(['const z = 1.71'])
  expect(changes('const one = 1')).toEqual(['const one = 2'])
  expect(changes("a + 'some'")).toEqual([])
})

test('types and imports stay, and so does what stands elsewhere than asked', () => {
  expect(changes("import a from './1'\ntype B = 1 | 2")).toEqual([])
  expect(changes('const p = { least: 4, note: () => 1 }', 'a.ts', ['note'])).toEqual([
    'const p = { least: 4, note: () => 2 }',
  ])
})

test('SQL: windows and comparisons, not comments or the width of a type', () => {
  expect(changes('SELECT a::DECIMAL(18, 4)', 'a.sql')).toEqual([])
  expect(changes('SELECT a > 1 -- 2 AND 3', 'a.sql')).toEqual([
    'SELECT a > 2 -- 2 AND 3',
    'SELECT a < 1 -- 2 AND 3',
  ])
})
