import { expect, it } from 'vitest'
import { survival, type SurvivalGroup } from '../../src/charts/survival'
import { plainLook } from '../gallery/look'
import { drawn, hasSeries, seriesOf, tooltipOf } from './option'

const group = (key: string, median: number | null): SurvivalGroup => ({
  key,
  label: key,
  median,
  points: [
    { x: 0, y: 0, low: null, high: null, followed: 40 },
    { x: 10, y: 0.3, low: 0.2, high: 0.4, followed: 40 },
    { x: 40, y: 0.6, low: 0.5, high: 0.7, followed: 12 },
  ],
})
const TEXT = {
  share: 'Again',
  interval: '95 %',
  followed: 'Followed',
  days: 'Days',
  median: 'half by day 40',
}
const draw = (...groups: SurvivalGroup[]) =>
  survival({ summary: 's', groups, tick: 30, text: TEXT }, plainLook())

it('survival: one curve has its interval and its median, several have neither and are named at their ends', () => {
  const one = draw(group('all', 40))
  expect(hasSeries(one, 'band')).toBe(true)
  expect(seriesOf(one, 'all')).toMatchObject({ step: 'end' })
  expect(JSON.stringify(seriesOf(one, 'all'))).toContain('"coord":[40,0.5]')
  const two = draw(group('a', 40), group('b', null))
  expect(hasSeries(two, 'band')).toBe(false)
  expect(JSON.stringify(seriesOf(two, 'a'))).not.toContain('coord')
  expect(seriesOf(two, 'ends').data).toHaveLength(2)
})

it('survival: the numbers still followed stand under the marks of the axis', () => {
  const texts = drawn(seriesOf(draw(group('all', null)), 'followed'), 0, 600, 300).map(
    ({ style }) => style!.text,
  )
  expect(texts).toEqual(['Followed', '40', '12'])
})

it('survival: the tooltip says the share of a day, its interval, and nothing of an interval that is not defined', () => {
  const option = draw(group('all', null))
  expect(tooltipOf(option, [{ seriesId: 'all', dataIndex: 1 }])).toMatch(/30\.0%.*20\.0% – 40\.0%/s)
  expect(tooltipOf(option, [{ seriesId: 'all', dataIndex: 0 }])).not.toContain('–')
})
