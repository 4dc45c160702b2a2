import type { Engine } from '../engine/engine'
import { readsOtherwise } from './alike'
import { dropCleaned } from './clean'
import { sameColumns } from './entities'
import { dropSource, loadFile, type Choices, type LoadOptions, type SourceReport } from './load'
import type { Anonymous } from './mapping'
import { unpack, type Part, type Unpacked } from './unpack'
import { AppError } from '../model/error'

/** What came of a dropped file: its tables, each with the text it was read from, and what could not be read. */
export interface Opened {
  read: { source: SourceReport; part: Part }[]
  failures: Unpacked['failures']
}

/** `replace`: ids of files whose place the new one takes, instead of standing beside them. */
type AddOptions = LoadOptions & { replace?: number[] }
/** `about`: what is chosen of single tables of the file, by their names. */
type OpenOptions = AddOptions & { about?: (table: string) => Choices }

/** The files of a session: what was read of each, and its table in the engine. The marts follow from them. */
export class Files {
  sources: SourceReport[] = []
  /** The zone in which times are told whose cells name several zones: that of whoever reads. Null: as written. */
  zone: string | null = null
  /** The day on which this runs, `YYYY-MM-DD`: rows of later days are told of. Null: nothing is said of the future. */
  today: string | null = null
  private nextId = 1

  constructor(readonly engine: Engine) {}

  /**
   * Reads every table of a dropped file. What of it cannot be read is told of and leaves the rest standing.
   * `take` unpacks elsewhere, in a worker say.
   * @throws AppError where nothing of the file can be read, or `cancelled`
   */
  async open(
    file: Blob,
    name: string,
    { about, ...options }: OpenOptions = {},
    take: typeof unpack = unpack,
  ): Promise<Opened> {
    options.onStep?.('unpack')
    const { parts, failures } = await take(file, name, options.signal)
    const opened: Opened = { read: [], failures: [...failures] }
    for (const part of parts)
      try {
        const { format } = part
        const choices = { ...options.choices, ...about?.(part.name) }
        const source = await this.add(part.text, part.name, { ...options, choices, format, origin: name })
        opened.read.push({ source, part })
      } catch (cause) {
        const error = AppError.from(cause)
        if (error.code === 'cancelled' || parts.length === 1) throw error
        opened.failures.push({ name: part.name, error })
      }
    return opened
  }

  /**
   * Reads one table given as text; the marts must be rebuilt after the last of a drop. It stands beside the earlier
   * ones, by the rules for what several files say; with `replace` it takes the place of the one of these files that
   * has its columns, or of the only one.
   * @throws AppError; nothing is left behind
   */
  async add(file: Blob, name: string, { replace = [], ...options }: AddOptions = {}): Promise<SourceReport> {
    const loaded = await loadFile(this.engine, file, name, this.nextId++, {
      zone: this.zone,
      today: this.today,
      beside: this.sources.filter(({ id }) => !replace.includes(id)),
      ...options,
    })
    const named = this.sources.filter((s) => replace.includes(s.id))
    const old = named.find((s) => sameColumns(s, loaded)) ?? (replace.length === 1 ? named[0] : undefined)
    const earlier = this.sources.findLast((s) => s !== old && sameColumns(s, loaded))
    const source = { ...loaded, follows: earlier?.id ?? null }
    this.sources = old ? this.sources.map((s) => (s === old ? source : s)) : [...this.sources, source]
    if (old) await this.drop(old)
    return source
  }

  /** The id that the next source gets, and its table `source_ID`. */
  reserve(): number {
    return this.nextId++
  }

  /** Sources whose tables were brought into the engine by other means than reading a file. */
  adopt(sources: SourceReport[]): void {
    this.sources = [...this.sources, ...sources]
    this.nextId = Math.max(this.nextId, ...sources.map(({ id }) => id + 1))
  }

  /** Reads a file again with what the user chose instead; the old table stays until the new one stands. */
  async reload(id: number, file: Blob, choices: Choices, options: LoadOptions = {}): Promise<SourceReport> {
    const old = this.sources.find((s) => s.id === id)
    const loaded = await loadFile(this.engine, file, old?.file ?? '', this.nextId++, {
      zone: this.zone,
      today: this.today,
      beside: this.sources.filter((s) => s.id !== id),
      ...options,
      choices,
      format: old?.format,
      origin: old?.origin,
    })
    // How the file reads by itself was found out when it came.
    const source = old ? { ...loaded, follows: old.follows, found: old.found } : loaded
    this.sources = this.sources.map((s) => {
      if (s.id === id) return source
      return s.follows === id ? { ...s, follows: source.id } : s
    })
    if (old) await this.drop(old)
    return source
  }

  /**
   * Files that came before others of their export and would be read otherwise beside them: whoever has their texts
   * reads them again, so that it does not matter which came first.
   */
  get unlike(): SourceReport[] {
    const { sources, zone, today } = this
    return sources.filter((s) =>
      readsOtherwise(
        s,
        sources.filter((other) => other !== s),
        { zone, today },
      ),
    )
  }

  /** What the user said of a file without changing how it is read. */
  say(id: number, choices: Choices): SourceReport | undefined {
    this.sources = this.sources.map((s) => (s.id === id ? { ...s, choices } : s))
    return this.sources.find((s) => s.id === id)
  }

  async remove(id: number): Promise<void> {
    const source = this.sources.find((s) => s.id === id)
    this.sources = this.sources
      .filter((s) => s.id !== id)
      .map((s) => (s.follows === id ? { ...s, follows: source?.follows ?? null } : s))
    if (source) await this.drop(source)
  }

  private async drop(source: SourceReport): Promise<void> {
    await dropCleaned(this.engine, source.id)
    await dropSource(this.engine, source)
  }

  /** Why no order can be given to a customer, where that is so of every order file. */
  get anonymous(): Anonymous | null {
    const files = this.sources.filter((s) => s.mapping.entities.includes('orders'))
    return files.every((s) => s.mapping.anonymous) ? (files[0]?.mapping.anonymous ?? null) : null
  }

  has(entity: string): boolean {
    return this.sources.some((s) => s.mapping.entities.includes(entity as never))
  }

  /** No file holds orders, but one says in sums what its customers bought. */
  get summed(): boolean {
    const says = (target: string) =>
      this.sources.some((s) => s.mapping.columns.some((c) => c.target === target))
    return !this.has('orders') && (says('customers.total_spend') || says('customers.order_count'))
  }
}
