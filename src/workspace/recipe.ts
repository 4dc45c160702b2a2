import { defineStore } from 'pinia'
import type { Choices, SourceReport } from '../ingest/load'
import { memoriesOf, readChoices } from '../ingest/remembered'
import { emptyRecipe, type Recipe } from '../model/recipe'

/** What the reader decided beside settings, scheme, view and the quality of the data. */
type State = Pick<Recipe, 'mappings' | 'views'>
const nothing = (): State => {
  const { mappings, views } = emptyRecipe()
  return { mappings, views }
}

export const useRecipe = defineStore('recipe', {
  state: (): State => nothing(),
  actions: {
    take({ mappings, views }: State) {
      this.$patch((state) => Object.assign(state, { mappings, views }))
    },
    /** The choices for files with this header, next time too; undefined: none. */
    remember(signature: string, choices: Choices | undefined) {
      const others = Object.entries(this.mappings).filter(([other]) => other !== signature)
      this.mappings = Object.fromEntries(choices ? [...others, [signature, { ...choices }]] : others)
    },
    /** A file was read again as the reader said: so are the next ones of its header. */
    learn(old: SourceReport, now: SourceReport) {
      for (const signature of Object.keys(memoriesOf(old, {}))) this.remember(signature, undefined)
      for (const [signature, choices] of Object.entries(memoriesOf(now, now.choices)))
        this.remember(signature, choices)
    },
    recall(signature: string): Choices | undefined {
      return readChoices(this.mappings[signature])
    },
    forget() {
      this.$patch((state) => Object.assign(state, nothing()))
    },
  },
})
