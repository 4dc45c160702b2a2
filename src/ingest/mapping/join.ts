import { fieldOf } from '../../model/entities'
import { normalise } from '../../model/header'
import type { ColumnMapping } from '../mapping'
import { isMissing } from '../value'
import { parseDate } from '../value/date'
import { NAMED, type Named } from './names'
import type { Sheet } from './sheet'

/** A name in two columns that stand for the same person. */
interface Person {
  given: number
  family: number
}
const GIVEN = /^(.*?)(?:firstname|givenname|名|名字)$/
const FAMILY = /^(.*?)(?:lastname|familyname|surname|姓|姓氏)$/
/** Whose name it may be for it to be the customer's; the better ones first. */
const WHOSE = '|customer|client|buyer|member|contact|lead|user|billing|客户|会员|用户|顾客|买家'.split('|')

/** First and last name in a file that writes no full one. */
export function splitName(sheet: Sheet, names: Named[]): Person | null {
  const full = names.some(
    ({ index, scores }) => (scores.get('customers.name') ?? 0) > NAMED && !sheet.blank(index),
  )
  if (full) return null
  const whose = (pattern: RegExp) =>
    new Map(
      sheet.header.flatMap((name, index) => {
        const found = pattern.exec(normalise(name))
        return found && WHOSE.includes(found[1]!) ? [[found[1]!, index] as const] : []
      }),
    )
  const [given, family] = [whose(GIVEN), whose(FAMILY)]
  const both = WHOSE.find((name) => given.has(name) && family.has(name))
  return both === undefined ? null : { given: given.get(both)!, family: family.get(both)! }
}

/** A time of day as the date before it could carry it. */
const isTime = (cell: string): boolean =>
  /[:时時点點]/.test(cell) && parseDate(`2000-01-01 ${cell.trim()}`, '%Y-%m-%d', true) !== null

function isTimes(sheet: Sheet, index: number): boolean {
  const first = sheet.cells(index).find((cell) => !isMissing(cell))
  if (first === undefined || !isTime(first)) return false
  const cells = sheet.present(index, 500)
  return cells.filter(isTime).length > cells.length * 0.9
}
/** `Order Date` and `Order Time` are about one thing. */
const about = (header: string): string =>
  normalise(header)
    .replace(/timezone/, '')
    .replace(/date|time|day|日期|时间|时刻/g, '')

/**
 * Columns that say one thing together, said of the first of them: a date and its time of day, first and last name. The
 * other keeps its place as an attribute; what the user decided about is left alone.
 */
export function join(
  columns: ColumnMapping[],
  sheet: Sheet,
  person: Person | null,
  isOpen: (index: number) => boolean,
): ColumnMapping[] {
  const at = (index: number) => columns.findIndex((column) => column.index === index)
  const isFree = (column: ColumnMapping | undefined): boolean =>
    !!column && !column.target && !column.dropped && isOpen(column.index)
  const out = [...columns]
  const put = (main: number, other: number, as: 'name' | 'time') => {
    const [first, second] = [out[main]!, out[other]!]
    const { reading } = first
    const timed = as === 'time' && reading.as === 'date'
    out[main] = {
      ...first,
      joined: { index: second.index, as },
      ...(timed ? { type: 'TIMESTAMP', reading: { ...reading, time: true } } : {}),
    }
    out[other] = {
      ...second,
      type: 'VARCHAR',
      reading: { as: 'text' },
      why: { key: 'partOf', example: first.header },
    }
  }
  const [given, family] = person ? [at(person.given), at(person.family)] : [-1, -1]
  if (out[given]?.target === 'customers.name' && isOpen(person!.given) && isFree(out[family]))
    put(given, family, 'name')
  const times = out.filter((column) => isFree(column) && isTimes(sheet, column.index))
  for (const { index, header } of times) {
    const dates = out.filter(
      ({ target, type, reading }) =>
        target && fieldOf(target)?.type === 'datetime' && reading.as === 'date' && type === 'DATE',
    )
    const same = dates.filter((column) => about(column.header) === about(header))
    const [date, more] = same.length ? same : times.length === 1 && about(header) === '' ? dates : []
    if (date && !more) put(at(date.index), at(index), 'time')
  }
  return out
}
