import { reachesBack } from '../model/day'
import type { ReviewRhythm } from '../model/scheme'

/**
 * Days on which everybody is graded anew, oldest first: ends of quarters (or months) up to and including `until` whose
 * own 12 months lie inside the data, but for a few days. Dates are `YYYY-MM-DD`.
 */
export function reviewDates(dataStart: string, until: string, rhythm: ReviewRhythm): string[] {
  const months = rhythm === 'quarter' ? 3 : 1
  const dates: string[] = []
  const [year, month] = dataStart.split('-').map(Number) as [number, number]
  for (let at = Math.ceil(month / months) * months; ; at += months) {
    // Day 0 of the month after is the last day of the month.
    const end = new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10)
    if (end > until) return dates
    if (reachesBack(end, 12, dataStart)) dates.push(end)
  }
}
