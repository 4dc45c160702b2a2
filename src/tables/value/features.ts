import type { Failure } from '../../stats/value/maximise'

/** One value a customer in each, always in the same order of customers; days. NaN: not yet a customer at the split. */
export interface ValueFeatures {
  frequency: Float64Array
  recency: Float64Array
  age: Float64Array
  /** What purchases after the first came to, on average; 0: none that cost something. */
  mean: Float64Array
  frequencyThen: Float64Array
  recencyThen: Float64Array
  ageThen: Float64Array
  /** Days held out, after the split, and days in all. */
  span: Float64Array
}

/** Discounts a year that value is worked out for. */
export const DISCOUNTS = [0, 0.05, 0.1, 0.15] as const

export interface ValueFit {
  /** Why there is no answer: of the whole past, of spend, of the time before the split. */
  failures: { model: Failure | null; spend: Failure | null; then: Failure | null }
  model: { r: number; alpha: number; a: number; b: number; logLikelihood: number } | null
  spend: { p: number; q: number; gamma: number; correlation: number } | null
  /** By the columns of `value_estimate`, a value a customer; NaN: no answer. */
  customers: Record<string, Float64Array>
  /** Repeat purchases expected up to the end of each week, of those who were customers at the split. */
  track: Float64Array
  /** Standard error of the sums over all customers, as a share of them, that comes from the parameters. */
  errors: { orders: number | null; value: number | null }
}

/** Who fits: at once, or aside where a page must not stand still; ends with an AbortError where it is told to. */
export type ValueFitter = (features: ValueFeatures, signal?: AbortSignal) => Promise<ValueFit>
