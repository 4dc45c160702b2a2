import { defineStore } from 'pinia'
import { configOf } from '../analysis/config'
import { inTurn } from './lane'
import { useRecipe, type Decisions } from './recipe'
import { useWorkspace } from './workspace'

/** What of it marts and panels follow. */
const FOLLOWED = ['rfm', 'lifecycle', 'segments', 'clusters', 'people', 'playbook', 'marks'] as const

/** What the reader decides: a part of the recipe is set; where marts follow it, they are built again. */
export const useDecisions = defineStore('decisions', {
  actions: {
    async choose(part: Partial<Decisions>): Promise<void> {
      const recipe = useRecipe()
      recipe.$patch((state) => Object.assign(state, part))
      const followed = FOLLOWED.filter((name) => name in part)
      if (!followed.length) return
      const names = followed.map((name) => (name === 'people' ? 'overrides' : name))
      await inTurn(() => {
        // Another decision may have been made meanwhile.
        const config = configOf(recipe.$state)
        return useWorkspace().configure(Object.fromEntries(names.map((name) => [name, config[name]])))
      })
    },
  },
})
