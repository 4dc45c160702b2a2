import type { Inference } from '../infer'
import { isNumber, isPlainNumber, isWhole, parseNumber } from '../value/number'
import { half } from '../value/wide'

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
  const affix = affixOf(present)
  const marks = decimalMarks(present)
  const whole =
    marks.comma + marks.point === 0 && present.every((cell) => /^0*$|^[-+]?\d+$/.test(cell) || isWhole(cell))
  const grouped = whole && present.some((cell) => /\d\.\d{3}(?!\d)/.test(cell)) ? ',' : '.'
  const decimal = chosen ?? (whole ? grouped : marks.comma > marks.point ? ',' : '.')
  const reads = (cell: string, either: boolean) =>
    (affix ? /\d/.test(cell) : isNumber(cell)) && parseNumber(cell, decimal, { either, affix }) !== null
  // Cells of both kinds in one column: each is read by its own marks.
  const either = !chosen && marks.comma > 0 && marks.point > 0
  const read = present.filter((cell) => reads(cell, either)).length
  const comma = decimal === ',' && present.every((cell) => /^[-+]?\d*(,\d+)?$/.test(cell))
  const unlike = present.find(
    (cell) => !isPlainNumber(cell) && parseNumber(cell, decimal, { affix }) !== null,
  )
  const example = unlike?.trim().slice(0, 40)
  const assumed = !chosen && !whole && marks.comma + marks.point === 0 && areThousandths(present, ',')
  return {
    reading: {
      as: 'number',
      decimal,
      plain: !assumed && !either && (comma || (decimal === '.' && plain >= 0.98 * of)),
      ...(either ? { either } : {}),
      ...(affix ? { affix } : {}),
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

/** Around digits: a short word or sign that says what is counted. */
const AROUND = /^[-+]? ?([^-+\d\s.,()%]{1,5}\.?)? ?[-+]?(\d[\d.,'’ ]*?)[ -]?([^-+\d\s.,()%]{1,5}\.?)?$/u
/** Digits as amounts are written: in groups, or with decimals. Numbers that count or name something hardly are. */
const MONEYED = /\d[.,'’]\d{3}(?!\d)|\d[.,]\d{2}$/
/** So much of the cells must have it. */
const NEARLY = 0.9

/**
 * A sign or unit that nobody here knows and that nearly all cells have before or after their digits: evidence that it
 * is no part of the number. Letters that stick to the digits that follow them make a code (`A1001`).
 */
function affixOf(cells: string[]): string | undefined {
  const strange = cells.filter((cell) => !isNumber(cell))
  if (strange.length < NEARLY * cells.length || strange.length < 3) return undefined
  const counts = new Map<string, number>()
  let moneyed = 0
  for (const cell of strange) {
    const text = half(cell)
    const [, before, digits, after] = AROUND.exec(text) ?? []
    if (!digits || !before === !after) continue
    if (before && /[\p{L}\p{N}#_/]$/u.test(before) && !text.includes(`${before} `)) continue
    const affix = (before ?? after)!
    counts.set(affix, (counts.get(affix) ?? 0) + 1)
    if (MONEYED.test(digits)) moneyed++
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && most[1] >= NEARLY * cells.length && moneyed >= strange.length / 2 ? most[0] : undefined
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
  const digits = cells.filter((cell) => /[.,]/.test(cell)).map((cell) => cell.replace(/[^\d.,]+\.?$/, ''))
  const comma = digits.filter((text) => /\d,\d{1,2}$|\d,\d{4,}$|\.\d{3},\d+$/.test(text)).length
  const point = digits.filter((text) => /\d\.\d{1,2}$|\d\.\d{4,}$|,\d{3}\.\d+$/.test(text)).length
  return { comma, point }
}
