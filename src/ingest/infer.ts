import type { FieldType } from '../model/entities'
import {
  DATE_FORMATS,
  isBoolean,
  isMissing,
  isNumber,
  isPlainNumber,
  isRoc,
  parseDate,
  parseNumber,
  ROC,
  type Reading,
} from './value'

export interface Inference {
  reading: Reading
  /** DuckDB type of the column. */
  type: string
  /** Share of the sample's cells that the reading understands, 0…1. */
  fit: number
}

const STORAGE: Record<FieldType, string> = {
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

const share = (cells: string[], test: (cell: string) => boolean): number =>
  cells.length ? cells.filter(test).length / cells.length : 1

/** How to read a column as the field's type, from the cells of the sample. */
export function inferAs(cells: string[], type: FieldType): Inference {
  const present = cells.filter((cell) => !isMissing(cell))
  switch (type) {
    case 'id':
    case 'text':
      return { reading: { as: 'text' }, type: STORAGE[type], fit: 1 }
    case 'boolean':
      return { reading: { as: 'boolean' }, type: STORAGE[type], fit: share(present, isBoolean) }
    case 'date':
    case 'datetime':
      return inferDate(present)
    default:
      return { ...inferNumber(present), type: STORAGE[type] }
  }
}

/** How to read a column that the model has no field for: a number or a date only where every cell is one. */
export function inferAttribute(cells: string[]): Inference {
  const present = cells.filter((cell) => !isMissing(cell))
  const text: Inference = { reading: { as: 'text' }, type: 'VARCHAR', fit: 1 }
  if (!present.length) return text
  const date = inferDate(present)
  if (date.fit === 1 && date.reading.as === 'date' && date.reading.format !== '%Y%m%d') return date
  const identifier = present.some((cell) => /^0\d/.test(cell) || cell.replace(/\D/g, '').length > 9)
  const number = inferNumber(present)
  if (number.fit === 1 && !identifier && number.reading.as === 'number' && number.reading.plain)
    return { ...number, type: 'DOUBLE' }
  return text
}

function inferNumber(present: string[]): Omit<Inference, 'type'> {
  const plain = share(present, isPlainNumber)
  if (plain === 1) return { reading: { as: 'number', decimal: '.', plain: true }, fit: 1 }
  const decimal = decimalMark(present)
  const fit = share(present, (cell) => isNumber(cell) && parseNumber(cell, decimal) !== null)
  const comma = decimal === ',' && present.every((cell) => /^[-+]?\d*(,\d+)?$/.test(cell))
  return { reading: { as: 'number', decimal, plain: comma || (decimal === '.' && plain >= 0.98) }, fit }
}

/** Decimal comma where a comma is followed by other than three digits, or stands last after dots. */
function decimalMark(cells: string[]): '.' | ',' {
  const comma = cells.filter((c) => /\d,\d{1,2}$|\d,\d{4,}$|\.\d{3},\d+$/.test(c)).length
  const point = cells.filter((c) => /\d\.\d{1,2}$|\d\.\d{4,}$|,\d{3}\.\d+$/.test(c)).length
  return comma > point ? ',' : '.'
}

function inferDate(present: string[]): Inference {
  let best: { format: string; time: boolean; fit: number } = { format: '', time: false, fit: 0 }
  for (const { format, pattern, time } of DATE_FORMATS) {
    const cells = present.filter((cell) => pattern.test(cell.trim()))
    if (!cells.length) continue
    const decided = format.startsWith('%d') ? dayOrMonthFirst(format, cells) : format
    const fit = cells.filter((cell) => parseDate(cell, decided) !== null).length / present.length
    if (fit > best.fit) best = { format: decided, time, fit }
  }
  const roc = share(present, isRoc)
  if (present.length && roc > best.fit) best = { format: ROC, time: false, fit: roc }
  const type = best.time ? 'TIMESTAMP' : 'DATE'
  return { reading: { as: 'date', format: best.format || '%Y-%m-%d', time: best.time }, type, fit: best.fit }
}

/** Over the whole column: a first part above 12 means day first, a second part above 12 month first. */
function dayOrMonthFirst(format: string, cells: string[]): string {
  let [first, second] = [0, 0]
  for (const cell of cells) {
    const [a = 0, b = 0] = cell.match(/\d+/g)?.map(Number) ?? []
    if (a > 12) first++
    if (b > 12) second++
  }
  return second > first ? format.replace('%d', '%_').replace('%m', '%d').replace('%_', '%m') : format
}
