import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'
import { chooseRidge, ridge } from '../../src/stats/ridge'

/** Longley, JASA 62, 1967: price index, GNP, unemployed, armed forces, population, year → employed (in millions). */
const LONGLEY = [
  [83, 234.289, 235.6, 159, 107.608, 1947, 60.323],
  [88.5, 259.426, 232.5, 145.6, 108.632, 1948, 61.122],
  [88.2, 258.054, 368.2, 161.6, 109.773, 1949, 60.171],
  [89.5, 284.599, 335.1, 165, 110.929, 1950, 61.187],
  [96.2, 328.975, 209.9, 309.9, 112.075, 1951, 63.221],
  [98.1, 346.999, 193.2, 359.4, 113.27, 1952, 63.639],
  [99, 365.385, 187, 354.7, 115.094, 1953, 64.989],
  [100, 363.112, 357.8, 335, 116.219, 1954, 63.761],
  [101.2, 397.469, 290.4, 304.8, 117.388, 1955, 66.019],
  [104.6, 419.18, 282.2, 285.7, 118.734, 1956, 67.857],
  [108.4, 442.769, 293.6, 279.8, 120.445, 1957, 68.169],
  [110.8, 444.546, 468.1, 263.7, 121.95, 1958, 66.513],
  [112.6, 482.704, 381.3, 255.2, 123.366, 1959, 68.655],
  [114.2, 502.601, 393.1, 251.4, 125.368, 1960, 69.564],
  [115.7, 518.173, 480.6, 257.2, 127.852, 1961, 69.331],
  [116.9, 554.894, 400.7, 282.7, 130.081, 1962, 70.551],
]
const column = (k: number) => Float64Array.from(LONGLEY, (row) => row[k]!)
const x = [0, 1, 2, 3, 4, 5].map(column)
const employed = column(6)

describe('ridge', () => {
  test('at λ = 0.03 gives what R’s lm.ridge gives for Longley’s data (Faraway, Practical Regression and Anova using R, 2002, 9.5)', () => {
    const published = [0.22005, 0.76936, -1.18941, -0.52234, -0.68618, 4.00643]
    ridge(x, employed, 0.03).scaled.forEach((b, k) => expect(b).toBeCloseTo(published[k]!, 5))
  })
  test('without a penalty is least squares: the certified values of NIST StRD for Longley’s data', () => {
    const { intercept, coefficients } = ridge(x, employed, 0)
    // There in thousands of people, tens of unemployed and soldiers, and millions of dollars.
    const certified = [
      15.0618722713733, -35.819179292591, -20.2022980381683, -10.3322686717359, -51.1041056535807,
      1829.15146461355,
    ]
    expect(intercept).toBeCloseTo(-3482.25863459582, 3)
    coefficients.forEach((b, k) => expect((b * 1000) / certified[k]!).toBeCloseTo(1, 6))
  })
  test('holds back the more, the larger the penalty, down to the mean', () => {
    const size = (lambda: number) => Math.hypot(...ridge(x, employed, lambda).scaled)
    expect([0, 0.01, 1, 100].map(size)).toEqual([0, 0.01, 1, 100].map(size).sort((a, b) => b - a))
    const held = ridge(x, employed, 1e12)
    expect(held.intercept).toBeCloseTo(65.317, 3)
  })
  test('without negative coefficients is what SciPy’s nnls finds with the penalty as further rows (1.17.1)', () => {
    // numpy: Z standardised, nnls(vstack([Z, sqrt(λ) I]), [y − mean, 0 …]).
    const found = [
      [0.03, [0, 3.302335, 0, 0.080615, 0, 0]],
      [1, [0.743814, 1.268297, 0, 0.160289, 0.491945, 0.703598]],
    ] as const
    for (const [lambda, scaled] of found)
      ridge(x, employed, lambda, true).scaled.forEach((b, k) => expect(b).toBeCloseTo(scaled[k]!, 5))
  })
  test('a column that is the same for everyone has no say', () => {
    const { coefficients } = ridge([x[1]!, new Float64Array(16).fill(7)], employed, 1)
    expect(coefficients[1]).toBe(0)
    expect(coefficients[0]).toBeGreaterThan(0)
  })
})

describe('ridge: the penalty', () => {
  const random = seeded(5)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const N = 400
  const columns = Array.from({ length: 5 }, () => Float64Array.from({ length: N }, () => 50 + 20 * normal()))
  test('finds what the outcome was made of', () => {
    const y = Float64Array.from(
      { length: N },
      (_, i) => 3 + 0.5 * columns[0]![i]! - 0.2 * columns[3]![i]! + normal(),
    )
    const found = chooseRidge(columns, y)!
    const made = [0.5, 0, 0, -0.2, 0]
    found.coefficients.forEach((b, k) => expect(b).toBeCloseTo(made[k]!, 1))
    expect(found.error).toBeLessThan(1.2)
    expect(found.plain).toBeGreaterThan(80)
  })
  test.each([
    [400, 4],
    // Of fifteen in ten folds some hold one customer, and some nobody.
    [15, 10],
  ])('is the one of all that a slow leave-out finds best: %i customers in %i folds', (n, folds) => {
    const few = columns.map((of) => of.slice(0, n))
    const y = few[0]!.map((value) => 0.05 * value + normal())
    const found = chooseRidge(few, y, { folds, seed: 9 })!
    const draw = seeded(9)
    const fold = Array.from(y, () => Math.floor(draw() * folds))
    const errorOf = (penalty: number) => {
      let error = 0
      for (const k of new Set(fold)) {
        const rest = (of: Float64Array) => of.filter((_, i) => fold[i] !== k)
        const size = fold.filter((each) => each !== k).length
        const { intercept, coefficients } = ridge(few.map(rest), rest(y), penalty * size)
        y.forEach((value, i) => {
          if (fold[i] !== k) return
          error += (value - coefficients.reduce((sum, b, a) => sum + b * few[a]![i]!, intercept)) ** 2
        })
      }
      return error / n
    }
    // A ten-thousandth a customer up to a hundred, four steps each power of ten.
    const errors = Array.from({ length: 25 }, (_, k) => errorOf(10 ** (-4 + k / 4)))
    const best = errors.indexOf(Math.min(...errors))
    expect(found.lambda / n).toBeCloseTo(10 ** (-4 + best / 4), 9)
    expect(found.error).toBeCloseTo(errors[best]!, 9)
  })
  test('says of noise most of the time that the mean is as good', () => {
    let found = 0
    for (let seed = 1; seed <= 60; seed++)
      found += Number(chooseRidge(columns, Float64Array.from({ length: N }, normal), { seed }) !== null)
    expect(found).toBeLessThan(40)
  })
})

describe('ridge on forty made by counting', () => {
  const column = (step: number, from: number) =>
    Float64Array.from({ length: 40 }, (_, i) => (i * step + from) % 101)
  const two = [column(37, 3), column(53, 20)]
  const y = two[0]!.map((value, i) => 0.5 * value + 0.2 * two[1]![i]! + ((i * 17) % 23))
  // scikit-learn 1.9.1: LinearRegression and Ridge(alpha) on the columns divided by their numpy.std.
  test.each([
    [0, [16.75535952, 7.12945166], [0.56974234, 0.24454977], 5.439837317630676],
    [5, [14.69104888, 5.97500598], [0.49954837, 0.20495073], 10.994869637464454],
    [400, [1.40193663, 0.37255709], [0.04767088, 0.01277921], 43.550765110314536],
  ])(
    'at λ = %i gives scikit-learn’s coefficients and intercept',
    (lambda, scaled, coefficients, intercept) => {
      const found = ridge(two, y, lambda)
      expect(found.lambda).toBe(lambda)
      expect(found.scaled).toEqual(scaled.map((b) => expect.closeTo(b, 6)))
      expect(found.coefficients).toEqual(coefficients.map((b) => expect.closeTo(b, 6)))
      expect(found.intercept).toBeCloseTo(intercept, 6)
    },
  )
  test('a column far from nothing loses no digits', () => {
    const far = two.map((of) => of.map((value) => value + 1e7))
    const found = ridge(far, y, 5)
    expect(found.coefficients).toEqual([0.49954837, 0.20495073].map((b) => expect.closeTo(b, 6)))
  })
  test('without negative coefficients one that would be is 0, and the other is as if it stood alone', () => {
    const turned = two[0]!.map((value, i) => 0.5 * value - 0.2 * two[1]![i]!)
    const found = ridge(two, turned, 5, true)
    expect(found.coefficients[1]).toBe(0)
    expect(found.coefficients[0]).toBeCloseTo(ridge([two[0]!], turned, 5).coefficients[0]!, 9)
  })
  test('columns that depend on each other are refused without a penalty, and share with one', () => {
    const twice = [two[0]!, two[0]!.map((value) => 2 * value)]
    expect(() => ridge(twice, y, 0)).toThrow(RangeError)
    const { scaled } = ridge(twice, y, 1)
    expect(scaled[0]).toBeCloseTo(scaled[1]!, 9)
  })
  test('without a column that varies the intercept is the mean', () => {
    const { intercept, coefficients, scaled } = ridge([new Float64Array(40).fill(3)], y, 1)
    expect(intercept).toBeCloseTo(y.reduce((sum, value) => sum + value, 0) / 40, 9)
    expect([coefficients, scaled]).toEqual([[0], [0]])
  })
  test('the penalty of an outcome that does not vary, and of columns that do not, is none', () => {
    expect(chooseRidge(two, new Float64Array(40).fill(7))).toBeNull()
    expect(chooseRidge([new Float64Array(40).fill(7)], y)).toBeNull()
  })
  test('the same seed gives the same folds, and the error of what was left out is below that of the mean', () => {
    const found = chooseRidge(two, y, { seed: 3 })!
    expect(chooseRidge(two, y, { seed: 3 })).toEqual(found)
    expect(chooseRidge(two, y, { seed: 4 })!.error).not.toBe(found.error)
    expect(found.error).toBeLessThan(found.plain)
    // What is left over is i × 17 mod 23 alone: variance 44 of the whole numbers below 23.
    expect(found.error).toBeLessThan(60)
    expect(found.error).toBeGreaterThan(35)
  })
  test('not negative, it is chosen so too, and the coefficients are those of its λ', () => {
    const turned = two[0]!.map((value, i) => 0.5 * value - 0.2 * two[1]![i]! + ((i * 17) % 23))
    const found = chooseRidge(two, turned, { nonNegative: true })!
    expect(found.coefficients[1]).toBe(0)
    expect(found.coefficients).toEqual(
      ridge(two, turned, found.lambda, true).coefficients.map((b) => expect.closeTo(b, 9)),
    )
    expect(chooseRidge(two, turned)!.coefficients[1]).toBeLessThan(-0.1)
  })
})
