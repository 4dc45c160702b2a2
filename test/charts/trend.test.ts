import { describe, expect, it } from 'vitest'
import { spread } from '../../src/charts/direct'
import { trend } from '../../src/charts/trend'
import { bandInput, trendInput } from '../gallery/data'
import { plainLook } from '../gallery/look'
import { drawn, hasSeries, seriesOf, tooltipOf } from './option'

const values = (series: { data: unknown[] }) =>
  (series.data as { value: number | null }[]).map((each) => each.value)

describe('trend', () => {
  const input = trendInput('zh-CN')
  const option = trend(input, plainLook())

  it('draws the unfinished period dashed with a hollow dot, never as part of the line', () => {
    expect(values(seriesOf(option, 'value')).at(-1)).toBeNull()
    const open = seriesOf(option, 'open')
    expect(open.lineStyle!.type).toEqual([4, 4])
    expect(values(open).filter((value) => value !== null)).toHaveLength(2)
    expect((open.data as unknown as { symbol: string }[]).slice(-2).map((each) => each.symbol)).toEqual([
      'none',
      'circle',
    ])
  })

  it('leaves a gap where there is no answer', () => {
    const band = bandInput('zh-CN')
    expect(values(seriesOf(trend(band, plainLook()), 'value'))[7]).toBeNull()
    band.periods[3]!.value = NaN
    expect(values(seriesOf(trend(band, plainLook()), 'value'))[3]).toBeNull()
  })

  it('draws no band over a gap', () => {
    const band = seriesOf(trend(bandInput('zh-CN'), plainLook()), 'band')
    const api = { coord: ([x, y]: number[]) => [x, y] }
    expect(band.renderItem!({ dataIndex: 6 }, api)).toBeNull()
    expect(band.renderItem!({ dataIndex: 7 }, api)).toBeNull()
    expect(band.renderItem!({ dataIndex: 2 }, api)).toMatchObject({ type: 'polygon' })
  })

  it('shows a lone point as a dot', () => {
    const lone = trend(trendInput('zh-CN', 1), plainLook())
    expect(seriesOf(lone, 'value').data[0]).toMatchObject({ itemStyle: { opacity: 1 } })
    expect(hasSeries(lone, 'open')).toBe(false)
  })

  it('carries the first day of the period for a click', () => {
    expect(seriesOf(option, 'value').data[0]).toMatchObject({ start: '2024-10-01' })
  })

  it('hatches the start of the data only where there is one', () => {
    expect(hasSeries(option, 'early')).toBe(true)
    expect(hasSeries(trend(bandInput('zh-CN'), plainLook()), 'early')).toBe(false)
  })

  it('names its lines directly', () => {
    const ends = seriesOf(option, 'ends')
    expect(ends.data.map((each) => each.name)).toEqual(['收入', '去年同期'])
    const shown = drawn(ends, 0, 500, 260).filter((element) => element.type === 'text')
    expect(shown.map((element) => element.style!.text)).toEqual(['收入'])
  })

  it('says in the tooltip that a period is not over, and escapes what it says', () => {
    const evil = { ...input, periods: input.periods.map((each) => ({ ...each, label: '<b>x</b>' })) }
    const html = tooltipOf(trend(evil, plainLook()), [{ dataIndex: 23 }])
    expect(html).toContain('本月未结束')
    expect(html).not.toContain('<b>x')
  })

  it('draws nothing for no periods, without an error', () => {
    expect(values(seriesOf(trend({ ...input, periods: [], marks: [] }, plainLook()), 'value'))).toEqual([])
  })
})

describe('spread', () => {
  it('moves labels apart and keeps their order and their bounds', () => {
    const placed = spread([10, 12, 11, 80], 0, 100)
    expect(placed[0]!).toBeLessThan(placed[2]!)
    expect(placed[2]!).toBeLessThan(placed[1]!)
    const sorted = [...placed].sort((a, b) => a - b)
    for (let at = 1; at < sorted.length; at++)
      expect(sorted[at]! - sorted[at - 1]!).toBeGreaterThanOrEqual(17)
    expect(Math.max(...spread([95, 96, 97], 0, 100))).toBeLessThanOrEqual(100)
  })

  it('leaves labels alone that do not overlap', () => {
    expect(spread([20, 60], 0, 100)).toEqual([20, 60])
  })
})
