import * as v from 'valibot'
import { text, whole } from './shapes'

/** How a company treats the customers of a tier in a stage; empty words: as the shipped default says. */
export const TreatmentSchema = v.strictObject({
  tier: v.picklist(['diamond', 'gold', 'silver', 'ordinary']),
  stage: text(40),
  service: text(2000),
  /** Days between two contacts; 0: none planned. */
  contactDays: whole(0, 3650),
  offer: text(2000),
  /** Money a customer and year, in the currency of the files. */
  budget: v.pipe(v.number(), v.minValue(0)),
})
export type Treatment = v.InferOutput<typeof TreatmentSchema>
