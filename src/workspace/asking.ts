import { defineStore } from 'pinia'
import { isPressing, openQuestions } from '../ingest/answer'
import type { SourceReport } from '../ingest/load'

/** The sheet that asks what files leave open. */
export const useAsking = defineStore('asking', {
  state: () => ({
    /** The sheet stands open, over these files. */
    shown: false,
    ids: [] as number[],
  }),
  actions: {
    show(ids: number[]) {
      this.ids = ids
      this.shown = ids.length > 0
    },
    close() {
      this.show([])
    },
    /** A file was taken out: nothing is asked of it any more. */
    gone(id: number) {
      if (this.ids.includes(id)) this.show(this.ids.filter((each) => each !== id))
    },
    /** Files came: where one leaves open what everything follows from, the sheet opens by itself. */
    came(sources: SourceReport[]) {
      const pressing = sources.filter((source) => openQuestions(source).some(isPressing))
      if (pressing.length) this.show(pressing.map(({ id }) => id))
    },
  },
})
