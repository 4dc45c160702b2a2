import { expect, it } from 'vitest'
import { ellipsis, escape, measure } from '../../src/charts/text'

it('escape: markup in a name stays text', () => {
  expect(escape(`<img src=x onerror="alert('1')">&`)).toBe(
    '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;',
  )
})

it('measure: a Chinese character is one em, a digit about two thirds', () => {
  expect(measure('客户', 12)).toBe(24)
  expect(measure('12', 100)).toBe(128)
})

it('ellipsis: a text that fits stays as it is', () => {
  expect(ellipsis('华东', 40, 12)).toBe('华东')
})

it('ellipsis: a cut text is within its width and never empty', () => {
  const cut = ellipsis('一个非常长的行业名称', 60, 12)
  expect(cut.endsWith('…')).toBe(true)
  expect(measure(cut, 12)).toBeLessThanOrEqual(60)
  expect(ellipsis('客户', 1, 12)).toBe('客…')
})
