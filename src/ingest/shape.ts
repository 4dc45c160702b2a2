import { isMissing } from './value'

/** What a cell looks like, before anybody knows what it means. */
export type Shape = 'empty' | 'number' | 'date' | 'link' | 'code' | 'text'

const NUMBER =
  /^[-+(]?\s*(?:[$€£¥￥]|RM|NT\$|HK\$|US\$|[A-Z]{3}\s)?\s*[-+]?[\d.,]*\d[\d., ]*\s*[%‰元万亿€£¥$)]?$/
const DATE =
  /^(?:\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}日?|\d{1,2}[- ][A-Za-z]{3,9}\.?[- ,]+\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2}, ?\d{4})?(?:[T ]*\d{1,2}[:点时]\d{2}.*)?$/
/** Points part a day as they part no number: not into threes. */
const DOTTED = /^(?:\d{4}\.\d{1,2}\.\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))$/
const LINK = /^(?:https?:\/\/|www\.)|^\S+@\S+\.\S+$/
const CODE = /^(?=.*\d)[\w#*/+.-]{2,64}$/

export function shapeOf(cell: string): Shape {
  const text = cell.trim()
  if (text.length > 120) return 'text'
  if (isMissing(text)) return 'empty'
  if (NUMBER.test(text) && !DOTTED.test(text)) return 'number'
  if (DATE.test(text)) return 'date'
  if (LINK.test(text)) return 'link'
  return CODE.test(text) ? 'code' : 'text'
}

const most = 0.8

/** The shape that nearly all cells of a column have; text where there is none, empty where there are no cells. */
export function columnShapes(rows: string[][], width: number): Shape[] {
  return Array.from({ length: width }, (_, c) => {
    const tally = new Map<Shape, number>()
    let filled = 0
    for (const row of rows) {
      const shape = shapeOf(row[c] ?? '')
      if (shape === 'empty') continue
      filled++
      tally.set(shape, (tally.get(shape) ?? 0) + 1)
    }
    if (!filled) return 'empty'
    const [shape, count] = [...tally].sort((a, b) => b[1] - a[1])[0]!
    return count >= most * filled ? shape : 'text'
  })
}

export const isTyped = (shape: Shape): boolean => shape !== 'text' && shape !== 'empty'

/** A label in a name's place: text where the column below holds numbers, dates, links or codes. */
export const contrasts = (cell: string, below: Shape): boolean => isTyped(below) && shapeOf(cell) === 'text'

/** A value like those below it. A year may be the name of a column of numbers. */
export const agrees = (cell: string, below: Shape): boolean =>
  isTyped(below) && shapeOf(cell) === below && !(below === 'number' && /^(?:19|20)\d\d年?$/.test(cell.trim()))
