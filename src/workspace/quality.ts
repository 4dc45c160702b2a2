import { defineStore } from 'pinia'
import type { LikelyGroup } from '../analysis/quality/groups'
import type { Hit } from '../analysis/quality/measure'
import { defaultDecisions, type Merge, type QualityDecisions } from '../model/quality'
import type { Row } from '../model/row'
import { inTurn } from './lane'
import { useWorkspace } from './workspace'

/** What the reader decided about the quality of the data, and what the rules found. */
export const useQuality = defineStore('quality', {
  state: (): { decisions: QualityDecisions; busy: boolean } => ({
    decisions: defaultDecisions(),
    busy: false,
  }),
  actions: {
    /** The decisions that the figures stand on; other files may have brought others. */
    async refresh(): Promise<void> {
      this.decisions = (await useWorkspace().start()).decisions
    },
    /** Takes other decisions: entities and figures follow. */
    async decide(change: Partial<QualityDecisions>): Promise<void> {
      this.decisions = { ...this.decisions, ...change }
      await inTurn(() => this.apply(change))
    },
    /** The same within a turn. */
    async apply(change: Partial<QualityDecisions>): Promise<void> {
      const workspace = useWorkspace()
      const session = await workspace.start()
      this.busy = true
      try {
        await session.decide({ ...session.decisions, ...change }, workspace.view)
        this.decisions = session.decisions
        workspace.at(session)
      } finally {
        this.busy = false
      }
    },
    merge(merges: Merge[], apart: string[][]): Promise<void> {
      const { decisions } = this
      return this.decide({
        merges: [...decisions.merges, ...merges],
        apart: [...decisions.apart, ...apart],
      })
    },
    /** Customers who are probably one, as far as nothing was decided about them. */
    async likely(): Promise<LikelyGroup[]> {
      return (await useWorkspace().start()).inspect()
    },
    async members(ids: string[]): Promise<Row[]> {
      return (await useWorkspace().start()).members(ids)
    },
    async hits(rule: string, subject: string, most: number): Promise<Hit[]> {
      return (await useWorkspace().start()).hits(rule, subject, most)
    },
  },
})
