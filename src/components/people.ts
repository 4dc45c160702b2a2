import { isWords } from '../show/cell'
import type { Panel, PanelResult, Say } from '../analysis/panel'
import { headOf, wordOf } from '../analysis/words'
import type { SheetField } from '../analysis/sheet'
import type { Cell, Row } from '../model/row'
import { MASKS } from '../report/mask'

/** The rows of such a panel as a list to be saved, and the words of its heads and cells. */
export function peopleOf(panel: Panel, { rows, frame }: PanelResult, say: Say) {
  const of = new Map(panel.columns.map((column) => [column.name, column]))
  const columns = panel.columns.map(({ name, type }): SheetField => ({
    name,
    type: type === 'tier' || type === 'index' || type === 'month' ? 'text' : type,
    kind: 'fact',
    known: rows.length,
  }))
  // What a file said in words of its own, but for what a mask is known of, may say who somebody is.
  const free = panel.columns.filter(
    (column) => isWords(column) && column.disclosure === 'text' && !MASKS[column.name] && !column.words,
  )
  return {
    list: {
      shown: { value: rows },
      telling: () => Promise.resolve({ free: new Set(free.map(({ name }) => name)) }),
      columns: { value: columns },
      async *pieces(): AsyncGenerator<{ rows: Row[]; numbers: number[] }> {
        yield await Promise.resolve({ rows, numbers: rows.map(({ key }) => Number(key)) })
      },
    },
    head: (name: string): string => headOf(of.get(name)!, frame, say),
    word: (name: string, value: Cell): Cell =>
      typeof value === 'string' ? wordOf(of.get(name)!, value, frame, say) : value,
  }
}
