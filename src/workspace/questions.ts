import { defineStore } from 'pinia'
import { maySell, openQuestions } from '../ingest/answer'
import type { Choices, SourceReport } from '../ingest/load'
import { useAsking } from './asking'
import { useWorkspace } from './workspace'

/** What the files leave open. */
export const useQuestions = defineStore('questions', {
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
    ask(id?: number) {
      useAsking().show(id === undefined ? this.open.map((source) => source.id) : [id])
    },
    /** The answers of all files at once: they are read again where that changes something. */
    async answer(answers: { id: number; choices: Choices }[]): Promise<void> {
      useAsking().close()
      await useWorkspace().remap(answers)
    },
  },
})
