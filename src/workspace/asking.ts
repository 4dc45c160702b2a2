import { defineStore } from 'pinia'
import { isPressing, maySell, openQuestions } from '../ingest/answer'
import type { Choices, SourceReport } from '../ingest/load'
import { useWorkspace } from './workspace'

/** What the files leave open, and the sheet that asks it. */
export const useAsking = defineStore('asking', {
  state: () => ({
    /** The sheet stands open, over these files. */
    shown: false,
    ids: [] as number[],
  }),
  getters: {
    /** Files with questions that nobody has answered. */
    open: (): SourceReport[] => useWorkspace().sources.filter((source) => openQuestions(source).length > 0),
    /** Sales may come of an answer. */
    selling(): boolean {
      return this.open.some((source) => openQuestions(source).some((question) => maySell(source, question)))
    },
    /** How many questions stand open. */
    count(): number {
      return this.open.reduce((sum, source) => sum + openQuestions(source).length, 0)
    },
  },
  actions: {
    /** Opens the sheet: over one file, or over all that ask. */
    show(id?: number) {
      this.ids = id === undefined ? this.open.map((source) => source.id) : [id]
      this.shown = this.ids.length > 0
    },
    close() {
      this.shown = false
      this.ids = []
    },
    /** Files came: where one leaves open what everything follows from, the sheet opens by itself. */
    came(ids: number[]) {
      const pressing = this.open.filter(
        (source) => ids.includes(source.id) && openQuestions(source).some(isPressing),
      )
      if (!pressing.length) return
      this.ids = pressing.map(({ id }) => id)
      this.shown = true
    },
    /** The answers of all files at once: they are read again where that changes something. */
    async answer(answers: { id: number; choices: Choices }[]): Promise<void> {
      this.close()
      await useWorkspace().remap(answers)
    },
  },
})
