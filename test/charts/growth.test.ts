import { expect, it } from 'vitest'
import { growth, type GrowthPeriod } from '../../src/charts/growth'
import { plainLook } from '../gallery/look'
import { hasSeries, seriesOf, tooltipOf } from './option'

const period = (start: string, part: Partial<GrowthPeriod>): GrowthPeriod => ({
  start,
  label: start.slice(0, 7),
  parts: { kept: 5, back: 3, fresh: 2, lost: 4 },
  ratio: 1.25,
  unfinished: false,
  early: false,
  lines: [['Buyers', '10']],
  ...part,
})
const TEXT = {
  kept: 'Kept',
  back: 'Back',
  fresh: 'First',
  lost: 'Away',
  ratio: 'Ratio',
  early: 'start',
  unfinished: 'not over',
}
const option = growth(
  {
    summary: 's',
    periods: [
      period('2024-01-01', { early: true, ratio: null, parts: { kept: 0, back: 0, fresh: 9, lost: null } }),
      period('2024-02-01', {}),
      period('2024-03-01', {
        unfinished: true,
        ratio: null,
        parts: { kept: 1, back: 1, fresh: 1, lost: null },
      }),
    ],
    text: TEXT,
  },
  plainLook(),
)
type Bar = { value: number | null; itemStyle: { color: string; borderType?: number[] } }
const bars = (part: string) => seriesOf(option, part).data as unknown as Bar[]

it('growth: who stayed away stands below zero, and nowhere where it is not known', () => {
  expect(bars('lost').map(({ value }) => value)).toEqual([null, -4, null])
  expect(bars('fresh').map(({ value }) => value)).toEqual([9, 2, 1])
})

it('growth: a first purchase near the start of the data is no gain, and an unfinished period is dashed', () => {
  const [early, whole, open] = bars('fresh')
  expect(early!.itemStyle.color).not.toBe(whole!.itemStyle.color)
  expect(open!.itemStyle.borderType).toEqual([3, 3])
  expect(hasSeries(option, 'early')).toBe(true)
  expect(tooltipOf(option, [{ dataIndex: 2 }])).toContain('not over')
  expect(tooltipOf(option, [{ dataIndex: 0 }])).toContain('start')
})
