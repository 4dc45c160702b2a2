import { wordsOf } from '../analysis/customers/list'
import type { Session } from '../analysis/session'
import type { Asked, Told } from './search.worker'

/** So many customers go over in one message, that the page does not stand still. */
const SLICE = 20_000

/** Looks for customers aside; one for the files of a workspace. */
export class Search {
  private readonly waiting = new Map<number, (hits: Uint8Array) => void>()
  private asked = 0
  /** Names are found by pinyin too. */
  spelt = false

  private constructor(
    private readonly worker: Worker,
    private readonly onSpelt: () => void,
  ) {
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if ('hits' in data) {
        this.waiting.get(data.id)?.(data.hits)
        this.waiting.delete(data.id)
      } else {
        this.spelt = true
        this.onSpelt()
      }
    }
  }

  /** Reads what customers are looked for by. `onSpelt` hears when names are found by pinyin too. */
  static async open(session: Session, onSpelt: () => void): Promise<Search> {
    const { default: SearchWorker } = await import('./search.worker?worker&inline')
    const words = await wordsOf(session)
    const search = new Search(new SearchWorker(), onSpelt)
    for (let at = 0; at === 0 || at < words.length; at += SLICE) {
      search.post({ words: words.slice(at, at + SLICE), last: at + SLICE >= words.length })
      await new Promise((resolve) => setTimeout(resolve))
    }
    return search
  }

  /** By number of the customer, 1 where it was found. */
  find(query: string): Promise<Uint8Array> {
    const id = ++this.asked
    return new Promise((resolve) => {
      this.waiting.set(id, resolve)
      this.post({ id, query })
    })
  }

  close(): void {
    this.worker.terminate()
  }

  private post(asked: Asked): void {
    this.worker.postMessage(asked)
  }
}
