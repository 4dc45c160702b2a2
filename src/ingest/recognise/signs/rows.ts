import type { Sheet } from '../../mapping/sheet'
import { parseNumber } from '../../value'
import type { ColumnFeatures } from '../features'
import { isSomebody, money, plainPerson, type Column } from './column'

/** So many rows are looked at, and as many must say it. */
const LOOK = 300
const ENOUGH = 4

/** How often a customer-like column repeats, whether an id counts its rows: what one row of the table stands for. */
export function grainSigns(columns: Column[]): string[] {
  const found: string[] = []
  const people = columns.filter((c) => plainPerson(c) || c.looks('mobile', 'email'))
  if (people.some((c) => c.looks('unique'))) found.push('s:peopleOnce')
  else if (people.length && people.every((c) => c.looks('some', 'many', 'few'))) found.push('s:peopleAgain')
  return found
}

/** Somebody with so many days on the average came again and again: a row is what happened, not who it happened to. */
const DAYS_EACH = 1.5
/** People who come again on other days, with money that was spent: no list of people, in which each stands once. */
export function spendsAgain(sheet: Sheet, features: ColumnFeatures[], columns: Column[]): boolean {
  if (!columns.some((c) => (money(c) || c.is('spend')) && c.looks('number') && !c.is('balance', 'points')))
    return false
  const people = columns.flatMap((c, index) =>
    plainPerson(c) || isSomebody(c) || c.looks('mobile', 'email') ? [index] : [],
  )
  if (!people.length || people.some((index) => !columns[index]!.looks('some', 'few'))) return false
  const days = columns.flatMap((c, index) =>
    c.looks('date', 'moment') &&
    !c.is('birth', 'joined', 'last', 'first', 'next', 'period') &&
    !features[index]!.found.includes('v:same')
      ? [index]
      : [],
  )
  return days.some((day) =>
    people.every((index) => {
      const seen = new Map<string, Set<string>>()
      sheet.cells(index).forEach((cell, row) => {
        const at = sheet.cells(day)[row]!.trim()
        if (cell.trim() && at) seen.set(cell, (seen.get(cell) ?? new Set<string>()).add(at))
      })
      return [...seen.values()].reduce((sum, { size }) => sum + size, 0) > DAYS_EACH * seen.size
    }),
  )
}

/** Something is still to be paid in every row: a list of what is open, in which what was paid is missing. */
export function isAllOpen(sheet: Sheet, columns: Column[]): boolean {
  const open = columns.flatMap((c, index) =>
    c.is('balance') && !c.is('member', 'points') && c.looks('number') && !c.looks('sparse') ? [index] : [],
  )
  return open.some((index) => {
    const { reading } = sheet.as(index, 'money')
    const decimal = reading.as === 'number' ? reading.decimal : '.'
    const cells = sheet.present(index, LOOK)
    return cells.length >= ENOUGH && cells.every((cell) => (parseNumber(cell, decimal) ?? 0) > 0)
  })
}

const IN =
  /^(?:收入|收|入|入库|进|转入|存入|in|income|incoming|credit|cr|einnahme|eingang|entrée|entrada|入金|收款|贷)$/
const OUT =
  /^(?:支出|支|出|出库|转出|取出|out|expense|outgoing|debit|dr|deb|ausgabe|ausgang|sortie|saída|salida|出金|付款|借)$/
const MOVED = /^(?:转账|调拨|transfer|其他|other)$/
/** A column says of each row which way something went. */
export function bothWays(sheet: Sheet): boolean {
  return sheet.header.some((_, index) => {
    const cells = sheet.present(index, LOOK).map((cell) => cell.trim().toLowerCase())
    if (cells.length < ENOUGH || cells[0]!.length > 12) return false
    const [ins, outs] = [IN, OUT].map((words) => cells.filter((cell) => words.test(cell)).length)
    const moved = cells.filter((cell) => MOVED.test(cell)).length
    return ins! > 0 && outs! > 0 && ins! + outs! + moved > 0.9 * cells.length
  })
}
