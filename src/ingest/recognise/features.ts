import { normalise } from '../../model/header'
import { NAMED, namesOf } from '../mapping/names'
import type { Sheet } from '../mapping/sheet'
import { meaningOf } from '../state'
import { cellsOf } from './cells'
import { headingOf } from './heading'
import { levelsOf } from './levels'
import { receivers } from './owner'
import { piecesOf } from './pieces'
import { relationsOf } from './relations'
import { sequenceOf } from './sequence'
import type { Concept } from './words'

/** What can be said of a column before anybody knows what it means: names of features. */
export interface ColumnFeatures {
  /** Of name, cells and relations. */
  found: string[]
  /** Targets that go by this very name, with how well. */
  known: Map<string, number>
}

/** Evidence of a heading alone. */
export function nameFeatures(header: string): string[] {
  const { concepts, notes, unknown } = headingOf(header)
  const found: string[] = []
  for (const concept of new Set(concepts)) found.push(`c:${concept}`)
  const head = concepts.at(-1)
  if (head) found.push(`h:${head}`, `f:${concepts[0]}`)
  if (concepts.length === 1) found.push(`o:${head}`)
  for (let i = 0; i + 1 < concepts.length; i++) found.push(`p:${concepts[i]}+${concepts[i + 1]}`)
  for (const note of new Set(notes)) found.push(`n:${note}`)
  if (unknown > 0.6) found.push('u:most')
  else if (unknown > 0.2) found.push('u:some')
  if (!normalise(header) || /^column \d+$/.test(header)) found.push('u:blank')
  if (/[?？]/.test(header)) found.push('u:asks')
  return found
}

const PLACES = /\.(?:region|province|city|country)$/
/** More words than these are no states of orders. */
const MOST_STATES = 12
/** A word for a place is one for a condition as well (State, Estado, Stand): what nearly all cells say decides. */
function areStates(sheet: Sheet, index: number): boolean {
  const { concepts } = headingOf(sheet.header[index]!)
  if (!concepts.includes('province') && !concepts.includes('region')) return false
  const cells = sheet.present(index)
  const words = [...new Set(cells)]
  if (words.length < 2 || words.length > MOST_STATES || cells.length < 5) return false
  const known = new Set(
    words.filter((word) => word.length < 40 && !['unknown', 'silent'].includes(meaningOf(word, 'order'))),
  )
  return known.size > 1 && cells.filter((cell) => known.has(cell)).length > 0.9 * cells.length
}
const asStatus = (feature: string): string =>
  feature.replace(/(?<=[:+])(?:province|region)(?=$|\+)/, 'status')

/** A label is a day in German (Tag): numbers from 1 to 31 are none. */
function areDays(sheet: Sheet, index: number): boolean {
  if (!headingOf(sheet.header[index]!).concepts.includes('tags')) return false
  const cells = sheet.present(index)
  return cells.length > 0 && cells.every((cell) => /^(?:0?[1-9]|[12]\d|3[01])\.?$/.test(cell))
}
const asDay = (feature: string): string => feature.replace(/(?<=[:+])tags(?=$|\+)/, 'date')

/** Evidence of the heading, told apart by the cells where a word means two things. */
function headFeatures(sheet: Sheet, index: number): string[] {
  const found = nameFeatures(sheet.header[index]!)
  if (areStates(sheet, index)) return found.map(asStatus)
  return areDays(sheet, index) ? found.map(asDay) : found
}

/** Evidence of every column of a table, what its name says first. */
export function featuresOf(sheet: Sheet): ColumnFeatures[] {
  const says = (index: number, ...words: Concept[]) =>
    words.some((word) => headingOf(sheet.header[index]!).concepts.includes(word))
  const all = sheet.header.map((_, index) => index)
  const of = relationsOf(sheet, {
    off: all.filter((index) => says(index, 'discount', 'coupon')),
    on: all.filter((index) => says(index, 'freight', 'tax', 'fee')),
    fees: all.filter((index) => says(index, 'fee')),
    paid: all.filter((index) => says(index, 'paid') && !says(index, 'date', 'time')),
    each: all.filter((index) => says(index, 'unitprice', 'price')),
    many: all.filter((index) => says(index, 'quantity', 'weight', 'count', 'duration')),
  })
  const pieces = piecesOf(sheet, {
    prices: all.filter((index) => says(index, 'price', 'unitprice', 'amount', 'sale', 'total')),
    quantities: all.filter(
      (index) => says(index, 'quantity') && !says(index, 'price', 'unitprice', 'amount'),
    ),
    products: all.filter(
      (index) => says(index, 'product', 'sku') && !says(index, 'category', 'quantity', 'count'),
    ),
  })
  const days = sequenceOf(sheet)
  const columns = sheet.header.map((header, index) => ({
    found: [
      ...headFeatures(sheet, index),
      ...cellsOf(sheet, index),
      ...[
        ...(of.get(index) ?? []),
        ...(days.get(index) ?? []),
        ...(pieces.has(index) ? [pieces.get(index)!] : []),
      ].map((relation) => `r:${relation}`),
    ],
    known: new Map([...namesOf(header)].filter(([, score]) => score > NAMED)),
  }))
  columns.forEach((column, index) => {
    if (column.found.includes('c:status') && !headingOf(sheet.header[index]!).concepts.includes('status'))
      for (const target of column.known.keys()) if (PLACES.test(target)) column.known.delete(target)
    if (areDays(sheet, index)) column.known.clear()
  })
  for (const index of receivers(sheet, columns)) columns[index]!.found.push('r:receiver')
  for (const [index, level] of levelsOf(sheet, columns)) columns[index]!.found.push(`r:${level}`)
  return columns
}
