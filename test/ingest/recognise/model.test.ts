import { describe, expect, it } from 'vitest'
import { logProbabilities, type Weights } from '../../../src/ingest/recognise/model'

/** Three classes, and weights small enough to work out by hand. */
const weights: Weights = {
  classes: ['day', 'amount', 'none'],
  features: { date: [0, 2, 1, -1], money: [1, 3], rare: [0, 1] },
  known: 4,
}
const ALL = [0, 1, 2]
const shares = (...asked: Parameters<typeof logProbabilities>) =>
  [...logProbabilities(...asked)].map(Math.exp)

describe('a logistic model', () => {
  it('gives shares that add up to one, by the sums of the weights of what was found', () => {
    const found = shares(weights, ['date', 'rare'], ALL)
    const total = Math.exp(3) + Math.exp(-1) + 1
    expect(found[0]).toBeCloseTo(Math.exp(3) / total, 12)
    expect(found[1]).toBeCloseTo(Math.exp(-1) / total, 12)
    expect(found[2]).toBeCloseTo(1 / total, 12)
  })

  it('knows nothing where nothing was found that it has weights for', () => {
    for (const share of shares(weights, ['never seen'], ALL)) expect(share).toBeCloseTo(1 / 3, 12)
  })

  it('shares out among the classes that can be, in their order, and leaves the others out of the sum', () => {
    const [none, day] = shares(weights, ['date', 'money'], [2, 0])
    expect(none! + day!).toBeCloseTo(1, 12)
    expect(day! / none!).toBeCloseTo(Math.exp(2), 9)
  })

  it('counts for a class that it is meant by the very name, as much as the name says', () => {
    const [day, , none] = shares(weights, [], ALL, (place) => (place === 0 ? 0.5 : 0))
    expect(day! / none!).toBeCloseTo(Math.exp(0.5 * 4), 9)
  })

  it('stays finite where evidence is overwhelming', () => {
    const huge: Weights = { ...weights, features: { sure: [0, 5000] } }
    const found = [...logProbabilities(huge, ['sure'], ALL)]
    expect(found[0]).toBeCloseTo(0, 12)
    expect(found[2]).toBeCloseTo(-5000, 6)
  })
})
