import type { SheetField } from '../../analysis/sheet'

const MONEY =
  /^(revenue|orders|average_order|margin|categories|growth|sold|refunded|return_rate|total_spend|order_count|monthly_charge)/
const TIME = /(_on|_days|_at|_months|gaps|^r$|^f$|^m$|^active$|^at_risk$|^churned$)$/
/** They stand in the head. */
const HEAD = new Set(['customer_id', 'name', 'tier', 'score', 'segment', 'class', 'stage', 'owner'])

export type Group = 'bought' | 'rhythm' | 'service' | 'said' | 'own'

/** Under which heading a fact stands; null: in the head of the page. */
export function groupOf({ name, kind }: SheetField): Group | null {
  if (HEAD.has(name)) return null
  if (kind === 'attribute') return 'own'
  if (MONEY.test(name)) return 'bought'
  if ((kind === 'fact' && TIME.test(name)) || name === 'recency_days') return 'rhythm'
  return kind === 'fact' && !['region', 'channel', 'first_year', 'age_band', 'size_band'].includes(name)
    ? 'service'
    : 'said'
}
export const GROUPS: Group[] = ['bought', 'rhythm', 'service', 'said', 'own']
