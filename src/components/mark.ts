import { isNamed, OTHERS } from '../analysis/dimension'
import type { Panel, PanelResult } from '../analysis/panel'
import type { Row } from '../model/row'
import { isFilterField } from '../model/filter'
import type { Mark } from './query'

/** The row behind a clicked mark; charts name it by position, key, row of a matrix or first day. */
function rowOf(panel: Panel, rows: Row[], datum: Record<string, unknown>): Row | undefined {
  const at = datum.at ?? datum.row
  if (typeof at === 'number') return rows[at]
  const key = datum.key ?? datum.start ?? at
  const name = panel.columns[0]?.name
  return key === undefined || !name ? undefined : rows.find((row) => row[name] === key)
}

/** What a click on a mark chooses; nothing where it is no filter. */
export function marksOf(panel: Panel, { rows, frame }: PanelResult, datum: unknown): Mark[] {
  if (!panel.select || typeof datum !== 'object' || datum === null) return []
  const given = datum as Record<string, unknown>
  const { rows: rowField, columns: columnField } = frame.controls
  const row = rowOf(panel, rows, given)
  const marks: (Mark | null)[] =
    rowField && columnField
      ? [
          { field: rowField, value: String(given.row ?? '') },
          { field: columnField, value: String(given.column ?? '') },
        ]
      : [row ? panel.select(row, frame) : null]
  return marks.filter(
    (mark): mark is Mark => !!mark && isFilterField(mark.field) && !!mark.value && isNamed(mark.value),
  )
}

/** Keys of the largest rows of a heat map, by customers. */
export function largest(rows: Row[], most: number): Set<string> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const key = String(row.row_value)
    if (key !== OTHERS) sums.set(key, (sums.get(key) ?? 0) + Number(row.customers))
  }
  const keys = [...sums].sort((a, b) => b[1] - a[1]).slice(0, most)
  // With all of them kept, the rest may stay too.
  return new Set([...keys.map(([key]) => key), ...(sums.size <= most ? [OTHERS] : [])])
}
