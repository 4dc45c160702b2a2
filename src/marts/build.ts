import { insertRows, type Engine } from '../engine/engine'
import type { TierScheme } from '../model/scheme'
import type { View } from '../model/view'
import { proposeScheme } from '../stats/scheme'
import candidatesSql from './sql/candidates.sql?raw'
import clearSchemeSql from './sql/clear-scheme.sql?raw'
import dimensionSql from './sql/dimension.sql?raw'
import indicatorSql from './sql/indicator.sql?raw'
import paramsSql from './sql/params.sql?raw'
import paymentSql from './sql/payment.sql?raw'
import periodSql from './sql/period.sql?raw'
import productsSql from './sql/products.sql?raw'
import rfmSql from './sql/rfm.sql?raw'
import rhythmSql from './sql/rhythm.sql?raw'
import salesSql from './sql/sales.sql?raw'
import schemaSql from './sql/schema.sql?raw'
import setParamsSql from './sql/set-params.sql?raw'
import signalSql from './sql/signal.sql?raw'
import tierSql from './sql/tier.sql?raw'
import voiceSql from './sql/voice.sql?raw'

/** Which optional marts the data can fill. */
export interface Available {
  payment: boolean
  products: boolean
  margin: boolean
  voice: boolean
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
  await engine.run(indicatorSql)
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

/** Fills the marts that stand on orders for the given dates; dates already there are not computed again. */
export async function buildSalesMarts(
  engine: Engine,
  dates: string[],
  available: Available,
  signal?: AbortSignal,
): Promise<void> {
  await engine.run('DELETE FROM as_of_dates')
  await insertRows(
    engine,
    'as_of_dates',
    dates.map((date) => [date]),
  )
  await engine.run(salesSql, signal)
  if (available.payment) await engine.run(paymentSql, signal)
  if (available.products) await engine.run(productsSql, signal)
  if (available.voice) await engine.run(voiceSql, signal)
}

/** Scores the customers of all dates in `as_of_dates` that have no tier yet. */
export const buildTiers = (engine: Engine, signal?: AbortSignal): Promise<void> => engine.run(tierSql, signal)

export const buildPeriod = (engine: Engine, signal?: AbortSignal): Promise<void> =>
  engine.run(periodSql, signal)

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

/** The default scheme from the customers as of the present `params`; what the data cannot give drops out. */
export async function propose(engine: Engine, available: Available, asOf: string): Promise<TierScheme> {
  const can = (name: string): boolean => {
    if (name === 'margin_12m') return available.margin
    if (name === 'categories') return available.products
    if (name === 'payment_days' || name === 'overdue_share') return available.payment
    if (name === 'complaints_12m') return available.voice
    if (name === 'growth_12m') return available.twoYears
    if (name === 'growth_6m') return !available.twoYears
    return true
  }
  return proposeScheme(await engine.columns(candidatesSql), can, asOf)
}
