import { expect, it } from 'vitest'
import { bars, barsHeight } from '../../src/charts/bars'
import { barsInput, tierBars } from '../gallery/data'
import { plainLook } from '../gallery/look'
import { seriesOf, tooltipOf } from './option'

const data = (option: ReturnType<typeof bars>) =>
  seriesOf(option, 'bars').data as unknown as {
    key: string
    value: number | null
    label: { position: string }
  }[]

it('bars: a row without an answer has no bar and says so', () => {
  const option = bars(barsInput('en'), plainLook())
  expect(data(option).at(-1)!.value).toBeNull()
  expect(seriesOf(option, 'words').data).toMatchObject([{ key: 'No answer', name: '{value|–}' }])
})

it('bars: NaN is no answer either', () => {
  const input = barsInput('en')
  input.rows[0]!.value = NaN
  expect(data(bars(input, plainLook()))[0]!.value).toBeNull()
})

it('bars: the label of a negative bar stands on its left', () => {
  expect(data(bars(tierBars('en'), plainLook())).map((each) => each.label.position)).toEqual([
    'right',
    'right',
    'left',
    'left',
  ])
})

it('bars: the axis spans 0 and what is shown, also when all is 0', () => {
  const axis = bars(barsInput('en'), plainLook()).xAxis as {
    min: (range: { min: number }) => number
    max: (range: { max: number }) => number
  }
  expect([axis.min({ min: 12 }), axis.max({ max: 412 }), axis.max({ max: 0 })]).toEqual([0, 412, 1])
})

it('bars: tiers carry a pattern when patterns are asked for', () => {
  const plain = JSON.stringify(bars(tierBars('en'), plainLook()))
  const patterned = JSON.stringify(bars(tierBars('en'), { ...plainLook(), decal: true }))
  expect(plain).not.toContain('dashArrayX')
  expect(patterned).toContain('dashArrayX')
})

it('bars: a name with markup is escaped in the tooltip and cannot style the label', () => {
  const input = barsInput('en')
  input.rows[0] = { ...input.rows[0]!, label: '<script>x</script>', note: '{value|fake}' }
  const option = bars(input, plainLook())
  expect(tooltipOf(option, { dataIndex: 0 })).toContain('&lt;script&gt;')
  const [first] = seriesOf(option, 'bars').data as unknown as { label: { formatter: () => string } }[]
  expect(first!.label.formatter()).toBe('{value|412}{note|value|fake}')
})

it('bars: the height grows with the rows', () => {
  expect(barsHeight(8)).toBeGreaterThan(barsHeight(4))
})
