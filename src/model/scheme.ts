import type { Condition } from './condition'

/** How customers are graded; kept in the workspace and written to the `tier_…` settings tables. */
export interface TierScheme {
  /** The same for all versions of a scheme. */
  id: string
  /** What people call it; empty for the one that was proposed. */
  name: string
  /** Every accepted change is a version of its own, with its own anchors. */
  version: number
  /** `score`: thresholds on 0…100; `quota`: shares of the customers. */
  mode: 'score' | 'quota'
  levels: TierLevel[]
  indicators: TierIndicator[]
  /** Weighted total → score: the calibration line. */
  calibration: { values: number[]; points: number[] }
  /** The date whose customers the anchors were proposed from. */
  referenceDate: string
  /** On top of the score, in this order. */
  rules: TierRule[]
  /** Who is at most so many points below the threshold of the tier held at the last review stays in it; 0: nobody. */
  keep: number
  /** How often everybody is graded anew. */
  review: ReviewRhythm
  /** The day on which somebody accepted this version, `YYYY-MM-DD`; one that was only proposed has none. */
  accepted?: string
  /** Where weights came from pairwise comparison: its judgements, by what is compared. */
  judgements?: Partial<Record<'dimensions' | TierDimension, Judgements>>
}
export type ReviewRhythm = 'quarter' | 'month'
/** Pairwise comparisons on Saaty's scale: row by row the upper triangle, how much more the first of a pair counts. */
export interface Judgements {
  names: string[]
  /** 1/9 … 9; as many as pairs. */
  upper: number[]
}
/** Top first. `quota` is cumulative from the top: 0.05, 0.20, 0.50, 1. */
export interface TierLevel {
  tier: TierName
  threshold: number
  quota: number
}
export type TierName = 'diamond' | 'gold' | 'silver' | 'ordinary'
export type TierDimension = 'financial' | 'potential' | 'risk'
export interface TierIndicator {
  /** Column of `customer_facts`, snapshot field of `customers`, or attribute (`#` and its header). */
  name: string
  dimension: TierDimension
  /** Share of the total, all sum to 1. */
  weight: number
  /** Value at which half of the customers stand: a missing value scores like it. */
  median: number
  /** Value → points 0…100, linear between. */
  values: number[]
  points: number[]
  /** Anchors stand on the share of graded customers strictly below, 0…1: others' moves move it too. */
  relative?: boolean
  /** Word → points, for a field of words such as a credit rating; anchors then lead points to points. */
  table?: { value: string; points: number }[]
}
/** Whoever meets the condition has the tier at least, at most, or exactly. */
export interface TierRule {
  id: string
  condition: Condition
  kind: 'atLeast' | 'atMost' | 'exactly'
  tier: TierName
  reason: string
  /** Last day on which it holds, `YYYY-MM-DD`; null: without an end. */
  until: string | null
}

/** Ids of rules that are proposed for who brings so much that no score says it; without a reason of its own, a message is theirs. */
export const WHALES = ['whale', 'whale_all'] as const

/** Rules that are proposed where events tell of defaults or disputes, by the fact that each looks at. */
export const EVENT_RULES: TierRule[] = (
  [
    ['defaulted', 'defaults_12m', 'silver'],
    ['disputed', 'disputes_12m', 'gold'],
  ] as const
).map(([id, field, tier]) => ({
  id,
  condition: { field, op: 'atLeast', values: [1] },
  kind: 'atMost',
  tier,
  reason: '',
  until: null,
}))
/** Ids of proposed rules; without a reason of its own, a message is theirs. */
export const PROPOSED: ReadonlySet<string> = new Set([...WHALES, ...EVENT_RULES.map(({ id }) => id)])

/** What decided a customer's tier beside the score; a rule is its place in the scheme, from 1. */
export const DECIDED = { score: 0, keep: -1, override: -2 } as const

export const TIERS: TierName[] = ['diamond', 'gold', 'silver', 'ordinary']

export const DEFAULT_LEVELS: TierLevel[] = [
  { tier: 'diamond', threshold: 90, quota: 0.05 },
  { tier: 'gold', threshold: 80, quota: 0.2 },
  { tier: 'silver', threshold: 60, quota: 0.5 },
  { tier: 'ordinary', threshold: 0, quota: 1 },
]

/** Both are the same version of the same scheme. */
export const isVersion = (one: TierScheme, other: TierScheme): boolean =>
  one.id === other.id && one.version === other.version

/** The day that stands for none: customers who are summed up in a file that names no date are graded as of it. */
export const UNDATED = '2000-01-01'

/**
 * The default indicators: dimension, weight within it, and whether more is better. Only dated ones, so that past
 * reviews can use them; those of all time stand in where a file is summed up already. What the data lack drops out and its weight is shared within its dimension.
 */
export const DEFAULT_INDICATORS: { name: string; dimension: TierDimension; weight: number; more: boolean }[] =
  [
    { name: 'revenue_12m', dimension: 'financial', weight: 25, more: true },
    { name: 'revenue_all', dimension: 'financial', weight: 25, more: true },
    { name: 'orders_all', dimension: 'financial', weight: 8, more: true },
    { name: 'margin_12m', dimension: 'financial', weight: 10, more: true },
    { name: 'orders_12m', dimension: 'financial', weight: 8, more: true },
    { name: 'average_order', dimension: 'financial', weight: 4, more: true },
    { name: 'payment_days', dimension: 'financial', weight: 3, more: false },
    { name: 'growth_12m', dimension: 'potential', weight: 12, more: true },
    { name: 'growth_6m', dimension: 'potential', weight: 6, more: true },
    { name: 'categories', dimension: 'potential', weight: 12, more: true },
    { name: 'recency_days', dimension: 'risk', weight: 8, more: false },
    { name: 'overdue_share', dimension: 'risk', weight: 5, more: false },
    { name: 'return_rate_12m', dimension: 'risk', weight: 4, more: false },
    { name: 'complaints_12m', dimension: 'risk', weight: 3, more: false },
  ]
export const DIMENSION_WEIGHT: Record<TierDimension, number> = { financial: 0.5, potential: 0.3, risk: 0.2 }
