import { insertRows } from '../../engine/engine'
import { partOn } from '../../tables/tiers'
import type { Session } from '../session'
import standingSql from './standing.sql?raw'
import tablesSql from './tables.sql?raw'

/** So many reviews are looked back on; more would be more marts than anybody reads. */
const MOST = 8

/** Days that can be compared, oldest first: the last reviews, and the day of the view where it is none of them. */
export function comparedDays(session: Session): { as_of: string; reviewed: boolean }[] {
  const reviewed = new Set(session.reviews())
  const days = session.comparedDays().map((as_of) => ({ as_of, reviewed: reviewed.has(as_of) }))
  const reviews = days.filter((day) => day.reviewed).slice(-MOST)
  return days.filter((day) => !day.reviewed || reviews.includes(day))
}

/** Grades the days that can be compared and writes the tables that the panels of reviews read; a filter changes none of them. */
export async function prepareReviews(session: Session): Promise<void> {
  await session.whenReached('all')
  await session.steps.once('reviews', [session.base], () => write(session))
}

async function write(session: Session): Promise<void> {
  const days = comparedDays(session)
  const scheme =
    session.scheme && days.length
      ? partOn(session.scheme, days.at(-1)!.as_of, session.params!.data_start)
      : session.scheme
  await session.gradeDates(days.map(({ as_of }) => as_of))
  await session.quiet(async ({ engine }) => {
    await engine.run(tablesSql)
    await insertRows(
      engine,
      'review_dates',
      days.map(({ as_of, reviewed }) => [as_of, reviewed, session.windowless(as_of).join(',')]),
    )
    await engine.run(standingSql)
    await insertRows(
      engine,
      'review_indicator',
      (scheme?.indicators ?? []).map((each) => [
        each.name,
        each.weight,
        each.median,
        each.values,
        each.points,
        each.relative ?? false,
      ]),
    )
  })
}

/** Why there is no move to show; null: there are two days to compare. */
export function tooShort(session: Session): string | null {
  if (!session.params || session.summed) return null
  return comparedDays(session).length < 2 ? 'reason.reviews' : null
}
