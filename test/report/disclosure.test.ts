import { describe, expect, it } from 'vitest'
import { definePanel } from '../../src/analysis/panel'
import { matrix } from '../../src/analysis/heatmap/panels'
import { growth } from '../../src/analysis/lifecycle/growth'
import { kpis } from '../../src/analysis/overview/panels'
import { concentration, pyramid, table } from '../../src/analysis/tiers/panels'
import { revenue } from '../../src/analysis/trend/panels'
import type { Row } from '../../src/model/row'
import { TIERS } from '../../src/model/scheme'
import { disclose } from '../../src/report/disclosure'
import { noteOf } from '../../src/show/panel'
import { sayIn } from '../support/words'
import { answer, matrixRows, pyramidRows } from './answers'

/** A small generator with a seed: whole numbers below `below`. */
function random(seed: number): (below: number) => number {
  let state = seed * 2654435761
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below)
  }
}
/** Many small groups, some of nobody, few large ones. */
const count = (next: (below: number) => number): number =>
  [0, 1, 2, 3, 4, next(9), next(9), next(30), next(90)][next(9)]!

const one = (panel: Parameters<typeof answer>[0], rows: Row[]) => disclose([answer(panel, rows)])[0]!

describe('sums only: a list with a total', () => {
  it('hides the figures of a group under 5, and of another that would give them away', () => {
    const { result, hidden, guarded } = one(pyramid, pyramidRows([3, 20, 40, 80]))
    expect(result.rows.map((row) => row.customers)).toEqual([null, null, 40, 80])
    expect(result.rows[0]).toMatchObject({ tier: 'diamond', threshold: 90, share: null, revenue: null })
    expect(hidden).toContainEqual([1, 'revenue'])
    expect(guarded).toBe(true)
  })

  it('shows a zero, because nobody is behind it', () => {
    const { result, hidden } = one(pyramid, pyramidRows([0, 20, 40, 80]))
    expect(result.rows.map((row) => row.customers)).toEqual([0, 20, 40, 80])
    expect(hidden).toEqual([])
  })

  it('hides a change when the earlier count was under 5', () => {
    const { result } = one(pyramid, pyramidRows([10, 20, 40, 80], [7, 3, -2, 0]))
    expect(result.rows.map((row) => row.change)).toEqual([null, 3, -2, 0])
  })

  it('hides how few are not graded, and says it of more', () => {
    const rows = (ungraded: number) => pyramidRows([10, 20, 40, 80]).map((row) => ({ ...row, ungraded }))
    expect(one(pyramid, rows(3)).result.frame.facts.ungraded).toBeNull()
    expect(one(pyramid, rows(30)).result.frame.facts.ungraded).toBe(30)
  })

  it('withholds a panel of fewer than 5 customers, and its number', () => {
    const { result, columns } = one(pyramid, pyramidRows([1, 1, 1, 1]))
    expect(result).toMatchObject({ state: 'empty', n: 0, rows: [], reason: { key: 'report.withheld' } })
    expect(columns).toEqual([])
  })

  it('never leaves a hidden group alone with the total, in 500 random pyramids', () => {
    const next = random(1)
    for (let round = 0; round < 500; round++) {
      const counts = TIERS.map(() => count(next))
      const { result } = one(pyramid, pyramidRows(counts))
      if (result.state !== 'ready') continue
      const gone = counts.filter((_, at) => result.rows[at]!.customers === null)
      expect(counts.some((each, at) => each > 0 && each < 5 && result.rows[at]!.customers !== null)).toBe(
        false,
      )
      if (gone.length)
        expect([gone.length > 1, gone.reduce((a, b) => a + b) >= 5], String(counts)).toEqual([true, true])
    }
  })

  it('keeps a tier hidden in one table hidden in every table of the file', () => {
    const rows = pyramidRows([8, 20, 40, 80]).map((row) => ({
      ...row,
      orders: row.tier === 'diamond' ? 3 : 50,
    }))
    const [first, second] = disclose([answer(pyramid, pyramidRows([8, 20, 40, 80])), answer(table, rows)])
    const shown = (rows: Row[]) => rows.filter((row) => row.customers !== null).map((row) => row.tier)
    expect(shown(first!.result.rows)).toEqual(['silver', 'ordinary'])
    expect(shown(second!.result.rows)).toEqual(shown(first!.result.rows))
  })

  it('hides medians of fewer than 10 customers and keeps the rest of the row', () => {
    const rows = pyramidRows([7, 20, 40, 80]).map((row) => ({
      ...row,
      orders: 90,
      revenue_median: 12,
      score_lowest: 3,
    }))
    const { result } = one(table, rows)
    expect(result.rows.map((row) => row.revenue_median)).toEqual([null, 12, 12, 12])
    expect(result.rows[0]!.customers).toBe(7)
    expect(result.rows[1]).not.toHaveProperty('score_lowest')
  })
})

describe('sums only: sentences', () => {
  it('keeps a sentence that the shown rows still say, and drops one that needs a hidden figure', () => {
    expect(one(pyramid, pyramidRows([20, 30, 40, 80])).sentence).toBe(true)
    expect(one(pyramid, pyramidRows([3, 30, 40, 80])).sentence).toBe(false)
    expect(one(pyramid, pyramidRows([40, 30, 2, 80])).sentence).toBe(true)
  })
})

describe('sums only: what stands under a panel', () => {
  const months = (churned: number): Row[] =>
    Array.from({ length: 8 }, (_, at) => ({
      ...{ start: `2025-0${at + 1}-01`, customers: 60, new_customers: 20, retained: 30, resurrected: 10 },
      ...{ churned: at === 6 ? churned : 9, net: 21, quick_ratio: 3, kept_share: 0.7 },
      ...{ unfinished: false, start_of_data: false },
    }))
  const note = (churned: number) => {
    const [{ result, note }] = disclose([answer(growth, months(churned))]) as [ReturnType<typeof one>]
    return noteOf(growth, { ...result, note }, sayIn('en'))
  }
  it('stays where the shown rows still say it, and goes where it would count hidden ones as none', () => {
    expect(note(9)).toContain('54')
    expect(note(2)).toBeNull()
  })
})

describe('sums only: a heat map', () => {
  it('puts small classes together before it hides cells', () => {
    const counts = [
      [9, 20, 30, 40],
      [1, 1, 0, 1],
      [0, 1, 1, 0],
      [8, 9, 12, 14],
    ]
    const { result } = one(matrix, matrixRows(counts))
    const rows = [...new Set(result.rows.map((row) => row.row_value))]
    expect(rows).toEqual(['region 0', '\u0001', 'region 3'])
  })

  it('hides no more than it must: three cells beside a small one', () => {
    const counts = Array.from({ length: 7 }, (_, row) => [20 + row, 60 + row, 90 + row, 200 + row])
    counts[3]![0] = 2
    const { result, guarded } = one(matrix, matrixRows(counts))
    const gone = result.rows.filter((row) => row.customers === null)
    expect(gone.map((row) => `${row.row_value} ${row.column_value}`)).toEqual([
      'region 0 diamond',
      'region 0 gold',
      'region 3 diamond',
      'region 3 gold',
    ])
    expect(guarded).toBe(true)
  })

  it('says nothing of cells it hides: no share, no index, no value, no total', () => {
    const { result } = one(
      matrix,
      matrixRows([
        [3, 20, 30],
        [20, 30, 40],
        [30, 40, 50],
      ]),
    )
    const [cell] = result.rows
    expect(cell).toEqual({
      row_value: 'region 0',
      column_value: 'diamond',
      ...{ customers: null, revenue: null, orders: null, share: null, index: null, value: null, mean: null },
      difference: null,
    })
  })

  it('leaves no small cell solvable from all that pyramid and heat map publish, in 400 random files', () => {
    const next = random(2)
    let attacked = 0
    for (let round = 0; round < 400; round++) {
      const counts = Array.from({ length: 2 + next(3) }, () => TIERS.map(() => count(next)))
      const tiers = TIERS.map((_, at) => counts.reduce((sum, line) => sum + line[at]!, 0))
      const [top, map] = disclose([answer(pyramid, pyramidRows(tiers)), answer(matrix, matrixRows(counts))])
      if (map!.result.state !== 'ready') continue
      attacked += attack(top!.result.rows, map!.result.rows, map!.result.n, counts)
    }
    expect(attacked).toBeGreaterThan(1000)
  })
})

/**
 * A reader who knows the method: takes every total that the shown figures give (a share is count ÷ row total, an index
 * is share ÷ share of the column), and looks for a second table that fits them. Returns how many cells withstood.
 */
function attack(top: Row[], cells: Row[], n: number, counts: number[][]): number {
  const sums: { cells: number[]; total: number }[] = []
  const known = (cell: Row) => cell.customers !== null
  const line = (key: 'row_value' | 'column_value', value: Row[string], total: number) => {
    const own = cells.flatMap((cell, at) => (cell[key] === value ? [at] : []))
    const shown = own.reduce((sum, at) => sum + Number(cells[at]!.customers ?? 0), 0)
    sums.push({ cells: own.filter((at) => !known(cells[at]!)), total: Math.round(total) - shown })
  }
  for (const cell of cells.filter(
    (each) => known(each) && each.share !== null && Number(each.customers) > 0,
  )) {
    line('row_value', cell.row_value!, Number(cell.customers) / Number(cell.share))
    line('column_value', cell.column_value!, ((Number(cell.share) * 100) / Number(cell.index)) * n)
  }
  if (top.length)
    for (const tier of top)
      if (tier.customers !== null) line('column_value', tier.tier!, Number(tier.customers))
  const shown = cells.reduce((sum, cell) => sum + Number(cell.customers ?? 0), 0)
  const hidden = cells.flatMap((cell, at) => (known(cell) ? [] : [at]))
  // A map that would say too much by its totals tells none.
  if (n) sums.push({ cells: hidden, total: n - shown })

  const named = new Set(cells.map((cell) => String(cell.row_value)))
  const truth = cells.map((cell) =>
    counts.reduce((sum, line, row) => {
      const label = named.has(`region ${row}`) ? `region ${row}` : '\u0001'
      return label === cell.row_value ? sum + line[TIERS.indexOf(cell.column_value as never)]! : sum
    }, 0),
  )
  // A large cell that can be told after all gives nobody away: it was hidden for the sake of the others.
  for (const at of hidden) {
    const [first, second] = values(at, hidden, sums, truth)
    expect(second !== undefined || first! >= 5, `${JSON.stringify(counts)} cell ${at} is ${first}`).toBe(true)
  }
  return hidden.length
}

/** Up to two values that a hidden cell can have: depth first, each at least 1, near the truth first to be quick. */
function values(
  target: number,
  hidden: number[],
  sums: { cells: number[]; total: number }[],
  truth: number[],
): Set<number> {
  const found = new Set<number>()
  const left = sums.map(({ total }) => total)
  const open = sums.map(({ cells }) => cells.length)
  const of = new Map(
    hidden.map((at) => [at, sums.flatMap(({ cells }, sum) => (cells.includes(at) ? [sum] : []))]),
  )
  // A cell takes at most what leaves 1 for each other open cell of its sums, and all of it where it is the last.
  const range = (at: number): [low: number, high: number] => {
    const mine = of.get(at)!
    return [
      Math.max(1, ...mine.map((sum) => (open[sum] === 1 ? left[sum]! : 1))),
      Math.min(truth[at]! + 9, ...mine.map((sum) => left[sum]! - (open[sum]! - 1))),
    ]
  }
  const width = (at: number): number => range(at)[1] - range(at)[0]
  const set = (at: number, value: number, sign: 1 | -1): void => {
    for (const sum of of.get(at)!) {
      left[sum]! -= sign * value
      open[sum]! -= sign
    }
  }
  let steps = 0
  const fits = (rest: number[]): boolean => {
    if (!rest.length) return left.every((over, sum) => over === 0 || !sums[sum]!.cells.length)
    if (++steps > 100_000) return false
    const at = rest.reduce((best, each) => (width(each) < width(best) ? each : best))
    const others = rest.filter((each) => each !== at)
    return candidates(at).some((value) => {
      set(at, value, 1)
      const ok = fits(others)
      set(at, value, -1)
      return ok
    })
  }
  const candidates = (at: number): number[] => {
    const [low, high] = range(at)
    const near = truth[at]!
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, step) => low + step).sort(
      (a, b) => Math.abs(a - near) - Math.abs(b - near),
    )
  }
  const others = hidden.filter((at) => at !== target)
  for (const value of candidates(target)) {
    steps = 0
    set(target, value, 1)
    if (fits(others)) found.add(value)
    set(target, value, -1)
    if (found.size > 1) break
  }
  return found
}

describe('sums only: headline, curve and months', () => {
  const headline = {
    customers: 100,
    orders: 300,
    revenue: 5000,
    repeat_rate: 0.5,
    active_customers: 60,
    at_risk_customers: 9,
    revenue_at_risk: 700,
    refunds_without_purchase: -20,
    customers_without_purchase: 6,
    sales_without_customer: 50,
    orders_without_customer: 8,
    total: 5030,
    nps: 20,
    nps_n: 40,
    nps_margin: 9,
  }
  it('hides a count under 5 with the money of the same customers, and the total that would give it away', () => {
    const { result } = one(kpis, [{ ...headline, customers_without_purchase: 2, at_risk_customers: 3 }])
    expect(result.rows[0]).toMatchObject({
      customers: 100,
      revenue: 5000,
      at_risk_customers: null,
      revenue_at_risk: null,
      customers_without_purchase: null,
      refunds_without_purchase: null,
      total: null,
      sales_without_customer: 50,
    })
    expect(result.n).toBe(100)
  })

  it('tells no change since a period of a few buyers, or of a rate that is hidden', () => {
    const earlier = { customers_before: 50, orders_before: 60, revenue_before: 2500, repeat_rate_before: 0.4 }
    const changes = { customers_change: 1, orders_change: 4, revenue_change: 1, repeat_rate_change: 0.1 }
    const told = (row: Row) => {
      const [shown] = one(kpis, [{ ...headline, ...earlier, ...changes, ...row }]).result.rows
      expect(Object.keys(shown!).filter((name) => name.endsWith('_before'))).toEqual([])
      return Object.keys(changes).filter((name) => shown![name] !== null)
    }
    expect(told({})).toEqual(Object.keys(changes))
    expect(told({ customers_before: 4 })).toEqual([])
    expect(told({ orders_before: 3 })).toEqual([])
    expect(told({ repeat_rate_before: 0.04 })).toEqual(Object.keys(changes).slice(0, 3))
    expect(told({ repeat_rate: 0.98 })).toEqual(Object.keys(changes).slice(0, 3))
  })

  it('hides a rate that counts fewer than 5, on either side', () => {
    for (const rate of [0.03, 0.97])
      expect(one(kpis, [{ ...headline, repeat_rate: rate }]).result.rows[0]!.repeat_rate).toBeNull()
  })

  const curve = (n: number): Row[] =>
    Array.from({ length: 100 }, (_, at) => ({
      customers_share: (at + 1) / 100,
      customers: Math.max(1, Math.round((n * (at + 1)) / 100)),
      revenue: 10 * (at + 1),
      revenue_share: (at + 1) / 100,
      gini: 0.123456,
      n,
    }))
  it('keeps only points of the curve that lie 5 customers apart', () => {
    const rows = one(concentration, curve(72)).result.rows
    const places = [0, ...rows.map((row) => Number(row.customers))]
    expect(Math.min(...places.slice(1).map((place, at) => place - places[at]!))).toBeGreaterThanOrEqual(5)
    expect(rows.map((row) => row.customers_share)).toEqual(expect.arrayContaining([0.1, 0.2, 1]))
    expect(one(concentration, curve(72)).result.frame.facts.gini).toBe(0.12)
    expect(one(concentration, curve(4000)).result.rows).toHaveLength(100)
    expect(one(concentration, curve(9)).result.state).toBe('empty')
  })

  it('hides a small month, and its figure a year later', () => {
    const rows = Array.from({ length: 24 }, (_, at): Row => {
      const start = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
      return {
        start,
        revenue: 1000 + at,
        revenue_year_before: at < 12 ? null : 1000 + at - 12,
        year_change: at < 12 ? null : 12 / (1000 + at - 12),
        change: at === 0 ? null : 1 / (999 + at),
        orders: at === 3 ? 2 : 30,
        customers: at === 3 ? 2 : 20 + at,
        new_customers: at === 8 ? 2 : 6,
        without_customer: 9,
        unfinished: at === 23,
        start_of_data: at < 3,
      }
    })
    const { result, columns } = one(revenue, rows)
    expect(result.rows[3]).toMatchObject({ revenue: null, orders: null, customers: null, unfinished: false })
    // Neither as a year before nor by what has changed since then.
    expect(result.rows[15]).toMatchObject({ revenue: 1015, revenue_year_before: null, year_change: null })
    expect(result.rows[4]).toMatchObject({ revenue: 1004, change: null })
    expect(result.rows[5]!.change).toBe(1 / 1004)
    const gone = (name: string) => result.rows.filter((row) => row[name] === null).length
    expect(gone('revenue')).toBe(2)
    expect([result.rows[8]!.new_customers, result.rows[8]!.revenue]).toEqual([null, 1008])
    expect(columns).not.toContain('without_customer')
    expect(result.rows[0]).not.toHaveProperty('without_customer')
  })
})

it('sums only: a month that one panel hides stands in another that counts more of it', () => {
  const start = (at: number) => `2025-${String(at + 1).padStart(2, '0')}-01`
  const months = Array.from({ length: 12 }, (_, at) => ({
    start: start(at),
    ...{ revenue: 900, revenue_year_before: null, orders: 40, customers: 30, new_customers: 10 },
    ...{ unfinished: false, start_of_data: false },
  }))
  const moves = months.map(({ start }) => ({
    ...{ start, customers: 30, new_customers: 10, retained: 17, resurrected: 3, churned: 8, net: 5 },
    ...{ quick_ratio: 1.6, kept_share: 0.7, unfinished: false, start_of_data: false },
  }))
  const [first, second] = disclose([answer(growth, moves), answer(revenue, months)])
  expect(first!.result.state).toBe('empty')
  expect(second!.result.rows.map((row) => row.revenue)).toEqual(months.map((row) => row.revenue))
})

describe('sums only: a fact that counts some of the rows', () => {
  const panel = definePanel({
    ...{ id: 'a.b', needs: [], least: 1, sql: '', chart: null, n: () => 99, sentence: () => '' },
    columns: [
      { name: 'group', type: 'text', label: '', disclosure: 'label' },
      { name: 'customers', type: 'count', label: '' },
      { name: 'change', type: 'count', label: '', change: true },
    ],
    facts: [{ name: 'best', type: 'count', leaves: true }],
  })
  const fact = (...counts: [customers: number, change: number][]) =>
    one(
      panel,
      counts.map(([customers, change], at) => ({ group: `g${at}`, customers, change, best: 40 })),
    ).result.frame.facts.best
  it('stays where no row is hidden, and goes with the first cell that is', () => {
    expect(fact([20, 0], [30, 0])).toBe(40)
    expect(fact([3, 0], [30, 0], [40, 0])).toBeNull()
    // One change since a few, and nothing else.
    expect(fact([20, 17], [30, 0])).toBeNull()
  })
})
