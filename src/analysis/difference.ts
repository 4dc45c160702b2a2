import type { Row } from '../model/row'
import { OTHERS } from './dimension'
import type { Say } from './panel'

/** Beside an index: beyond chance above or below 100. */
export const MARK: Record<string, string> = { up: ' ▲', down: ' ▼' }

/** The cell that differs most, of those that differ by more than chance; those above the base first. Null: none does. */
export function strongest(rows: Row[]): Row | null {
  const told = rows.filter(
    (row) => row.difference != null && row.row_value !== OTHERS && row.column_value !== OTHERS,
  )
  const up = told.filter((row) => row.difference === 'up')
  const most = (a: Row, b: Row): Row => (Number(b.index) > Number(a.index) ? b : a)
  const least = (a: Row, b: Row): Row => (Number(b.index) < Number(a.index) ? b : a)
  return up.length ? up.reduce(most) : told.length ? told.reduce(least) : null
}

/** An index as "times the average", with as many digits as tell it from once. */
export const timesOf = (row: Row, say: Say): string => {
  const index = Number(row.index)
  return say.number(index / 100, Math.abs(index - 100) < 10 ? (Math.abs(index - 100) < 1 ? 3 : 2) : 1)
}
