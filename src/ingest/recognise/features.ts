import { normalise } from '../../model/header'
import { NAMED, namesOf } from '../mapping/names'
import type { Sheet } from '../mapping/sheet'
import { cellsOf } from './cells'
import { headingOf } from './heading'
import { levelsOf } from './levels'
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

/** Evidence of every column of a table, what its name says first. */
export function featuresOf(sheet: Sheet): ColumnFeatures[] {
  const says = (index: number, ...words: Concept[]) =>
    words.some((word) => headingOf(sheet.header[index]!).concepts.includes(word))
  const all = sheet.header.map((_, index) => index)
  const of = relationsOf(sheet, {
    off: all.filter((index) => says(index, 'discount', 'coupon')),
    on: all.filter((index) => says(index, 'freight', 'tax', 'fee')),
  })
  const days = sequenceOf(sheet)
  const columns = sheet.header.map((header, index) => ({
    found: [
      ...nameFeatures(header),
      ...cellsOf(sheet, index),
      ...[...(of.get(index) ?? []), ...(days.get(index) ?? [])].map((relation) => `r:${relation}`),
    ],
    known: new Map([...namesOf(header)].filter(([, score]) => score > NAMED)),
  }))
  for (const [index, level] of levelsOf(sheet, columns)) columns[index]!.found.push(`r:${level}`)
  return columns
}
