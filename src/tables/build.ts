import { insertRows, type Bound, type Engine } from '../engine/engine'
import type { LifecycleSetting } from '../model/lifecycle'
import type { Row } from '../model/row'
import type { View } from '../model/view'
import { buildRfm } from './rfm'
import dealsSql from './sql/deals.sql?raw'
import dimensionSql from './sql/dimension.sql?raw'
import earlySql from './sql/early.sql?raw'
import eventsSql from './sql/events.sql?raw'
import paramsSql from './sql/params.sql?raw'
import paramsOfSql from './sql/params-of.sql?raw'
import paymentSql from './sql/payment.sql?raw'
import period12mSql from './sql/period-12m.sql?raw'
import periodSql from './sql/period.sql?raw'
import productsSql from './sql/products.sql?raw'
import rhythmSql from './sql/rhythm.sql?raw'
import saleSql from './sql/sale.sql?raw'
import salesSql from './sql/sales.sql?raw'
import salesBulkSql from './sql/sales-bulk.sql?raw'
import schemaSql from './sql/schema.sql?raw'
import setCalendarSql from './sql/set-calendar.sql?raw'
import setParamsSql from './sql/set-params.sql?raw'
import sheetSql from './sql/sheet.sql?raw'
import signalSql from './sql/signal.sql?raw'
import spanSql from './sql/span.sql?raw'
import stageSql from './sql/stage.sql?raw'
import summedSql from './sql/summed.sql?raw'
import summedParamsSql from './sql/summed-params.sql?raw'
import summedPeriodSql from './sql/summed-period.sql?raw'
import voiceSql from './sql/voice.sql?raw'

/** Which optional marts the data can fill. */
export interface Available {
  payment: boolean
  products: boolean
  margin: boolean
  voice: boolean
  events: boolean
  deals: boolean
  /** Customer files stand for orders: one row says all of a customer, at the present date only. */
  summed: boolean
  /** At least two years before the last date: growth is year on year, else half-year on half-year. */
  twoYears: boolean
}
/** Only orders, of less than two years. */
export const ORDERS_ALONE: Available = {
  payment: false,
  products: false,
  margin: false,
  voice: false,
  events: false,
  deals: false,
  summed: false,
  twoYears: false,
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
export async function setParams(engine: Engine, view: Dates): Promise<Params | null> {
  const [span] = await engine.query<Span & Row>(spanSql)
  await engine.query(setParamsSql, datesOf(view, span!))
  const [params] = await engine.query<Params>('SELECT * FROM params')
  return params?.data_end ? params : null
}

/** The first and the last day of some rows; null: no row has a day. */
export interface Span {
  from: string | null
  to: string | null
}
type Dates = Pick<View, 'asOf' | 'period' | 'returns'>

/** What `params_of` takes. */
function datesOf({ asOf, period, returns }: Dates, span: Span): Bound[] {
  const months = /^(\d{1,3})m$/.exec(period)?.[1]
  const [from, to] = period.includes('..') ? period.split('..').map((month) => `${month}-01`) : []
  return [asOf, period, months ? Number(months) : null, from ?? null, to ?? null, returns, span.from, span.to]
}

/** What `params` would hold for a view of rows of these days; `as_of` is null where neither says a day. */
export async function paramsOn(engine: Engine, view: Dates, span: Span): Promise<Params> {
  const [params] = await engine.query<Params>(paramsOfSql, datesOf(view, span))
  return params!
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

/** The dates that the next statements are for. */
export async function setDates(engine: Engine, dates: string[]): Promise<void> {
  await engine.run('DELETE FROM as_of_dates')
  await insertRows(
    engine,
    'as_of_dates',
    dates.map((date) => [date]),
  )
}

/** Beyond so many dates it pays to add up pieces of time once instead of each date's orders. */
const FEW = 2

/** Fills the marts that stand on orders for the given dates; dates already there are not computed again. */
export async function buildSalesMarts(
  engine: Engine,
  dates: string[],
  available: Available,
  signal?: AbortSignal,
): Promise<void> {
  await setDates(engine, dates)
  await engine.run(available.summed ? summedSql : dates.length > FEW ? salesBulkSql : salesSql, signal)
  if (available.payment) await engine.run(paymentSql, signal)
  if (available.products) await engine.run(productsSql, signal)
  if (available.voice) await engine.run(voiceSql, signal)
  if (available.events) await engine.run(eventsSql, signal)
  if (available.deals) await engine.run(dealsSql, signal)
}

export async function writeLifecycle(
  engine: Engine,
  { newDays, dormantDays, churnedDays }: LifecycleSetting,
): Promise<void> {
  await engine.run('DELETE FROM lifecycle_setting')
  await insertRows(engine, 'lifecycle_setting', [[newDays, dormantDays, churnedDays]])
}

/** What was bought in the chosen period; the usual one needs no second look at the orders. */
export const buildPeriod = (
  engine: Engine,
  period: string,
  signal?: AbortSignal,
  summed = false,
): Promise<void> => engine.run(summed ? summedPeriodSql : period === '12m' ? period12mSql : periodSql, signal)

/** `customer_index` and `sale`: short numbers of customers, and the orders under them; once for the files. */
export const buildSale = (engine: Engine, signal?: AbortSignal): Promise<void> => engine.run(saleSql, signal)

/** What the pyramid does not wait for: rhythm and signals, RFM, `customers_scored` and its dimensions. */
export async function buildRest(engine: Engine, signal?: AbortSignal): Promise<void> {
  await engine.run(rhythmSql, signal)
  await engine.run(signalSql, signal)
  await engine.run(stageSql, signal)
  await buildRfm(engine, signal)
  await engine.run(dimensionSql, signal)
}

/** `customers_early`: what the pyramid needs of `customers_scored` before the rest is there. */
export const buildEarly = (engine: Engine): Promise<void> => engine.run(earlySql)

/** `customer_sheet`: all that is known of each customer as of the present date. */
export const buildSheet = (engine: Engine, signal?: AbortSignal): Promise<void> =>
  engine.run(sheetSql, signal)
