import { describe, expect, test } from 'vitest'
import { likelyGroups, type Likeness, type SharedKey } from '../../src/analysis/quality/groups'
import { isKnownStatus } from '../../src/analysis/quality/status'
import { variants, type Value } from '../../src/analysis/quality/spelling'

const keys = (...rows: [Likeness, string, string][]): SharedKey[] =>
  rows.map(([why, key, customer_id]) => ({ why, key, customer_id }))

describe('groups of customers who are probably one', () => {
  const shared = keys(
    ['phone', '1', 'a'],
    ['phone', '1', 'b'],
    ['email', 'm', 'b'],
    ['email', 'm', 'c'],
    ['name', 'n', 'x'],
    ['name', 'n', 'y'],
  )
  test('who shares something with one of a group belongs to it, with all their reasons', () => {
    expect(likelyGroups(shared, [])).toEqual([
      { ids: ['a', 'b', 'c'], why: ['phone', 'email'] },
      { ids: ['x', 'y'], why: ['name'] },
    ])
  })
  test('who is kept apart is not joined, by whatever they share', () => {
    expect(likelyGroups(shared, [['b', 'a']])).toEqual([
      { ids: ['b', 'c'], why: ['email'] },
      { ids: ['x', 'y'], why: ['name'] },
    ])
    expect(
      likelyGroups(shared, [
        ['a', 'b', 'c'],
        ['x', 'y'],
      ]),
    ).toEqual([])
  })
  test('a chain too long to judge falls back to its single links', () => {
    const chain = Array.from({ length: 11 }, (_, i) =>
      keys(['phone', `${i}`, `c${10 + i}`], ['phone', `${i}`, `c${11 + i}`]),
    ).flat()
    const groups = likelyGroups(chain, [])
    expect(groups).toHaveLength(11)
    expect(groups.every(({ ids }) => ids.length === 2)).toBe(true)
  })
  test('the order of the rows does not matter, and nobody is compared with themselves', () => {
    expect(likelyGroups([...shared].reverse(), [])).toEqual(likelyGroups(shared, []))
    expect(likelyGroups(keys(['phone', '1', 'a'], ['phone', '1', 'a']), [])).toEqual([])
  })
})

describe('spellings', () => {
  const value = (subject: string, text: string, n: number): Value => ({ subject, value: text, n })
  test('case, blanks, width and marks do not make another value', () => {
    const rows = [
      value('@product', 'GTX Pro', 9),
      value('@product', 'ＧＴＸ　pro', 2),
      value('@product', 'GTX Plus', 5),
    ]
    expect(variants(rows)).toEqual([{ ...rows[1], usual: 'GTX Pro' }])
  })
  test('the same word in two columns is no finding', () => {
    expect(variants([value('@product', 'IT', 9), value('@industry', 'I T', 2)])).toEqual([])
  })
  test('a list in another file says which spelling is meant, even if no row uses it', () => {
    const rows = ['GTXPro', 'GTX Basic', 'MG Special'].map((text) => value('@product', text, 1))
    expect(variants(rows, [new Set(['GTX Pro', 'GTX Basic', 'MG Special'])])).toEqual([
      { ...rows[0], usual: 'GTX Pro' },
    ])
    expect(variants(rows, [new Set(['GTX Pro', 'other'])])).toEqual([])
  })
  test('one letter off a known industry is a slip; another word is not', () => {
    const rows = ['technolgy', 'retial', 'medicla', 'technical', 'retailer'].map((text) =>
      value('@industry', text, 1),
    )
    expect(variants(rows).map((row) => `${row.value} ${row.usual}`)).toEqual([
      'technolgy technology',
      'retial retail',
      'medicla medical',
    ])
  })
})

describe('status words', () => {
  test.each(['completed', 'Shipped', '已完成', '已發貨', '交易成功', '待付款', 'partially refunded'])(
    '%s is known',
    (word) => {
      expect(isKnownStatus(word, 'completed')).toBe(true)
    },
  )
  test.each(['frobnicated', 'X7', '其他'])('%s is a guess', (word) => {
    expect(isKnownStatus(word, 'completed')).toBe(false)
  })
  test('a word that says returned or cancelled is known by that', () => {
    expect(isKnownStatus('odd', 'returned')).toBe(true)
  })
})
