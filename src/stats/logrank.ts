import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { chiSquareAbove } from './chisquare'

/** One group of cases: how long each was followed, whether it happened then, and how many cases an entry stands for. */
export interface Followed {
  times: number[]
  happened: boolean[]
  /** 1 each when absent. */
  counts?: number[]
}
interface LogRank {
  /** Events of each group, and how many it would have had if all were alike. */
  observed: number[]
  expected: number[]
  chiSquare: number
  freedom: number
  /** Chance of differences as large where all groups are alike. */
  p: number
}

/**
 * Log-rank test of whether something happens at the same pace in two groups or more (Mantel 1966; Peto & Peto 1972; the
 * hypergeometric variance of R's `survdiff`). Null where nothing can be told: fewer than two groups, or no event that could
 * have fallen on several of them.
 */
export function logRank(groups: Followed[]): LogRank | null {
  const k = groups.length
  const entries = groups.flatMap(({ times, happened, counts }, group) =>
    times.map((time, at) => ({
      time,
      group,
      events: happened[at] ? (counts?.[at] ?? 1) : 0,
      n: counts?.[at] ?? 1,
    })),
  )
  entries.sort((a, b) => a.time - b.time)
  const atRisk = groups.map(({ times, counts }) => times.reduce((sum, _, at) => sum + (counts?.[at] ?? 1), 0))
  const observed = groups.map(() => 0)
  const expected = groups.map(() => 0)
  const variance = Matrix.zeros(k, k)
  for (let i = 0; i < entries.length;) {
    const { time } = entries[i]!
    const events = groups.map(() => 0)
    const gone = groups.map(() => 0)
    for (; i < entries.length && entries[i]!.time === time; i++) {
      const { group, n } = entries[i]!
      events[group]! += entries[i]!.events
      gone[group]! += n
    }
    const all = atRisk.reduce((sum, n) => sum + n, 0)
    const happened = events.reduce((sum, n) => sum + n, 0)
    const shares = atRisk.map((n) => n / all)
    // Who can no longer differ in pace tells nothing: the last one left.
    const spread = all > 1 ? (happened * (all - happened)) / (all - 1) : 0
    for (let g = 0; g < k; g++) {
      const share = shares[g]!
      observed[g]! += events[g]!
      expected[g]! += happened * share
      for (let h = 0; h < k; h++)
        variance.set(g, h, variance.get(g, h) + spread * ((g === h ? share : 0) - share * shares[h]!))
    }
    for (let g = 0; g < k; g++) atRisk[g]! -= gone[g]!
  }
  // The differences add up to 0, so one group says nothing that the others do not; one that nothing can fall on neither.
  const told = groups.map((_, g) => g).filter((g) => expected[g]! > 0)
  const free = told.slice(1)
  if (!free.length) return null
  const inner = variance.selection(free, free)
  const decomposed = new CholeskyDecomposition(inner)
  if (!decomposed.isPositiveDefinite()) return null
  const apart = Matrix.columnVector(free.map((g) => observed[g]! - expected[g]!))
  const chiSquare = apart.transpose().mmul(decomposed.solve(apart)).get(0, 0)
  return { observed, expected, chiSquare, freedom: free.length, p: chiSquareAbove(chiSquare, free.length) }
}
