import type { Say } from '../panel'

/** `2026-09-01` → the label of the period that starts there; quarters are those of the fiscal year. */
export function periodLabel(start: string, grain: string, say: Say, fiscalStart = 1): string {
  if (grain === 'week') return say.date(start)
  if (grain !== 'quarter') return say.month(start)
  const [year = 0, month = 1] = start.split('-').map(Number)
  const since = (month - fiscalStart + 12) % 12
  // A fiscal year is named after the calendar year in which it ends.
  const named = fiscalStart > 1 && month >= fiscalStart ? year + 1 : year
  return `${fiscalStart > 1 ? 'FY' : ''}${named} Q${1 + Math.floor(since / 3)}`
}
