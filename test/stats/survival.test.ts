import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'
import { kaplanMeier, survivalAt } from '../../src/stats/survival'

/** `9 13 13+` → times and whether it happened; a plus is censored. */
const read = (text: string): [times: number[], happened: boolean[]] => {
  const words = text.split(' ')
  return [words.map((word) => Number.parseInt(word)), words.map((word) => !word.endsWith('+'))]
}
const MAINTAINED = '9 13 13+ 18 23 28+ 31 34 45+ 48 161+'
const REST = '5 5 8 8 12 16+ 23 27 30 33 43 45'
const TREATED = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
const CONTROL = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23'

describe('Kaplan–Meier', () => {
  test('aml, as R survfit(Surv(time, status) ~ x, data = aml) prints it', () => {
    const curve = kaplanMeier(...read(MAINTAINED))
    const table = curve.steps
      .filter(({ events }) => events)
      .map(({ time, atRisk, events, survival, se }) => [
        time,
        atRisk,
        events,
        survival.toFixed(3),
        se.toFixed(4),
      ])
    expect(table).toEqual([
      [9, 11, 1, '0.909', '0.0867'],
      [13, 10, 1, '0.818', '0.1163'],
      [18, 8, 1, '0.716', '0.1397'],
      [23, 7, 1, '0.614', '0.1526'],
      [31, 5, 1, '0.491', '0.1642'],
      [34, 4, 1, '0.368', '0.1627'],
      [48, 2, 1, '0.184', '0.1535'],
    ])
    expect([curve.n, curve.events, curve.median]).toEqual([11, 7, 31])
    const rest = kaplanMeier(...read(REST))
    expect([rest.n, rest.events, rest.median]).toEqual([12, 11, 23])
  })

  // The same as `sts list` of Stata prints in G. Rodríguez, "The Gehan Survival Data" (data.princeton.edu/pop509/gehan.html),
  // and SciPy 1.17.1 `ecdf(…).sf.confidence_interval(method='log-log')`.
  test('remission of leukemia (Gehan 1965): the log-log interval and the standard error of Stata and SciPy', () => {
    const rows = (text: string) =>
      kaplanMeier(...read(text))
        .steps.filter(({ events }) => events)
        .map(({ time, survival, low, high }) => [
          time,
          survival.toFixed(4),
          low?.toFixed(4),
          high?.toFixed(4),
        ])
    expect(rows(TREATED)).toEqual([
      [6, '0.8571', '0.6197', '0.9516'],
      [7, '0.8067', '0.5631', '0.9228'],
      [10, '0.7529', '0.5032', '0.8894'],
      [13, '0.6902', '0.4316', '0.8491'],
      [16, '0.6275', '0.3675', '0.8049'],
      [22, '0.5378', '0.2678', '0.7468'],
      [23, '0.4482', '0.1881', '0.6801'],
    ])
    const control = rows(CONTROL)
    expect(control.slice(0, 2)).toEqual([
      [1, '0.9048', '0.6700', '0.9753'],
      [2, '0.8095', '0.5689', '0.9239'],
    ])
    expect(control.at(-1)).toEqual([23, '0.0000', undefined, undefined])
    const [first] = kaplanMeier(...read(CONTROL)).steps
    expect(first!.se.toFixed(4)).toBe('0.0641')
  })

  test('counts stand for as many cases, in any order', () => {
    const [times, happened] = read(TREATED)
    const groups = new Map<string, [number, boolean, number]>()
    times.forEach((time, at) => {
      const key = `${time} ${happened[at]}`
      groups.set(key, [time, happened[at]!, (groups.get(key)?.[2] ?? 0) + 1])
    })
    const packed = [...groups.values()].reverse()
    expect(
      kaplanMeier(
        packed.map(([time]) => time),
        packed.map(([, event]) => event),
        packed.map(([, , count]) => count),
      ),
    ).toEqual(kaplanMeier(times, happened))
  })

  test('without anybody censored it is the plain share of who is left', () => {
    for (const { time, survival } of kaplanMeier(...read(CONTROL)).steps)
      expect(survival).toBeCloseTo(read(CONTROL)[0].filter((each) => each > time).length / 21, 12)
  })

  test('a median that is not reached is null; half for a while gives the middle of it, as R does', () => {
    expect(kaplanMeier(...read('1 2 3+ 4+ 5+')).median).toBeNull()
    expect(kaplanMeier(...read('1 3 5 9')).median).toBe(4)
    expect(kaplanMeier([], [])).toMatchObject({ n: 0, events: 0, steps: [], median: null })
  })

  test('at a time between steps: the last step, and who is followed still', () => {
    const curve = kaplanMeier(...read(MAINTAINED))
    expect(survivalAt(curve, 0)).toEqual({ survival: 1, low: null, high: null, atRisk: 11 })
    expect(survivalAt(curve, 20)).toMatchObject({ survival: curve.steps[2]!.survival, atRisk: 7 })
    expect(survivalAt(curve, 13).atRisk).toBe(10)
    expect(survivalAt(curve, 29)).toMatchObject({ atRisk: 5 })
    expect(survivalAt(curve, 200)).toMatchObject({ survival: curve.steps.at(-1)!.survival, atRisk: 0 })
  })

  test('with what is censored on the day of an event: curve and interval are SciPy’s, the error is Greenwood’s', () => {
    // SciPy 1.17.1: ecdf(CensoredData([1, 2, 4, 4, 7], right=[3, 5, 9])), log-log; the error written out in Python.
    const { n, events, steps, median, medianLow, medianHigh } = kaplanMeier(...read('1 2 3+ 4 4 5+ 7 9+'))
    const rows = steps.map(({ time, atRisk, events, censored }) => [time, atRisk, events, censored])
    expect(rows).toEqual([
      [1, 8, 1, 0],
      [2, 7, 1, 0],
      [3, 6, 0, 1],
      [4, 5, 2, 0],
      [5, 3, 0, 1],
      [7, 2, 1, 0],
      [9, 1, 0, 1],
    ])
    const wanted = [
      [0.875, 0.38700001, 0.98139297, 0.11692679],
      [0.75, 0.31480711, 0.93089832, 0.15309311],
      [0.75, 0.31480711, 0.93089832, 0.15309311],
      [0.45, 0.10757812, 0.75127385, 0.18824851],
      [0.45, 0.10757812, 0.75127385, 0.18824851],
      [0.225, 0.01239642, 0.60241943, 0.18485636],
      [0.225, 0.01239642, 0.60241943, 0.18485636],
    ]
    steps.forEach(({ survival, low, high, se }, at) =>
      expect([survival, low, high, se]).toEqual(wanted[at]!.map((x) => expect.closeTo(x, 7))),
    )
    expect({ n, events, median, medianLow, medianHigh }).toEqual({
      n: 8,
      events: 5,
      median: 4,
      // The lower end is down at one half at once, the upper one never.
      medianLow: 1,
      medianHigh: null,
    })
  })

  test('where everybody’s end was seen the upper end of the median is the last time at the latest', () => {
    expect(kaplanMeier(...read('5 8 8 12'))).toMatchObject({ median: 8, medianLow: 5, medianHigh: 12 })
    const [, , last] = kaplanMeier(...read('5 8 8 12')).steps
    expect(last).toMatchObject({ survival: 0, se: 0, low: null, high: null })
  })

  test('after the last step it stands as that one left it', () => {
    expect(survivalAt(kaplanMeier(...read('5 8')), 20)).toEqual({
      survival: 0,
      low: null,
      high: null,
      atRisk: 0,
    })
    expect(survivalAt(kaplanMeier(...read('5 8')), 6)).toMatchObject({ survival: 0.5, atRisk: 1 })
  })

  test('of one, and where it happened to nobody', () => {
    expect(kaplanMeier([4], [true])).toMatchObject({ n: 1, events: 1, median: 4 })
    const seen = kaplanMeier([4, 2], [false, false])
    expect(seen).toMatchObject({ n: 2, events: 0, median: null, medianLow: null, medianHigh: null })
    expect(seen.steps.map(({ survival, se, low, high }) => [survival, se, low, high])).toEqual([
      [1, 0, null, null],
      [1, 0, null, null],
    ])
  })

  test('at 0 something may happen already, and then not all were left at the start', () => {
    const curve = kaplanMeier(...read('0 0+ 3 5'))
    expect(curve.steps[0]).toMatchObject({ time: 0, atRisk: 4, events: 1, censored: 1, survival: 0.75 })
    expect(survivalAt(curve, 0)).toMatchObject({ survival: 0.75, atRisk: 4 })
  })

  test('of nobody there is no curve, and everybody of none is left', () => {
    expect(survivalAt(kaplanMeier([], []), 5)).toEqual({ survival: 1, low: null, high: null, atRisk: 0 })
  })

  test('never rises, stays in its interval, and who leaves adds up, over many drawn at random', () => {
    const random = seeded(23)
    for (let round = 0; round < 100; round++) {
      const n = 1 + Math.floor(random() * 30)
      const times = Array.from({ length: n }, () => Math.floor(random() * 12))
      const happened = times.map(() => random() < 0.6)
      const { steps, events } = kaplanMeier(times, happened)
      expect(steps.reduce((sum, step) => sum + step.events + step.censored, 0)).toBe(n)
      expect(events).toBe(happened.filter(Boolean).length)
      let before = 1
      for (const { time, survival, low, high, atRisk } of steps) {
        expect(atRisk).toBe(times.filter((each) => each >= time).length)
        expect(survival).toBeLessThanOrEqual(before)
        if (low !== null) expect(low).toBeLessThanOrEqual(survival)
        if (high !== null) expect(high).toBeGreaterThanOrEqual(survival)
        before = survival
      }
    }
  })
})
