import { insertRows, type Engine } from '../../engine/engine'
import { datedPart, partOn } from '../../tables/tiers'
import { monthsBefore, reachesBack } from '../../model/day'
import type { TierIndicator, TierScheme } from '../../model/scheme'
import type { Foretold, Then } from '../../stats/foretell'
import { pointsOf, scaleOf } from '../../stats/score'
import { judgedWeights } from '../../stats/weights'
import type { Session } from '../session'
import outcomeSql from './outcome.sql?raw'
import outcomeSpanSql from './outcome-span.sql?raw'

/** What is learnt: grade on `earlier`, see until `later`; grade on `later`, see until `until`. */
export interface Lesson {
  earlier: string
  later: string
  until: string
  months: number
}
/** What a suggestion is worked out from; `judged`: weights of pairwise comparison, null where nobody compared. */
export interface Material {
  earlier: Then
  later: Then
  given: { present: number[]; judged: number[] | null }
}
export interface Suggestion {
  lesson: Lesson
  /** Indicators that were known on those days, with their present weights among each other. */
  indicators: TierIndicator[]
  judged: number[] | null
  /** Names of indicators that only the present knows. */
  undated: string[]
  found: Foretold<'present' | 'judged'>
}
/**
 * `orders`: there are no dated ones; `short`: not two periods after a first year; `single`: fewer than two indicators are
 * known of past days; `few`: too few customers, or too few who bought after.
 */
export type NoSuggestion = { none: 'orders' | 'short' | 'single' | 'few'; customers?: number }

/** Fewer customers than this on one of the days, or fewer of them who bought after it, teach nothing. */
const FEWEST = { customers: 50, buyers: 20 }
const PERIODS = [12, 6, 3]

/** The lessons that the orders up to the view's day are long enough for, the longest first. */
export function lessonsOf({ params, summed }: Pick<Session, 'params' | 'summed'>): Lesson[] {
  if (!params?.data_start || summed) return []
  return PERIODS.map((months): Lesson => {
    const later = monthsBefore(params.as_of, months)
    return { earlier: monthsBefore(later, months), later, until: params.as_of, months }
  }).filter(({ earlier }) => reachesBack(earlier, 12, params.data_start))
}

/**
 * Weights that would have foretold best what the customers brought next, tested on a later day beside those of the
 * scheme and of pairwise comparison. `learn` works it out (`stats/foretell`), here or aside. Nothing is applied.
 */
export async function suggestWeights(
  session: Session,
  scheme: TierScheme,
  learn: (material: Material) => Promise<Suggestion['found']>,
  months?: number,
): Promise<Suggestion | NoSuggestion> {
  if (session.summed || !session.params?.data_start) return { none: 'orders' }
  const lessons = lessonsOf(session)
  const lesson = lessons.find((each) => each.months === months) ?? lessons[0]
  if (!lesson) return { none: 'short' }
  const dated = datedPart(scheme) && partOn(scheme, lesson.earlier, session.params.data_start)
  if (!dated || dated.indicators.length < 2) return { none: 'single' }
  const earlier = await thenOf(session, dated, lesson.earlier, lesson.later)
  const later = await thenOf(session, dated, lesson.later, lesson.until)
  for (const { outcome } of [earlier, later])
    if (outcome.length < FEWEST.customers || outcome.filter((x) => x > 0).length < FEWEST.buyers)
      return { none: 'few', customers: outcome.length }
  const { indicators } = dated
  const judged = judgedWeights(indicators, scheme.judgements)
  const present = indicators.map(({ weight }) => weight)
  const found = await learn({ earlier, later, given: { present, judged } })
  const known = new Set(indicators.map(({ name }) => name))
  const undated = scheme.indicators.map(({ name }) => name).filter((name) => !known.has(name))
  return { lesson, indicators, judged, undated, found }
}

/** Indicators of a scheme with suggested weights; those that could not be judged keep theirs. */
export function withWeights({ indicators }: TierScheme, names: string[], weights: number[]): TierIndicator[] {
  const suggested = new Map(names.map((name, k) => [name, weights[k]!]))
  const share = indicators.reduce((sum, { name, weight }) => sum + (suggested.has(name) ? weight : 0), 0)
  return indicators.map((each) => {
    const weight = suggested.get(each.name)
    return weight === undefined ? each : { ...each, weight: weight * share }
  })
}

async function thenOf(session: Session, scheme: TierScheme, day: string, until: string): Promise<Then> {
  const { columns, beside } = await session.indicatorsAt(day, scheme, (engine) =>
    readOutcome(engine, day, until),
  )
  const points = scheme.indicators.map((each) => pointsOf(scaleOf(columns[each.name]!, each), each))
  return { points, outcome: beside }
}

async function readOutcome(engine: Engine, after: string, until: string): Promise<Float64Array> {
  await engine.run(outcomeSpanSql)
  await insertRows(engine, 'outcome_span', [[after, until]])
  return (await engine.columns(outcomeSql)).revenue!
}
