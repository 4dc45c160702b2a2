import { defineStore } from 'pinia'
import { configOf } from '../analysis/config'
import { inTurn } from './lane'
import { useRecipe, type Decisions } from './recipe'
import { useWorkspace } from './workspace'

/** What of it marts and panels follow. */
const FOLLOWED = ['rfm', 'lifecycle', 'segments', 'clusters', 'people', 'playbook', 'marks'] as const

/** The last choice of each part. */
const latest = new Map<string, Partial<Decisions>>()

/** What the reader decides: a part of the recipe is set; where marts follow it, they are built again. */
export const useDecisions = defineStore('decisions', {
  actions: {
    /** It is seen at once, and stands although something that waited before it, such as a whole recipe, says otherwise. */
    choose(part: Partial<Decisions>): Promise<void> {
      useRecipe().$patch((state) => Object.assign(state, part))
      for (const name of Object.keys(part)) latest.set(name, part)
      return inTurn(() => {
        // What was chosen anew meanwhile stands as it is.
        const own = Object.entries(part).filter(([name]) => latest.get(name) === part)
        return this.put(part, Object.fromEntries(own))
      })
    },
    /** The same within a turn. */
    async put(part: Partial<Decisions>, changed = part): Promise<void> {
      const recipe = useRecipe()
      recipe.$patch((state) => Object.assign(state, changed))
      const followed = FOLLOWED.filter((name) => name in part)
      if (!followed.length) return
      const config = configOf(recipe.$state)
      const names = followed.map((name) => (name === 'people' ? 'overrides' : name))
      await useWorkspace().configure(Object.fromEntries(names.map((name) => [name, config[name]])))
    },
  },
})
