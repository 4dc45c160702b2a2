import * as v from 'valibot'
import { isCondition, type Condition } from './condition'
import { text } from './shapes'

/** A choice of customers under a name: filter, dimension, and something to compare. */
export const SegmentSchema = v.strictObject({
  id: text(40),
  name: v.pipe(text(120), v.minLength(1)),
  condition: v.pipe(
    v.looseObject({}),
    v.check((stored) => isCondition(stored), 'condition'),
  ),
})
export interface Segment {
  id: string
  name: string
  condition: Condition
}
