import { describe, expect, test } from 'vitest'
import { leaksOf, type Group, type Ledger } from '../../src/report/ledger'
import { secure } from '../../src/report/secure'
import type { Table } from '../../src/report/book'

const shown = (value: number): Group => ({ value, least: 1, shown: true, secret: false })
const hidden = (value: number): Group => ({ value, least: 1, shown: false, secret: value < 5 })
const total = (value: number): Group => ({ value, least: 0, shown: true, secret: false })
const leaks = (ledger: Ledger, money = false) => leaksOf(ledger, new Set(), money)

describe('what follows from the sums of a file', () => {
  test('one hidden part of a sum that is shown is known, two are not', () => {
    const sums = [{ whole: 0, parts: [1, 2, 3] }]
    expect(leaks({ groups: [total(33), hidden(3), shown(10), shown(20)], sums })).toEqual([1])
    expect(leaks({ groups: [total(33), hidden(3), hidden(10), shown(20)], sums })).toEqual([])
  })

  test('parts that come to fewer than 5 together are known to be few', () => {
    const sums = [{ whole: 0, parts: [1, 2] }]
    expect(leaks({ groups: [total(3), hidden(1), hidden(2)], sums })).toEqual([1])
    expect(leaks({ groups: [total(5), hidden(1), hidden(4)], sums })).toEqual([])
  })

  test('what two sums say together is known though neither says it', () => {
    // a + b = 12, b + c = 20, a + c = 18: each follows.
    const sums = [
      { whole: 0, parts: [3, 4] },
      { whole: 1, parts: [4, 5] },
      { whole: 2, parts: [3, 5] },
    ]
    const three = [total(13), total(21), total(16), hidden(4), hidden(9), hidden(12)]
    expect(leaks({ groups: three, sums })).toEqual([3])
  })

  test('money that cannot lie a tenth apart is as good as known', () => {
    const money = (value: number, secret = false): Group => ({ value, least: 0, shown: false, secret })
    const sums = [
      { whole: 0, parts: [2, 3] },
      { whole: 1, parts: [3, 4] },
    ]
    // 990 + 10 = 1000, and the 10 lie between 0 and 12.
    const of = (other: number): Group[] => [
      { ...total(1000), least: 0 },
      { ...total(10 + other), least: 0 },
      ...[money(990, true), money(10), money(other)],
    ]
    expect(leaks({ groups: of(2), sums }, true)).toEqual([2])
    expect(leaks({ groups: of(500), sums }, true)).toEqual([])
  })
})

describe('what is hidden beside', () => {
  const table = (at: number, cells: [labels: Record<string, string>, customers: number][]): Table => ({
    at,
    dimensions: Object.keys(cells[0]![0]),
    present: true,
    filter: [],
    cells: cells.map(([labels, customers], row) => ({
      key: JSON.stringify(Object.entries(labels).sort()),
      labels: new Map(Object.entries(labels)),
      rows: [row],
      size: customers,
      figures: new Map([['customers', customers]]),
      hidden: new Set(customers > 0 && customers < 5 ? ['customers'] : []),
      dominated: new Set<string>(),
    })),
  })
  const line = (tier: string, counts: number[]): [Record<string, string>, number][] =>
    counts.map((count, at) => [{ region: `R${at}`, tier }, count])
  const tiers = table(0, [
    [{ tier: 'gold' }, 60],
    [{ tier: 'silver' }, 90],
  ])

  test('nothing, where no table says what another hides', () => {
    const map = table(1, [...line('gold', [20, 20, 20]), ...line('silver', [30, 30, 30])])
    const { cells, closed } = secure([tiers, map], [])
    expect([cells.size, closed.size]).toEqual([0, 0])
  })

  test('the totals of a table that leaves one customer out, and a cell: else the other table would tell of them', () => {
    const map = table(1, [...line('gold', [20, 20, 19]), ...line('silver', [30, 30, 30])])
    const { cells, closed } = secure([tiers, map], [])
    expect([...closed]).toEqual([1])
    expect([...cells].every((key) => key.includes('region'))).toBe(true)
    expect(cells.size).toBeGreaterThan(0)
  })
})
