import type { Engine } from '../engine/engine'
import { literal } from '../engine/engine'
import type { TierScheme } from '../model/scheme'
import type { View } from '../model/view'
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
  await engine.run(`INSERT INTO as_of_dates VALUES ${dates.map((d) => `(DATE ${literal(d)})`).join(', ')}`)
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
  const list = (numbers: number[]) => `[${numbers.join(', ')}]::DOUBLE[]`
  const rows = scheme.indicators.map(
    (i) =>
      `(${literal(i.name)}, ${literal(i.dimension)}, ${i.weight}, ${i.median}, ${list(i.values)}, ${list(i.points)})`,
  )
  const levels = scheme.levels.map((l, k) => `(${literal(l.tier)}, ${k + 1}, ${l.threshold}, ${l.quota})`)
  await engine.run(
    `DELETE FROM tier_scheme; DELETE FROM tier_indicator; DELETE FROM tier_calibration; DELETE FROM tier_level; DELETE FROM customer_tier`,
  )
  await engine.run(`INSERT INTO tier_scheme VALUES (${literal(scheme.mode)})`)
  if (rows.length) await engine.run(`INSERT INTO tier_indicator VALUES ${rows.join(', ')}`)
  await engine.run(
    `INSERT INTO tier_calibration VALUES (${list(scheme.calibration.values)}, ${list(scheme.calibration.points)})`,
  )
  await engine.run(`INSERT INTO tier_level VALUES ${levels.join(', ')}`)
}
