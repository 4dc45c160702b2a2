import { normalise } from '../../model/header'
import { NAMED, namesOf } from '../mapping/names'
import type { Sheet } from '../mapping/sheet'
import { cellsOf } from './cells'
import { headingOf } from './heading'
import { relationsOf } from './relations'

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
  const { of, sums } = relationsOf(sheet)
  const note = (index: number, what: string) => of.set(index, (of.get(index) ?? new Set()).add(what))
  for (const { x, y, z } of sums) {
    const { concepts } = headingOf(sheet.header[y]!)
    // What is let off leaves the smaller one to be paid; what comes on top the larger one.
    const [paid, list] = concepts.some((c) => c === 'discount' || c === 'coupon')
      ? [x, z]
      : concepts.some((c) => c === 'freight' || c === 'tax' || c === 'fee')
        ? [z, x]
        : []
    if (paid === undefined || list === undefined) continue
    note(paid, 'after')
    note(list, 'before')
  }
  return sheet.header.map((header, index) => ({
    found: [
      ...nameFeatures(header),
      ...cellsOf(sheet, index),
      ...[...(of.get(index) ?? [])].map((relation) => `r:${relation}`),
    ],
    known: new Map([...namesOf(header)].filter(([, score]) => score > NAMED)),
  }))
}
