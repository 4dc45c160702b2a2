import { defineStore } from 'pinia'
import type { Figures } from '../analysis/figures'
import { openQuestions } from '../ingest/answer'
import type { TierScheme } from '../model/scheme'
import { useWorkspace } from './workspace'

/** What one drop brought, and what it would take to undo it. */
export interface Receipt {
  /** Sources that came, and the dropped files that were there already. */
  ids: number[]
  already: string[]
  /** Files of the drop that could not be read; the page says why. */
  failed: number
  before: Figures
  after: Figures
  /** The name of the sample company that made room, or null. */
  sample: string | null
  scheme: TierScheme | null
  undone: boolean
}

/** What the last drop did to the figures; it stands until it is put away or the next one comes. */
export const useReceipt = defineStore('receipt', {
  state: () => ({ last: null as Receipt | null, undoing: false }),
  getters: {
    /** Sums over the files that came, as far as they still stand. */
    rows: ({ last }) => {
      const sources = useWorkspace().sources.filter(({ id }) => last?.ids.includes(id))
      const sum = (name: 'rowsRead' | 'rowsKept' | 'rowsMerged' | 'rowsSetAside') =>
        sources.reduce((all, source) => all + source[name], 0)
      return {
        files: sources.map(({ file }) => file),
        read: sum('rowsRead'),
        kept: sum('rowsKept'),
        merged: sum('rowsMerged'),
        setAside: sum('rowsSetAside'),
        questions: sources.reduce((all, source) => all + openQuestions(source).length, 0),
      }
    },
    /** Orders that no older file had, and those that another file had and says otherwise. */
    orders: ({ last }) => {
      if (!last) return { added: 0, changed: 0, unchanged: 0 }
      const { changes, sources } = useWorkspace()
      const found = sources.flatMap(({ id, entities }) =>
        last.ids.includes(id) && entities.includes('orders') ? [changes.get(id)] : [],
      )
      const sum = (name: 'added' | 'changed' | 'unchanged') =>
        found.reduce((all, change) => all + (change?.[name] ?? 0), 0)
      // Files that stand alone bring whatever came.
      const alone = found.some((change) => !change)
      return {
        added: alone ? Math.max(0, last.after.orders - last.before.orders) : sum('added'),
        changed: sum('changed'),
        unchanged: sum('unchanged'),
      }
    },
  },
  actions: {
    put(receipt: Receipt) {
      this.last = Object.freeze(receipt)
    },
    amend(part: Partial<Receipt>) {
      if (this.last) this.last = Object.freeze({ ...this.last, ...part })
    },
    /** A file of the drop was read again, under another id. */
    pass(from: number, to: number) {
      if (this.last?.ids.includes(from))
        this.amend({ ids: this.last.ids.map((id) => (id === from ? to : id)) })
    },
    putAway() {
      this.last = null
    },
    /** Takes out what the drop brought; the figures are those of before. */
    async undo(): Promise<void> {
      const { last } = this
      if (!last || this.undoing) return
      this.undoing = true
      try {
        await useWorkspace().retract(last)
        this.amend({ undone: true })
      } finally {
        this.undoing = false
      }
    },
  },
})
