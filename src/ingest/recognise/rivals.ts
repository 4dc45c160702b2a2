import type { ColumnFeatures } from './features'
import type { Weights } from './model'

/**
 * Where several columns could have one meaning: whose it is rather, before anything was counted. Paid comes before due
 * before list prices, the buyer before who receives the parcel, the order's own day before that of its payment. By the
 * meaning or its name alone.
 */
const RIVALS: Record<string, string> = {
  name: 'customer 2 buyer 2 member 2 user 0.5 nickname -0.5 company 0.5 receiver -2 contact -2 staff -3 last_name -2',
  phone: 'customer 2 buyer 2 member 2 receiver -1 contact -1 staff -3 store -3',
  email: 'customer 2 buyer 2 member 2 receiver -1 contact -1 staff -3 store -3',
  customer_id: 'customer 1 buyer 1.2 member 1 user 0 parent -1 company -0.5 device -2 staff -3',
  'orders.amount':
    'r:charged 1 r:payout -2.5 r:whole 1.5 r:partly -3 r:lesser -2 paid 2.5 after 1 due 0 order 0.3 total 0.7 price -0.5 gross -0.5 list -2 subtotal -1.5 product -0.7 store -1 supplier -1.5 balance -2 company -0.5',
  'order_lines.amount':
    'r:charged 1 r:payout -2.5 r:whole 1 r:partly -3 r:lesser -2 line 0.5 paid 1.5 after 1.5 subtotal 0.3 due 0.3 total 0 price -0.5 gross -0.5 list -2 order -0.5 store -1 supplier -1.5 balance -2',
  ordered_at:
    'order 1.5 transaction 0.5 created 0.5 payment -0.5 delivered -1.5 closed -1.5 end -2 updated -2 approved -1.5',
  order_id: 'order 1 id 1.5 invoice 0.5 company 1 line -2 parent 0 payment -1 ticket -0.5',
  opened_at: 'opened 3 ticket 2.5 created 0 updated -2',
  total_spend: 'total 3 ever 1 sale 0.5 average -2',
  status: 'order 1 transaction 1 payment -0.3 delivered -1.5 refund -1.5',
  score: 'first 0',
}

const PRIORS = new Map(
  Object.entries(RIVALS).map(([meaning, line]) => {
    const pairs = line.split(' ')
    return [
      meaning,
      new Map<string, number>(
        pairs.flatMap((word, i) =>
          i % 2 ? [] : [[word.includes(':') ? word : `c:${word}`, Number(pairs[i + 1])] as const],
        ),
      ),
    ]
  }),
)
export const CONTESTED = Object.keys(RIVALS)
export const PRIOR_RIVALS = [...new Set([...PRIORS.values()].flatMap((weights) => [...weights.keys()]))]
export const rivalPrior = (feature: string, meaning: string): number => PRIORS.get(meaning)?.get(feature) ?? 0

/** What a target is contested as, or null: nobody but its own words has it. */
export function contestOf(target: string): string | null {
  const name = target.split('.')[1]!
  return PRIORS.has(target) ? target : PRIORS.has(name) ? name : null
}

/** What of a column counts among its rivals: words, cells and relations, and its words where the table says what is owed. */
export function rivalFeatures(column: ColumnFeatures, isOwed: boolean): string[] {
  const found = [
    ...new Set(column.found.filter((feature) => /^(?:[chov]:|r:(?!smaller|larger))/.test(feature))),
  ]
  return isOwed
    ? [...found, ...found.filter((feature) => feature.startsWith('c:')).map((word) => `owed ${word}`)]
    : found
}
/** Something is still to be paid: what was paid so far is not what was sold. */
export const saysOwed = (columns: ColumnFeatures[]): boolean =>
  columns.some(({ found }) => found.includes('c:balance') && found.includes('v:number'))

/** How much a column goes before others for a meaning, in log odds. */
export function rivalry(
  weights: Weights,
  columns: ColumnFeatures[],
): (index: number, target: string) => number {
  const isOwed = saysOwed(columns)
  const features = columns.map((column) => rivalFeatures(column, isOwed))
  return (index, target) => {
    const at = weights.classes.indexOf(contestOf(target) ?? '')
    if (at < 0) return 0
    let sum = 0
    for (const feature of features[index]!) {
      const pairs = weights.features[feature] ?? []
      for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === at) sum += pairs[i + 1]!
    }
    return sum
  }
}
