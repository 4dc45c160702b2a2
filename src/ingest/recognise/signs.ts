import { NEEDS } from '../mapping/needs'
import { refuse } from '../mapping/refusal'
import type { Sheet } from '../mapping/sheet'
import type { ColumnFeatures } from './features'
import { SIGNS, SEVERAL } from './signs/alone'
import { columnOf } from './signs/column'
import { looksOf, wordsOf } from './signs/looks'
import { bothWays, grainSigns, isAllOpen, spendsAgain } from './signs/rows'
import { together } from './signs/together'

/** Words of what staff do or get: with customers in the table they say something else. */
const OF_STAFF = ['payroll', 'exam', 'log', 'attendance']

/** The signs that a table shows, and pairs of them that say more together. */
export function signsOf(sheet: Sheet, features: ColumnFeatures[]): string[] {
  const everyColumn = features.map((column, index) => columnOf(column, sheet.header[index]))
  const columns = everyColumn.filter(
    (_, index) => !features[index]!.found.includes('v:empty') || !sheet.rows.length,
  )
  const here = new Set<string>()
  for (const [name, test] of Object.entries(SIGNS)) {
    const n = columns.filter(test).length
    if (n) here.add(name)
    if (n > 1 && SEVERAL.has(name)) here.add(`${name}s`)
  }
  const isOfCustomers = here.has('buyer') && !here.has('employed') && !here.has('pupil')
  if (isOfCustomers) for (const name of OF_STAFF) for (const sign of [name, `${name}s`]) here.delete(sign)
  if (spendsAgain(sheet, features, everyColumn)) here.add('spendsAgain')
  if (isAllOpen(sheet, everyColumn)) here.add('allOpen')
  if (bothWays(sheet)) here.add('bothWays')
  const pairs = together(here, columns, sheet.header)
  // Cards that pay again at a till are nobody who could be told apart.
  if (pairs.includes('netOfFee')) here.delete('spendsAgain')
  const found = [...here].map((name) => `s:${name}`)
  found.push(...grainSigns(columns), ...pairs.map((name) => `s:${name}!`))
  found.push(...namesOf(features))
  const like = refuse(sheet.header)
  if (like) found.push(`s:like.${like}`)
  if (sheet.rows.length) found.push(...looksOf(features))
  found.push(
    ...wordsOf(features, !sheet.rows.length).filter(
      (word) => !isOfCustomers || !OF_STAFF.includes(word.slice(2)),
    ),
  )
  const width = sheet.header.length
  found.push('s:bias', width < 4 ? 's:narrow' : width > 20 ? 's:wide' : 's:middle')
  return found
}

/** What the model's own names over the columns say. */
function namesOf(features: ColumnFeatures[]): string[] {
  const found: string[] = []
  const named = new Set(features.flatMap(({ known }) => [...known.keys()]))
  for (const [entity, needs] of Object.entries(NEEDS))
    if (needs.some((list) => list.every((target) => named.has(target)))) found.push(`s:needs.${entity}`)
  // An entity of ours whose own names stand over most columns.
  const owners = features.map(
    ({ known }) => new Set([...known.keys()].map((target) => target.split('.')[0]!)),
  )
  for (const owner of new Set(owners.flatMap((set) => [...set]))) {
    const share = owners.filter((set) => set.has(owner)).length / Math.max(1, owners.length)
    if (share >= 0.6 && owners.length > 2) found.push(`s:most.${owner}`)
  }
  return found
}
