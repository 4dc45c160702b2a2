import * as v from 'valibot'
import { whole } from './shapes'

/** Windows of the stages in days; null: proposed from the customers' own gaps between orders. */
export const LifecycleSchema = v.strictObject({
  /** So long after the first order a customer is new. */
  newDays: v.nullable(whole(1, 3650)),
  /** Without an order for so long a customer is dormant, */
  dormantDays: v.nullable(whole(1, 3650)),
  /** and for so long churned. */
  churnedDays: v.nullable(whole(1, 3650)),
})
export type LifecycleSetting = v.InferOutput<typeof LifecycleSchema>
export const defaultLifecycle = (): LifecycleSetting => ({
  newDays: null,
  dormantDays: null,
  churnedDays: null,
})
/** In the order of a customer's life. */
export const STAGES = ['potential', 'new', 'active', 'dormant', 'churned'] as const
