import { FIGURES, figuresOf, type Draws, type Figures, type Groups } from '../../stats/paired'
import { interval } from '../../stats/bootstrap'

/** What a group did, with 95 % intervals where it is one of the two that are compared, or their difference. */
type Did = Figures & { size: number; low?: Figures; high?: Figures }
export type Compared = Record<'a' | 'b' | 'difference' | 'onlyA' | 'onlyB' | 'both', Did>

/** How much of each customer belongs to the `size` best; who shares the last score shares the last places. */
export function topOf(scores: Float64Array, size: number): Float64Array {
  const edge = scores.slice().sort().reverse()[size - 1]!
  const above = scores.reduce((sum, score) => sum + Number(score > edge), 0)
  const level = scores.reduce((sum, score) => sum + Number(score === edge), 0)
  return scores.map((score) => (score > edge ? 1 : score === edge ? (size - above) / level : 0))
}

/** Both tops, what is in one of them alone, and in both; intervals from the draws. */
export function compareTops(groups: Groups, draws: Draws): Compared {
  const { a, b } = groups
  const both = a.map((value, i) => Math.min(value, b[i]!))
  const did = (of: Float64Array): Did => figuresOf(of, groups)
  const alone = (of: Float64Array): Did => did(of.map((value, i) => value - both[i]!))
  const [x, y] = [did(a), did(b)]
  const difference = {
    size: x.size - y.size,
    ...figures((name) => x[name] - y[name]),
  }
  return {
    a: { ...x, ...endsOf(draws.a) },
    b: { ...y, ...endsOf(draws.b) },
    difference: { ...difference, ...endsOf(draws.difference) },
    onlyA: alone(a),
    onlyB: alone(b),
    both: did(both),
  }
}

const figures = (of: (name: keyof Figures, at: number) => number): Figures =>
  Object.fromEntries(FIGURES.map((name, at) => [name, of(name, at)])) as Figures

function endsOf(drawn: Float64Array[]): { low: Figures; high: Figures } {
  const ends = drawn.map((values) => interval(values))
  return { low: figures((_, at) => ends[at]![0]), high: figures((_, at) => ends[at]![1]) }
}
