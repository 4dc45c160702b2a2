import { isSubtotal, isTotal } from './kind'
import type { Shape } from './shape'

/** Groups of a report: fewer may be chance. */
const [WITH_TOTALS, WITHOUT] = [2, 3]
/** Where dates begin anew: at most of the groups. */
const MOST = 0.6

/**
 * Leading columns that say something on the first row of each group only, as a report writes them: a blank below means the
 * name above. It takes evidence, for a sale may have no buyer: each name stands below the subtotal of the group before, the
 * subtotals say the names, or no name comes twice and the dates run within each group and begin anew with the next.
 */
export function groupColumns(records: string[][], shapes: Shape[]): number[] {
  const found: number[] = []
  const rows: { cells: string[]; afterTotal: boolean }[] = []
  const sums: { after: number; words: string }[] = []
  let afterTotal = false
  for (const cells of records) {
    const isSum = isSubtotal(cells, shapes)
    const total = isSum || isTotal(cells)
    if (!total) rows.push({ cells, afterTotal })
    else if (isSum && !isTotal(cells)) sums.push({ after: rows.length, words: cells.join(' ') })
    afterTotal = total
  }
  const says = (column: number) => rows.map(({ cells }) => (cells[column] ?? '').trim())
  for (let column = 0; column < shapes.length - 1; column++) {
    const names = says(column)
    const starts = names.flatMap((name, i) => (name ? [i] : []))
    // A column without blanks ends what leads the rows.
    if (starts.length === rows.length || starts[0] !== 0 || !['text', 'code'].includes(shapes[column]!)) break
    const below = starts.slice(1)
    const said = sums.map(({ after, words }) => {
      const name = names[starts.findLast((i) => i < after) ?? -1]
      return !!name && words.includes(name)
    })
    const isNamed = said.length > 0 && said.every(Boolean)
    const totals = (isNamed || below.length + 1 >= WITH_TOTALS) && below.every((i) => rows[i]!.afterTotal)
    if (
      !totals &&
      !(
        column === 0 &&
        beginsAnew(
          names,
          starts,
          shapes.flatMap((s, c) => (s === 'date' ? [says(c)] : [])),
        )
      )
    )
      break
    found.push(column)
  }
  const first = found.length && rows.filter(({ afterTotal }) => afterTotal)
  // Rows below a subtotal that name nobody belong to no group that is known.
  return first && first.some(({ cells }) => found.every((column) => !(cells[column] ?? '').trim()))
    ? []
    : found
}

function beginsAnew(names: string[], starts: number[], dates: string[][]): boolean {
  const filled = starts.map((i) => names[i]!)
  if (starts.length < WITHOUT || new Set(filled).size < filled.length || filled.length * 2 > names.length)
    return false
  const isStart = new Set(starts)
  return dates.some((cells) => {
    const days = cells.map((cell) => cell.replace(/\d+/g, (digits) => digits.padStart(8, '0')))
    const steps = days.slice(1).map((day, i) => ({ start: isStart.has(i + 1), back: day < days[i]! }))
    const within = steps.filter(({ start }) => !start)
    const between = steps.filter(({ start }) => start)
    return (
      within.every(({ back }) => !back) && between.filter(({ back }) => back).length >= MOST * between.length
    )
  })
}

/** Writes what stands above into the blanks of these columns; a new name in one ends what the later ones hold. */
export class FillDown {
  private held: string[] = []
  constructor(private readonly columns: number[]) {}

  fill(cells: string[]): string[] {
    if (!this.columns.length) return cells
    const out = [...cells]
    for (const column of this.columns) {
      if ((out[column] ?? '').trim()) {
        this.held = this.held.slice(0, column)
        this.held[column] = out[column]!
      } else out[column] = this.held[column] ?? ''
    }
    return out
  }
}
