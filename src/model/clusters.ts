import * as v from 'valibot'
import { whole } from './shapes'

export const MOST_CLUSTERS = 8
export const FEWEST_CLUSTERS = 2
/** How many groups by behaviour; absent: as the data have them. */
export const ClustersSchema = v.strictObject({ k: v.optional(whole(FEWEST_CLUSTERS, MOST_CLUSTERS)) })
export type ClustersSetting = v.InferOutput<typeof ClustersSchema>
