/** A value as it comes out of the engine: dates are `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS`, null is "no answer". */
export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>
