import { insertRows, type Engine } from '../engine/engine'
import { AppError } from '../model/error'
import type { TierScheme } from '../model/scheme'
import type { View } from '../model/view'
import { fitScheme, proposeScheme } from '../stats/scheme'
import { grade } from '../stats/score'
import candidateColumnsSql from './sql/candidate-columns.sql?raw'
import candidatesSql from './sql/candidates.sql?raw'
import clearSchemeSql from './sql/clear-scheme.sql?raw'
import dimensionSql from './sql/dimension.sql?raw'
import paramsSql from './sql/params.sql?raw'
import paymentSql from './sql/payment.sql?raw'
import period12mSql from './sql/period-12m.sql?raw'
import periodSql from './sql/period.sql?raw'
import productsSql from './sql/products.sql?raw'
import rfmSql from './sql/rfm.sql?raw'
import rhythmSql from './sql/rhythm.sql?raw'
import salesSql from './sql/sales.sql?raw'
import schemaSql from './sql/schema.sql?raw'
import setCalendarSql from './sql/set-calendar.sql?raw'
import setParamsSql from './sql/set-params.sql?raw'
import signalSql from './sql/signal.sql?raw'
import summedSql from './sql/summed.sql?raw'
import summedParamsSql from './sql/summed-params.sql?raw'
import summedPeriodSql from './sql/summed-period.sql?raw'
import tierSql from './sql/tier.sql?raw'
import voiceSql from './sql/voice.sql?raw'

/** Which optional marts the data can fill. */
export interface Available {
  payment: boolean
  products: boolean
  margin: boolean
  voice: boolean
  /** Customer files stand for orders: one row says all of a customer, at the present date only. */
  summed: boolean
  /** At least two years before the last date: growth is year on year, else half-year on half-year. */
  twoYears: boolean
}

/** What `params` holds, as the panels quote it. */
export interface Params extends Record<string, string | null> {
  as_of: string
  period: string
  period_start: string
  period_end: string
  returns: 'net' | 'drop'
  data_start: string
  data_end: string
  previous_review: string | null
  before_start: string | null
  before_end: string | null
}

/** Creates the empty marts; call after files changed or the returns rule did. */
export async function resetMarts(engine: Engine): Promise<void> {
  await engine.run(paramsSql)
  await engine.run(schemaSql)
}

/** The reader's calendar: where weeks and fiscal years begin. */
export interface Calendar {
  /** 1 Monday … 7 Sunday. */
  weekStart: number
  /** First month of the fiscal year, 1…12. */
  fiscalStart: number
}

export async function setCalendar(engine: Engine, calendar: Calendar): Promise<void> {
  await engine.query(setCalendarSql, [calendar.weekStart, calendar.fiscalStart])
}

/** Writes the one row of `params` for a view. Null: there is no dated order to stand on. */
export async function setParams(
  engine: Engine,
  view: Pick<View, 'asOf' | 'period' | 'returns'>,
): Promise<Params | null> {
  const months = /^(\d{1,3})m$/.exec(view.period)?.[1]
  const [from, to] = view.period.includes('..') ? view.period.split('..') : [null, null]
  await engine.query(setParamsSql, [
    view.asOf,
    view.period,
    months ? Number(months) : null,
    from ? `${from}-01` : null,
    to ? `${to}-01` : null,
    view.returns,
  ])
  const [params] = await engine.query<Params>('SELECT * FROM params')
  return params?.as_of ? params : null
}

/** The same where customer files are summed up and no file holds orders. `dated`: they say when somebody last ordered. */
export async function setSummedParams(
  engine: Engine,
  returns: View['returns'],
): Promise<{ params: Params; dated: boolean } | null> {
  await engine.query(summedParamsSql, [returns])
  const [params] = await engine.query<Params>('SELECT * FROM params')
  return params ? { params, dated: params.data_end !== null } : null
}

async function setDates(engine: Engine, dates: string[]): Promise<void> {
  await engine.run('DELETE FROM as_of_dates')
  await insertRows(
    engine,
    'as_of_dates',
    dates.map((date) => [date]),
  )
}

/** Fills the marts that stand on orders for the given dates; dates already there are not computed again. */
export async function buildSalesMarts(
  engine: Engine,
  dates: string[],
  available: Available,
  signal?: AbortSignal,
): Promise<void> {
  await setDates(engine, dates)
  await engine.run(available.summed ? summedSql : salesSql, signal)
  if (available.payment) await engine.run(paymentSql, signal)
  if (available.products) await engine.run(productsSql, signal)
  if (available.voice) await engine.run(voiceSql, signal)
}

/** The indicators of one date's graded customers, one array each; leaves `tier_input` for `writeTiers`. */
export async function readIndicators(
  engine: Engine,
  date: string,
  signal?: AbortSignal,
): Promise<Record<string, Float64Array>> {
  await setDates(engine, [date])
  await engine.run(candidatesSql, signal)
  return engine.columns(candidateColumnsSql, signal)
}

/**
 * Scores and tiers of the customers whose indicators were read last. They are computed on typed arrays, the same as
 * while dragging: in SQL the planning alone of a piecewise line per indicator took longer than all of this.
 */
export async function writeTiers(
  engine: Engine,
  columns: Record<string, Float64Array>,
  scheme: TierScheme,
  signal?: AbortSignal,
): Promise<void> {
  await engine.put('tier_output', grade(columns, scheme))
  await engine.run(tierSql, signal)
}

/** What was bought in the chosen period; the usual one needs no second look at the orders. */
export const buildPeriod = (
  engine: Engine,
  period: string,
  signal?: AbortSignal,
  summed = false,
): Promise<void> => engine.run(summed ? summedPeriodSql : period === '12m' ? period12mSql : periodSql, signal)

/** What the pyramid does not wait for: rhythm and signals, RFM, dimensions. */
export async function buildRest(engine: Engine, signal?: AbortSignal): Promise<void> {
  await engine.run(rhythmSql, signal)
  await engine.run(signalSql, signal)
  await engine.run(rfmSql, signal)
  await engine.run(dimensionSql, signal)
}

/** Settings are data: the scheme as rows of the `tier_…` tables. Tiers must be built again after. */
export async function writeScheme(engine: Engine, scheme: TierScheme): Promise<void> {
  await engine.run(clearSchemeSql)
  await insertRows(engine, 'tier_scheme', [[scheme.mode]])
  await insertRows(
    engine,
    'tier_indicator',
    scheme.indicators.map((i) => [i.name, i.dimension, i.weight, i.median, i.values, i.points]),
  )
  await insertRows(engine, 'tier_calibration', [[scheme.calibration.values, scheme.calibration.points]])
  await insertRows(
    engine,
    'tier_level',
    scheme.levels.map((level, k) => [level.tier, k + 1, level.threshold, level.quota]),
  )
}

/** Whether optional marts that an indicator stands on are filled. */
function standsOn(name: string, available: Available): boolean {
  if (name === 'margin_12m') return available.margin
  if (name === 'categories') return available.products
  if (name === 'payment_days' || name === 'overdue_share') return available.payment
  if (name === 'complaints_12m') return available.voice
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
