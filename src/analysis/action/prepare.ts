import { insertRows } from '../../engine/engine'
import type { ReviewRhythm } from '../../model/scheme'
import { comparedDays } from '../review/prepare'
import type { Session } from '../session'
import buildSql from './build.sql?raw'
import leftSql from './left.sql?raw'
import marksSql from './marks.sql?raw'
import { preparePlaybook } from './playbook'
import whenSql from './when.sql?raw'

/** Points below or above a threshold that count as near where the scheme has no buffer of its own. */
const NEAR = 2

/** Writes `action_list`, once for the customers, the playbook and what was done already. A filter does not count. */
export async function prepareActions(session: Session): Promise<void> {
  await preparePlaybook(session)
  const reviews = comparedDays(session).filter(({ reviewed }) => reviewed)
  const [before, last] = reviews.slice(-2).map(({ as_of }) => as_of)
  if (last) await session.gradeDates([before!, last])
  const { params, scheme, config } = session
  const next = params?.data_start && scheme ? nextReview(params.as_of, scheme.review) : null
  const form = JSON.stringify([config.playbook, before, last])
  await session.once(
    'actions',
    async (engine) => {
      await engine.run(whenSql)
      await insertRows(engine, 'action_when', [
        [last ?? null, last ? before! : null, next, scheme?.keep || NEAR],
      ])
      await engine.run(buildSql)
    },
    form,
  )
  await session.once(
    'actions.left',
    async (engine) => {
      await engine.run(marksSql)
      await insertRows(
        engine,
        'action_mark',
        config.marks.map(({ customer, kind, done, at, until }) => [customer, kind, done, at, until]),
      )
      await engine.run(leftSql)
    },
    form + JSON.stringify(config.marks),
  )
}

/** The first day after `day` on which everybody is graded anew: the end of a quarter or month. */
export function nextReview(day: string, rhythm: ReviewRhythm): string {
  const [year, month] = later(day).split('-').map(Number) as [number, number]
  const months = rhythm === 'quarter' ? 3 : 1
  return new Date(Date.UTC(year, Math.ceil(month / months) * months, 0)).toISOString().slice(0, 10)
}
const later = (day: string): string => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10)
