import { ENTITIES } from '../model/entities'
import { normalise } from '../model/header'
import { presetNames } from './mapping/preset'
import { agrees, columnShapes, contrasts, isTyped, shapeOf, type Shape } from './shape'

/** A record of the head of a file. */
export interface Line {
  cells: string[]
  /** Physical line, from 1, on which it starts, and the one after it. */
  line: number
  next: number
  /** Empty lines before it. */
  blank: number
}

/** Why the header stands where it does; a message key. */
export type HeaderReason = 'names' | 'shape' | 'first' | 'none'

export interface Layout {
  /** Records of the header, from top to bottom; none where the file has no header. */
  header: string[][]
  /** Of those, the ones that say what the columns are called. */
  named: string[][]
  /** Number of records before the header. */
  at: number
  width: number
  shapes: Shape[]
  reason: HeaderReason
}

const KNOWN = new Set([
  ...ENTITIES.flatMap((e) => e.fields.flatMap((f) => f.synonyms.map(normalise))),
  ...presetNames(),
])
/** A header stands no further down than this. */
const HIGHEST = 40
const SAMPLE = 120

const filled = (cells: string[]): number => cells.filter((cell) => cell.trim() !== '').length
const known = (cells: string[]): number => cells.filter((cell) => KNOWN.has(normalise(cell))).length

/** So many lines above and below a table may be none of it. */
const AROUND = 2.5

/** The number of cells that most records have, the wider of equals; lines of one cell may all stand around a table. */
export function usualWidth(counts: number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  const single = tally.get(1) ?? 0
  tally.delete(1)
  const [width, n] = [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  return n * (width > 2 ? AROUND : 1) >= single ? width : 1
}

/**
 * What stands before the rows. A header is a record of about the table's width whose names the model knows, or whose
 * cells are words where the columns below hold numbers, dates or codes; where no cell tells more, the first record.
 */
export function findLayout(lines: Line[]): Layout {
  const width = usualWidth(lines.map(({ cells }) => cells.length))
  const body = lines.filter(({ cells }) => cells.length === width).slice(-SAMPLE)
  const shapes = columnShapes(body.length > 1 ? body.slice(1).map((line) => line.cells) : [], width)
  const typed = shapes.filter(isTyped).length
  const isValue = ({ cells }: Line): boolean => {
    const same = cells.filter((cell, c) => agrees(cell, shapes[c] ?? 'empty')).length
    const names = cells.filter((cell, c) => contrasts(cell, shapes[c] ?? 'empty')).length
    return typed > 0 && same > names && same * 3 >= typed
  }
  /** All of its cells are as the columns are. */
  const isRow = ({ cells }: Line): boolean =>
    cells.length === width &&
    typed > 0 &&
    shapes.every((shape, c) => !isTyped(shape) || agrees(cells[c]!, shape))
  const wide = (cells: string[]): boolean =>
    cells.length >= width - 1 && filled(cells) * 2 >= Math.min(width, cells.length)
  const candidates = lines
    .slice(0, HIGHEST)
    .map((line, at) => ({ ...line, at }))
    .filter((line) => wide(line.cells) && !isValue(line) && words(line.cells))
    // Below the first row of values only names that the model knows make a header.
    .filter(
      ({ cells, at }) =>
        !lines.slice(0, at).some((line) => line.cells.length === width && isValue(line)) || known(cells) > 1,
    )
  // A header that comes again within the rows, or that of a file put below another, heads what is already headed.
  const [first] = candidates
  const within = ({ at, blank }: (typeof candidates)[number]): boolean =>
    blank === 0 && lines.slice(first!.at + 1, at).filter(isRow).length > 1
  const rate = (cells: string[]): number =>
    known(cells) +
    cells.filter((cell, c) => contrasts(cell, shapes[c] ?? 'empty')).length / 2 -
    blanks(cells) / 4
  let best: (typeof candidates)[number] | null = null
  for (const line of candidates)
    if (!best || (!within(line) && rate(line.cells) > rate(best.cells))) best = line
  // Codes of a survey tool stand under its names and questions, however few answers follow that would show it.
  const coded = lines.findIndex(({ cells }) => areCodes(cells))
  const led = candidates.find(({ at }) => coded > 0 && at === Math.max(0, coded - 2))
  if (led) best = led
  if (!best) {
    const first = lines.findIndex(({ cells }) => cells.length === width)
    const at = first < 0 || first > HIGHEST ? 0 : first
    return { header: [], named: [], at, width, shapes, reason: 'none' }
  }
  // Rows may be cut short where their last cells are empty; a name that is none may be a delimiter too many.
  const names = withoutGaps(best.cells, width).length
  const full = Math.max(width, names)
  const below = firstBlock(lines.slice(best.at + 1)).map(({ cells }) => cells)
  const near = below.filter((cells) => cells.length >= width - 1 && cells.length <= full)
  const fine = columnShapes(near.slice(0, SAMPLE), full)
  const reason: HeaderReason = known(best.cells)
    ? 'names'
    : best.cells.some((cell, c) => contrasts(cell, fine[c] ?? 'empty'))
      ? 'shape'
      : 'first'
  const grown = grow(lines, best.at, fine)
  return {
    ...grown,
    named: grown.named.map((row) => withoutGaps(row, width)),
    width: full,
    shapes: fine,
    reason,
  }
}

/** Names without those that are empty, as far as there are more of them than cells. */
function withoutGaps(cells: string[], width: number): string[] {
  let excess = cells.length - width
  return excess > 0 ? cells.filter((cell) => cell.trim() !== '' || excess-- <= 0) : cells
}

/** The rows up to an empty line that words follow: they may be another table's. */
function firstBlock(lines: Line[]): Line[] {
  const end = lines.findIndex(
    ({ cells, blank }, i) => i > 1 && blank > 0 && cells.every((c) => ['text', 'empty'].includes(shapeOf(c))),
  )
  return end < 0 ? lines : lines.slice(0, end)
}

/** Cells that may be names: not only numbers. */
const words = (cells: string[]): boolean =>
  cells.some((cell) => ['text', 'code', 'link'].includes(shapeOf(cell))) ||
  cells.every((cell) => /^\d{4}$/.test(cell))

const blanks = (cells: string[]): number => {
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return cells.slice(0, last + 1).filter((cell) => cell.trim() === '').length
}

const areCodes = (cells: string[]): boolean =>
  cells.filter((cell) => /^\s*\{\s*"ImportId"/.test(cell)).length * 2 > cells.length

/** Header records above and below the one that was found. */
function grow(lines: Line[], at: number, shapes: Shape[]): Pick<Layout, 'header' | 'named' | 'at'> {
  let header = [lines[at]!.cells]
  let named = header
  let first = at
  const above = lines[at - 1]?.cells
  if (above && isGroups(above, header[0]!)) {
    first--
    header = [above, ...header]
    named = [fillRight(above), header[1]!]
  }
  for (let i = at + 1; i < Math.min(lines.length - 1, at + 4); i++) {
    const cells = lines[i]!.cells
    const codes = lines[i + 1] && areCodes(lines[i + 1]!.cells)
    if (areCodes(cells)) {
      header = [...header, cells]
      break
    }
    if (codes || isSame(cells, lines[at]!.cells)) {
      header = [...header, cells]
      named = [...named, cells]
    } else if (isLabels(cells, lines[at]!.cells, shapes)) {
      header = [...header, cells]
      named = [fillRight(named[0]!), ...named.slice(1), cells]
      break
    } else break
  }
  return { header, named, at: first }
}

/** Names of groups over a header that needs them: it repeats itself or has gaps that they cover. */
function isGroups(above: string[], header: string[]): boolean {
  const names = header.map((cell) => cell.trim()).filter(Boolean)
  const repeats = new Set(names).size < names.length
  return (
    repeats &&
    filled(above) >= 2 &&
    filled(above) < header.length &&
    above.length <= header.length &&
    above.every(
      (cell) => ['text', 'empty', 'code'].includes(shapeOf(cell)) || /^(?:19|20)\d\d年?$/.test(cell.trim()),
    )
  )
}

/** A second line of labels: it fills gaps of the first, and has no value where the rows have one. */
function isLabels(cells: string[], header: string[], shapes: Shape[]): boolean {
  const fills = cells.filter((cell, c) => cell.trim() && !(header[c] ?? '').trim()).length
  const values = cells.filter((cell, c) => agrees(cell, shapes[c] ?? 'empty')).length
  return (
    blanks(header) > 0 &&
    fills * 2 >= blanks(header) &&
    values === 0 &&
    cells.some((c) => shapeOf(c) === 'text')
  )
}

export const isSame = (cells: string[], header: string[]): boolean => {
  if (cells[0]?.trim() !== header[0]?.trim()) return false
  const [a, b] = [cells, header].map((row) =>
    row
      .map((cell) => normalise(cell))
      .join('\0')
      .replace(/\0+$/, ''),
  )
  return a === b && a !== ''
}

const fillRight = (cells: string[]): string[] => {
  let last = ''
  return cells.map((cell) => (last = cell.trim() ? cell : last))
}

/** What a column is called that has a name on several lines: all of them, from top to bottom. */
export function joinNames(named: string[][], width: number, once: boolean): string[] {
  return Array.from({ length: Math.max(width, ...named.map((row) => row.length)) }, (_, c) => {
    const parts = named.map((row) => (row[c] ?? '').trim()).filter(Boolean)
    return (once ? [...new Set(parts)] : parts).join(' ')
  })
}
