import { writeHits, type Condition } from '../engine/condition'
import type { Engine } from '../engine/engine'
import { buildOthers, buildSales } from '../ingest/entities'
import { dropSource, loadFile, type Choices, type LoadOptions, type SourceReport } from '../ingest/load'
import {
  buildPeriod,
  buildRest,
  buildSalesMarts,
  propose,
  readIndicators,
  resetMarts,
  setCalendar,
  setParams,
  writeScheme,
  writeTiers,
  type Available,
  type Calendar,
  type Params,
} from '../marts/build'
import { AppError } from '../model/error'
import type { Row } from '../model/row'
import type { TierScheme } from '../model/scheme'
import { FILTER_FIELDS, type View } from '../model/view'
import chooseAllSql from './choose-all.sql?raw'
import chooseSomeSql from './choose-some.sql?raw'
import type { Frame, Panel, PanelResult } from './panel'

/** How far the marts of the present view stand: `tiers` is enough for the pyramid, `all` for every panel. */
export type Stage = 'none' | 'tiers' | 'all'

/**
 * The way of the data, once: files → entities → marts → panels. The page and the command line drive the same steps.
 * Every change of files, view or scheme raises `state`; what an older state still computes is thrown away.
 */
export class Session {
  sources: SourceReport[] = []
  scheme: TierScheme | null = null
  params: Params | null = null
  stage: Stage = 'none'
  state = 0
  /** Orders of older files that a newer file replaced. */
  replaced = 0
  private nextId = 1
  private returns: View['returns'] | null = null
  private available: Available = {
    payment: false,
    products: false,
    margin: false,
    voice: false,
    twoYears: false,
  }
  private reached = new Map<Stage, { promise: Promise<void>; done: () => void }>()

  /** `onStage` hears how far the marts of the present view have come. */
  constructor(
    readonly engine: Engine,
    private readonly onStage: (stage: Stage) => void = () => {},
  ) {
    this.resetStages()
  }

  /** Reads one file; the marts must be rebuilt after the last of a drop. @throws AppError; nothing is left behind */
  async add(file: Blob, name: string, options: LoadOptions = {}): Promise<SourceReport> {
    const source = await loadFile(this.engine, file, name, this.nextId++, options)
    this.sources = [...this.sources, source]
    return source
  }

  /** Reads a file again with what the user chose instead; the old table stays until the new one stands. */
  async reload(id: number, file: Blob, choices: Choices, options: LoadOptions = {}): Promise<SourceReport> {
    const old = this.sources.find((s) => s.id === id)
    const source = await loadFile(this.engine, file, old?.file ?? '', this.nextId++, { ...options, choices })
    this.sources = this.sources.map((s) => (s.id === id ? source : s))
    if (old) await dropSource(this.engine, old)
    return source
  }

  async remove(id: number): Promise<void> {
    const source = this.sources.find((s) => s.id === id)
    this.sources = this.sources.filter((s) => s.id !== id)
    if (source) await dropSource(this.engine, source)
  }

  has(entity: string): boolean {
    return this.sources.some((s) => s.mapping.entities.includes(entity as never))
  }

  /** After the files changed: entities, then the marts of the view. A scheme that was given is kept, else proposed. */
  rebuild(view: View, scheme: TierScheme | null = null, signal?: AbortSignal): Promise<void> {
    const state = this.raise()
    return this.exclusive(() => this.buildAll(state, view, scheme, signal))
  }

  private async buildAll(
    state: number,
    view: View,
    scheme: TierScheme | null,
    signal?: AbortSignal,
  ): Promise<void> {
    this.replaced = await buildSales(this.engine, this.sources, signal)
    this.returns = null
    // The scheme is proposed as of the last date and net of returns, so that it does not depend on the view.
    await resetMarts(this.engine)
    const reference = await setParams(this.engine, { asOf: null, period: 'all', returns: 'net' })
    this.available = this.availableIn(reference)
    if (this.available.voice) await buildOthers(this.engine, this.sources, signal)
    this.scheme = scheme
    if (reference) {
      this.returns = 'net'
      this.built.clear()
      await buildSalesMarts(this.engine, [reference.as_of], this.available, signal)
      this.built.add(reference.as_of)
      const columns = await readIndicators(this.engine, reference.as_of, signal)
      this.scheme ??= propose(columns, this.available, reference.as_of)
      await this.useScheme(this.scheme)
      await writeTiers(this.engine, columns, this.scheme, signal)
      this.graded.add(reference.as_of)
    }
    if (state === this.state) await this.buildView(state, view, signal, true)
  }

  /** After as-of, period, returns or the filter changed. Cheap parts are done again only where they must be. */
  show(view: View, signal?: AbortSignal): Promise<void> {
    const state = this.raise()
    return this.exclusive(() => this.buildView(state, view, signal))
  }

  private async buildView(
    state: number,
    view: View,
    signal?: AbortSignal,
    entitiesChanged = false,
  ): Promise<void> {
    const stale = () => state !== this.state
    if (stale() && !entitiesChanged) return
    const params = await setParams(this.engine, view)
    if (stale()) return
    if (!params) {
      this.params = null
      if (entitiesChanged) await buildOthers(this.engine, this.sources, signal)
      return this.reach('all')
    }
    if (this.returns !== view.returns) {
      await resetMarts(this.engine)
      this.built.clear()
      this.graded.clear()
      this.returns = view.returns
    }
    await this.buildDate(params.as_of, signal)
    await buildPeriod(this.engine, view.period, signal)
    if (stale()) return
    this.params = params
    const early = Object.keys(view.filter).length === 0
    if (early) {
      await this.chooseAll()
      this.reach('tiers')
      // Who waited for the pyramid asks before the engine goes on with the rest.
      await new Promise((resolve) => setTimeout(resolve))
    }
    if (entitiesChanged) await buildOthers(this.engine, this.sources, signal)
    await buildRest(this.engine, signal)
    if (params.previous_review) await this.buildDate(params.previous_review, signal)
    if (!early) await this.choose(view.filter)
    if (stale()) return
    this.reach('all')
  }

  /** Only the filter changed: the marts stand, a new set of customers is chosen. */
  async filter(view: View): Promise<void> {
    if (this.stage !== 'all' || !this.params) return this.show(view)
    this.raise()
    return this.exclusive(async () => {
      if (Object.keys(view.filter).length) await this.choose(view.filter)
      else await this.chooseAll()
      this.reach('all')
    })
  }

  /** Another scheme: scores and tiers again, the rest as it is. */
  regrade(scheme: TierScheme, view: View, signal?: AbortSignal): Promise<void> {
    const state = this.raise()
    return this.exclusive(async () => {
      this.scheme = scheme
      await this.useScheme(scheme)
      await this.buildView(state, view, signal)
    })
  }

  /** Where weeks and fiscal years begin; marts stand, panels must ask again. */
  calendar(calendar: Calendar): Promise<void> {
    this.calendarNow = { weekStart: calendar.weekStart, fiscalStart: calendar.fiscalStart }
    return this.exclusive(() => setCalendar(this.engine, this.calendarNow))
  }
  private calendarNow: Calendar = { weekStart: 1, fiscalStart: 1 }

  /** Settles when the marts have come that far for the present state. */
  whenReached(stage: 'tiers' | 'all'): Promise<void> {
    return this.reached.get(stage)!.promise
  }

  /** One panel → its rows, or why there is no answer. Never throws: an error is a state of the panel. */
  async run(panel: Panel, controls: Record<string, string> = {}, signal?: AbortSignal): Promise<PanelResult> {
    const frame = this.frame(panel, controls)
    const state = this.state
    const answer = (part: Partial<PanelResult>): PanelResult =>
      Object.freeze({ id: panel.id, state: 'ready', rows: [], n: 0, frame, ...part }) as PanelResult
    try {
      const missing = panel.needs.filter((name) => !this.has(name))
      if (missing.length)
        return answer({
          state: 'needs',
          reason: { key: 'reason.needs', params: { entities: missing.join(',') } },
        })
      if (!this.params && panel.needs.includes('orders'))
        return answer({ state: 'empty', reason: { key: 'reason.noOrders', params: {} } })
      await this.whenReached(panel.stage ?? 'all')
      if (panel.controls) await this.writeControls(panel.id, frame.controls)
      const rows = await this.engine.query(panel.sql, [], signal)
      if (state !== this.state) return this.run(panel, controls, signal)
      const computed = panel.compute ? panel.compute(rows, this.frame(panel, controls)) : rows
      const n = panel.n(computed)
      if (n === 0)
        return answer({
          state: 'empty',
          reason: { key: 'reason.none', params: {} },
          frame: this.frame(panel, controls),
        })
      if (n < panel.least)
        return answer({
          state: 'empty',
          n,
          reason: { key: 'reason.tooLittle', params: { n, least: panel.least } },
          frame: this.frame(panel, controls),
        })
      return answer({
        rows: Object.freeze(computed.map((row) => Object.freeze(row))) as Row[],
        n,
        frame: this.frame(panel, controls),
      })
    } catch (cause) {
      const error = AppError.from(cause)
      return answer({ state: 'error', reason: { key: `error.${error.code}`, params: error.params } })
    }
  }

  frame(panel: Panel, controls: Record<string, string> = {}): Frame {
    const p = this.params
    return {
      asOf: p?.as_of ?? '',
      periodStart: p?.period_start ?? '',
      periodEnd: p?.period_end ?? '',
      period: p?.period ?? '',
      returns: p?.returns ?? 'net',
      dataStart: p?.data_start ?? '',
      dataEnd: p?.data_end ?? '',
      previousReview: p?.previous_review ?? null,
      filtered: this.filtered,
      fiscalStart: this.calendarNow.fiscalStart,
      controls: Object.fromEntries(
        (panel.controls ?? []).map((c) => [c.name, controls[c.name] ?? c.default]),
      ),
    }
  }

  /** Dimensions that the data has, with the number of their values; what the pickers of a heat map offer. */
  async dimensions(): Promise<{ name: string; values: number }[]> {
    await this.whenReached('all')
    if (!this.params) return []
    return this.engine.query(
      'SELECT name, count(DISTINCT value) AS values FROM customer_dimension GROUP BY name ORDER BY name',
    )
  }

  /** Values of a filter field, most customers first. */
  async filterValues(field: string): Promise<{ value: string; customers: number }[]> {
    await this.whenReached('all')
    if (!this.params) return []
    return this.engine.query(
      'SELECT value, count(*) AS customers FROM customer_dimension WHERE name = ? GROUP BY value ORDER BY customers DESC, value LIMIT 200',
      [field],
    )
  }

  private filtered = false

  /** Dates whose sales marts stand for the present files and returns rule. */
  private built = new Set<string>()
  /** Dates whose customers have their tiers by the present scheme. */
  private graded = new Set<string>()

  private async buildDate(date: string, signal?: AbortSignal): Promise<void> {
    if (!this.built.has(date)) await buildSalesMarts(this.engine, [date], this.available, signal)
    this.built.add(date)
    if (this.graded.has(date) || !this.scheme) return
    await writeTiers(this.engine, await readIndicators(this.engine, date, signal), this.scheme, signal)
    this.graded.add(date)
  }

  private async useScheme(scheme: TierScheme): Promise<void> {
    await writeScheme(this.engine, scheme)
    this.graded.clear()
  }

  private async chooseAll(): Promise<void> {
    this.filtered = false
    await this.engine.run(chooseAllSql)
  }

  private async choose(filter: View['filter']): Promise<void> {
    this.filtered = true
    await this.engine.run(chooseSomeSql)
    const condition: Condition = {
      all: Object.entries(filter).map(([field, values]) => ({ field, op: 'in', values })),
    }
    await writeHits(
      this.engine,
      'scope_customers',
      'customers_scored',
      condition,
      new Set<string>(FILTER_FIELDS),
    )
  }

  private async writeControls(panel: string, controls: Record<string, string>): Promise<void> {
    await this.engine.query('DELETE FROM controls WHERE panel = ?', [panel])
    for (const [name, value] of Object.entries(controls))
      await this.engine.query('INSERT INTO controls VALUES (?, ?, ?)', [panel, name, value])
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
      voice: mapped('tickets.customer_id') && mapped('tickets.opened_at'),
      twoYears,
    }
  }

  /** One rebuild at a time: the marts are shared. A newer call finds the older one stale and short. */
  private lane: Promise<unknown> = Promise.resolve()
  private exclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.lane.then(work, work)
    this.lane = mine.catch(() => undefined)
    return mine
  }

  private raise(): number {
    this.resetStages()
    return ++this.state
  }

  private resetStages(): void {
    this.stage = 'none'
    this.onStage('none')
    for (const stage of ['tiers', 'all'] as const) {
      const before = this.reached.get(stage)
      let done = () => {}
      const promise = new Promise<void>((resolve) => (done = resolve))
      this.reached.set(stage, { promise, done })
      // Whoever waited for the older state goes on with the newer one.
      if (before) void promise.then(before.done)
    }
  }

  private reach(stage: Stage): void {
    this.stage = stage
    if (stage === 'all') this.reached.get('tiers')!.done()
    this.reached.get(stage)?.done()
    this.onStage(stage)
  }
}
