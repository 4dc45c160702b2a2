import type { EntityName } from '../../model/entities'
import type { ColumnMapping } from '../mapping'
import { isMasked } from './buyer'
import { plain } from './column'
import type { Context } from './context'

/** Files of these are of somebody who is a customer elsewhere, and often say no more of them than what reaches them. */
const OF_SOMEBODY: EntityName[] = ['feedback', 'tickets', 'points', 'events', 'touches']
/** Whose address it is else. */
const OTHERS = ['c:staff', 'c:receiver', 'c:store', 'c:supplier', 'c:sent']

/** Where no column says whose a row is, an e-mail address or a phone does. */
export function knownByAddress(
  columns: ColumnMapping[],
  kind: EntityName,
  { sheet, evidence, choice }: Context,
): ColumnMapping[] {
  const target = `${kind}.customer_id`
  if (!OF_SOMEBODY.includes(kind) || columns.some((column) => column.target === target)) return columns
  const found = ({ index }: ColumnMapping) => evidence.columns[index]!.found
  const free = columns.filter(
    (column) =>
      !column.target &&
      !column.dropped &&
      choice(column.index) === undefined &&
      !found(column).some((feature) => OTHERS.includes(feature)) &&
      !isMasked(sheet, column.index),
  )
  const own = ['v:email', 'v:mobile'].flatMap(
    (looks) => free.find((column) => found(column).includes(looks)) ?? [],
  )[0]
  if (!own) return columns
  const id = plain(sheet.as(own.index, 'id'))
  return columns.map((column) =>
    column === own ? { ...column, ...id, target, confidence: 0.7, reason: 'shape' } : column,
  )
}
