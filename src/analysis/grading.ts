import type { Engine } from '../engine/engine'
import { buildSalesMarts, ORDERS_ALONE, type Available } from '../tables/build'
import { reviewDates } from '../tables/reviews'
import {
  asksMore,
  datedPart,
  partOn,
  fit,
  measured,
  moreIndicators,
  propose,
  readBeside,
  readIndicators,
  writeOverrides,
  writeScheme,
  writeTiers,
} from '../tables/tiers'
import type { Override } from '../model/person'
import { fieldsOf } from '../model/condition'
import { EVENT_RULES, type TierScheme } from '../model/scheme'
import type { Beside } from '../stats/score'
import toldEventsSql from './told-events.sql?raw'
import idsSql from './ids.sql?raw'
import standingSql from './standing.sql?raw'

/** What grading needs, on typed arrays; see `Grading.whatIf`. */
export interface WhatIf {
  ids: string[]
  columns: Record<string, Float64Array>
  beside: Beside
  /** Of the view's period. */
  revenue: Float64Array
  /** Place of the tier that the customer has now, 1 = top. */
  level: Float64Array
}

/** Facts and tiers of any date: which stand already, and what must be read for the others. One call at a time. */
export class Grading {
  scheme: TierScheme | null = null
  available: Available = ORDERS_ALONE
  /** First and last day of the orders; null: there are none. */
  span: { start: string; end: string } | null = null
  /** Tiers by hand stand in the engine; until they were written once, those of another session may. */
  private overridden = true
  /** Indicators that say something of these customers. */
  private measured = new Set<string>()
  /** Dates whose sales marts stand for the present files and returns rule. */
  private built = new Set<string>()
  /** Dates whose customers have their tiers by the present scheme. */
  private graded = new Set<string>()

  constructor(private readonly engine: Engine) {}

  /** Other files or another rule of counting: no mart stands. */
  reset(): void {
    this.built.clear()
    this.graded.clear()
  }

  /** The first date of new files, by the scheme that was given or one that is proposed from them. */
  async begin(date: string | null, given: TierScheme | null, signal?: AbortSignal): Promise<void> {
    this.reset()
    this.measured.clear()
    this.scheme = given
    if (!date) return
    await buildSalesMarts(this.engine, [date], this.available, signal)
    this.built.add(date)
    const columns = await readIndicators(this.engine, date, null, signal)
    this.measured = measured(columns, this.available)
    const scheme = given ? await this.fitted(given) : await this.proposed(columns, date)
    await this.use(scheme)
    // Without rules and decisions by hand, what was just read is all that grading needs.
    if (asksMore(scheme) || scheme.keep || this.overridden) return
    await writeTiers(this.engine, columns, scheme, {}, signal)
    this.graded.add(date)
  }

  /** The default scheme, and a cap for whoever defaulted or is in dispute where events tell of such. */
  private async proposed(columns: Record<string, Float64Array>, date: string): Promise<TierScheme> {
    const scheme = propose(columns, this.available, date)
    if (!this.available.events) return scheme
    const [told] = await this.engine.query<Record<string, boolean>>(toldEventsSql)
    const rules = EVENT_RULES.filter(({ condition }) => fieldsOf(condition).every((field) => told?.[field]))
    return { ...scheme, rules: [...scheme.rules, ...rules] }
  }

  async build(date: string, signal?: AbortSignal): Promise<void> {
    await this.stand([date], signal)
    if (this.graded.has(date) || !this.scheme) return
    const scheme = this.at(date)
    const reviewed = scheme.keep > 0 ? this.reviewBefore(date) : null
    if (reviewed) await this.build(reviewed, signal)
    const columns = await readIndicators(this.engine, date, this.scheme, signal)
    const beside = await this.beside(columns, date, scheme, reviewed, signal)
    await writeTiers(this.engine, columns, scheme, beside, signal)
    this.graded.add(date)
  }

  /** The marts of several dates together, so that orders are added up once; `build` then finds them. */
  async gather(dates: string[], signal?: AbortSignal): Promise<void> {
    // A buffer asks for the review before, and that one for its own.
    const chain = this.scheme?.keep ? this.reviews(dates.reduce((a, b) => (a > b ? a : b), '')) : []
    await this.stand([...chain, ...dates], signal)
  }

  /** Makes sure that the sales marts of these dates stand. */
  private async stand(dates: string[], signal?: AbortSignal): Promise<void> {
    const pending = [...new Set(dates)].filter((date) => !this.built.has(date)).sort()
    if (!pending.length) return
    await buildSalesMarts(this.engine, pending, this.available, signal)
    for (const date of pending) this.built.add(date)
  }

  /** Whether nothing in the scheme is known at present alone. */
  get dated(): boolean {
    return !!this.scheme && datedPart(this.scheme) === this.scheme
  }

  /** Whether tiers of two dates can be compared: what is known on one of them alone would look like a move. */
  comparable(date: string, other: string): boolean {
    if (!this.scheme || !this.span || !datedPart(this.scheme)) return false
    const known = (day: string): string => {
      const { indicators, rules } = this.at(day)
      return JSON.stringify([indicators.map(({ name }) => name), rules])
    }
    return known(date) === known(other)
  }

  /** Days of review up to a date, oldest first; none where no dated orders stand. */
  reviews(until: string): string[] {
    return this.span && this.scheme ? reviewDates(this.span.start, until, this.scheme.review) : []
  }

  async use(scheme: TierScheme): Promise<void> {
    this.scheme = scheme
    await writeScheme(this.engine, scheme)
    this.graded.clear()
  }

  /** Tiers given by hand; those that stand are worked out again when they are next asked for. */
  async override(overrides: Override[]): Promise<void> {
    if (!overrides.length && !this.overridden) return
    this.overridden = overrides.length > 0
    await writeOverrides(this.engine, overrides)
    await this.engine.run('DELETE FROM customer_tier')
    this.graded.clear()
  }

  /** Names of all that an indicator may stand on with these data; the other entities must stand. */
  async known(): Promise<Set<string>> {
    return new Set([...this.measured, ...(await moreIndicators(this.engine, this.available))])
  }

  /** A scheme as far as these data can give its indicators. @throws AppError `recipe.scheme` */
  async fitted(scheme: TierScheme): Promise<TierScheme> {
    if (!asksMore(scheme) || !this.measured.size) return fit(scheme, this.measured)
    return fit(scheme, await this.known())
  }

  /**
   * All that grading by a scheme needs as of a date whose marts stand: one value a graded customer, in the same order
   * everywhere. `ids` names the order; `revenue` is that of the view's period.
   */
  async whatIf(date: string, scheme: TierScheme): Promise<WhatIf> {
    const columns = await readIndicators(this.engine, date, scheme)
    const reviewed = scheme.keep > 0 ? this.reviewBefore(date) : null
    const beside = await this.beside(columns, date, scheme, reviewed)
    const ids = (await this.engine.query<{ id: string }>(idsSql)).map(({ id }) => id)
    const { revenue, level } = await this.engine.columns(standingSql)
    return { ids, columns, beside, revenue: revenue!, level: level! }
  }

  /** Indicators of a scheme as of any date, and what is read beside them while `tier_input` holds its customers. */
  async indicatorsAt<T>(
    date: string,
    scheme: TierScheme,
    read: (columns: Record<string, Float64Array>) => Promise<T>,
  ): Promise<{ columns: Record<string, Float64Array>; beside: T }> {
    await this.stand([date])
    const columns = await readIndicators(this.engine, date, scheme)
    return { columns, beside: await read(columns) }
  }

  /** The scheme as far as it can be known on that day. */
  private at(date: string): TierScheme {
    if (!this.span) return this.scheme!
    return partOn(this.scheme!, date, this.span.start, date >= this.span.end)
  }

  private beside(
    columns: Record<string, Float64Array>,
    date: string,
    scheme: TierScheme,
    reviewed: string | null,
    signal?: AbortSignal,
  ): Promise<Beside> {
    const size = Object.values(columns)[0]?.length ?? 0
    return readBeside(this.engine, date, size, scheme, reviewed, signal)
  }

  private reviewBefore(date: string): string | null {
    return this.reviews(date).findLast((day) => day < date) ?? null
  }
}
