import * as v from 'valibot'
import type { Table } from './book'

const Figures = v.array(v.tuple([v.string(), v.number()]))
const Names = v.array(v.string())
/** A table as it is kept; its labels are in the keys. */
const Told = v.strictObject({
  version: v.literal(1),
  dimensions: Names,
  filter: v.array(v.tuple([v.string(), v.string()])),
  present: v.boolean(),
  closed: v.boolean(),
  cells: v.array(
    v.strictObject({ key: v.string(), size: v.number(), figures: Figures, hidden: Names, dominated: Names }),
  ),
})
const Key = v.array(v.tuple([v.string(), v.nullable(v.string())]))

/** What a file said in one table, to be kept for files that come after it. */
export const formatTold = ({ dimensions, filter, present, past, cells }: Table): string =>
  JSON.stringify({
    ...{ version: 1, dimensions, filter, present, closed: past?.closed ?? false },
    cells: cells.map(({ key, size, figures, hidden, dominated }) => ({
      ...{ key, size, figures: [...figures] },
      ...{ hidden: [...hidden], dominated: [...dominated] },
    })),
  } satisfies v.InferOutput<typeof Told>)

/** The same as it was before it was kept; null where it is none that this version reads. */
export function parseTold(text: string): Table | null {
  try {
    const { dimensions, filter, present, closed, cells } = v.parse(Told, JSON.parse(text))
    return {
      ...{ at: -1, dimensions, filter, present, past: { closed } },
      cells: cells.map(({ key, size, figures, hidden, dominated }) => ({
        ...{ key, size, rows: [], figures: new Map(figures) },
        ...{ hidden: new Set(hidden), dominated: new Set(dominated) },
        labels: new Map(v.parse(Key, JSON.parse(key)).filter(([dimension]) => dimension)),
      })),
    }
  } catch {
    return null
  }
}
