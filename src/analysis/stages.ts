/** How far the marts of the present view stand: `tiers` is enough for the pyramid, `all` for every panel. */
export type Stage = 'none' | 'tiers' | 'all'

/**
 * Says how far the work of the present state has come. Every change raises `state`; whoever waited for the older
 * state goes on with the newer one, and rebuilds follow each other, because the marts are shared.
 */
export class Stages {
  stage: Stage = 'none'
  state = 0
  private readonly waiting = new Map<Stage, { promise: Promise<void>; done: () => void }>()
  private lane: Promise<unknown> = Promise.resolve()

  constructor(private readonly onStage: (stage: Stage) => void) {
    this.reset()
  }

  /** A new state: nothing stands yet. */
  raise(): number {
    this.reset()
    return ++this.state
  }

  reach(stage: 'tiers' | 'all'): void {
    this.stage = stage
    if (stage === 'all') this.waiting.get('tiers')!.done()
    this.waiting.get(stage)!.done()
    this.onStage(stage)
  }

  /** Settles when the present state has come that far. */
  when(stage: 'tiers' | 'all'): Promise<void> {
    return this.waiting.get(stage)!.promise
  }

  /** One rebuild at a time; a newer call finds the older one stale and short. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.lane.then(work, work)
    this.lane = mine.catch(() => undefined)
    return mine
  }

  private reset(): void {
    this.stage = 'none'
    this.onStage('none')
    for (const stage of ['tiers', 'all'] as const) {
      const before = this.waiting.get(stage)
      let done = () => {}
      const promise = new Promise<void>((resolve) => (done = resolve))
      this.waiting.set(stage, { promise, done })
      if (before) void promise.then(before.done)
    }
  }
}
