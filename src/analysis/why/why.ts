import { partOn } from '../../tables/tiers'
import type { TierScheme } from '../../model/scheme'
import type { Session } from '../session'
import { explain, gradeAll, type Graded, type Why } from './explain'

/** The scheme as far as it can be known on the day of the view. */
function schemeOf({ scheme, params }: Session): TierScheme | null {
  if (!scheme || !params) return null
  if (!params.data_end) return scheme
  return partOn(scheme, params.as_of, params.data_start, params.as_of >= params.data_end)
}

async function gradedOf(session: Session): Promise<Graded | null> {
  await session.whenReached('all')
  const scheme = schemeOf(session)
  const given = scheme && (await session.whatIf(scheme))
  return given ? gradeAll(given, scheme) : null
}

/** Why a customer has its tier as of the day of the view; null: nobody of that id is graded. */
export async function why(session: Session, customer: string): Promise<Why | null> {
  await session.whenReached('all')
  const { state } = session
  const graded = await session.steps.once('graded', [state], () => gradedOf(session))
  // What stood when it was asked is gone: the present state answers.
  if (session.state !== state) return why(session, customer)
  const at = graded?.given.ids.indexOf(customer) ?? -1
  return graded && at >= 0 ? explain(graded, at) : null
}
