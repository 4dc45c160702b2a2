import type { Inference } from '../infer'
import { isNumber, isPlainNumber, parseNumber } from '../value/number'

type Mark = '.' | ','

/** The decimal mark is decided over all cells of the sample. */
export function inferNumber(present: string[], chosen?: Mark): Omit<Inference, 'type'> {
  const of = present.length
  const plain = present.filter(isPlainNumber).length
  if (plain === of && chosen !== ',')
    return {
      reading: { as: 'number', decimal: '.', plain: true },
      fit: 1,
      why: { key: chosen ? 'chosen' : 'plain', count: plain, of },
    }
  const marks = decimalMarks(present)
  const decimal = chosen ?? (marks.comma > marks.point ? ',' : '.')
  const reads = (cell: string, either: boolean) =>
    isNumber(cell) && parseNumber(cell, decimal, { either }) !== null
  // Cells of both kinds in one column: each is read by its own marks.
  const either = !chosen && marks.comma > 0 && marks.point > 0
  const read = present.filter((cell) => reads(cell, either)).length
  const comma = decimal === ',' && present.every((cell) => /^[-+]?\d*(,\d+)?$/.test(cell))
  const unlike = present.find((cell) => !isPlainNumber(cell) && parseNumber(cell, decimal) !== null)
  const example = unlike?.trim().slice(0, 40)
  const assumed = !chosen && marks.comma + marks.point === 0 && areThousandths(present, ',')
  return {
    reading: {
      as: 'number',
      decimal,
      plain: !assumed && !either && (comma || (decimal === '.' && plain >= 0.98 * of)),
      ...(either ? { either } : {}),
      ...(assumed ? { assumed } : {}),
    },
    fit: of ? read / of : 1,
    why: chosen
      ? { key: 'chosen' }
      : decimal === ','
        ? { key: 'comma', count: marks.comma, of, ...(example ? { example } : {}) }
        : example
          ? { key: marks.point ? 'point' : 'signs', count: marks.point, of, example }
          : { key: 'plain', count: plain, of },
  }
}

/** Every cell that is not 0 has one mark, and three digits after it: 1,234 may be a thousand or one and a bit. */
export function areThousandths(cells: string[], mark: Mark): boolean {
  const m = mark === '.' ? '\\.' : mark
  const one = new RegExp(`^[^\\d.,]*[1-9]\\d{0,2}${m}\\d{3}[^\\d.,]*$`)
  const some = cells.filter((cell) => !/^[-+]?0*$/.test(cell.trim()))
  return some.length > 0 && some.every((cell) => one.test(cell))
}

/** A comma followed by other than three digits, or last after dots, is a decimal comma; a point the other way round. */
function decimalMarks(cells: string[]): { comma: number; point: number } {
  const digits = cells.filter((cell) => /[.,]/.test(cell)).map((cell) => cell.replace(/[^\d.,]+$/, ''))
  const comma = digits.filter((text) => /\d,\d{1,2}$|\d,\d{4,}$|\.\d{3},\d+$/.test(text)).length
  const point = digits.filter((text) => /\d\.\d{1,2}$|\d\.\d{4,}$|,\d{3}\.\d+$/.test(text)).length
  return { comma, point }
}
