import type { Inference, Why } from '../infer'
import {
  DATE_SHAPES,
  dateOf,
  dayFirst,
  isCounted,
  isNative,
  isQuarter,
  isShortFirst,
  isTurnable,
  looksLike,
  monthFirst,
  parseDate,
  ROC,
  timeOf,
} from '../value/date'

interface Asked {
  /** Whether bare digits may be dates: only where a date is expected. */
  numbers: boolean
  format?: string | undefined
}
const BARE = /^%Y%m/
/** As many cells, spread over the column, as show what kind of cells it has. */
const LOOK = 60

/** How a column of dates is written, decided over all its cells. */
export function inferDate(present: string[], { numbers, format }: Asked): Inference {
  const step = Math.max(1, Math.floor(present.length / LOOK))
  const looked = present.filter((_, i) => i % step === 0)
  const shapes = format
    ? [dateOf(format)]
    : DATE_SHAPES.filter(
        (shape) =>
          !/^%m[-/.]%d/.test(shape) &&
          (numbers || !(isCounted(shape) || isQuarter(shape) || BARE.test(shape))) &&
          (!isShortFirst(shape) || beginWithYear(present, shape)) &&
          looked.some((cell) => looksLike(cell, shape)),
      )
  let best = { format: '', fit: 0, why: { key: 'none' } as Why }
  for (const shape of shapes) {
    const cells = present.filter((cell) => looksLike(cell, shape))
    const turned = isTurnable(shape)
      ? turn(shape, cells, !!format)
      : { format: shape, why: reason(shape, cells) }
    const fit = cells.filter((cell) => parseDate(cell, turned.format) !== null).length / (present.length || 1)
    if (fit > best.fit) best = { ...turned, fit }
  }
  if (format) best.why = { key: 'chosen' }
  const name = best.format || (format ? dateOf(format) : '%Y-%m-%d')
  const tail = commonTime(present)
  const counted = isCounted(name)
  const time = counted ? present.some((cell) => /\.\d*[1-9]/.test(cell)) || name !== 'serial' : tail !== ''
  const assumed = best.why.key.startsWith('assumed')
  return {
    reading: {
      as: 'date',
      format: counted ? name : name + (tail ?? ''),
      time,
      plain: /^%Y([-/])%m\1%d$/.test(name) && present.every(isNative),
      ...(assumed ? { assumed: true as const } : {}),
    },
    type: time ? 'TIMESTAMP' : 'DATE',
    fit: best.fit,
    why: best.why,
  }
}

/** Recent years, of which a column has few, where days are many: what begins so ends in the day. */
function beginWithYear(present: string[], shape: string): boolean {
  const parts = present
    .filter((cell) => looksLike(cell, shape))
    .map((cell) => cell.match(/\d+/g)!.map(Number))
  const [years, days] = [0, 2].map((i) => new Set(parts.map((part) => part[i]!)))
  return (
    parts.length === present.length &&
    parts.every(([year, month, day]) => year! > 12 && year! < 40 && month! <= 12 && day! <= 31) &&
    days!.size >= Math.max(6, 2 * years!.size)
  )
}

/** The time that most cells carry; empty where none has one, null where it is written in an own way. */
function commonTime(present: string[]): string | null {
  const counts = new Map<string | null, number>()
  for (const cell of present) {
    const tail = timeOf(cell)
    if (tail !== '') counts.set(tail, (counts.get(tail) ?? 0) + 1)
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  return first ? first[0] : ''
}

/** Over the whole column: a first part above 12 means day first, a second part above 12 month first. */
function turn(shape: string, cells: string[], chosen: boolean): { format: string; why: Why } {
  if (chosen) return { format: shape, why: { key: 'chosen' } }
  let [first, second] = [0, 0]
  let [day, month] = ['', '']
  for (const cell of cells) {
    const [a = 0, b = 0] = cell.match(/\d+/g)?.map(Number) ?? []
    if (a > 12) [first, day] = [first + 1, day || cell]
    if (b > 12) [second, month] = [second + 1, month || cell]
  }
  const of = cells.length
  if (second > first)
    return { format: monthFirst(shape), why: { key: 'monthFirst', count: second, of, example: month } }
  if (first) return { format: dayFirst(shape), why: { key: 'dayFirst', count: first, of, example: day } }
  return { format: dayFirst(shape), why: { key: 'assumedDay', of, example: cells[0] ?? '' } }
}

function reason(shape: string, cells: string[]): Why {
  const example = cells[0]?.trim().slice(0, 40) ?? ''
  const key = isCounted(shape) ? shape : shape === ROC ? 'roc' : shape.includes('%b') ? 'named' : 'yearFirst'
  return { key, count: cells.length, example }
}
