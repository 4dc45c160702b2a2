import { describe, expect, it } from 'vitest'
import { boundaryProblems, defaultBoundaries, FM_SCORES, R_SCORES, segmentAt } from '../../src/model/rfm'

describe('boundaries of the RFM segments', () => {
  it('name every pair of scores as the usual table of conditions does', () => {
    const usual = (r: number, fm: number): string => {
      if (r >= 4 && fm >= 4) return 'champions'
      if (r >= 3 && fm >= 3.5) return 'loyal'
      if (r >= 4 && fm >= 2) return 'potential_loyal'
      if (r === 5) return 'new'
      if (r === 4) return 'promising'
      if (r === 3) return fm >= 2 ? 'need_attention' : 'about_to_sleep'
      if (fm >= 4.5) return 'cannot_lose'
      if (fm >= 3) return 'at_risk'
      return r === 2 || fm >= 2 ? 'hibernating' : 'lost'
    }
    for (const r of R_SCORES)
      for (const fm of FM_SCORES)
        expect(segmentAt(defaultBoundaries(), r, fm), `${r} ${fm}`).toBe(usual(r, fm))
  })

  it('say which row takes nobody, and which is empty', () => {
    expect(boundaryProblems(defaultBoundaries())).toEqual([])
    expect(
      boundaryProblems([
        { segment: 'champions', r: [4, 5], fm: [1, 5] },
        { segment: 'new', r: [5, 5], fm: [2, 3] },
        { segment: 'lost', r: [3, 2], fm: [1, 5] },
      ]),
    ).toEqual([
      { at: 1, problem: 'covered' },
      { at: 2, problem: 'empty' },
    ])
  })
})
