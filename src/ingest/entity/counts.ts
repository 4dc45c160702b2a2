import type { OrderState } from '../../model/sale'
import { isOwed } from '../state'
import { bothSay, type Said } from '../state/combine'

type Kind = 'unknown' | 'part' | 'owed' | OrderState
/** A word of a status column, and the rows that count so because of it. */
export interface Counted {
  kind: Kind
  target: string
  heading: string
  word: string
  /** The same rows by what order and payment say of them together. */
  both: Map<string, number>
  n: number
}

/** What is told of a file's status words: which of them make what of how many rows. */
export class Counts {
  /** What order and payment say the opposite of, with what is made of it. */
  readonly open: { heading: string; word: string; n: number; state: OrderState }[] = []
  private readonly entries = new Map<string, Counted>()
  /** Whether rows that hold a word are sales, are none, or some are. */
  private readonly sales = new Map<string, Set<boolean>>()

  add(said: Said[], state: OrderState, n: number): void {
    const isSale = state === 'completed' || state === 'returned'
    for (const word of said) {
      const { meaning, column } = word
      const key = keyOf(column.target, word.word)
      this.sales.set(key, (this.sales.get(key) ?? new Set<boolean>()).add(isSale))
      if (meaning === 'unknown') this.note('unknown', word, said, n)
      if (meaning === 'part-returned' && state === 'completed') this.note('part', word, said, n)
      if (meaning === 'pending' && state === 'completed' && (isOwed(word.word) || column.scope === 'payment'))
        this.note('owed', word, said, n)
    }
    const why = said.find(({ meaning }) =>
      state === 'pending' ? meaning === 'pending' || meaning === 'part-paid' : meaning === state,
    )
    if (state !== 'completed' && why) this.note(state, why, said, n)
  }

  /** Order and payment say opposite things of these rows. */
  ask(said: Said[], state: OrderState, n: number): void {
    const heading = said.find(({ column }) => column.scope === 'order')?.column.heading ?? ''
    this.open.push({ heading, word: bothSay(said), n, state })
  }

  /** Words of these kinds under the heading of their column. */
  of(...kinds: Kind[]): [heading: string, words: Counted[]][] {
    const groups = new Map<string, Counted[]>()
    for (const entry of this.entries.values())
      if (kinds.includes(entry.kind)) groups.set(entry.heading, [...(groups.get(entry.heading) ?? []), entry])
    return [...groups]
  }

  /** Rows and words as they are told: a word that some rows are sales with says so with what stands beside it. */
  told(words: Counted[]): { n: number; example: string } {
    const said = words.flatMap(({ kind, target, word, both }) => {
      const isOne = this.sales.get(keyOf(target, word))!.size < 2
      const isWhole = isOne || !both.size || !(kind === 'pending' || kind === 'owed')
      return isWhole ? [word] : [...both.keys()]
    })
    return { n: words.reduce((total, { n }) => total + n, 0), example: said.slice(0, MOST).join(', ') }
  }

  private note(kind: Kind, { column: { target, heading }, word }: Said, said: Said[], n: number): void {
    const key = `${kind}\n${keyOf(target, word)}`
    const entry = this.entries.get(key) ?? { kind, target, heading, word, both: new Map(), n: 0 }
    const both = bothSay(said)
    entry.n += n
    if (both) entry.both.set(both, (entry.both.get(both) ?? 0) + n)
    this.entries.set(key, entry)
  }
}
const keyOf = (target: string, word: string): string => `${target}\n${word}`
/** As many words are told. */
const MOST = 5
