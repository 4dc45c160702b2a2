import { defineStore } from 'pinia'
import { configOf, defaultConfig } from '../analysis/config'
import { AppError } from '../model/error'
import { defaultDecisions, readDecisions } from '../model/quality'
import { defaultView, formatView, isSameView, type View } from '../model/view'
import { asked, calm, pause } from './calm'
import { useDecisions } from './decisions'
import { failure, type Failure } from './failure'
import { canStore, folder, folders, removeAll, removeFolder, space } from './folder'
import { keep, newId, readManifest, type Source } from './keep'
import { inTurn } from './lane'
import { listKept, type Listed } from './listing'
import { hold, whenFree, type Held } from './lock'
import { sizeOf, type Erased, type Manifest } from './manifest'
import { settleNumbers, takeNumbers, type Numbered } from './numbers'
import { originOf } from './origins'
import { forgetPublished, publish } from './published'
import { useQuality } from './quality'
import { readBy } from './reading'
import { useReceipt } from './receipt'
import { useRecipe } from './recipe'
import { restore, type Restored } from './restore'
import { CHANGES, IMPORTS, saving } from './saving'
import { setScreen } from './screen'
import { screenFile } from './screening'
import { lastWorkspace, mayKeep, rememberWorkspace, useSettings } from './settings'
import { contentOf } from './share'
import { useWorkspace } from './workspace'
import { unwrap, wrap } from './wrap'

/**
 * `opening`: what is kept is being looked for or read · `absent`: this browser keeps nothing at this address · `off`: the
 * reader wants nothing kept · `elsewhere`: another window has it · `taken`: another window took it over · `empty`: nothing
 * to keep yet · `saving` · `kept` · `failed`: the last change is not kept.
 */
type Phase = 'opening' | 'absent' | 'off' | 'elsewhere' | 'taken' | 'empty' | 'saving' | 'kept' | 'failed'

interface State {
  phase: Phase
  /** A change waits for the page to rest: what is kept is older than what stands here. */
  due: boolean
  id: string
  name: string
  bytes: number
  /** Files kept without the text they were read from. */
  withoutOriginal: number
  failure: Failure | null
  workspaces: Listed[]
  room: { used: number; free: number } | null
  /** The view that came with a workspace: the page goes there. */
  wanted: View | null
  erased: Erased | null
  /** What came in and went out before another window took the workspace over. */
  logged: number
}

/** What must not be proxied. */
let lock: Held | null = null
let waiting: AbortController | null = null

/** How the workspace survives: kept in this browser's storage, in one window at a time. */
export const useKeeping = defineStore('keeping', {
  state: (): State => ({
    phase: 'opening',
    due: false,
    id: '',
    name: '',
    bytes: 0,
    withoutOriginal: 0,
    failure: null,
    workspaces: [],
    room: null,
    wanted: null,
    erased: null,
    logged: 0,
  }),
  getters: {
    /** Changes are kept, now or in a moment. */
    keeps: ({ phase }) => ['empty', 'saving', 'kept', 'failed'].includes(phase),
  },
  actions: {
    /** Once, before any file comes: looks for what was kept and follows every change from then on. */
    begin(): Promise<void> {
      const workspace = useWorkspace()
      workspace.$onAction(({ name, after }) => {
        asked()
        if (IMPORTS.has(name)) saving.interrupt()
        if (CHANGES.has(name)) after(() => this.schedule())
      })
      setScreen((active, source) => screenFile(active, source, this.erased))
      useDecisions().$onAction(({ after }) => after(() => this.schedule()))
      useQuality().$onAction(({ after }) => {
        asked()
        after(() => this.schedule())
      })
      useSettings().$subscribe(() => this.schedule())
      return inTurn(async () => {
        if (!(await canStore())) this.phase = 'absent'
        else if (!useSettings().keep) this.phase = 'off'
        else await this.recall(await this.present())
      }).catch((cause: unknown) => {
        this.phase = 'absent'
        workspace.failures.push(failure('', cause))
      })
    },
    /** The workspace that was open last, else the one saved last, else a new one. */
    async present(): Promise<string> {
      const ids = await folders()
      const last = lastWorkspace()
      if (last && ids.includes(last)) return last
      if (ids.length) await this.list()
      return this.workspaces[0]?.id ?? newId()
    },
    /** Opens a kept workspace on an empty page. Within a turn. */
    async recall(id: string, steal = false): Promise<void> {
      Object.assign(this, { phase: 'opening', failure: null, id })
      waiting?.abort()
      const held = await hold(id, steal)
      if (!held) return this.wait(id)
      this.holdOn(held)
      // The other window may be in the middle of a step.
      if (steal) await pause(300)
      const from = folder(id)
      let manifest: Manifest | null = null
      try {
        manifest = await readManifest(from)
        if (manifest) await this.install(manifest, (name) => from.read(name))
        else this.begun('')
      } catch (cause) {
        lock?.release()
        // Another engine opens it again.
        if (AppError.from(cause).code === 'engine.ended') return
        // What cannot be read is left as it lies; the page goes on in a workspace of its own.
        useWorkspace().failures.push(failure(manifest?.name ?? '', cause))
        useWorkspace().progress = null
        await this.fresh('')
      }
    },
    holdOn(held: Held) {
      lock = held
      void held.lost.then(() => {
        if (lock !== held) return
        lock = null
        saving.interrupt()
        Object.assign(this, { phase: 'taken', logged: useWorkspace().log.length })
      })
    },
    /** Another window has it: once that is closed, it opens here, unless something else was begun meanwhile. */
    wait(id: string) {
      this.phase = 'elsewhere'
      waiting = new AbortController()
      whenFree(id, waiting.signal).then(
        () => inTurn(async () => this.phase === 'elsewhere' && this.id === id && this.recallInstead(id)),
        () => undefined,
      )
    },
    async recallInstead(id: string, steal = false): Promise<void> {
      const workspace = useWorkspace()
      if (!steal && workspace.hasData) return
      if (workspace.hasData) await workspace.empty()
      await this.recall(id, steal)
    },
    /** The same workspace, here instead of in the other window. */
    takeOver(): Promise<void> {
      return inTurn(() => this.recallInstead(this.id, true))
    },
    /** Puts the content of a manifest on the empty page. @throws AppError `workspace.*`, `engine.*` */
    async install(manifest: Manifest, from: Source, own = true, tables?: Restored): Promise<void> {
      const workspace = useWorkspace()
      useRecipe().take(manifest.recipe)
      await this.bringNumbers(manifest, from, own)
      const scheme = manifest.recipe.schemes[0] ?? null
      if (!manifest.sources.length) workspace.scheme = scheme
      else {
        const active = await workspace.ready()
        const restored = tables ?? (await restore(active, manifest, from))
        saving.stored = new Map(own ? restored.brought.map((source) => [source.report.id, source]) : [])
        useQuality().decisions = active.decisions = readDecisions(manifest.recipe.quality)
        active.config = configOf(manifest.recipe)
        readBy(active, manifest.recipe)
        // An address that asks for something goes before what was looked at last.
        if (!Object.keys(formatView(workspace.view)).length || !own) {
          const view = { ...defaultView(), ...manifest.view }
          // The page goes nowhere for what it shows already.
          if (!isSameView(view, workspace.view)) this.wanted = view
          workspace.view = view
        }
        await workspace.adopt(restored, scheme)
      }
      manifest.published?.forEach(publish)
      Object.assign(this, { name: manifest.name, erased: manifest.erased })
      this.bytes = own ? sizeOf(manifest) : 0
      this.withoutOriginal = manifest.sources.filter(({ original }) => !original).length
      if (!own) return
      this.phase = 'kept'
      rememberWorkspace(this.id)
      if (workspace.sources.some((source) => !saving.stored.has(source.id))) this.schedule()
    },
    /** They are not read until somebody looks for a customer. */
    async bringNumbers({ numbers }: Manifest, from: Source, own: boolean): Promise<void> {
      const file = numbers ? await from(numbers.name) : null
      takeNumbers(file)
      saving.numbers = own && numbers && file ? { file: numbers, of: file } : null
    },
    /** A workspace with nothing in it, held by this window. */
    async fresh(name: string): Promise<void> {
      this.id = newId()
      const held = await hold(this.id)
      if (held) this.holdOn(held)
      this.begun(name)
    },
    begun(name: string) {
      saving.stored = new Map()
      saving.numbers = null
      Object.assign(this, { name, bytes: 0, withoutOriginal: 0, erased: null, failure: null, phase: 'empty' })
    },
    /** Something changed: it is kept as soon as the page rests. */
    schedule() {
      if (!this.keeps) return
      this.due = true
      saving.later(() => void this.save())
    },
    /** Keeps the workspace as it stands. Never throws: what went wrong is a state. */
    async save(): Promise<void> {
      await saving.settled()
      const workspace = useWorkspace()
      if (workspace.engine === 'failed') return
      this.due = false
      if (!lock || !this.keeps || workspace.sample) return
      const said = this.name || Object.keys(useRecipe().mappings).length
      if (this.phase === 'empty' && !workspace.hasData && !said) return
      if (!mayKeep()) return this.stop('off')
      if (workspace.progress) return this.schedule()
      await saving.run((signal) => this.write(signal))
    },
    async write(signal: AbortSignal): Promise<void> {
      const workspace = useWorkspace()
      const settings = useSettings()
      const before = this.phase
      this.phase = 'saving'
      try {
        const active = await workspace.start()
        const numbered: Numbered = { now: await settleNumbers(active), stored: saving.numbers }
        const { bytes, withoutOriginal } = await keep({
          engine: active.engine,
          folder: folder(this.id),
          content: { ...contentOf(this.name, this.erased), sources: [...workspace.sources] },
          original: async (id) => (await originOf(id)?.text()) ?? null,
          keepOriginals: settings.originals,
          stored: saving.stored,
          numbered,
          signal,
          calm: () => calm(signal),
        })
        saving.numbers = numbered.stored
        Object.assign(this, { bytes, withoutOriginal, phase: 'kept', failure: null })
        rememberWorkspace(this.id)
        void navigator.storage.persist?.()
      } catch (cause) {
        // Whoever stopped it has set another phase, or changes something and comes again.
        if (this.phase !== 'saving') return
        if (AppError.from(cause).code === 'cancelled') {
          this.phase = before === 'saving' ? 'kept' : before
          return this.schedule()
        }
        this.phase = 'failed'
        this.failure = failure(this.name, cause)
      }
    },
    /** Ends keeping in this window; nothing that is kept is touched. */
    stop(phase: Phase) {
      saving.stop()
      waiting?.abort()
      lock?.release()
      lock = null
      this.phase = phase
    },
    /** What is kept, the latest first, and the room that is left. */
    async list(): Promise<void> {
      if (this.phase === 'absent') return
      this.workspaces = await listKept()
      this.room = await space()
    },
    /** Leaves the present workspace as it is kept and opens another, or a new one. */
    switchTo(id: string | null, name = ''): Promise<void> {
      return inTurn(async () => {
        if (id && id === this.id && this.keeps) return
        await this.leave()
        if (id) await this.recall(id)
        else await this.fresh(name)
        await this.list()
      })
    },
    /** Keeps what is not kept yet and empties the page. */
    async leave(): Promise<void> {
      if (this.keeps) await this.save()
      this.stop('opening')
      await this.clear()
      useWorkspace().failures = []
    },
    /** Empties the page: what was decided about these files is of no use to others. */
    async clear(): Promise<void> {
      const workspace = useWorkspace()
      if (workspace.hasData) await workspace.empty()
      useReceipt().leave()
      useRecipe().forget()
      const active = await workspace.start()
      useQuality().decisions = active.decisions = defaultDecisions()
      active.config = defaultConfig()
      readBy(active, {})
    },
    rename(name: string) {
      this.name = name.trim().slice(0, 120)
      void this.save().then(() => this.list())
    },
    /** Takes a kept workspace off this computer. @throws AppError `workspace.elsewhere` */
    discard(id: string): Promise<void> {
      return inTurn(async () => {
        if (id === this.id) {
          this.stop('opening')
          await this.clear()
          await removeFolder(id)
          await this.fresh('')
        } else {
          const held = await hold(id)
          if (!held) throw new AppError('workspace.elsewhere')
          await removeFolder(id)
          held.release()
        }
        await this.list()
      })
    },
    /** Whether anything stays on this computer at all. Off takes away everything that was kept. */
    choose(keepOn: boolean): Promise<void> {
      useSettings().choose({ keep: keepOn })
      return inTurn(async () => {
        if (this.phase === 'absent') return
        if (!keepOn) {
          // Off is said when nothing is left.
          this.stop('opening')
          await saving.settled()
          await removeAll().finally(() => (this.phase = 'off'))
          Object.assign(this, { bytes: 0, withoutOriginal: 0, workspaces: [], failure: null })
          saving.stored = new Map()
        } else if (!lock) {
          const { name, erased } = this
          await this.fresh(name)
          this.erased = erased
          await this.save()
        }
        this.room = await space()
      })
    },
    /** A `.ziggurat` file of everything that is on the page; sealed under a passphrase if there is one. */
    async pack(passphrase = ''): Promise<Blob> {
      const workspace = useWorkspace()
      const active = await workspace.start()
      const content = { ...contentOf(this.name, this.erased), sources: [...workspace.sources] }
      return wrap(active.engine, content, passphrase, await settleNumbers(active))
    },
    /**
     * Opens a `.ziggurat` file as a workspace of its own; the present one stays as it is kept.
     * @throws AppError `workspace.*`, `seal.*`, `recipe.*`: nothing was changed then
     */
    async unpack(file: Blob, passphrase: string | null): Promise<void> {
      const { manifest, from } = await unwrap(file, passphrase)
      await inTurn(async () => {
        const { phase } = this
        try {
          // All of it stands before anything of the present workspace goes.
          const tables = await restore(await useWorkspace().ready(), manifest, from)
          useWorkspace().progress = null
          await this.leave()
          if (phase === 'absent' || phase === 'off') this.begun(manifest.name)
          else await this.fresh(manifest.name)
          await this.install(manifest, from, false, tables)
        } finally {
          useWorkspace().progress = null
          if (phase === 'absent' || phase === 'off') this.phase = phase
        }
      })
      this.schedule()
    },
    /** Nothing of what this page ever kept stays in the browser. */
    async forget(): Promise<void> {
      await inTurn(async () => {
        const { phase } = this
        this.stop('opening')
        await saving.settled()
        await this.clear()
        forgetPublished()
        if (phase === 'absent') return void (this.phase = phase)
        await removeAll()
        await this.fresh('')
        this.workspaces = []
        this.room = await space()
      })
    },
  },
})
