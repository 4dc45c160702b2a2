import type { Engine } from '../engine/engine'
import { applyDecisions } from '../ingest/clean'
import { buildOthers, buildSales, type Changes } from '../ingest/entities'
import type { SourceReport } from '../ingest/load'
import { formRegions } from '../ingest/regions'
import {
  asksMore,
  buildPeriod,
  buildRest,
  buildSalesMarts,
  buildSheet,
  datedPart,
  fit,
  measured,
  moreIndicators,
  propose,
  readBeside,
  readIndicators,
  resetMarts,
  setCalendar,
  setParams,
  setSummedParams,
  writeLifecycle,
  writeOverrides,
  writeScheme,
  writeTiers,
  type Available,
  type Calendar,
  type Params,
} from '../marts/build'
import { reviewDates } from '../marts/reviews'
import { AppError } from '../model/error'
import type { Row } from '../model/row'
import { defaultDecisions, joinMerges, type QualityDecisions } from '../model/quality'
import type { TierScheme } from '../model/scheme'
import type { View } from '../model/view'
import type { Beside } from '../stats/score'
import { answer } from './answer'
import { defaultConfig, type Config } from './config'
import currenciesSql from './data/currencies.sql?raw'
import { Files } from './files'
import type { Panel, PanelResult } from './panel'
import type { LikelyGroup } from './quality/groups'
import { hitsOf, inspect, membersOf, type Hit } from './quality/measure'
import idsSql from './ids.sql?raw'
import standingSql from './standing.sql?raw'
import { choose, dimensions, filterValues, isFiltered } from './scope'
import { Stages, type Stage } from './stages'

/** What grading needs, on typed arrays; see `Session.whatIf`. */
export interface WhatIf {
  ids: string[]
  columns: Record<string, Float64Array>
  beside: Beside
  /** Of the view's period. */
  revenue: Float64Array
  /** Place of the tier that the customer has now, 1 = top. */
  level: Float64Array
}

/**
 * The way of the data, once: files → entities → marts → panels. The page and the command line drive the same steps.
 * Every change of files, view or scheme raises `state`; what an older state still computes is thrown away.
 */
export class Session extends Files {
  scheme: TierScheme | null = null
  params: Params | null = null
  /** Why the last rebuild did not come to an end; panels say so. */
  failure: AppError | null = null
  /** The filter that the figures are of. */
  shown: View['filter'] = {}
  calendar: Calendar = { weekStart: 1, fiscalStart: 1 }
  /** What each file brought beside the older ones of its kind. */
  changes: Changes = new Map()
  /** What the reader decided about merges, places and identical lines; applied when the entities are built. */
  decisions: QualityDecisions = defaultDecisions()
  /** The day on which this runs, `YYYY-MM-DD`: rows of later days are told of. Null: nothing is said of the future. */
  today: string | null = null
  /** What the reader set beside view and scheme. */
  config: Config = defaultConfig()
  /** First and last day of the orders; null: there are none. */
  private span: { start: string; end: string } | null = null
  /** The day that the marts of the view are of; summed-up files may not name it. */
  private day: string | null = null
  private returns: View['returns'] | null = null
  /** Indicators that say something of these customers. */
  private measured = new Set<string>()
  private available: Available = {
    payment: false,
    products: false,
    margin: false,
    voice: false,
    events: false,
    deals: false,
    summed: false,
    twoYears: false,
  }
  private readonly stages: Stages

  /** `onStage` hears how far the marts of the present view have come. */
  constructor(engine: Engine, onStage: (stage: Stage) => void = () => {}) {
    super(engine)
    this.stages = new Stages(onStage)
  }

  get state(): number {
    return this.stages.state
  }

  /** After the files changed: entities, then the marts of the view. A scheme that was given is kept, else proposed. */
  rebuild(view: View, scheme: TierScheme | null = null, signal?: AbortSignal): Promise<void> {
    const state = this.stages.raise()
    this.othersStale = true
    this.inspected = null
    return this.work(state, () => this.buildAll(state, view, scheme, signal))
  }

  private async buildAll(
    state: number,
    view: View,
    scheme: TierScheme | null,
    signal?: AbortSignal,
  ): Promise<void> {
    this.cleaned = await applyDecisions(this.engine, this.sources, this.decisions, signal)
    this.changes = await buildSales(this.engine, this.cleaned, joinMerges(this.decisions.merges), signal)
    this.returns = null
    // The scheme is proposed as of the last date and net of returns, so that it does not depend on the view.
    await resetMarts(this.engine)
    this.graded.clear()
    let reference = await setParams(this.engine, { asOf: null, period: 'all', returns: 'net' })
    this.available = this.availableIn(reference)
    const { voice, events, deals } = this.available
    if (voice || events || deals || (scheme && asksMore(scheme))) await this.buildEntities(signal)
    await this.writeConfig()
    this.span = reference && { start: reference.data_start, end: reference.data_end }
    this.scheme = scheme
    this.measured.clear()
    if (this.available.summed) {
      await this.buildEntities(signal)
      reference = (await setSummedParams(this.engine, 'net'))?.params ?? null
    }
    if (reference) {
      this.returns = 'net'
      this.built.clear()
      await buildSalesMarts(this.engine, [reference.as_of], this.available, signal)
      this.built.add(reference.as_of)
      const columns = await readIndicators(this.engine, reference.as_of, null, signal)
      this.measured = measured(columns, this.available)
      this.scheme = scheme ? await this.fitted(scheme) : propose(columns, this.available, reference.as_of)
      await this.useScheme(this.scheme)
      // Without rules and decisions by hand, what was just read is all that grading needs.
      if (!asksMore(this.scheme) && !this.scheme.keep && !this.config.overrides.length) {
        await writeTiers(this.engine, columns, this.scheme, {}, signal)
        this.graded.add(reference.as_of)
      }
    }
    if (state === this.state) await this.buildView(state, view, signal)
  }

  /** After as-of, period, returns or the filter changed. Cheap parts are done again only where they must be. */
  show(view: View, signal?: AbortSignal): Promise<void> {
    const state = this.stages.raise()
    return this.work(state, () => this.buildView(state, view, signal))
  }

  private async buildView(state: number, view: View, signal?: AbortSignal): Promise<void> {
    const stale = () => state !== this.state
    if (stale()) return
    const params = this.available.summed ? await this.setSummed(view) : await setParams(this.engine, view)
    if (stale()) return
    if (!params) {
      this.params = this.day = null
      await this.buildEntities(signal)
      return this.stages.reach('all')
    }
    if (this.returns !== view.returns) {
      await resetMarts(this.engine)
      this.built.clear()
      this.graded.clear()
      this.returns = view.returns
    }
    this.day = params.as_of
    await this.buildDate(params.as_of, signal)
    await buildPeriod(this.engine, view.period, signal, this.available.summed)
    if (stale()) return
    this.params = this.available.summed ? { ...params, as_of: this.knownAsOf ?? '' } : params
    const early = !isFiltered(view.filter)
    if (early) {
      await this.choose({})
      this.stages.reach('tiers')
      // Who waited for the pyramid asks before the engine goes on with the rest.
      await new Promise((resolve) => setTimeout(resolve))
    }
    await this.buildEntities(signal)
    await buildRest(this.engine, signal)
    // What only the present knows would look like a move.
    const comparable = this.scheme && datedPart(this.scheme) === this.scheme
    if (params.previous_review && comparable) await this.buildDate(params.previous_review, signal)
    if (!early) await this.choose(view.filter)
    if (stale()) return
    this.stages.reach('all')
  }

  /** As of which day summed-up customer files speak, or null: they do not say, or orders speak for themselves. */
  knownAsOf: string | null = null

  /** Summed-up files know the present only: as of a day before it there is no answer. */
  private async setSummed(view: View): Promise<Params | null> {
    const set = await setSummedParams(this.engine, view.returns)
    this.knownAsOf = set?.dated ? set.params.as_of : null
    return set && view.asOf && this.knownAsOf && view.asOf < this.knownAsOf ? null : (set?.params ?? null)
  }

  /** Only the filter changed: the marts stand, a new set of customers is chosen. */
  async filter(view: View): Promise<void> {
    if (this.stages.stage !== 'all' || !this.params || this.failure) return this.show(view)
    const state = this.stages.raise()
    return this.work(state, async () => {
      await this.choose(view.filter)
      this.stages.reach('all')
    })
  }

  /**
   * Another scheme: scores and tiers again, the rest as it is. What these data lack of it drops out.
   * @throws AppError `recipe.scheme` where that is all of it; nothing is changed then
   */
  async regrade(made: TierScheme, view: View, signal?: AbortSignal): Promise<void> {
    // Customer files say more than the usual facts; they must have been read.
    if (asksMore(made)) await this.whenReached('all')
    const scheme = await this.fitted(made)
    const state = this.stages.raise()
    return this.work(state, async () => {
      this.scheme = scheme
      await this.useScheme(scheme)
      await this.buildView(state, view, signal)
    })
  }

  /** Other decisions about the quality of the data: entities and marts again, by the scheme that stands. */
  decide(decisions: QualityDecisions, view: View, signal?: AbortSignal): Promise<void> {
    this.decisions = decisions
    return this.rebuild(view, this.scheme, signal)
  }

  /** Runs the rules of quality once for the present files and decisions; returns who is probably one customer. */
  async inspect(): Promise<LikelyGroup[]> {
    for (;;) {
      await this.whenReached('all')
      const { state } = this
      this.inspected ??= this.stages.exclusive(() => inspect(this.engine, this))
      try {
        return await this.inspected
      } catch (cause) {
        this.inspected = null
        // The files changed under it: what stands now is asked instead.
        if (state === this.state) throw cause
      }
    }
  }
  private inspected: Promise<LikelyGroup[]> | null = null

  /** Rows that a rule found, at most so many. */
  async hits(rule: string, subject: string, most: number): Promise<Hit[]> {
    await this.inspect()
    return hitsOf(this.engine, rule, subject, most)
  }

  /** What the customer files say of these customers. */
  async members(ids: string[]): Promise<Row[]> {
    await this.whenReached('all')
    return membersOf(this.engine, ids)
  }

  /** Where weeks and fiscal years begin; the marts stand, panels must ask again. */
  setCalendar({ weekStart, fiscalStart }: Calendar): Promise<void> {
    this.calendar = { weekStart, fiscalStart }
    return this.stages.exclusive(() => setCalendar(this.engine, this.calendar))
  }

  /** Settles when the marts have come that far for the present state. */
  whenReached(stage: 'tiers' | 'all'): Promise<void> {
    return this.stages.when(stage)
  }

  /** One panel → its rows, or why there is no answer. Never throws: an error is a state of the panel. */
  run(panel: Panel, controls: Record<string, string> = {}, signal?: AbortSignal): Promise<PanelResult> {
    return answer(this, panel, controls, signal)
  }

  /** Dimensions that the data has, with the number of their values; what the pickers of a heat map offer. */
  async dimensions(): Promise<{ name: string; values: number }[]> {
    await this.whenReached('all')
    return this.params ? dimensions(this.engine) : []
  }

  /** Currencies that the orders name, most orders first; empty where no file says. */
  async currencies(): Promise<string[]> {
    const named = this.sources.some((s) => s.mapping.columns.some((c) => c.target === 'orders.currency'))
    if (!named || !this.params) return []
    return (await this.engine.query<{ currency: string }>(currenciesSql)).map((row) => row.currency)
  }

  /** Values of a filter field, most customers first. */
  async filterValues(field: string): Promise<{ value: string; customers: number }[]> {
    await this.whenReached('all')
    return this.params ? filterValues(this.engine, field) : []
  }

  /** What fails ends the state as well, so that no panel waits for ever: each says what happened. */
  private work(state: number, build: () => Promise<void>): Promise<void> {
    return this.stages.exclusive(async () => {
      this.failure = null
      try {
        await build()
      } catch (cause) {
        this.failure = AppError.from(cause)
        if (state === this.state) this.stages.reach('all')
        throw this.failure
      }
    })
  }

  /** The entities beside orders, once after the files changed; the pyramid does not wait for them. */
  private async buildEntities(signal?: AbortSignal): Promise<void> {
    if (!this.othersStale) return
    const merges = joinMerges(this.decisions.merges)
    const changes = await buildOthers(this.engine, this.cleaned, merges, signal)
    this.changes = new Map([...changes, ...this.changes])
    await formRegions(this.engine, this.decisions.regions, signal)
    this.othersStale = false
  }
  private othersStale = true
  /** The sources with the reader's decisions applied: what the entities are built of. */
  cleaned: SourceReport[] = []

  /** Dates whose sales marts stand for the present files and returns rule. */
  private built = new Set<string>()
  /** Dates whose customers have their tiers by the present scheme. */
  private graded = new Set<string>()

  private async buildDate(date: string, signal?: AbortSignal): Promise<void> {
    if (!this.built.has(date)) await buildSalesMarts(this.engine, [date], this.available, signal)
    this.built.add(date)
    if (this.graded.has(date) || !this.scheme) return
    const scheme = this.schemeAt(date)
    const reviewed = scheme.keep > 0 ? this.reviewBefore(date) : null
    if (reviewed) await this.buildDate(reviewed, signal)
    const { columns, beside } = await this.readGrading(date, scheme, reviewed, signal)
    await writeTiers(this.engine, columns, scheme, beside, signal)
    this.graded.add(date)
  }

  /** The scheme as far as it can be known on that day. */
  private schemeAt(date: string): TierScheme {
    const present = !this.span || date >= this.span.end
    return present ? this.scheme! : (datedPart(this.scheme!) ?? this.scheme!)
  }

  private async readGrading(date: string, scheme: TierScheme, reviewed: string | null, signal?: AbortSignal) {
    const columns = await readIndicators(this.engine, date, scheme, signal)
    const size = Object.values(columns)[0]?.length ?? 0
    const beside = await readBeside(this.engine, date, size, scheme, reviewed, signal)
    return { columns, beside }
  }

  private reviewBefore(date: string): string | null {
    if (!this.span || !this.scheme) return null
    return reviewDates(this.span.start, date, this.scheme.review).findLast((day) => day < date) ?? null
  }

  /** Days of review up to the present view, oldest first; none where no dated orders stand. */
  reviews(): string[] {
    const { params, scheme, span } = this
    return params && scheme && span ? reviewDates(span.start, params.as_of, scheme.review) : []
  }

  /** Makes sure that facts and tiers of these days stand; the present view stays as it is. */
  async gradeDates(dates: string[], signal?: AbortSignal): Promise<void> {
    await this.whenReached('all')
    await this.stages.exclusive(async () => {
      for (const date of dates) await this.buildDate(date, signal)
    })
  }

  /**
   * All that grading by any scheme of these indicators needs, as of the present view: one value a graded customer, in the
   * same order everywhere. `ids` names the order; `revenue` is that of the period.
   */
  async whatIf(scheme: TierScheme = this.scheme!): Promise<WhatIf | null> {
    await this.whenReached('all')
    return this.stages.exclusive(async () => {
      const date = this.day
      if (!date || !this.scheme) return null
      // The settings tables say which columns are wanted; those of the scheme in use come back after.
      await writeScheme(this.engine, scheme, false)
      try {
        const reviewed = scheme.keep > 0 ? this.reviewBefore(date) : null
        const { columns, beside } = await this.readGrading(date, scheme, reviewed)
        const ids = (await this.engine.query<{ id: string }>(idsSql)).map(({ id }) => id)
        const { revenue, level } = await this.engine.columns(standingSql)
        return { ids, columns, beside, revenue: revenue!, level: level! }
      } finally {
        await writeScheme(this.engine, this.scheme, false)
      }
    })
  }

  /** `customer_sheet`, once for each state: all that is known of each customer as of the present date. */
  async sheet(): Promise<void> {
    await this.whenReached('all')
    await this.stages.exclusive(async () => {
      if (this.sheetOf === this.state || !this.params) return
      await buildSheet(this.engine)
      this.sheetOf = this.state
    })
  }
  private sheetOf = -1

  /** What the reader set beside view and scheme; `null` of a part is the default. Marts follow. */
  configure(part: Partial<Config>, view: View, signal?: AbortSignal): Promise<void> {
    const state = this.stages.raise()
    return this.work(state, async () => {
      this.config = { ...this.config, ...part }
      await this.writeConfig()
      if (part.overrides) await this.ungrade()
      await this.buildView(state, view, signal)
    })
  }

  private async writeConfig(): Promise<void> {
    await writeOverrides(this.engine, this.config.overrides)
    await writeLifecycle(this.engine, this.config.lifecycle)
  }

  /** Tiers are worked out again when they are next asked for. */
  private async ungrade(): Promise<void> {
    await this.engine.run('DELETE FROM customer_tier')
    this.graded.clear()
  }

  private async fitted(scheme: TierScheme): Promise<TierScheme> {
    if (!asksMore(scheme) || !this.measured.size) return fit(scheme, this.measured)
    return fit(scheme, new Set([...this.measured, ...(await moreIndicators(this.engine, this.available))]))
  }

  private async useScheme(scheme: TierScheme): Promise<void> {
    await writeScheme(this.engine, scheme)
    this.graded.clear()
  }

  private async choose(filter: View['filter']): Promise<void> {
    this.shown = filter
    await choose(this.engine, filter)
  }

  private availableIn(reference: Params | null): Available {
    const mapped = (target: string) =>
      this.sources.some((s) => s.mapping.columns.some((c) => c.target === target))
    const twoYears =
      !!reference &&
      Date.parse(reference.as_of) - Date.parse(reference.data_start) > 2 * 365.25 * 864e5 - 5 * 864e5
    return {
      payment: mapped('orders.paid_at') || mapped('orders.due_at'),
      products: this.has('order_lines'),
      margin: mapped('order_lines.margin') || mapped('order_lines.cost'),
      voice: (mapped('tickets.customer_id') || mapped('tickets.order_id')) && mapped('tickets.opened_at'),
      events: mapped('events.customer_id') && mapped('events.at'),
      deals: mapped('deals.customer_id') && mapped('deals.created_at'),
      summed: this.summed,
      twoYears,
    }
  }
}
