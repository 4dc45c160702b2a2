import type { SheetField } from '../analysis/sheet'
import type { Cell, Row } from '../model/row'
import { MASKS } from './mask'

/** `masked`: customers by their number and what hides who they are; `full`: as the files say it. */
export type Level = 'masked' | 'full'

/** They are somebody's whole name, or as good as that. */
const IDS = new Set(['customer_id', 'master_id'])

/** Columns of a list of customers that this level shows; `free` are those that may name somebody, if no mask hides it. */
export const columnsFor = (fields: SheetField[], level: Level, free: ReadonlySet<string>): SheetField[] =>
  level === 'full'
    ? fields
    : fields.filter(({ name }) => !IDS.has(name) && (!free.has(name) || name in MASKS))

/** One customer as cells of a file: figures and days stay what they are, and of e-mail addresses the `domains` of many. */
export const listCells = (
  fields: SheetField[],
  row: Row,
  level: Level,
  word: Word,
  domains?: ReadonlySet<string>,
): Cell[] =>
  fields.map((field) => {
    const value = row[field.name] ?? null
    const mask = level === 'masked' && MASKS[field.name]
    if (mask) return value === null ? null : mask(String(value), domains)
    if (field.type === 'date' && typeof value === 'string') return value.slice(0, 10)
    return typeof value === 'number' ? value : word(field.name, value)
  })

/** A word or a yes or no in the reader's language. */
export type Word = (field: string, value: Cell) => Cell
