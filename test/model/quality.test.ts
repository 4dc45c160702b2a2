import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/analysis/say'
import {
  defaultDecisions,
  joinMerges,
  listDecisions,
  QUALITY_RULES,
  readDecisions,
} from '../../src/model/quality'
import { wordsOf } from '../support/words'

describe('decisions on quality', () => {
  test('a list of them reads back as it was written', () => {
    const decisions = {
      merges: [{ ids: ['a', 'b'], into: 'b' }],
      apart: [['c', 'd']],
      regions: false,
      identicalOnce: true,
    }
    const stored = JSON.parse(JSON.stringify(listDecisions(decisions))) as Record<string, unknown>[]
    expect(stored).toHaveLength(4)
    expect(readDecisions(stored)).toEqual(decisions)
    expect(listDecisions(defaultDecisions())).toEqual([])
  })
  test('what is not whole or of no known kind is left out, the rest is kept', () => {
    const list = [
      { kind: 'merge', ids: ['a'], into: 'a' },
      { kind: 'merge', ids: ['a', 'b'], into: 'c' },
      { kind: 'merge', ids: 'ab', into: 'a' },
      { kind: 'apart', ids: [1, 2] },
      { kind: 'switch', name: 'everything', on: true },
      { kind: 'switch', name: 'regions', on: 'no' },
      { kind: 'later' },
      { kind: 'apart', ids: ['x', 'y'] },
    ]
    expect(readDecisions(list)).toEqual({ ...defaultDecisions(), apart: [['x', 'y']] })
  })
  test('merges that share a customer are one, under the id that was named last', () => {
    expect(
      joinMerges([
        { ids: ['a', 'b'], into: 'a' },
        { ids: ['x', 'y'], into: 'x' },
        { ids: ['b', 'c'], into: 'c' },
      ]),
    ).toEqual([
      { ids: ['x', 'y'], into: 'x' },
      { ids: ['a', 'b', 'c'], into: 'c' },
    ])
  })
  test('every rule has its words in every language', () => {
    for (const language of LANGUAGES) {
      const { quality, inspect } = wordsOf(language) as {
        quality: { rule: Record<string, string> }
        inspect: { said: Record<string, string>; how: Record<string, string> }
      }
      expect(Object.keys(quality.rule).sort()).toEqual([...QUALITY_RULES].sort())
      expect(Object.keys(inspect.said).sort()).toEqual([...QUALITY_RULES].sort())
      expect(Object.keys(inspect.how).sort()).toEqual([...QUALITY_RULES].sort())
    }
  })
})
