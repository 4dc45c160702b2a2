import { expect, test } from 'vitest'
import { bootstrap, interval } from '../../src/stats/bootstrap'
import { FIGURES, figuresOf, pairedDraws } from '../../src/stats/paired'
import { seeded } from '../../src/stats/random'

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

test('figures of a group: who came back, its share of all, and what a member brings, each by how much it belongs', () => {
  const groups = { returned: Float64Array.of(1, 0, 1, 1), amount: Float64Array.of(10, 30, 0, 60) }
  expect(figuresOf(Float64Array.of(1, 1, 0, 0), groups)).toEqual({
    size: 2,
    returned: 0.5,
    share: 0.4,
    mean: 20,
  })
  // Half of the last and a whole first: 1.5 members, who brought 10 + 30.
  expect(figuresOf(Float64Array.of(1, 0, 0, 0.5), groups)).toEqual({
    size: 1.5,
    returned: 1,
    share: 0.4,
    mean: 40 / 1.5,
  })
})

test('paired draws: every resample is the figure of units drawn with replacement, written out one by one', () => {
  const random = seeded(13)
  const n = 12
  const some = (share: number) => Float64Array.from({ length: n }, () => Number(random() < share))
  const groups = {
    a: some(0.4).map((x, i) => x * (i % 2 ? 1 : 0.5)),
    b: some(0.5),
    returned: some(0.5),
    amount: Float64Array.from({ length: n }, () => (random() < 0.4 ? 0 : Math.round(random() * 100))),
  }
  const { draws, step } = pairedDraws(groups, { resamples: 30, seed: 2 })
  step(30)
  // The same draws, in the order in which units are looked at: members, then who brought something, then the rest.
  const kind = (i: number) => (groups.a[i] || groups.b[i] ? 0 : groups.amount[i] ? 1 : 2)
  const order = [...Array(n).keys()].sort((i, k) => kind(i) - kind(k) || i - k)
  const draw = seeded(2)
  for (let at = 0; at < 30; at++) {
    const drawn = Array.from({ length: n }, () => order[Math.floor(draw() * n)]!)
    const of = (values: Float64Array) => Float64Array.from(drawn, (i) => values[i]!)
    const written = { returned: of(groups.returned), amount: of(groups.amount) }
    const [one, other] = [figuresOf(of(groups.a), written), figuresOf(of(groups.b), written)]
    FIGURES.forEach((name, k) => {
      expect(draws.a[k]![at]).toBeCloseTo(one[name], 9)
      expect(draws.b[k]![at]).toBeCloseTo(other[name], 9)
      expect(draws.difference[k]![at]).toBeCloseTo(one[name] - other[name], 9)
    })
  }
})

test('paired draws: where everybody is a member, and where nobody is', () => {
  const all = Float64Array.of(1, 1, 1)
  const { draws, step } = pairedDraws(
    { a: all, b: all, returned: all, amount: all },
    { resamples: 5, seed: 1 },
  )
  expect(step(3)).toBe(true)
  expect(step(9)).toBe(false)
  expect(draws.a.map((values) => [...values])).toEqual([
    [1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1],
  ])
  expect([...draws.difference[2]!]).toEqual([0, 0, 0, 0, 0])
})
