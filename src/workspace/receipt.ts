import { defineStore } from 'pinia'
import type { Figures } from '../analysis/figures'
import type { TierScheme } from '../model/scheme'

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
    /** The files that it tells of are gone with all others; one that is being undone goes on to say so. */
    leave() {
      if (!this.undoing) this.last = null
    },
    putAway() {
      this.last = null
    },
  },
})
