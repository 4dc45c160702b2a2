import { defineStore } from 'pinia'
import type { Config } from '../analysis/config'
import type { PanelResult } from '../analysis/panel'
import type { Session } from '../analysis/session'
import type { Stage } from '../analysis/stages'
import type { Choices, SourceReport } from '../ingest/load'
import { zonesOf } from '../ingest/zones'
import { AppError } from '../model/error'
import { isVersion, type TierScheme } from '../model/scheme'
import { isSameView, type View } from '../model/view'
import { failure, type Failure } from './failure'
import { beginDrop, figuresOf, type Drop } from './drop'
import { countTables, hashOf, startHash } from './hashes'
import { emptyOf, land } from './landing'
import { inTurn } from './lane'
import { standNumbers, takeNumbers } from './numbers'
import { dropOrigin, dropOrigins, dropped as droppedFile, idNow, originOf, setOrigin } from './origins'
import type { Origin } from './origins'
import { coming, idle, type LogEntry, type Progress } from './progress'
import { emptyState } from './state'
import { useAsking } from './asking'
import { signOf } from './reading'
import { useReceipt, type Receipt } from './receipt'
import { useRecipe } from './recipe'
import type { Restored } from './restore'
import { fetchSample } from './sample'
import { screened } from './screen'
import { openSession } from './session'
import { useSettings } from './settings'

export { idle, type Failure, type LogEntry, type Progress }
/** What must not be proxied: the session, the running import. */
let session: Promise<Session> | null = null
let importing: AbortController | null = null
/** Files that were refused for their size, to be read again with less of them. */
const large = new Map<string, File>()
/** Ends the warm-up, so that a file need not wait for it. */
let settleWarmUp = async () => {}

/** The page's one workspace: files come in, panels answer. Components read the state and call the actions. */
export const useWorkspace = defineStore('workspace', {
  state: emptyState,
  getters: {
    hasData: (state) => state.sources.length > 0,
    /** The sign of amounts: what the files say goes before what the reader prefers. */
    sign: (state): string => state.currency || useSettings().currency,
    /** The zones into which times were brought, as text; empty where all stand as written. */
    zone: (state): string => zonesOf(state.sources).join(', '),
    /** The files hold dated orders, so that there is something to analyse. */
    hasOrders: (state) => state.params !== null,
  },
  actions: {
    /** Starts the engine once; called while the reader still looks for a file. */
    start(): Promise<Session> {
      session ??= this.open()
      return session
    },
    async open(): Promise<Session> {
      this.engine = 'starting'
      try {
        const opened = await openSession(
          (stage) => this.reached(stage),
          () => this.tick++,
          () => this.ended(),
        )
        void this.warmUp(opened).catch(() => undefined)
        return opened
      } catch (cause) {
        this.engine = 'failed'
        this.engineError = failure('', cause)
        session = null
        throw cause
      }
    },
    /** The engine ended unasked: whatever is asked of it fails, until another stands in its place. */
    ended() {
      this.engine = 'failed'
      this.engineError = failure('', new AppError('engine.ended'))
    },
    /** Another engine in place of one that ended; no file is in it. */
    reopen(): Promise<Session> {
      session = null
      this.engineError = null
      return this.start()
    },
    /** Until a first file comes: what the engine does after it runs at full speed. */
    async warmUp(opened: Session): Promise<void> {
      const stop = new AbortController()
      const done = import('../analysis/warm').then(({ warm }) => warm(opened.engine, stop.signal))
      settleWarmUp = async () => {
        stop.abort()
        await done
      }
      await done
      this.engine = 'ready'
    },
    reached(stage: Stage) {
      this.stage = stage
      if (stage === 'all')
        void session?.then(({ absent, lacking }) => {
          this.absent = absent
          this.lacking = lacking
        })
      if (stage !== 'none') this.tick++
    },
    /** What was said of these files is taken back; what is amiss with the workspace itself stands. */
    unsay(about: (failure: Failure) => boolean) {
      this.failures = this.failures.filter(
        (said) => !((said.code.startsWith('file.') || said.code === 'cancelled') && about(said)),
      )
    },
    /** Whoever drops files sees at once that they came, before the engine is there. */
    acknowledge(dropped: File[]) {
      if (dropped.length) this.progress ??= coming(dropped)
      else if (this.progress?.step === 'start') this.progress = null
    },
    /** Several files of one drop: one that fails is reported and leaves the others standing. */
    addFiles(dropped: File[], choices: Choices = {}): Promise<void> {
      this.acknowledge(dropped)
      return inTurn(() => this.take(dropped, choices))
    },
    /** The sample company's files are no drop of the reader's: nothing said of earlier files is asked, nothing is told. */
    async take(dropped: File[], choices: Choices = {}, own = true): Promise<void> {
      if (!dropped.length) return
      try {
        const { sample } = this
        if (sample) await this.empty()
        this.progress = coming(dropped)
        const active = await this.ready()
        const drop = own ? await beginDrop(active, dropped, this.sources, sample, this.scheme) : null
        const fresh = drop?.fresh ?? dropped
        const ids = fresh.length ? await this.readIn(active, fresh, choices, own) : []
        if (drop) await this.tell(active, drop, ids)
      } finally {
        this.progress = null
        importing = null
      }
    },
    /** Reads the files of a drop and works the figures out anew; returns the ids of what came. */
    async readIn(active: Session, dropped: File[], choices: Choices, recall: boolean): Promise<number[]> {
      importing = new AbortController()
      const { signal } = importing
      const startedAt = performance.now()
      const ids: number[] = []
      const { readDrop } = await import('./take')
      const { done, bytes } = await readDrop(active, dropped, {
        choices,
        remembered: recall ? (signature) => useRecipe().recall(signature) : undefined,
        signal,
        startedAt,
        onProgress: (progress) => (this.progress = { ...progress, files: dropped.length }),
        onRead: async (file, { read, failures }) => {
          for (const { source, part } of read) {
            this.landed(await screened(active, source), droppedFile(file, part.text), 'in')
            ids.push(source.id)
          }
          for (const { name, error } of failures) this.failures.push(failure(name, error))
        },
        onFailure: (file, cause) => {
          const failed = failure(file.name, cause)
          if (failed.code === 'file.large') large.set(file.name, file)
          this.failures.push(failed)
        },
      })
      // What was read before a cancel is kept, and the page shows it: the marts are not cancelled.
      if (!ids.length) return ids
      const now = await (await import('./again')).readAlike(this, active, ids, signal)
      await this.settle(active, { ...idle(), done, bytes, startedAt, files: dropped.length })
      return now
    },
    /** The receipt of a drop, and what it leaves open. */
    async tell(active: Session, { known, before, sample, scheme, count }: Drop, ids: number[]) {
      const already = known.map(({ name }) => name)
      if (!ids.length && !already.length) return
      const after = ids.length ? await figuresOf(active) : before
      const failed = count - already.length - new Set(ids.map((id) => originOf(id)?.file)).size
      useReceipt().put({ ids, already, failed, before, after, sample, scheme, undone: false })
      useAsking().came(this.sources.filter(({ id }) => ids.includes(id)))
    },
    landed(source: SourceReport, origin: Origin, kind: LogEntry['kind']) {
      // A text that tells of an erased customer is kept nowhere.
      const telling = source.setAside.some(({ reason }) => reason === 'erased')
      setOrigin(source.id, telling ? { ...origin, text: () => Promise.resolve(null) } : origin)
      this.note(kind, source.file, source.rowsRead)
      land(source.id)
    },
    /** Writes down what came in or went out; whoever saves a file calls it. */
    note(kind: LogEntry['kind'], file: string, rows: number | null = null) {
      this.log.push({ at: new Date(), kind, file, rows })
    },
    /** Builds the marts again after the files changed and shows what came of it. */
    async settle(active: Session, progress: Progress, scheme: TierScheme | null = null): Promise<void> {
      this.progress = progress
      this.list(active)
      let { view } = this
      /** The reader may choose something else meanwhile. */
      const follow = async () => {
        while (!isSameView(this.view, view)) await active.show((view = this.view))
      }
      const failed = (cause: unknown) => void this.failures.push(failure('', cause))
      // A scheme that somebody accepted stays, with its anchors; one that was only proposed is proposed anew.
      const { scheme: used } = this
      const accepted = used && useRecipe().schemes.some((each) => isVersion(each, used))
      await active
        .rebuild(view, scheme ?? (accepted ? used : null))
        .then(follow)
        .catch(failed)
      this.list(active)
      this.failures.push(...emptyOf(this.sources))
      this.changes = active.changes
      this.at(active)
      this.scheme = active.scheme ? Object.freeze(active.scheme) : null
      const told = await active.told(false).catch(() => null)
      this.notices = told?.notices ?? []
      this.currencies = told?.currencies ?? []
      this.currency = await signOf(active, this.currencies)
      await follow().catch(failed)
      this.at(active)
      this.progress = null
      // Only now: a hash names the file in reports and would take a core from the engine before.
      for (const source of this.sources) void startHash(source)?.then((hash) => this.hashed(source.id, hash))
    },
    /** What is shown of the files follows those of the session. */
    list(active: Session) {
      this.sources = active.sources.map((source) =>
        Object.freeze({ ...source, sha256: hashOf(source.id) ?? source.sha256 }),
      )
    },
    hashed(id: number, sha256: string) {
      this.sources = this.sources.map((s) => (s.id === id ? Object.freeze({ ...s, sha256 }) : s))
      countTables(this.sources)
    },
    /** The rules of quality say more than the files say of themselves; they are run for it. */
    async inspect(): Promise<void> {
      if (this.sources.length) this.notices = (await (await this.start()).told()).notices
    },
    cancel() {
      importing?.abort()
    },
    remove(id: number): Promise<void> {
      return inTurn(async () => {
        const active = await this.start()
        await this.takeOut(active, idNow(id))
        await this.settle(active, idle())
      })
    },
    async takeOut(active: Session, id: number): Promise<void> {
      const source = this.sources.find((each) => each.id === id)
      if (!source) return
      await active.remove(id)
      useAsking().gone(id)
      this.note('removed', source.file)
      // A sheet that was left out goes with the last of its workbook.
      const [book] = source.file.split(' › ')
      const stands = active.sources.some(({ file }) => file.split(' › ')[0] === book)
      this.unsay(({ file }) => file === source.file || (!stands && file === book))
      dropOrigin(id)
    },
    /** Takes out what a drop brought; the sample company comes back where it had made room. */
    async retract({ ids, sample, scheme }: Receipt): Promise<void> {
      await inTurn(async () => {
        const active = await this.start()
        for (const id of ids) await this.takeOut(active, idNow(id))
        await this.settle(active, idle(), active.sources.length ? scheme : null)
      })
      if (sample) await this.openSample()
    },
    /** Reads files again with what the user chose: encoding, delimiter, what the columns mean. */
    remap(changes: { id: number; choices: Choices }[]): Promise<void> {
      return inTurn(async () => {
        const active = await this.start()
        importing = new AbortController()
        const { readAgain } = await import('./again')
        let again = false
        for (const { id, choices } of changes)
          again = (await readAgain(this, active, idNow(id), choices, importing.signal)) || again
        if (again) {
          await this.settle(active, idle())
          if (useReceipt().last) useReceipt().amend({ after: await figuresOf(active) })
        } else this.list(active)
        this.progress = null
        importing = null
      })
    },
    /**
     * Sources whose tables stand already, from what was kept; they come into an empty workspace, within a turn.
     * With a scheme the customers are graded as they were. Those whose tables were damaged are read again from their texts.
     * @throws AppError `workspace.damaged` where that fails: the page is empty then
     */
    async adopt({ brought, origins, damaged }: Restored, scheme: TierScheme | null): Promise<void> {
      const active = await this.start()
      for (const [id, origin] of origins) setOrigin(id, origin)
      active.adopt(brought.map(({ report }) => report))
      if (damaged.length) await (await import('./again')).readBack(this, active, damaged)
      await this.settle(active, idle(), scheme)
      this.progress = null
    },
    /** The engine, rested and ready for a file. */
    async ready(): Promise<Session> {
      const active = await this.start()
      await settleWarmUp()
      return active
    },
    clear(): Promise<void> {
      return inTurn(() => this.empty())
    },
    async empty(): Promise<void> {
      // What warms the engine up builds tables of the same names.
      const active = await this.ready()
      for (const source of active.sources) await active.remove(source.id)
      useAsking().close()
      useReceipt().leave()
      dropOrigins()
      takeNumbers(null)
      this.sample = null
      await this.settle(active, idle())
    },
    /** A file that was too large, once more without the columns that mean nothing here. */
    async readKnown(index: number): Promise<void> {
      const file = large.get(this.failures[index]?.file ?? '')
      if (!file) return
      this.dismiss(index)
      await this.addFiles([file], { only: 'known' })
    },
    dismiss(index: number) {
      const [gone] = this.failures.splice(index, 1)
      if (gone) large.delete(gone.file)
    },
    /** The reader chose another date, period, returns rule or filter. */
    async show(view: View): Promise<void> {
      const before = this.view
      this.view = view
      if (!this.sources.length || this.progress) return
      const active = await this.start()
      // Another page asks for nothing new; what failed is tried again.
      if (isSameView(view, before) && !active.failure) return
      const onlyFilter =
        before.asOf === view.asOf && before.period === view.period && before.returns === view.returns
      try {
        await (onlyFilter ? active.filter(view) : active.show(view))
      } catch (cause) {
        this.failures.push(failure('', cause))
      }
      this.at(active)
    },
    /** The dates of the figures are those of the session. */
    at({ params, dates }: Session) {
      this.params = params
      this.dates = dates
    },
    /** What the reader set and the marts follow. Within a turn. */
    async configure(part: Partial<Config>): Promise<void> {
      const active = await this.start()
      if (this.sources.length) await active.configure(part, this.view)
      else active.config = { ...active.config, ...part }
    },
    /** Grades by another scheme. Within a turn. @throws AppError `recipe.scheme`; nothing is changed then */
    async regrade(scheme: TierScheme): Promise<void> {
      const active = await this.start()
      this.scheme = Object.freeze(scheme)
      try {
        await active.regrade(scheme, this.view)
      } finally {
        // Indicators that these files lack have dropped out.
        this.scheme = active.scheme ? Object.freeze(active.scheme) : null
      }
    },
    /** The sample company that is shipped with the page. */
    async openSample(): Promise<void> {
      const { files, name, currency } = await fetchSample()
      await inTurn(async () => {
        await this.empty()
        await this.take(files, {}, false)
        this.sample = name[useSettings().language] ?? name.en ?? 'sample'
        this.currency = currency
      })
    },
    /** One panel's answer for the present view. */
    async panel(id: string, controls: Record<string, string> = {}): Promise<PanelResult> {
      const { panelOf } = await import('../analysis/catalogue')
      const panel = panelOf(id)
      if (!panel) throw new AppError('unexpected', { detail: `no panel ${id}` })
      return (await this.start()).run(panel, controls)
    },
    /** Makes sure that every customer has a number for addresses: table `customer_number`. */
    async number(): Promise<void> {
      await standNumbers(await this.start())
    },
    async dimensions() {
      return (await this.start()).dimensions()
    },
    async filterValues(field: string) {
      return (await this.start()).filterValues(field)
    },
  },
})
