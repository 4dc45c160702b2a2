import { defineStore } from 'pinia'
import type { Choices, SourceReport } from '../ingest/load'
import { memoriesOf, readChoices } from '../ingest/choices'
import { emptyRecipe, type Recipe } from '../model/recipe'

const OWN = [
  'mappings',
  'reading',
  'views',
  'segments',
  'playbook',
  'rfm',
  'lifecycle',
  'clusters',
  'people',
  'marks',
  'schemes',
  'columns',
] as const
/**
 * What the reader decided beside settings, view, the scheme in use and the quality of the data. `schemes` are all
 * versions that were accepted, the scheme in use among them.
 */
export type Decisions = Pick<Recipe, (typeof OWN)[number]>

const ownOf = (recipe: Decisions): Decisions =>
  Object.fromEntries(OWN.map((name) => [name, recipe[name]])) as Decisions

export const useRecipe = defineStore('recipe', {
  state: (): Decisions => ownOf(emptyRecipe()),
  actions: {
    take(recipe: Decisions) {
      this.$patch((state) => Object.assign(state, ownOf(recipe)))
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
      this.take(emptyRecipe())
    },
  },
})
