import type { Choices } from './load'
import type { ColumnMapping, Mapping } from './mapping'
import { mappingOf } from './preview'
import type { Sample } from './sample'
import type { Around } from './settle'
import { parseDate, type Reading } from './value'
import { dayFirst, isTurnable, monthFirst, turned } from './value/date'

/** What is known beside the cells of a file and what was chosen of them. */
type Beside = Omit<Around, 'types'>

/** A file that was read, as far as others of its columns are read with it. */
export interface Read {
  file: string
  sample: Sample
  mapping: Mapping
  choices: Choices
}
/** A file that is about to be read. */
export type Unread = Pick<Read, 'sample' | 'choices'>

/** Rows of all files together from which their reading is found. */
const MOST = 4000
/** A part of fewer rows may show less than the whole does: how a price grows with the quantity, who comes again. */
const FEW = 400

/** The parts of one export: their columns are called alike and stand in one order. */
const isKin = (a: Sample, b: Sample): boolean =>
  a.dialect.headerRows > 0 &&
  b.dialect.headerRows > 0 &&
  a.header.length === b.header.length &&
  a.header.every((name, at) => name === b.header[at])

/** Files of few headings such as id and name may be called alike and be of other things, where that is sure of both. */
const mayBeOne = (a: Mapping, b: Mapping): boolean =>
  a.entities[0] === b.entities[0] || [a, b].some((one) => !one.entities.length || asksKind(one))
const asksKind = ({ questions = [] }: Mapping): boolean => questions.some(({ code }) => code === 'kind')

/**
 * What the columns of a file mean, seen with the other files of its export: a part that leaves something open (days
 * that may be months, a mark that may part thousands, a kind that few rows do not show) is read as the whole would be.
 */
export function readTogether({ sample, choices }: Unread, others: Read[], around: Beside = {}): Mapping {
  const own = mappingOf(sample, choices, around)
  return together({ file: around.file ?? '', sample, choices, mapping: own }, others, around) ?? own
}

/** The file would be read otherwise than it was, now that these others are there. */
export function readsOtherwise(file: Read, others: Read[], around: Beside = {}): boolean {
  const mapping = together(file, others, { ...around, file: file.file })
  return !!mapping && !follows(file.mapping, mapping)
}

/** Null where nothing needs to be found out together: there is no other, or all are long, leave nothing open and are read alike. */
function together(file: Read, others: Read[], around: Beside): Mapping | null {
  const { sample, choices } = file
  const kin = others.filter((other) => isKin(sample, other.sample) && mayBeOne(file.mapping, other.mapping))
  if (!kin.length) return null
  const all = inOrder([file, ...kin])
  const settled = all.every(
    ({ sample: { rows }, mapping }) =>
      rows.length >= FEW &&
      !mapping.columns.some(isOpen) &&
      follows(mapping, file.mapping) &&
      follows(file.mapping, mapping),
  )
  if (settled) return null
  const each = Math.max(1, Math.floor(MOST / all.length))
  const rows = all.flatMap(({ sample: { rows } }) => spread(rows, each))
  const mapping = mappingOf({ ...sample, rows }, choices, around)
  mapping.columns = mapping.columns.map((column) =>
    isTorn(column) ? ofItsOwn(column, columnAt(file.mapping, column.index)) : asDecided(column, kin),
  )
  return mapping
}

const spread = (rows: string[][], most: number): string[][] => {
  const step = rows.length / most
  return step <= 1 ? rows : Array.from({ length: most }, (_, at) => rows[Math.floor(at * step)]!)
}

/** In the order of their days, whatever came first: rows that go on from file to file say how days are written. */
function inOrder(files: Read[]): Read[] {
  const text = ({ sample }: Read) => JSON.stringify(sample.rows[0] ?? [])
  const sorted = files.toSorted(
    (a, b) => b.sample.rows.length - a.sample.rows.length || (text(a) < text(b) ? -1 : 1),
  )
  const column = sorted[0]!.mapping.columns.find(({ reading }) => reading.as === 'date')
  if (column?.reading.as !== 'date') return sorted
  const { index, reading } = column
  const middle = ({ sample }: Read): number => {
    const days = sample.rows.flatMap((row) => {
      const day = parseDate(row[index] ?? '', reading.format, false, { pivot: reading.pivot })
      return day === null ? [] : [Date.parse(day.slice(0, 10))]
    })
    return days.length ? days.reduce((sum, day) => sum + day, 0) / days.length : 0
  }
  const days = new Map(sorted.map((file) => [file, middle(file)]))
  return sorted.toSorted((a, b) => days.get(a)! - days.get(b)!)
}

const columnAt = ({ columns }: Mapping, index: number): ColumnMapping | undefined =>
  columns.find((column) => column.index === index)

const isOpen = ({ reading }: ColumnMapping): boolean =>
  (reading.as === 'date' || reading.as === 'number') && !!reading.assumed

/** Some cells of the files say that the day comes first, others that the month does. */
const isTorn = ({ reading }: ColumnMapping): boolean =>
  reading.as === 'date' && isTurnable(reading.format) && !!reading.others?.includes(turned(reading.format))

/** Files that contradict each other are not of one mould: what a file shows by its own rows stands. */
const ofItsOwn = (column: ColumnMapping, own: ColumnMapping | undefined): ColumnMapping =>
  own?.target === column.target && own.reading.as === 'date' && !isOpen(own)
    ? { ...column, reading: own.reading, type: own.type, why: own.why, confidence: own.confidence }
    : column

/** What the rows of a file decided beyond its sample holds for the others. */
function asDecided(column: ColumnMapping, kin: Read[]): ColumnMapping {
  if (!isOpen(column)) return column
  const like = kin.find(({ mapping }) => {
    const other = columnAt(mapping, column.index)
    return other?.target === column.target && other.reading.as === column.reading.as && !isOpen(other)
  })
  if (!like) return column
  const decided = columnAt(like.mapping, column.index)!
  const reading = following(column.reading, decided.reading)
  return { ...column, reading, confidence: decided.confidence, why: { key: 'likeFile', example: like.file } }
}

function following(own: Reading, decided: Reading): Reading {
  if (own.as === 'number' && decided.as === 'number')
    return { ...own, decimal: decided.decimal, assumed: undefined }
  if (own.as !== 'date' || decided.as !== 'date') return own
  const { assumed: _, rivals: __, sure: ___, ...rest } = own
  const turn = decided.format.startsWith('%m') ? monthFirst : dayFirst
  return { ...rest, format: turn(own.format) }
}

/** A file that was read in one way has all that the other way takes. */
const follows = (then: Mapping, now: Mapping): boolean =>
  now.entities.join() === then.entities.join() &&
  now.columns.every((column) => covers(columnAt(then, column.index), column))

/** Every form that a column shall be read in, it was read in, its own rows may have shown more; and nothing that is known now was open. */
function covers(then: ColumnMapping | undefined, now: ColumnMapping): boolean {
  if (!then) return false
  const [a, b] = [then.reading, now.reading]
  if (isOpen(then) && !isOpen(now)) return false
  if (then.target !== now.target || !then.wide !== !now.wide || a.as !== b.as) return false
  if (a.as === 'date' && b.as === 'date') {
    const forms = [a.format, ...(a.others ?? [])]
    return (
      a.format === b.format &&
      a.zone === b.zone &&
      a.pivot === b.pivot &&
      (b.others ?? []).every((form) => forms.includes(form))
    )
  }
  if (a.as === 'id' && b.as === 'id') return a.floats === b.floats
  if (a.as === 'number' && b.as === 'number') return a.decimal === b.decimal && a.scale === b.scale
  return true
}
