import { defineStore } from 'pinia'
import { configOf } from '../analysis/config'
import type { Choices, SourceReport } from '../ingest/load'
import { memoriesOf, readChoices } from '../ingest/choices'
import { emptyRecipe, type Recipe } from '../model/recipe'
import { useWorkspace } from './workspace'

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
type State = Pick<Recipe, (typeof OWN)[number]>
/** What of it marts and panels follow. */
const FOLLOWED = ['rfm', 'lifecycle', 'segments', 'clusters', 'people', 'playbook', 'marks'] as const

const ownOf = (recipe: State): State => Object.fromEntries(OWN.map((name) => [name, recipe[name]])) as State

export const useRecipe = defineStore('recipe', {
  state: (): State => ownOf(emptyRecipe()),
  actions: {
    take(recipe: State) {
      this.$patch((state) => Object.assign(state, ownOf(recipe)))
    },
    /** Sets a part; where marts follow it, they are built again. */
    async choose(part: Partial<State>): Promise<void> {
      this.$patch((state) => Object.assign(state, part))
      const followed = FOLLOWED.filter((name) => name in part)
      if (!followed.length) return
      const config = configOf(this.$state)
      const names = followed.map((name) => (name === 'people' ? 'overrides' : name))
      await useWorkspace().configure(Object.fromEntries(names.map((name) => [name, config[name]])))
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
