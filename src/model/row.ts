/** A value as it comes out of the engine: dates are `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS`, null is "no answer". */
export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>

/** Sum of a column; null counts as nothing. */
export const sumOf = (rows: Row[], name: string): number =>
  rows.reduce((total, row) => total + Number(row[name] ?? 0), 0)

/** A cell as a number, null where there is no answer. */
export const numberOrNull = (cell: Cell | undefined): number | null => (cell == null ? null : Number(cell))
