import type { ClustersSetting } from '../../model/clusters'

/** One value a customer in each, always in the same order of customers; NaN: not known. */
export interface Features {
  recency: Float64Array
  frequency: Float64Array
  monetary: Float64Array
}
export type FeatureName = keyof Features
export const FEATURES: FeatureName[] = ['recency', 'frequency', 'monetary']

export interface Fit {
  /** What the groups stand on, and of these what entered as its logarithm. */
  used: FeatureName[]
  logged: FeatureName[]
  /** Left out: the same for everybody, or not said of most. */
  constant: FeatureName[]
  unknown: FeatureName[]
  /** How many groups were taken; 0: none. */
  k: number
  /** How well so many groups are told apart, on the sample. */
  widths: { k: number; width: number; inertia: number }[]
  /** By place: from 1, or 0 for who cannot be placed for want of a value. Group 1 spends most. */
  labels: Uint8Array
  /** Of each group, best spenders first: its name, and its centre in standard deviations from the mean, up is better. */
  centres: { cluster: string; at: Partial<Record<FeatureName, number>> }[]
}

/** Who fits: at once, or aside where a page must not stand still. */
export type Fitter = (features: Features, k: ClustersSetting['k']) => Promise<Fit>

/** Fewer customers are no groups. */
export const LEAST_CLUSTERED = 20
