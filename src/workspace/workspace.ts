import { defineStore } from 'pinia'
import { panelOf } from '../analysis/catalogue'
import type { PanelResult } from '../analysis/panel'
import { Session } from '../analysis/session'
import type { Stage } from '../analysis/stages'
import { warm } from '../analysis/warm'
import { emptiness, type Choices, type LoadStep, type SourceReport } from '../ingest/load'
import { proposeMapping, type Mapping } from '../ingest/mapping'
import { takeSample, type Sample } from '../ingest/sample'
import type { Params } from '../marts/build'
import { AppError } from '../model/error'
import type { TierScheme } from '../model/scheme'
import { defaultView, type View } from '../model/view'
import { unpackAside } from './aside'
import HashWorker from './hash.worker?worker&inline'
import { useSettings } from './settings'

export interface Failure {
  file: string
  code: string
  params: Record<string, string | number>
}
export interface Progress {
  file: string
  step: LoadStep | 'marts'
  /** Bytes of this file; of the drop, those done before this file and in all. */
  size: number
  done: number
  bytes: number
  /** When the drop began, and when this file did. */
  startedAt: number
  fileAt: number
}
/** What came in and went out on this visit. */
export interface LogEntry {
  at: Date
  kind: 'in' | 'again' | 'removed' | 'out'
  file: string
  rows: number | null
}
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
  /** The one currency that the files name, or empty. */
  currency: string
}

/** What must not be proxied: the session, the files, the running import. */
let session: Promise<Session> | null = null
/** The dropped file of each source, and the text of its table. */
const files = new Map<number, { file: File; text: Blob }>()
const hashes = new Map<number, string>()
let importing: AbortController | null = null
let hasher: Worker | null = null
/** Ends the warm-up, so that a file need not wait for it. */
let settleWarmUp = async () => {}
/** One change of the files at a time; what is dropped meanwhile waits. */
let lane: Promise<unknown> = Promise.resolve()
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = lane.then(work, work)
  lane = mine.catch(() => undefined)
  return mine
}

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
        const { openBrowser } = await import('../engine/browser')
        const opened = new Session(await openBrowser(), (stage) => this.reached(stage))
        opened.today = today()
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
      const done = warm(opened.engine, stop.signal)
      settleWarmUp = async () => {
        stop.abort()
        await done
      }
      await done
      this.engine = 'ready'
    },
    reached(stage: Stage) {
      this.stage = stage
      if (stage !== 'none') this.tick++
    },
    /** Several files of one drop: one that fails is reported and leaves the others standing. */
    addFiles(dropped: File[]): Promise<void> {
      return inTurn(() => this.take(dropped))
    },
    async take(dropped: File[]): Promise<void> {
      if (!dropped.length) return
      if (this.sample) await this.empty()
      const active = await this.start()
      await settleWarmUp()
      importing = new AbortController()
      const { signal } = importing
      const bytes = dropped.reduce((sum, file) => sum + file.size, 0)
      const startedAt = performance.now()
      let done = 0
      let added = 0
      for (const file of dropped) {
        const fileAt = performance.now()
        const onStep = (step: LoadStep) => {
          this.progress = { file: file.name, step, size: file.size, done, bytes, startedAt, fileAt }
        }
        onStep('sample')
        try {
          const opened = await active.open(file, file.name, { signal, onStep }, unpackAside)
          for (const { source, part } of opened.read) this.landed(source, { file, text: part.text }, 'in')
          for (const { name, error } of opened.failures) this.failures.push(failure(name, error))
          added += opened.read.length
        } catch (cause) {
          this.failures.push(failure(file.name, cause))
          if (signal.aborted) break
        }
        done += file.size
      }
      // What was read before a cancel is kept, and the page shows it: the marts are not cancelled.
      if (added) await this.settle(active, { ...idle(), done, bytes, startedAt })
      this.progress = null
      importing = null
    },
    landed(source: SourceReport, origin: { file: File; text: Blob }, kind: LogEntry['kind']) {
      files.set(source.id, origin)
      this.note(kind, source.file, source.rowsRead)
      const nothing = emptiness(source)
      if (nothing) this.failures.push(failure(source.file, nothing))
    },
    /** Writes down what came in or went out; whoever saves a file calls it. */
    note(kind: LogEntry['kind'], file: string, rows: number | null = null) {
      this.log.push({ at: new Date(), kind, file, rows })
    },
    /** Builds the marts again after the files changed and shows what came of it. */
    async settle(active: Session, progress: Progress): Promise<void> {
      this.progress = progress
      this.sources = active.sources.map((source) =>
        Object.freeze({ ...source, sha256: hashes.get(source.id) ?? '' }),
      )
      const { view } = this
      try {
        const graded = this.scheme
        await active.rebuild(view, null)
        // Anchors are those of the new files; how the reader wants to grade stays.
        if (graded && active.scheme && graded.mode !== active.scheme.mode)
          await active.regrade({ ...active.scheme, mode: graded.mode, version: graded.version }, view)
        // The reader may have chosen something else meanwhile.
        if (this.view !== view) await active.show(this.view)
      } catch (cause) {
        this.failures.push(failure('', cause))
      }
      this.params = active.params
      this.scheme = active.scheme ? Object.freeze(active.scheme) : null
      await this.nameCurrency(active)
      this.progress = null
      // Only now: a hash names the file in reports and would take a core from the engine before.
      for (const { id } of this.sources)
        if (!hashes.has(id) && files.has(id)) this.hash(id, files.get(id)!.file)
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
        files.delete(id)
        await this.settle(active, idle())
      })
    },
    /** Reads a file again with what the user chose: encoding, delimiter, what the columns mean. */
    remap(id: number, choices: Choices): Promise<void> {
      return inTurn(async () => {
        const active = await this.start()
        const origin = files.get(id)
        const name = this.sources.find((source) => source.id === id)?.file
        if (!origin || !name) return
        importing = new AbortController()
        const { size } = origin.text
        const progress = { ...idle(), file: name, size, bytes: size }
        const onStep = (step: LoadStep) => {
          this.progress = { ...progress, step }
        }
        try {
          const source = await active.reload(id, origin.text, choices, { signal: importing.signal, onStep })
          files.delete(id)
          this.landed(source, origin, 'again')
          await this.settle(active, idle())
        } catch (cause) {
          this.failures.push(failure(name, cause))
        }
        this.progress = null
        importing = null
      })
    },
    clear(): Promise<void> {
      return inTurn(() => this.empty())
    },
    async empty(): Promise<void> {
      const active = await this.start()
      for (const source of active.sources) await active.remove(source.id)
      files.clear()
      this.sample = null
      await this.settle(active, idle())
    },
    /** How a file would be read with these choices; nothing is changed. @throws AppError `file.*` */
    async preview(id: number, choices: Choices): Promise<{ sample: Sample; mapping: Mapping } | null> {
      const text = files.get(id)?.text
      if (!text) return null
      const sample = await takeSample(text, '', choices)
      return { sample, mapping: proposeMapping(sample.header, sample.rows, choices.columns) }
    },
    /** First bytes of a loaded file. */
    async head(id: number, size = 4096): Promise<Uint8Array> {
      const file = files.get(id)?.text
      return new Uint8Array(file ? await file.slice(0, size).arrayBuffer() : [])
    },
    dismiss(index: number) {
      this.failures.splice(index, 1)
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
    async regrade(scheme: TierScheme): Promise<void> {
      const active = await this.start()
      this.scheme = Object.freeze(scheme)
      await active.regrade(scheme, this.view)
    },
    /** The sample company that is shipped with the page. */
    async openSample(): Promise<void> {
      const folder = new URL('samples/', document.baseURI)
      const manifest = (await (await fetch(new URL('manifest.json', folder))).json()) as {
        name: Record<string, string>
        files: string[]
        currency: string
      }
      const dropped = await Promise.all(
        manifest.files.map(
          async (name) => new File([await (await fetch(new URL(name, folder))).blob()], name),
        ),
      )
      await inTurn(async () => {
        await this.empty()
        await this.take(dropped)
        this.sample = manifest.name[useSettings().language] ?? manifest.name.en ?? 'sample'
        this.currency = manifest.currency
      })
    },
    /** One panel's answer for the present view. */
    async panel(id: string, controls: Record<string, string> = {}): Promise<PanelResult> {
      const panel = panelOf(id)
      if (!panel) throw new AppError('unexpected', { detail: `no panel ${id}` })
      return (await this.start()).run(panel, controls)
    },
    async dimensions() {
      return (await this.start()).dimensions()
    },
    async filterValues(field: string) {
      return (await this.start()).filterValues(field)
    },
    hash(id: number, file: File) {
      hasher ??= new HashWorker()
      const worker = hasher
      const hear = ({ data }: MessageEvent<{ id: number; sha256: string }>) => {
        if (data.id !== id) return
        worker.removeEventListener('message', hear)
        hashes.set(id, data.sha256)
        this.sources = this.sources.map((s) =>
          s.id === id ? Object.freeze({ ...s, sha256: data.sha256 }) : s,
        )
      }
      worker.addEventListener('message', hear)
      worker.postMessage({ id, file })
    },
  },
})

/** The reader's own day; the rules of quality tell of rows that lie after it. */
const today = (): string => new Date().toLocaleDateString('sv')

const idle = (): Progress => {
  const now = performance.now()
  return { file: '', step: 'marts', size: 0, done: 0, bytes: 0, startedAt: now, fileAt: now }
}

function failure(file: string, cause: unknown): Failure {
  const error = AppError.from(cause)
  return { file, code: error.code, params: { file, ...error.params } }
}
