import { writeHits } from '../../engine/condition'
import type { Engine } from '../../engine/engine'
import { partOn, readIndicators } from '../../tables/tiers'
import { fieldsOf } from '../../model/condition'
import type { TierScheme } from '../../model/scheme'
import { gradeAmong, type Others } from '../../stats/among'
import type { Session } from '../session'
import factsSql from './facts.sql?raw'
import fieldsSql from './fields.sql?raw'
import foundSql from './found.sql?raw'
import givenSql from './given.sql?raw'
import hitSql from './hit.sql?raw'
import { prepareReviews } from './prepare'
import scoresSql from './scores.sql?raw'
import valuesSql from './values.sql?raw'

const DAY = 864e5

/** Grades whoever had a trigger since the last review as of the day of the trigger; once whatever the filter. */
export async function prepareTriggers(session: Session): Promise<void> {
  await prepareReviews(session)
  await session.steps.once('triggers', [session.base], () => session.quiet(regrade))
}

async function regrade(session: Session): Promise<void> {
  const { engine, scheme: used, params } = session
  const reviewed = session.comparedDays().findLast((day) => day < params!.as_of)
  if (!used || !reviewed) return
  const scheme = partOn(used, reviewed, params!.data_start)
  await engine.run(foundSql)
  await engine.run(factsSql)
  const columns = await engine.columns(valuesSql)
  const size = columns.place?.length ?? 0
  const { held, hand } = await engine.columns(givenSql)
  const beside = { hits: await hitsOf(engine, scheme, columns), before: held!, overrides: hand! }
  const { score, level } = size
    ? gradeAmong(columns, scheme, beside, await othersOf(engine, used, scheme, reviewed))
    : { score: new Float64Array(), level: new Float64Array() }
  await engine.put('trigger_tier', { place: columns.place ?? new Float64Array(), score, level })
}

/** Who met the condition of each rule on that day. */
async function hitsOf(
  engine: Engine,
  { rules }: TierScheme,
  { place, day }: Record<string, Float64Array>,
): Promise<(Uint8Array | null)[]> {
  if (!rules.length) return []
  const fields = new Set((await engine.query<{ name: string }>(fieldsSql)).map(({ name }) => name))
  const hits: (Uint8Array | null)[] = []
  for (const { condition, until } of rules) {
    if (!fieldsOf(condition).every((field) => fields.has(field))) {
      hits.push(null)
      continue
    }
    await writeHits(engine, 'trigger_hits', 'trigger_state', condition, fields)
    const met = new Set((await engine.columns(hitSql)).place ?? [])
    const last = until ? Date.parse(until) / DAY : Infinity
    hits.push(Uint8Array.from(place!, (at, i) => Number(met.has(at) && day![i]! <= last)))
  }
  return hits
}

/** How everybody stood at the review; values only where an indicator counts ranks. */
async function othersOf(
  engine: Engine,
  used: TierScheme,
  scheme: TierScheme,
  reviewed: string,
): Promise<Others> {
  const { score } = await engine.columns(scoresSql)
  const relative = scheme.indicators.some((each) => each.relative)
  const columns = relative ? await readIndicators(engine, reviewed, used) : {}
  return { scores: score!, columns }
}
