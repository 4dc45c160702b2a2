import { writeHits } from '../engine/condition'
import { insertRows, type Engine } from '../engine/engine'
import { fieldsOf } from '../model/condition'
import { reachesBack } from '../model/day'
import { entity } from '../model/entities'
import { AppError } from '../model/error'
import type { Override } from '../model/person'
import { DEFAULT_INDICATORS, type TierIndicator, type TierRule, type TierScheme } from '../model/scheme'
import { fitScheme, proposeScheme } from '../stats/scheme'
import { grade, type Beside } from '../stats/score'
import { setDates, type Available } from './build'
import askedSql from './sql/asked.sql?raw'
import candidateColumnsSql from './sql/candidate-columns.sql?raw'
import candidatesSql from './sql/candidates.sql?raw'
import clearSchemeSql from './sql/clear-scheme.sql?raw'
import extraSql from './sql/extra.sql?raw'
import heldSql from './sql/held.sql?raw'
import hitSql from './sql/hit.sql?raw'
import overriddenSql from './sql/overridden.sql?raw'
import stateSql from './sql/state.sql?raw'
import tierSql from './sql/tier.sql?raw'
import traitSql from './sql/trait.sql?raw'

/** One date's graded customers, one array each indicator that may be used; leaves `tier_input` for `writeTiers`. */
export async function readIndicators(
  engine: Engine,
  date: string,
  scheme: TierScheme | null = null,
  signal?: AbortSignal,
): Promise<Record<string, Float64Array>> {
  await setDates(engine, [date])
  await engine.run(candidatesSql, signal)
  const columns = await engine.columns(candidateColumnsSql, signal)
  const extra = scheme?.indicators.filter(({ name }) => !columns[name]) ?? []
  if (!extra.length) return columns
  await writeAsked(engine, scheme!.indicators)
  await engine.run(traitSql, signal)
  const { row, ordinal, value } = await engine.columns(extraSql, signal)
  const size = Object.values(columns)[0]?.length ?? 0
  const places = new Map(scheme!.indicators.map((each, at) => [at + 1, each.name]))
  for (const { name } of extra) columns[name] = new Float64Array(size).fill(NaN)
  row?.forEach((at, i) => (columns[places.get(ordinal![i]!)!]![at] = value![i]!))
  return columns
}

/** Which further columns are wanted: of a scheme that need not be the one in use, whose `tier_…` tables panels read. */
async function writeAsked(engine: Engine, indicators: TierIndicator[]): Promise<void> {
  await engine.run(askedSql)
  await insertRows(
    engine,
    'asked_indicator',
    indicators.map(({ name }, at) => [name, at + 1]),
  )
  await insertRows(
    engine,
    'asked_table',
    indicators.flatMap(({ name, table = [] }) => table.map(({ value, points }) => [name, value, points])),
  )
}

/** Fields that a rule's condition may look at: columns of `customer_state`. */
export async function stateFields(engine: Engine, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  await engine.run(stateSql, signal)
  const rows = await engine.query<{ name: string }>(
    "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'customer_state'",
  )
  return new Set(rows.map(({ name }) => name))
}

/** What decides beside the score, row by row of `tier_input`; `reviewed`: the review before, whose tiers stand. */
export async function readBeside(
  engine: Engine,
  date: string,
  size: number,
  scheme: TierScheme,
  reviewed: string | null,
  signal?: AbortSignal,
): Promise<Beside> {
  const spread = async (sql: string): Promise<Float64Array> => {
    const { row, level } = await engine.columns(sql, signal)
    const levels = new Float64Array(size)
    row?.forEach((at, i) => (levels[at] = level?.[i] ?? 1))
    return levels
  }
  const beside: Beside = { overrides: await spread(overriddenSql) }
  if (scheme.keep > 0 && reviewed) {
    await engine.query('CREATE OR REPLACE TEMP TABLE review_before AS SELECT ?::DATE AS as_of', [reviewed])
    beside.before = await spread(heldSql)
  }
  if (!scheme.rules.length) return beside
  const fields = await stateFields(engine, signal)
  beside.hits = []
  for (const { condition, until } of scheme.rules) {
    const known = fieldsOf(condition).every((field) => fields.has(field))
    if (!known || (until && until < date)) beside.hits.push(null)
    else {
      await writeHits(engine, 'rule_hits', 'customer_state', condition, fields)
      beside.hits.push(Uint8Array.from(await spread(hitSql)))
    }
  }
  return beside
}

/**
 * Scores and tiers of the customers whose indicators were read last. They are computed on typed arrays, the same as
 * while dragging: in SQL the planning alone of a piecewise line per indicator took longer than all of this.
 */
export async function writeTiers(
  engine: Engine,
  columns: Record<string, Float64Array>,
  scheme: TierScheme,
  beside: Beside = {},
  signal?: AbortSignal,
): Promise<void> {
  await engine.put('tier_output', grade(columns, scheme, beside))
  await engine.run(tierSql, signal)
}

/** Tiers given by hand: who, which, and over which days. */
export async function writeOverrides(engine: Engine, overrides: Override[]): Promise<void> {
  await engine.run('DELETE FROM tier_override')
  await insertRows(
    engine,
    'tier_override',
    overrides.map(({ customer, tier, since, until }) => [customer, tier, since, until]),
  )
}

/** Settings are data: the scheme in use as rows of the `tier_…` tables; no tier of another scheme stays. */
export async function writeScheme(engine: Engine, scheme: TierScheme): Promise<void> {
  await engine.run(clearSchemeSql)
  await insertRows(engine, 'tier_scheme', [[scheme.mode, scheme.keep, scheme.review]])
  await insertRows(
    engine,
    'tier_indicator',
    scheme.indicators.map((i, at) => [
      i.name,
      i.dimension,
      i.weight,
      i.median,
      i.values,
      i.points,
      at + 1,
      i.relative ?? false,
    ]),
  )
  await insertRows(
    engine,
    'tier_rule',
    scheme.rules.map(({ kind, tier, reason, until }, at) => [at + 1, kind, tier, reason, until]),
  )
  await insertRows(engine, 'tier_calibration', [[scheme.calibration.values, scheme.calibration.points]])
  await insertRows(
    engine,
    'tier_level',
    scheme.levels.map((level, k) => [level.tier, k + 1, level.threshold, level.quota]),
  )
}

/** Indicators that `tier_input` holds anyway; others are asked for one by one. */
const USUAL = new Set(DEFAULT_INDICATORS.map(({ name }) => name))
/** Dated facts beside the usual ones that an indicator may stand on. */
export const MORE_FACTS = [
  'tenure_days',
  'revenue_6m',
  'orders_6m',
  'open_tickets',
  'defaults_12m',
  'disputes_12m',
  'events_12m',
  'open_deals',
  'open_deal_amount',
] as const
/** All that is known of any date. */
export const DATED: ReadonlySet<string> = new Set([...USUAL, ...MORE_FACTS])

/** Whether grading asks more than the usual facts, so that customer files must stand before it. */
export const asksMore = ({ indicators, rules }: TierScheme): boolean =>
  rules.length > 0 || indicators.some(({ name }) => !USUAL.has(name))

const SNAPSHOT = new Set(
  entity('customers')
    .fields.filter(({ time }) => time === 'snapshot')
    .map(({ name }) => name),
)
/** Whether a field is known as an export happened to show it, so at present only; so is any attribute. */
export const isSnapshot = (field: string): boolean =>
  field.startsWith('#') || (SNAPSHOT.has(field) && !DATED.has(field))

/**
 * The part of a scheme that can be known as of a past date: what only customer files say at present drops out, with its
 * weight shared as where data lack it. The scheme itself where all of it is dated; null: nothing of it is.
 */
export function datedPart(scheme: TierScheme): TierScheme | null {
  const isNow = ({ condition }: TierRule) => fieldsOf(condition).some(isSnapshot)
  const fitted = fitScheme(scheme, (name) => DATED.has(name))
  if (!fitted || !scheme.rules.some(isNow)) return fitted
  // Nobody meets it, but the rules after it keep their place: by it the tiers say which rule decided.
  const rules = scheme.rules.map((rule) => (isNow(rule) ? { ...rule, condition: { any: [] } } : rule))
  return { ...fitted, rules }
}

/** So many months before a date what compares two windows looks back. */
const BACK: Record<string, number> = { growth_12m: 24, growth_6m: 12 }
/** Indicators of a scheme whose windows begin before the data as of a date: nothing is known of them on it. */
export const windowless = ({ indicators }: TierScheme, date: string, dataStart: string): string[] =>
  indicators.map(({ name }) => name).filter((name) => !reachesBack(date, BACK[name] ?? 0, dataStart))

/**
 * The part of a scheme that can be known on a date: without what looks back to before the data and, unless it is the
 * present, without what only the present says.
 */
export function partOn(scheme: TierScheme, date: string, dataStart: string, present = false): TierScheme {
  const dated = present ? scheme : (datedPart(scheme) ?? scheme)
  const without = new Set(windowless(dated, date, dataStart))
  return fitScheme(dated, (name) => !without.has(name)) ?? dated
}

/** Indicators that the customer files, events and deals of these data can give beside the usual ones. */
export async function moreIndicators(engine: Engine, available: Available): Promise<Set<string>> {
  await engine.run(traitSql)
  const said = await engine.query<{ name: string }>('SELECT DISTINCT name FROM customer_trait')
  return new Set([...MORE_FACTS.filter((name) => standsOn(name, available)), ...said.map(({ name }) => name)])
}

/** Whether optional marts that an indicator stands on are filled. */
function standsOn(name: string, available: Available): boolean {
  if (name === 'margin_12m') return available.margin
  if (name === 'categories') return available.products
  if (name === 'payment_days' || name === 'overdue_share') return available.payment
  if (name === 'complaints_12m' || name === 'open_tickets') return available.voice
  if (/^(defaults|disputes|events)_12m$/.test(name)) return available.events
  if (name.startsWith('open_deal')) return available.deals
  if (name === 'tenure_days' || /_6m$/.test(name)) return !available.summed
  return true
}

/** The indicators that say something of at least one customer. */
export const measured = (columns: Record<string, Float64Array>, available: Available): Set<string> =>
  new Set(
    Object.keys(columns).filter(
      (name) => standsOn(name, available) && columns[name]!.some((value) => !Number.isNaN(value)),
    ),
  )

/** The default scheme from the customers' indicators; what the data cannot give drops out. */
export function propose(
  columns: Record<string, Float64Array>,
  available: Available,
  asOf: string,
): TierScheme {
  const can = (name: string): boolean => {
    if (!standsOn(name, available)) return false
    if (name === 'revenue_all' || name === 'orders_all') return available.summed
    if (name === 'revenue_12m' || name === 'orders_12m') return !available.summed
    if (available.summed && /^(growth|categories|margin)/.test(name)) return false
    if (name === 'growth_12m') return available.twoYears
    if (name === 'growth_6m') return !available.twoYears
    return true
  }
  return proposeScheme(columns, can, asOf)
}

/**
 * A scheme that was made for other data, as far as these can give its indicators.
 * @throws AppError `recipe.scheme` (indicators) where they give none of them
 */
export function fit(scheme: TierScheme, known: Set<string>): TierScheme {
  // Nobody is graded: there is nothing that a scheme could lack.
  const fitted = known.size ? fitScheme(scheme, (name) => known.has(name)) : scheme
  if (fitted) return fitted
  throw new AppError('recipe.scheme', { indicators: scheme.indicators.map(({ name }) => name).join(', ') })
}
