import { defineStore } from 'pinia'
import type { Config } from '../analysis/config'
import type { PanelResult } from '../analysis/panel'
import type { Session } from '../analysis/session'
import type { Stage } from '../analysis/stages'
import type { Changes } from '../ingest/entities'
import type { Choices, LoadStep, SourceReport } from '../ingest/load'
import type { Mapping } from '../ingest/mapping'
import { emptiness } from '../ingest/note'
import type { Sample } from '../ingest/sample'
import type { Params } from '../marts/build'
import { AppError } from '../model/error'
import type { TierScheme } from '../model/scheme'
import { defaultView, type View } from '../model/view'
import { failure, type Failure } from './failure'
import { fitAside } from './fit'
import { hashAside } from './hash'
import { inTurn } from './lane'
import { standNumbers, takeNumbers } from './numbers'
import { dropOrigin, dropOrigins, dropped as droppedFile, originOf, setOrigin, type Origin } from './origins'
import { idle, type LogEntry, type Progress } from './progress'
import { useRecipe } from './recipe'
import { fetchSample } from './sample'
import { screened } from './screen'
import { useSettings } from './settings'

export { idle, type Failure, type LogEntry, type Progress }
interface State {
  engine: 'idle' | 'starting' | 'ready' | 'failed'
  engineError: Failure | null
  sources: SourceReport[]
  failures: Failure[]
  progress: Progress | null
  stage: Stage
  /** Rises whenever the marts have come a stage further: panels ask again. */
  tick: number
  params: Params | null
  scheme: TierScheme | null
  view: View
  /** The figures on the page are of the invented sample company. */
  sample: string | null
  log: LogEntry[]
  /** Fields of the filter that the data do not have. */
  absent: string[]
  /** Own segments, by name, and the fields that they ask and the data do not have. */
  lacking: ReadonlyMap<string, string[]>
  /** The one currency that the files name, or empty. */
  currency: string
  /** What each file brought beside the older ones of its kind, by source. */
  changes: Readonly<Changes>
}

/** What must not be proxied: the session, the running import. */
let session: Promise<Session> | null = null
const hashes = new Map<number, string>()
let importing: AbortController | null = null
/** Files that were refused for their size, to be read again with less of them. */
const large = new Map<string, File>()
/** Ends the warm-up, so that a file need not wait for it. */
let settleWarmUp = async () => {}

/** The page's one workspace: files come in, panels answer. Components read the state and call the actions. */
export const useWorkspace = defineStore('workspace', {
  state: (): State => ({
    engine: 'idle',
    engineError: null,
    sources: [],
    failures: [],
    progress: null,
    stage: 'none',
    tick: 0,
    params: null,
    scheme: null,
    view: defaultView(),
    sample: null,
    currency: '',
    changes: new Map(),
    absent: [],
    lacking: new Map(),
    log: [],
  }),
  getters: {
    hasData: (state) => state.sources.length > 0,
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
        // The shell stands before what reads and computes has come.
        const [{ openBrowser }, { Session }] = await Promise.all([
          import('../engine/browser'),
          import('../analysis/session'),
        ])
        const opened = new Session(await openBrowser(), (stage) => this.reached(stage))
        opened.today = today()
        opened.clusters.fitter = fitAside
        const settings = useSettings()
        await opened.setCalendar(settings)
        let { weekStart, fiscalStart } = settings
        settings.$subscribe((_, now) => {
          // A change of looks asks no panel again.
          if (now.weekStart === weekStart && now.fiscalStart === fiscalStart) return
          ;({ weekStart, fiscalStart } = now)
          void opened.setCalendar(now).then(() => this.tick++)
        })
        void this.warmUp(opened)
        return opened
      } catch (cause) {
        this.engine = 'failed'
        this.engineError = failure('', cause)
        session = null
        throw cause
      }
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
    /** Several files of one drop: one that fails is reported and leaves the others standing. */
    addFiles(dropped: File[], choices: Choices = {}): Promise<void> {
      return inTurn(() => this.take(dropped, choices))
    },
    /** Without `recall` nothing that was said of earlier files is asked. */
    async take(dropped: File[], choices: Choices = {}, recall = true): Promise<void> {
      if (!dropped.length) return
      if (this.sample) await this.empty()
      const active = await this.ready()
      importing = new AbortController()
      const { signal } = importing
      const startedAt = performance.now()
      const recipe = useRecipe()
      const { readDrop } = await import('./take')
      const { added, done, bytes } = await readDrop(active, dropped, {
        choices,
        remembered: recall ? (signature) => recipe.recall(signature) : undefined,
        signal,
        startedAt,
        onProgress: (progress) => (this.progress = progress),
        onRead: async (file, { read, failures }) => {
          for (const { source, part } of read)
            this.landed(await screened(active, source), droppedFile(file, part.text), 'in')
          for (const { name, error } of failures) this.failures.push(failure(name, error))
        },
        onFailure: (file, cause) => {
          const failed = failure(file.name, cause)
          if (failed.code === 'file.large') large.set(file.name, file)
          this.failures.push(failed)
        },
      })
      // What was read before a cancel is kept, and the page shows it: the marts are not cancelled.
      if (added) await this.settle(active, { ...idle(), done, bytes, startedAt })
      this.progress = null
      importing = null
    },
    landed(source: SourceReport, origin: Origin, kind: LogEntry['kind']) {
      // A text that tells of an erased customer is kept nowhere.
      const telling = source.setAside.some(({ reason }) => reason === 'erased')
      setOrigin(source.id, telling ? { ...origin, text: () => Promise.resolve(null) } : origin)
      this.note(kind, source.file, source.rowsRead)
      const nothing = emptiness(source)
      if (nothing) this.failures.push(failure(source.file, nothing))
    },
    /** Writes down what came in or went out; whoever saves a file calls it. */
    note(kind: LogEntry['kind'], file: string, rows: number | null = null) {
      this.log.push({ at: new Date(), kind, file, rows })
    },
    /** Builds the marts again after the files changed and shows what came of it. */
    async settle(active: Session, progress: Progress, scheme: TierScheme | null = null): Promise<void> {
      this.progress = progress
      this.sources = active.sources.map((source) =>
        Object.freeze({ ...source, sha256: hashes.get(source.id) ?? source.sha256 }),
      )
      const { view } = this
      try {
        // A scheme that somebody accepted stays, with its anchors; one that was only proposed is proposed anew.
        const { schemes } = useRecipe()
        const accepted = schemes.some(
          ({ id, version }) => id === this.scheme?.id && version === this.scheme.version,
        )
        await active.rebuild(view, scheme ?? (accepted ? this.scheme : null))
        // The reader may have chosen something else meanwhile.
        if (this.view !== view) await active.show(this.view)
      } catch (cause) {
        this.failures.push(failure('', cause))
      }
      this.changes = active.changes
      this.params = active.params
      this.scheme = active.scheme ? Object.freeze(active.scheme) : null
      await this.nameCurrency(active)
      this.progress = null
      // Only now: a hash names the file in reports and would take a core from the engine before.
      for (const { id, sha256 } of this.sources) {
        const file = originOf(id)?.file
        if (!sha256 && file) void hashAside(file).then((hash) => this.hashed(id, hash))
      }
    },
    hashed(id: number, sha256: string) {
      hashes.set(id, sha256)
      this.sources = this.sources.map((s) => (s.id === id ? Object.freeze({ ...s, sha256 }) : s))
    },
    /** One currency is shown; of several the reader is told, because amounts are added as they are. */
    async nameCurrency(active: Session): Promise<void> {
      const named = await active.currencies()
      this.currency = named.length === 1 ? named[0]! : ''
      if (named.length > 1)
        this.failures.push({ file: '', code: 'file.currencies', params: { currencies: named.join(', ') } })
    },
    cancel() {
      importing?.abort()
    },
    remove(id: number): Promise<void> {
      return inTurn(async () => {
        const active = await this.start()
        await active.remove(id)
        this.note('removed', this.sources.find((source) => source.id === id)?.file ?? '')
        dropOrigin(id)
        await this.settle(active, idle())
      })
    },
    /** Reads a file again with what the user chose: encoding, delimiter, what the columns mean. */
    remap(id: number, choices: Choices): Promise<void> {
      return inTurn(async () => {
        const active = await this.start()
        const origin = originOf(id)
        const old = this.sources.find((source) => source.id === id)
        if (!origin || !old) return
        const name = old.file
        const text = await origin.text()
        if (!text) return void this.failures.push(failure(name, new AppError('workspace.unkept')))
        importing = new AbortController()
        const { size } = text
        const progress = { ...idle(), file: name, size, bytes: size }
        const onStep = (step: LoadStep) => {
          this.progress = { ...progress, step }
        }
        try {
          const read = await active.reload(id, text, choices, { signal: importing.signal, onStep })
          const source = await screened(active, read)
          dropOrigin(id)
          if (!this.sample) useRecipe().learn(old, source)
          if (old.sha256) hashes.set(source.id, old.sha256)
          this.landed(source, origin, 'again')
          await this.settle(active, idle())
        } catch (cause) {
          this.failures.push(failure(name, cause))
        }
        this.progress = null
        importing = null
      })
    },
    /**
     * Sources whose tables stand already, from what was kept; they come into an empty workspace, within a turn.
     * With a scheme the customers are graded as they were.
     */
    async adopt(sources: SourceReport[], scheme: TierScheme | null, origins: Map<number, Origin>) {
      const active = await this.start()
      for (const [id, origin] of origins) setOrigin(id, origin)
      active.adopt(sources)
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
      const active = await this.start()
      for (const source of active.sources) await active.remove(source.id)
      dropOrigins()
      takeNumbers(null)
      this.sample = null
      await this.settle(active, idle())
    },
    /** How a file would be read with these choices; nothing is changed. @throws AppError `file.*` */
    async preview(id: number, choices: Choices): Promise<{ sample: Sample; mapping: Mapping } | null> {
      const text = await originOf(id)?.text()
      if (!text) return null
      const format = this.sources.find((source) => source.id === id)?.format
      const { previewOf } = await import('../ingest/preview')
      return previewOf(text, choices, format)
    },
    /** First bytes of a loaded file. */
    async head(id: number, size = 4096): Promise<Uint8Array> {
      const file = await originOf(id)?.text()
      return new Uint8Array(file ? await file.slice(0, size).arrayBuffer() : [])
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
      const onlyFilter =
        before.asOf === view.asOf && before.period === view.period && before.returns === view.returns
      try {
        await (onlyFilter ? active.filter(view) : active.show(view))
      } catch (cause) {
        this.failures.push(failure('', cause))
      }
      this.params = active.params
    },
    /** What the reader set and the marts follow. */
    async configure(part: Partial<Config>): Promise<void> {
      const active = await this.start()
      if (this.sources.length) await active.configure(part, this.view)
      else active.config = { ...active.config, ...part }
    },
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

/** The reader's own day; the rules of quality tell of rows that lie after it. */
const today = (): string => new Date().toLocaleDateString('sv')
