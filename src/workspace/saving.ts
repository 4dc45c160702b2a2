import type { StoredSource } from './manifest'
import type { Numbered } from './numbers'

/** Changes of the workspace that are to be kept. */
export const CHANGES = new Set(['settle', 'list', 'hashed', 'show', 'regrade', 'number'])
/** They change the tables under a running save. */
export const IMPORTS = new Set(['addFiles', 'remove', 'retract', 'remap', 'clear', 'openSample'])

/** Saving waits until nobody has asked for anything for so long, ms. */
const REST = 1200

/** The one save that runs or is to come, and what lies in the folder already. */
class Saving {
  /** By source. */
  stored = new Map<number, StoredSource>()
  numbers: Numbered['stored'] = null
  private running: { stop: AbortController; done: Promise<void> } | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  /** Once the page rests; a later change puts it off again. */
  later(save: () => void): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(save, REST)
  }
  /** Settles when none runs; the next one is for whoever waited to begin. */
  async settled(): Promise<void> {
    clearTimeout(this.timer)
    await this.running?.done
  }
  /** Ends the one that runs: what it would write is about to change. */
  interrupt(): void {
    this.running?.stop.abort()
  }
  stop(): void {
    this.interrupt()
    clearTimeout(this.timer)
  }
  async run(write: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const stop = new AbortController()
    const done = write(stop.signal).then(() => {
      this.running = null
    })
    this.running = { stop, done }
    await done
  }
}

/** The page's one. */
export const saving = new Saving()
