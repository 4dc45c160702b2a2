import { dimensionLabel, valueLabel } from '../analysis/dimension'
import type { Say } from '../analysis/panel'
import { isPeriod } from '../model/day'

/** `12m`, `all`, `2011-01..2011-06` in words. */
export function periodText(period: string, say: Say): string {
  if (!isPeriod(period)) return period
  if (period === 'all') return say.t('view.all')
  const [from, to] = period.split('..')
  if (to) return `${say.month(`${from}-01`)} – ${say.month(`${to}-01`)}`
  return say.t('view.months', { n: Number.parseInt(period) })
}

/** Who is chosen: a field and its values each. */
export const filterTexts = (filter: Record<string, string[]>, say: Say): string[] =>
  Object.entries(filter).map(([field, values]) =>
    say.t('view.filter', {
      field: dimensionLabel(field, say),
      values: values.map((value) => valueLabel(field, value, say)).join(say.t('comma')),
    }),
  )

/** As it stands alone: `last 12 months` → `Last 12 months`. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
