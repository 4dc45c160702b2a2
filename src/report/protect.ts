/**
 * A table of counts whose margins the reader knows. `row` and `column` say which margins a cell belongs to; a plain
 * list with a published total is a table of one row and one column, all cells in the same place.
 */
export interface Guarded {
  row: string
  column: string
  /** One count per measure (customers, orders …); a measure is published or hidden with its cell as a whole. */
  counts: number[]
  /** Hidden already, because of what it holds or because another table of the file hides it. */
  hidden: boolean
}

/** Smallest count that may be shown. Zero is shown: nobody is behind it. */
export const LEAST = 5
export const isSmall = (count: number): boolean => count > 0 && count < LEAST

/**
 * Which further cells must be hidden so that no hidden small count follows from the margins. Afterwards
 * - the hidden cells of each row and column hold together no count under 5, and
 * - every hidden small count could be another one: with all margins as they are, at least two tables fit.
 *
 * The reader is taken to know all margins, that the first measure is at least 1 wherever something is hidden (zeros
 * are shown) and the others at least 0. `repeated`: a customer may stand in several cells. If even hiding every cell does not
 * suffice, all come back hidden.
 */
export function protect(table: Guarded[], repeated = false): boolean[] {
  const cells = table.map((cell) => ({ ...cell }))
  const measures = cells[0]?.counts.length ?? 0
  for (;;) {
    const open = solvable(cells, measures)
    const line = open ? null : weakLine(cells, measures, repeated)
    if (!open && !line) break
    const add = (open && cover(cells, open)) ?? cheapest(cells, line ?? open!)
    if (!add.length) break
    for (const cell of add) cell.hidden = true
  }
  return cells.map((cell) => cell.hidden)
}

const weight = (cell: Guarded): number => (cell.hidden ? 0 : cell.counts[0]!)

/** The smallest cells to hide so that a solvable one has three others to play with: the corners of a rectangle. */
function cover(cells: Guarded[], open: Guarded): Guarded[] | null {
  const inhabited = cells.filter((cell) => cell !== open && cell.counts[0]! > 0)
  const beside = inhabited.filter((cell) => cell.row === open.row && cell.column !== open.column)
  const below = inhabited.filter((cell) => cell.column === open.column && cell.row !== open.row)
  let least: { cells: Guarded[]; weight: number } | null = null
  for (const side of beside)
    for (const end of below) {
      const corner = inhabited.find((cell) => cell.row === end.row && cell.column === side.column)
      if (!corner) continue
      const shown = [side, end, corner].filter((cell) => !cell.hidden)
      const sum = shown.reduce((total, cell) => total + weight(cell), 0)
      if (shown.length && (!least || sum < least.weight)) least = { cells: shown, weight: sum }
    }
  return least?.cells ?? null
}

/** The smallest cell that is still shown on the same line, else anywhere. */
function cheapest(cells: Guarded[], lines: { row?: string; column?: string }): Guarded[] {
  const shown = cells.filter((cell) => !cell.hidden && cell.counts.some((count) => count > 0))
  const near = shown.filter((cell) => cell.row === lines.row || cell.column === lines.column)
  const [first] = (near.length ? near : shown).sort((a, b) => weight(a) - weight(b))
  return first ? [first] : []
}

/** How many customers hidden cells are surely of: those who stand in several of them count once. */
const together = (counts: number[], repeated: boolean): number =>
  repeated ? Math.max(0, ...counts) : counts.reduce((sum, count) => sum + count, 0)

/** A line whose hidden cells together are fewer than may be shown: its margin less the shown cells says so. */
function weakLine(
  cells: Guarded[],
  measures: number,
  repeated: boolean,
): { row?: string; column?: string } | null {
  for (const side of ['row', 'column'] as const) {
    const lines = new Map<string, Guarded[]>()
    for (const cell of cells) {
      const line = lines.get(cell[side])
      if (line) line.push(cell)
      else lines.set(cell[side], [cell])
    }
    for (const [name, line] of lines) {
      if (line.every((cell) => cell.hidden || cell.counts[0] === 0)) continue
      const hidden = line.filter((cell) => cell.hidden)
      for (let measure = 0; measure < measures; measure++)
        if (
          isSmall(
            together(
              hidden.map(({ counts }) => counts[measure]!),
              repeated,
            ),
          )
        )
          return { [side]: name }
    }
  }
  return null
}

/** A hidden small count that only one value fits. */
function solvable(cells: Guarded[], measures: number): Guarded | null {
  const hidden = cells.filter((cell) => cell.hidden)
  for (let measure = 0; measure < measures; measure++) {
    const least = measure === 0 ? 1 : 0
    for (const cell of hidden)
      if (
        isSmall(cell.counts[measure]!) &&
        !canMove(cell, hidden, measure, least, 'up') &&
        !canMove(cell, hidden, measure, least, 'down')
      )
        return cell
  }
  return null
}

/**
 * Whether a hidden cell can be one more (one less) while other hidden cells make up for it in every row and column:
 * a search along rows and columns, giving and taking one in turn.
 */
function canMove(
  start: Guarded,
  hidden: Guarded[],
  measure: number,
  least: number,
  way: 'up' | 'down',
): boolean {
  const canGive = (cell: Guarded) => cell.counts[measure]! > least
  if (way === 'down' && !canGive(start)) return false
  // In the row the others answer to the change, in the column they answer to the answer.
  const answers = way === 'up' ? canGive : () => true
  const follows = way === 'up' ? () => true : canGive
  const rows = [start.row]
  const seenRows = new Set(rows)
  const seenColumns = new Set<string>()
  for (let row = rows.pop(); row !== undefined; row = rows.pop())
    for (const cell of hidden) {
      if (cell === start || cell.row !== row || seenColumns.has(cell.column) || !answers(cell)) continue
      if (cell.column === start.column) return true
      seenColumns.add(cell.column)
      for (const next of hidden)
        if (next !== start && next.column === cell.column && !seenRows.has(next.row) && follows(next)) {
          seenRows.add(next.row)
          rows.push(next.row)
        }
    }
  return false
}
