import { defineStore } from 'pinia'
import { changedChoices } from '../ingest/choices'
import type { Choices } from '../ingest/load'
import { useWorkspace } from './workspace'

/** What the reader would change about files and has not applied yet, by source; it outlives a look at another page. */
export const useDrafts = defineStore('drafts', {
  state: () => ({
    held: {} as Record<number, Choices>,
    /** Sources whose draft cannot be read at all: in that encoding, with that delimiter. */
    faulty: [] as number[],
  }),
  getters: {
    /** The drafts that differ from how their file is read, with the number of differences. */
    open: ({ held }): { id: number; file: string; choices: Choices; changes: number }[] =>
      useWorkspace().sources.flatMap(({ id, file, choices }) => {
        const draft = held[id]
        const changes = draft ? changedChoices(choices, draft) : 0
        return draft && changes ? [{ id, file, choices: draft, changes }] : []
      }),
    faults(): number[] {
      return this.open.flatMap(({ id }) => (this.faulty.includes(id) ? [id] : []))
    },
    changes(): number {
      return this.open.reduce((sum, { changes }) => sum + changes, 0)
    },
  },
  actions: {
    hold(id: number, choices: Choices) {
      this.held = { ...this.held, [id]: choices }
    },
    fault(id: number, faulty: boolean) {
      this.faulty = [...this.faulty.filter((other) => other !== id), ...(faulty ? [id] : [])]
    },
    drop(id: number) {
      this.held = Object.fromEntries(Object.entries(this.held).filter(([other]) => Number(other) !== id))
    },
    discard() {
      this.held = {}
    },
    /** A file that was read again has another id: its draft goes on, with what was read now as said. */
    pass(from: number, to: number, said: Choices) {
      const draft = this.held[from]
      if (!draft) return
      this.drop(from)
      const merged = {
        ...draft,
        columns: { ...said.columns, ...draft.columns },
        types: { ...said.types, ...draft.types },
        ...(said.settled ? { settled: said.settled } : {}),
      }
      this.hold(to, merged)
    },
    /** Reads all files that have a draft as it says, each once, and works out the figures once. */
    async apply(): Promise<void> {
      const plain = (choices: Choices) => JSON.parse(JSON.stringify(choices)) as Choices
      const changes = this.open.map(({ id, choices }) => ({ id, choices: plain(choices) }))
      for (const { id } of changes) this.drop(id)
      await useWorkspace().remap(changes)
      // What could not be read so is still there, with its draft.
      const left = new Map(useWorkspace().sources.map((source) => [source.id, source]))
      for (const { id, choices } of changes)
        if (left.has(id) && changedChoices(left.get(id)!.choices, choices)) this.hold(id, choices)
    },
  },
})
