import { expect, test } from 'vitest'
import { left } from '../../src/components/traffic'

test('what the policy kept back did not leave, and is not counted twice', () => {
  const [a, b] = ['https://a.test/x', 'https://b.test/y']
  expect(left([], [a])).toBe(0)
  expect(left([a, b], [a])).toBe(1)
  expect(left([a, a], [a])).toBe(1)
  expect(left([a, b], [])).toBe(2)
})
