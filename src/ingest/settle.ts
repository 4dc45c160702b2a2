import { fieldOf } from '../model/entities'
import { WRITTEN, type TypeChoice } from './infer'
import { areThousandths } from './infer/number'
import type { ColumnMapping, Mapping, Types } from './mapping'
import type { Sample } from './sample'
import { isMissing } from './value'
import { isTurnable, monthFirst, dayFirst, zoneOf } from './value/date'
import { unitOf, unitOfNote, type Unit } from './value/unit'
import { settleMonths } from './monthly'
import { settleYear, type Beside } from './year'

/** What a reading depends on beside the cells of its column. */
export interface Around extends Beside {
  types?: Types | undefined
  /** The zone in which times are told whose cells name several; without one they stand as written. */
  zone?: string | null | undefined
}

/**
 * What the rest of the file says of how a column is read: a unit in its heading or in a note, marks and days as they
 * are written where the file comes from, times of several zones told in one.
 */
export function settle(
  mapping: Mapping,
  sample: Sample,
  { types = {}, zone = null, ...beside }: Around,
): Mapping {
  const cells = (index: number) =>
    sample.rows.map((row) => row[index] ?? '').filter((cell) => !isMissing(cell))
  const place = placeOf(mapping, sample)
  for (const column of mapping.columns) {
    if (!column.target || column.dropped) continue
    const choice = types[column.header]
    settleMarks(column, cells(column.index), sample, place, choice)
    settleUnit(column, cells(column.index), sample, choice)
    settleTurn(column, place)
    settleYear(column, mapping.columns, sample, beside, choice?.upto)
    settleZone(column, cells(column.index), zone, choice)
  }
  settleMonths(mapping, sample, beside, types)
  return mapping
}

const isMoney = ({ target }: ColumnMapping): boolean => !!target && fieldOf(target)?.type === 'money'

/** Where a file comes from, by how it writes: the month first (America), a decimal comma (most of Europe), or unknown. */
interface Place {
  america: boolean
  comma: boolean
}
function placeOf(mapping: Mapping, { rows, dialect }: Sample): Place {
  const looked = rows.slice(0, 200)
  const some = (pattern: RegExp) => looked.some((row) => row.some((cell) => pattern.test(cell)))
  const comma = mapping.columns.some(
    ({ reading }) => reading.as === 'number' && reading.decimal === ',' && !reading.assumed,
  )
  const halves = some(/\d ?[ap]\.?m\.?$/i)
  const dollars = some(/^(?:US ?)?\$ ?\d|^USD$|^-\$\d/)
  return { america: halves && dollars && !comma && dialect.delimiter !== ';', comma }
}

/** 1.234 is a thousand where the file has decimal commas; in a file cut by semicolons nobody knows. */
function settleMarks(
  column: ColumnMapping,
  cells: string[],
  { dialect }: Sample,
  { comma }: Place,
  choice: TypeChoice | undefined,
): void {
  const { reading } = column
  if (reading.as !== 'number' || choice?.decimal) return
  const dots = reading.decimal === '.' && areThousandths(cells, '.')
  if (dots && comma) column.reading = { ...reading, decimal: ',', plain: false }
  else if (dots && isMoney(column)) {
    const decimal = dialect.delimiter === ';' ? ',' : '.'
    column.reading = { ...reading, decimal, plain: false, assumed: true }
  } else if (reading.assumed && comma) column.reading = { ...reading, decimal: ',', assumed: undefined }
}

/** The unit of a heading goes before that of a note above the table. */
function settleUnit(
  column: ColumnMapping,
  cells: string[],
  { above = [] }: Sample,
  choice: TypeChoice | undefined,
): void {
  const { reading, header } = column
  if (reading.as !== 'number') return
  // What was chosen holds whether or not a heading says the same.
  if (choice?.scale === undefined && !isMoney(column)) return
  const noted = above.map(unitOfNote).find(Boolean) ?? null
  const unit = unitOf(header) ?? noted
  const named = !unit || contradicts(unit, cells) ? 1 : unit.factor
  const scale = choice?.scale ?? named
  if (scale === 1 && (!unit || unit.factor === 1)) return
  column.reading = { ...reading, plain: false, scale, ...(unit ? { unit } : {}) }
}

/** Hundredths have no decimals; a thousand sales of millions each are not written in ten thousands. */
function contradicts({ factor }: Unit, cells: string[]): boolean {
  const numbers = cells.map((cell) => Number(cell.replace(/[^\d.-]/g, ''))).filter((n) => n !== 0)
  if (!numbers.length) return false
  const share = (test: (n: number) => boolean) => numbers.filter(test).length / numbers.length
  return factor < 1
    ? share((n) => !Number.isInteger(n)) > 0.2
    : share((n) => Math.abs(n) * factor > 1e10) > 0.5
}

function settleTurn(column: ColumnMapping, { america, comma }: Place): void {
  const { reading, why } = column
  if (reading.as !== 'date' || !why?.key.startsWith('assumed') || !isTurnable(reading.format)) return
  if (!america && !comma) return
  const turn = america ? monthFirst : dayFirst
  const format = turn(reading.format)
  const rivals = reading.rivals?.map((rival) =>
    rival.split('|')[0] === format ? rival.replace(format, reading.format) : rival,
  )
  column.reading = { ...reading, format, ...(rivals ? { rivals } : {}), sure: 0.8 }
  column.why = { ...why, key: america ? 'localeMonth' : 'localeDay' }
  column.confidence = Math.max(column.confidence, 0.75)
}

function settleZone(
  column: ColumnMapping,
  cells: string[],
  zone: string | null,
  choice: TypeChoice | undefined,
): void {
  const { reading } = column
  if (reading.as !== 'date') return
  const formats = [reading.format, ...(reading.others ?? [])]
  const found = new Set<number>()
  for (const cell of cells)
    for (const format of formats) {
      const minutes = zoneOf(cell, format)
      if (minutes !== null) found.add(minutes)
      if (minutes !== null) break
    }
  if (!found.size) return
  const offsets = [...found].sort((a, b) => a - b)
  const said = choice?.zone === WRITTEN ? null : choice?.zone
  const into = said === undefined ? zoneFor(offsets, zone) : said
  column.reading = { ...reading, offsets, ...(into ? { zone: into } : {}) }
}

/**
 * The zone in which times are told, or null where they stand as written: all of one zone, or of one in summer and in
 * winter, are the times of one place already. UTC is nobody's day.
 */
export function zoneFor(offsets: number[], zone: string | null): string | null {
  const [first = 0, last = 0] = [offsets[0], offsets.at(-1)]
  if (first === 0 && last === 0) return zone
  return last - first <= 60 ? null : (zone ?? 'UTC')
}
