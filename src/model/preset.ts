import type { Condition } from './condition'
import type { TierDimension, TierRule, TierScheme } from './scheme'

/** A scheme for a kind of business, before any data: what these cannot give drops out. */
export interface Preset extends Pick<TierScheme, 'keep' | 'review'> {
  id: (typeof PRESETS)[number]['id']
  dimensions: Record<TierDimension, number>
  /** Weight within the dimension; `more` is better. */
  indicators: PresetIndicator[]
  /** `reason` is a message key. */
  rules: { condition: Condition; kind: TierRule['kind']; tier: TierRule['tier']; reason: string }[]
}
interface PresetIndicator {
  name: string
  dimension: TierDimension
  weight: number
  more: boolean
}

const is = (field: string): Condition => ({ field, op: 'is', values: [true] })
const some = (field: string): Condition => ({ field, op: 'atLeast', values: [1] })
const STRATEGIC = {
  condition: is('is_strategic'),
  kind: 'atLeast',
  tier: 'gold',
  reason: 'scheme.preset.strategic',
} as const
const DEFAULTED = {
  condition: some('defaults_12m'),
  kind: 'atMost',
  tier: 'silver',
  reason: 'scheme.preset.defaulted',
} as const
const DISPUTED = {
  condition: some('disputes_12m'),
  kind: 'atMost',
  tier: 'gold',
  reason: 'scheme.preset.disputed',
} as const

export const PRESETS = [
  /** Many buyers, small baskets: how lately and how often, and what comes back. */
  {
    id: 'retail',
    dimensions: { financial: 0.5, potential: 0.25, risk: 0.25 },
    indicators: [
      { name: 'revenue_12m', dimension: 'financial', weight: 40, more: true },
      { name: 'revenue_all', dimension: 'financial', weight: 40, more: true },
      { name: 'margin_12m', dimension: 'financial', weight: 20, more: true },
      { name: 'orders_12m', dimension: 'financial', weight: 25, more: true },
      { name: 'orders_all', dimension: 'financial', weight: 25, more: true },
      { name: 'average_order', dimension: 'financial', weight: 15, more: true },
      { name: 'categories', dimension: 'potential', weight: 50, more: true },
      { name: 'growth_6m', dimension: 'potential', weight: 30, more: true },
      { name: 'tenure_days', dimension: 'potential', weight: 20, more: true },
      { name: 'recency_days', dimension: 'risk', weight: 60, more: false },
      { name: 'return_rate_12m', dimension: 'risk', weight: 25, more: false },
      { name: 'complaints_12m', dimension: 'risk', weight: 15, more: false },
    ],
    rules: [],
    keep: 2,
    review: 'month',
  },
  /** Few accounts on credit: margin and growth, and whether they pay. */
  {
    id: 'b2b',
    dimensions: { financial: 0.45, potential: 0.3, risk: 0.25 },
    indicators: [
      { name: 'revenue_12m', dimension: 'financial', weight: 40, more: true },
      { name: 'revenue_all', dimension: 'financial', weight: 40, more: true },
      { name: 'margin_12m', dimension: 'financial', weight: 30, more: true },
      { name: 'average_order', dimension: 'financial', weight: 10, more: true },
      { name: 'payment_days', dimension: 'financial', weight: 20, more: false },
      { name: 'growth_12m', dimension: 'potential', weight: 30, more: true },
      { name: 'growth_6m', dimension: 'potential', weight: 20, more: true },
      { name: 'open_deal_amount', dimension: 'potential', weight: 25, more: true },
      { name: 'company_size', dimension: 'potential', weight: 15, more: true },
      { name: 'categories', dimension: 'potential', weight: 10, more: true },
      { name: 'overdue_share', dimension: 'risk', weight: 40, more: false },
      { name: 'credit_rating', dimension: 'risk', weight: 30, more: true },
      { name: 'recency_days', dimension: 'risk', weight: 15, more: false },
      { name: 'disputes_12m', dimension: 'risk', weight: 15, more: false },
    ],
    rules: [STRATEGIC, DISPUTED, DEFAULTED],
    keep: 3,
    review: 'quarter',
  },
  /** Paying month by month: how long, how much a month, and signs of leaving. */
  {
    id: 'subscription',
    dimensions: { financial: 0.45, potential: 0.25, risk: 0.3 },
    indicators: [
      { name: 'monthly_charge', dimension: 'financial', weight: 40, more: true },
      { name: 'revenue_12m', dimension: 'financial', weight: 40, more: true },
      { name: 'revenue_all', dimension: 'financial', weight: 40, more: true },
      { name: 'orders_12m', dimension: 'financial', weight: 20, more: true },
      { name: 'tenure_months', dimension: 'potential', weight: 40, more: true },
      { name: 'tenure_days', dimension: 'potential', weight: 40, more: true },
      { name: 'growth_6m', dimension: 'potential', weight: 30, more: true },
      { name: 'categories', dimension: 'potential', weight: 30, more: true },
      { name: 'recency_days', dimension: 'risk', weight: 40, more: false },
      { name: 'open_tickets', dimension: 'risk', weight: 20, more: false },
      { name: 'complaints_12m', dimension: 'risk', weight: 20, more: false },
      { name: 'overdue_share', dimension: 'risk', weight: 20, more: false },
    ],
    rules: [STRATEGIC, DEFAULTED],
    keep: 3,
    review: 'month',
  },
] satisfies (Omit<Preset, 'id'> & { id: string })[]
