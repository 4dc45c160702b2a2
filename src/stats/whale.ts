import { WHALES, type TierRule, type TierScheme } from '../model/scheme'
import { levelsOf } from './score'

/** Who brings so large a share of the revenue, and so many times the average, is in the top tier whatever else is said. */
const SHARE = 0.1
const TIMES = 5
/** More than this is the business, however few customers there are and however long ago it was. */
const MOST = 0.5

/**
 * Points follow the place among the customers, so that one who brings nearly all of the revenue has hardly more of them
 * than the next, and falls below the top tier by what else is weighed. A rule holds such customers there and leaves all
 * others where they are: whose revenue is at least a tenth of the whole and five times the average (half of the whole is
 * always enough), so at most nine customers and a fifth of them. Of all time only who brought half of it. None where the
 * score alone says so already. `raw`: their weighted totals by this scheme.
 */
export function whaleRules(
  columns: Record<string, Float64Array>,
  has: (name: string) => boolean,
  raw: Float64Array,
  scheme: TierScheme,
): TierRule[] {
  const usual = ['revenue_12m', 'revenue_all'].find((name) => columns[name] && has(name))
  const [top] = scheme.levels
  if (!usual || !top) return []
  const asked: [id: TierRule['id'], field: string, least: number][] = [
    [WHALES[0], usual, Math.min(MOST, Math.max(SHARE, TIMES / raw.length))],
    [WHALES[1], 'revenue_all', MOST],
  ]
  // Hardly any data have such a customer: nobody is graded to find that out.
  let level: Float64Array | null = null
  return asked.flatMap(([id, field, least]): TierRule[] => {
    const column = columns[field]
    const from = column ? part(column, least) : null
    if (!column || from === null) return []
    level ??= levelsOf(raw, scheme).level
    const kept = column.reduce((n, value, i) => n + Number(value >= from && level![i]! > 1), 0)
    if (!kept) return []
    column.forEach((value, i) => value >= from && (level![i] = 1))
    const condition = { field, op: 'atLeast' as const, values: [from] }
    return [{ id, condition, kind: 'atLeast', tier: top.tier, reason: '', until: null }]
  })
}

/** That share of what all with a positive value bring together, three digits; null: nobody brings as much. */
function part(column: Float64Array, share: number): number | null {
  let [total, largest] = [0, 0]
  for (const value of column)
    if (value > 0) {
      total += value
      largest = Math.max(largest, value)
    }
  const least = share * total
  if (!total || largest < least) return null
  const unit = 10 ** (Math.floor(Math.log10(least)) - 2)
  return Number((Math.floor(least / unit) * unit).toPrecision(3))
}
