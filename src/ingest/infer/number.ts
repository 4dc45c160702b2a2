import type { Inference } from '../infer'
import { isNumber, isPlainNumber, parseNumber } from '../value/number'

/** The decimal mark is decided over all cells of the sample. */
export function inferNumber(present: string[], chosen?: '.' | ','): Omit<Inference, 'type'> {
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
  const read = present.filter((cell) => isNumber(cell) && parseNumber(cell, decimal) !== null).length
  const comma = decimal === ',' && present.every((cell) => /^[-+]?\d*(,\d+)?$/.test(cell))
  const unlike = present.find((cell) => !isPlainNumber(cell) && parseNumber(cell, decimal) !== null)
  const example = unlike?.trim().slice(0, 40)
  return {
    reading: { as: 'number', decimal, plain: comma || (decimal === '.' && plain >= 0.98 * of) },
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

/** A comma followed by other than three digits, or last after dots, is a decimal comma; a point the other way round. */
function decimalMarks(cells: string[]): { comma: number; point: number } {
  const digit = (cell: string) => cell.replace(/[^\d.,]+$/, '')
  const comma = cells.filter((c) => /\d,\d{1,2}$|\d,\d{4,}$|\.\d{3},\d+$/.test(digit(c))).length
  const point = cells.filter((c) => /\d\.\d{1,2}$|\d\.\d{4,}$|,\d{3}\.\d+$/.test(digit(c))).length
  return { comma, point }
}
