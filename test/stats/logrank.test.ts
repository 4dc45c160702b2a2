import { describe, expect, test } from 'vitest'
import { chiSquareAbove } from '../../src/stats/chisquare'
import { logRank, type Followed } from '../../src/stats/logrank'
import { seeded } from '../../src/stats/random'

/** `9 13 13+` → a group; a plus is censored. */
const read = (text: string): Followed => {
  const words = text.split(' ')
  return {
    times: words.map((word) => Number.parseInt(word)),
    happened: words.map((word) => !word.endsWith('+')),
  }
}
const MAINTAINED = '9 13 13+ 18 23 28+ 31 34 45+ 48 161+'
const REST = '5 5 8 8 12 16+ 23 27 30 33 43 45'
const TREATED = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
const CONTROL = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23'

describe('the log-rank test', () => {
  test('aml, as R survdiff(Surv(time, status) ~ x, data = aml) prints it', () => {
    const found = logRank([read(MAINTAINED), read(REST)])!
    expect(found.observed).toEqual([7, 11])
    expect(found.expected.map((each) => each.toFixed(2))).toEqual(['10.69', '7.31'])
    expect(found.chiSquare).toBeCloseTo(3.4, 2)
    expect(found.p).toBeCloseTo(0.0653, 4)
  })

  // Gehan's data, of which Mantel–Haenszel 16.79 and these expected numbers are published (Kleinbaum & Klein, Survival
  // Analysis, 3rd ed., table 2.4).
  test('remission of leukemia: 16.79 with 19.25 and 10.75 expected', () => {
    const found = logRank([read(TREATED), read(CONTROL)])!
    expect(found.observed).toEqual([9, 21])
    expect(found.expected.map((each) => each.toFixed(2))).toEqual(['19.25', '10.75'])
    expect(found.chiSquare).toBeCloseTo(16.793, 3)
  })

  test('entries that stand for several are the same as so many entries', () => {
    const { times, happened } = read(CONTROL)
    const keys = [...new Set(times)]
    const counted = {
      times: keys,
      happened: keys.map(() => true),
      counts: keys.map((t) => times.filter((x) => x === t).length),
    }
    expect(happened.every(Boolean)).toBe(true)
    const [one, other] = [logRank([read(TREATED), counted])!, logRank([read(TREATED), read(CONTROL)])!]
    expect(one.chiSquare).toBeCloseTo(other.chiSquare, 10)
  })

  test('the order of the groups does not matter, and a group of nobody is none', () => {
    const [a, b, c] = [read(MAINTAINED), read(REST), read(TREATED)]
    const found = logRank([a, b, c])!
    expect(found.freedom).toBe(2)
    expect(logRank([c, a, b])!.chiSquare).toBeCloseTo(found.chiSquare, 10)
    expect(logRank([a, { times: [], happened: [] }, b, c])).toMatchObject({ freedom: 2, p: found.p })
  })

  test('nothing is told of one group, of nobody, or where nothing happened', () => {
    expect(logRank([read(MAINTAINED)])).toBeNull()
    expect(logRank([])).toBeNull()
    expect(logRank([read('5+ 6+'), read('7+ 9+')])).toBeNull()
    expect(logRank([read('5+'), read('9')])).toBeNull()
  })

  test('of alike groups about one in twenty is called different', () => {
    const random = seeded(7)
    const group = (): Followed => {
      const times = Array.from({ length: 40 }, () => Math.ceil(-30 * Math.log(1 - random())))
      return { times: times.map((time) => Math.min(time, 60)), happened: times.map((time) => time <= 60) }
    }
    const called = Array.from({ length: 600 }, () => logRank([group(), group(), group()])!.p < 0.05)
    const share = called.filter(Boolean).length / called.length
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.075)
  })
})

const CHI: [value: number, freedom: number, p: number][] = [
  [0.5, 1, 0.47950012218695337],
  [3.84, 1, 0.05004352124870519],
  [30, 1, 4.3204630578274955e-8],
  [1.2, 2, 0.5488116360940265],
  [9.21, 2, 0.01000170200470548],
  [2.5, 3, 0.4752910833430205],
  [16, 3, 0.0011339842897853216],
  [7, 6, 0.32084719886213414],
  [40, 9, 7.598525229464264e-6],
  [3, 11, 0.9907258863657353],
]

// scipy.stats.chi2.sf (SciPy 1.17.1).
test.each(CHI)('chi-square %d of %d degrees is exceeded with a chance of %d', (value, freedom, p) => {
  expect(chiSquareAbove(value, freedom) / p).toBeCloseTo(1, 6)
})
