import { DATED, datedPart, partOn, readBeside, readIndicators } from '../../tables/tiers'
import { fieldsOf } from '../../model/condition'
import { AppError } from '../../model/error'
import type { Preset } from '../../model/preset'
import type { TierIndicator, TierScheme } from '../../model/scheme'
import { fitScheme, proposeScheme } from '../../stats/scheme'
import { grade, ranksOf } from '../../stats/score'
import type { Session } from '../session'
import { eitherOf } from '../tiers/preset'
import type { Grading, PlainGrading } from './gradings'

/** What a grading says of the customers of a past day, in the order of `tier_input`. */
export interface Trial {
  key: string
  name: string
  version: number | null
  /** Who ranks higher stands higher: the tier first, then the score. */
  rank: Float64Array
  /** 0…100. */
  score: Float64Array
  /** Place of the tier, 1 = top; null: there are no tiers. */
  level: Float64Array | null
}
type Columns = Record<string, Float64Array>

/**
 * Grades the customers of a past day, whose marts must stand, by each of these, from what was known on that day. Buffer
 * and decisions by hand are left out: they belong to the tiers that were held, not to the scheme. `read` runs while
 * `tier_input` holds these customers. @throws AppError `compare.undated`
 */
export async function tryOut<T>(
  session: Session,
  day: string,
  gradings: Grading[],
  read: (trials: Trial[]) => Promise<T>,
): Promise<T> {
  const known = await session.indicators()
  return session.quiet(async ({ engine, scheme: used, params }) => {
    const schemes = gradings.map((grading) => datedScheme(grading, known, day, params!.data_start))
    const wanted = gradings.flatMap((grading, i) =>
      grading.kind === 'preset' ? asked(grading.preset, known).map(bare) : (schemes[i]?.indicators ?? []),
    )
    const all = [...new Map(wanted.map((each) => [each.name, each])).values()]
    const union: TierScheme = { ...used!, indicators: all, rules: [], keep: 0 }
    const columns = await readIndicators(engine, day, union)
    const size = columns.orders_all?.length ?? 0
    const trials: Trial[] = []
    for (const [i, grading] of gradings.entries()) {
      const { key } = grading
      if (grading.kind === 'plain') {
        const score = plain(grading.key, columns).map((share) => 100 * share)
        trials.push({ key, name: '', version: null, rank: score, score, level: null })
        continue
      }
      const made =
        grading.kind === 'preset' ? proposed(grading.preset, columns, known, day, used!) : schemes[i]!
      const { hits } = await readBeside(engine, day, size, { ...made, keep: 0 }, null)
      const { level, score } = grade(columns, { ...made, keep: 0 }, { hits })
      const rank = score.map((each, row) => (made.levels.length - level[row]!) * 1000 + each)
      const { name, version } = made
      trials.push({ key, name, version, rank, score, level })
    }
    return await read(trials)
  })
}

/** A scheme as far as that day and these data can give it; null: there is none to look at yet. */
function datedScheme(
  grading: Grading,
  known: ReadonlySet<string>,
  day: string,
  dataStart: string,
): TierScheme | null {
  if (grading.kind !== 'scheme') return null
  const dated = datedPart(grading.scheme) && partOn(grading.scheme, day, dataStart)
  const fitted = dated && fitScheme(dated, (name) => known.has(name))
  if (!fitted) throw new AppError('compare.undated', { grading: grading.scheme.name || grading.key })
  return fitted
}

const bare = (name: string): TierIndicator => ({
  name,
  dimension: 'financial',
  weight: 0,
  median: 0,
  values: [0],
  points: [0],
})
/** Names that a preset would stand on, of a past day. */
const asked = ({ indicators }: Preset, known: ReadonlySet<string>): string[] =>
  indicators.map(({ name }) => name).filter((name) => DATED.has(name) && known.has(name))

/** A preset's anchors from the customers of that day, so that nothing of what came after is in them. */
function proposed(
  preset: Preset,
  columns: Columns,
  known: ReadonlySet<string>,
  day: string,
  used: TierScheme,
): TierScheme {
  const names = new Set(asked(preset, known))
  const says = (name: string) => names.has(name) && !!columns[name]?.some((value) => !Number.isNaN(value))
  const scheme = proposeScheme(columns, eitherOf(says), day, preset)
  const rules = preset.rules
    .filter(({ condition }) => fieldsOf(condition).every((name) => name.endsWith('_12m') && known.has(name)))
    .map((rule, i) => ({ ...rule, id: String(i + 1), until: null }))
  return { ...scheme, levels: used.levels, mode: used.mode, rules: [...scheme.rules, ...rules] }
}

/** Shares of customers strictly below, so that equal values stand equally. */
function plain(key: PlainGrading, columns: Columns): Float64Array {
  const ranks = (name: string, sign = 1) => ranksOf(columns[name]!.map((value) => sign * value))
  if (key !== 'rhythm') return ranks(key)
  const [orders, days, revenue] = [ranks('orders_12m'), ranks('recency_days', -1), ranks('revenue_12m')]
  return orders.map((share, i) => 0.4 * share + 0.2 * days[i]! + 0.4 * revenue[i]!)
}
