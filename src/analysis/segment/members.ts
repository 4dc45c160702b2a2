import { writeMembers, type Place } from '../../engine/condition'
import type { Engine } from '../../engine/engine'
import { fieldsOf, isComplete } from '../../model/condition'
import type { Segment } from '../../model/segment'
import { sheetFields, type SheetField } from '../sheet'
import dimensionSql from './dimension.sql?raw'

/** Where the fields of `customer_sheet` stand for a condition over it. */
export const placesOf = (fields: SheetField[]): Map<string, Place> =>
  new Map(fields.map(({ name, type }) => [name, kindOf(type)]))

const kindOf = (type: SheetField['type']): Place =>
  type === 'text' || type === 'date' || type === 'boolean' ? type : 'number'

/**
 * Writes `segment_members(name, customer_id)` and the dimension `saved` over `customer_sheet`, which must stand.
 * Returns, by name, the fields that a segment asks and these data do not have: it has no members then.
 */
export async function writeSegments(engine: Engine, segments: Segment[]): Promise<Map<string, string[]>> {
  const places = segments.length ? placesOf(await sheetFields(engine)) : new Map<string, Place>()
  const lacking = new Map<string, string[]>()
  const whole = segments.filter(({ name, condition }) => {
    const absent = fieldsOf(condition).filter((field) => !places.has(field))
    if (absent.length) lacking.set(name, absent)
    return !absent.length && isComplete(condition)
  })
  await writeMembers(engine, 'segment_members', 'customer_sheet', whole, places)
  await engine.run(dimensionSql)
  return lacking
}
