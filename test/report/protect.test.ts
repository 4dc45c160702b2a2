import { describe, expect, test } from 'vitest'
import { protect, type Guarded } from '../../src/report/protect'
import { seeded } from '../../src/stats/random'

const small = (count: number): boolean => count > 0 && count < 5
const table = (counts: number[][]): Guarded[] =>
  counts.flatMap((line, row) =>
    line.map((count, column) => ({
      row: `r${row}`,
      column: counts.length > 1 ? `c${column}` : '',
      counts: [count],
      hidden: small(count),
    })),
  )
/** The table as it is shown: `–` for what is hidden. */
const shown = (counts: number[][], cells = table(counts)): string[] => {
  const hidden = protect(cells)
  const width = counts[0]!.length
  return counts.map((line, row) =>
    line.map((count, at) => (hidden[row * width + at] ? '–' : count)).join(' '),
  )
}

describe('what is hidden beside a small count', () => {
  test('nothing, where nothing is small', () => {
    expect(shown([[5, 0, 90]])).toEqual(['5 0 90'])
  })
  test('in a list the smallest other, and no further one where both hold five together', () => {
    expect(shown([[3, 40, 20, 90]])).toEqual(['– 40 – 90'])
    // 1 and 2 could not be told from their sum, but the sum of 3 is small itself.
    expect(shown([[1, 2, 40, 20]])).toEqual(['– – 40 –'])
    expect(shown([[4, 4, 40, 20]])).toEqual(['– – 40 20'])
  })
  test('never a zero: nobody is behind it', () => {
    expect(shown([[3, 0, 20]])).toEqual(['– 0 –'])
  })
  test('in a table the corners of the rectangle that hides fewest', () => {
    expect(
      shown([
        [2, 60, 30],
        [50, 70, 40],
        [20, 80, 10],
      ]),
    ).toEqual(['– 60 –', '50 70 40', '– 80 –'])
  })
  test('no rectangle stands on a cell of nobody', () => {
    expect(
      shown([
        [2, 60, 30],
        [50, 70, 40],
        [20, 80, 0],
      ]),
    ).toEqual(['– 60 –', '– 70 –', '20 80 0'])
  })
  test('a cell that is hidden for another reason is the first to help', () => {
    const cells = table([[3, 40, 20]])
    cells[1]!.hidden = true
    expect(protect(cells)).toEqual([true, true, false])
  })
  test('of two measures each is judged by itself', () => {
    const cells = (orders: number[]): Guarded[] =>
      [8, 20, 40].map((customers, at) => ({
        ...{ row: '', column: '', counts: [customers, orders[at]!], hidden: small(orders[at]!) },
      }))
    expect(protect(cells([9, 30, 50]))).toEqual([false, false, false])
    expect(protect(cells([3, 30, 50]))).toEqual([true, true, false])
  })
  test('the rectangle is one of four corners: what lies in neither its row nor its column is none', () => {
    // By the second column and row 30 + 20 + 40 are hidden; by the third 50 + 60 + 10; by others more.
    expect(
      shown([
        [2, 30, 50],
        [20, 40, 99],
        [60, 99, 10],
      ]),
    ).toEqual(['– – 50', '– – 99', '60 99 10'])
  })
  test('of a line whose hidden cells hold fewer than five together one more of that line, not a smaller one elsewhere', () => {
    expect(
      shown([
        [2, 2, 40],
        [2, 2, 50],
        [30, 20, 6],
      ]),
    ).toEqual(['– – –', '– – –', '– – 6'])
  })
  test('nothing more for a line of which nothing is shown but zeros: no other cell can help it', () => {
    expect(
      shown([
        [2, 2, 0],
        [30, 40, 50],
        [60, 70, 80],
      ]),
    ).toEqual(['– – 0', '– – 50', '60 70 80'])
  })
  test('no further one where two tables fit already, one more here and one less there', () => {
    // 1 2 | 5 1 and 2 1 | 4 2 have the same margins.
    expect(
      shown([
        [1, 2, 6],
        [5, 1, 6],
      ]),
    ).toEqual(['– – –', '– – 6'])
  })
  test('everything, where that does not suffice', () => {
    expect(shown([[1, 1]])).toEqual(['– –'])
  })
})

/** All tables of small counts with the margins of this one, in which what is shown is what it is. */
function fitting(counts: number[][], hidden: boolean[]): number[][] {
  const width = counts[0]!.length
  const flat = counts.flat()
  const sums = (cells: number[]) => [
    ...counts.map((_, row) => cells.slice(row * width, (row + 1) * width).reduce((a, b) => a + b)),
    ...counts[0]!.map((_, at) => cells.filter((_, i) => i % width === at).reduce((a, b) => a + b)),
  ]
  const wanted = sums(flat).join()
  const most = Math.max(...sums(flat))
  const open = flat.flatMap((_, at) => (hidden[at] ? [at] : []))
  const found: number[][] = []
  const fill = (cells: number[], from: number): void => {
    const at = open[from]
    if (at === undefined) {
      if (sums(cells).join() === wanted) found.push(cells)
      return
    }
    const row = Math.floor(at / width)
    const left = cells
      .slice(row * width, (row + 1) * width)
      .reduce((sum, value, i) => sum - (open.indexOf(row * width + i) >= from ? 0 : value), sums(flat)[row]!)
    for (let value = 1; value <= Math.min(most, left); value++)
      fill(
        cells.map((other, i) => (i === at ? value : other)),
        from + 1,
      )
  }
  fill(flat, 0)
  return found
}

test('no hidden small count can be worked out from all margins: every table that fits is looked at', () => {
  const next = seeded(7)
  let hiddenOnes = 0
  for (let round = 0; round < 150; round++) {
    const counts = Array.from({ length: 2 }, () =>
      Array.from({ length: 3 }, () => [0, 1, 2, 3, 4, 6, 7, 9][Math.floor(next() * 8)]!),
    )
    const hidden = protect(table(counts))
    const flat = counts.flat()
    if (!hidden.some(Boolean) || flat.every((count, at) => hidden[at] || !count)) continue
    hiddenOnes++
    const tables = fitting(counts, hidden)
    flat.forEach((count, at) => {
      if (small(count)) expect(hidden[at], JSON.stringify(counts)).toBe(true)
      if (!count) expect(hidden[at], JSON.stringify(counts)).toBe(false)
      if (hidden[at] && small(count))
        expect(
          new Set(tables.map((cells) => cells[at])).size,
          JSON.stringify([counts, hidden]),
        ).toBeGreaterThan(1)
    })
  }
  expect(hiddenOnes).toBeGreaterThan(30)
})
