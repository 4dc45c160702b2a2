import { expect, test } from 'vitest'
import { wilson } from '../../src/stats/wilson'

test('Wilson’s interval is that of Newcombe’s table 1 (Statistics in Medicine 17, 1998)', () => {
  const rows: [number, number, number, number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]
  for (const [hits, n, low, high] of rows) {
    const found = wilson(hits, n)
    expect(found[0], `${hits} of ${n}`).toBeCloseTo(low, 4)
    expect(found[1], `${hits} of ${n}`).toBeCloseTo(high, 4)
  }
})

// SciPy 1.17.1: binomtest(hits, n).proportion_ci(level, 'wilson').
test.each([
  [0, 1, 0, 0.79345069, 0, 0.86902246],
  [1, 1, 0.20654931, 1, 0.13097754, 1],
  [1, 2, 0.09453121, 0.90546879, 0.06171308, 0.93828692],
  [5, 5, 0.56551754, 1, 0.42974168, 1],
  [7, 10, 0.39677815, 0.89220873, 0.32002467, 0.92043368],
  [3, 40, 0.02583603, 0.19864234, 0.01916326, 0.25176898],
  [500, 1000, 0.4690696, 0.5309304, 0.45940701, 0.54059299],
])('Wilson’s interval of %i of %i is SciPy’s, at 95 and at 99 %', (hits, n, low, high, low99, high99) => {
  const found = [...wilson(hits, n), ...wilson(hits, n, 2.5758293035489)]
  for (const [at, end] of [low, high, low99, high99].entries()) expect(found[at]).toBeCloseTo(end, 7)
})

test('Wilson’s interval mirrors itself, holds the share, stays within 0…1 and narrows with n', () => {
  for (const n of [1, 2, 7, 40, 1000])
    for (let hits = 0; hits <= n; hits += Math.ceil(n / 7)) {
      const [low, high] = wilson(hits, n)
      const [mirroredLow, mirroredHigh] = wilson(n - hits, n)
      expect(low).toBeCloseTo(1 - mirroredHigh, 12)
      expect(high).toBeCloseTo(1 - mirroredLow, 12)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(hits / n + 1e-12)
      expect(high).toBeGreaterThanOrEqual(hits / n - 1e-12)
      expect(high).toBeLessThanOrEqual(1)
      const [closerLow, closerHigh] = wilson(4 * hits, 4 * n)
      expect(closerHigh - closerLow).toBeLessThan(high - low)
    }
})

test('Wilson’s interval: of nobody there is none', () => {
  expect(wilson(0, 0)).toEqual([NaN, NaN])
})
