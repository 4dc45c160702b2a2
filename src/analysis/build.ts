import type { Engine } from '../engine/engine'
import { Steps } from '../engine/steps'
import { applyDecisions } from '../ingest/clean'
import {
  buildOthers,
  buildSales,
  nothingFound,
  settleReport,
  type Changes,
  type Found,
} from '../ingest/entities'
import type { SourceReport } from '../ingest/load'
import { formRegions } from '../ingest/regions'
import {
  buildEarly,
  buildPeriod,
  buildRest,
  buildSale,
  buildSheet,
  resetMarts,
  setCalendar,
  setParams,
  setSummedParams,
  writeLifecycle,
  type Calendar,
  type Params,
} from '../tables/build'
import { writeRfm } from '../tables/rfm'
import { asksMore } from '../tables/tiers'
import { AppError } from '../model/error'
import { defaultDecisions, joinMerges, type QualityDecisions } from '../model/quality'
import type { TierScheme } from '../model/scheme'
import { defaultView, type View } from '../model/view'
import { availableIn } from './available'
import { defaultConfig, type Config } from './config'
import { Files } from '../ingest/files'
import { Grading } from './grading'
import { chooseEverybody, groundsOf, NO_GROUND, type Grounds } from './ground'
import { Clusters } from './rfm/clusters'
import { Rooms } from './rooms'
import { answerable, choose, chooseEarly, isFiltered } from './scope'
import { writeSegments } from './segment/members'
import { Stages, type Stage } from './stages'
import { Value } from './value/fitted'

/** Settings that choose among customers or say what to do with them; no mart follows them. */
const LOOSE = new Set(['segments', 'clusters', 'playbook', 'marks'])

/**
 * From files to a view: entities → marts → tiers → who is chosen. Every change of files, view or scheme raises `state`;
 * what an older state still computes is thrown away.
 */
export class Build extends Files {
  params: Params | null = null
  /** What stands beside orders, and its dates. */
  grounds: Grounds = NO_GROUND
  /** Why the last rebuild did not come to an end; panels say so. */
  failure: AppError | null = null
  /** What shall be shown: whatever is built comes to the view that is wanted when it gets there. */
  private view: View = defaultView()
  /** The filter that the figures are of. */
  shown: View['filter'] = {}
  /** Fields that the filter names and these data do not have; they choose nobody away. */
  absent: string[] = []
  calendar: Calendar = { weekStart: 1, fiscalStart: 1 }
  /** What each file brought beside the older ones of its kind. */
  changes: Changes = new Map()
  /** What the last building of orders found out about the files. */
  protected found: Found = nothingFound()
  /** What the reader decided about merges, places and identical lines; applied when the entities are built. */
  decisions: QualityDecisions = defaultDecisions()
  /** The currency that the figures shall be of, where the files name several. Null: the one with most customers. */
  currency: string | null = null
  /** What the reader set beside view and scheme. */
  config: Config = defaultConfig()
  /** The day that the marts of the view are of; summed-up files may not name it. */
  protected day: string | null = null
  private returns: View['returns'] | null = null
  /** Groups by behaviour; nothing is fitted before somebody asks. */
  readonly clusters = new Clusters()
  /** What customers will still buy; as little is fitted of it. */
  readonly value = new Value()
  protected readonly grading: Grading
  protected readonly stages: Stages
  /** What was made once of the files, the marts or the settings. */
  readonly steps = new Steps()
  /** Rises whenever the files or what was decided about them changed. */
  filed = 0
  /** Where panels are asked. */
  readonly rooms: Rooms

  /** `onStage` hears how far the marts of the present view have come. */
  constructor(engine: Engine, onStage: (stage: Stage) => void = () => {}) {
    super(engine)
    this.stages = new Stages(onStage)
    this.grading = new Grading(engine)
    this.rooms = new Rooms(engine)
  }

  /** How customers are graded; null before the first file. */
  get scheme(): TierScheme | null {
    return this.grading.scheme
  }

  /** The dates of the figures: of the orders, else of whatever stands. */
  get dates(): Params | null {
    return this.params ?? this.grounds.all
  }

  get state(): number {
    return this.stages.state
  }

  /** Settles when the marts have come that far for the present state. */
  whenReached(stage: 'tiers' | 'all'): Promise<void> {
    return this.stages.when(stage)
  }

  /** After the files changed: entities, then the marts of the view. A scheme that was given is kept, else proposed. */
  rebuild(view: View, scheme: TierScheme | null = null, signal?: AbortSignal): Promise<void> {
    const state = this.want(view)
    return this.work(state, () => this.buildAll(state, scheme, signal))
  }

  private want(view: View): number {
    this.view = view
    return this.stages.raise()
  }

  private async buildAll(state: number, scheme: TierScheme | null, signal?: AbortSignal): Promise<void> {
    this.filed++
    this.cleaned = await applyDecisions(this.engine, this.sources, this.decisions, signal)
    const merges = joinMerges(this.decisions.merges)
    const wanted = this.currency ?? undefined
    const { changes, found } = await buildSales(this.engine, this.cleaned, merges, signal, wanted)
    this.changes = changes
    this.found = found
    for (const source of this.sources) settleReport(source, found)
    this.returns = null
    // The scheme is proposed as of the last date and net of returns, so that it does not depend on the view.
    await resetMarts(this.engine)
    let reference = await setParams(this.engine, { asOf: null, period: 'all', returns: 'net' })
    this.grading.available = availableIn(this, reference)
    this.grading.span = reference && { start: reference.data_start, end: reference.data_end }
    const { voice, events, deals, summed } = this.grading.available
    if (voice || events || deals || summed || (scheme && asksMore(scheme))) await this.buildEntities(signal)
    await this.grading.override(this.config.overrides)
    if (summed) reference = (await setSummedParams(this.engine, 'net'))?.params ?? null
    if (reference) this.returns = 'net'
    await this.grading.begin(reference?.as_of ?? null, scheme, signal)
    // A scheme that was proposed with a rule: rules may look at customer files.
    if (this.scheme && asksMore(this.scheme)) await this.buildEntities(signal)
    if (state === this.state) await this.buildView(state, signal)
  }

  /** After as-of, period, returns or the filter changed. Cheap parts are done again only where they must be. */
  show(view: View, signal?: AbortSignal): Promise<void> {
    const state = this.want(view)
    return this.work(state, () => this.buildView(state, signal))
  }

  private async buildView(state: number, signal?: AbortSignal): Promise<void> {
    const { view } = this
    const stale = () => state !== this.state
    if (stale()) return
    this.tables++
    const params = this.grading.available.summed
      ? await this.setSummed(view)
      : await setParams(this.engine, view)
    if (stale()) return
    if (!params) {
      this.params = this.day = null
      await this.buildEntities(signal)
      this.grounds = await groundsOf(this.engine, view, null)
      this.shown = {}
      this.absent = Object.keys(view.filter)
      await chooseEverybody(this.engine)
      this.base++
      return this.stages.reach('all')
    }
    if (this.returns !== view.returns) {
      await resetMarts(this.engine)
      this.grading.reset()
      this.returns = view.returns
    }
    this.day = params.as_of
    await this.grading.build(params.as_of, signal)
    await buildPeriod(this.engine, view.period, signal, this.grading.available.summed)
    if (stale()) return
    this.params = this.grading.available.summed ? { ...params, as_of: this.knownAsOf ?? '' } : params
    const early = !isFiltered(view.filter)
    if (early) {
      this.shown = {}
      this.absent = []
      await buildEarly(this.engine)
      await chooseEarly(this.engine)
      this.stages.reach('tiers')
      // Who waited for the pyramid asks before the engine goes on with the rest; a page takes a few turns to do so.
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    await this.buildEntities(signal)
    await this.steps.once('sale', [this.filed], () => buildSale(this.engine, signal))
    // Stages and RFM are no concern of the pyramid.
    await this.steps.once('settings', [this.filed], () =>
      this.writeConfig({ ...this.config, overrides: undefined }),
    )
    if (params.previous_review && this.grading.comparable(params.as_of, params.previous_review))
      await this.grading.build(params.previous_review, signal)
    await buildRest(this.engine, signal)
    this.base++
    await this.writeSegments()
    this.grounds = await groundsOf(this.engine, view, this.params.as_of || null)
    await this.choose(view.filter)
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
    const state = this.want(view)
    return this.work(state, async () => {
      await this.choose(this.view.filter)
      this.stages.reach('all')
    })
  }

  /**
   * Another scheme: scores and tiers again, the rest as it is. What these data lack of it drops out.
   * @throws AppError `recipe.scheme` where that is all of it; nothing is changed then
   */
  async regrade(made: TierScheme, view: View, signal?: AbortSignal): Promise<void> {
    this.view = view
    // Customer files say more than the usual facts; they must have been read.
    if (asksMore(made)) await this.whenReached('all')
    const scheme = await this.grading.fitted(made)
    const state = this.stages.raise()
    return this.work(state, async () => {
      await this.grading.use(scheme)
      await this.buildView(state, signal)
    })
  }

  /** Other decisions about the quality of the data: entities and marts again, by the scheme that stands. */
  decide(decisions: QualityDecisions, view: View, signal?: AbortSignal): Promise<void> {
    this.decisions = decisions
    return this.rebuild(view, this.scheme, signal)
  }

  /** What the reader set beside view and scheme; the marts follow. */
  configure(part: Partial<Config>, view: View, signal?: AbortSignal): Promise<void> {
    const standing = this.stages.stage === 'all' && this.params && !this.failure
    const state = this.want(view)
    return this.work(state, async () => {
      this.config = { ...this.config, ...part }
      await this.writeConfig(part)
      if (!standing || Object.keys(part).some((name) => !LOOSE.has(name)))
        return this.buildView(state, signal)
      // What panels made of them before is of no use now; what to do with customers is part of the form of what it makes.
      if (part.segments || part.clusters) this.tables++
      if (part.segments) await this.writeSegments()
      await this.choose(this.view.filter)
      this.stages.reach('all')
    })
  }

  private async writeConfig({ overrides, lifecycle, rfm }: Partial<Config>): Promise<void> {
    if (overrides) await this.grading.override(overrides)
    if (lifecycle) await writeLifecycle(this.engine, lifecycle)
    if (rfm) await writeRfm(this.engine, rfm)
  }

  /** Where weeks and fiscal years begin; the marts stand, panels must ask again. */
  setCalendar({ weekStart, fiscalStart }: Calendar): Promise<void> {
    this.calendar = { weekStart, fiscalStart }
    return this.stages.exclusive(() => {
      // What panels made of weeks and quarters.
      this.tables++
      return setCalendar(this.engine, this.calendar)
    })
  }

  /** The entities beside orders, once after the files changed; the pyramid does not wait for them. */
  private buildEntities(signal?: AbortSignal): Promise<void> {
    return this.steps.once('others', [this.filed], async () => {
      const merges = joinMerges(this.decisions.merges)
      const changes = await buildOthers(this.engine, this.cleaned, merges, signal)
      this.changes = new Map([...changes, ...this.changes])
      await formRegions(this.engine, this.decisions.regions, signal)
    })
  }
  /** The sources with the reader's decisions applied: what the entities are built of. */
  cleaned: SourceReport[] = []

  /** Rises whenever the marts of the view were built anew; a filter leaves them as they are. */
  base = 0
  /** Rises with it, and when own segments, clusters or the calendar are others: what panels made of the marts is of no use then. */
  tables = 0
  protected buildSheet(): Promise<void> {
    return this.steps.once('sheet', [this.base], () => buildSheet(this.engine))
  }

  /** Own segments, by name, and the fields that they ask and these data do not have. */
  lacking: ReadonlyMap<string, string[]> = new Map()
  private async writeSegments(): Promise<void> {
    const { segments } = this.config
    if (segments.length) await this.buildSheet()
    this.lacking = await writeSegments(this.engine, segments)
  }

  private async choose(filter: View['filter']): Promise<void> {
    if (filter.cluster) await this.clusters.standWithin(this)
    const { known, absent } = isFiltered(filter)
      ? await answerable(this.engine, filter)
      : { known: filter, absent: [] }
    this.shown = known
    this.absent = absent
    await choose(this.engine, known)
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
}
