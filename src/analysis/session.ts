import type { Engine } from '../engine/engine'
import { currencyName } from '../ingest/currency'
import type { CurrencySum } from '../ingest/entities'
import type { Question } from '../ingest/notice'
import { windowless } from '../tables/tiers'
import type { Notice } from '../model/notice'
import type { Row } from '../model/row'
import type { TierScheme } from '../model/scheme'
import { answer } from './answer'
import { Build } from './build'
import currenciesSql from './data/currencies.sql?raw'
import type { WhatIf } from './grading'
import { noticesOf } from './notices'
import type { Panel, PanelResult } from './panel'
import type { LikelyGroup } from './quality/groups'
import { hitsOf, inspect, membersOf, type Hit } from './quality/measure'
import { dimensions, filterValues } from './scope'

/** What must be told of how the files were understood, and what they leave open. */
export interface Told {
  notices: Notice[]
  questions: Question[]
  /** Sums of the orders by currency, where there are several. */
  currencies: CurrencySum[]
}

/**
 * The way of the data, once: files → entities → marts → panels. The page and the command line drive the same steps and
 * ask the same questions of what stands.
 */
export class Session extends Build {
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
    const named = this.sources.some(({ mapping: { marked, columns } }) =>
      columns.some((c) => marked !== undefined || c.target === 'orders.currency'),
    )
    if (!named || !this.params) return []
    const rows = await this.engine.query<{ currency: string }>(currenciesSql)
    return [...new Set(rows.map((row) => currencyName(row.currency)))]
  }

  /** Values of a filter field, most customers first. */
  async filterValues(field: string): Promise<{ value: string; customers: number }[]> {
    await this.whenReached('all')
    if (field === 'cluster') await this.clusters.stand(this)
    return this.params ? filterValues(this.engine, field) : []
  }

  /**
   * What the reader must know of how the files were understood, and what they leave open. Without `inspected` the rules of
   * quality are not run for it.
   */
  async told(inspected = true): Promise<Told> {
    await (inspected ? this.inspect() : this.whenReached('all'))
    const found = await this.stages.exclusive(() =>
      noticesOf(this.engine, this.sources, this.found.notices, inspected),
    )
    const { answered, questions, currencies } = this.found
    const own = this.sources.flatMap((source) => source.questions ?? [])
    return {
      notices: found,
      questions: [...own.filter((question) => !answered.has(question)), ...questions],
      currencies,
    }
  }

  /** Runs the rules of quality once for the present files and decisions; returns who is probably one customer. */
  async inspect(): Promise<LikelyGroup[]> {
    await this.whenReached('all')
    const { filed } = this
    try {
      return await this.steps.once('inspect', [filed], () =>
        this.stages.exclusive(() => inspect(this.engine, this)),
      )
    } catch (cause) {
      // The files changed under it: what stands now is asked instead.
      if (filed === this.filed) throw cause
      return this.inspect()
    }
  }

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

  /** Days of review up to the present view, oldest first; none where no dated orders stand. */
  reviews(): string[] {
    return this.params ? this.grading.reviews(this.params.as_of) : []
  }

  /** Of these, and of the day of the view, those whose tiers stand on nothing that only the present knows. */
  comparedDays(): string[] {
    const { params, grading } = this
    if (!params || !this.scheme) return []
    const known = (day: string): boolean => grading.dated || day < params.data_end!
    const days = this.reviews().filter(known)
    const now = params.as_of
    return days.length && days.at(-1) !== now && known(now) ? [...days, now] : days
  }

  /** Indicators of the scheme that are unknown on a day because their window begins before the data. */
  windowless(day: string): string[] {
    return this.scheme && this.params ? windowless(this.scheme, day, this.params.data_start!) : []
  }

  /** Makes sure that facts and tiers of these days stand; the present view stays as it is. */
  async gradeDates(dates: string[], signal?: AbortSignal): Promise<void> {
    await this.whenReached('all')
    await this.stages.exclusive(() => this.grading.gather(dates, signal))
    // One by one, so that who waits for something else is not kept waiting for all of them.
    for (const date of dates) await this.stages.exclusive(() => this.grading.build(date, signal))
  }

  /** All that grading by a scheme needs as of the view's date, on typed arrays; null: nobody can be graded. */
  async whatIf(scheme: TierScheme | null = this.scheme): Promise<WhatIf | null> {
    await this.whenReached('all')
    return this.stages.exclusive(async () =>
      this.day && this.scheme && scheme ? this.grading.whatIf(this.day, scheme) : null,
    )
  }

  /**
   * Indicators of a scheme as of any day (null: that of the view), and what `read` finds beside them while `tier_input`
   * holds the customers in the same order.
   */
  async indicatorsAt<T>(
    date: string | null,
    scheme: TierScheme,
    read: (engine: Engine, columns: Record<string, Float64Array>) => Promise<T>,
  ) {
    await this.whenReached('all')
    return this.stages.exclusive(() =>
      this.grading.indicatorsAt(date ?? this.day!, scheme, (columns) => read(this.engine, columns)),
    )
  }

  /** Names of all that an indicator may stand on with these data. */
  indicators(): Promise<Set<string>> {
    return this.quiet(() => this.grading.known())
  }

  /** Work of one's own over the tables of the present state; nothing is built anew meanwhile. */
  async quiet<T>(work: (session: this) => Promise<T>): Promise<T> {
    await this.whenReached('all')
    return this.stages.exclusive(() => work(this))
  }

  /**
   * Builds what some panels need beside the marts, once until they are built again or wanted in another form; a filter
   * does not count.
   */
  async once(
    name: string,
    build: (engine: Engine) => Promise<void>,
    form = '',
    steps = this.steps,
  ): Promise<void> {
    await this.whenReached('all')
    await steps.once(name, [this.tables, form], () =>
      this.stages.exclusive(async () => {
        if (this.dates && !this.failure) await build(this.engine)
      }),
    )
  }

  /** `customer_sheet`, once for each view whatever its filter: all that is known of each customer as of the present date. */
  async sheet(): Promise<void> {
    await this.whenReached('all')
    await this.stages.exclusive(async () => {
      if (this.params) await this.buildSheet()
    })
  }
}
