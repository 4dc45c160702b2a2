import { describe, expect, test } from 'vitest'
import { definePanel, type Panel } from '../../src/analysis/panel'
import type { Row } from '../../src/model/row'
import { factsOf, figures, grouped, hideWhatFollows, steps, type HiddenKeys } from '../../src/report/suppress'
import { frame } from './answers'

const panel = (part: Partial<Panel>): Panel =>
  definePanel({
    ...{ id: 'a.b', needs: [], least: 1, sql: '', columns: [], chart: null },
    ...{ n: () => 1, sentence: () => '' },
    ...part,
  })
function asked(part: Partial<Panel>, rows: Row[], keys: HiddenKeys = new Map(), controls = {}) {
  const result = { id: 'a.b', state: 'ready', rows, n: 9, frame: { ...frame, controls } } as const
  const draft = grouped(panel(part), result, keys)
  if (draft) hideWhatFollows(panel(part), result, draft)
  return draft
}
/** What is hidden, row by row. */
const gone = (...given: Parameters<typeof asked>): string[] =>
  asked(...given)!.hidden.map((names) => [...names].sort().join())

describe('facts', () => {
  const facts: Panel['facts'] = [
    { name: 'n', type: 'count', leaves: true, beside: true },
    { name: 'mean', type: 'number', leaves: true, of: ['n'], digits: 2 },
    { name: 'low', type: 'number', leaves: true, of: ['mean'] },
    { name: 'size', type: 'count', leaves: true },
    { name: 'sum', type: 'money', leaves: true },
    { name: 'part', type: 'share', leaves: true },
    { name: 'day', type: 'date', leaves: true },
    { name: 'secret', type: 'count' },
  ]
  const row = { n: 8, mean: 1.23456, low: 1, size: 9, sum: 5, part: 0.5, day: '2024-01-01', secret: 9 }
  const of = (some: Row, hidden = false) =>
    factsOf(panel({ facts }), { ...frame, facts: { ...row, ...some } }, hidden)
  test('those leave that say so, in as many digits as they say', () => {
    const { secret: _secret, ...leaving } = row
    expect(of({})).toEqual({ ...leaving, mean: 1.23 })
    expect(of({ mean: null })).toMatchObject({ mean: null })
  })
  test('what is of a small count goes with it, and what is of that', () => {
    expect(of({ n: 4 })).toMatchObject({ n: null, mean: null, low: null, size: 9 })
    expect(of({ n: 5 })).toMatchObject({ n: 5, mean: 1.23, low: 1 })
    expect(of({ n: 0 })).toMatchObject({ n: 0, mean: 1.23 })
  })
  test('where a row is hidden so is what counts some of the rows, and not what stands beside them or is no figure', () => {
    expect(of({}, true)).toMatchObject({
      n: 8,
      mean: 1.23,
      size: null,
      sum: null,
      part: null,
      day: '2024-01-01',
    })
  })
})

describe('one row of figures', () => {
  const columns: Panel['columns'] = [
    { name: 'customers', type: 'count', label: '' },
    { name: 'orders', type: 'count', label: '' },
    { name: 'ever', type: 'count', label: '', apart: ['customers'] },
    { name: 'rate', type: 'share', label: '', portion: 'customers' },
    { name: 'sum', type: 'money', label: '', of: ['ever'] },
  ]
  const row = { customers: 100, orders: 300, ever: 120, rate: 0.5, sum: 7 }
  const of = (some: Row) => {
    const draft = figures(panel({ columns }), [{ ...row, ...some }], frame)
    return draft && [...draft.hidden[0]!].sort().join()
  }
  test('is withheld where fewer than five customers or orders stand behind it', () => {
    expect(of({})).toBe('')
    expect([of({ customers: 4 }), of({ orders: 4 })]).toEqual([null, null])
    expect(figures(panel({ columns }), [], frame)).toBeNull()
    expect(figures(panel({ columns }), [row], frame)).toMatchObject({ n: 100, guarded: false })
  })
  test('hides what lies 1 to 4 apart from another count, on either side', () => {
    expect(of({ ever: 104 })).toBe('ever,sum')
    expect(of({ ever: 96 })).toBe('ever,sum')
    expect([of({ ever: 105 }), of({ ever: 100 })]).toEqual(['', ''])
  })
  test('hides a share that 1 to 4 make or miss, and none of all or nobody', () => {
    expect([of({ rate: 0.04 }), of({ rate: 0.96 })]).toEqual(['rate', 'rate'])
    expect([
      of({ rate: 0.05 }),
      of({ rate: 0.95 }),
      of({ rate: 0 }),
      of({ rate: 1 }),
      of({ rate: null }),
    ]).toEqual(['', '', '', '', ''])
  })
})

describe('points of a running count', () => {
  const points = (...counts: number[]): Row[] => counts.map((count, at) => ({ count, at }))
  const kept = (rows: Row[], part: Partial<Parameters<typeof steps>[0]> = {}, n = 50) =>
    steps({ kind: 'curve', count: 'count', ...part }, rows, n)?.rows.map(({ count }) => count)
  test('lie five apart, the first five from the start, and the end is told first', () => {
    expect(kept(points(0, 0, 4, 5, 9, 10, 12))).toEqual([0, 0, 5, 12])
    expect(kept(points(5, 10, 15))).toEqual([5, 10, 15])
    expect(kept(points(5, 9, 14))).toEqual([5, 14])
  })
  test('those worth more are kept before others, each group for itself', () => {
    expect(kept(points(5, 8, 13, 20), { rank: ({ count }) => (count === 8 ? 0 : 1) })).toEqual([8, 13, 20])
    const rows = [...points(6, 12), ...points(6, 12)].map((row, at) => ({
      ...row,
      group: at < 2 ? 'a' : 'b',
    }))
    expect(kept(rows, { group: 'group' })).toEqual([6, 12, 6, 12])
    // Without groups they are one curve.
    expect(kept(rows)).toEqual([6, 12])
  })
  test('of fewer than ten customers there is none', () => {
    expect([kept(points(5), {}, 9), kept(points(5), {}, 10)]).toEqual([undefined, [5]])
  })
})

describe('a table of groups', () => {
  const label = { name: 'group', type: 'text', label: '', disclosure: 'label' } as const
  const customers = { name: 'customers', type: 'count', label: '' } as const
  const rows = (...counts: number[]): Row[] =>
    counts.map((customers, at) => ({ group: `g${at}`, customers, sum: 1 }))
  const sum = { name: 'sum', type: 'money', label: '' } as const
  const columns = [label, customers, sum]
  test('without a count hides nothing', () => {
    expect(asked({ columns: [label, sum] }, rows(1))).toMatchObject({ guarded: false, hidden: [new Set()] })
  })
  test('is withheld where fewer than five stand in it, or nothing of it may be shown', () => {
    expect(asked({ columns }, rows(2, 2))).toBeNull()
    expect(asked({ columns }, rows(3, 3))).toBeNull()
    expect(asked({ columns }, rows(3, 3, 0))).toBeNull()
    expect(gone({ columns }, rows(8, 9))).toEqual(['', ''])
  })
  test('a count that is not known is nobody, who need not be hidden', () => {
    const some = [{ group: 'g0', customers: null, sum: 1 }, { group: 'g1', sum: 1 }, ...rows(9, 20)]
    expect(gone({ columns }, some)).toEqual(['', '', '', ''])
  })
  test('that is withheld because hardly anybody stands in it hides nothing in others', () => {
    const keys: HiddenKeys = new Map()
    expect(asked({ columns }, rows(2, 2), keys)).toBeNull()
    expect(keys.size).toBe(0)
  })
  test('a small group goes with all its figures and another; only where a large one goes too is that told', () => {
    const draft = asked({ columns }, rows(3, 9, 20))!
    expect(draft.hidden.map((names) => [...names].sort().join())).toEqual([
      'customers,sum',
      'customers,sum',
      '',
    ])
    expect(draft.guarded).toBe(true)
    expect(asked({ columns }, rows(4, 4, 20))).toMatchObject({ guarded: false })
    expect(asked({ columns }, rows(8, 9, 20))).toMatchObject({ guarded: false })
  })
  test('what one table hides is hidden in the next, unless they are periods', () => {
    const keys: HiddenKeys = new Map()
    expect(gone({ columns }, rows(3, 9, 20), keys)).toEqual(['customers,sum', 'customers,sum', ''])
    expect([...keys.get('group')!]).toEqual(['g0', 'g1'])
    expect(gone({ columns }, rows(30, 40, 50), keys)).toEqual(['customers,sum', 'customers,sum', ''])
    const period: HiddenKeys = new Map()
    const start = { ...label, type: 'month', name: 'group' } as const
    gone(
      { columns: [start, customers, sum] },
      [3, 9, 20].map((customers, at) => ({ group: `2024-0${at + 1}-01`, customers, sum: 1 })),
      period,
    )
    expect(period.size).toBe(0)
  })
  test('values of a dimension that the reader chose are remembered as its own', () => {
    const keys: HiddenKeys = new Map()
    const chosen = { ...label, words: '@rows' } as const
    gone({ columns: [chosen, customers] }, rows(3, 9, 20), keys, { rows: 'region' })
    expect([...keys.keys()]).toEqual(['region'])
  })
  test('a median of few and a change from few are hidden by themselves', () => {
    const median = { name: 'median', type: 'money', label: '', least: 10 } as const
    const change = { name: 'change', type: 'count', label: '', change: true } as const
    const given = [9, 10, 30].map((customers, at) => ({
      group: `g${at}`,
      customers,
      median: 3,
      change: [5, 0, 26][at]!,
    }))
    expect(gone({ columns: [label, customers, median, change] }, given)).toEqual([
      'change,median',
      '',
      'change',
    ])
  })
  test('a count beside the others is guarded by itself', () => {
    const alone = { name: 'open', type: 'count', label: '', alone: true } as const
    const given = [20, 30, 40].map((customers, at) => ({ group: `g${at}`, customers, open: [2, 8, 19][at]! }))
    expect(gone({ columns: [label, customers, alone] }, given)).toEqual(['open', 'open', ''])
  })
  test('a hidden period does not come back as what a later one is compared with', () => {
    const before = { name: 'year_before', type: 'money', label: '', before: 'year' } as const
    const change = { name: 'change', type: 'share', before: 'period', leaves: true } as const
    const start = { name: 'start', type: 'month', label: '' } as const
    const given = ['2023-01-01', '2023-02-01', '2023-03-01', '2024-01-01', '2024-02-01', '2024-03-01'].map(
      (start, at) => ({
        ...{ start, customers: at ? 50 + at : 3, year_before: 7, change: 0.1 },
      }),
    )
    const hidden = gone({ columns: [start, customers, before], hidden: [change] }, given)
    expect(hidden).toEqual([
      'change,customers,year_before',
      'change,customers,year_before',
      'change',
      'year_before',
      'year_before',
      '',
    ])
    const weeks = ['2023-01-02', '2023-01-09', '2023-01-16', '2024-01-01', '2024-01-08', '2024-01-15'].map(
      (start, at) => ({
        ...{ start, customers: at ? 50 + at : 3, year_before: 7 },
      }),
    )
    expect(
      gone({ columns: [start, customers, before] }, weeks, new Map(), { grain: 'week' }).slice(3),
    ).toEqual(['year_before', 'year_before', ''])
  })
  test('of two groups a line goes as a whole where its sum is small', () => {
    const side = { ...label, name: 'side' } as const
    const cells = [
      [20, 30, 40],
      [1, 2, 1],
      [25, 35, 45],
    ].flatMap((line, row) => line.map((customers, at) => ({ group: `g${row}`, side: `s${at}`, customers })))
    const hidden = gone({ columns: [label, side, customers] }, cells)
    expect(hidden.slice(3, 6)).toEqual(['customers', 'customers', 'customers'])
    // Its sum would follow from the total: another line goes with it, and the third stays.
    expect(hidden.slice(0, 3)).toEqual(['customers', 'customers', 'customers'])
    expect(hidden.slice(6)).toEqual(['', '', ''])
  })
})
