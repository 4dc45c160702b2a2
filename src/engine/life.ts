import { AppError } from '../model/error'

/** What somebody does who may end without a word: what is asked of them fails then, instead of waiting for ever. */
export class Life {
  private ended: AppError | null = null
  private readonly waiting = new Set<(cause: AppError) => void>()

  /** What was asked, or its failure. @throws AppError `engine.ended` as soon as it is known that no answer comes */
  async during<T>(ask: () => Promise<T>): Promise<T> {
    if (this.ended) throw this.ended
    let fail: (cause: AppError) => void = () => {}
    const end = new Promise<never>((_, reject) => (fail = reject))
    this.waiting.add(fail)
    try {
      return await Promise.race([ask(), end])
    } finally {
      this.waiting.delete(fail)
    }
  }

  /** Whether this is the first that is heard of it. */
  end(): boolean {
    if (this.ended) return false
    this.ended = new AppError('engine.ended')
    for (const fail of this.waiting) fail(this.ended)
    return true
  }
}

/** What the engine says when its own code broke off in the middle: nothing that it says after can be trusted. */
export const isBroken = (cause: unknown): boolean =>
  cause instanceof Error &&
  /^(RuntimeError: )?(Aborted\(|unreachable|memory access out of bounds)/.test(cause.message)
