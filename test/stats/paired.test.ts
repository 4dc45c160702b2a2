import { expect, test } from 'vitest'
import { bootstrap, interval } from '../../src/stats/bootstrap'
import { figuresOf, pairedDraws } from '../../src/stats/paired'
import { seeded } from '../../src/stats/random'

test('bootstrap: the standard error of the mouse data is that of Efron & Tibshirani 1993, table 2.1: 23.36', () => {
  const mice = [94, 197, 16, 38, 99, 141, 23]
  const mean = (drawn: Uint16Array) => [mice.reduce((sum, x, i) => sum + x * drawn[i]!, 0) / mice.length]
  const [means] = bootstrap(mice.length, mean, { resamples: 20_000, seed: 7 })
  const centre = means!.reduce((sum, x) => sum + x, 0) / means!.length
  const error = Math.sqrt(means!.reduce((sum, x) => sum + (x - centre) ** 2, 0) / means!.length)
  expect(error / 23.36).toBeCloseTo(1, 1)
  expect(centre / 86.86).toBeCloseTo(1, 1)
})

test('paired draws: the difference of two overlapping means has the error that plain bootstrapping gives it', () => {
  const random = seeded(4)
  const n = 400
  const amount = Float64Array.from({ length: n }, () => random() ** 4 * 100)
  const a = amount.map((value, i) => Number(value > 30 || i % 9 === 0))
  const b = amount.map((value, i) => Number(value > 45 || i % 4 === 0))
  const mean = (of: Float64Array, drawn: Uint16Array) => {
    const [sum, size] = of.reduce(([s, m], x, i) => [s + x * drawn[i]! * amount[i]!, m + x * drawn[i]!], [
      0, 0,
    ] as [number, number])
    return sum / size
  }
  const [plain] = bootstrap(n, (drawn) => [mean(a, drawn) - mean(b, drawn)], { resamples: 4000, seed: 5 })
  const { draws, step } = pairedDraws({ a, b, returned: a, amount }, { resamples: 4000, seed: 6 })
  step(4000)
  const error = (of: Float64Array) => {
    const centre = of.reduce((sum, x) => sum + x, 0) / of.length
    return Math.sqrt(of.reduce((sum, x) => sum + (x - centre) ** 2, 0) / of.length)
  }
  expect(error(draws.difference[2]!) / error(plain!)).toBeGreaterThan(0.95)
  expect(error(draws.difference[2]!) / error(plain!)).toBeLessThan(1.05)
})

test('paired draws: the interval of a share is the normal one where there are many', () => {
  const random = seeded(3)
  const n = 2000
  const returned = Float64Array.from({ length: n }, () => Number(random() < 0.3))
  const a = new Float64Array(n).fill(1)
  const groups = { a, b: a.map((_, i) => Number(i % 2)), returned, amount: a }
  const { draws, step } = pairedDraws(groups, { resamples: 2000, seed: 1 })
  step(2000)
  const share = figuresOf(a, groups).returned
  const half = 1.96 * Math.sqrt((share * (1 - share)) / n)
  const [low, high] = interval(draws.a[0]!)
  expect((high - low) / (2 * half)).toBeCloseTo(1, 1)
})

test('paired draws: in pieces or at once, the same seed gives the same; another seed does not', () => {
  const random = seeded(9)
  const of = () => Float64Array.from({ length: 300 }, () => random())
  const groups = {
    a: of().map(Math.round),
    b: of().map(Math.round),
    returned: of().map(Math.round),
    amount: of(),
  }
  const drawn = (pieces: number, seed: number) => {
    const { draws, step } = pairedDraws(groups, { resamples: 50, seed })
    while (step(pieces));
    return draws
  }
  expect(drawn(7, 1)).toEqual(drawn(50, 1))
  expect(drawn(50, 2)).not.toEqual(drawn(50, 1))
})

test('paired draws: an empty group has no figure, and nobody brings nothing', () => {
  const none = new Float64Array(4)
  const groups = { a: none, b: Float64Array.of(1, 1, 0, 0), returned: none, amount: none }
  expect(figuresOf(groups.a, groups).returned).toBeNaN()
  const { draws, step } = pairedDraws(groups, { resamples: 10, seed: 1 })
  step(10)
  expect([...draws.a[0]!].every(Number.isNaN)).toBe(true)
})
