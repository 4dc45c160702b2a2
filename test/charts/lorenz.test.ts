import { expect, it } from 'vitest'
import { lorenz } from '../../src/charts/lorenz'
import { lorenzInput } from '../gallery/data'
import { plainLook } from '../gallery/look'
import { drawn, hasSeries, seriesOf, tooltipOf } from './option'

const input = lorenzInput('zh-CN')
const option = lorenz(input, plainLook())

it('lorenz: the curve runs from 0 to 100 % and lies beside the line of equal shares', () => {
  const curve = seriesOf(option, 'curve').data as unknown as [number, number][]
  expect([curve[0], curve.at(-1)]).toEqual([
    [0, 0],
    [100, 100],
  ])
  expect(seriesOf(option, 'equal').data).toEqual([
    [0, 0],
    [100, 100],
  ])
})

it('lorenz: the origin is added where the points start later, and unknown points are left out', () => {
  const points = [
    { x: 0.1, y: 0.6 },
    { x: 0.2, y: null },
    { x: 0.3, y: NaN },
    { x: 1, y: 1 },
  ]
  expect(seriesOf(lorenz({ ...input, points }, plainLook()), 'curve').data).toEqual([
    [0, 0],
    [10, 60],
    [100, 100],
  ])
})

it('lorenz: marks stand on the curve with their words', () => {
  const marks = seriesOf(option, 'marks')
  const texts = [0, 1].map(
    (at) => drawn(marks, at, 400, 300).find((element) => element.type === 'text')!.style!.text,
  )
  expect(texts).toEqual(['前 10% → 61%', '前 20% → 71%'])
})

it('lorenz: the earlier curve is drawn only when there is one', () => {
  expect(hasSeries(option, 'previous')).toBe(true)
  expect(hasSeries(lorenz({ ...input, previous: undefined }, plainLook()), 'previous')).toBe(false)
})

it('lorenz: the tooltip repeats share of customers and of revenue', () => {
  const html = tooltipOf(option, [{ seriesId: 'curve', value: [20, 71] }])
  expect(html).toContain('20%')
  expect(html).toContain('71.0%')
})
