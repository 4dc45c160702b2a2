import type { FieldType } from '../model/entities'
import { inferDate } from './infer/date'
import { inferNumber } from './infer/number'
import type { Reading } from './value'
import { isDestroyed, isFloat } from './value/text'
import { areCodes, isMissing, parseBoolean } from './value/words'

/** Why a column is read as it is: a message key (`data.why.<key>`), how many of how many cells say so, one of them. */
export interface Why {
  key: string
  count?: number
  of?: number
  example?: string
}
export interface Inference {
  reading: Reading
  /** DuckDB type of the column. */
  type: string
  /** Share of the sample's cells that the reading understands, 0…1. */
  fit: number
  why: Why
}
/** What the user says of a column, as far as its field leaves a choice. */
export interface TypeChoice {
  as: Reading['as']
  /** Of dates: a format as `Reading` has it; after bars those of the cells that it does not read. */
  format?: string
  /** Of dates: the zone in which times are told whose cells name zones. */
  zone?: string
  /** Of dates: the last day that days without a year can be. */
  upto?: string
  decimal?: '.' | ','
  /** Of numbers: what they are multiplied by, whatever unit the heading names. */
  scale?: number
}
/** In place of a zone: times stand as their cells write them. */
export const WRITTEN = 'written'

/** What a field's values are kept as in the engine. */
export const SQL_TYPE: Record<FieldType, string> = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  money: 'DECIMAL(18, 4)',
  quantity: 'DECIMAL(18, 3)',
  number: 'DOUBLE',
  share: 'DOUBLE',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  boolean: 'BOOLEAN',
}
/** What a field's values can be read as. */
export const formOf = (type: FieldType): Reading['as'] =>
  type === 'id' || type === 'text'
    ? 'text'
    : type === 'date' || type === 'datetime'
      ? 'date'
      : type === 'boolean'
        ? 'boolean'
        : 'number'

/** Cells that say something. */
export const presentOf = (cells: string[]): string[] => cells.filter((cell) => !isMissing(cell))

/** How to read a column as the field's type, from the cells of the sample. */
export function inferAs(
  cells: string[],
  type: FieldType,
  choice?: TypeChoice,
  present = presentOf(cells),
): Inference {
  switch (formOf(type)) {
    case 'text':
      return { ...(type === 'id' ? inferId(present) : inferText(cells)), type: SQL_TYPE[type], fit: 1 }
    case 'boolean': {
      const said = present.length ? present : cells.filter((cell) => parseBoolean(cell) !== null)
      const read = said.filter((cell) => parseBoolean(cell) !== null).length
      return {
        reading: { as: 'boolean' },
        type: SQL_TYPE[type],
        fit: said.length ? read / said.length : 1,
        why: { key: 'words', count: read, of: said.length },
      }
    }
    case 'date':
      return inferDate(present, { numbers: true, format: choice?.format })
    default:
      return { ...inferNumber(present, choice?.decimal), type: SQL_TYPE[type] }
  }
}

/** How to read a column that the model has no field for: a number or a date only where every cell is one. */
export function inferAttribute(cells: string[], choice?: TypeChoice, present = presentOf(cells)): Inference {
  const text = (): Inference => ({ ...inferText(cells), type: 'VARCHAR', fit: 1 })
  if (choice)
    switch (choice.as) {
      case 'number':
        return { ...inferNumber(present, choice.decimal), type: 'DOUBLE' }
      case 'date':
        return inferDate(present, { numbers: true, format: choice.format })
      case 'boolean':
        return inferAs(cells, 'boolean')
      default:
        return { ...text(), why: { key: 'chosen' } }
    }
  if (!present.length) return { ...text(), why: { key: 'empty' } }
  const date = inferDate(present, { numbers: false })
  if (date.fit === 1) return date
  const identifier = present.find((cell) => /^0\d/.test(cell) || cell.replace(/\D/g, '').length > 9)
  const number = inferNumber(present)
  if (number.fit !== 1 || number.reading.as !== 'number' || !number.reading.plain) return text()
  if (identifier) return { ...text(), why: { key: 'identifier', example: identifier.slice(0, 40) } }
  return { ...number, type: 'DOUBLE' }
}

function inferText(cells: string[]): Pick<Inference, 'reading' | 'why'> {
  if (areCodes(cells)) return { reading: { as: 'text', codes: true }, why: { key: 'codes' } }
  const example = cells
    .find((cell) => !isMissing(cell))
    ?.trim()
    .slice(0, 40)
  return { reading: { as: 'text' }, why: { key: 'text', ...(example ? { example } : {}) } }
}

/** Ids are never numbers; only what programs and spreadsheets did to them is undone, or owned up to. */
function inferId(present: string[]): Pick<Inference, 'reading' | 'why'> {
  const floats = present.length > 0 && present.every(isFloat)
  const destroyed = present.filter(isDestroyed)
  if (floats)
    return { reading: { as: 'id', floats }, why: { key: 'floats', example: present[0]!.slice(0, 40) } }
  if (destroyed.length)
    return {
      reading: { as: 'id', floats: false },
      why: {
        key: 'destroyed',
        count: destroyed.length,
        of: present.length,
        example: destroyed[0]!.slice(0, 40),
      },
    }
  return { reading: { as: 'text' }, why: { key: 'id' } }
}
