import { describe, expect, it } from 'vitest'
import { tabsOf } from '../../src/report/tabs'

/** Whether panels fill rows of twelve columns from the first to the last. */
const isFull = (spans: number[]): boolean =>
  spans.reduce((filled, span) => ((filled % 12) + span > 12 ? NaN : filled + span), 0) % 12 === 0

describe('the pages of a report', () => {
  it('have no gap where the page has a tool, or a panel has no answer', () => {
    for (const has of [
      () => true,
      (id: string) => !id.startsWith('tiers.c'),
      (id: string) => !id.includes('heat'),
    ])
      for (const { id, places } of tabsOf(has)) expect(isFull(places.map(({ span }) => span)), id).toBe(true)
    const [pyramid] = tabsOf(() => true).find(({ id }) => id === 'tiers')!.places
    expect(pyramid).toMatchObject({ panel: 'tiers.pyramid', span: 12 })
  })

  it('are those of panels that have something to show', () => {
    expect(tabsOf((id) => id === 'trend.revenue').map(({ id }) => id)).toEqual(['overview', 'trends'])
  })
})
