import { describe, expect, it } from 'vitest'
import { pyramid } from '../../src/charts/pyramid'
import { placeTexts, stepWidths } from '../../src/charts/steps'
import { pyramidInput } from '../gallery/data'
import { plainLook } from '../gallery/look'
import { drawn, seriesOf, tooltipOf } from './option'

describe('stepWidths', () => {
  it('is wider for more customers, whatever the distance', () => {
    const widths = stepWidths([0, 1, 2, 3, 1_000_000], 300)
    for (let at = 1; at < widths.length; at++) expect(widths[at]!).toBeGreaterThan(widths[at - 1]!)
  })

  it('fills the room with the largest step and keeps a tip of 3 % visible', () => {
    const [tip, , , base] = stepWidths([38, 126, 318, 519], 260)
    expect(base).toBe(260)
    expect(tip!).toBeGreaterThan(50)
  })

  it('keeps every step when nobody is there', () => {
    expect(stepWidths([0, null, 0, 0], 200).every((width) => width > 0)).toBe(true)
  })
})

describe('placeTexts', () => {
  const step = { width: 80, height: 60, hollow: false }

  it('sets count and change side by side in a wide step', () => {
    expect(placeTexts(step, { count: 30, change: 30 }, 100)).toMatchObject([
      { texts: ['count', 'change'], inside: true },
    ])
  })

  it('stacks them in a step that is only wide enough for one', () => {
    expect(
      placeTexts({ ...step, width: 40 }, { count: 30, change: 30 }, 100).map((line) => line.inside),
    ).toEqual([true, true])
  })

  it('sets them beside a step that is too narrow', () => {
    expect(placeTexts({ ...step, width: 12 }, { count: 30, change: 30 }, 100)).toMatchObject([
      { texts: ['count', 'change'], inside: false },
    ])
  })

  it('leaves a change without room to the tooltip, never the count', () => {
    expect(placeTexts({ ...step, width: 12, height: 30 }, { count: 30, change: 60 }, 70)).toMatchObject([
      { texts: ['count'] },
    ])
  })
})

describe('pyramid', () => {
  const input = pyramidInput('zh-CN')
  const option = pyramid(input, plainLook())
  const series = seriesOf(option, 'pyramid')

  it('gives every step a datum that a click can read', () => {
    expect(series.data.map((datum) => [datum.name, datum.row])).toEqual([
      ['diamond', 0],
      ['gold', 1],
      ['silver', 2],
      ['ordinary', 3],
    ])
  })

  it.each([320, 360, 620, 1000])('stays within %i px', (width) => {
    for (const row of [0, 1, 2, 3])
      for (const element of drawn(series, row, width, 300))
        if (element.shape) {
          expect(element.shape.x).toBeGreaterThanOrEqual(0)
          expect(element.shape.x + element.shape.width).toBeLessThanOrEqual(width + 0.01)
        }
  })

  it('drops the amount where it is narrow and keeps the share', () => {
    const figures = (width: number) =>
      drawn(series, 0, width, 300).find((element) => element.name === 'figures')!.style!.text!
    expect(figures(620)).toContain('6,068 万')
    expect(figures(340)).toBe('{share|41.0%}')
  })

  it('shows thresholds between the steps, none under the last', () => {
    const has = (row: number) => drawn(series, row, 620, 300).some((element) => element.name === 'threshold')
    expect([0, 1, 2, 3].map(has)).toEqual([true, true, true, false])
  })

  it('says that a figure is hidden and draws no bar for it', () => {
    const hidden = seriesOf(pyramid(pyramidInput('zh-CN', true), plainLook()), 'pyramid')
    const elements = drawn(hidden, 2, 620, 300)
    expect(elements.find((element) => element.name === 'count')!.style!.text).toBe('{count|n<5}')
    expect(elements.find((element) => element.name === 'revenue')!.shape!.width).toBe(0)
  })

  it('escapes a label in the tooltip', () => {
    const steps = input.steps.map((step) => ({ ...step, label: '<img src=x onerror=alert(1)>' }))
    const html = tooltipOf(pyramid({ ...input, steps }, plainLook()), { data: { row: 0 } })
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img')
    expect(html).toContain('186')
  })

  it('moves at most 200 ms, and not at all when motion is off', () => {
    expect(option.animation).toBe(false)
    expect(option.animationDuration).toBeLessThanOrEqual(200)
  })

  it('carries its summary for screen readers', () => {
    expect(option.aria).toMatchObject({ enabled: true, label: { description: input.summary } })
  })
})
